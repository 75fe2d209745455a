//! Words quoted but not spoken ("scare quotes", titles, nicknames), and the speech tags that tell speech from them. Both
//! look only at a bounded stretch beside the marks, so that the stage stays linear.

use super::{Quotation, SPEECH_VERBS, listed};
use crate::span::Span;

/// A scare quotation has at most this many words.
const MOST_WORDS: usize = 3;
/// How far, in bytes, the words beside a mark are looked for.
const REACH: usize = 60;

/// Whether a quotation is a word or two inside a clause: short, no sentence of its own, and beside no sign of speech.
pub(super) fn is_scare(text: &str, paragraph: Span, quotation: &Quotation) -> bool {
    let inner = quotation.inner.slice(text).trim();
    if !quotation.closed || inner.len() > REACH || inner.split_whitespace().count() > MOST_WORDS {
        return false;
    }
    let start = paragraph.start().min(quotation.span.start());
    let left = before(&text[start..quotation.span.start()]);
    let right = after(text.get(quotation.span.end()..paragraph.end()).unwrap_or_default());
    let (clause, tail) = (left.trim_end(), right.trim_start());
    let word_before = clause.chars().next_back().is_some_and(char::is_alphanumeric);
    let word_after = tail.starts_with(char::is_alphanumeric);
    // American editors put the comma or full stop of the clause inside the marks.
    let bare = inner.strip_suffix([',', '.']).unwrap_or(inner);
    let stopped = bare.len() < inner.len();
    if bare.contains(['.', '!', '?', '…', ',', ';', ':']) && !initials(bare) {
        return false;
    }
    if stopped && !word_before {
        return false;
    }
    // He said “never”; he told me ‘never’.
    let introduced = clause.rsplit(char::is_whitespace).take(2).any(is_verb);
    if clause.ends_with([',', ':']) || introduced {
        return false;
    }
    // “Never” he said; “Never,” said Smith.
    let mut words = tail.split_whitespace().map(bare_word);
    let tagged = (0..2).any(|_| words.next().is_some_and(|word| is_verb(&word)));
    !tagged && (word_before || word_after)
}

/// Whether a paragraph ends in a tag like ", he said." or ", said the mayor of Lund."
pub(super) fn ends_in_tag(text: &str, paragraph: Span) -> bool {
    let Some(words) = text.get(paragraph.range()) else { return false };
    let end = before(words);
    let Some((_, tag)) = end.rsplit_once(',') else { return false };
    !tag.contains(['“', '”', '"']) && tag.split_whitespace().take(2).any(|word| is_verb(&bare_word(word)))
}

/// The last [`REACH`] bytes or so.
fn before(words: &str) -> &str {
    let from = (words.len().saturating_sub(REACH)..words.len()).find(|&at| words.is_char_boundary(at));
    from.map_or(words, |from| &words[from..])
}

/// The first [`REACH`] bytes or so.
fn after(words: &str) -> &str {
    let to = (0..=REACH.min(words.len())).rev().find(|&at| words.is_char_boundary(at));
    to.map_or(words, |to| &words[..to])
}

fn bare_word(word: &str) -> String {
    word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase()
}

fn is_verb(word: &str) -> bool {
    listed(SPEECH_VERBS, &bare_word(word))
}

/// `U.S.`: the points belong to the word.
fn initials(words: &str) -> bool {
    words.contains('.')
        && !words.contains(['!', '?', '…', ',', ';', ':'])
        && words.split('.').all(|part| part.trim().chars().count() <= 1)
}
