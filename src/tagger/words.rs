//! Words as the model saw them in training: the scanner follows the expression `TOK` of the training data reader, choice
//! by choice, so that the program cuts a text exactly as the trainer did. Apart from that, a word is what one tag is for.

use crate::sentences::{Sentence, SentenceId};
use crate::span::{Span, Spanned};

/// A word, a number or a punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Place in the text; never empty, never across a sentence's end.
    pub span: Span,
    /// The sentence that holds it.
    pub sentence: SentenceId,
}

impl Spanned for Word {
    fn span(&self) -> Span {
        self.span
    }
}

/// Abbreviations that keep their full stop, case as written, sorted.
const ABBREVIATIONS: [&str; 70] = [
    "Adm", "Apr", "Aug", "Ave", "Calif", "Capt", "Cmdr", "Co", "Col", "Conn", "Corp", "Dec", "Del", "Dr", "Feb", "Fla",
    "Ga", "Gen", "Gov", "Hon", "Ill", "Inc", "Ind", "Jan", "Jr", "Kan", "Ky", "La", "Lt", "Ltd", "Mar", "Mass", "Md",
    "Mich", "Minn", "Miss", "Mo", "Mont", "Mr", "Mrs", "Ms", "Neb", "Nev", "No", "Nov", "Oct", "Ohio", "Okla", "Ore",
    "Pa", "Pres", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens", "Sep", "Sept", "Sgt", "Sr", "St", "Tenn", "Tex", "Va",
    "Vt", "Wash", "Wis", "Wyo", "vs",
];

/// The words of all sentences, in text order.
///
/// Law: words are not empty, hold no white space, do not overlap, lie inside their sentence, and together hold every
/// character of the sentences that is not white space.
pub fn words(text: &str, sentences: &[Sentence]) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 5);
    for (index, sentence) in sentences.iter().enumerate() {
        let sentence_id = SentenceId::new(index);
        let end = sentence.span.end();
        let mut at = sentence.span.start();
        while at < end {
            let rest = &text[at..end];
            let Some(first) = rest.chars().next() else { break };
            if is_space(first) {
                at += first.len_utf8();
                continue;
            }
            let length = next_word(rest, first, text[..at].chars().next_back());
            found.push(Word { span: Span::new(at, at + length), sentence: sentence_id });
            at += length;
        }
    }
    found
}

/// Length in bytes of the word that `rest` begins with. `rest` begins with `first`, which is not white space.
fn next_word(rest: &str, first: char, before: Option<char>) -> usize {
    let bytes = rest.as_bytes();
    if first.is_ascii_alphabetic() {
        let initials = initials(bytes);
        if initials >= 4 {
            return initials;
        }
        let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let boundary = !before.is_some_and(is_word);
        if boundary && bytes.get(letters) == Some(&b'.') && ABBREVIATIONS.binary_search(&&rest[..letters]).is_ok() {
            return letters + 1;
        }
        if bytes[letters - 1] == b'n' && contraction(&rest[letters..], &["t"]).is_some() {
            // "don't" is "do" and "n't"; a bare "n't" is one word.
            return if letters > 1 { letters - 1 } else { 1 + contraction(&rest[1..], &["t"]).unwrap_or(0) };
        }
    }
    match first {
        '\'' | '’' => {
            if let Some(length) = contraction(rest, &["s", "S", "re", "ve", "ll", "d", "m"]) {
                return length;
            }
        }
        '@' | '#' => {
            let length = run(&rest[1..], is_word);
            if length > 0 {
                return 1 + length;
            }
        }
        '.' => {
            let dots = run(rest, |c| c == '.');
            if dots > 1 {
                return dots;
            }
        }
        '-' => {
            let dashes = run(rest, |c| c == '-');
            if dashes > 1 {
                return dashes;
            }
        }
        _ => {}
    }
    if is_digit(first) {
        let length = run(rest, |c| is_digit(c) || c == ',');
        let fraction = rest[length..].strip_prefix('.').map_or(0, |after| run(after, is_digit));
        return if fraction > 0 { length + 1 + fraction } else { length };
    }
    if is_word(first) {
        let mut length = run(rest, is_word);
        while let Some(hyphen) = rest[length..].chars().next().filter(|&c| c == '-' || c == '\u{2010}') {
            let more = run(&rest[length + hyphen.len_utf8()..], is_word);
            if more == 0 {
                break;
            }
            length += hyphen.len_utf8() + more;
        }
        return length;
    }
    first.len_utf8()
}

/// Length of a run of single letters with full stops ("U.S.", "J.D."); counts as a word from two on.
fn initials(bytes: &[u8]) -> usize {
    let pairs = bytes.chunks_exact(2).take_while(|pair| pair[0].is_ascii_alphabetic() && pair[1] == b'.').count();
    pairs * 2
}

/// Length of an apostrophe and one of `endings` at the start of `rest`, no letter or digit following.
fn contraction(rest: &str, endings: &[&str]) -> Option<usize> {
    let mark = rest.chars().next().filter(|&c| c == '\'' || c == '’')?.len_utf8();
    endings.iter().find_map(|ending| {
        let after = rest[mark..].strip_prefix(ending)?;
        (!after.chars().next().is_some_and(is_word)).then_some(mark + ending.len())
    })
}

/// Length in bytes of the longest start of `rest` whose characters all pass.
fn run(rest: &str, pass: impl Fn(char) -> bool) -> usize {
    rest.find(|c: char| !pass(c)).unwrap_or(rest.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric() && c.to_digit(10).is_none() && is_decimal(c))
}

/// Decimal digits of other scripts, which news in English hardly has: Arabic-Indic and full-width ones.
fn is_decimal(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{966}'..='\u{96F}' | '\u{FF10}'..='\u{FF19}')
}

/// White space, and the separators U+001C to U+001F, which the training data reader takes for white space too.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ParagraphId;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let sentence = Sentence { span: Span::new(0, text.len()), paragraph: ParagraphId::new(0) };
        words(text, &[sentence]).iter().map(|word| word.span.slice(text)).collect()
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn cuts_as_the_trainer_does() {
        let cases: [(&str, &[&str]); 12] = [
            ("The U.S.-led force", &["The", "U.S.", "-", "led", "force"]),
            ("Mr. Orr can't, won't.", &["Mr.", "Orr", "ca", "n't", ",", "wo", "n't", "."]),
            ("Orr’s well-known “plan”", &["Orr", "’s", "well-known", "“", "plan", "”"]),
            ("in 2015, 3.5 or 1,200.", &["in", "2015,", "3.5", "or", "1,200", "."]),
            ("the 1990s and the 5th", &["the", "1990", "s", "and", "the", "5", "th"]),
            ("wait... no -- yes", &["wait", "...", "no", "--", "yes"]),
            ("@orr #vote now", &["@orr", "#vote", "now"]),
            ("they're 'here'", &["they", "'re", "'", "here", "'"]),
            ("A. Orr", &["A", ".", "Orr"]),
            ("n't", &["n't"]),
            ("the-", &["the", "-"]),
            ("Zoë Łukasz", &["Zoë", "Łukasz"]),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_hold_every_visible_character(text in "\\PC{0,80}") {
            let joined: String = cut(&text).concat();
            let expected: String = text.chars().filter(|&c| !is_space(c)).collect();
            prop_assert_eq!(joined, expected);
        }
    }
}
