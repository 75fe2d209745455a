//! Numbers as news text spells them: "24", "2,000", "twenty-four", "a hundred", "two and a half", "5 1/2", "a couple of",
//! "several"; and years in words ("nineteen ninety-six", "two thousand").

use super::lexicon::{Unit, Word};
use super::tokens::View;

/// How many: `value` is `None` for "several".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) value: Option<u32>,
    pub(super) half: bool,
}

/// A number at token `at`, and the token after it.
pub(super) fn count(view: View<'_>, at: usize) -> Option<(Count, usize)> {
    let (value, end) = match view.word(at) {
        Word::Digits { .. } => figures(view, at)?,
        Word::Article => return article(view, at),
        Word::Several => {
            let end = if view.is(at + 1, "of") { at + 2 } else { at + 1 };
            return Some((Count { value: None, half: false }, end));
        }
        _ => words(view, at)?,
    };
    if let Some(end) = range(view, end) {
        return Some((Count { value: Some(value), half: false }, end));
    }
    if view.run(end, &["and", "a", "half"]) {
        return Some((Count { value: Some(value), half: true }, end + 3));
    }
    if view.digits(end) == Some((1, 1)) && view.inner(end + 1, b'/') && view.digits(end + 2) == Some((2, 1)) {
        return Some((Count { value: Some(value), half: true }, end + 3));
    }
    if view.inner(end, b'.') && view.digits(end + 1) == Some((5, 1)) {
        return Some((Count { value: Some(value), half: true }, end + 2));
    }
    Some((Count { value: Some(value), half: false }, end))
}

/// "a few", "a couple of", "a dozen", "a hundred", "a half", and "a" alone.
fn article(view: View<'_>, at: usize) -> Option<(Count, usize)> {
    let exactly = |value, end| Some((Count { value: Some(value), half: false }, end));
    if view.is(at + 1, "couple") {
        return exactly(2, if view.is(at + 2, "of") { at + 3 } else { at + 2 });
    }
    if view.is(at + 1, "half") {
        let end = if view.inner(at + 2, b'-') { at + 3 } else { at + 2 };
        return Some((Count { value: Some(0), half: true }, end));
    }
    match view.word(at + 1) {
        Word::Several => Some((Count { value: None, half: false }, at + 2)),
        Word::Scale(scale) => exactly(scale, at + 2),
        _ => exactly(1, at + 1),
    }
}

/// The end of the second number of "two to three weeks", "12-18 months", "10- to 15-year": the first one counts.
fn range(view: View<'_>, at: usize) -> Option<usize> {
    let hyphen = usize::from(view.mark(at, b'-'));
    let second = if view.any(at + hyphen, &["to", "or"]) {
        at + hyphen + 1
    } else if hyphen == 1 && view.inner(at, b'-') {
        at + 1
    } else {
        return None;
    };
    let (_, end) =
        if let Word::Digits { .. } = view.word(second) { figures(view, second)? } else { words(view, second)? };
    Some(end)
}

/// "24", "2,000".
fn figures(view: View<'_>, at: usize) -> Option<(u32, usize)> {
    let (mut value, length) = view.digits(at)?;
    let mut end = at + 1;
    while length <= 3 && view.inner(end, b',') && end < at + 7 {
        let Some((group, 3)) = view.digits(end + 1) else { break };
        value = value.checked_mul(1000)?.checked_add(group)?;
        end += 2;
    }
    (length <= 9).then_some((value, end))
}

/// "five", "twenty-four", "two hundred", "two thousand five hundred".
fn words(view: View<'_>, at: usize) -> Option<(u32, usize)> {
    let (mut total, mut end) = below_hundred(view, at)?;
    // No number has more parts, and the cap keeps "zero hundred zero hundred ..." from being read again at each word.
    for _ in 0..4 {
        let Word::Scale(scale) = view.word(end) else { break };
        total = total.checked_mul(scale)?;
        end += 1;
        let next = if view.is(end, "and") { end + 1 } else { end };
        if let Some((rest, after)) = below_hundred(view, next) {
            total = total.checked_add(rest)?;
            end = after;
        }
    }
    Some((total, end))
}

/// "five", "twenty", "twenty-four", "twenty four".
pub(super) fn below_hundred(view: View<'_>, at: usize) -> Option<(u32, usize)> {
    match view.word(at) {
        Word::Number(value) => Some((value, at + 1)),
        Word::Tens(tens) => {
            let next = if view.inner(at + 1, b'-') { at + 2 } else { at + 1 };
            match view.word(next) {
                Word::Number(one @ 1..=9) => Some((tens + one, next + 1)),
                _ => Some((tens, at + 1)),
            }
        }
        _ => None,
    }
}

/// An ordinal: "third", "twenty-first", "2nd", "16th".
pub(super) fn ordinal(view: View<'_>, at: usize) -> Option<(u32, usize)> {
    match view.word(at) {
        Word::Ordinal(value) => Some((value, at + 1)),
        Word::Unit(Unit::Second) => Some((2, at + 1)),
        Word::Tens(tens) => {
            let next = if view.inner(at + 1, b'-') { at + 2 } else { at + 1 };
            match view.word(next) {
                Word::Ordinal(one @ 1..=9) => Some((tens + one, next + 1)),
                Word::Unit(Unit::Second) => Some((tens + 2, next + 1)),
                _ => None,
            }
        }
        Word::Digits { value, length: 1 | 2 } if suffixed(view, at) => Some((value, at + 2)),
        _ => None,
    }
}

/// Whether "st", "nd", "rd" or "th" follows without a space.
pub(super) fn suffixed(view: View<'_>, at: usize) -> bool {
    view.glued(at + 1) && view.any(at + 1, &["st", "nd", "rd", "th"])
}

/// A year in words: "nineteen ninety-six", "two thousand", "two thousand five", "twenty twenty-four".
pub(super) fn year_in_words(view: View<'_>, at: usize) -> Option<(i16, usize)> {
    let (first, end) = below_hundred(view, at)?;
    match view.word(end) {
        Word::Scale(1000) if first == 2 => {
            let next = if view.is(end + 1, "and") { end + 2 } else { end + 1 };
            let (rest, end) = below_hundred(view, next).unwrap_or((0, end + 1));
            Some((2000 + rest as i16, end))
        }
        Word::Tens(_) | Word::Number(10..) if matches!(first, 13..=20) => {
            let (rest, after) = below_hundred(view, end)?;
            Some(((first * 100 + rest) as i16, after))
        }
        _ => None,
    }
}
