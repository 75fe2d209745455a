//! Windows: what the model sees at a time. An article is cut into runs of whole sentences of a bounded number of pieces; a
//! sentence longer than a window is cut between words.
//!
//! Windows do not overlap: context beyond the sentences of a window was measured to gain nothing, and costs its share of
//! time (`docs/speed.md`).

use std::ops::Range;

use super::pieces::Pieces;
use super::words::Word;

/// The windows of an article: ranges of words that follow each other without gap, none of more than `most` pieces unless
/// one word alone has more.
pub(super) fn windows(words: &[Word], pieces: &Pieces, most: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut filled) = (0, 0);
    let mut at = 0;
    for sentence in words.chunk_by(|a, b| a.sentence == b.sentence) {
        let end = at + sentence.len();
        let size = pieces.count(at, end);
        if filled > 0 && filled + size > most {
            found.push(start..at);
            (start, filled) = (at, 0);
        }
        if size > most {
            for word in at..end {
                let more = pieces.count(word, word + 1);
                if filled > 0 && filled + more > most {
                    found.push(start..word);
                    (start, filled) = (word, 0);
                }
                filled += more;
            }
        } else {
            filled += size;
        }
        at = end;
    }
    if start < words.len() {
        found.push(start..words.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::SentenceId;
    use crate::span::Span;
    use proptest::prelude::*;

    /// Words of one sentence each number says, each word of so many pieces.
    fn article(sentences: &[Vec<usize>]) -> (Vec<Word>, Pieces) {
        let mut words = Vec::new();
        let mut pieces = Pieces::default();
        for (index, sentence) in sentences.iter().enumerate() {
            for &count in sentence {
                words.push(Word { span: Span::new(words.len(), words.len() + 1), sentence: SentenceId::new(index) });
                pieces.push(&vec![1; count]);
            }
        }
        (words, pieces)
    }

    #[test]
    fn sentences_stay_whole_while_they_fit() {
        let (words, pieces) = article(&[vec![1; 6], vec![1; 5], vec![1; 3], vec![1; 25]]);
        assert_eq!(windows(&words, &pieces, 10), [0..6, 6..14, 14..24, 24..34, 34..39]);
    }

    proptest! {
        #[test]
        fn windows_follow_each_other_and_fit(sentences in prop::collection::vec(prop::collection::vec(1..5usize, 1..30), 0..12)) {
            let (words, pieces) = article(&sentences);
            let mut end = 0;
            for window in windows(&words, &pieces, 16) {
                prop_assert_eq!(window.start, end);
                prop_assert!(!window.is_empty() && pieces.count(window.start, window.end) <= 16);
                end = window.end;
            }
            prop_assert_eq!(end, words.len());
        }
    }
}
