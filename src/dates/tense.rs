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

/// How many tokens before "until" a verb that grants time is looked for.
const GRANT_REACH: usize = 8;

/// Words whose infinitive lies ahead of them.
const RESOLVES: [&str; 17] = [
    "agreed",
    "agreement",
    "agrees",
    "decided",
    "decision",
    "deal",
    "offer",
    "offered",
    "pledged",
    "pledges",
    "promised",
    "promises",
    "proposal",
    "proposed",
    "threatened",
    "vowed",
    "vows",
];

/// Tense around the tokens `first..end`.
pub(super) fn around(view: View<'_>, first: usize, end: usize) -> Tense {
    // "Wednesday's ruling" is known already.
    if view.inner(end, b'\'') && view.is(end + 1, "s") {
        return Tense::Past;
    }
    let early = first.checked_sub(3).is_some_and(|at| view.is(at, "as") && view.any(at + 1, &["soon", "early"]));
    let preposition = first.checked_sub(1).is_some_and(|before| view.any(before, &["by", "until", "through"]));
    let before = (first.saturating_sub(REACH)..first).rev().find_map(|at| cue(view, at));
    // "A toll of $3, starting in September".
    let begins = |at: usize| view.any(at, &["beginning", "commencing", "effective", "starting"]);
    let starting = first.checked_sub(1).is_some_and(|at| {
        begins(at) || (view.any(at, &["from", "in", "on", "with"]) && at.checked_sub(1).is_some_and(begins))
    });
    // "Postponed until Tuesday", "gave them until noon Tuesday": the day is to come, whatever the verb's tense.
    let until = first.checked_sub(1).is_some_and(|before| view.is(before, "until"));
    let granted = |at: usize| {
        view.any(at, &["adjourned", "deferred", "delayed", "extended", "gave", "given", "postponed", "suspended"])
    };
    let still_open = until && (first.saturating_sub(GRANT_REACH)..first).rev().any(granted);
    // "They have until Monday to sign."
    let have_until = until && first.checked_sub(2).is_some_and(|at| view.any(at, &["has", "have", "had"]));
    if early || starting || still_open || have_until || (preposition && before != Some(Tense::Past)) {
        return Tense::Future;
    }
    let after = || (end..view.len().min(end + REACH)).find_map(|at| finite(view, at));
    before.or_else(after).unwrap_or(Tense::Unknown)
}

/// A cue after the expression counts only where it is a verb of its own: in "On Friday, they planned to" the day is past.
fn finite(view: View<'_>, at: usize) -> Option<Tense> {
    let cue = cue(view, at)?;
    let modal = view.any(at, &["will", "ll", "shall"]) || view.word(at) == Word::PresentCue;
    if cue == Tense::Future && !modal { Some(Tense::Past) } else { Some(cue) }
}

fn cue(view: View<'_>, at: usize) -> Option<Tense> {
    match view.word(at) {
        // "Had been scheduled to expire Friday".
        Word::FutureCue if at > 1 && view.is(at - 1, "been") && view.is(at - 2, "had") => Some(Tense::Past),
        Word::FutureCue => Some(Tense::Future),
        // "Agreed to buy it in February": what is agreed is to come.
        Word::Other if view.is(at, "to") && at > 0 && view.any(at - 1, &RESOLVES) => Some(Tense::Future),
        // "set to resume".
        Word::PastCue if view.is(at, "set") && view.any(at + 1, &["to", "for"]) => Some(Tense::Future),
        Word::PastCue => past(view, at),
        Word::PresentCue if view.is(at + 1, "to") && view.any(at, &["is", "are", "am"]) => Some(Tense::Future),
        // Regular verbs: "adopted", but not "red", "need" or a capitalised name.
        Word::Other => {
            let word = view.text(at);
            let regular = word.len() > 4 && !view.capital(at) && word.ends_with("ed") && !word.ends_with("eed");
            if regular { past(view, at) } else { None }
        }
        _ => None,
    }
}

/// A form that is the past of its verb unless the words before say otherwise: "to cut" is the bare verb, "the proposed
/// plan" an adjective, and "to be completed" lies ahead.
fn past(view: View<'_>, at: usize) -> Option<Tense> {
    let Some(before) = at.checked_sub(1) else { return Some(Tense::Past) };
    let determiner = |at: usize| view.any(at, &["to", "the", "a", "an", "its", "their", "his", "her", "this", "that"]);
    // "A proposed plan", "a still unspecified date", "the newly opened port".
    let adverb = view.is(before, "still") || view.text(before).ends_with("ly");
    if determiner(before) || (adverb && before > 0 && determiner(before - 1)) {
        return None;
    }
    if view.is(before, "be") { Some(Tense::Future) } else { Some(Tense::Past) }
}
