//! Repeated times: "every day", "each Monday", "twice a week", "$2 million a year", "annually", "Mondays".

use super::super::lexicon::{Unit, Word};
use super::super::meaning::{Amount, Every, Found, Portion};
use super::super::numbers;
use super::super::tokens::View;
use super::calendar;

/// "every day", "each July", "every two years", "every other week".
pub(super) fn every(view: View<'_>, at: usize) -> Option<Found> {
    let next = at + 1;
    if let Some((month, end)) = calendar::month_name(view, next) {
        return Some(Found::set(at, end, Every::Month(month)));
    }
    let every = match view.word(next) {
        Word::Unit(unit) => Every::Amount(Amount::of(Some(1), unit)),
        Word::Weekday(day) => Every::Weekday(day),
        Word::Season(season) => Every::Portion(Portion::Season(season)),
        Word::Part(part) => Every::Part(part),
        _ if view.is(next, "other") => {
            let Word::Unit(unit) = view.word(next + 1) else { return None };
            return Some(Found::set(at, next + 2, Every::Amount(Amount::of(Some(2), unit))));
        }
        _ if view.is(next, "few") => {
            let Word::Units(unit) = view.word(next + 1) else { return None };
            return Some(Found::set(at, next + 2, Every::Amount(Amount::of(None, unit))));
        }
        _ => {
            let (count, end) = numbers::count(view, next)?;
            let Word::Units(unit) = view.word(end) else { return None };
            return Some(Found::set(at, end + 1, Every::Amount(Amount::of(count.value, unit))));
        }
    };
    Some(Found::set(at, next + 1, every))
}

/// "a year" after an amount or a count: a rate, not a length.
pub(super) fn rate(view: View<'_>, at: usize) -> Option<Found> {
    let Word::Unit(unit) = view.word(at + 1) else { return None };
    let moved = view.any(at + 2, &["ago", "earlier", "later", "before", "after"]);
    let before = at.checked_sub(1)?;
    let counted = match view.word(before) {
        Word::Digits { .. } | Word::Scale(_) | Word::Punct(b'%') => true,
        Word::Units(smaller) => smaller < unit,
        _ => view
            .any(before, &["million", "billion", "trillion", "times", "once", "twice", "cents", "dollars", "percent"]),
    };
    let often = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    (counted && often && !moved).then(|| Found::set(at, at + 2, Every::Amount(Amount::of(Some(1), unit))))
}

/// "daily", "annually".
pub(super) fn often(view: View<'_>, at: usize, unit: Unit) -> Option<Found> {
    // Names of newspapers ("the Daily Mail") are no sets.
    if view.capital(at) && at > 0 {
        return None;
    }
    Some(Found::set(at, at + 1, Every::Amount(Amount::of(Some(1), unit))))
}

/// "Mondays", "mornings", "summers".
pub(super) fn plural(view: View<'_>, at: usize) -> Option<Found> {
    let every = match view.word(at) {
        Word::Weekdays(day) => view.capital(at).then_some(Every::Weekday(day)),
        Word::Seasons(season) => Some(Every::Portion(Portion::Season(season))),
        Word::Parts(part) => Some(Every::Part(part)),
        _ => None,
    }?;
    Some(Found::set(at, at + 1, every))
}
