//! Quotations: paired quotation marks, nested and over several paragraphs.

use crate::span::{Span, Spanned};
use crate::text::ParagraphId;

crate::span::index! {
    /// Place of a quotation in the list that [`find`] returns.
    QuotationId
}

/// A stretch of text in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing mark, both included. A quotation over several paragraphs, whose mark is
    /// opened again at each of them, is one quotation.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// The paragraph in which it opens.
    pub paragraph: ParagraphId,
    /// Nesting: 0 is outermost.
    pub depth: u8,
    /// Whether the closing mark was found.
    pub closed: bool,
    /// A word or two quoted inside a clause, rather than somebody's speech.
    pub scare: bool,
}

impl Spanned for Quotation {
    fn span(&self) -> Span {
        self.span
    }
}
