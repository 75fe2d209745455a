//! Which year, and how many units away: the arithmetic between an anchor and a value, and the choice among yearly
//! occurrences that tense and publication date make likely.

use jiff::civil::Date;

use super::calendar::{self, add_days, add_months, add_years, date};
use super::lexicon::{Pick, Unit};
use super::meaning::{From, Meaning, Portion, YearOf};
use super::tense::Tense;
use super::value::Value;
use super::{Read, TimexType};

/// How far a day of the year is near enough to be meant whatever the tense: news is about the weeks around it.
const NEAR: i64 = 100;

/// The year of a day of the year, where `day` is the one in the year of publication.
pub(super) fn nearest(published: Date, day: Date, tense: Tense) -> Option<i16> {
    let distance = |years| {
        let year = add_years(day.year(), years)?;
        let other = date(year, day.month(), day.day())?;
        Some((published.duration_until(other).as_hours().abs() / 24, year))
    };
    let (away, year) = [-1, 0, 1].into_iter().filter_map(distance).min()?;
    // "the year ended Jan. 31": a past so far ahead is last year's.
    let against = tense == Tense::Past && date(year, day.month(), day.day())? > published;
    let near = if against { NEAR / 2 } else { NEAR };
    if away <= near { Some(year) } else { choose(published, (day, day), YearOf::Open, tense) }
}

/// The year of the occurrence of a yearly time that is meant, where `days` is the one in the year of publication.
pub(super) fn choose(published: Date, days: (Date, Date), year: YearOf, tense: Tense) -> Option<i16> {
    let this = published.year();
    let (over, ahead) = (days.1 < published, days.0 > published);
    let before = || add_years(this, -1);
    let after = || add_years(this, 1);
    match (year, tense) {
        (YearOf::Pick(Pick::Last | Pick::Previous | Pick::Latest), _) => {
            if over {
                Some(this)
            } else {
                before()
            }
        }
        (YearOf::Pick(Pick::Next | Pick::Following), _) => {
            if ahead {
                Some(this)
            } else {
                after()
            }
        }
        (YearOf::Pick(_), _) => Some(this),
        (_, Tense::Past) => {
            if ahead {
                before()
            } else {
                Some(this)
            }
        }
        (_, Tense::Future) => {
            if over {
                after()
            } else {
                Some(this)
            }
        }
        (_, Tense::Unknown) => {
            let months = i32::from(days.0.month()) - i32::from(published.month());
            match months {
                7.. => before(),
                ..=-7 => after(),
                _ => Some(this),
            }
        }
    }
}

/// `count` units from the unit that holds `near`.
pub(super) fn shift(near: Date, unit: Unit, count: i32) -> Option<Value> {
    Some(match unit {
        // Hours and minutes ago: the day is all that a date can say.
        Unit::Second | Unit::Minute | Unit::Hour => Value::Day(near),
        Unit::Day => Value::Day(add_days(near, count)?),
        Unit::Week => Value::Week(add_days(near, count.checked_mul(7)?)?),
        Unit::Fortnight => Value::Week(add_days(near, count.checked_mul(14)?)?),
        Unit::Weekend => {
            let saturday = add_days(calendar::monday(near)?, 5)?;
            // On a Monday "the weekend" is the one just over.
            let near_end = if near.weekday().to_monday_zero_offset() < 3 && count == 0 { -1 } else { count };
            Value::Weekend(add_days(saturday, near_end.checked_mul(7)?)?)
        }
        Unit::Month => {
            let day = add_months(near, count)?;
            Value::Month(day.year(), day.month())
        }
        Unit::Quarter => {
            let day = add_months(near, count.checked_mul(3)?)?;
            Value::Portion(day.year(), Portion::Quarter(((day.month() - 1) / 3 + 1) as u8))
        }
        Unit::Year => Value::Year(add_years(near.year(), count)?),
        Unit::Decade if count.abs() > 0 => Value::Year(add_years(near.year(), count.checked_mul(10)?)?),
        Unit::Decade => Value::Decade(near.year().div_euclid(10)),
        Unit::Century => Value::Century(add_years(near.year().div_euclid(100), count)?),
    })
}

/// Whether an article tells of other years than its own: it names at least four, and none of them lies within two years
/// of the publication date more often than beyond. In such an article "in August" is the August of the year last named.
pub(super) fn is_narrative(published: i16, read: &[Read]) -> bool {
    let year = |read: &Read| match read.meaning {
        Meaning::Year(year) | Meaning::Calendar { year: YearOf::Fixed(year), .. } => Some(year),
        _ => None,
    };
    let (mut near, mut far) = (0, 0);
    for expression in read {
        match year(expression) {
            Some(year) if (i32::from(year) - i32::from(published)).abs() <= 2 => near += 1,
            Some(_) => far += 1,
            None if matches!(
                expression.meaning,
                Meaning::Weekday(..) | Meaning::Step { from: From::Published, .. }
            ) =>
            {
                near += 1;
            }
            None => {}
        }
    }
    far >= 4 && far > 2 * near && read.iter().any(|read| read.kind == TimexType::Date)
}
