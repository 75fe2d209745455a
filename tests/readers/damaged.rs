//! The same files, damaged: bytes changed, pieces lost, doubled, moved or cut off. Whatever is left of a file, it is a row,
//! and the reader neither breaks nor gives an id twice.
//!
//! Each file is damaged a few times; `ROUNDS=1000 cargo test --test readers damaged -- --nocapture` tries harder, with the
//! same damage for the same number.

use std::collections::HashSet;
use std::path::Path;

use sayso::corpus::{self, Options, Outcome};

/// How often each file is damaged unless `ROUNDS` says otherwise.
const ROUNDS: u64 = 4;

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % limit.max(1)
    }

    /// A piece of something of this length, mostly a small one.
    fn piece(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        let most = if self.below(4) == 0 { length } else { 64 };
        start..(start + 1 + self.below(most)).min(length)
    }
}

fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(6) {
        if bytes.is_empty() {
            break;
        }
        let piece = chance.piece(bytes.len());
        match chance.below(6) {
            0 => {
                let (at, bit) = (chance.below(bytes.len()), chance.below(8));
                bytes[at] ^= 1 << bit;
            }
            1 => drop(bytes.drain(piece)),
            2 => {
                let copy = bytes[piece].to_vec();
                let at = chance.below(bytes.len());
                bytes.splice(at..at, copy);
            }
            3 => {
                let value = [0, 0xFF, b'<', b'{', b'"', b'\n', b'9', 0x80][chance.below(8)];
                bytes[piece].fill(value);
            }
            4 => {
                let at = chance.below(bytes.len());
                bytes.splice(at..at, std::iter::repeat_n(b'(', chance.below(300)));
            }
            _ => bytes.truncate(piece.end),
        }
    }
    bytes
}

fn check(file: &Path, name: &str) {
    let options = Options { max_seconds: 20, ..Options::default() };
    let mut ids = HashSet::new();
    for outcome in corpus::read(&[file.to_owned()], &options).unwrap() {
        assert!(ids.insert(outcome.id().to_owned()), "{name}: an id is given twice");
        if let Outcome::Article(article) = outcome {
            assert!(article.text.chars().any(char::is_alphabetic), "{name}: an article without a letter");
        }
    }
    // A folder of nothing but parts that are passed by is no row; a file that was named is one.
    assert!(!ids.is_empty() || name.contains("zip") || name.contains("warc") || name.contains("eml"), "{name}: no row");
}

#[test]
fn damaged_files_are_rows() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let folder = tempfile::tempdir().unwrap();
    let (mut tried, mut slowest) = (0_u64, (0.0, String::new()));
    for (number, (file, _)) in super::fixtures(&super::folder()).into_iter().enumerate() {
        let bytes = std::fs::read(&file).unwrap();
        for round in 0..rounds {
            let mut chance = Chance((number as u64 + 1) << 32 | (round + 1));
            let _ = (chance.below(2), chance.below(2));
            let place = folder.path().join(file.file_name().unwrap());
            std::fs::write(&place, damaged(&bytes, &mut chance)).unwrap();
            let name = format!("{} damaged as {round}", file.display());
            let begun = std::time::Instant::now();
            check(&place, &name);
            let seconds = begun.elapsed().as_secs_f64();
            tried += 1;
            if seconds > slowest.0 {
                slowest = (seconds, name);
            }
        }
    }
    println!("{tried} damaged files, the slowest took {:.2} s: {}", slowest.0, slowest.1);
}
