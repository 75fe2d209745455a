//! Claims: one flat record per attributed claim, put together from what the stages before found.

use std::ops::Range;

use crate::dates::TimeExpressionId;
use crate::span::Span;
use crate::speakers::Speaker;
use crate::text::ParagraphId;

crate::span::index! {
    /// Place of a claim in the list that `assemble` returns.
    ClaimId
}

/// How much of the content stands inside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

impl ClaimKind {
    /// The value of the column `kind`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// The names inside a claim, canonical where known, each once, in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamesInClaim {
    /// People.
    pub people: Vec<String>,
    /// Organisations.
    pub organizations: Vec<String>,
    /// Places.
    pub places: Vec<String>,
}

/// One attributed claim.
///
/// Law: all spans lie inside the article's text; `content` is not empty; spans of one list are in text order and do not
/// overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Who is held responsible for it.
    pub speaker: Speaker,
    /// The same for the same speaker over a whole run: `s_` and a hash of the folded name. Empty when nobody is known.
    pub speaker_id: String,
    /// How much of it is in quotation marks.
    pub kind: ClaimKind,
    /// Class of the cue, a value of the column `act`.
    pub act: &'static str,
    /// The attribution itself is negated.
    pub negated: bool,
    /// The author hedges the attribution.
    pub hedged: bool,
    /// Through whom the author has it. Empty when first-hand.
    pub via: String,
    /// The expression that says when it was said.
    pub said_on: Option<TimeExpressionId>,
    /// Names inside the content.
    pub names: NamesInClaim,
    /// Time expressions inside the content.
    pub dates: Vec<TimeExpressionId>,
    /// 0 to 1.
    pub confidence: f32,
    /// Places of the content.
    pub content: Vec<Span>,
    /// Places of the source; empty when it is implicit.
    pub source: Vec<Span>,
    /// Places of the cue; empty when there is none.
    pub cue: Vec<Span>,
    /// The sentences that hold source, cue and content: indexes into the list of sentences.
    pub sentences: Range<usize>,
    /// The paragraph where the content begins.
    pub paragraph: ParagraphId,
}
