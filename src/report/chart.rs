//! The charts of the overview as inline SVG: plain rectangles with links into the table, sized by attributes, because the
//! page's security policy forbids style attributes.

use std::collections::BTreeMap;
use std::fmt::Write;

use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;

use super::overview::Counted;
use crate::output::number;

/// Most columns of the chart over time.
const MOST_COLUMNS: i32 = 48;

/// One claim in so many, at either end, may lie outside of the chart: a claim "in 1963" would else leave no room to the
/// week of the news.
const OUTSIDE: u64 = 50;

/// A chart of lying bars.
#[derive(Template)]
#[template(path = "bars.html")]
pub(super) struct Bars {
    title: &'static str,
    bars: Vec<Bar>,
}

struct Bar {
    href: String,
    label: String,
    count: String,
    /// Length, of 100.
    share: String,
}

impl Bars {
    /// A bar an entry, with a link that sets the filter `parameter` to its key.
    pub(super) fn new(title: &'static str, parameter: &str, counted: &[Counted]) -> Self {
        let largest = counted.iter().map(|one| one.count).max().unwrap_or(1).max(1);
        let bar = |one: &Counted| Bar {
            href: format!("#view=claims&{parameter}={}", encoded(&one.key)),
            label: one.label.clone(),
            count: number(one.count),
            share: format!("{:.1}", one.count as f64 * 100.0 / largest as f64),
        };
        Self { title, bars: counted.iter().map(bar).collect() }
    }
}

/// A chart of claims over time.
#[derive(Template)]
#[template(path = "time.html")]
pub(super) struct Time {
    /// What one column stands for: day, week, month, ...
    unit: &'static str,
    columns: Vec<Column>,
    /// The axis: place and words.
    ticks: Vec<(String, String)>,
    /// The largest count, for the scale.
    largest: String,
    /// What the chart leaves out, in words.
    notes: Vec<String>,
}

struct Column {
    href: String,
    title: String,
    x: String,
    width: String,
    y: String,
    height: String,
}

/// Height of the longest column, and where its top is. Widths are in hundredths of the window's: columns stretch, the
/// words on the axis do not.
const HEIGHT: f64 = 120.0;
const TOP: f64 = 18.0;

impl Time {
    /// The chart of these days, or `None` where there are none.
    pub(super) fn new(days: &BTreeMap<Date, u64>, undated: u64) -> Option<Self> {
        let (first, last) = core(days)?;
        let (unit, starts) = columns(first, last)?;
        let mut counts = vec![0_u64; starts.len() - 1];
        let mut column = 0;
        for (day, count) in days.range(starts[0]..starts[counts.len()]) {
            while *day >= starts[column + 1] {
                column += 1;
            }
            counts[column] += count;
        }
        let before = days.range(..starts[0]).map(|(_, count)| count).sum::<u64>();
        let after = days.range(starts[counts.len()]..).map(|(_, count)| count).sum::<u64>();
        let notes = [(before, "before the chart begins"), (after, "after it ends"), (undated, "without a known day")];
        let notes = notes.into_iter().filter(|(count, _)| *count > 0);
        let largest = counts.iter().copied().max().unwrap_or(1).max(1);
        let width = 100.0 / counts.len() as f64;
        let bar = |(index, &count): (usize, &u64)| {
            let (from, to) = (starts[index], starts[index + 1].yesterday().unwrap_or(starts[index + 1]));
            // A column of one claim among thousands is still to be seen.
            let height = if count == 0 { 0.0 } else { (count as f64 / largest as f64 * HEIGHT).max(1.5) };
            let days = if from == to { from.to_string() } else { format!("{from} to {to}") };
            Column {
                href: format!("#view=claims&from={from}&to={to}"),
                title: format!("{days}: {} claim{}", number(count), if count == 1 { "" } else { "s" }),
                x: format!("{:.2}", index as f64 * width + width * 0.1),
                width: format!("{:.2}", (width * 0.8).min(6.0)),
                y: format!("{:.2}", TOP + HEIGHT - height),
                height: format!("{height:.2}"),
            }
        };
        let step = counts.len().div_ceil(6);
        Some(Self {
            unit,
            columns: counts.iter().enumerate().map(bar).collect(),
            ticks: (0..counts.len())
                .step_by(step)
                // Words that begin so far to the right would run out of the window.
                .filter(|&index| (index as f64 * width) < 92.0)
                .map(|index| (format!("{:.2}", index as f64 * width + width * 0.1), label(unit, starts[index])))
                .collect(),
            largest: number(largest),
            notes: notes.map(|(count, what)| format!("{} {what}", number(count))).collect(),
        })
    }
}

/// The first and the last day of the chart.
fn core(days: &BTreeMap<Date, u64>) -> Option<(Date, Date)> {
    let spare = days.values().sum::<u64>() / OUTSIDE;
    Some((beyond(days.iter(), spare)?, beyond(days.iter().rev(), spare)?))
}

/// The first day by which more than `spare` claims have been seen.
fn beyond<'a>(mut days: impl Iterator<Item = (&'a Date, &'a u64)>, spare: u64) -> Option<Date> {
    let mut seen = 0;
    let found = days.find(|(_, count)| {
        seen += **count;
        seen > spare
    });
    found.map(|(&day, _)| day)
}

/// The finest unit that makes few enough columns, and the days at which they begin, with the day after the last.
fn columns(first: Date, last: Date) -> Option<(&'static str, Vec<Date>)> {
    let monday = first.checked_sub(i64::from(first.weekday().to_monday_zero_offset()).days()).ok()?;
    let january = first.first_of_year();
    let decade = Date::new(first.year().div_euclid(10) * 10, 1, 1).ok()?;
    let units = [
        ("day", first, 1.day()),
        ("week", monday, 1.week()),
        ("month", first.first_of_month(), 1.month()),
        ("quarter", january, 3.months()),
        ("year", january, 1.year()),
        ("decade", decade, 10.years()),
        ("century", decade, 100.years()),
    ];
    units.into_iter().find_map(|(unit, from, step)| {
        let mut starts = vec![from];
        let mut at = from;
        while at <= last && starts.len() <= MOST_COLUMNS as usize {
            at = at.checked_add(step).ok()?;
            starts.push(at);
        }
        (at > last).then_some((unit, starts))
    })
}

/// How the axis calls the column that begins on a day.
fn label(unit: &str, day: Date) -> String {
    match unit {
        "day" | "week" => day.strftime("%-d %b %Y").to_string(),
        "month" | "quarter" => day.strftime("%b %Y").to_string(),
        _ => day.year().to_string(),
    }
}

/// A text as part of an address (RFC 3986, section 2.1).
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn units_follow_the_length_of_time() {
        let unit = |last| columns(date(2025, 4, 30), last).unwrap();
        assert_eq!(unit(date(2025, 4, 30)), ("day", vec![date(2025, 4, 30), date(2025, 5, 1)]));
        assert_eq!(unit(date(2025, 8, 1)).0, "week");
        assert_eq!(unit(date(2025, 8, 1)).1[0], date(2025, 4, 28));
        assert_eq!(unit(date(2027, 8, 1)).0, "month");
        assert_eq!(unit(date(2035, 8, 1)).0, "quarter");
        assert_eq!(unit(date(2055, 8, 1)).0, "year");
    }

    #[test]
    fn a_day_long_ago_does_not_flatten_the_chart() {
        let mut days: BTreeMap<_, _> = (1..=20).map(|day| (date(2025, 5, day), 10)).collect();
        days.insert(date(1963, 11, 22), 2);
        let time = Time::new(&days, 3).unwrap();
        assert_eq!((time.unit, time.columns.len()), ("day", 20));
        assert_eq!(time.notes, ["2 before the chart begins", "3 without a known day"]);
        assert!(time.columns[0].title.starts_with("2025-05-01: 10 claims"));
    }

    proptest! {
        #[test]
        fn any_days_make_a_chart(days in prop::collection::btree_map((-9999_i16..=9999, 1_i8..=12, 1_i8..=28), 1_u64..9, 1..20)) {
            let days: BTreeMap<_, _> = days.into_iter().map(|((y, m, d), count)| (date(y, m, d), count)).collect();
            if let Some(time) = Time::new(&days, 0) {
                prop_assert!(!time.columns.is_empty() && time.columns.len() <= MOST_COLUMNS as usize);
            }
        }

        #[test]
        fn addresses_hold_nothing_special(text in any::<String>()) {
            prop_assert!(encoded(&text).bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        }
    }
}
