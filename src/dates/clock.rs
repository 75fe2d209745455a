//! Times of day: "3 p.m.", "10:30 a.m. EST", "14:48 UTC", "noon", "4 in the morning", and the parts of the day.

use super::lexicon::{Part, Word};
use super::tokens::View;

/// A time of day without its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hour, minute and second as far as said, and whether the time is in UTC.
    At { hour: u8, minute: Option<u8>, second: Option<u8>, utc: bool },
    /// A part of the day.
    In(Part),
}

impl Clock {
    /// What follows the date in a TIMEX3 value: `T15:00`, `TMO`. A full hour is written `T15:00`, as `TimeBank` does.
    pub(super) fn text(self) -> String {
        match self {
            Self::In(part) => format!("T{}", part_code(part)),
            Self::At { hour: 24, .. } => "T24:00".to_owned(),
            Self::At { hour, minute, second, utc } => {
                let zone = if utc { "Z" } else { "" };
                let minute = minute.unwrap_or(0);
                match second {
                    Some(second) => format!("T{hour:02}:{minute:02}:{second:02}{zone}"),
                    None => format!("T{hour:02}:{minute:02}{zone}"),
                }
            }
        }
    }

    const fn hour(hour: u8) -> Self {
        Self::At { hour, minute: None, second: None, utc: false }
    }
}

/// TIMEX3 codes of the parts of the day.
pub(super) const fn part_code(part: Part) -> &'static str {
    match part {
        Part::Morning => "MO",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
    }
}

/// Time zones by their usual letters; only UTC changes the value.
const ZONES: [&str; 20] = [
    "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "GMT", "UTC", "BST", "CET", "CEST",
    "IST", "JST", "Z",
];

/// A time of day at token `at`, and the token after it.
pub(super) fn time(view: View<'_>, at: usize) -> Option<(Clock, usize)> {
    match view.word(at) {
        Word::Clock(hour) => Some((Clock::hour(hour), at + 1)),
        Word::Digits { value, length: 1 | 2 } if value <= 24 => figures(view, at, value as u8),
        Word::Digits { value, length: 4 } => military(view, at, value),
        Word::Number(hour @ 1..=12) => spelled(view, at, hour as u8),
        _ => None,
    }
}

fn figures(view: View<'_>, at: usize, hour: u8) -> Option<(Clock, usize)> {
    let mut end = at + 1;
    let mut minute = None;
    let mut second = None;
    for part in [&mut minute, &mut second] {
        let colon = view.inner(end, b':') || (end == at + 1 && view.inner(end, b'.'));
        match view.digits(end + 1) {
            Some((value @ 0..=59, 2)) if colon => {
                *part = Some(value as u8);
                end += 2;
            }
            _ => break,
        }
    }
    let dotted = view.mark(at + 1, b'.');
    if let Some((late, next)) = half_of_day(view, end) {
        let hour = twelve(hour, late)?;
        let (utc, end) = zone(view, next);
        return Some((Clock::At { hour, minute, second, utc }, end));
    }
    if view.is(end, "o") && view.inner(end + 1, b'\'') && view.is(end + 2, "clock") && minute.is_none() {
        return Some((Clock::hour(hour), end + 3));
    }
    let (utc, next) = zone(view, end);
    let named = next > end || view.any(end, &["hrs", "hours"]) && view.glued(end);
    if dotted || minute.is_none() {
        return in_the(view, end).and_then(|(late, next)| Some((Clock::hour(twelve(hour, late)?), next)));
    }
    // "3:2" is a score and "3:15" may be a verse, but two digits after the colon are mostly a time in the news.
    let next = if named && next == end { end + 1 } else { next };
    (hour < 24).then_some((Clock::At { hour, minute, second, utc }, next))
}

/// "0800 UTC", "1530 GMT".
fn military(view: View<'_>, at: usize, value: u32) -> Option<(Clock, usize)> {
    let (utc, end) = zone(view, at + 1);
    let valid = end > at + 1 && value / 100 < 24 && value % 100 < 60;
    let clock = Clock::At { hour: (value / 100) as u8, minute: Some((value % 100) as u8), second: None, utc };
    valid.then_some((clock, end))
}

/// "five o'clock", "four in the morning".
fn spelled(view: View<'_>, at: usize, hour: u8) -> Option<(Clock, usize)> {
    if view.is(at + 1, "o") && view.inner(at + 2, b'\'') && view.is(at + 3, "clock") {
        return Some((Clock::hour(hour), at + 4));
    }
    let (late, end) = half_of_day(view, at + 1).or_else(|| in_the(view, at + 1))?;
    Some((Clock::hour(twelve(hour, late)?), end))
}

/// "a.m.", "pm": whether it is the afternoon, and the token after it. The last full stop is left out where it may end
/// the sentence; it belongs to the expression otherwise.
fn half_of_day(view: View<'_>, at: usize) -> Option<(bool, usize)> {
    if view.any(at, &["am", "pm"]) {
        return Some((view.is(at, "pm"), at + 1));
    }
    let dotted = view.any(at, &["a", "p"]) && view.inner(at + 1, b'.') && view.is(at + 2, "m");
    let end = if view.mark(at + 3, b'.') && view.glued(at + 3) { at + 4 } else { at + 3 };
    dotted.then(|| (view.is(at, "p"), end))
}

/// "in the morning", "at night".
fn in_the(view: View<'_>, at: usize) -> Option<(bool, usize)> {
    let part = if view.run(at, &["in", "the"]) { at + 2 } else { at + 1 };
    match view.word(part) {
        Word::Part(Part::Morning) if part == at + 2 => Some((false, part + 1)),
        Word::Part(Part::Afternoon | Part::Evening) if part == at + 2 => Some((true, part + 1)),
        Word::Part(Part::Night) if view.is(at, "at") => Some((true, part + 1)),
        _ => None,
    }
}

const fn twelve(hour: u8, late: bool) -> Option<u8> {
    match (hour, late) {
        (12, false) => Some(0),
        (1..=11, true) => Some(hour + 12),
        // "15:30 p.m." is written, and means what the first half says.
        (0..=12, _) | (13..=23, true) => Some(hour),
        _ => None,
    }
}

/// A time zone at `at`: whether it is UTC, and the token after it.
fn zone(view: View<'_>, at: usize) -> (bool, usize) {
    let open = view.mark(at, b'(');
    let name = if open { at + 1 } else { at };
    if !view.capital(name) || !ZONES.contains(&view.text(name)) {
        return (false, at);
    }
    let end = if open && view.mark(name + 1, b')') { name + 2 } else { name + 1 };
    if open && end == name + 1 {
        return (false, at);
    }
    (matches!(view.text(name), "GMT" | "UTC" | "Z"), end)
}
