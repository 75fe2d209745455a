//! The table of speakers: what each document tells of its speakers, added up over the run.
//!
//! Law: adding up does not depend on the order of the documents.

use std::cmp::Reverse;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::cell::{folded, list};
use super::part::Part;
use super::schema::{Delimiter, Table};
use super::sheet::Sheet;
use super::view::DocumentView;
use crate::claims::Claim;
use crate::error::Result;
use crate::register::Settled;
use crate::speakers::SpeakerType;

/// Roles that a row names.
const MOST_ROLES: usize = 8;
/// Rows that are made before they are written.
const BATCH: usize = 1024;

/// Different things with how often each was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Frequencies<T>(Vec<(T, u32)>);

impl<T: PartialEq> Frequencies<T> {
    fn add(&mut self, thing: T, count: u32) {
        if let Some((_, sum)) = self.0.iter_mut().find(|(known, _)| *known == thing) {
            *sum += count;
            return;
        }
        // Most speakers have one name and one act: four places, which is what a list begins with, are too many.
        self.0.reserve_exact(usize::from(self.0.is_empty()));
        self.0.push((thing, count));
    }

    fn merge(&mut self, other: Self) {
        for (thing, count) in other.0 {
            self.add(thing, count);
        }
    }
}

impl<T: Ord> Frequencies<T> {
    /// The most frequent first, and what is equally frequent in its own order.
    fn sorted(&self) -> Vec<&(T, u32)> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by_key(|(thing, count)| (Reverse(*count), thing));
        sorted
    }
}

/// What is known of a speaker, of one document or of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Portrait {
    /// With the number of articles, like `roles`.
    names: Frequencies<Box<str>>,
    roles: Frequencies<Box<str>>,
    /// With the number of claims, like `acts`.
    kinds: Frequencies<SpeakerType>,
    acts: Frequencies<&'static str>,
    articles: u32,
    claims: u32,
    days: Option<(Date, Date)>,
}

/// The speakers of a document with their ids, in the order of the ids.
pub(super) fn of_document(view: &DocumentView<'_>) -> Vec<(String, Portrait)> {
    let mut claims: Vec<&Claim> = view.claims.iter().filter(|claim| !claim.speaker_id.is_empty()).collect();
    claims.sort_by_key(|claim| &claim.speaker_id);
    let same = claims.chunk_by(|a, b| a.speaker_id == b.speaker_id);
    same.map(|claims| (claims[0].speaker_id.clone(), Portrait::new(view, claims))).collect()
}

impl Portrait {
    /// Of the claims of one speaker in a document.
    fn new(view: &DocumentView<'_>, claims: &[&Claim]) -> Self {
        let mut portrait = Self {
            names: Frequencies(Vec::new()),
            roles: Frequencies(Vec::new()),
            kinds: Frequencies(Vec::new()),
            acts: Frequencies(Vec::new()),
            articles: 1,
            claims: claims.len() as u32,
            days: None,
        };
        let once = |texts: &mut Frequencies<Box<str>>, text: &str| {
            let text = folded(text).into_boxed_str();
            if !text.is_empty() && texts.0.iter().all(|(known, _)| *known != text) {
                texts.add(text, 1);
            }
        };
        for claim in claims {
            once(&mut portrait.names, &claim.speaker.name);
            once(&mut portrait.roles, &claim.speaker.role);
            portrait.acts.add(claim.act, 1);
            if let Some(kind) = claim.speaker.kind {
                portrait.kinds.add(kind, 1);
            }
            let said_on = claim.said_on.and_then(|id| view.dates.get(id.index())?.days);
            let day = said_on.and_then(|(first, last)| (first == last).then_some(first)).or(view.description.published);
            portrait.days = joined(portrait.days, day.map(|day| (day, day)));
        }
        portrait
    }

    fn merge(&mut self, other: Self) {
        self.names.merge(other.names);
        self.roles.merge(other.roles);
        self.kinds.merge(other.kinds);
        self.acts.merge(other.acts);
        self.articles += other.articles;
        self.claims += other.claims;
        self.days = joined(self.days, other.days);
    }

    /// The name in the table. Forms in capitals alone ("ICE", "ANN ORR") give way to others, rare ones to frequent ones,
    /// short ones to long ones.
    fn name(&self) -> &str {
        let rank = |(name, count): &&(Box<str>, u32)| {
            (name.chars().any(char::is_lowercase), *count, name.chars().count(), Reverse(name.clone()))
        };
        self.names.0.iter().max_by_key(rank).map_or("", |(name, _)| name)
    }
}

/// The days that two pairs of first and last days cover together.
fn joined(one: Option<(Date, Date)>, other: Option<(Date, Date)>) -> Option<(Date, Date)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (one, other) => one.or(other),
    }
}

/// The speakers of a run. Some 300 bytes for each.
#[derive(Debug, Default)]
pub(super) struct Roster(FxHashMap<Box<str>, Box<Portrait>>);

impl Roster {
    /// Adds what a document tells of a speaker.
    pub(super) fn add(&mut self, id: &str, portrait: Portrait) {
        match self.0.get_mut(id) {
            Some(known) => known.merge(portrait),
            None => _ = self.0.insert(id.into(), Box::new(portrait)),
        }
    }

    /// Joins the speakers that have proved to be one, and writes the rows. Returns how many cells are longer than
    /// spreadsheet programs keep.
    pub(super) fn write(mut self, part: &mut Part, delimiter: Delimiter, settled: &Settled) -> Result<u64> {
        for (from, to) in settled.speakers() {
            if let Some(portrait) = self.0.remove(from) {
                self.add(to, *portrait);
            }
        }
        let mut speakers: Vec<(Box<str>, Box<Portrait>)> = self.0.into_iter().collect();
        let name = |(id, portrait): &(Box<str>, Box<Portrait>)| -> Box<str> {
            settled.name(id).unwrap_or_else(|| portrait.name()).into()
        };
        speakers.sort_by_cached_key(|speaker| (Reverse(speaker.1.claims), name(speaker), speaker.0.clone()));
        let mut long_cells = 0;
        for batch in speakers.chunks(BATCH) {
            let mut sheet = Sheet::new(Table::Speakers, delimiter);
            for speaker in batch {
                row(&mut sheet, &speaker.0, &name(speaker), &speaker.1);
            }
            let rows = sheet.finish();
            long_cells += rows.long_cells;
            part.write(&rows.bytes)?;
        }
        Ok(long_cells)
    }
}

fn row(sheet: &mut Sheet, id: &str, name: &str, portrait: &Portrait) {
    let roles = portrait.roles.sorted();
    let acts: Vec<String> = portrait.acts.sorted().iter().map(|(act, count)| format!("{act} {count}")).collect();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    sheet
        .text("speaker_id", folded(id))
        .text("name", name.to_owned())
        .own("type", portrait.kinds.sorted().first().map_or("", |(kind, _)| kind.as_str()))
        .text("roles", list(roles.iter().take(MOST_ROLES).map(|(role, _)| &**role)))
        .count("articles", portrait.articles as usize)
        .count("claims", portrait.claims as usize)
        .own("first_day", day(portrait.days.map(|days| days.0)))
        .own("last_day", day(portrait.days.map(|days| days.1)))
        .text("acts", acts.join("; "))
        .end_row();
}
