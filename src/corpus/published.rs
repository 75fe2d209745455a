//! The day of publication as the file's metadata write it: ISO 8601 (RFC 3339), RFC 2822 as in web feeds, and English
//! dates with a month in letters. The civil date is taken as written: a paper of 2 May in Sydney is of 2 May, whatever
//! day it was in Greenwich, because the "Monday" in its text counts from there.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};

mod written;

pub(crate) use written::MONTHS;
pub(super) use written::{is_weekday, month};

static ISO: temporal::DateTimeParser = temporal::DateTimeParser::new();
/// Feeds name the wrong weekday often enough; the date is what counts.
static MAIL: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);

/// Dates that can be read one way only; `05/02/2025` is not among them.
const WRITTEN: &[&str] = &["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d"];

/// Programs write an unknown date as year 0, 1 or 1601; the first newspapers are of the 17th century.
const EARLIEST_YEAR: i16 = 1602;

/// Which of two numbers is the day, where a column of a table as a whole proves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// `31/05/2025`.
    DayFirst,
    /// `05/31/2025`.
    MonthFirst,
}

impl Order {
    /// The order that some of the dates prove and none contradicts.
    pub(super) fn of<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut day_first, mut month_first) = (false, false);
        for (one, two, _) in dates.filter_map(numbers) {
            day_first |= one > 12 && two <= 12;
            month_first |= two > 12 && one <= 12;
        }
        match (day_first, month_first) {
            (true, false) => Some(Self::DayFirst),
            (false, true) => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// The date that `text` gives, or `None` if it cannot be understood with certainty.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text)
        .or_else(|| MAIL.parse_zoned(text).ok().map(|zoned| zoned.date()))
        .or_else(|| WRITTEN.iter().find_map(|format| Date::strptime(format, text).ok()))
        .or_else(|| written::parse(text))
        .filter(|date| date.year() >= EARLIEST_YEAR)
}

/// The same for what stands in a field that is known to hold a date: there, ten or thirteen digits are the seconds or
/// milliseconds since 1970 (as a day in Greenwich), and an order that its column proves holds.
pub(super) fn in_field(text: &str, order: Option<Order>) -> Option<Date> {
    parse(text).or_else(|| epoch(text.trim())).or_else(|| written::short(text.trim())).or_else(|| {
        let (one, two, year) = numbers(text)?;
        // Where dots part the numbers, as in German, the day comes first.
        let dots = text.trim().split('.').count() > 2 && !text.contains(['/', '-']);
        let (day, month) = match order.or(dots.then_some(Order::DayFirst))? {
            Order::DayFirst => (one, two),
            Order::MonthFirst => (two, one),
        };
        Date::new(year, month, day).ok().filter(|date| date.year() >= EARLIEST_YEAR)
    })
}

/// The date that a line above an article consists of: with the month in letters, of ISO 8601, or of numbers with dots.
pub(crate) fn of_line(text: &str) -> Option<Date> {
    let dotted = text.split('.').count() > 2;
    if text.contains(char::is_alphabetic) || dotted { in_field(text, None) } else { iso(text.trim()) }
}

/// Seconds since 1970, of the years from 1990 to 2099; a fraction is dropped.
fn epoch(text: &str) -> Option<Date> {
    let digits = text.split_once('.').map_or(text, |(whole, _)| whole);
    let seconds = match digits.len() {
        9 | 10 => digits.parse::<i64>().ok()?,
        12 | 13 => digits.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    let day = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    (1990..2100).contains(&day.year()).then_some(day)
}

/// Day and month in unknown order, and the year, of `05/02/2025`, with or without a time.
fn numbers(text: &str) -> Option<(i8, i8, i16)> {
    let text = text.trim();
    let date = text.split_once([' ', ',', 'T']).map_or(text, |(date, _)| date);
    let mut parts = date.split(['/', '.', '-']);
    let (one, two, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len());
    if parts.next().is_some() || !short(one) || !short(two) || year.len() != 4 {
        return None;
    }
    Some((one.parse().ok()?, two.parse().ok()?, year.parse().ok()?)).filter(|&(one, two, _)| one > 0 && two > 0)
}

/// A date of ISO 8601, with or without a time and a zone.
fn iso(text: &str) -> Option<Date> {
    if let Ok(pieces) = ISO.parse_pieces(text) {
        return Some(pieces.date());
    }
    // GDELT writes 20250502101500, with and without a T.
    if text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text[..8].parse().ok();
    }
    // The time may be in a form that the standard does not know ("2025-05-02 10:00 UTC"); the date is plain.
    let (date, rest) = text.split_at_checked(10)?;
    rest.starts_with(['T', 't', ' ']).then(|| date.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_taken_as_written() {
        for text in [
            "2025-05-02",
            "20250502",
            " 2025-05-02T23:30:00-07:00 ",
            "2025-05-02T01:30:00+10:00",
            "2025-05-02T10:00:00Z",
            "2025-05-02T10:00:00.123456+0000",
            "2025-05-02 10:00:00",
            "2025-05-02 10:00:00+00:00",
            "2025-05-02 10:00 UTC",
            "Fri, 02 May 2025 10:00:00 GMT",
            "Mon, 2 May 2025 23:00:00 -0700",
            "02 May 2025 10:00 +0000",
            "May 2, 2025",
            "2 May 2025",
            "2025/05/02",
            "20250502T101500Z",
            "20250502101500",
            "May 2, 2025 Friday",
            "May 2, 2025 Friday 10:15 AM EST",
            "Friday, May 2, 2025",
            "2 May 2025, 10:15 am BST",
            "Sept. 2, 2025",
            "2nd May 2025",
            "Fri May 02 10:15:00 +0000 2025",
            "10:15 EDT, May 2, 2025",
            "vendredi 2 mai 2025",
            "2. Mai 2025, 10:15 Uhr",
            "2 de mayo de 2025",
        ] {
            assert_eq!(
                parse(text),
                Some(jiff::civil::date(2025, if text.starts_with("Sept") { 9 } else { 5 }, 2)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_certain_is_not_a_date() {
        for text in [
            "",
            "yesterday",
            "05/02/2025",
            "2025",
            "2025-13-01",
            "2025-02-30",
            "0001-01-01T00:00:00",
            "1746180000",
            "Updated May 2, 2025",
            "May 2, 2025 and May 3, 2025",
            "May 2025",
            "é025-05-02",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn fields_hold_more() {
        let day = Some(jiff::civil::date(2025, 5, 2));
        for text in ["1746180000", "1746180000000", "1746180000.25"] {
            assert_eq!(in_field(text, None), day, "{text}");
        }
        for text in ["02-May-25", "2-May-25", "2 May 25", "02-MAY-25 10:15"] {
            assert_eq!(in_field(text, None), day, "{text}");
        }
        assert_eq!(in_field("2-May-98", None), Some(jiff::civil::date(1998, 5, 2)));
        for text in ["17461800", "4746180000", "17461800001", "May-25", "32-May-25", "2-Foo-25", "2-May-2-25"] {
            assert_eq!(in_field(text, None), None, "{text}");
        }
        let order = Order::of(["05/02/2025", "12/31/2024 10:00", "soon"].into_iter());
        assert_eq!(order, Some(Order::MonthFirst));
        assert_eq!(in_field("05/02/2025 10:15", order), day);
        assert_eq!(in_field("2.5.2025", Order::of(["31.12.2024"].into_iter())), day);
        assert_eq!(in_field("05/02/2025", None), None);
        assert_eq!(Order::of(["31/12/2024", "12/31/2024"].into_iter()), None);
        assert_eq!(Order::of(["05/02/2025"].into_iter()), None);
    }
}
