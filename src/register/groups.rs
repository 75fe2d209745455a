//! Which quotations of a run are one: the same words by the same speaker, whole or cut, in one article or in several.
//!
//! Two quotations of eight words or more are one when nearly all three-word runs of the shorter stand in the longer; so
//! an outlet that cuts a sentence or changes a word still gives the same quotation. Shorter ones must be equal to the
//! word. Which earlier ones are worth comparing is read from an index of "winnowed" shingles (Schleimer, Wilkerson and
//! Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003), so that the time is linear.

use rustc_hash::{FxHashMap, FxHashSet};

use super::wording::hash;
use crate::claims::identity::{GroupId, NameKey, name_key};
use crate::entities::people::surname;
use crate::speakers::{Speaker, SpeakerType};

/// Fewer words may be a coincidence: no group.
const FEWEST_WORDS: usize = 5;
/// Fewer words are one quotation only where they are equal.
const FEWEST_ALIKE: usize = 8;
/// Words of the shorter quotation for each that need not stand in the longer.
const WORDS_A_CHANGE: usize = 10;
/// Words of a shingle.
const SHINGLE: usize = 3;
/// Of so many shingles in a row, one is kept: any run of `SHINGLE + WINDOW - 1` words that two quotations share is seen.
const WINDOW: usize = 3;
/// Quotations that are kept of one speaker and shingle. More share only stock phrases, and are found by other shingles.
const MOST_HOLDERS: usize = 16;

/// Who says a quotation, as far as it matters for comparing quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sayer {
    id: u32,
    key: u32,
    /// What the name and its short form share: the surname, or the acronym.
    short: u32,
    /// Whether the name is that short form.
    is_short: bool,
    unknown: bool,
}

impl Sayer {
    /// The speaker of a claim; `known` is the name that the user's list gives.
    pub(super) fn new(speaker: &Speaker, id: &str, known: Option<&str>) -> Self {
        let listed = known.map(|name| Speaker { name: name.to_owned(), ..speaker.clone() });
        let speaker = listed.as_ref().unwrap_or(speaker);
        let NameKey { words, everywhere } = name_key(speaker);
        let (named, person) = (speaker.entity.is_some(), speaker.kind == Some(SpeakerType::Person));
        let short = if !named || !words.contains(' ') {
            words.clone()
        } else if person {
            surname(&words.split(' ').map(str::to_owned).collect::<Vec<_>>()).to_owned()
        } else {
            initials(&speaker.name).unwrap_or_else(|| words.clone())
        };
        let of = |text: &str| hash(text.bytes().map(u32::from));
        Self {
            id: of(id),
            key: if known.is_some() { of(id) } else { of(&words) },
            short: of(&short),
            // "Orr Jr." is two words, and still no full name.
            is_short: named && (short == words || (person && !everywhere)),
            unknown: words.is_empty(),
        }
    }

    /// Whether both can be one speaker: the same name, or one the short form of the other's.
    fn may_be(self, other: Self) -> bool {
        self.id == other.id || (self.short == other.short && (self.key == other.key || self.is_short || other.is_short))
    }
}

/// The capitals with which the words of a name begin: "Harbour and Coast Authority" is `hca`.
fn initials(name: &str) -> Option<String> {
    let words = name.split(|c: char| c.is_whitespace() || c == '-');
    let capitals = words.filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()));
    let letters: String = capitals.flat_map(char::to_lowercase).collect();
    (letters.chars().count() >= 2).then_some(letters)
}

/// A quotation to compare later ones with.
#[derive(Debug)]
struct Held {
    sayer: Sayer,
    group: u32,
    /// Where its words begin in [`Groups::words`], and how many they are.
    from: usize,
    words: u16,
    shingles: u16,
}

/// A quotation in the list of those that hold a shingle.
#[derive(Debug, Clone, Copy)]
struct Entry {
    held: u32,
    /// The entry before it, or [`NONE`].
    before: u32,
}

/// No entry.
const NONE: u32 = u32::MAX;

/// The quotations of a run so far.
#[derive(Debug, Default)]
pub(super) struct Groups {
    ids: Vec<GroupId>,
    /// The group with which each has proved to be one: itself, or an earlier one.
    parent: Vec<u32>,
    held: Vec<Held>,
    words: Vec<u32>,
    /// The last entry of each shingle, and all entries.
    last: FxHashMap<u32, u32>,
    entries: Vec<Entry>,
    /// Groups of short quotations, by their words and speaker.
    short: FxHashMap<(u32, u32), u32>,
}

impl Groups {
    /// The group of the next quotation; `id` is that of a group of its own. `None` for few words.
    pub(super) fn enter(&mut self, words: &[u32], sayer: &Sayer, id: impl FnOnce() -> GroupId) -> Option<GroupId> {
        if words.len() < FEWEST_WORDS {
            return None;
        }
        if sayer.unknown {
            return Some(id());
        }
        let group = if words.len() >= FEWEST_ALIKE {
            self.enter_long(words, *sayer, id)
        } else {
            let said = (hash(words.iter().copied()), sayer.id);
            if let Some(&group) = self.short.get(&said) {
                group
            } else {
                let group = self.begin(id());
                self.short.insert(said, group);
                group
            }
        };
        Some(self.ids[self.root(group) as usize])
    }

    fn enter_long(&mut self, words: &[u32], sayer: Sayer, id: impl FnOnce() -> GroupId) -> u32 {
        let shingles = winnowed(words, sayer.short);
        let alike = self.alike(words, sayer, &shingles);
        let roots = alike.iter().map(|&held| self.root(self.held[held as usize].group));
        let group = match roots.min() {
            Some(group) => group,
            None => self.begin(id()),
        };
        for &held in &alike {
            let other = self.held[held as usize].group;
            let root = self.root(other);
            // Both, so that the next look is short.
            self.parent[root as usize] = group;
            self.parent[other as usize] = group;
        }
        let again = alike.iter().any(|&held| {
            let held = &self.held[held as usize];
            held.sayer == sayer && self.words_of(held) == words
        });
        if !again {
            self.hold(words, sayer, group, &shingles);
        }
        group
    }

    fn begin(&mut self, id: GroupId) -> u32 {
        let group = self.ids.len() as u32;
        self.ids.push(id);
        self.parent.push(group);
        group
    }

    fn root(&self, mut group: u32) -> u32 {
        while self.parent[group as usize] != group {
            group = self.parent[group as usize];
        }
        group
    }

    fn words_of(&self, held: &Held) -> &[u32] {
        &self.words[held.from..held.from + usize::from(held.words)]
    }

    fn hold(&mut self, words: &[u32], sayer: Sayer, group: u32, shingles: &[u32]) {
        let held = self.held.len() as u32;
        self.held.push(Held {
            sayer,
            group,
            from: self.words.len(),
            words: words.len() as u16,
            shingles: shingles.len() as u16,
        });
        self.words.extend_from_slice(words);
        for &shingle in shingles {
            if self.holders(shingle).nth(MOST_HOLDERS - 1).is_some() {
                continue;
            }
            let before = self.last.insert(shingle, self.entries.len() as u32).unwrap_or(NONE);
            self.entries.push(Entry { held, before });
        }
    }

    /// The quotations that hold a shingle, the last first.
    fn holders(&self, shingle: u32) -> impl Iterator<Item = u32> {
        let entry = |at: u32| self.entries.get(at as usize).copied();
        let last = self.last.get(&shingle).and_then(|&at| entry(at));
        std::iter::successors(last, move |last| entry(last.before)).map(|entry| entry.held)
    }

    /// The earlier quotations that are one with this, in their order.
    fn alike(&self, words: &[u32], sayer: Sayer, shingles: &[u32]) -> Vec<u32> {
        let mut holders: Vec<u32> = shingles.iter().flat_map(|&shingle| self.holders(shingle)).collect();
        holders.sort_unstable();
        let shared = holders.chunk_by(|a, b| a == b);
        let alike = shared.filter(|same| {
            let held = &self.held[same[0] as usize];
            // Of two that are one, the shorter shares most of its shingles; this spares most comparisons.
            let fewest = shingles.len().min(held.shingles.into());
            same.len() * 3 >= fewest && held.sayer.may_be(sayer) && are_one(words, self.words_of(held))
        });
        alike.map(|same| same[0]).collect()
    }

    /// Pairs of groups: one that proved to be a part of an earlier one, and that one.
    pub(super) fn joined(&self) -> impl Iterator<Item = (GroupId, GroupId)> {
        let all = 0..self.ids.len() as u32;
        let joined = all.map(|group| (group, self.root(group))).filter(|(group, root)| group != root);
        joined.map(|(group, root)| (self.ids[group as usize], self.ids[root as usize]))
    }
}

/// Whether nearly all words of the shorter quotation stand, with their neighbours, in the longer.
fn are_one(one: &[u32], other: &[u32]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let known: FxHashSet<&[u32]> = long.windows(SHINGLE).collect();
    let mut found = vec![false; short.len()];
    for (at, shingle) in short.windows(SHINGLE).enumerate() {
        if known.contains(shingle) {
            found[at..at + SHINGLE].fill(true);
        }
    }
    // A word that is changed near an end leaves no three words beside it.
    let last = short.len() - 2;
    for at in [0, last] {
        let pair = &short[at..at + 2];
        if !(found[at] && found[at + 1]) && long.windows(2).any(|other| other == pair) {
            found[at..at + 2].fill(true);
        }
    }
    found.iter().filter(|found| !**found).count() <= short.len() / WORDS_A_CHANGE
}

/// The shingles of a quotation that are kept, as hashes together with the speaker's short form.
fn winnowed(words: &[u32], short: u32) -> Vec<u32> {
    let all: Vec<u32> = words.windows(SHINGLE).map(|shingle| hash(shingle.iter().copied().chain([short]))).collect();
    let mut kept: Vec<u32> = all.windows(WINDOW).filter_map(|window| window.iter().min().copied()).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}
