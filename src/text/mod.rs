//! The outer shape of an article: paragraphs, headline, byline, dateline, list lines, boilerplate.

mod lines;
pub(crate) mod list;
mod paragraphs;

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
    /// The author's name in a byline, without "By".
    pub author: Option<Span>,
    /// The dateline, if there is one.
    pub dateline: Option<Dateline>,
}

/// Finds the outer shape of an article. Any text will do; time is linear in its length.
pub fn sections(text: &str) -> Sections {
    let paragraphs =
        paragraphs::spans(text).into_iter().map(|span| Paragraph { span, kind: ParagraphKind::Body }).collect();
    Sections { paragraphs, ..Sections::default() }
}
