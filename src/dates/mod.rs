//! Time expressions and their TIMEX3 values.

use jiff::civil::Date;

use crate::span::{Span, Spanned};

crate::span::index! {
    /// Place of a time expression in the list that [`find`] returns.
    TimeExpressionId
}

/// The four types of TIMEX3 (TimeML 1.2.1).
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
