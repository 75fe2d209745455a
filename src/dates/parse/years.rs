//! Years, decades and centuries in figures and words: "1998", "'82", "the 1990s", "480 BC", "1915-16", "nineteen
//! ninety-six". Four digits are a year only where their neighbours do not make them a count.

use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning};
use super::super::numbers;
use super::super::tokens::View;

/// Four digits that can be a year and are not part of a larger number.
pub(super) fn year_number(view: View<'_>, at: usize) -> Option<i16> {
    let (value, length) = view.digits(at)?;
    let inside = |mark| (view.inner(at + 1, mark)) && view.digits(at + 2).is_some();
    let part = inside(b',') || inside(b'.') || inside(b':') || view.mark(at + 1, b'%');
    let word = view.glued(at + 1) && !matches!(view.word(at + 1), Word::Punct(_));
    (length == 4 && (1000..=2199).contains(&value) && !part && !word).then_some(value as i16)
}

/// Two digits of a year: those up to 49 are of this century.
pub(super) const fn century_of(short: u32) -> u32 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

/// "'82", "'90s".
pub(super) fn short_year(view: View<'_>, at: usize) -> Option<Found> {
    let (short, 2) = view.digits(at + 1).filter(|_| view.glued(at + 1) && !view.glued(at))? else { return None };
    let plural = view.glued(at + 2) && view.is(at + 2, "s");
    if plural && short.is_multiple_of(10) {
        return Some(Found::date(at, at + 3, Meaning::Decade(190 + short as i16 / 10)));
    }
    let alone = !view.glued(at + 2) || matches!(view.word(at + 2), Word::Punct(b',' | b'.' | b')' | b';'));
    alone.then(|| Found::date(at, at + 2, Meaning::Year(century_of(short) as i16)))
}

/// "1998", "1990s", "the 80s", "1800s", "480 BC", "1997-98".
pub(super) fn year(view: View<'_>, at: usize) -> Option<Found> {
    let (value, length) = view.digits(at)?;
    if at.checked_sub(1).is_some_and(|before| part_of_number(view, before, at)) {
        return None;
    }
    if length <= 4 && view.any(at + 1, &["BC", "BCE"]) {
        return Some(Found::date(at, at + 2, Meaning::Before(value)));
    }
    if view.glued(at + 1) && view.is(at + 1, "s") || view.inner(at + 1, b'\'') && view.is(at + 2, "s") {
        let end = if view.is(at + 1, "s") { at + 2 } else { at + 3 };
        return decade(view, at, value, length).map(|meaning| Found::date(at, end, meaning));
    }
    let year = year_number(view, at)?;
    plausible(view, at, year).then(|| Found::date(at, at + 1, Meaning::Year(year)))
}

fn decade(view: View<'_>, at: usize, value: u32, length: u8) -> Option<Meaning> {
    match length {
        4 if (1100..2100).contains(&value) && value.is_multiple_of(100) && value < 1900 => {
            Some(Meaning::Century((value / 100) as i16))
        }
        4 if (1000..2100).contains(&value) && value.is_multiple_of(10) => Some(Meaning::Decade((value / 10) as i16)),
        // "in her 60s" is an age.
        2 if value.is_multiple_of(10) && view.follows(at, &["the", "early", "late", "mid"]) => {
            let aged =
                at.checked_sub(2).is_some_and(|before| view.any(before, &["her", "his", "my", "our", "their", "your"]));
            (!aged).then(|| Meaning::Decade(190 + value as i16 / 10))
        }
        _ => None,
    }
}

/// "$1998", "#2000", "12.1998", "No. 1998".
fn part_of_number(view: View<'_>, before: usize, at: usize) -> bool {
    match view.word(before) {
        Word::Punct(mark @ (b'$' | b'#' | 0)) => mark != 0 && view.glued(at),
        Word::Punct(b'.' | b',' | b':' | b'-' | b'/') => {
            view.glued(at)
                && before.checked_sub(1).is_some_and(|digits| view.digits(digits).is_some() && view.glued(before))
                && view.digits(before - 1).is_none_or(|(_, length)| length != 4)
        }
        _ => view.any(before, &["no", "number", "flight", "route", "highway", "page", "chapter"]),
    }
}

/// Nouns that make the number before them a count.
const COUNTED: [&str; 44] = [
    "people",
    "persons",
    "men",
    "women",
    "children",
    "troops",
    "soldiers",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "feet",
    "ft",
    "meters",
    "metres",
    "shares",
    "tons",
    "tonnes",
    "dollars",
    "pounds",
    "euros",
    "points",
    "votes",
    "jobs",
    "workers",
    "employees",
    "students",
    "pages",
    "words",
    "times",
    "units",
    "copies",
    "others",
    "more",
    "million",
    "billion",
    "members",
    "houses",
    "homes",
    "rooms",
    "seats",
    "acres",
    "hectares",
    "calories",
];

/// Whether four digits are a year here: figures of the last and the coming decades are so unless something counts with
/// them, older and later ones only after a word that introduces a year.
fn plausible(view: View<'_>, at: usize, year: i16) -> bool {
    const COUNTS: [&str; 12] = [
        "about",
        "nearly",
        "almost",
        "some",
        "over",
        "than",
        "least",
        "roughly",
        "approximately",
        "only",
        "another",
        "up",
    ];
    const YEARLY: [&str; 25] = [
        "in", "since", "by", "of", "until", "till", "from", "to", "through", "during", "before", "after", "between",
        "and", "around", "circa", "early", "late", "mid", "year", "the", "fiscal", "for", "or", "early",
    ];
    let before = at.checked_sub(1);
    let said = |words: &[&str]| before.is_some_and(|before| view.any(before, words));
    if said(&COUNTS) || view.any(at + 1, &COUNTED) {
        return false;
    }
    let mark = |mark| before.is_some_and(|before| view.mark(before, mark));
    (1900..=2050).contains(&year)
        || said(&YEARLY)
        || (mark(b'(') && (view.mark(at + 1, b')') || view.mark(at + 1, b'-')))
}

/// A year in words, or "the year two thousand".
pub(super) fn year_in_words(view: View<'_>, at: usize) -> Option<Found> {
    let (year, end) = numbers::year_in_words(view, at)?;
    // "two thousand people", "nineteen twenty-dollar bills": only after a word that introduces years.
    let introduced = view.follows(at, &["in", "since", "by", "of", "year", "until", "from"]);
    (introduced || (1700..2000).contains(&year)).then(|| Found::date(at, end, Meaning::Year(year)))
}

/// "the nineties".
pub(super) fn era(view: View<'_>, at: usize, decade: i16) -> Option<Found> {
    let the = view.follows(at, &["the", "early", "late"]);
    the.then(|| Found::date(at, at + 1, Meaning::Decade(decade)))
}

/// The second half of "1915-16".
pub(super) fn year_range(view: View<'_>, at: usize, first: i16) -> Option<Found> {
    let (short, 2) = view.digits(at + 1).filter(|_| view.inner(at, b'-'))? else { return None };
    let year = first - first % 100 + short as i16;
    let alone = !view.glued(at + 2) || matches!(view.word(at + 2), Word::Punct(b',' | b'.' | b')' | b';'));
    (year > first && alone).then(|| Found::date(at + 1, at + 2, Meaning::Year(year)))
}
