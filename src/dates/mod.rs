//! Time expressions and their TIMEX3 values, and the day of publication from which they are counted.
//!
//! A sentence is cut into tokens (`tokens`, classes from `lexicon`), rules read expressions out of them
//! (`parse`, into the `meaning` that is not resolved yet), and when the whole article is read, its expressions are
//! resolved in order against the publication date or the last date mentioned (`resolve`, written out by `value`). Where
//! nobody has told the publication date, it is looked for before that (`publication`).
//!
//! Law: expressions are in text order, do not overlap, are not empty, and each lies inside one sentence; slicing the
//! text by a span never panics; any text and any publication date give an answer.
//!
//! The conventions are those of `TimeML` 1.2.1 as `TimeBank` applies them: determiners and modifiers belong to an
//! expression, prepositions do not, and "early" or "about" leave no trace in the value.

mod anchoring;
mod calendar;
mod clock;
mod holidays;
mod lexicon;
mod meaning;
mod numbers;
mod parse;
mod publication;
mod resolve;
mod tense;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;
mod tokens;
mod value;

pub use publication::{Evidence, PublishedSource, published};

use jiff::civil::Date;

use crate::sentences::Sentence;
use crate::span::{Span, Spanned};

crate::span::index! {
    /// Place of a time expression in the list that [`find`] returns.
    TimeExpressionId
}

/// The four types of TIMEX3 (`TimeML` 1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimexType {
    /// A calendar date of any precision.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// What a value was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the expression stands by itself ("2 May 2025").
    None,
    /// The publication date ("last Tuesday").
    Published,
    /// Another expression of the article ("a day later").
    Expression(TimeExpressionId),
}

/// A time expression and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Place in the text.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value, e.g. `2025-05-02`, `2025-04`, `2020-SU`, `P2D`, `PRESENT_REF`. Not resolvable parts are `X`
    /// (`XXXX-05-01`).
    pub value: String,
    /// First and last day, both included, where the value bounds days.
    pub days: Option<(Date, Date)>,
    /// What the value was resolved against.
    pub anchor: Anchor,
}

impl Spanned for TimeExpression {
    fn span(&self) -> Span {
        self.span
    }
}

/// An expression that is read but not resolved.
struct Read {
    span: Span,
    kind: TimexType,
    meaning: meaning::Meaning,
    clock: Option<clock::Clock>,
    tense: tense::Tense,
}

/// The time expressions of an article, in text order.
///
/// `sentences` are those of `text`, in order. Without `published`, whatever is told by its distance from today has a
/// value with `X` parts and no days; no date of the text takes the place of the publication date.
pub fn find(text: &str, sentences: &[Sentence], published: Option<Date>) -> Vec<TimeExpression> {
    let mut tokens = Vec::new();
    let mut found = Vec::new();
    let mut read: Vec<Read> = Vec::new();
    for sentence in sentences {
        tokens.clear();
        tokens::tokenize(text, sentence.span, &mut tokens);
        let view = tokens::View::new(text, &tokens);
        parse::sentence(view, &mut found);
        read.extend(found.drain(..).filter_map(|found: meaning::Found| {
            let span = view.span(found.first, found.end)?;
            let tense = tense::around(view, found.first, found.end);
            Some(Read { span, kind: found.kind, meaning: found.meaning, clock: found.clock, tense })
        }));
    }
    let mut resolver = resolve::Resolver::new(published, &read);
    read.iter().enumerate().map(|(index, read)| resolver.resolve(read, TimeExpressionId::new(index))).collect()
}
