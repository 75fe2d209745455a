//! The words of one sentence as the rules see them: a token is a run of letters, a run of digits, or one other
//! character, with the class that the lexicon gives it. Hyphens and full stops stay tokens of their own, so that
//! "third-quarter", "24-hour", "Jan. 31" and "2025-05-02" are all read by the same rules.

use super::lexicon::{self, Word};
use crate::span::Span;

/// A token and its class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte in the article's text.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Class of the word.
    pub(super) word: Word,
    /// Whether nothing stands between this token and the one before.
    pub(super) glued: bool,
    /// Whether it begins with an ASCII capital.
    pub(super) capital: bool,
}

/// Appends the tokens of `span` to `tokens`. The rules stay linear because this reads every byte once.
pub(super) fn tokenize(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let Some(sentence) = text.get(span.range()) else { return };
    let bytes = sentence.as_bytes();
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(&first) = bytes.get(at) {
        if first.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        let word = if first.is_ascii_digit() {
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            digits(&bytes[start..at])
        } else if first.is_ascii() && !first.is_ascii_alphabetic() {
            at += 1;
            Word::Punct(first)
        } else {
            at += letters(&sentence[at..]);
            if at > start {
                lexicon::class(&bytes[start..at])
            } else {
                let other = sentence[at..].chars().next().unwrap_or_default();
                at += other.len_utf8();
                if other.is_whitespace() {
                    continue;
                }
                Word::Punct(plain(other))
            }
        };
        tokens.push(Token {
            start: (span.start() + start) as u32,
            end: (span.start() + at) as u32,
            word,
            glued: start == last_end,
            capital: first.is_ascii_uppercase(),
        });
        last_end = at;
    }
}

/// Length in bytes of the letters that `rest` begins with.
fn letters(rest: &str) -> usize {
    let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if rest.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len())
}

/// Typographic marks count as their ASCII forms ("Friday’s", "1990–95"); 0 stands for any other mark.
const fn plain(mark: char) -> u8 {
    match mark {
        '\u{2018}' | '\u{2019}' => b'\'',
        '\u{201c}' | '\u{201d}' => b'"',
        '\u{2010}'..='\u{2013}' => b'-',
        _ => 0,
    }
}

/// The number that the digits write, or 0 with a length of its own where it is too long to be any part of a date.
fn digits(bytes: &[u8]) -> Word {
    let value = bytes.iter().take(9).fold(0, |sum: u32, byte| sum * 10 + u32::from(byte - b'0'));
    Word::Digits { value, length: bytes.len().min(255) as u8 }
}

/// A sentence's tokens with its text: what every rule reads from. Indexes beyond either end answer as [`Word::Other`].
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> View<'a> {
    pub(super) const fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens }
    }

    pub(super) const fn len(self) -> usize {
        self.tokens.len()
    }

    /// Class of the token at `at`.
    pub(super) fn word(self, at: usize) -> Word {
        self.tokens.get(at).map_or(Word::Other, |token| token.word)
    }

    /// The token's letters.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start as usize..token.end as usize)).unwrap_or("")
    }

    /// Whether the token is this word, capitals aside.
    pub(super) fn is(self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of these words, capitals aside.
    pub(super) fn any(self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether the tokens from `at` on are these words.
    pub(super) fn run(self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(index, word)| self.is(at + index, word))
    }

    /// Whether the token at `at` is this ASCII mark.
    pub(super) fn mark(self, at: usize, mark: u8) -> bool {
        self.word(at) == Word::Punct(mark)
    }

    pub(super) fn glued(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether the token is this mark and both its neighbours touch it, as the hyphen of "third-quarter" does.
    pub(super) fn inner(self, at: usize, mark: u8) -> bool {
        self.mark(at, mark) && self.glued(at) && self.glued(at + 1)
    }

    pub(super) fn capital(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// The digits at `at` as value and length.
    pub(super) fn digits(self, at: usize) -> Option<(u32, u8)> {
        match self.word(at) {
            Word::Digits { value, length } => Some((value, length)),
            _ => None,
        }
    }

    /// Whether the token at `at` follows one of these words.
    pub(super) fn follows(self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.any(before, words))
    }

    /// The place of the tokens `first..end`, where `first < end`.
    pub(super) fn span(self, first: usize, end: usize) -> Option<Span> {
        let last = end.checked_sub(1)?;
        Some(Span::new(self.tokens.get(first)?.start as usize, self.tokens.get(last)?.end as usize))
    }
}
