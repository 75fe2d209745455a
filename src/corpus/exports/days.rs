//! Days of publication as news databases write them: with a day of the week before or behind, a time, an edition.

use jiff::civil::Date;

use crate::corpus::published;

/// The longest line that is taken for a date, in bytes.
const LONGEST: usize = 90;

/// The day that a field gives; `None` if it is not certain.
pub(super) fn day(value: &str) -> Option<Date> {
    match leading(value) {
        Some((day, _)) => day,
        None => published::parse(value),
    }
}

/// Whether a whole line is a date, and its day if it gives one: a monthly has none ("May 2025").
#[allow(clippy::option_option, reason = "no date, a date without a day, a day")]
pub(super) fn line(text: &str) -> Option<Option<Date>> {
    if text.len() > LONGEST {
        return None;
    }
    let (day, rest) = leading(text)?;
    let words: Vec<_> = rest.split([' ', '\t', ',', '\u{A0}']).filter(|word| !word.is_empty()).collect();
    let weekday = words.first().is_some_and(|word| is_weekday(word));
    let words = &words[usize::from(weekday)..];
    let is_time = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains([':', '.']);
    let ends = match words {
        [] | ["-" | "–" | "/", ..] => true,
        [first, ..] if words.len() <= 8 => {
            (weekday && !rest.ends_with('.'))
                || is_time(first)
                || words.iter().any(|word| word.eq_ignore_ascii_case("edition"))
        }
        _ => false,
    };
    (ends && (day.is_some() || !weekday)).then_some(day)
}

/// The day with which a text begins, and what stands behind it. The day is `None` where only a month is given.
pub(super) fn leading(text: &str) -> Option<(Option<Date>, &str)> {
    // Place of the next word; words end at white space and commas.
    let word = |from: usize| {
        let rest = text.get(from..)?;
        let start = from + rest.find(|c: char| !(c.is_whitespace() || c == ','))?;
        let end = text[start..].find(|c: char| c.is_whitespace() || c == ',').map_or(text.len(), |at| start + at);
        Some((&text[start..end], end))
    };
    // "2 de mayo de 2025".
    let word = |from: usize| match word(from)? {
        ("de" | "del", end) if from > 0 => word(end),
        found => Some(found),
    };
    let mut first = word(0)?;
    if is_weekday(first.0) {
        first = word(first.1)?;
    }
    let second = word(first.1)?;
    let third = word(second.1).unwrap_or(("", second.1));
    if let Some(month) = month(first.0) {
        if let (Some(day), Some(year)) = (number(second.0), year(third.0)) {
            return Some((Some(Date::new(year, month, day).ok()?), &text[third.1..]));
        }
        return year(second.0).map(|_| (None, &text[second.1..]));
    }
    if ["spring", "summer", "autumn", "fall", "winter"].contains(&first.0.to_lowercase().as_str()) {
        return year(second.0).map(|_| (None, &text[second.1..]));
    }
    let (day, month, year) = (number(first.0)?, month(second.0)?, year(third.0)?);
    Some((Some(Date::new(year, month, day).ok()?), &text[third.1..]))
}

/// The day of "05/02/2025" as EBSCO writes it, for papers of all countries: the month first.
pub(super) fn month_first(word: &str) -> Option<Date> {
    let mut parts = word.trim_end_matches([',', '.', ';']).split('/');
    let (month, day, year) = (number(parts.next()?)?, number(parts.next()?)?, year(parts.next()?)?);
    parts.next().is_none().then(|| Date::new(year, month, day).ok()).flatten()
}

fn is_weekday(word: &str) -> bool {
    published::is_weekday(&word.trim_end_matches('.').to_lowercase())
}

/// A month, or the first of two ("May/June"); quarterlies name a season, which has no day either.
fn month(word: &str) -> Option<i8> {
    let word = word.split(['/', '-', '–']).next().unwrap_or_default();
    let word = word.trim_end_matches('.').to_lowercase();
    published::month(&word)
}

/// A day of the month, with or without the ending of an ordinal number.
fn number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = &word[digits.len()..];
    (digits.len() <= 2 && ["", ".", "st", "nd", "rd", "th"].contains(&ending)).then(|| digits.parse().ok()).flatten()
}

fn year(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(['.', ':', ';', ')']);
    let year = if digits.len() == 4 { digits.parse().ok()? } else { return None };
    (1602..=2200).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_ways_of_the_databases() {
        for text in [
            "May 2, 2025 Friday",
            "May 2, 2025, Friday, Late Edition - Final",
            "May 2, 2025 Friday 10:15 AM GMT",
            "May 02, 2025 Friday",
            "2 May 2025",
            "02 May 2025",
            "2 May 2025 Friday",
            "Friday 2nd May 2025",
            "Friday, May 2, 2025",
            "May 2, 2025 10:15 AM EDT",
            "2 May 2025, 10:15",
            "May 2, 2025, Final Edition",
            "2. Mai 2025",
            "Freitag, 2. Mai 2025",
            "vendredi 2 mai 2025",
            "2 de mayo de 2025",
            "2 Mai 2025 10:15",
        ] {
            assert_eq!(line(text), Some(Some(jiff::civil::date(2025, 5, 2))), "{text}");
        }
        for text in ["May 2025", "May/June 2025", "Spring 2025", "Summer, 2025"] {
            assert_eq!(line(text), Some(None), "{text}");
        }
        assert_eq!(day("2025-05-02"), Some(jiff::civil::date(2025, 5, 2)));
        assert_eq!(day("02 May 2025: A.4."), Some(jiff::civil::date(2025, 5, 2)));
        assert_eq!(day("05/02/2025"), None);
        assert_eq!(month_first("05/02/2025,"), Some(jiff::civil::date(2025, 5, 2)));
        assert_eq!(month_first("25/02/2025"), None);
        assert_eq!(month_first("5/2/2025/1"), None);
    }

    #[test]
    fn sentences_are_no_dates() {
        for text in [
            "May 2, 2025 was a cold day",
            "Friday, May 2, 2025 was a cold day.",
            "2 May 2025 brought the storm.",
            "May 30, 20250",
            "31 June 2025",
            "May",
            "Friday",
            "",
            "May 2025 Monday",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
