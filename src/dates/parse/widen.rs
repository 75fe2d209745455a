//! Words to the left of an expression that belong to its extent (`TimeML` 1.2.1: determiners, quantifiers and modifiers
//! are inside the tag, prepositions are not): "the third quarter", "early April", "at least 20 more years", "the end of
//! 1990". They change nothing in the value.

use super::super::TimexType;
use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning};
use super::super::tokens::View;

/// `found` with the words before it, down to token `free`.
pub(super) fn widen(view: View<'_>, found: Found, free: usize) -> Found {
    let mut first = found.first;
    while let Some(more) = left(view, &found, first).filter(|&more| more >= free && more < first) {
        first = more;
    }
    Found { first, ..found }
}

/// The start of one more modifier before token `at`.
fn left(view: View<'_>, found: &Found, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let two = before.checked_sub(1);
    let hyphen = view.inner(before, b'-').then_some(two).flatten();
    if let Some(prefix) = hyphen {
        return view.any(prefix, &["mid", "early", "late", "post", "pre"]).then_some(prefix);
    }
    if (found.kind == TimexType::Duration || quantified(view, found))
        && let Some(first) = approximate(view, before)
    {
        return Some(first);
    }
    // At the head of a sentence "Earlier" is rather an adverb of its own.
    let adverb = view.any(before, &["earlier", "later"]) && view.capital(before);
    if view.any(before, &["early", "late", "mid", "earlier", "later"]) && dated(found) && !adverb {
        return Some(before);
    }
    if view.is(before, "the") {
        return determined(view, found, at).then_some(before);
    }
    if view.any(before, &["in", "of"]) && dated(found) {
        return bounded(view, found, before);
    }
    if view.any(before, &["its", "their"]) && matches!(found.meaning, Meaning::Portion(..)) {
        return None;
    }
    None
}

fn quantified(view: View<'_>, found: &Found) -> bool {
    matches!(found.meaning, Meaning::Step { .. } | Meaning::Period { .. } | Meaning::Vague(_))
        && matches!(view.word(found.first), Word::Digits { .. } | Word::Number(_) | Word::Tens(_) | Word::Article)
}

/// "about", "more than", "at least", "no more than", "up to" that end at token `last`.
fn approximate(view: View<'_>, last: usize) -> Option<usize> {
    const ONE: [&str; 9] =
        ["about", "nearly", "almost", "roughly", "approximately", "another", "around", "some", "under"];
    let first = last.checked_sub(1);
    let pair = |words: [&str; 2]| first.is_some_and(|first| view.run(first, &words));
    if pair(["at", "least"]) || pair(["up", "to"]) || pair(["at", "most"]) {
        return first;
    }
    if pair(["more", "than"]) || pair(["less", "than"]) || pair(["fewer", "than"]) {
        let no = first?.checked_sub(1).filter(|&no| view.is(no, "no"));
        return no.or(first);
    }
    // "over a year" is about its length, "over the years" and "over several weeks" say when.
    let over = view.is(last, "over")
        && !view.is(last + 1, "the")
        && !matches!(view.word(last + 1), Word::Pick(_) | Word::Several);
    (over || view.any(last, &ONE)).then_some(last)
}

/// Whether early and late can be said of it.
fn dated(found: &Found) -> bool {
    found.kind != TimexType::Duration && found.kind != TimexType::Set && !matches!(found.meaning, Meaning::Vague(_))
}

/// Whether "the" before it is part of it: not before a plain calendar date or weekday ("the 1998 election").
fn determined(view: View<'_>, found: &Found, at: usize) -> bool {
    match found.meaning {
        Meaning::Year(_) => view.is(at, "year") || found.end > at + 1,
        Meaning::Weekday(..) | Meaning::Calendar { .. } | Meaning::Holiday(..) => {
            !matches!(view.word(at), Word::Weekday(_) | Word::Month(_) | Word::MonthShort(_) | Word::Holiday)
        }
        // "the third-quarter loss": the article belongs to the noun.
        Meaning::Portion(..) | Meaning::Period { .. } => !compound(view, found),
        Meaning::Length(_) => !compound(view, found) && !view.is(at, "a"),
        Meaning::Every(_) | Meaning::Vague(_) => false,
        _ => true,
    }
}

/// Whether the expression ends in a hyphenated word, which is an adjective then: "the year-ago results".
fn compound(view: View<'_>, found: &Found) -> bool {
    found.end.checked_sub(2).is_some_and(|hyphen| view.inner(hyphen, b'-'))
}

/// "the end of 1990", "earlier in the year", "the beginning of the month": `of` is the token of the preposition.
fn bounded(view: View<'_>, found: &Found, of: usize) -> Option<usize> {
    let noun = of.checked_sub(1)?;
    if view.is(of, "in") {
        return view.any(noun, &["earlier", "later", "late", "early"]).then_some(noun);
    }
    if !view.any(noun, &["end", "beginning", "start", "middle", "rest", "close"]) || found.clock.is_some() {
        return None;
    }
    Some(noun.checked_sub(1).filter(|&the| view.any(the, &["the", "very"])).unwrap_or(noun))
}
