//! The words of a quotation as they are compared with those of others: without case, punctuation, and what the writer of
//! the article put into brackets.

use crate::entities::fold::fold_word;
use crate::quotes::{self, Quotation};
use crate::span::{Span, Spanned};

/// Words that are read of one claim: what goes beyond is a speech, and known by its beginning.
const MOST_WORDS: usize = 512;
/// Bytes within which a bracket must close to be a remark of the writer's.
const LONGEST_REMARK: usize = 80;

/// The words of `content` that stand inside quotation marks, as hashes that are the same on every machine.
pub(super) fn words(text: &str, quotations: &[Quotation], content: &[Span]) -> Vec<u32> {
    let mut words = Vec::new();
    for &span in content {
        for quotation in quotes::outermost(quotations, span).map(Spanned::span) {
            let (from, to) = (quotation.start().max(span.start()), quotation.end().min(span.end()));
            if from < to {
                read(&text[from..to], &mut words);
            }
            if words.len() >= MOST_WORDS {
                words.truncate(MOST_WORDS);
                return words;
            }
        }
    }
    words
}

fn read(text: &str, words: &mut Vec<u32>) {
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let end = rest.as_bytes()[open..].iter().take(LONGEST_REMARK).position(|&byte| byte == b']');
        let (before, after) = (open, end.map_or(open + 1, |end| open + end + 1));
        plain(&rest[..before], words);
        rest = &rest[after..];
    }
    plain(rest, words);
}

fn plain(text: &str, words: &mut Vec<u32>) {
    // "don’t" is one word and "long-term" two, however they are set.
    let parts = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’') || is_mark(c)));
    let folded = parts.map(fold_word).filter(|word| !word.is_empty());
    words.extend(folded.map(|word| hash(word.bytes().map(u32::from))));
}

/// Accents that follow their letter (U+0300 to U+036F) are part of the word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// FNV-1a, 32 bits, over whatever numbers (Fowler, Noll and Vo; RFC 9923), the bits mixed at the end.
pub(super) fn hash(parts: impl IntoIterator<Item = u32>) -> u32 {
    let sum = parts
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, part| (sum ^ u64::from(part)).wrapping_mul(0x0000_0100_0000_01b3));
    // What decides which shingles are kept must look random; the low bits of FNV-1a alone do not (MurmurHash3's mixer).
    let sum = (sum ^ sum >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (sum ^ sum >> 33) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn quoted(text: &str) -> Vec<u32> {
        words(text, &quotes::find(text, &text::sections(text)), &[Span::new(0, text.len())])
    }

    #[test]
    fn words_are_compared_without_their_dress() {
        let plain = quoted("“We don't want the long term plan for Zoe.”");
        assert_eq!(plain.len(), 9);
        for other in [
            "\"we don’t want the long-term plan, for Zoë!\"",
            "“We … don’t WANT the [costly] long-term plan . . . for [Ms.] Zoë”",
            "“We don't want the long term,” he said, “plan for Zoe\u{308}.”",
        ] {
            assert_eq!(quoted(other), plain, "{other}");
        }
        assert!(quoted("We don’t want the long-term plan.").is_empty());
    }

    #[test]
    fn a_bracket_that_does_not_close_is_a_mark_like_others() {
        assert_eq!(quoted("“We want [the plan.”"), quoted("“We want the plan.”"));
    }

    #[test]
    fn a_speech_is_known_by_its_beginning() {
        assert_eq!(quoted(&format!("“{}.”", "word ".repeat(2000))).len(), MOST_WORDS);
    }
}
