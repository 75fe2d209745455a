//! Days in addresses, names of files and names of folders: "2025/05/02", "2025-05-14-port-strike", "port 20250514".
//! Days in figures whose order is not certain ("05-04-2025") are no evidence, and spoil what stands beside them.

use jiff::civil::Date;

use super::words::{self, Class};
use super::{Period, YEARS, only, plausible};
use crate::dates::lexicon::{self, Word};

/// A run of digits or of letters in a name.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    text: &'a str,
    /// The character before it, NUL where letters and digits touch or the name begins.
    before: char,
}

/// What the days in a name come to.
#[derive(Debug, Default)]
struct Reading {
    days: Vec<Date>,
    /// A day that can be read in two ways, or that is said to be another one.
    spoilt: bool,
    /// What was read so far names an event: the days to come are not those of publication.
    event: bool,
}

impl Reading {
    fn day(self) -> Option<Date> {
        if self.spoilt { None } else { only(self.days.into_iter()) }
    }
}

/// The day in an article's address, and its year and month where there is no day.
pub(super) fn address(url: &str) -> (Option<Date>, Option<Period>) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    // The first component is the host, whatever its name.
    let components: Vec<&str> = place.split('/').skip(1).filter(|component| !component.is_empty()).collect();
    if components.iter().any(|component| says(component, Class::Void)) {
        return (None, None);
    }
    if let Some(found) = folders(&components) {
        return (found.day(), period(&components));
    }
    let mut reading = Reading::default();
    for component in &components {
        days(component, true, &mut reading);
        reading.event |= is_event(component);
    }
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        let key = key.to_lowercase();
        if matches!(key.as_str(), "date" | "day") || key.starts_with("pub") {
            days(value.split(['T', ' ', '+']).next().unwrap_or_default(), true, &mut reading);
        }
    }
    (reading.day(), period(&components))
}

/// The day in a path below the input root, and its year and month where there is no day.
pub(super) fn path(path: &str) -> (Option<Date>, Option<Period>) {
    let mut components: Vec<&str> = path.split('/').filter(|component| !component.is_empty()).collect();
    if let Some(last) = components.last_mut()
        && let Some((stem, extension)) = last.rsplit_once('.')
        && extension.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        *last = stem;
    }
    if components.iter().any(|component| says(component, Class::Void)) {
        return (None, None);
    }
    let mut reading = folders(&components).unwrap_or_default();
    reading.event = false;
    for component in &components {
        days(component, false, &mut reading);
        reading.event |= is_event(component);
    }
    (reading.day(), period(&components))
}

/// Three components in a row that are year, month and day: "2025/05/02", "2025/may/02".
fn folders(components: &[&str]) -> Option<Reading> {
    let mut reading = Reading::default();
    for window in components.windows(3) {
        if let [year, month, day] = window
            && let (Some(year), Some(month), Some(day)) = (year_of(year), month_of(month), short(day))
        {
            let found = plausible(year, month, day);
            reading.spoilt |= reading.event && found.is_some();
            reading.days.extend(found);
        }
        reading.event |= window.first().is_some_and(|component| is_event(component));
    }
    (!reading.days.is_empty()).then_some(reading)
}

/// Year and month of "2025/05", "2025-05", or the year of a folder "2025"; none where several differ.
fn period(components: &[&str]) -> Option<Period> {
    let mut found: Option<Period> = None;
    for (index, component) in components.iter().enumerate() {
        let here = match component.split_once(['-', '_']) {
            Some((year, month)) => year_of(year).zip(month_of(month)).map(|(year, month)| (year, Some(month))),
            // The last component may be the number of a story.
            None => components.get(index + 1).and_then(|next| Some((year_of(component)?, month_of(next)))),
        };
        match (here, found) {
            (Some(here), Some(before)) if here != before => return None,
            (Some(here), _) => found = Some(here),
            _ => {}
        }
    }
    found
}

/// Adds the days of one component. In addresses (`edges`), whose words are often a headline, only those at its ends, and
/// those with a month in letters only where there is nothing else.
fn days(name: &str, edges: bool, reading: &mut Reading) {
    let name = name.replace("%20", " ");
    let parts = parts(&name);
    let mut at = 0;
    let mut event = reading.event;
    while at < parts.len() {
        let Some((found, length)) = compact(&parts, at).or_else(|| triple(&parts, at)) else {
            event |= words::class(parts[at].text) == Some(Class::Event);
            at += 1;
            continue;
        };
        let letters = parts[at..at + length].iter().any(|part| !is_number(part.text));
        let (first, last) = (at == 0, at + length == parts.len());
        let placed = !edges || if letters { first && last } else { first || last };
        let other = event || at > 0 && words::class(parts[at - 1].text) == Some(Class::Before);
        match found {
            Some(day) if placed && !other => reading.days.push(day),
            Some(_) if !placed && !other => {}
            _ => reading.spoilt = true,
        }
        at += length;
    }
}

/// "20250514", also with a time behind it.
fn compact(parts: &[Part<'_>], at: usize) -> Option<(Option<Date>, usize)> {
    let digits = parts[at].text;
    // Between single letters, digits are part of a code.
    let code = at > 0 && parts[at].before == '\0' && parts[at - 1].text.len() < 2
        || parts.get(at + 1).is_some_and(|next| next.before == '\0' && !next.text.eq_ignore_ascii_case("t"));
    if !is_number(digits) || !matches!(digits.len(), 8 | 12 | 14) || code {
        return None;
    }
    let (day, time) = digits.split_at(8);
    let number = |from: usize, to: usize| day[from..to].parse::<i16>().ok();
    let found = plausible(number(0, 4)?, number(4, 6)? as i8, number(6, 8)? as i8).filter(|day| day.year() >= 1900)?;
    let clock = |from: usize, most: u32| {
        time.get(from..from + 2).is_none_or(|part| part.parse::<u32>().is_ok_and(|part| part <= most))
    };
    (clock(0, 23) && clock(2, 59) && clock(4, 59)).then_some((Some(found), 1))
}

/// Three parts that make a day; the day is `None` where their order is not certain.
fn triple(parts: &[Part<'_>], at: usize) -> Option<(Option<Date>, usize)> {
    let [first, second, third] = parts.get(at..at + 3)? else { return None };
    let plain = is_number(first.text) && is_number(second.text) && is_number(third.text);
    let joined = |part: &Part<'_>| matches!(part.before, '-' | '_' | '.' | ' ');
    if plain {
        let same = joined(second) && second.before == third.before;
        let runs_on = at > 0 && is_number(parts[at - 1].text) && first.before == second.before;
        if !same || runs_on {
            return None;
        }
    }
    if let (Some(year), Some(month), Some(day)) = (year_of(first.text), month_of(second.text), short(third.text)) {
        return plausible(year, month, day).map(|day| (Some(day), 3));
    }
    let ending = |part: &Part<'_>| matches!(part.text, "st" | "nd" | "rd" | "th");
    if let (Some(month), Some(day)) = (letters_month(first.text), short(second.text)) {
        let skip = usize::from(ending(third));
        let year = year_of(parts.get(at + 2 + skip)?.text)?;
        return plausible(year, month, day).map(|day| (Some(day), 3 + skip));
    }
    let day = short(first.text)?;
    let skip = usize::from(ending(second));
    let (month, year) = (parts.get(at + 1 + skip)?.text, year_of(parts.get(at + 2 + skip)?.text)?);
    if let Some(month) = letters_month(month) {
        return plausible(year, month, day).map(|day| (Some(day), 3 + skip));
    }
    let (one, two) = (day, short(month).filter(|_| skip == 0)?);
    match (plausible(year, two, one), plausible(year, one, two)) {
        (None, None) => None,
        (Some(day), other) if other.is_none_or(|other| other == day) => Some((Some(day), 3)),
        (None, Some(day)) => Some((Some(day), 3)),
        _ => Some((None, 3)),
    }
}

fn says(component: &str, class: Class) -> bool {
    parts(component).iter().any(|part| words::class(part.text) == Some(class))
}

/// "events", "on-this-day".
fn is_event(component: &str) -> bool {
    says(component, Class::Event) || component.to_lowercase().contains("this-day")
}

/// Cuts a name into runs of digits and runs of letters.
fn parts(name: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let (mut start, mut before, mut last) = (0, '\0', None::<char>);
    for (at, c) in name.char_indices().chain([(name.len(), '/')]) {
        let same = last.is_some_and(|last| {
            last.is_ascii_digit() == c.is_ascii_digit() && last.is_alphanumeric() == c.is_alphanumeric()
        });
        if !same {
            if let Some(kind) = last
                && kind.is_alphanumeric()
            {
                parts.push(Part { text: &name[start..at], before });
            }
            before = last.filter(|last| !last.is_alphanumeric()).unwrap_or('\0');
            start = at;
        }
        last = Some(c);
    }
    parts
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn year_of(text: &str) -> Option<i16> {
    (text.len() == 4 && is_number(text)).then(|| text.parse().ok())?.filter(|year| YEARS.contains(year))
}

fn short(text: &str) -> Option<i8> {
    (text.len() <= 2 && is_number(text)).then(|| text.parse().ok())?
}

fn month_of(text: &str) -> Option<i8> {
    short(text).filter(|month| (1..=12).contains(month)).or_else(|| letters_month(text))
}

fn letters_month(text: &str) -> Option<i8> {
    match lexicon::class(text.as_bytes()) {
        Word::Month(month) | Word::MonthShort(month) => Some(month as i8),
        _ => None,
    }
}
