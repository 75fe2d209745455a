//! Which way a sentence looks from the publication date, as far as its verbs tell. A weekday or a month without a year
//! is resolved by the verb that governs it: "He will resign Friday, officials said Monday" needs both directions in one
//! sentence, so the nearest verb before the expression counts, and the nearest one after it where none stands before.

use super::lexicon::Word;
use super::tokens::View;

/// Direction in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many tokens on either side are looked at, so that a long sentence costs no more than a line of news does.
const REACH: usize = 40;

/// Tense around the tokens `first..end`.
pub(super) fn around(view: View<'_>, first: usize, end: usize) -> Tense {
    let before = (first.saturating_sub(REACH)..first).rev().find_map(|at| cue(view, at));
    before.or_else(|| (end..view.len().min(end + REACH)).find_map(|at| cue(view, at))).unwrap_or(Tense::Unknown)
}

fn cue(view: View<'_>, at: usize) -> Option<Tense> {
    match view.word(at) {
        Word::FutureCue => Some(Tense::Future),
        Word::PastCue => Some(Tense::Past),
        Word::PresentCue if view.is(at + 1, "to") => Some(Tense::Future),
        // Regular verbs: "adopted", but not "red", "need" or a capitalised name.
        Word::Other => {
            let word = view.text(at);
            let regular = word.len() > 4 && !view.capital(at) && word.ends_with("ed") && !word.ends_with("eed");
            regular.then_some(Tense::Past)
        }
        _ => None,
    }
}
