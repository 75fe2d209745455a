//! Quarters, halves, seasons and fiscal years: parts of a year, with the year that they belong to.

use super::super::lexicon::{Pick, Unit, Word};
use super::super::meaning::{Every, Found, From, Meaning, Portion, YearOf};
use super::super::numbers;
use super::super::tokens::View;
use super::{calendar, years};

/// "third quarter", "fourth-quarter", "first half", "summer" with the year after it, the first token being the core.
/// With `alone` a season needs nothing around it.
pub(super) fn portion(view: View<'_>, at: usize, alone: bool) -> Option<Found> {
    let fiscal = usize::from(view.is(at, "fiscal"));
    let hyphen = usize::from(fiscal == 1 && view.inner(at + 1, b'-'));
    let core = at + fiscal + hyphen;
    let (portion, mut end) = match view.word(core) {
        Word::Season(season) if alone => (Portion::Season(season), core + 1),
        Word::Pick(Pick::Last) | Word::Other if view.any(core, &["final", "last"]) => {
            (part_of_year(view, core + 1, 0)?, core + 2)
        }
        _ => {
            let (number, next) = numbers::ordinal(view, core)?;
            let hyphen = usize::from(view.inner(next, b'-'));
            (part_of_year(view, next + hyphen, number)?, next + hyphen + 1)
        }
    };
    if view.is(end, "period") {
        end += 1;
    }
    let (year, end) = year_of(view, end).unwrap_or((YearOf::Open, end));
    Some(Found::date(at, end, Meaning::Portion(portion, year)))
}

/// The unit after an ordinal, where 0 stands for "last".
fn part_of_year(view: View<'_>, at: usize, number: u32) -> Option<Portion> {
    match (view.word(at), number) {
        (Word::Unit(Unit::Quarter), 1..=4) => Some(Portion::Quarter(number as u8)),
        (Word::Unit(Unit::Quarter), 0) => Some(Portion::Quarter(4)),
        _ => None,
    }
}

/// "of 1998", ", 1998", "last year", "of fiscal 1998", "a year ago".
fn year_of(view: View<'_>, at: usize) -> Option<(YearOf, usize)> {
    let of = at + usize::from(view.any(at, &["of", "in"]));
    let the = of + usize::from(of > at && view.is(of, "the"));
    let fiscal = the + usize::from(the > at && view.is(the, "fiscal"));
    if (fiscal > the || the == of + 1)
        && let Some(year) = years::year_number(view, fiscal)
    {
        return Some((YearOf::Fixed(year), fiscal + 1));
    }
    calendar::year_after(view, at)
}

/// "third quarter", "fourth quarters", "20th century" in words, "first half of 1990".
pub(super) fn ordinal(view: View<'_>, at: usize) -> Option<Found> {
    let (number, end) = numbers::ordinal(view, at)?;
    let hyphen = end + usize::from(view.inner(end, b'-'));
    match view.word(hyphen) {
        Word::Units(Unit::Quarter) if (1..=4).contains(&number) => {
            Some(Found::set(at, hyphen + 1, Every::Portion(Portion::Quarter(number as u8))))
        }
        Word::Unit(Unit::Quarter) => portion(view, at, false),
        Word::Unit(Unit::Century) => {
            let century = i16::try_from(number).ok()?.checked_sub(1)?;
            Some(Found::date(at, hyphen + 1, Meaning::Century(century)))
        }
        _ if view.is(hyphen, "half") && number <= 2 => {
            let (year, end) = year_of(view, hyphen + 1).or_else(|| of_the_year(view, hyphen + 1))?;
            Some(Found::date(at, end, Meaning::Portion(Portion::Half(number as u8), year)))
        }
        _ if view.is(end, "of") && number == 4 && view.is(end + 1, "july") => None,
        _ => None,
    }
}

fn of_the_year(view: View<'_>, at: usize) -> Option<(YearOf, usize)> {
    view.run(at, &["of", "the", "year"]).then_some((YearOf::Shift(0, From::Published), at + 3))
}

/// "the latest quarter", "the last quarter of 1998", "the next three months"; the other picks are relative dates.
pub(super) fn picked_ordinal(view: View<'_>, at: usize) -> Option<Found> {
    if view.is(at, "last") && matches!(view.word(at + 1), Word::Unit(Unit::Quarter)) {
        let found = portion(view, at, false)?;
        return (found.end > at + 2).then_some(found);
    }
    // "this year's third quarter" is read with its year; "this third quarter" is not English.
    if view.any(at, &["latest", "same"]) && (view.is(at + 1, "period") || view.is(at + 1, "quarter")) {
        return super::relative::same_period(view, at, at + 1)
            .or_else(|| view.is(at, "latest").then(|| Found::date(at, at + 2, Meaning::Latest)));
    }
    None
}

/// "fiscal 1989", "fiscal second quarter", "fiscal year 1990", "fiscal year".
pub(super) fn fiscal(view: View<'_>, at: usize) -> Option<Found> {
    if let Some(found) = portion(view, at, false) {
        return Some(found);
    }
    let year = at + 1 + usize::from(view.is(at + 1, "year"));
    if let Some(number) = years::year_number(view, year) {
        return Some(Found::date(at, year + 1, Meaning::Year(number)));
    }
    let the = view.follows(at, &["the"]);
    (the && year > at + 1)
        .then(|| Found::date(at, year, Meaning::Step { unit: Unit::Year, count: 0, from: From::Published }))
}

/// "the summer", "summer 1998", "early fall". "Spring" and "fall" are also verbs and common nouns: they need an
/// article, a year or a preposition.
pub(super) fn season(view: View<'_>, at: usize) -> Option<Found> {
    let found = portion(view, at, true)?;
    let dated = found.end > at + 1;
    let said = |words: &[&str]| view.follows(at, words);
    let in_the = view.follows(at, &["the"])
        && at.checked_sub(2).is_some_and(|before| {
            view.any(before, &["in", "during", "by", "until", "since", "over", "through", "for", "of", "early", "late"])
        });
    let bare = said(&["in", "by", "until", "since", "early", "late", "mid", "during", "through", "for", "of"]);
    let noun = !view.any(at + 1, &["of", "in", "from", "for"]) || dated;
    let safe = !view.any(at, &["fall", "spring"]) && said(&["the"]);
    (dated || (noun && (in_the || safe || bare))).then_some(found)
}

/// "the 1988 second quarter", "1988 third quarter", "the 1988 quarter", "the 1988 period".
pub(super) fn year_first(view: View<'_>, at: usize) -> Option<Found> {
    let year = years::year_number(view, at)?;
    if view.any(at + 1, &["period", "quarter"]) {
        return Some(Found::date(at, at + 2, Meaning::Year(year)));
    }
    let found = portion(view, at + 1, false)?;
    match found.meaning {
        Meaning::Portion(portion, YearOf::Open) => {
            Some(Found::date(at, found.end, Meaning::Portion(portion, YearOf::Fixed(year))))
        }
        _ => None,
    }
}
