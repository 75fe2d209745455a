//! The day of publication as the file's metadata write it: ISO 8601 (RFC 3339), RFC 2822 as in web feeds, and English
//! dates with a month in letters. The civil date is taken as written: a paper of 2 May in Sydney is of 2 May, whatever
//! day it was in Greenwich, because the "Monday" in its text counts from there.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};

static ISO: temporal::DateTimeParser = temporal::DateTimeParser::new();
/// Feeds name the wrong weekday often enough; the date is what counts.
static MAIL: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);

/// Dates that can be read one way only; `05/02/2025` is not among them.
const WRITTEN: &[&str] = &["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d"];

/// Programs write an unknown date as year 0, 1 or 1601; the first newspapers are of the 17th century.
const EARLIEST_YEAR: i16 = 1602;

/// The date that `text` gives, or `None` if it cannot be understood with certainty.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text)
        .or_else(|| MAIL.parse_zoned(text).ok().map(|zoned| zoned.date()))
        .or_else(|| WRITTEN.iter().find_map(|format| Date::strptime(format, text).ok()))
        .filter(|date| date.year() >= EARLIEST_YEAR)
}

/// A date of ISO 8601, with or without a time and a zone.
fn iso(text: &str) -> Option<Date> {
    if let Ok(pieces) = ISO.parse_pieces(text) {
        return Some(pieces.date());
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
        ] {
            assert_eq!(parse(text), Some(jiff::civil::date(2025, 5, 2)), "{text}");
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
            "é025-05-02",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
