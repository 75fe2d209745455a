//! Days in the first and last lines of an article: the dateline, "Published 2 May 2025", "By Jane Doe | May 2, 2025", a
//! line that is nothing but a day, "(Updated: ...)", and sentences that say which day is today. The days themselves are
//! read by the rules for time expressions; this file judges the words around them.

use jiff::civil::Date;

use super::words::{self, Class};
use super::{YEARS, add_days, only};
use crate::dates::{Anchor, TimeExpression, TimexType, find};
use crate::sentences::Sentence;
use crate::span::{Span, Spanned};
use crate::text::{Paragraph, ParagraphKind, Sections};

/// Paragraphs looked at from the beginning and from the end.
const FIRST: usize = 12;
const LAST: usize = 4;

/// Longest line above or below an article, in bytes; what is longer is its text.
const LINE: usize = 200;

/// Words from which a paragraph with a full stop is running text, and how many such stand above the lines of a head.
const RUNNING: usize = 8;
const DECKS: usize = 2;

/// Longest sentence between headline and dateline, in bytes: below the text, a dateline is that of another one.
const DECK: usize = 140;

/// What the lines tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The dateline's day.
    pub(super) dateline: Option<Filed>,
    /// The day of a line that says when the article appeared, or of its head.
    pub(super) appeared: Option<Date>,
    /// The day when it was last changed, where no line says when it appeared.
    pub(super) updated: Option<Date>,
    /// The day that a sentence says is today's.
    pub(super) today: Option<Date>,
}

/// The day of a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filed {
    /// With its year.
    Day(Date),
    /// Month and day.
    Open(i8, i8),
}

/// What the words before a day make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Published,
    Updated,
    /// "Date": that of the article in its head, of whatever it announces elsewhere.
    Plain,
}

/// The days found, by what was said of them.
#[derive(Debug, Default)]
struct Days {
    published: Vec<Date>,
    /// Without a label, in the head of the article.
    head: Vec<Date>,
    updated: Vec<Date>,
}

/// Reads the lines around an article.
pub(super) fn read(text: &str, sections: &Sections, sentences: &[Sentence]) -> Told {
    let count = sections.paragraphs.len();
    let indexes: Vec<usize> =
        (0..count).filter(|&index| sections.paragraphs[index].kind != ParagraphKind::Boilerplate).take(FIRST).collect();
    let seen = indexes.last().map_or(0, |&last| last + 1);
    let ends = (seen..count).rev().filter(|&index| sections.paragraphs[index].kind != ParagraphKind::Boilerplate);
    let mut ends: Vec<usize> = ends.take(LAST).collect();
    ends.reverse();

    let paragraph = |&index: &usize| sections.paragraphs[index];
    let top: Vec<Paragraph> = indexes.iter().map(paragraph).collect();
    let running = |paragraph: &Paragraph| is_running(paragraph.span.slice(text));
    let head = (0..top.len()).find(|&end| {
        let long = running(&top[end]) && top[end].span.len() > LINE;
        long || top[..=end].iter().filter(|paragraph| running(paragraph)).count() > DECKS
    });
    let head = head.unwrap_or(top.len());
    let appointment = top.iter().any(|paragraph| is_appointment(paragraph.span.slice(text)));

    let mut first = Days::default();
    let mut pending = None;
    for (index, paragraph) in top.iter().enumerate() {
        // A day alone above running text may be the headline of what happened on it.
        let titled = index == 0 && top.get(1).is_none_or(running);
        let other = index > 0 && names_another(top[index - 1].span.slice(text));
        let in_head = index < head && !titled && !appointment && !other;
        pending = line(text, *paragraph, sentences, (in_head, index > 0), pending, &mut first);
    }
    let mut last = Days::default();
    // Of a short article the last lines are among the first, and labels are believed there as well.
    for index in ends.iter().map(paragraph) {
        line(text, index, sentences, (false, false), None, &mut last);
    }

    let dateline = sections.dateline.filter(|dateline| {
        let before = top.iter().filter(|paragraph| paragraph.span.end() <= dateline.span.start());
        before.filter(|paragraph| running(paragraph)).all(|paragraph| paragraph.span.len() <= DECK)
    });
    let believed = |days: &[&Vec<Date>]| {
        let told = days.iter().find(|days| !days.is_empty())?;
        only(told.iter().copied())
    };
    let appeared = [&first.published, &first.head, &last.published];
    let unsaid = appeared.iter().all(|days| days.is_empty());
    let all = || indexes.iter().chain(&ends).map(paragraph);
    Told {
        dateline: dateline.and_then(|dateline| filed(text, dateline.span)),
        appeared: believed(&appeared),
        updated: if unsaid { believed(&[&first.updated, &last.updated]) } else { None },
        today: if unsaid { today(text, all(), sentences) } else { None },
    }
}

/// Judges every day of a paragraph. `(head, outlet)` say whether a day without a label counts here, and whether one after
/// a newspaper's name does. `pending` is the label that the line before was; answers the label that this one is.
fn line(
    text: &str,
    paragraph: Paragraph,
    sentences: &[Sentence],
    (head, outlet): (bool, bool),
    pending: Option<Label>,
    days: &mut Days,
) -> Option<Label> {
    let whole = paragraph.span.slice(text);
    let is_line = paragraph.span.len() <= LINE && !is_running(whole);
    let mut pending = pending;
    let mut unlabelled = Vec::new();
    let mut others = false;
    for segment in segments(text, paragraph.span, sentences) {
        let found = find(text, &[Sentence { span: segment, paragraph: crate::text::ParagraphId::new(0) }], None);
        let (full, rest): (Vec<_>, Vec<_>) = found.iter().partition(|found| full_day(text, found).is_some());
        // A year or another day beside it: "1940 - 2 May 2025" are the years of a life.
        others |= rest.iter().any(|found| found.kind == TimexType::Date && is_figures(found.span.slice(text)));
        if full.is_empty() {
            let words = segment.slice(text);
            pending = label(words).filter(|_| !words.contains(|c: char| c.is_ascii_digit()));
            continue;
        }
        let mut from = segment.start();
        for (index, found) in full.iter().enumerate() {
            let Some(day) = full_day(text, found) else { continue };
            let before = &text[from..found.span.start()];
            let until = full.get(index + 1).map_or(segment.end(), |next| next.span.start());
            let after = &text[found.span.end()..until];
            let closed = index + 1 < full.len() || closes(after);
            // Without a label before it, the day must be the last thing said: "September 1, 2012, for the first time".
            let ends = bare(after) || label(after).is_some();
            match label(before).or(pending.filter(|_| bare(before))) {
                Some(Label::Published) if closed => days.published.push(day),
                Some(Label::Updated) if closed => days.updated.push(day),
                Some(Label::Plain) if closed => unlabelled.push(day),
                None if bare(before) && ends => unlabelled.push(day),
                None if outlet && ends && is_head(paragraph.kind, before) => unlabelled.push(day),
                _ => others = true,
            }
            from = found.span.end();
            pending = None;
        }
    }
    if head && is_line && !others {
        days.head.extend(unlabelled);
    }
    pending
}

/// The parts of a paragraph whose words belong together: its sentences, cut at line breaks and upright strokes, and at
/// dashes where it is a line.
fn segments(text: &str, paragraph: Span, sentences: &[Sentence]) -> Vec<Span> {
    let first = sentences.partition_point(|sentence| sentence.span.end() <= paragraph.start());
    let inside = sentences[first..].iter().take_while(|sentence| sentence.span.start() < paragraph.end());
    let is_line = paragraph.len() <= LINE && !is_running(paragraph.slice(text));
    let inside: Vec<Span> = if is_line { vec![paragraph] } else { inside.map(Spanned::span).collect() };
    let mut found = Vec::new();
    for span in inside {
        let words = span.slice(text);
        let mut start = 0;
        let cut = |at: usize, c: char| match c {
            '|' | '•' | '·' | '\n' | '\r' | '\t' => true,
            '—' | '–' | '-' => is_line && words[..at].ends_with(' ') && words[at + c.len_utf8()..].starts_with(' '),
            _ => false,
        };
        for (at, c) in words.char_indices().filter(|&(at, c)| cut(at, c)).chain([(words.len(), '|')]) {
            let part = Span::new(span.start() + start, span.start() + at).trim(text);
            found.extend((!part.is_empty()).then_some(part));
            start = (at + c.len_utf8()).min(words.len());
        }
    }
    found
}

/// The day of an expression that says it in full and can be read in one way only.
fn full_day(text: &str, found: &TimeExpression) -> Option<Date> {
    let (day, last) = found.days?;
    let words = found.span.slice(text);
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let letters = words.contains(|c: char| c.is_ascii_alphabetic());
    let short = |number: &&str| number.parse::<u32>().is_ok_and(|number| number <= 12);
    let [first, second, ..] = numbers[..] else { return None };
    let certain = letters || first.len() == 4 || first == second || !(short(&first) && short(&second));
    let year = numbers.iter().any(|number| number.len() == 4);
    (day == last && found.anchor == Anchor::None && certain && year && YEARS.contains(&day.year())).then_some(day)
}

fn is_figures(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit()) && !words.contains(':')
}

/// The day of a dateline.
fn filed(text: &str, dateline: Span) -> Option<Filed> {
    let sentence = Sentence { span: dateline, paragraph: crate::text::ParagraphId::new(0) };
    let found = find(text, &[sentence], None);
    if let Some(day) = only(found.iter().filter_map(|found| full_day(text, found))) {
        return Some(Filed::Day(day));
    }
    let mut open = found.iter().filter_map(|found| {
        let (month, day) = found.value.strip_prefix("XXXX-")?.split_once('-')?;
        Some(Filed::Open(month.parse().ok()?, day.parse().ok()?))
    });
    let first = open.next()?;
    open.next().is_none().then_some(first)
}

/// A sentence of running text.
fn is_running(words: &str) -> bool {
    let ended = words.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?', '…']);
    let time = ["a.m.", "p.m."].iter().any(|time| words.ends_with(time));
    words.len() > LINE || ended && !time && words.split_whitespace().take(RUNNING).count() == RUNNING
}

/// "Venue: Town Hall": the lines announce an event, and their day is that of the event.
fn is_appointment(words: &str) -> bool {
    let first = words.split_once(':').map_or("", |(first, _)| first.trim());
    ["time", "venue", "place", "location", "where", "when", "doors"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// A short line that says of which other event the next line is the day: "Born", "Release date", "Next meeting:".
fn names_another(words: &str) -> bool {
    let words = words.trim_end_matches(['*', '_']);
    let last = plain(words).last().unwrap_or_default();
    let told = words.ends_with(':') || last.eq_ignore_ascii_case("date") || words::class(last) == Some(Class::Before);
    told && words.split_whitespace().take(4).count() < 4 && label(words).is_none()
}

/// Words without those of times of day; days' names count as such.
fn plain(words: &str) -> impl Iterator<Item = &str> {
    let words = words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words
        .filter(|word| word.contains(char::is_alphabetic) && !is_clock(word) && words::class(word) != Some(Class::Time))
}

/// "31am", "10h", "T10", "00Z": figures and one word of a time of day.
fn is_clock(word: &str) -> bool {
    let letters = word.trim_start_matches(['T', 't']).trim_matches(|c: char| c.is_ascii_digit());
    let known = matches!(letters, "" | "Z" | "z") || words::class(letters) == Some(Class::Time);
    letters.len() < word.len() && known && word.contains(|c: char| c.is_ascii_digit())
}

/// Nothing but times of day and marks.
fn bare(words: &str) -> bool {
    plain(words).next().is_none() && !words.contains(['©', '$', '£', '€', '#', '%', '/'])
}

/// What the words before a day say of it: "Published", "First published on", "Posted by Jane Doe on", "Last updated".
fn label(words: &str) -> Option<Label> {
    let words = words.trim().trim_start_matches(['(', '[', '*', '_']);
    let mut label = None;
    let mut last = "";
    let mut parts = plain(words);
    for word in parts.by_ref() {
        if (word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("in")) && label.is_some() {
            return if parts.all(|name| is_name(name) || matches!(name, "on" | "the" | "of")) { label } else { None };
        }
        match words::class(word) {
            Some(Class::Published) if label.is_none() => label = Some(Label::Published),
            Some(Class::Updated) if label.is_none() => label = Some(Label::Updated),
            Some(Class::Beside) => {}
            _ => return None,
        }
        last = word;
    }
    label.or_else(|| last.eq_ignore_ascii_case("date").then_some(Label::Plain))
}

/// Whether the words after a day end what is said of it: a time, a place of publication, "Updated 5:18 p.m.", or nothing.
fn closes(words: &str) -> bool {
    let mut parts = plain(words).peekable();
    let Some(first) = parts.next() else { return !words.contains(['$', '£', '€', '%']) };
    match words::class(first) {
        Some(Class::Updated | Class::Published | Class::Beside) => label(words).is_some(),
        _ => {
            ["by", "in", "for"].iter().any(|word| first.eq_ignore_ascii_case(word))
                && parts.peek().is_some()
                && parts.all(|word| is_name(word) || matches!(word, "the" | "of" | "and" | "by" | "in"))
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether the words before a day are a byline, or the name of a newspaper or of a reporter's office.
fn is_head(kind: ParagraphKind, words: &str) -> bool {
    let words = words.trim().trim_start_matches(['*', '_']);
    let has_by = words.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
    let mut parts = plain(words).skip(usize::from(has_by)).peekable();
    if kind == ParagraphKind::Headline || parts.peek().is_none() {
        return false;
    }
    let small = |word: &str| matches!(word, "and" | "of" | "the" | "for" | "de" | "van" | "von" | "in" | "on");
    let (mut last, mut count) = ("", 0);
    for word in parts {
        let office = words::class(word) == Some(Class::Outlet);
        if !(is_name(word) || small(word) || office) {
            return false;
        }
        (last, count) = (word, count + 1);
    }
    count <= RUNNING && (has_by || words::class(last) == Some(Class::Outlet) && words.ends_with([',', '(']))
}

/// The day that sentences outside of quotations call today, or count from: "today, 2 May 2025", "yesterday (May 1, 2025)".
fn today(text: &str, paragraphs: impl Iterator<Item = Paragraph>, sentences: &[Sentence]) -> Option<Date> {
    let mut said = Vec::new();
    let mut told = Vec::new();
    for paragraph in paragraphs {
        let first = sentences.partition_point(|sentence| sentence.span.end() <= paragraph.span.start());
        let inside: Vec<Sentence> = sentences[first..]
            .iter()
            .copied()
            .take_while(|sentence| sentence.span.start() < paragraph.span.end())
            .collect();
        let quoted = paragraph.span.slice(text).contains(['"', '“', '”', '‘', '«', '„']);
        for found in find(text, &inside, None) {
            let Some(day) = full_day(text, &found) else { continue };
            told.push(day);
            let before = text[paragraph.span.start()..found.span.start()]
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '('));
            let (rest, word) = before.rsplit_once(char::is_whitespace).unwrap_or(("", before));
            // "today, Friday, May 2, 2025"
            let weekday = matches!(words::class(word), Some(Class::Time)) && word.ends_with("day");
            let word = if weekday {
                rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '('))
                    .rsplit(char::is_whitespace)
                    .next()
                    .unwrap_or_default()
            } else {
                word
            };
            let away = match word.to_lowercase().as_str() {
                "today" | "tonight" => 0,
                "yesterday" => 1,
                "tomorrow" => -1,
                _ => continue,
            };
            if !quoted {
                said.extend(add_days(day, away));
            }
        }
    }
    // A text that tells of later years speaks of another today.
    let day = only(said.into_iter())?;
    let horizon = add_days(day, 366)?;
    told.iter().all(|&other| other <= horizon).then_some(day)
}
