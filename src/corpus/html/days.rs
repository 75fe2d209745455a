//! The day in a line such as "Published 2:12pm EDT, October 21, 2025", where the months are written in letters.

use jiff::civil::Date;

use crate::corpus::published;

/// Words of a line that are looked at for a day in numbers.
const MOST_WORDS: usize = 40;

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 200;

/// The day that a value gives, if it gives just one.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    published::parse(text).or_else(|| written(text)).or_else(|| numbers(text))
}

/// A day in numbers that can be read in one way only: 03/14/2025.
fn numbers(text: &str) -> Option<Date> {
    let mut found = both_ways(text);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The days that a text may give in numbers: 05/07/2021 is one in May or one in July.
pub(super) fn both_ways(text: &str) -> impl Iterator<Item = Date> {
    let words = text.split_whitespace().take(MOST_WORDS);
    let numbers = words.filter_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        let parts: Vec<&str> = word.split(['/', '.']).collect();
        let [one, two, year] = parts.as_slice() else { return None };
        let year = year.parse::<i16>().ok().filter(|_| year.len() == 4)?;
        Some((one.parse::<i8>().ok()?, two.parse::<i8>().ok()?, year))
    });
    numbers.flat_map(|(one, two, year)| [Date::new(year, two, one).ok(), Date::new(year, one, two).ok()]).flatten()
}

fn written(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    // "8 de febrero de 2018".
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && *word != "de").collect();
    let mut found = None;
    for window in words.windows(3) {
        let (one, two, three) = (window[0], window[1], window[2]);
        let parts = match (published::month(one), published::month(two)) {
            (Some(month), _) => (three, month, two),
            (_, Some(month)) => (three, month, one),
            _ => continue,
        };
        let date = match parts {
            (year, month, day) if year.len() == 4 => year
                .parse()
                .ok()
                .zip(day.trim_end_matches(char::is_alphabetic).parse().ok())
                .and_then(|(year, day)| Date::new(year, month, day).ok()),
            _ => None,
        };
        match (found, date.filter(|date| date.year() >= 1602)) {
            (Some(one), Some(other)) if one != other => return None,
            (_, Some(date)) => found = Some(date),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_give_days() {
        for (text, day) in [
            ("08:15 BST, 10 August 2025", "2025-08-10"),
            ("Published October 21, 2025 2:12pm EDT", "2025-10-21"),
            ("Tue Nov 18 2025 10:00:00 GMT+0000 (UTC)", "2025-11-18"),
            ("2nd of May", ""),
            ("Sept. 5th, 2025", "2025-09-05"),
            ("1 May 2025, updated 2 May 2025", ""),
            ("Région, mardi 5 mars 2024 210 mots, p. 3", "2024-03-05"),
            ("Publicado el 8 de febrero de 2018", "2018-02-08"),
            ("05/02/2025", ""),
            ("Posted: 03/14/2025 8:13 am EDT", "2025-03-14"),
            ("14.03.2025, 05.30 Uhr", "2025-03-14"),
            ("03/14/2025 Updated: 03/15/2025", ""),
        ] {
            assert_eq!(super::day(text).map(|day| day.to_string()).unwrap_or_default(), day, "{text}");
        }
    }
}
