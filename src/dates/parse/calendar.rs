//! Calendar dates: months, days and years in all English orders, decades, centuries, holidays.

use super::super::holidays;
use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning, YearOf};
use super::super::numbers;
use super::super::tokens::View;
use super::relative::year_phrase;
use super::years::{century_of, year, year_number, year_range};

/// Month at `at` with the token after it (and after the full stop of a short form).
pub(super) fn month_name(view: View<'_>, at: usize) -> Option<(u8, usize)> {
    // Hasty writers leave the capital out; "may" and "march" and short forms cannot do without it.
    let plain = matches!(view.word(at), Word::Month(month) if month != 3 && month != 5);
    if !plain && !view.capital(at) {
        return None;
    }
    match view.word(at) {
        Word::Month(month) => Some((month, at + 1)),
        Word::MonthShort(month) => Some((month, if full_stop(view, at + 1) { at + 2 } else { at + 1 })),
        _ => None,
    }
}

fn full_stop(view: View<'_>, at: usize) -> bool {
    view.mark(at, b'.') && view.glued(at)
}

/// "April", "April 2024", "April 11", "April 11, 2024", "May of 2024", "Jan. 31".
pub(super) fn month(view: View<'_>, at: usize) -> Option<Found> {
    let (month, mut end) = month_name(view, at)?;
    if let Some((day, next)) = day_number(view, end) {
        let year = year_after(view, next).or_else(|| Some((shared_year(view, next)?, next)));
        let (year, end) = year.unwrap_or((YearOf::Open, next));
        return Some(Found::date(at, end, Meaning::Calendar { month, day: Some(day), year }));
    }
    let year = year_after(view, end).or_else(|| Some((shared_year(view, end)?, end)));
    if let Some((_, next)) = year {
        end = next;
    } else if !certain(view, at, month) {
        return None;
    } else if end == at + 2 && view.len() == end {
        // "in Oct." at the end of a sentence: the stop may be either's, and annotators leave it out.
        end = at + 1;
    }
    let year = year.map_or(YearOf::Open, |(year, _)| year);
    Some(Found::date(at, end, Meaning::Calendar { month, day: None, year }))
}

/// Token after "and", "or", "to", "through", "-" or "," at `at`.
fn joined(view: View<'_>, at: usize) -> Option<usize> {
    (view.any(at, &["and", "or", "to", "through", "until"]) || view.mark(at, b'-') || view.mark(at, b','))
        .then_some(at + 1)
}

/// The year at the end of "August and September 1914", "March 5 to April 9, 1918": it is said once for both.
fn shared_year(view: View<'_>, at: usize) -> Option<YearOf> {
    let (_, mut end) = month_name(view, joined(view, at)?)?;
    if let Some((_, next)) = day_number(view, end) {
        end = next;
    }
    let end = end + usize::from(view.mark(end, b','));
    year_number(view, end).map(YearOf::Fixed)
}

/// Whether a month's name without day or year is a month. "May" and "March" are so only after words that cannot stand
/// before the verb or the noun; short forms only with their full stop.
fn certain(view: View<'_>, at: usize, month: u8) -> bool {
    const BEFORE: [&str; 29] = [
        "after",
        "around",
        "before",
        "between",
        "by",
        "during",
        "each",
        "early",
        "ended",
        "ending",
        "every",
        "for",
        "from",
        "in",
        "last",
        "late",
        "mid",
        "next",
        "of",
        "on",
        "since",
        "starting",
        "this",
        "through",
        "throughout",
        "till",
        "to",
        "until",
        "beginning",
    ];
    let before = at.checked_sub(1);
    match month {
        3 | 5 if matches!(view.word(at), Word::Month(_)) => {
            let hyphen = before.is_some_and(|before| view.inner(before, b'-'));
            let listed = before.is_some_and(|before| {
                let (comma, month) =
                    (view.mark(before, b',') || view.any(before, &["and", "or"]), before.checked_sub(1));
                comma && month.is_some_and(|month| matches!(view.word(month), Word::Month(_) | Word::MonthShort(_)))
            });
            hyphen || listed || before.is_some_and(|before| view.any(before, &BEFORE))
        }
        _ => matches!(view.word(at), Word::Month(_)) || full_stop(view, at + 1),
    }
}

/// A day of the month in figures or words, as it stands beside a month.
fn day_number(view: View<'_>, at: usize) -> Option<(u8, usize)> {
    let skip = usize::from(view.is(at, "the"));
    if let Some((day @ 1..=31, end)) = numbers::ordinal(view, at + skip) {
        return Some((day as u8, end));
    }
    match view.word(at) {
        // "April 11.5" is no day, but "April 11." ends a sentence.
        Word::Digits { value: day @ 1..=31, length: 1 | 2 } => {
            let decimal = (view.inner(at + 1, b'.') || view.inner(at + 1, b':')) && view.digits(at + 2).is_some();
            let percent = view.mark(at + 1, b'%');
            (!decimal && !percent).then_some((day as u8, at + 1))
        }
        _ => None,
    }
}

/// A year as it follows a month or a day: ", 2025", "2025", "of 2025", "of last year", "last year", "'25".
pub(super) fn year_after(view: View<'_>, at: usize) -> Option<(YearOf, usize)> {
    let comma = at + usize::from(view.mark(at, b','));
    if let Some(year) = year_number(view, comma) {
        return Some((YearOf::Fixed(year), comma + 1));
    }
    if let Some((year, end)) = numbers::year_in_words(view, at) {
        return Some((YearOf::Fixed(year), end));
    }
    let of = at + usize::from(view.is(at, "of") || view.is(at, "in"));
    if let Some(year) = year_number(view, of) {
        return Some((YearOf::Fixed(year), of + 1));
    }
    year_phrase(view, of)
}

/// A day before its month ("2 May 2025", "the 11th of April"), or alone ("the 16th").
pub(super) fn day_first(view: View<'_>, at: usize) -> Option<Found> {
    let (day, end) = day_number(view, at).filter(|_| !view.is(at, "the") && !view.follows(at, &["$"]))?;
    let ordinal = numbers::ordinal(view, at).is_some();
    let of = end + usize::from(ordinal && view.is(end, "of"));
    if let Some((month, next)) = month_name(view, of) {
        let (year, end) = year_after(view, next).unwrap_or((YearOf::Open, next));
        return Some(Found::date(at, end, Meaning::Calendar { month, day: Some(day), year }));
    }
    if let Some(month) = shared_month(view, end) {
        let Meaning::Calendar { month, year, .. } = month.meaning else { return None };
        return Some(Found::date(at, end, Meaning::Calendar { month, day: Some(day), year }));
    }
    if ordinal && view.is(end, "century") || ordinal && view.inner(end, b'-') && view.is(end + 1, "century") {
        let end = if view.is(end, "century") { end + 1 } else { end + 2 };
        return Some(Found::date(at, end, Meaning::Century(i16::from(day) - 1)));
    }
    let the = view.follows(at, &["the"]);
    let on = at.checked_sub(2).is_some_and(|before| view.any(before, &["on", "by", "until", "since", "from", "of"]));
    let closed = matches!(view.word(end), Word::Punct(b',' | b'.' | b';')) || view.len() == end;
    let figures = matches!(view.word(at), Word::Digits { .. });
    (ordinal && figures && the && (on || closed)).then(|| Found::date(at, end, Meaning::DayOfMonth(day)))
}

/// The date after the joint of "6-7 January 1916", "28 and 29 August", "14 August-24 August" is not one of these.
fn shared_month(view: View<'_>, at: usize) -> Option<Found> {
    let next = joined(view, at).filter(|_| !view.mark(at, b','))?;
    let (_, end) = day_number(view, next)?;
    month_name(view, end)?;
    day_first(view, next)
}

/// Dates in figures: "2025-05-02", "5/2/2025", "7/8/07".
pub(super) fn numeric(view: View<'_>, at: usize) -> Option<Found> {
    let (first, length) = view.digits(at)?;
    let mark = *[b'-', b'/', b'.'].iter().find(|&&mark| view.inner(at + 1, mark))?;
    let (second, _) = view.digits(at + 2)?;
    if !view.inner(at + 3, mark) || view.inner(at + 5, mark) {
        return None;
    }
    let (third, last) = view.digits(at + 4)?;
    let (year, month, day) = match (length, last) {
        (4, 1 | 2) => (first, second, third),
        // Americans write the month first, the rest of the world the day; above 12 there is no doubt.
        (1 | 2, 4) if first <= 12 => (third, first, second),
        (1 | 2, 4) => (third, second, first),
        (1 | 2, 2) if mark == b'/' => (century_of(third), first, second),
        _ => return None,
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
    let year = YearOf::Fixed(year as i16);
    let meaning = Meaning::Calendar { month: month as u8, day: Some(day as u8), year };
    valid.then(|| Found::date(at, at + 5, meaning))
}

/// "mid-2011", "mid-June", "mid-1990s".
pub(super) fn mid(view: View<'_>, at: usize) -> Option<Found> {
    let next = if view.inner(at + 1, b'-') { at + 2 } else { at + 1 };
    let found = match view.word(next) {
        Word::Digits { .. } => year(view, next),
        Word::Month(_) | Word::MonthShort(_) => month(view, next),
        Word::Season(_) => super::periods::season(view, next),
        Word::Part(_) => super::times::part(view, next),
        _ => None,
    }?;
    Some(Found { first: at, ..found })
}

/// "Thanksgiving", "Christmas Eve 2024", "last Easter" (the pick is read before).
pub(super) fn holiday(view: View<'_>, at: usize) -> Option<Found> {
    let (rule, next) = holidays::name(view, at)?;
    let (year, end) = year_after(view, next).unwrap_or((YearOf::Open, next));
    Some(Found::date(at, end, Meaning::Holiday(rule, year)))
}

/// The next day of a list or range: "April 11 and 12", "April 11-12", "May 3, 4 and 5".
pub(super) fn listed(view: View<'_>, before: &Found) -> Option<Found> {
    if let Meaning::Year(year) = before.meaning {
        return year_range(view, before.end, year);
    }
    let Meaning::Calendar { month, day: Some(first), year } = before.meaning else { return None };
    let joined = match view.word(before.end) {
        Word::Punct(b',' | b'-' | b'/') => 1 + usize::from(view.is(before.end + 1, "and")),
        _ => usize::from(view.any(before.end, &["and", "or", "to", "through"])),
    };
    let at = before.end + joined;
    let (day, end) = day_number(view, at).filter(|_| joined > 0 && !view.is(at, "the"))?;
    let counts = matches!(view.word(end), Word::Unit(_) | Word::Units(_) | Word::Other | Word::Scale(_))
        && !view.any(end, &["in", "at", "for", "when", "as", "with", "to", "if", "after", "before"]);
    let other =
        view.any(end, &["a", "p", "am", "pm"]) || numeric(view, at).is_some() || month_name(view, end).is_some();
    (day > first && !counts && !other).then(|| Found::date(at, end, Meaning::Calendar { month, day: Some(day), year }))
}
