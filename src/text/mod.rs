//! The outer shape of an article: paragraphs, headline, byline, dateline, list lines, boilerplate.

mod boilerplate;
mod byline;
mod dateline;
mod kinds;
mod lines;
pub(crate) mod list;
mod paragraphs;
mod shape;
mod top;

use jiff::civil::Date;

use crate::corpus::front_matter;
use crate::span::{Span, Spanned};

crate::span::index! {
    /// Place of a paragraph in [`Sections::paragraphs`].
    ParagraphId
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// The title of the article.
    Headline,
    /// A line that names the author ("By Jane Doe").
    Byline,
    /// A heading inside the article.
    Heading,
    /// One line of a list.
    ListItem,
    /// Running text.
    Body,
    /// Not part of the article: advertisements, "You May Also Like", copyright lines. No claims are read from it.
    Boilerplate,
}

/// A paragraph: a non-empty span without white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Place in the text.
    pub span: Span,
    /// What it is for.
    pub kind: ParagraphKind,
}

impl Spanned for Paragraph {
    fn span(&self) -> Span {
        self.span
    }
}

/// "PARIS (AP) -" at the start of the first body paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// From the first letter of the place to the dash, the dash included.
    pub span: Span,
    /// The place, e.g. `PARIS`.
    pub place: Option<Span>,
    /// The agency, e.g. `AP`, without its brackets.
    pub agency: Option<Span>,
}

/// The outer shape of an article.
///
/// Law: paragraphs are in text order, do not overlap, are not empty, and together hold every character that is not
/// white space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sections {
    /// All paragraphs in text order.
    pub paragraphs: Vec<Paragraph>,
    /// The front matter, with the lines that bound it; its paragraphs are boilerplate.
    pub front_matter: Option<Span>,
    /// The author's name in a byline, without "By".
    pub author: Option<Span>,
    /// The dateline, if there is one.
    pub dateline: Option<Dateline>,
    /// The outlet's name, where a line above the text gives it.
    pub outlet: Option<Span>,
    /// The article's address, likewise.
    pub url: Option<Span>,
    /// The day of publication, likewise, in any of the languages and forms in which files give it.
    pub day: Option<Date>,
}

/// Finds the outer shape of an article. Any text will do; time is linear in its length.
///
/// A blank line always ends a paragraph, and so does a single line break, except in text that is wrapped at some column.
/// Boilerplate is marked with restraint: a doubtful paragraph stays part of the article.
pub fn sections(text: &str) -> Sections {
    let spans = paragraphs::spans(text);
    let Some(front) = front_matter(text) else { return kinds::classify(text, spans) };
    // Front matter is no part of the article; a paragraph that runs on behind it is parted.
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut article: Vec<Span> = Vec::new();
    for span in spans {
        let middle = front.end().clamp(span.start(), span.end());
        let (before, after) = (Span::new(span.start(), middle).trim(text), Span::new(middle, span.end()).trim(text));
        if !before.is_empty() {
            paragraphs.push(Paragraph { span: before, kind: ParagraphKind::Boilerplate });
        }
        article.extend((!after.is_empty()).then_some(after));
    }
    let mut sections = kinds::classify(text, article);
    paragraphs.append(&mut sections.paragraphs);
    Sections { paragraphs, front_matter: Some(front), ..sections }
}

/// White space folded to single spaces, none at the ends.
pub(crate) fn folded(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One line a paragraph: the first letters of its kind, and its first words.
    fn outline(text: &str) -> String {
        let line = |paragraph: &Paragraph| {
            let kind = match paragraph.kind {
                ParagraphKind::Headline => "HEADLINE",
                ParagraphKind::Byline => "byline",
                ParagraphKind::Heading => "heading",
                ParagraphKind::ListItem => "item",
                ParagraphKind::Body => "body",
                ParagraphKind::Boilerplate => "-",
            };
            let words: Vec<&str> = paragraph.span.slice(text).split_whitespace().take(3).collect();
            format!("{kind}: {}", words.join(" "))
        };
        sections(text).paragraphs.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    const ARTICLE: &str = "\
Council votes to close old market

By Ada Brown, Staff Writer

ADVERTISEMENT

OSLO, May 3 (Harbour Press) - The council voted on Monday to close the old fish market.

The mayor gave three reasons:

- the roof
- the smell

A long quarrel

The traders have fought the plan since 2019, and they say that they will go on.

Copyright 2021 Harbour Press. All rights reserved.

You May Also Like

Ten Bridges To See Before They Fall

The old bridge at the northern end of the town was built by…

Is This The Last Ferry?";

    #[test]
    fn a_whole_article() {
        let expected = "\
HEADLINE: Council votes to
byline: By Ada Brown,
-: ADVERTISEMENT
body: OSLO, May 3
body: The mayor gave
item: - the roof
item: - the smell
heading: A long quarrel
body: The traders have
-: Copyright 2021 Harbour
-: You May Also
-: Ten Bridges To
-: The old bridge
-: Is This The";
        assert_eq!(outline(ARTICLE), expected);
        let found = sections(ARTICLE);
        assert_eq!(found.author.map(|span| span.slice(ARTICLE)), Some("Ada Brown"));
        let dateline = found.dateline.expect("there is one");
        assert_eq!(dateline.span.slice(ARTICLE), "OSLO, May 3 (Harbour Press) -");
        assert_eq!(dateline.place.map(|span| span.slice(ARTICLE)), Some("OSLO"));
    }

    #[test]
    fn links_within_an_article_do_not_end_it() {
        let text = "Prices rose again in the town last week.\n\nRelated stories\n\nWhy prices rise\n\nThe mayor said on Monday \
                    that she would act, and that the council would follow her before the summer.\n\nThe traders did not \
                    believe it.\n\nThey have heard it before.";
        assert_eq!(outline(text).matches("-: ").count(), 2, "{}", outline(text));
    }

    #[test]
    fn a_first_sentence_is_no_headline() {
        assert!(
            outline("The market is closed.\nNobody in the town knows when it will open again.").starts_with("body")
        );
        assert!(
            outline("Council Votes to Close the Old Market.\nNobody in the town knows when it will open.")
                .starts_with("HEADLINE")
        );
        assert!(outline("The market is closed").starts_with("body"));
        assert!(outline("# Market\n\nNobody in the town knows when it will open.").starts_with("HEADLINE"));
    }

    fn assert_laws(text: &str) {
        let found = sections(text);
        let mut covered = vec![false; text.len()];
        let mut end = 0;
        for paragraph in &found.paragraphs {
            let words = paragraph.span.slice(text);
            assert!(!words.is_empty() && words.trim() == words, "{words:?}");
            assert!(paragraph.span.start() >= end);
            end = paragraph.span.end();
            covered[paragraph.span.range()].fill(true);
        }
        assert!(text.char_indices().all(|(at, c)| c.is_whitespace() || covered[at]), "{text:?}");
        let dateline = found.dateline.iter().flat_map(|line| [Some(line.span), line.place, line.agency]).flatten();
        assert!(dateline.chain(found.author).all(|span| !span.slice(text).is_empty()));
    }

    proptest! {
        #[test]
        fn laws_hold_on_any_text(text in "\\PC{0,120}") {
            assert_laws(&text);
        }

        #[test]
        fn laws_hold_on_text_full_of_breaks(text in "[A-Ca-c.:,()#*1 \t\r\n\u{85}\u{2028}\u{2029}\u{c}é—-]{0,120}") {
            assert_laws(&text);
        }

        #[test]
        fn laws_hold_near_bylines_and_datelines(head in "(By |BY |OSLO|Oslo|, May 3| \\(AP\\)| —|: | and |é|\n){0,9}", body in "[a-zA-Z .]{0,60}") {
            assert_laws(&format!("{head}{body}\nThe market is closed, and nobody knows when it will open."));
        }
    }
}
