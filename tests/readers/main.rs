//! The readers on files of every format: each file below `tests/formats` has beside it, under the same name with
//! `.json` added, what a person finds in it, and the reader has to find the same.
//!
//! `cargo test --test readers -- --nocapture` prints the figures, format by format: the share of the words that were
//! kept, of the paragraphs that came out as they are, and for headline, author, outlet, address and day of publication how
//! many were right, wrong and empty. `SAYSO_FORMATS` names another folder of such files, for a look at texts that nobody tuned
//! on.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but does not see that helpers of a test are tests"
)]

mod damaged;
mod expected;
mod score;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sayso::corpus::{self, Outcome};
use sayso::description::{self, Description};
use sayso::{sentences, text};

use expected::Expected;
use score::Score;

/// The least share of a format's words that must be kept.
const WORDS: f64 = 0.98;
/// The least share of its paragraphs that must come out as they are.
const PARAGRAPHS: f64 = 0.95;
/// The most of its headlines, authors, outlets, addresses and days together that may be wrong.
const WRONG: f64 = 0.02;

/// Of the files that were unseen once, a list of stories without texts is one row where two were expected, a row of a table says
/// `empty` for `no_text`, and a short chapter is passed over.
const ROWS: usize = 3;

fn folder() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    std::env::var_os("SAYSO_FORMATS").map_or_else(own, PathBuf::from)
}

/// Every file below a folder's folders that has an expectation beside it, in order, with the expectation.
fn fixtures(folder: &Path) -> Vec<(PathBuf, Expected)> {
    let mut found = Vec::new();
    for format in std::fs::read_dir(folder).unwrap() {
        for file in std::fs::read_dir(format.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            let beside = PathBuf::from(format!("{}.json", file.display()));
            if beside.exists() {
                let expected = serde_json::from_slice(&std::fs::read(&beside).unwrap());
                found.push((file, expected.unwrap_or_else(|error| panic!("{}: {error}", beside.display()))));
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(!found.is_empty(), "no file in {}", folder.display());
    found
}

/// The documents of a file.
fn read(file: &Path) -> Vec<Outcome> {
    corpus::read(&[file.to_owned()], &corpus::Options::default()).unwrap().collect()
}

/// What the run would say of an article as a whole.
fn describe(article: &corpus::Article) -> Description {
    let sections = text::sections(&article.text);
    let sentences = sentences::split(&article.text, &sections);
    description::describe(article, &sections, &sentences, None)
}

/// Sets of files that somebody made who had not seen the readers. Each was read once before anything was changed because of it
/// (`docs/html.md` and `docs/formats.md` have the figures of that reading); since then they are there to be kept right.
#[test]
fn files_that_were_unseen_once_stay_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/once-unseen");
    let mut sets: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|set| set.unwrap().path()).collect();
    sets.sort();
    let mut all = Score::default();
    println!("{}", Score::header());
    for set in sets {
        let name = set.file_name().unwrap().to_string_lossy().into_owned();
        let mut score = Score::default();
        let mut faults = Vec::new();
        for (file, expected) in fixtures(&set) {
            let shown = file.strip_prefix(&folder).unwrap().display().to_string();
            let found = read(&file);
            score.files += 1;
            score.compare(&shown, &expected, &found, describe, &mut faults);
            all.files += 1;
            all.compare(&shown, &expected, &found, describe, &mut Vec::new());
        }
        println!("{}", score.row(&name));
        for fault in faults.iter().filter(|fault| !fault.contains(": paragraph ")) {
            println!("{fault}");
        }
    }
    println!("{}", all.row("all"));
    assert!(all.rows_wrong <= ROWS, "a status or a number of articles is wrong (see above)");
    assert!(all.words() >= WORDS, "words are lost (see above)");
    assert!(all.wrong() <= WRONG, "metadata are wrong (see above)");
}

#[test]
fn every_format_is_read_as_a_person_reads_it() {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut faults = Vec::new();
    for (file, expected) in fixtures(&folder()) {
        let format = file.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        let score = scores.entry(format).or_default();
        score.files += 1;
        let name = file.strip_prefix(folder()).unwrap().display().to_string();
        score.compare(&name, &expected, &read(&file), describe, &mut faults);
    }
    println!("{}", Score::header());
    for (format, score) in &scores {
        println!("{}", score.row(format));
    }
    for fault in &faults {
        println!("{fault}");
    }
    for (format, score) in &scores {
        assert_eq!(score.rows_wrong, 0, "{format}: a status or a number of articles is wrong (see above)");
        assert!(score.words() >= WORDS, "{format}: words are lost (see above)");
        assert!(score.paragraphs() >= PARAGRAPHS, "{format}: paragraphs are wrong (see above)");
        assert!(score.wrong() <= WRONG, "{format}: metadata are wrong (see above)");
    }
}
