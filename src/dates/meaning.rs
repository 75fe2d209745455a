//! What the rules read out of the words, before anything is resolved: a small tree that still says "the Tuesday before"
//! instead of a day. Reading and resolving are kept apart so that a rule can be tested without a calendar, and so that
//! the whole article is read before its first date is resolved.

use super::holidays::Rule;
use super::lexicon::{Part, Pick, Season, Unit, Vague};
use super::{TimexType, clock::Clock};

/// A time expression as the rules leave it: tokens `first..end` of the sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: TimexType,
    pub(super) meaning: Meaning,
    pub(super) clock: Option<Clock>,
}

impl Found {
    pub(super) const fn date(first: usize, end: usize, meaning: Meaning) -> Self {
        Self { first, end, kind: TimexType::Date, meaning, clock: None }
    }

    pub(super) const fn duration(first: usize, end: usize, amount: Amount) -> Self {
        Self { first, end, kind: TimexType::Duration, meaning: Meaning::Length(amount), clock: None }
    }

    pub(super) const fn set(first: usize, end: usize, every: Every) -> Self {
        Self { first, end, kind: TimexType::Set, meaning: Meaning::Every(every), clock: None }
    }
}

/// The year that a month, a season or a holiday belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// Not said: the one that tense and publication date make likely.
    Open,
    /// Said in figures.
    Fixed(i16),
    /// Chosen among its like: "last May", "next summer".
    Pick(Pick),
    /// "of last year", "a year earlier": years from an anchor.
    Shift(i32, From),
}

/// What a step is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The publication date.
    Published,
    /// The last date mentioned.
    Mentioned,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Portion {
    Season(Season),
    Quarter(u8),
    Half(u8),
}

/// A length of time: `count` is `None` for "several".
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) count: Option<u32>,
    /// "and a half".
    pub(super) half: bool,
    pub(super) unit: Unit,
    /// "two hours and 20 minutes".
    pub(super) rest: Option<(u32, Unit)>,
}

impl Amount {
    pub(super) const fn of(count: Option<u32>, unit: Unit) -> Self {
        Self { count, half: false, unit, rest: None }
    }
}

/// A repeated time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Every {
    /// "every two years".
    Amount(Amount),
    /// "each Monday".
    Weekday(u8),
    /// "every April".
    Month(u8),
    /// "every summer", "fourth quarters".
    Portion(Portion),
    /// "every night".
    Part(Part),
}

/// The meaning of the date part of an expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// "now", "recently", "the future".
    Vague(Vague),
    /// A year in figures.
    Year(i16),
    /// A year before Christ.
    Before(u32),
    /// A decade by the first digits of its years: 199.
    Decade(i16),
    /// A century by the first digits of its years: 19.
    Century(i16),
    /// "May 2", "May 2, 2025", "last May".
    Calendar { month: u8, day: Option<u8>, year: YearOf },
    /// "the week of March 6".
    WeekOf { month: u8, day: u8, year: YearOf },
    /// "the 16th".
    DayOfMonth(u8),
    /// "Tuesday"; `None` where nothing but the tense chooses.
    Weekday(u8, Option<Pick>),
    /// "the third quarter of 1998".
    Portion(Portion, YearOf),
    /// "Thanksgiving", with days added ("the day after Christmas").
    Holiday(Rule, YearOf),
    /// Whole units from an anchor: "last week", "two days ago", "today" (0 days).
    Step { unit: Unit, count: i32, from: From },
    /// "a year ago", "the year-earlier period": the period under discussion, moved.
    Period { years: i32, from: From },
    /// "the quarter", "the latest period": the quarter under discussion.
    Latest,
    /// A length.
    Length(Amount),
    /// A set.
    Every(Every),
    /// Nothing but a clock: the day is the last one mentioned.
    Day,
}
