//! Title and author as a word processor keeps them beside the text. They are seldom those of the article: the title is
//! left over from a template or an earlier file, the author is who typed it. They count only where the text says the same.

use super::Metadata;
use super::flow::Kind;

/// What a file says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// Its title.
    pub(super) title: String,
    /// Its author.
    pub(super) author: String,
}

/// Among so many paragraphs at the start stand headline and byline.
const NEAR: usize = 5;
/// The longest headline, in bytes.
const LONGEST: usize = 250;
/// What stands in the style of a title on other papers than articles; lower case.
const LABELS: &[&str] = &[
    "press release",
    "news release",
    "media release",
    "for immediate release",
    "press statement",
    "media statement",
    "statement",
    "news",
    "breaking news",
    "opinion",
    "analysis",
    "editorial",
    "draft",
    "memo",
    "memorandum",
    "contents",
    "abstract",
    "summary",
    "transcript",
];

/// Of what a file says about itself, what its first paragraphs confirm: a title that is one of them, the only one in the
/// style of a title, and an author who stands alone in a line or behind "By".
pub(super) fn confirmed(said: &Properties, opening: &[(String, Kind)]) -> Metadata {
    let near = &opening[..opening.len().min(NEAR)];
    let title = folded(&said.title);
    let same = near.iter().map(|(text, _)| text).find(|text| !title.is_empty() && folded(text) == title);
    let author = said.author.split_whitespace().collect::<Vec<_>>().join(" ");
    Metadata {
        headline: same.or_else(|| styled(near)).filter(|text| is_headline(text)).cloned(),
        author: (is_name(&author) && near.iter().any(|(text, _)| is_byline(text, &author))).then_some(author),
        ..Metadata::default()
    }
}

/// The one paragraph that its style makes the title, if it opens the text.
fn styled(near: &[(String, Kind)]) -> Option<&String> {
    let titles: Vec<_> = near.iter().filter(|(_, kind)| matches!(kind, Kind::Title | Kind::Heading)).collect();
    // Two of them may be the outlet and its headline, or a headline and a heading.
    match titles.as_slice() {
        [(text, _)] if near.iter().take(2).any(|(first, _)| first == text) => Some(text),
        _ => None,
    }
}

/// Whether a text in the style of a title may be a headline, rather than a label or the number of a chapter.
pub(super) fn is_headline(text: &str) -> bool {
    let label = text.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    (10..=LONGEST).contains(&text.len())
        && text.contains(' ')
        && !LABELS.contains(&label.as_str())
        && !label.starts_with("chapter ")
}

/// A name has a given name and a surname: "admin", "Microsoft" and "user" do not.
fn is_name(text: &str) -> bool {
    text.len() < 60
        && text.contains(' ')
        && text.starts_with(char::is_uppercase)
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a paragraph names `author` as its own: alone, or behind "By" and before a comma or the like.
fn is_byline(text: &str, author: &str) -> bool {
    let text = text.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(text, |by| &text[by.len()..]);
    let same = text.get(..author.len()).is_some_and(|name| name.to_lowercase() == author.to_lowercase());
    same && text[author.len()..].trim_start().chars().next().is_none_or(|c| ",|;(/–—".contains(c)) && text.len() < 150
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, author: &str, opening: &[(&str, Kind)]) -> (Option<String>, Option<String>) {
        let opening: Vec<_> = opening.iter().map(|(text, kind)| ((*text).to_owned(), *kind)).collect();
        let said = Properties { title: title.to_owned(), author: author.to_owned() };
        let found = confirmed(&said, &opening);
        (found.headline, found.author)
    }

    #[test]
    fn only_what_the_text_says_counts() {
        let opening = [("Quay to be rebuilt", Kind::Body), ("By Ann Lee, Staff", Kind::Body), ("It will.", Kind::Body)];
        assert_eq!(of("Document1", "admin", &opening), (None, None));
        assert_eq!(of("Microsoft Word - quay.doc", "Bob Roe", &opening), (None, None));
        assert_eq!(
            of("quay  TO be rebuilt", "Ann Lee", &opening),
            (Some("Quay to be rebuilt".into()), Some("Ann Lee".into()))
        );
    }

    #[test]
    fn a_style_makes_a_headline_if_it_is_the_only_one() {
        let (title, head) = (("Quay to be rebuilt", Kind::Title), ("Why it takes so long", Kind::Heading));
        assert_eq!(of("", "", &[title, ("It will.", Kind::Body)]).0.as_deref(), Some("Quay to be rebuilt"));
        assert_eq!(of("", "", &[title, head]).0, None);
        assert_eq!(of("", "", &[("PRESS RELEASE:", Kind::Title), ("It will.", Kind::Body)]).0, None);
    }

    #[test]
    fn names_in_sentences_are_no_bylines() {
        for text in ["Ann Lee said no.", "By Ann Leeson", "Ann Lee's house"] {
            assert_eq!(of("", "Ann Lee", &[(text, Kind::Body)]).1, None, "{text}");
        }
    }
}
