//! Front matter: the block of `key: value` lines between two lines of `---` with which many Markdown files begin, or of
//! `key = value` between two of `+++`. It says what a JSON Lines file says in its fields, and is no part of the article.
//!
//! The blocks are YAML and TOML by name, but people write them by hand and leave out the quotation marks that a value with a
//! colon needs. So the lines are read as they stand: values, lists and the fields of one object, on one line or below.

use serde_json::{Map, Value};

use super::{FieldMap, Metadata, fields};
use crate::span::Span;

/// Lines in which the block must end: a rule in the middle of an article is none.
const MOST_LINES: usize = 60;

/// The block with both its rules, if the text begins with one.
pub fn front_matter(text: &str) -> Option<Span> {
    let mut lines = text.split_inclusive('\n').take(MOST_LINES);
    let first = lines.next()?;
    let joint = joint(first)?;
    let mut end = first.len();
    let mut fields = 0;
    for line in lines {
        end += line.len();
        if line.trim_end() == first.trim_end() {
            return (fields > 0).then(|| Span::new(0, end));
        }
        // Lists and continued values are indented; anything else is an article that begins with a rule.
        let plain = line.trim();
        let field = field(plain, joint).is_some();
        if !(field || plain.is_empty() || line.starts_with([' ', '\t', '-', '#', '[', ']'])) {
            return None;
        }
        fields += usize::from(field);
    }
    None
}

/// What a block of front matter says about its article, under the names that fields of JSON have, and what of it was not
/// understood.
pub(super) fn metadata(block: &str, names: &FieldMap) -> (Metadata, Vec<String>) {
    fields::about(&object(block), names)
}

/// What parts key and value in the block that such a line opens.
fn joint(rule: &str) -> Option<char> {
    match rule.trim_end() {
        "---" => Some(':'),
        "+++" => Some('='),
        _ => None,
    }
}

/// The block as an object.
fn object(block: &str) -> Map<String, Value> {
    let joint = block.lines().next().and_then(joint).unwrap_or(':');
    let mut object: Map<String, Value> = Map::new();
    let mut key = String::new();
    let rule = block.lines().next().unwrap_or_default().trim_end();
    for line in block.lines().skip(1) {
        let plain = line.trim();
        if plain.is_empty() || plain.starts_with('#') || plain == rule {
            continue;
        }
        if !line.starts_with([' ', '\t', '-', ']'])
            && let Some((name, value)) = field(plain, joint)
        {
            name.clone_into(&mut key);
            object.entry(name).or_insert_with(|| read(value));
        } else if let Some(value) = object.get_mut(&key) {
            below(value, plain, joint);
        }
    }
    object
}

/// Adds a line that stands below a key to its value.
fn below(value: &mut Value, line: &str, joint: char) {
    let item = line.strip_prefix("- ").map(str::trim);
    match value {
        Value::Array(items) => match (item, items.last_mut()) {
            (Some(item), _) => items.push(item_of(item, joint)),
            (None, Some(Value::Object(last))) => {
                if let Some((name, inner)) = field(line, joint) {
                    last.insert(name.to_owned(), read(inner));
                }
            }
            // A list in brackets over several lines.
            (None, _) => items.extend(listed(line.trim_end_matches(']'))),
        },
        Value::Object(object) => {
            if let Some((name, inner)) = field(line, joint) {
                object.insert(name.to_owned(), read(inner));
            }
        }
        Value::Null => {
            *value = match (item, field(line, joint)) {
                (Some(item), _) => Value::Array(vec![item_of(item, joint)]),
                (None, Some((name, inner))) => Value::Object(Map::from_iter([(name.to_owned(), read(inner))])),
                (None, None) => read(line),
            }
        }
        Value::String(words) => {
            words.push(' ');
            words.push_str(line);
        }
        _ => {}
    }
}

/// One item of a list: a value, or the first field of an object.
fn item_of(item: &str, joint: char) -> Value {
    match field(item, joint) {
        // An address has a colon, too.
        Some((name, value)) if !value.starts_with("//") => {
            Value::Object(Map::from_iter([(name.to_owned(), read(value))]))
        }
        _ => read(item),
    }
}

/// What stands behind a key on its line; null if that is nothing, or says only that lines follow.
fn read(value: &str) -> Value {
    if matches!(value, "" | ">" | "|" | ">-" | "|-" | ">+" | "|+" | "~" | "null" | "\"\"" | "''") {
        return Value::Null;
    }
    // Obsidian links people: [[Jane Doe]].
    if let Some(inner) = value.strip_prefix('[').filter(|inner| !inner.starts_with('[')) {
        return Value::Array(listed(inner.strip_suffix(']').unwrap_or(inner)).collect());
    }
    Value::String(bare(value))
}

/// The items of a list on one line. A comma inside quotation marks parts nothing.
fn listed(line: &str) -> impl Iterator<Item = Value> {
    let mut open = None;
    line.split(move |c: char| {
        match open {
            None if matches!(c, '"' | '\'') => open = Some(c),
            Some(mark) if mark == c => open = None,
            _ => {}
        }
        c == ',' && open.is_none()
    })
    .map(bare)
    .filter(|item| !item.is_empty())
    .map(Value::String)
}

/// A value without quotation marks, the brackets of a link, and a remark behind it.
fn bare(value: &str) -> String {
    let value = value.trim();
    let quoted = ['"', '\''].into_iter().find_map(|mark| {
        let inner = value.strip_prefix(mark)?;
        inner.strip_suffix(mark).or_else(|| inner.split_once(&format!("{mark} #")).map(|(inner, _)| inner))
    });
    let value = match quoted {
        Some(inner) => inner.replace("\\\"", "\"").replace("''", "'"),
        None => value.split(" #").next().unwrap_or_default().trim_end().to_owned(),
    };
    match value.strip_prefix("[[").and_then(|link| link.strip_suffix("]]")) {
        Some(link) => link.rsplit('|').next().unwrap_or_default().to_owned(),
        None => value,
    }
}

/// The key and the value of a line.
fn field(line: &str, joint: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(joint)?;
    let key = key.trim_end();
    let name =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    name.then_some((key, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read() {
        let text = "---\ntitle: \"Harbour: the end\"\nauthor: Ann Orr\ndate: 2025-09-15\ntags:\n  - port\n---\n\nText.";
        let block = front_matter(text).unwrap();
        assert_eq!(text[block.end()..].trim(), "Text.");
        let said = metadata(block.slice(text), &FieldMap::default()).0;
        assert_eq!(said.headline.as_deref(), Some("Harbour: the end"));
        assert_eq!(said.author.as_deref(), Some("Ann Orr"));
        assert_eq!(said.published.map(|day| day.to_string()).as_deref(), Some("2025-09-15"));
        assert_eq!(said.outlet, None);
    }

    fn said(block: &str) -> Metadata {
        let text = format!("{block}\nText.");
        metadata(front_matter(&text).unwrap().slice(&text), &FieldMap::default()).0
    }

    #[test]
    fn authors_are_read_in_lists_and_objects() {
        for authors in [
            "authors: [Ann Orr, \"Li Wei\"]",
            "author:\n  - Ann Orr\n  - Li Wei",
            "authors:\n- \"[[Ann Orr]]\"\n- \"[[Li Wei]]\"",
            "authors:\n  - name: Ann Orr\n    email: ann@post.example\n  - name: Li Wei",
            "author: Ann Orr and Li Wei",
            "author: >\n  Ann Orr\n  and Li Wei",
            "authors: [\n  \"Ann Orr\",\n  \"Li Wei\",\n]",
        ] {
            let said = said(&format!("---\ntitle: Port\n{authors}\ndate: 2025-09-15\n---\n"));
            assert_eq!(said.author.as_deref(), Some("Ann Orr; Li Wei"), "{authors}");
            assert!(said.published.is_some(), "{authors}");
        }
        let said =
            said("---\nauthor:\n  name: Ann Orr\n  site: https://orr.example/ann\ndate: 2 May 2025 # a Friday\n---\n");
        assert_eq!((said.author.as_deref(), said.published), (Some("Ann Orr"), Some(jiff::civil::date(2025, 5, 2))));
    }

    #[test]
    fn the_names_are_those_of_fields() {
        let said = said(
            "---\nheadline: 'It''s over'\nsource: https://post.example/a/1\npublisher: The Post\npublishDate: 2025-09-15T10:00:00Z\n---\n",
        );
        assert_eq!(said.headline.as_deref(), Some("It's over"));
        assert_eq!(said.outlet.as_deref(), Some("The Post"));
        assert_eq!(said.url.as_deref(), Some("https://post.example/a/1"));
        assert!(said.published.is_some());
        assert_eq!(self::said("---\ndate: 2025-09-15\nsite: \"The Post\"\n---\n").outlet.as_deref(), Some("The Post"));
    }

    #[test]
    fn between_plus_signs_stands_toml() {
        let said = said("+++\ntitle = \"Port\"\nauthors = [\"Ann Orr\"]\ndate = 2025-09-15T10:00:00+02:00\n+++\n");
        assert_eq!((said.headline.as_deref(), said.author.as_deref()), (Some("Port"), Some("Ann Orr")));
        assert!(said.published.is_some());
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
