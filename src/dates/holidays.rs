//! Holidays by name, fixed and movable, from the data file `holidays.txt`: `name|rule`, names without apostrophes and
//! full stops. A rule is a day of the year (`12-25`), the n-th weekday of a month (`11-thu-4`, 5 for the last), days
//! from Easter Sunday (`easter-2`), or `election` (2 U.S. Code § 7: the Tuesday after the first Monday in November).
//! Where countries differ the rule is the American one, as with the order of numeric dates.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::calendar;
use super::tokens::View;

/// When a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday, which one of the month (5: the last).
    Nth(i8, Weekday, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// Election day of the United States.
    Election,
}

impl Rule {
    /// The day in a year; none outside the calendar of jiff or of Gregory.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => calendar::date(year, month, day),
            Self::Nth(month, weekday, 5) => calendar::date(year, month, 1)?.nth_weekday_of_month(-1, weekday).ok(),
            Self::Nth(month, weekday, nth) => calendar::date(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok(),
            Self::Easter(days) => calendar::add_days(calendar::easter(year)?, days),
            Self::Election => calendar::add_days(Self::Nth(11, Weekday::Monday, 1).day(year)?, 1),
        }
    }

    fn parse(rule: &str) -> Option<Self> {
        if rule == "election" {
            return Some(Self::Election);
        }
        if let Some(days) = rule.strip_prefix("easter") {
            return Some(Self::Easter(days.parse().ok()?));
        }
        let (month, rest) = rule.split_once('-')?;
        let month = month.parse().ok()?;
        Some(match rest.split_once('-') {
            Some((weekday, nth)) => Self::Nth(month, weekday_of(weekday)?, nth.parse().ok()?),
            None => Self::Fixed(month, rest.parse().ok()?),
        })
    }
}

fn weekday_of(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" => Weekday::Monday,
        "thu" => Weekday::Thursday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

const LIST: &str = include_str!("holidays.txt");

/// Names and rules, sorted by name.
static HOLIDAYS: LazyLock<Vec<(Vec<&'static str>, Rule)>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let (name, rule) = line.split_once('|')?;
        Some((name.split(' ').collect(), Rule::parse(rule)?))
    };
    LIST.lines().filter_map(line).collect()
});

/// The first word of every name.
pub(super) fn heads() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter_map(|line| line.split([' ', '|']).next())
}

/// The longest holiday name that begins at token `at`, and the token after it. Names are capitalised in print.
pub(super) fn name(view: View<'_>, at: usize) -> Option<(Rule, usize)> {
    if !view.capital(at) {
        return None;
    }
    let fits = |(words, rule): &(Vec<&'static str>, Rule)| Some((*rule, matched(view, at, words)?));
    HOLIDAYS.iter().filter_map(fits).max_by_key(|&(_, end)| end)
}

/// The token after the name `words` at `at`. Possessive marks are passed over: "Valentine's Day", "New Year's Eve",
/// "St. Patrick's Day", "Presidents' Day".
fn matched(view: View<'_>, at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at;
    for (index, word) in words.iter().enumerate() {
        let stem = word.strip_suffix('s').filter(|_| view.mark(next + 1, b'\'') && view.glued(next + 1));
        let possessive = stem.is_some_and(|stem| view.is(next, stem)) && view.is(next + 2, "s");
        if possessive {
            next += 3;
        } else if view.is(next, word) {
            next += 1;
            let mark = view.mark(next, b'\'') || view.mark(next, b'.');
            if mark && view.glued(next) && index + 1 < words.len() {
                next += 1;
            }
        } else {
            return None;
        }
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_unique_lower_case_and_every_rule_is_read() {
        let names: Vec<&str> = LIST.lines().map(|line| line.split('|').next().unwrap()).collect();
        assert!(LIST.lines().collect::<Vec<_>>().is_sorted_by(|a, b| a < b));
        assert_eq!(HOLIDAYS.len(), names.len());
        assert!(LIST.chars().all(|letter| !letter.is_uppercase()));
    }

    #[test]
    fn movable_feasts() {
        let day = |name: &str, year| {
            let (_, rule) = HOLIDAYS.iter().find(|(words, _)| words.join(" ") == name).unwrap();
            rule.day(year).unwrap().to_string()
        };
        assert_eq!(day("thanksgiving", 2024), "2024-11-28");
        assert_eq!(day("easter", 2024), "2024-03-31");
        assert_eq!(day("good friday", 2025), "2025-04-18");
        assert_eq!(day("memorial day", 2025), "2025-05-26");
        assert_eq!(day("election day", 2022), "2022-11-08");
    }
}
