//! The day on which an article appeared, where its metadata do not tell it: from its address, its dateline, the name of
//! its file, its first and last lines, and last from what the text says of "today".
//!
//! Every "Tuesday" of the article is counted from this day, so that a wrong one spoils more than none does. The law is
//! therefore: a day is taken only where it can be read in one way, and where two pieces of evidence of the same rank
//! contradict each other, neither is believed. Only the first and last paragraphs are looked at; time is linear in them.

mod lines;
mod names;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;

use super::calendar::{add_days, date};
use crate::sentences::Sentence;
use crate::text::Sections;

/// Newspapers are not older than the first of these years; later than the second is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2100;

/// A dateline is written on the day of publication or up to so many days before it.
const FILED_BEFORE: i32 = 7;

/// Where a dateline and the lines around it are further apart, one of them tells of another time.
const FAR: i32 = 31;

/// Where the day of publication comes from: the column `published_source`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PublishedSource {
    /// The user gave it for articles that do not tell theirs.
    Given,
    /// A field beside the text.
    Metadata,
    /// The article's address.
    Url,
    /// The dateline.
    Dateline,
    /// The name of the file or of its folders.
    FileName,
    /// The first or last lines of the text.
    Text,
    /// It is not known.
    #[default]
    None,
}

impl PublishedSource {
    /// The word in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Metadata => "metadata",
            Self::Url => "url",
            Self::Dateline => "dateline",
            Self::FileName => "file name",
            Self::Text => "text",
            Self::None => "none",
        }
    }
}

/// What may tell the day of publication.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its outer shape.
    pub sections: &'a Sections,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// The day that the metadata tell.
    pub metadata: Option<Date>,
    /// The article's address.
    pub url: Option<&'a str>,
    /// The file's path below the input root; `None` where the file holds other articles too.
    pub path: Option<&'a str>,
    /// The day that the user gives for articles that do not tell theirs.
    pub given: Option<Date>,
}

/// A year and perhaps a month that an address or a path names without a day.
type Period = (i16, Option<i8>);

/// The day of publication and where it comes from, by falling trust: metadata, address, dateline, file name, text, and
/// what the user gave. Whatever the evidence, there is an answer.
pub fn published(evidence: Evidence<'_>) -> (Option<Date>, PublishedSource) {
    if let Some(day) = evidence.metadata {
        return (Some(day), PublishedSource::Metadata);
    }
    let (by_url, url_period) = evidence.url.map_or((None, None), names::address);
    if let Some(day) = by_url {
        return (Some(day), PublishedSource::Url);
    }
    let (by_name, name_period) = evidence.path.map_or((None, None), names::path);
    let told = lines::read(evidence.text, evidence.sections, evidence.sentences);
    let by_dateline = match told.dateline {
        Some(lines::Filed::Day(day)) => Some(day),
        Some(lines::Filed::Open(month, day)) => {
            year_of((month, day), &[by_name, told.appeared, told.updated], &[url_period, name_period])
        }
        None => None,
    };
    let ranked = [
        (
            by_dateline.filter(|&day| told.appeared.is_none_or(|other| within(day, other, -FAR, FAR))),
            PublishedSource::Dateline,
        ),
        (by_name, PublishedSource::FileName),
        (told.appeared.or(evidence.sections.day).or(told.updated).or(told.today), PublishedSource::Text),
        (evidence.given, PublishedSource::Given),
    ];
    let found = ranked.into_iter().find_map(|(day, source)| Some((Some(day?), source)));
    found.unwrap_or((None, PublishedSource::None))
}

/// The one day of a dateline without a year that fits to all that is known from elsewhere: days close to it, or the year
/// or month of an address or a folder.
fn year_of((month, day): (i8, i8), days: &[Option<Date>], periods: &[Option<Period>]) -> Option<Date> {
    let near = |known: &Date| {
        let years = [known.year() - 1, known.year(), known.year() + 1];
        years.into_iter().filter_map(|year| date(year, month, day)).find(|&day| within(day, *known, -FILED_BEFORE, 1))
    };
    let inside = |&(year, within_month): &Period| match within_month {
        Some(number) => {
            let first = date(year, number, 1)?;
            let fits = |day: &Date| {
                add_days(first, -FILED_BEFORE).is_some_and(|from| from <= *day) && *day <= first.last_of_month()
            };
            [date(year, month, day), date(year - 1, month, day)].into_iter().flatten().find(fits)
        }
        // What was filed in the last days of December may have appeared in the next year.
        None => date(year, month, day).filter(|_| month < 12 || day < 25),
    };
    let known = days.iter().flatten().map(near).chain(periods.iter().flatten().map(inside));
    only(known.flatten())
}

/// Whether `day` is at least `least` and at most `most` days after `other`.
fn within(day: Date, other: Date, least: i32, most: i32) -> bool {
    add_days(other, least).is_some_and(|first| first <= day) && add_days(other, most).is_some_and(|last| day <= last)
}

/// The day that all agree on.
fn only(mut days: impl Iterator<Item = Date>) -> Option<Date> {
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// A day between the first newspapers and a far future.
fn plausible(year: i16, month: i8, day: i8) -> Option<Date> {
    date(year, month, day).filter(|day| YEARS.contains(&day.year()))
}
