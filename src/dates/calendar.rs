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
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as i8, (n % 31 + 1) as i8)
}
