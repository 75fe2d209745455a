//! Arithmetic on days that never fails loudly: every function answers `None` beyond the years -9999 to 9999 that
//! [`jiff::civil::Date`] holds.

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A date, if there is such a day.
pub(super) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// `days` later, or earlier where negative.
pub(super) fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// `months` later; the day is cut to the length of the month.
pub(super) fn add_months(date: Date, months: i32) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// `years` later.
pub(super) fn add_years(year: i16, years: i32) -> Option<i16> {
    i16::try_from(i32::from(year).checked_add(years)?).ok().filter(|year| (-9999..=9999).contains(year))
}

/// Monday of the ISO week that holds `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    add_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// ISO year and week (ISO 8601: the week belongs to the year of its Thursday).
pub(super) fn iso_week(date: Date) -> (i16, i8) {
    let week = ISOWeekDate::from_date(date);
    (week.year(), week.week())
}

/// The latest such weekday on or before `date`.
pub(super) fn on_or_before(date: Date, weekday: Weekday) -> Option<Date> {
    add_days(date, -i32::from(date.weekday().since(weekday)))
}

/// The first such weekday on or after `date`.
pub(super) fn on_or_after(date: Date, weekday: Weekday) -> Option<Date> {
    add_days(date, i32::from(date.weekday().until(weekday)))
}

/// The last day of a month.
pub(super) fn month_end(year: i16, month: i8) -> Option<Date> {
    date(year, month, 1).map(Date::last_of_month)
}

/// Easter Sunday of the Gregorian calendar by the algorithm of Butcher (J. Meeus, Astronomical Algorithms, ch. 8).
pub(super) fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    date(year, (days / 31) as i8, (days % 31 + 1) as i8)
}
