//! What the whole run holds, counted while its rows pass by: the figures and charts at the top of the page.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rustc_hash::FxBuildHasher;

/// Entries of a chart.
const MOST_BARS: usize = 10;

/// Failed documents that are named on the page.
const MOST_FAILURES: usize = 100;

/// Counts of the run.
#[derive(Debug, Default)]
pub(super) struct Overview {
    pub(super) articles: u64,
    pub(super) words: u64,
    pub(super) claims: u64,
    /// Claims without a speaker.
    pub(super) nameless: u64,
    pub(super) duplicates: u64,
    pub(super) failed: u64,
    /// The first failed documents: path, status, message.
    pub(super) failures: Vec<(String, String, String)>,
    pub(super) acts: BTreeMap<String, u64>,
    pub(super) kinds: BTreeMap<String, u64>,
    pub(super) outlets: BTreeMap<String, u64>,
    pub(super) days: BTreeMap<Date, u64>,
    /// Claims whose day is not known.
    pub(super) undated: u64,
    speakers: HashMap<String, (String, u64), FxBuildHasher>,
}

/// An entry of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    /// What the filter of the table takes.
    pub(super) key: String,
    /// What people read.
    pub(super) label: String,
    pub(super) count: u64,
}

impl Overview {
    /// Counts a document that gave no article.
    pub(super) fn failure(&mut self, path: &str, status: &str, message: &str) {
        if status == "duplicate" {
            self.duplicates += 1;
            return;
        }
        self.failed += 1;
        if self.failures.len() < MOST_FAILURES {
            self.failures.push((path.to_owned(), status.to_owned(), message.to_owned()));
        }
    }

    /// Counts a claim.
    pub(super) fn claim(
        &mut self,
        (speaker_id, speaker): (&str, &str),
        act: &str,
        kind: &str,
        outlet: &str,
        day: Option<Date>,
    ) {
        self.claims += 1;
        add(&mut self.acts, act);
        add(&mut self.kinds, kind);
        add(&mut self.outlets, outlet);
        match day {
            Some(day) => *self.days.entry(day).or_default() += 1,
            None => self.undated += 1,
        }
        if speaker_id.is_empty() {
            self.nameless += 1;
        } else if let Some((_, count)) = self.speakers.get_mut(speaker_id) {
            *count += 1;
        } else {
            self.speakers.insert(speaker_id.to_owned(), (speaker.to_owned(), 1));
        }
    }

    /// Different speakers.
    pub(super) fn speakers(&self) -> u64 {
        self.speakers.len() as u64
    }

    /// The speakers of the most claims, under the name that their first claim has.
    pub(super) fn top_speakers(&self) -> Vec<Counted> {
        let all = self.speakers.iter().map(|(id, (name, count))| (id.as_str(), name.as_str(), *count));
        most(all.collect())
    }

    /// The outlets of the most claims. Claims of articles without an outlet are no entry.
    pub(super) fn top_outlets(&self) -> Vec<Counted> {
        ranked(&self.outlets)
    }

    /// The most frequent acts.
    pub(super) fn top_acts(&self) -> Vec<Counted> {
        ranked(&self.acts)
    }

    /// The kinds of claims.
    pub(super) fn top_kinds(&self) -> Vec<Counted> {
        ranked(&self.kinds)
    }
}

fn add(counts: &mut BTreeMap<String, u64>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            counts.insert(key.to_owned(), 1);
        }
    }
}

fn ranked(counts: &BTreeMap<String, u64>) -> Vec<Counted> {
    let named = counts.iter().filter(|(key, _)| !key.is_empty());
    most(named.map(|(key, &count)| (key.as_str(), key.as_str(), count)).collect())
}

/// The largest counts first; equal ones by name, so that the same run always gives the same page.
fn most(mut all: Vec<(&str, &str, u64)>) -> Vec<Counted> {
    all.sort_unstable_by(|a, b| b.2.cmp(&a.2).then_with(|| (a.1, a.0).cmp(&(b.1, b.0))));
    let counted = |&(key, label, count): &(&str, &str, u64)| Counted { key: key.into(), label: label.into(), count };
    all.iter().take(MOST_BARS).map(counted).collect()
}
