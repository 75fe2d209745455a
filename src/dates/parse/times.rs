//! Times of day with the date that they belong to: "9 a.m. EST Tuesday", "noon Thursday", "Friday morning", "the night
//! of Oct. 23".

use super::super::TimexType;
use super::super::clock::{self, Clock};
use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning};
use super::super::tokens::View;
use super::{calendar, relative};

/// A time on the clock, with the date after it if there is one.
pub(super) fn time(view: View<'_>, at: usize) -> Option<Found> {
    let (clock, end) = clock::time(view, at)?;
    let spoken = matches!(view.word(at), Word::Clock(_));
    if spoken && view.follows(at, &["high"]) {
        return None;
    }
    Some(with_date(view, at, clock, end))
}

/// The time `first..end` together with a date that follows directly, after a comma, or after "on" or "of".
fn with_date(view: View<'_>, first: usize, clock: Clock, end: usize) -> Found {
    let mut next = end + usize::from(view.mark(end, b',') || view.any(end, &["on", "of"]));
    next += usize::from(next > end && view.is(next, "the"));
    let date = match view.word(next) {
        Word::Weekday(_) => relative::weekday(view, next),
        Word::Deictic(_) => relative::deictic(view, next),
        Word::Month(_) | Word::MonthShort(_) => {
            calendar::month(view, next).filter(|date| matches!(date.meaning, Meaning::Calendar { day: Some(_), .. }))
        }
        Word::Digits { .. } if next > end => calendar::numeric(view, next).or_else(|| calendar::day_first(view, next)),
        Word::Pick(_) if next == end => {
            relative::picked(view, next).filter(|date| matches!(date.meaning, Meaning::Weekday(..)))
        }
        _ => None,
    };
    // A date with a time of its own starts anew.
    let date = date.filter(|date| date.clock.is_none());
    match date {
        Some(date) => Found { first, kind: TimexType::Time, clock: Some(clock), ..date },
        None => Found { kind: TimexType::Time, clock: Some(clock), ..Found::date(first, end, Meaning::Day) },
    }
}

/// A date with the part of the day after it: "Friday morning", "Monday afternoon".
pub(super) fn with_part(view: View<'_>, date: Found) -> Found {
    match view.word(date.end) {
        Word::Part(part) => {
            let end = date.end + 1;
            Found { kind: TimexType::Time, clock: Some(Clock::In(part)), end, ..date }
        }
        _ => date,
    }
}

/// "the morning", "mid-afternoon yesterday", "the night of Oct. 23", "early evening".
pub(super) fn part(view: View<'_>, at: usize) -> Option<Found> {
    let Word::Part(part) = view.word(at) else { return None };
    let found = with_date(view, at, Clock::In(part), at + 1);
    let dated = found.meaning != Meaning::Day;
    let said = |words: &[&str]| view.follows(at, words);
    let the = said(&["the"])
        && at
            .checked_sub(2)
            .is_some_and(|before| view.any(before, &["in", "during", "by", "until", "through", "late", "early"]));
    let hyphen = at.checked_sub(1).is_some_and(|before| view.mark(before, b'-'));
    (dated || the || hyphen || said(&["early", "late", "mid"])).then_some(found)
}
