//! Dates told by their distance: "yesterday", "last Tuesday", "next month", "the following day", "that year", and the
//! words that only point at the past, the present or the future.

use super::super::TimexType;
use super::super::clock::Clock;
use super::super::lexicon::{Pick, Unit, Vague, Word};
use super::super::meaning::{Amount, Found, From, Meaning, YearOf};
use super::super::numbers;
use super::super::tokens::View;
use super::{calendar, durations, times, years};

/// "today", "yesterday morning", "tonight".
pub(super) fn deictic(view: View<'_>, at: usize) -> Option<Found> {
    let Word::Deictic(days) = view.word(at) else { return None };
    // "USA Today" and its like are names.
    if view.capital(at)
        && at.checked_sub(1).is_some_and(|before| view.capital(before) && view.word(before) == Word::Other)
    {
        return None;
    }
    let meaning = Meaning::Step { unit: Unit::Day, count: days, from: From::Published };
    let found = Found::date(at, at + 1, meaning);
    if view.is(at, "tonight") {
        let clock = Some(Clock::In(super::super::lexicon::Part::Night));
        return Some(Found { kind: TimexType::Time, clock, ..found });
    }
    Some(times::with_part(view, found))
}

/// "Tuesday", "Friday, Oct. 23", "Monday night", "Mon., May 5".
pub(super) fn weekday(view: View<'_>, at: usize) -> Option<Found> {
    let day = match view.word(at) {
        Word::Weekday(day) => day,
        // "Sat" and "Sun" begin sentences and name newspapers: a short form needs a date behind it.
        Word::WeekdayShort(day) if view.capital(at) => day,
        _ => return None,
    };
    let stop = usize::from(view.mark(at + 1, b'.') && view.glued(at + 1));
    let comma = at + 1 + stop + usize::from(view.mark(at + 1 + stop, b','));
    let dated = if let Some(date) = calendar::numeric(view, comma) {
        Some(date)
    } else if calendar::month_name(view, comma).is_some() {
        calendar::month(view, comma).filter(|date| matches!(date.meaning, Meaning::Calendar { day: Some(_), .. }))
    } else {
        let the = comma + usize::from(view.is(comma, "the"));
        calendar::day_first(view, the).filter(|date| matches!(date.meaning, Meaning::Calendar { .. }))
    };
    if let Some(date) = dated {
        return Some(Found { first: at, ..date });
    }
    if matches!(view.word(at), Word::WeekdayShort(_)) {
        return None;
    }
    Some(times::with_part(view, Found::date(at, at + 1, Meaning::Weekday(day, None))))
}

/// "last", "next", "this" ... with what they choose from.
pub(super) fn picked(view: View<'_>, at: usize) -> Option<Found> {
    let Word::Pick(pick) = view.word(at) else { return None };
    let next = at + 1 + usize::from(view.is(at + 1, "same") || view.is(at + 1, "very"));
    if let Some((unit, end)) = year_unit(view, next) {
        return picked_unit(view, at, pick, unit, end);
    }
    match view.word(next) {
        Word::Weekday(day) => {
            Some(times::with_part(view, Found::date(at, next + 1, Meaning::Weekday(day, Some(pick)))))
        }
        Word::Month(_) | Word::MonthShort(_) | Word::Holiday => {
            let found = calendar::holiday(view, next).or_else(|| {
                let (month, _) = calendar::month_name(view, next)?;
                calendar::month(view, next).or_else(|| {
                    let year = YearOf::Open;
                    Some(Found::date(next, next + 1, Meaning::Calendar { month, day: None, year }))
                })
            })?;
            let meaning = match found.meaning {
                Meaning::Calendar { month, day, year: YearOf::Open } => {
                    Meaning::Calendar { month, day, year: YearOf::Pick(pick) }
                }
                Meaning::Holiday(rule, YearOf::Open) => Meaning::Holiday(rule, YearOf::Pick(pick)),
                other => other,
            };
            Some(Found { first: at, meaning, ..found })
        }
        Word::Season(_) => {
            let found = super::periods::portion(view, next, true)?;
            let Meaning::Portion(portion, year) = found.meaning else { return None };
            let year = if year == YearOf::Open { YearOf::Pick(pick) } else { year };
            Some(Found { first: at, meaning: Meaning::Portion(portion, year), ..found })
        }
        Word::Part(part) => {
            let (count, from) = step(next_of_story(view, at, pick))?;
            let count = if part == super::super::lexicon::Part::Night && pick == Pick::Last { -1 } else { count };
            // "last morning" is no date; "last night" is yesterday's.
            let meaning = Meaning::Step { unit: Unit::Day, count, from };
            let clock = Some(Clock::In(part));
            Some(Found { kind: TimexType::Time, clock, ..Found::date(at, next + 1, meaning) })
        }
        _ if view.is(next, "period") && (pick == Pick::Latest || pick == Pick::That) => same_period(view, at, next),
        _ if matches!(pick, Pick::Last | Pick::Next | Pick::Previous | Pick::Following | Pick::Latest) => {
            durations::counted_after(view, at, next)
        }
        _ if view.is(at, "current") && view.word(next) == Word::Other => {
            Some(Found::date(at, next, Meaning::Vague(Vague::Present)))
        }
        _ => None,
    }
    .or_else(|| the_past(view, at))
}

/// "the next day" and "the next morning" follow the last day mentioned; "next year" follows this one.
fn next_of_story(view: View<'_>, at: usize, pick: Pick) -> Pick {
    let the = view.follows(at, &["the"]);
    if pick == Pick::Next && the { Pick::Following } else { pick }
}

/// A unit with "fiscal", "calendar" or "full" before it.
fn year_unit(view: View<'_>, at: usize) -> Option<(Unit, usize)> {
    let at =
        at + usize::from(view.any(at, &["fiscal", "calendar", "full", "financial", "entire", "whole", "business"]));
    match view.word(at) {
        Word::Unit(unit) => Some((unit, at + 1)),
        _ => None,
    }
}

fn picked_unit(view: View<'_>, at: usize, pick: Pick, unit: Unit, end: usize) -> Option<Found> {
    if unit < Unit::Day {
        return None;
    }
    if pick == Pick::Latest {
        return (unit == Unit::Quarter).then(|| Found::date(at, end, Meaning::Latest));
    }
    if unit == Unit::Day && matches!(pick, Pick::Last | Pick::This) {
        return None;
    }
    if pick == Pick::That && view.is(at, "same") && (view.is(end, "as") || unit == Unit::Month) {
        return same_period(view, at, end - 1);
    }
    // "the past decade" and longer ones are lengths that end today rather than dates.
    if view.is(at, "past") && unit >= Unit::Decade {
        return Some(Found::duration(at, end, Amount::of(Some(1), unit)));
    }
    let (count, from) = step(next_of_story(view, at, pick))?;
    let from = if unit == Unit::Day { from } else { step(pick)?.1 };
    let found = Found::date(at, end, Meaning::Step { unit, count, from });
    // "last year's third quarter", "next year's first quarter".
    if unit == Unit::Year && view.mark(end, b'\'') && view.is(end + 1, "s") {
        let portion =
            super::periods::portion(view, end + 2, false).filter(|_| !matches!(view.word(end + 2), Word::Season(_)));
        if let Some(Meaning::Portion(portion, _)) = portion.as_ref().map(|found| found.meaning) {
            let end = super::periods::portion(view, end + 2, false)?.end;
            return Some(Found::date(at, end, Meaning::Portion(portion, YearOf::Shift(count, from))));
        }
        if view.any(end + 2, &["quarter", "period"]) {
            return Some(Found::date(at, end + 3, Meaning::Period { years: count, from }));
        }
    }
    Some(if unit == Unit::Day { times::with_part(view, found) } else { found })
}

/// "the same period last year", "the same month a year ago", "the corresponding period of 1988".
pub(super) fn same_period(view: View<'_>, first: usize, noun: usize) -> Option<Found> {
    let of = noun + 1 + usize::from(view.any(noun + 1, &["of", "in"]));
    let of = of + usize::from(of > noun + 1 && view.is(of, "the"));
    if let Some(year) = years::year_number(view, of) {
        return Some(Found::date(first, of + 1, Meaning::Year(year)));
    }
    let (year, end) = year_phrase(view, of)?;
    let YearOf::Shift(years, from) = year else { return None };
    Some(Found::date(first, end, Meaning::Period { years, from }))
}

/// A year told by its distance: "last year", "this year", "the previous year", "a year ago", "a year earlier".
pub(super) fn year_phrase(view: View<'_>, at: usize) -> Option<(YearOf, usize)> {
    let the = at + usize::from(view.is(at, "the"));
    if let Word::Pick(pick) = view.word(the) {
        let (unit, end) = year_unit(view, the + 1)?;
        let (count, from) = step(pick).filter(|_| unit == Unit::Year)?;
        return Some((YearOf::Shift(count, from), end));
    }
    let (count, end) = numbers::count(view, at)?;
    if !matches!(view.word(end), Word::Unit(Unit::Year) | Word::Units(Unit::Year)) {
        return None;
    }
    let years = i32::try_from(count.value?).ok()?.checked_neg()?;
    if view.is(end + 1, "ago") {
        Some((YearOf::Shift(years, From::Published), end + 2))
    } else if view.any(end + 1, &["earlier", "before"]) {
        Some((YearOf::Shift(years, From::Mentioned), end + 2))
    } else {
        None
    }
}

/// Units from which anchor a pick is.
pub(super) const fn step(pick: Pick) -> Option<(i32, From)> {
    Some(match pick {
        Pick::Last => (-1, From::Published),
        Pick::This => (0, From::Published),
        Pick::Next => (1, From::Published),
        Pick::Previous => (-1, From::Mentioned),
        Pick::That => (0, From::Mentioned),
        Pick::Following => (1, From::Mentioned),
        Pick::Latest => return None,
    })
}

/// "now", "currently", "recently", "recent years", "the near future", "soon".
pub(super) fn reference(view: View<'_>, at: usize) -> Option<Found> {
    let Word::Ref(vague) = view.word(at) else { return None };
    if view.is(at, "recent") {
        return match view.word(at + 1) {
            Word::Units(Unit::Year) => Some(Found::date(at, at + 2, Meaning::Vague(Vague::Past))),
            Word::Units(unit) => Some(Found::duration(at, at + 2, Amount::of(None, unit))),
            _ => Some(Found::date(at, at + 1, Meaning::Vague(vague))),
        };
    }
    if view.is(at, "future") {
        let near = at.checked_sub(1).filter(|&before| view.any(before, &["near", "immediate", "distant"]));
        let the = near.unwrap_or(at).checked_sub(1).filter(|&before| view.is(before, "the"))?;
        let modifies = view.word(at + 1) == Word::Other
            && !view.any(at + 1, &["of", "and", "in", "as", "for", "with"])
            && !matches!(view.word(at + 1), Word::Punct(_))
            && view.len() > at + 1;
        return (!modifies).then(|| Found::date(the, at + 1, Meaning::Vague(vague)));
    }
    if view.is(at, "soon") && (view.follows(at, &["as", "too", "so"]) || view.any(at + 1, &["after", "as", "enough"])) {
        return None;
    }
    // "now that", "by now" keep their word; "NOW" in capitals is an organisation.
    if view.is(at, "now") && view.text(at) == "NOW" {
        return None;
    }
    let before = at.checked_sub(1).filter(|&before| view.any(before, &["right", "more", "most", "very"]));
    Some(Found::date(before.unwrap_or(at), at + 1, Meaning::Vague(vague)))
}

/// "the past" as a noun.
fn the_past(view: View<'_>, at: usize) -> Option<Found> {
    let the = at.checked_sub(1).filter(|&before| view.is(before, "the") && view.is(at, "past"))?;
    let noun = matches!(view.word(at + 1), Word::Punct(_))
        || view.len() == at + 1
        || view.any(at + 1, &["and", "or", "to", "that", "when", "but"]);
    noun.then(|| Found::date(the, at + 1, Meaning::Vague(Vague::Past)))
}

/// A single unit with nothing before it that counts: "the year", "the quarter", "the year-ago period", "year-end",
/// "the weekend", "the day after tomorrow", "years ago" is left to the lengths.
pub(super) fn unit(view: View<'_>, at: usize, unit: Unit) -> Option<Found> {
    let hyphen = at + 1 + usize::from(view.inner(at + 1, b'-'));
    if unit == Unit::Year {
        if view.any(hyphen, &["ago", "earlier"]) {
            return Some(year_ago(view, at, hyphen));
        }
        if view.is(hyphen, "end") || view.mark(at + 1, b'\'') && view.is(at + 2, "s") && view.is(at + 3, "end") {
            let end = if view.is(hyphen, "end") { hyphen + 1 } else { at + 4 };
            // "By year-end" is a day; "by year's end" leaves it open.
            let meaning = if view.inner(at + 1, b'-') {
                Meaning::Calendar { month: 12, day: Some(31), year: YearOf::Open }
            } else {
                Meaning::Step { unit, count: 0, from: From::Published }
            };
            return Some(Found::date(at, end, meaning));
        }
        if let Some(year) = years::year_number(view, at + 1) {
            return Some(Found::date(at + 1, at + 2, Meaning::Year(year)));
        }
        if let Some((year, end)) = numbers::year_in_words(view, at + 1) {
            return Some(Found::date(at, end, Meaning::Year(year)));
        }
    }
    let the = at.checked_sub(1).filter(|&before| view.is(before, "the"));
    let adjective = at.checked_sub(1).filter(|&before| view.any(before, &["full", "entire", "whole"]));
    let the = the.or_else(|| adjective?.checked_sub(1).filter(|&before| view.is(before, "the")))?;
    if unit == Unit::Day && (view.run(at + 1, &["after", "tomorrow"]) || view.run(at + 1, &["before", "yesterday"])) {
        let count = if view.is(at + 1, "after") { 2 } else { -2 };
        return Some(Found::date(the, at + 3, Meaning::Step { unit, count, from: From::Published }));
    }
    if view.any(at + 1, &["before", "earlier", "after", "previous"]) && unit >= Unit::Day {
        let closed = matches!(view.word(at + 2), Word::Punct(_)) || view.len() == at + 2;
        let count = if view.is(at + 1, "after") { 1 } else { -1 };
        return closed.then(|| Found::date(the, at + 2, Meaning::Step { unit, count, from: From::Mentioned }));
    }
    if view.is(at + 1, "of") && unit <= Unit::Week && unit >= Unit::Day {
        return unit_of_date(view, the, at, unit);
    }
    if let Some(found) = same_period(view, the, at)
        .filter(|found| unit == Unit::Quarter && matches!(found.meaning, Meaning::Period { .. }))
    {
        return Some(found);
    }
    let date = |meaning| Some(Found::date(the, at + 1, meaning));
    // "The year ended Sept. 30" is a length of time.
    if unit == Unit::Year && view.any(at + 1, &["ended", "ending"]) {
        return Some(Found::duration(the, at + 1, Amount::of(Some(1), unit)));
    }
    match unit {
        Unit::Quarter => date(Meaning::Latest),
        Unit::Year | Unit::Month | Unit::Weekend => date(Meaning::Step { unit, count: 0, from: From::Published }),
        Unit::Week | Unit::Day if !view.is(at + 1, "that") => date(Meaning::Step {
            unit,
            count: 0,
            from: if unit == Unit::Day { From::Mentioned } else { From::Published },
        }),
        _ => None,
    }
}

/// "the week of March 6".
fn unit_of_date(view: View<'_>, the: usize, at: usize, unit: Unit) -> Option<Found> {
    let date = calendar::month(view, at + 2)?;
    match date.meaning {
        Meaning::Calendar { month, day: Some(day), year } if unit == Unit::Week => {
            Some(Found { first: the, meaning: Meaning::WeekOf { month, day, year }, ..date })
        }
        _ => None,
    }
}

/// "year-ago", "the year-earlier period", "the year-ago third quarter": the unit before it is the hyphenated word.
fn year_ago(view: View<'_>, at: usize, word: usize) -> Found {
    let from = if view.is(word, "ago") { From::Published } else { From::Mentioned };
    let end = word + 1;
    if let Some(found) = super::periods::portion(view, end, false)
        && let Meaning::Portion(portion, YearOf::Open) = found.meaning
    {
        return Found::date(at, found.end, Meaning::Portion(portion, YearOf::Shift(-1, from)));
    }
    let noun = view.any(end, &["period", "quarter"]);
    Found::date(at, end + usize::from(noun), Meaning::Period { years: -1, from })
}
