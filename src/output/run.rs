//! The totals of a run, and the record of it that `run.json` keeps: what was asked, of which version and model, and what
//! came of it.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};
use serde::Serialize;

use super::view::{Counts, RenderedDocument};
use crate::corpus::Status;
use crate::register::Settled;

/// The totals of a run, added up document by document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents of every status.
    pub documents: u64,
    /// What was found in them.
    pub counts: Counts,
    statuses: BTreeMap<Status, u64>,
    /// Hashes of their ids: a number of eight bytes is a fifth of a text with its place.
    speakers: FxHashSet<u64>,
}

impl Tally {
    /// Adds a document.
    pub fn add(&mut self, document: &RenderedDocument) {
        self.documents += 1;
        self.counts += document.counts;
        *self.statuses.entry(document.status).or_default() += 1;
        self.speakers.extend(document.speakers.iter().map(|(id, _)| FxBuildHasher.hash_one(id.as_str())));
    }

    /// Counts speakers that have proved to be one as one. Returns whether there were any.
    pub(super) fn settle(&mut self, settled: &Settled) -> bool {
        let mut any = false;
        for (from, to) in settled.speakers() {
            if self.speakers.remove(&FxBuildHasher.hash_one(from)) {
                self.speakers.insert(FxBuildHasher.hash_one(to));
                any = true;
            }
        }
        any
    }

    /// How many documents had this status.
    pub fn with_status(&self, status: Status) -> u64 {
        self.statuses.get(&status).copied().unwrap_or_default()
    }

    /// Articles that were analysed.
    pub fn articles(&self) -> u64 {
        self.with_status(Status::Ok)
    }

    /// Different speakers of the whole run.
    pub fn speakers(&self) -> u64 {
        self.speakers.len() as u64
    }

    /// Documents that gave no article, by status. Duplicates are none of them: their text was analysed.
    pub fn failures(&self) -> impl Iterator<Item = (Status, u64)> {
        let failed = |status| !matches!(status, Status::Ok | Status::Duplicate);
        self.statuses.iter().map(|(&status, &count)| (status, count)).filter(move |&(status, _)| failed(status))
    }

    /// How many documents failed.
    pub fn failed(&self) -> u64 {
        self.failures().map(|(_, count)| count).sum()
    }
}

/// What the caller knows of a run; [`super::TableSet::commit`] adds the totals and writes `run.json`.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRecord {
    /// Version of the program.
    pub version: String,
    /// The options in force, by name.
    pub options: BTreeMap<String, serde_json::Value>,
    /// Name of the model.
    pub model: String,
    /// Hash of the model's files, hexadecimal.
    pub model_hash: String,
    /// When the run began, RFC 3339 in UTC.
    pub started: String,
    /// When it ended, RFC 3339 in UTC.
    pub finished: String,
}

/// `run.json`, in the order of its keys.
#[derive(Serialize)]
struct File<'a> {
    program: &'static str,
    version: &'a str,
    started: &'a str,
    finished: &'a str,
    model: Model<'a>,
    options: &'a BTreeMap<String, serde_json::Value>,
    counts: Totals,
    statuses: BTreeMap<&'static str, u64>,
    failures: BTreeMap<&'static str, u64>,
    files: &'a [String],
}

#[derive(Serialize)]
struct Model<'a> {
    name: &'a str,
    hash: &'a str,
}

#[derive(Serialize)]
struct Totals {
    documents: u64,
    articles: u64,
    speakers: u64,
    #[serde(flatten)]
    found: Counts,
}

impl RunRecord {
    /// The text of `run.json`, which names the `files` of the run beside itself.
    pub(super) fn to_json(&self, tally: &Tally, files: &[String]) -> serde_json::Result<String> {
        let file = File {
            program: "sayso",
            version: &self.version,
            started: &self.started,
            finished: &self.finished,
            model: Model { name: &self.model, hash: &self.model_hash },
            options: &self.options,
            counts: Totals {
                documents: tally.documents,
                articles: tally.articles(),
                speakers: tally.speakers(),
                found: tally.counts,
            },
            statuses: tally.statuses.iter().map(|(status, &count)| (status.as_str(), count)).collect(),
            failures: tally.failures().map(|(status, count)| (status.as_str(), count)).collect(),
            files,
        };
        serde_json::to_string_pretty(&file).map(|json| json + "\n")
    }
}
