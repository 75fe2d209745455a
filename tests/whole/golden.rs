//! The claims of sample articles against those that a careful reader found (`tests/golden/claims/`, docs/corpus.md).
//!
//! A golden claim is written as text, so it is first found in its article ([`place`]). Golden and predicted claims are
//! matched one-to-one, the best overlap of letters and digits first, where intersection / union is at least 0.5.
//! The floors lie some points below what was measured when they were set: they are there to notice a fall, not to
//! describe the program. After an improvement, raise them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use sayso::claims::Claim;
use sayso::pipeline::Document;
use sayso::span::Span;
use sayso::speakers::SpeakerType;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::shared::{at, document};

/// Least overlap of a match.
const OVERLAP: f64 = 0.5;

/// What is measured and its floor in per cent.
const FLOORS: [(&str, f64); 11] = [
    ("recall", 84.0),
    ("precision", 87.0),
    ("F1", 86.0),
    ("speaker", 85.0),
    ("speaker type", 85.0),
    ("role", 89.0),
    ("kind", 97.0),
    ("act", 92.0),
    ("negated", 97.0),
    ("hedged", 97.0),
    ("via", 93.0),
];

/// A row of a golden file.
#[derive(Debug, Default)]
struct Golden {
    speaker: String,
    kind: String,
    cue: String,
    source: String,
    claim: String,
    act: String,
    negated: bool,
    hedged: bool,
    via: String,
    speaker_type: String,
    role: String,
}

/// The articles that have a golden file, in order.
fn articles() -> BTreeSet<String> {
    let files = fs::read_dir(at("tests/golden/claims")).unwrap().map(|file| file.unwrap().file_name());
    files.filter_map(|name| Some(name.to_str()?.strip_suffix(".tsv")?.replace("__", "/"))).collect()
}

fn read(path: &str) -> Vec<Golden> {
    let file = at("tests/golden/claims").join(format!("{}.tsv", path.replace('/', "__")));
    let text = fs::read_to_string(&file).unwrap();
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned).chain(std::iter::repeat(String::new()));
        let mut next = || cells.next().unwrap();
        Golden {
            speaker: next(),
            kind: next(),
            cue: next(),
            source: next(),
            claim: next(),
            act: next(),
            negated: next() == "yes",
            hedged: next() == "yes",
            via: next(),
            speaker_type: next(),
            role: next(),
        }
    };
    text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(row).collect()
}

/// The letters and digits of a text, and where each is.
struct Letters {
    chars: Vec<char>,
    /// Byte offset of each.
    offsets: Vec<usize>,
    /// Whether each is the first of its word.
    starts: Vec<bool>,
}

impl Letters {
    fn new(text: &str) -> Self {
        let mut letters = Self { chars: Vec::new(), offsets: Vec::new(), starts: Vec::new() };
        let mut inside = false;
        for (offset, c) in text.char_indices() {
            if c.is_alphanumeric() {
                letters.chars.push(c);
                letters.offsets.push(offset);
                letters.starts.push(!inside);
            }
            inside = c.is_alphanumeric();
        }
        letters
    }

    /// The indexes of the letters inside spans.
    fn inside(&self, spans: &[Span]) -> BTreeSet<usize> {
        let index = |offset| self.offsets.partition_point(|&at| at < offset);
        spans.iter().flat_map(|span| index(span.start())..index(span.end())).collect()
    }

    fn ends_word(&self, index: usize) -> bool {
        index == self.chars.len() || self.starts[index]
    }

    /// How many letters from `at` on are those of `wanted` from `from` on; whole words only.
    fn common(&self, at: usize, wanted: &Self, from: usize) -> usize {
        let (here, there) = (&self.chars[at..], &wanted.chars[from..]);
        let mut length = here.iter().zip(there).take_while(|(a, b)| a == b).count();
        while length > 0 && !(self.ends_word(at + length) && wanted.ends_word(from + length)) {
            length -= 1;
        }
        length
    }

    /// The places where `wanted` can stand: everywhere it stands whole, or else the one place of its longest beginning,
    /// with the rest in pieces after it.
    fn places(&self, wanted: &Self) -> Vec<BTreeSet<usize>> {
        let starts = || (0..self.chars.len()).filter(|&at| self.starts[at]);
        let whole = starts().filter(|&at| self.common(at, wanted, 0) == wanted.chars.len());
        let whole: Vec<BTreeSet<usize>> = whole.map(|at| (at..at + wanted.chars.len()).collect()).collect();
        if !whole.is_empty() {
            return whole;
        }
        let (mut found, mut from, mut after) = (BTreeSet::new(), 0, 0);
        while from < wanted.chars.len() {
            let best = starts().filter(|&at| at >= after).map(|at| (self.common(at, wanted, from), at));
            let Some((length, at)) = best.max_by_key(|&(length, at)| (length, std::cmp::Reverse(at))) else { break };
            if length == 0 {
                break;
            }
            found.extend(at..at + length);
            (from, after) = (from + length, at + length);
        }
        let complete = from == wanted.chars.len();
        if complete { vec![found] } else { Vec::new() }
    }
}

/// Letters between two places; 0 if they overlap or touch.
fn gap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> usize {
    let (Some(a0), Some(a1), Some(b0), Some(b1)) = (a.first(), a.last(), b.first(), b.last()) else { return 0 };
    if a1 < b0 { b0 - a1 } else { a0.saturating_sub(*b1) }
}

/// Where golden claims stand. Short ones ("it") stand in many places: those near their cue and source are meant, which in
/// turn follow those of the row before, because rows are in text order.
fn place(text: &Letters, rows: &[Golden]) -> Vec<BTreeSet<usize>> {
    let mut last = 0;
    let mut places = Vec::new();
    for row in rows {
        let candidates = |words: &str| {
            let found = text.places(&Letters::new(words));
            assert!(!found.is_empty() || words.is_empty(), "{words:?} of {row:?} is not in the text");
            if found.is_empty() { vec![BTreeSet::new()] } else { found }
        };
        let (cues, sources) = (candidates(&row.cue), candidates(&row.source));
        let mut best: Option<(usize, &BTreeSet<usize>, BTreeSet<usize>)> = None;
        for content in candidates(&row.claim) {
            for cue in &cues {
                let source = sources.iter().map(|source| gap(source, cue)).min().unwrap_or(0);
                let from = *cue.first().or(content.first()).unwrap();
                let order = if from + 120 < last { 3 * (last - from) } else { from.saturating_sub(last) };
                let cost = 4 * gap(&content, cue) + 2 * source + order;
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, cue, content.clone()));
                }
            }
        }
        let (_, cue, content) = best.unwrap();
        last = *cue.first().or(content.first()).unwrap();
        places.push(content);
    }
    places
}

/// The words by which speakers are compared: without case, accents, titles and articles.
fn key(name: &str) -> Vec<String> {
    const TITLES: &str =
        "a an commissioner dr gov governor judge justice lady mr mrs ms president prof professor rep sen sir the";
    let plain: String = name.to_lowercase().nfkd().filter(|&c| !is_combining_mark(c)).collect();
    let plain = plain.replace("’s", "").replace("'s", "");
    let words: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let kept: Vec<String> =
        words.iter().filter(|word| !TITLES.split(' ').any(|title| title == *word)).cloned().collect();
    if kept.is_empty() { words } else { kept }
}

/// A name must be the same; of two descriptions one may say more ("six officials", "officials").
fn same_speaker(expected: &str, got: &str) -> bool {
    let is_name = |name: &str| {
        name.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c == '&') || ["of", "the", "and", "for"].contains(&word)
        })
    };
    let (a, b) = (key(expected), key(got));
    if a == b || a.is_empty() || b.is_empty() || is_name(expected) {
        return a == b;
    }
    a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word))
}

/// A role without case and a leading article.
fn role(text: &str) -> String {
    let words = text.split_whitespace().map(str::to_lowercase).enumerate();
    let kept = words.filter(|(at, word)| *at > 0 || !["a", "an", "the"].contains(&word.as_str()));
    kept.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
}

/// What is counted.
#[derive(Default)]
struct Figures {
    golden: usize,
    predicted: usize,
    matched: usize,
    /// Of the matched, from the speaker on as in [`FLOORS`].
    right: [usize; 8],
}

impl Figures {
    fn add(&mut self, more: &Self) {
        self.golden += more.golden;
        self.predicted += more.predicted;
        self.matched += more.matched;
        for (sum, more) in self.right.iter_mut().zip(more.right) {
            *sum += more;
        }
    }

    /// In the order of [`FLOORS`], in per cent.
    fn shares(&self) -> Vec<f64> {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let mut shares = vec![
            share(self.matched, self.golden),
            share(self.matched, self.predicted),
            share(2 * self.matched, self.golden + self.predicted),
        ];
        shares.extend(self.right.iter().map(|&right| share(right, self.matched)));
        shares
    }
}

fn words(text: &str, spans: &[Span]) -> String {
    let pieces: Vec<String> =
        spans.iter().map(|span| span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    pieces.join(" … ")
}

/// Compares one article; `report` gets a line for everything that differs.
fn compare(document: &Document, rows: &[Golden], report: &mut String) -> Figures {
    let text = &document.article.text;
    let claims = &document.findings.claims;
    let letters = Letters::new(text);
    let golden = place(&letters, rows);
    let predicted: Vec<BTreeSet<usize>> = claims.iter().map(|claim| letters.inside(&claim.content)).collect();

    let mut pairs = Vec::new();
    for (g, a) in golden.iter().enumerate() {
        for (p, b) in predicted.iter().enumerate() {
            let shared = a.intersection(b).count();
            if shared > 0 {
                pairs.push((shared as f64 / a.union(b).count() as f64, g, p));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut matches = vec![None; rows.len()];
    for &(overlap, g, p) in &pairs {
        if overlap >= OVERLAP && matches[g].is_none() && !matches.contains(&Some(p)) {
            matches[g] = Some(p);
        }
    }

    let mut figures = Figures { golden: rows.len(), predicted: claims.len(), ..Figures::default() };
    let shown = |claim: &Claim| {
        format!(
            "{:?} [{}] <{}> {}",
            claim.speaker.name,
            words(text, &claim.source),
            words(text, &claim.cue),
            words(text, &claim.content)
        )
    };
    for (g, row) in rows.iter().enumerate() {
        let Some(claim) = matches[g].map(|p| &claims[p]) else {
            let near = pairs.iter().find(|pair| pair.1 == g);
            let near = near
                .map_or(String::new(), |near| format!("\n            near {:.2}: {}", near.0, shown(&claims[near.2])));
            writeln!(report, "  missed    {:?} [{}] <{}> {}{near}", row.speaker, row.source, row.cue, row.claim)
                .unwrap();
            continue;
        };
        figures.matched += 1;
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let speaker = &claim.speaker.name;
        let speaker_type = claim.speaker.kind.map_or("", SpeakerType::as_str);
        let checks = [
            ("speaker", same_speaker(&row.speaker, speaker), row.speaker.clone(), speaker.clone()),
            ("type", row.speaker_type == speaker_type, row.speaker_type.clone(), speaker_type.to_owned()),
            ("role", role(&row.role) == role(&claim.speaker.role), row.role.clone(), claim.speaker.role.clone()),
            ("kind", row.kind == claim.kind.as_str(), row.kind.clone(), claim.kind.as_str().to_owned()),
            ("act", row.act == claim.act, row.act.clone(), claim.act.to_owned()),
            ("negated", row.negated == claim.negated, yes_no(row.negated), yes_no(claim.negated)),
            ("hedged", row.hedged == claim.hedged, yes_no(row.hedged), yes_no(claim.hedged)),
            ("via", key(&row.via) == key(&claim.speaker.via), row.via.clone(), claim.speaker.via.clone()),
        ];
        for (right, (name, same, expected, got)) in figures.right.iter_mut().zip(checks) {
            *right += usize::from(same);
            if !same {
                writeln!(report, "  {name:<9} expected {expected:?}, got {got:?}: {}", shown(claim)).unwrap();
            }
        }
        let overlap = golden[g].intersection(&predicted[matches[g].unwrap()]).count() as f64
            / golden[g].union(&predicted[matches[g].unwrap()]).count() as f64;
        if overlap < 0.95 {
            writeln!(
                report,
                "  content   overlap {overlap:.2}, expected {}\n            got {}",
                row.claim,
                words(text, &claim.content)
            )
            .unwrap();
        }
    }
    for (p, claim) in claims.iter().enumerate() {
        if !matches.contains(&Some(p)) {
            writeln!(report, "  extra     {}", shown(claim)).unwrap();
        }
    }
    figures
}

#[test]
fn the_claims_of_a_careful_reader_are_found() {
    let mut total = Figures::default();
    let mut table = format!("{:<42}{:>5}{:>6}", "article", "gold", "found");
    let (mut report, mut lines) = (String::new(), String::new());
    for (name, _) in FLOORS {
        write!(table, "{name:>13}").unwrap();
    }
    let mut line = |name: &str, figures: &Figures| {
        write!(lines, "\n{name:<42}{:>5}{:>6}", figures.golden, figures.predicted).unwrap();
        for share in figures.shares() {
            write!(lines, "{share:>13.1}").unwrap();
        }
    };
    for path in articles() {
        writeln!(report, "\n{path}").unwrap();
        let figures = compare(document(&path), &read(&path), &mut report);
        line(&path, &figures);
        total.add(&figures);
    }
    line("all", &total);
    table.push_str(&lines);
    println!("{report}\n{table}");
    for ((name, floor), share) in FLOORS.iter().zip(total.shares()) {
        assert!(share >= *floor, "{name} is {share:.1}, below its floor of {floor}\n{table}");
    }
}

#[test]
fn golden_claims_are_found_in_their_articles() {
    let text = Letters::new("He said it. “One two,” she said. “Three.” He said it again, and it was it.");
    let row = |cue: &str, source: &str, claim: &str| Golden {
        cue: cue.into(),
        source: source.into(),
        claim: claim.into(),
        ..Golden::default()
    };
    let rows = [row("said", "He", "it"), row("said", "she", "“One two,” “Three.”"), row("said", "He", "it again")];
    let found = place(&text, &rows);
    let letters = |found: &BTreeSet<usize>| found.iter().map(|&index| text.chars[index]).collect::<String>();
    assert_eq!(found.iter().map(letters).collect::<Vec<_>>(), ["it", "OnetwoThree", "itagain"]);
    assert_eq!(found[0].first(), Some(&6));
}
