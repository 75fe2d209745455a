//! Dates with a month in letters, in the many orders in which databases and feeds write them: "May 2, 2025 Friday",
//! "2 May 2025, 10:15 am BST", "Fri May 02 10:15:00 +0000 2025".

use jiff::civil::Date;

/// Nothing longer is a date alone.
const LONGEST: usize = 60;

/// The months in lower case, January first.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Months in French, German, Spanish and Italian, in which exports and pages in these languages date their articles.
const FOREIGN: [&[&str]; 12] = [
    &["janvier", "janv", "januar", "jänner", "enero", "gennaio"],
    &["février", "févr", "fevrier", "februar", "febrero", "febbraio"],
    &["mars", "märz", "marzo"],
    &["avril", "avr", "abril", "aprile"],
    &["mai", "mayo", "maggio"],
    &["juin", "juni", "junio", "giugno"],
    &["juillet", "juil", "juli", "julio", "luglio"],
    &["août", "aout", "agosto"],
    &["septembre", "septiembre", "setiembre", "settembre"],
    &["octobre", "oktober", "octubre", "ottobre"],
    &["novembre", "noviembre"],
    &["décembre", "decembre", "déc", "dezember", "diciembre", "dicembre"],
];

/// Days of the week in these languages.
const FOREIGN_WEEKDAYS: &[&str] = &[
    "dienstag",
    "dimanche",
    "domenica",
    "domingo",
    "donnerstag",
    "freitag",
    "giovedì",
    "jeudi",
    "jueves",
    "lundi",
    "lunedì",
    "lunes",
    "mardi",
    "martedì",
    "martes",
    "mercoledì",
    "mercredi",
    "mittwoch",
    "miércoles",
    "montag",
    "sabato",
    "samedi",
    "samstag",
    "sonntag",
    "sábado",
    "vendredi",
    "venerdì",
    "viernes",
];

/// Other words of these languages that may stand beside a date.
const FOREIGN_OTHERS: &[&str] =
    &["alle", "den", "der", "di", "el", "h", "heures", "il", "las", "le", "ore", "uhr", "um", "à"];

/// The days of the week in lower case, Monday first.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words that may stand beside a date without changing it: times of day and zones.
const OTHERS: &[&str] = &[
    "a", "acst", "aedt", "aest", "am", "at", "bst", "cdt", "cest", "cet", "cst", "ct", "edt", "est", "et", "gmt",
    "hrs", "ist", "m", "mdt", "mst", "mt", "noon", "nzdt", "nzst", "of", "on", "p", "pdt", "pm", "pst", "pt", "t",
    "the", "utc", "z",
];

/// The date, if the text has just one and nothing but its weekday and its time beside it.
pub(super) fn parse(text: &str) -> Option<Date> {
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let tokens: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|token| !matches!(*token, "" | "de" | "del")).collect();
    let mut months = tokens.iter().enumerate().filter_map(|(at, token)| Some((at, month(token)?)));
    let (at, month) = months.next()?;
    if months.next().is_some() {
        return None;
    }
    let day = |at: usize| day(tokens.get(at)?);
    let year = |at: usize| year(tokens.get(at)?);
    let last = tokens.len() - 1;
    let (day_at, year_at) = if day(at + 1).is_some() && year(at + 2).is_some() {
        (at + 1, at + 2)
    } else if at > 0 && day(at - 1).is_some() && year(at + 1).is_some() {
        (at - 1, at + 1)
    } else if day(at + 1).is_some() && year(last).is_some() {
        (at + 1, last)
    } else {
        return None;
    };
    let fits = |(place, token): (usize, &&str)| [at, day_at, year_at].contains(&place) || is_beside(token);
    let whole = tokens.iter().enumerate().all(fits);
    whole.then(|| Date::new(year(year_at)?, month, day(day_at)?).ok()).flatten()
}

/// The date of "2-May-25", as spreadsheets and databases write it, the day first. The century is that of spreadsheets: 00 to 29
/// are of this one.
pub(super) fn short(text: &str) -> Option<Date> {
    let date = text.split_once([',', ' ']).filter(|_| text.contains('-')).map_or(text, |(date, _)| date);
    let mut parts = date.split(['-', ' ']);
    let (date, name, short) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || short.len() != 2 {
        return None;
    }
    let short: i16 = short.parse().ok().filter(|short| (0..100).contains(short))?;
    Date::new(short + if short < 30 { 2000 } else { 1900 }, month(&name.to_lowercase())?, day(date)?).ok()
}

/// The number of a month by its name or an abbreviation of it.
pub(in crate::corpus) fn month(token: &str) -> Option<i8> {
    let place = MONTHS.iter().position(|name| token.len() >= 3 && name.starts_with(token));
    let place = place.or_else(|| FOREIGN.iter().position(|names| names.contains(&token)))?;
    Some(place as i8 + 1)
}

/// `2`, `02`, `2nd`.
fn day(token: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th", "er"].iter().find_map(|ending| token.strip_suffix(ending)).unwrap_or(token);
    (digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

fn year(token: &str) -> Option<i16> {
    (token.len() == 4 && token.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| token.parse().ok())
        .flatten()
        .filter(|year| (1602..2200).contains(year))
}

/// Whether a token may stand beside a date.
fn is_beside(token: &str) -> bool {
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let (number, word) = token.split_at(digits);
    // "18h12".
    if let Some(minutes) = word.strip_prefix('h')
        && !number.is_empty()
        && minutes.len() <= 2
        && minutes.bytes().all(|byte| byte.is_ascii_digit())
    {
        return true;
    }
    // "10", "0000" (an offset), "10am", "15Z".
    let number_fits = matches!(number.len(), 0..=4 | 6);
    number_fits && (word.is_empty() || OTHERS.contains(&word) || FOREIGN_OTHERS.contains(&word) || is_weekday(word))
}

/// Whether a word in small letters is a day of the week, in English perhaps cut short.
pub(in crate::corpus) fn is_weekday(word: &str) -> bool {
    (word.len() >= 3 && WEEKDAYS.iter().any(|name| name.starts_with(word))) || FOREIGN_WEEKDAYS.contains(&word)
}
