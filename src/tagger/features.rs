//! What the model is told about a word beside its letters: its shape, whether it stands in quotation marks, and whether it
//! opens a sentence or a paragraph. They travel as token types: `type = shape * 9 + state`.

use super::words::Word;
use crate::sentences::Sentence;

/// Token types of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordTypes {
    /// Type of its first piece.
    pub(super) first: u8,
    /// Type of its other pieces, which do not open anything.
    pub(super) rest: u8,
}

/// The token types of all words.
pub(super) fn word_types(text: &str, words: &[Word], sentences: &[Sentence]) -> Vec<WordTypes> {
    let mut types = Vec::with_capacity(words.len());
    let mut inside = false;
    let mut previous = None;
    for word in words {
        let paragraph = sentences[word.sentence.index()].paragraph;
        let opens = match previous {
            Some((sentence, _)) if sentence == word.sentence => 0,
            Some((_, before)) if before == paragraph => 1,
            _ => {
                // Quotation marks left open do not reach into the next paragraph.
                inside = false;
                2
            }
        };
        previous = Some((word.sentence, paragraph));
        let letters = word.span.slice(text);
        let quote = match letters {
            "“" | "«" => {
                inside = true;
                2
            }
            "”" | "»" => {
                inside = false;
                2
            }
            "\"" => {
                inside = !inside;
                2
            }
            _ => u8::from(inside),
        };
        let shape = shape(letters);
        types.push(WordTypes { first: shape * 9 + quote + 3 * opens, rest: shape * 9 + quote });
    }
    types
}

/// 1 lower, 2 Title, 3 UPPER, 4 one capital, 5 other, 6 begins with a digit, 7 no letter.
fn shape(word: &str) -> u8 {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return 7 };
    if first.is_numeric() {
        return 6;
    }
    let (mut letters, mut upper, mut lower) = (0, 0, 0);
    for c in word.chars() {
        letters += u32::from(c.is_alphabetic());
        upper += u32::from(c.is_uppercase());
        lower += u32::from(c.is_lowercase());
    }
    let longer = chars.next().is_some();
    match (letters, upper, lower) {
        (0, ..) => 7,
        (_, 0, 1..) => 1,
        (_, 1.., 0) => {
            if longer {
                3
            } else {
                4
            }
        }
        (_, 1, 1..) if first.is_uppercase() => 2,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn shapes() {
        let cases = [("said", 1), ("Orr", 2), ("NATO", 3), ("A", 4), ("McKee", 5), ("1990", 6), ("--", 7), ("U.S.", 3)];
        for (word, expected) in cases {
            assert_eq!(shape(word), expected, "{word}");
        }
        assert_eq!(shape("well-known"), 1);
        assert_eq!(shape("'s"), 1);
    }
}
