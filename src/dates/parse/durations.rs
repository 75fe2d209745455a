//! Lengths of time, and the dates that a length with "ago", "earlier" or "later" makes.

use super::super::lexicon::{Unit, Vague, Word};
use super::super::meaning::{Amount, Found, From, Meaning};
use super::super::numbers::{self, Count};
use super::super::tokens::View;

/// A number of units that begins at `at`: "five years", "24-hour", "a year ago", "several months earlier".
pub(super) fn counted(view: View<'_>, at: usize) -> Option<Found> {
    // "a year-ago loss": the article is the noun's.
    if view.word(at) == Word::Article && view.inner(at + 2, b'-') && view.any(at + 3, &["ago", "earlier"]) {
        return None;
    }
    let (count, end) = numbers::count(view, at)?;
    if let Word::Digits { .. } = view.word(at) {
        let money = at.checked_sub(1).is_some_and(|before| view.mark(before, b'$') || view.mark(before, b'#'));
        if money {
            return None;
        }
    }
    let (amount, end) = amount(view, at, count, end)?;
    finish(view, at, amount, end)
}

/// The unit after a count, hyphens and "more", "straight", "trading" passed over.
fn amount(view: View<'_>, at: usize, count: Count, end: usize) -> Option<(Amount, usize)> {
    const BETWEEN: [&str; 14] = [
        "more",
        "straight",
        "consecutive",
        "full",
        "trading",
        "business",
        "working",
        "additional",
        "long",
        "fiscal",
        "whole",
        "calendar",
        "short",
        "successive",
    ];
    let hyphen = end + usize::from(view.inner(end, b'-'));
    let noun = hyphen + usize::from(view.any(hyphen, &BETWEEN));
    let (unit, plural) = match view.word(noun) {
        Word::Unit(unit) => (unit, false),
        Word::Units(unit) => (unit, true),
        _ => return None,
    };
    let article = view.word(at) == Word::Article;
    // "a second" is rather an ordinal, "third quarter" is no length, and "a quarter" mostly 25 per cent.
    if !plural && article && matches!(unit, Unit::Second | Unit::Quarter) || unit == Unit::Quarter && hyphen > end {
        return None;
    }
    // A singular after a larger number is an adjective ("24 hour"), after an article it cannot follow a plural.
    let amount = Amount { count: count.value, half: count.half, unit, rest: None };
    let (mut amount, mut end) = (amount, noun + 1);
    if view.run(end, &["and", "a", "half"]) {
        amount.half = true;
        end += 3;
    } else if let Some((rest, next)) = rest(view, end, unit) {
        amount.rest = Some(rest);
        end = next;
    }
    Some((amount, end))
}

/// "and 20 minutes", ", 20 minutes" after hours; "six months" after years.
fn rest(view: View<'_>, at: usize, larger: Unit) -> Option<((u32, Unit), usize)> {
    let joined = at + usize::from(view.is(at, "and") || view.mark(at, b','));
    let (count, end) = numbers::count(view, joined)?;
    let (value, false) = (count.value?, count.half) else { return None };
    match view.word(end) {
        Word::Unit(unit) | Word::Units(unit) if unit < larger && value > 0 && value < 60 && larger != Unit::Week => {
            let moved = view.any(end + 1, &["ago", "later", "earlier"]) && larger > Unit::Day;
            (!moved).then_some(((value, unit), end + 1))
        }
        _ => None,
    }
}

/// What the words after a length make of it.
fn finish(view: View<'_>, at: usize, amount: Amount, end: usize) -> Option<Found> {
    let hyphen = end + usize::from(view.inner(end, b'-'));
    if view.is(hyphen, "old") && amount.unit == Unit::Year {
        // The age of a person: no time expression in TimeBank, AQUAINT and MEANTIME.
        return None;
    }
    if amount.unit == Unit::Year && view.any(end, &["of", "older"]) && view.is(end + 1, "age") {
        return None;
    }
    if view.any(hyphen, &["old", "long"]) && hyphen > end {
        return Some(Found::duration(at, hyphen + 1, amount));
    }
    if view.run(end, &["or", "so"]) || view.run(end, &["or", "more"]) || view.run(end, &["or", "two"]) {
        return Some(moved(view, at, amount, end + 2).unwrap_or_else(|| Found::duration(at, end + 2, amount)));
    }
    Some(moved(view, at, amount, end).unwrap_or_else(|| Found::duration(at, end, amount)))
}

/// "ago", "earlier", "later", "from now" after a length.
fn moved(view: View<'_>, at: usize, amount: Amount, end: usize) -> Option<Found> {
    let hyphen = end + usize::from(view.inner(end, b'-'));
    let (sign, from, end) = match view.text(hyphen) {
        word if word.eq_ignore_ascii_case("ago") => (-1, From::Published, hyphen + 1),
        word if word.eq_ignore_ascii_case("earlier") => (-1, From::Mentioned, hyphen + 1),
        word if word.eq_ignore_ascii_case("later") => (1, From::Mentioned, hyphen + 1),
        word if word.eq_ignore_ascii_case("hence") => (1, From::Published, hyphen + 1),
        word if word.eq_ignore_ascii_case("from") && view.any(end + 1, &["now", "today"]) => {
            (1, From::Published, end + 2)
        }
        word if word.eq_ignore_ascii_case("before") && closed(view, hyphen + 1) => (-1, From::Mentioned, hyphen + 1),
        word if word.eq_ignore_ascii_case("after") && closed(view, hyphen + 1) => (1, From::Mentioned, hyphen + 1),
        _ => return None,
    };
    let Some(count) = amount.count.and_then(|count| i32::try_from(count).ok()) else {
        let vague = if sign < 0 { Vague::Past } else { Vague::Future };
        return Some(Found::date(at, end, Meaning::Vague(vague)));
    };
    if amount.unit == Unit::Year && count == 1 && sign < 0 && !amount.half {
        return Some(Found::date(at, end, Meaning::Period { years: -1, from }));
    }
    let (unit, count) =
        if amount.unit == Unit::Fortnight { (Unit::Week, count.saturating_mul(2)) } else { (amount.unit, count) };
    Some(Found::date(at, end, Meaning::Step { unit, count: sign * count, from }))
}

fn closed(view: View<'_>, at: usize) -> bool {
    matches!(view.word(at), Word::Punct(_)) || view.len() <= at
}

/// "the past three months", "the next few days", "the last two years": a length with its pick, or a date after "ago".
pub(super) fn counted_after(view: View<'_>, first: usize, at: usize) -> Option<Found> {
    if view.word(at) == Word::Article {
        return None;
    }
    let (amount, end) = match view.word(at) {
        Word::Units(unit) if !view.any(first, &["last", "latest"]) => (Amount::of(None, unit), at + 1),
        _ => {
            let (count, end) = numbers::count(view, at)?;
            amount(view, at, count, end)?
        }
    };
    if matches!(view.word(at), Word::Units(Unit::Year)) && view.is(first, "past") {
        return Some(Found::date(first, end, Meaning::Vague(Vague::Past)));
    }
    let end = if view.run(end, &["or", "so"]) { end + 2 } else { end };
    Some(Found::duration(first, end, amount))
}

/// "first nine months", "first two years": an ordinal before a length.
pub(super) fn counted_head(view: View<'_>, at: usize) -> Option<Found> {
    let (_, next) = numbers::ordinal(view, at)?;
    let found = counted_after(view, at, next)?;
    (matches!(found.meaning, Meaning::Length(Amount { count: Some(_), .. }))).then_some(found)
}

/// Units without a number: "years", "for months", "decades-long", "weeks ago".
pub(super) fn bare(view: View<'_>, at: usize, unit: Unit) -> Option<Found> {
    let hyphen = at + 1 + usize::from(view.inner(at + 1, b'-'));
    let amount = Amount::of(None, unit);
    if view.is(hyphen, "old") {
        return None;
    }
    if view.is(hyphen, "long") {
        return Some(Found::duration(at, hyphen + 1, amount));
    }
    if let Some(found) = moved(view, at, amount, at + 1) {
        return Some(found);
    }
    let these = at.checked_sub(1).filter(|&before| view.is(before, "these"));
    if let (Some(these), Unit::Day) = (these, unit) {
        return Some(Found::date(these, at + 1, Meaning::Vague(Vague::Present)));
    }
    let name = view.capital(at) && at > 0;
    let quarter = matches!(unit, Unit::Quarter | Unit::Second | Unit::Weekend) || view.is(at, "mins");
    (!name && !quarter).then(|| Found::duration(at, at + 1, amount))
}
