//! Resolved values: how they are written in TIMEX3 (`TimeML` 1.2.1, attribute `value`, after ISO 8601), and which days
//! they bound.

use jiff::civil::Date;

use super::calendar::{self, date};
use super::clock;
use super::lexicon::{Season, Unit, Vague};
use super::meaning::{Amount, Every, Portion};

/// A resolved date of some precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Day(Date),
    /// By any of its days.
    Week(Date),
    /// By its Saturday.
    Weekend(Date),
    Month(i16, i8),
    Portion(i16, Portion),
    Year(i16),
    /// The first digits of its years.
    Decade(i16),
    /// The first digits of its years.
    Century(i16),
}

impl Value {
    /// The TIMEX3 value.
    pub(super) fn text(self) -> String {
        match self {
            Self::Day(day) => iso(day),
            Self::Week(day) => {
                let (year, week) = calendar::iso_week(day);
                format!("{year:04}-W{week:02}")
            }
            Self::Weekend(day) => {
                let (year, week) = calendar::iso_week(day);
                format!("{year:04}-W{week:02}-WE")
            }
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Portion(year, portion) => format!("{year:04}-{}", code(portion)),
            // The year before 1 is 1 BC.
            Self::Year(year) if year < 1 => format!("BC{:04}", 1 - i32::from(year)),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }

    /// First and last day.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        Some(match self {
            Self::Day(day) => (day, day),
            Self::Week(day) => {
                let monday = calendar::monday(day)?;
                (monday, calendar::add_days(monday, 6)?)
            }
            Self::Weekend(day) => {
                let monday = calendar::monday(day)?;
                (calendar::add_days(monday, 5)?, calendar::add_days(monday, 6)?)
            }
            Self::Month(year, month) => (date(year, month, 1)?, calendar::month_end(year, month)?),
            Self::Portion(year, portion) => portion_days(year, portion)?,
            Self::Year(year) => (date(year, 1, 1)?, date(year, 12, 31)?),
            Self::Decade(decade) => {
                let first = decade.checked_mul(10)?;
                (date(first, 1, 1)?, date(first.checked_add(9)?, 12, 31)?)
            }
            Self::Century(century) => {
                let first = century.checked_mul(100)?;
                (date(first, 1, 1)?, date(first.checked_add(99)?, 12, 31)?)
            }
        })
    }
}

/// `2025-05-02`; years before 0 with a sign, as ISO 8601 has them.
pub(super) fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// `Q3`, `H1`, `SU`.
pub(super) fn code(portion: Portion) -> &'static str {
    match portion {
        Portion::Season(season) => season_code(season),
        Portion::Quarter(1) => "Q1",
        Portion::Quarter(2) => "Q2",
        Portion::Quarter(3) => "Q3",
        Portion::Quarter(_) => "Q4",
        Portion::Half(1) => "H1",
        Portion::Half(_) => "H2",
    }
}

/// TIMEX3 codes of the seasons.
const fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// First month and number of months. Seasons are the meteorological ones of the north, where the news of the
/// collections comes from; the winter of a year is the one that begins in it.
pub(super) const fn months(portion: Portion) -> (i8, i32) {
    match portion {
        Portion::Season(Season::Spring) => (3, 3),
        Portion::Season(Season::Summer) => (6, 3),
        Portion::Season(Season::Autumn) => (9, 3),
        Portion::Season(Season::Winter) => (12, 3),
        Portion::Quarter(quarter) => (1 + 3 * (quarter as i8 - 1), 3),
        Portion::Half(half) => (1 + 6 * (half as i8 - 1), 6),
    }
}

fn portion_days(year: i16, portion: Portion) -> Option<(Date, Date)> {
    let (month, count) = months(portion);
    let first = date(year, month, 1)?;
    Some((first, calendar::add_days(calendar::add_months(first, count)?, -1)?))
}

/// The value of a length: `P5Y`, `PXM`, `PT24H`, `P2.5Y`, `PT5H30M`. A number of decades is one of years, as `TimeBank` and
/// AQUAINT have it.
pub(super) fn length(amount: Amount) -> String {
    let known_decades = amount.unit == Unit::Decade && amount.count.is_some();
    let (time, letter) = designator(if known_decades { Unit::Year } else { amount.unit });
    let prefix = if time { "PT" } else { "P" };
    let factor = match amount.unit {
        Unit::Fortnight => 2,
        Unit::Decade => 10,
        _ => 1,
    };
    let Some(count) = amount.count.and_then(|count| count.checked_mul(factor)) else {
        return format!("{prefix}X{letter}");
    };
    match (amount.half, amount.rest) {
        (true, _) if known_decades => format!("{prefix}{}{letter}", count.saturating_add(5)),
        (true, _) if amount.unit == Unit::Hour => match count {
            0 => "PT30M".to_owned(),
            _ => format!("PT{count}H30M"),
        },
        (true, _) => format!("{prefix}{count}.5{letter}"),
        (false, Some((more, unit))) => {
            let (rest_time, rest) = designator(unit);
            let mark = if rest_time && !time { "T" } else { "" };
            format!("{prefix}{count}{letter}{mark}{more}{rest}")
        }
        (false, None) => format!("{prefix}{count}{letter}"),
    }
}

/// Whether the unit stands after the `T` of a length, and its letters.
pub(super) const fn designator(unit: Unit) -> (bool, &'static str) {
    match unit {
        Unit::Second => (true, "S"),
        Unit::Minute => (true, "M"),
        Unit::Hour => (true, "H"),
        Unit::Day => (false, "D"),
        Unit::Weekend => (false, "WE"),
        Unit::Week | Unit::Fortnight => (false, "W"),
        Unit::Month => (false, "M"),
        Unit::Quarter => (false, "Q"),
        Unit::Year => (false, "Y"),
        Unit::Decade => (false, "DE"),
        Unit::Century => (false, "CE"),
    }
}

/// The value of a unit that is not known.
pub(super) const fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// The value of a reference without a date.
pub(super) const fn vague_text(vague: Vague) -> &'static str {
    match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    }
}

/// The value of a repeated time.
pub(super) fn every_text(every: Every) -> String {
    match every {
        Every::Amount(amount) => length(amount),
        Every::Weekday(day) => format!("XXXX-WXX-{day}"),
        Every::Month(month) => format!("XXXX-{month:02}"),
        Every::Portion(portion) => format!("XXXX-{}", code(portion)),
        Every::Part(part) => format!("XXXX-XX-XXT{}", clock::part_code(part)),
    }
}
