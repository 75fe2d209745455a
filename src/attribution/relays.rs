//! Second-hand attributions: what the author has through somebody else. Two forms are read:
//!
//! * "He vowed, as reported by the Times, to ...": a cue of report that has a source and no content of its own stands
//!   beside another attribution of its sentence, whose `via` it gives.
//! * "The Times, citing six officials, reported that ...": whom a source cites for its own claim is who said it. Where
//!   another's claim stands beside it ("Orr told aides that ..., the Times reported, citing ..."), the source is only `via`.

use super::link::Bare;
use super::{Attribution, Input};
use crate::entities::NameLabel;
use crate::entities::callings::is_role_noun;
use crate::span::{Span, overlapping};

/// Words of a cue that passes on what others said, with those that make it an aside: "according to", "reported by", or
/// "as" before it.
const REPORTING: [&str; 7] = ["according", "cited", "per", "published", "quoted", "recounted", "reported"];
const ASIDE: [&str; 4] = ["according", "as", "by", "per"];
/// Words of a cue that names whom a source relies on.
const CITING: [&str; 4] = ["citing", "cites", "cited", "quoting"];
/// Words of a cited name or document at most: what is longer is a reason and no source.
const LONGEST_CITED: usize = 12;
/// Nouns for what is cited in writing.
const DOCUMENTS: [&str; 14] = [
    "documents",
    "emails",
    "filing",
    "filings",
    "letter",
    "memo",
    "memos",
    "messages",
    "office",
    "recording",
    "records",
    "report",
    "statement",
    "transcript",
];
/// Nouns for people who are cited without their names.
const PEOPLE: [&str; 16] = [
    "advisers",
    "aides",
    "analysts",
    "colleagues",
    "diplomats",
    "employees",
    "executives",
    "insiders",
    "lawyers",
    "members",
    "officers",
    "officials",
    "people",
    "person",
    "sources",
    "witnesses",
];

/// Fills `via` and `cited`; an attribution that only names whom its source cites is taken out.
pub(super) fn relay(input: Input<'_>, found: &mut Vec<Attribution>, bare: &[Bare]) {
    for relayed in bare.iter().filter(|bare| is_aside(input, bare)) {
        let sentence = sentence(input, relayed.cue);
        let beside = found.iter_mut().filter(|attribution| {
            attribution.cue.is_some_and(|cue| self::sentence(input, cue) == sentence)
                && attribution.source != Some(relayed.source)
        });
        let nearest = beside.min_by_key(|attribution| attribution.cue.map_or(usize::MAX, |cue| cue.gap(relayed.cue)));
        if let Some(attribution) = nearest {
            attribution.via = Some(relayed.source);
        }
    }
    cite(input, found);
}

fn cite(input: Input<'_>, found: &mut Vec<Attribution>) {
    let mut taken_out = vec![false; found.len()];
    for index in 0..found.len() {
        // Attributions are in the order of their cues: the two of one source in one sentence stand side by side.
        let beside = [index.wrapping_sub(1), index + 1];
        let claim = beside.into_iter().find(|&other| {
            found.get(other).is_some_and(|claim| !taken_out[other] && cites_for(input, &found[index], claim))
        });
        if let Some(claim) = claim {
            let cited = found[index].content[0];
            found[claim].cited = Some(cited);
            found[claim].via = found[claim].source;
            taken_out[index] = true;
        } else if is_citing(input, &found[index]) {
            let here = found[index].cue.map(|cue| sentence(input, cue));
            let told = beside.into_iter().find(|&other| {
                found.get(other).is_some_and(|claim| {
                    !taken_out[other]
                        && claim.via.is_none()
                        && claim.source.is_some_and(|source| Some(source) != found[index].source)
                        && claim.cue.map(|cue| sentence(input, cue)) == here
                })
            });
            if let Some(claim) = told {
                found[claim].via = found[index].source;
                taken_out[index] = true;
            }
        }
    }
    let mut taken_out = taken_out.into_iter();
    found.retain(|_| !taken_out.next().unwrap_or(false));
}

/// Whether `citing` names the people on whom the source of `claim` relies for it.
fn cites_for(input: Input<'_>, citing: &Attribution, claim: &Attribution) -> bool {
    let (Some(cue), Some(said)) = (citing.cue, claim.cue) else { return false };
    // "The Times, which cited three engineers".
    let relative = || {
        let (Some(who), Some(source)) = (citing.source, claim.source) else { return false };
        matches!(who.slice(input.text), "which" | "who")
            && source.end() <= who.start()
            && who.start() - source.end() < 4
    };
    is_citing(input, citing)
        && (citing.source == claim.source || relative())
        && sentence(input, cue) == sentence(input, said)
}

/// Whether an attribution only names on whom its source relies.
fn is_citing(input: Input<'_>, attribution: &Attribution) -> bool {
    let [content] = attribution.content[..] else { return false };
    let mentions = &input.entities.mentions;
    // "Citing Ann Orr", but not "citing Orr's long record".
    let named = mentions[overlapping(mentions, content)].first().is_some_and(|mention| {
        matches!(mention.label, NameLabel::Person | NameLabel::Organization)
            && !input.text[mention.span.end().min(content.end())..content.end()].contains(char::is_alphanumeric)
    });
    let short = overlapping(&input.tags.words, content).len() <= LONGEST_CITED;
    attribution.source.is_some()
        && attribution.cue.is_some_and(|cue| says(input, cue, &CITING))
        && (is_people(input, content)
            || short
                && attribution.cue.is_some_and(|cue| says(input, cue, &["citing", "quoting"]))
                && (named || says(input, content, &DOCUMENTS)))
}

/// Whether a phrase is of people without names: "six officials", "a trustee of the estate".
pub(super) fn is_people(input: Input<'_>, phrase: Span) -> bool {
    let inside = &input.tags.words[overlapping(&input.tags.words, phrase)];
    let calling = |word: &str| is_role_noun(word) || word.strip_suffix('s').is_some_and(is_role_noun);
    says(input, phrase, &PEOPLE)
        || inside.len() <= LONGEST_CITED
            && inside.iter().take(LONGEST_CITED / 2).any(|word| calling(&word.span.slice(input.text).to_lowercase()))
}

/// Whether a cue of report is a remark beside another claim, rather than a claim whose content was not found.
fn is_aside(input: Input<'_>, bare: &Bare) -> bool {
    let words = &input.tags.words;
    let whole = overlapping(words, bare.cue.cover(bare.source));
    let before = whole.start.checked_sub(1).and_then(|at| words.get(at));
    says(input, bare.cue, &REPORTING)
        && (says(input, bare.cue.cover(bare.source), &ASIDE)
            || before.is_some_and(|word| says(input, word.span, &ASIDE)))
}

/// Whether one of `words` stands in a span.
pub(super) fn says(input: Input<'_>, span: Span, words: &[&str]) -> bool {
    let inside = &input.tags.words[overlapping(&input.tags.words, span)];
    inside.iter().any(|word| words.iter().any(|known| word.span.slice(input.text).eq_ignore_ascii_case(known)))
}

/// The sentence in which a span begins.
pub(super) fn sentence(input: Input<'_>, span: Span) -> usize {
    overlapping(input.sentences, span).start
}
