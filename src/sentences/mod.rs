//! Sentences.

use crate::span::{Span, Spanned};
use crate::text::ParagraphId;

crate::span::index! {
    /// Place of a sentence in the list that [`split`] returns.
    SentenceId
}

/// A sentence: a non-empty span without white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Place in the text.
    pub span: Span,
    /// The paragraph that holds it.
    pub paragraph: ParagraphId,
}

impl Spanned for Sentence {
    fn span(&self) -> Span {
        self.span
    }
}
