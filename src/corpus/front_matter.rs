//! Front matter: the block of `key: value` lines between two lines of `---` with which many Markdown files begin. It says
//! what a JSON Lines file says in its fields, and is no part of the article.

use super::{FieldMap, Metadata, published};
use crate::span::Span;

/// Lines in which the block must end: a rule in the middle of an article is none.
const MOST_LINES: usize = 60;

/// The block with both its `---` lines, if the text begins with one.
pub fn front_matter(text: &str) -> Option<Span> {
    let mut lines = text.split_inclusive('\n').take(MOST_LINES);
    let first = lines.next().filter(|line| is_rule(line))?;
    let mut end = first.len();
    let mut fields = 0;
    for line in lines {
        end += line.len();
        if is_rule(line) {
            return (fields > 0).then(|| Span::new(0, end));
        }
        // Lists and continued values are indented; anything else is an article that begins with a rule.
        let plain = line.trim();
        let belongs = plain.is_empty() || line.starts_with([' ', '\t', '-', '#']) || field(plain).is_some();
        if !belongs {
            return None;
        }
        fields += usize::from(field(plain).is_some());
    }
    None
}

/// What a block of front matter says about its article, under the same names as the fields of JSON Lines, and `date`.
pub(super) fn metadata(block: &str, names: &FieldMap) -> Metadata {
    let value = |wanted: &[&str]| {
        let of = |name: &&str| block.lines().filter_map(field).find(|(key, _)| key.eq_ignore_ascii_case(name));
        wanted.iter().find_map(of).map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
    };
    Metadata {
        headline: value(&[names.title.as_deref().unwrap_or("title"), "headline"]),
        author: value(&[names.author.as_deref().unwrap_or("author"), "byline"]),
        outlet: value(&[names.outlet.as_deref().unwrap_or("outlet"), "publication"]),
        url: value(&[names.url.as_deref().unwrap_or("url"), "link"]),
        published: value(&[names.published.as_deref().unwrap_or("published"), "date"])
            .and_then(|day| published::parse(&day)),
    }
}

fn is_rule(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The key and the value of a line, the value without its quotation marks.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let name =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let value = value.trim();
    let bare = ['"', '\''].iter().find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark)).unwrap_or(value);
    name.then_some((key, bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read() {
        let text = "---\ntitle: \"Harbour: the end\"\nauthor: Ann Orr\ndate: 2025-09-15\ntags:\n  - port\n---\n\nText.";
        let block = front_matter(text).unwrap();
        assert_eq!(text[block.end()..].trim(), "Text.");
        let said = metadata(block.slice(text), &FieldMap::default());
        assert_eq!(said.headline.as_deref(), Some("Harbour: the end"));
        assert_eq!(said.author.as_deref(), Some("Ann Orr"));
        assert_eq!(said.published.map(|day| day.to_string()).as_deref(), Some("2025-09-15"));
        assert_eq!(said.outlet, None);
    }

    #[test]
    fn a_rule_alone_is_none() {
        for text in [
            "---\nThe harbour closed: nobody came.\n---\n",
            "---\n---\nText.",
            "Text.\n---\na: b\n---\n",
            "---\na: b\n",
        ] {
            assert_eq!(front_matter(text), None, "{text}");
        }
    }
}
