//! Finds the places of a text where a sentence might end, and cuts where the rules say so. One pass over the bytes; the
//! words around a mark are looked at only where there is a mark.

use super::rules::{self, Mark};
use super::unmarked;

/// What a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Plain,
    Quote,
    Terminator,
    /// May stand at a sentence end without a mark.
    Hint,
    /// First byte of `…`, and of much else.
    Wide,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Plain; 256];
    bytes[b'"' as usize] = Byte::Quote;
    bytes[b'.' as usize] = Byte::Terminator;
    bytes[b'!' as usize] = Byte::Terminator;
    bytes[b'?' as usize] = Byte::Terminator;
    let hints = b"/:;=-_*";
    let mut index = 0;
    while index < hints.len() {
        bytes[hints[index] as usize] = Byte::Hint;
        index += 1;
    }
    bytes[0xE2] = Byte::Wide;
    bytes
};

/// Calls `sentence` with start and end of every sentence of `text`, white space around it not yet taken off.
pub(super) fn split(text: &str, mut sentence: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    let mut inside_quotes = false;
    while at < bytes.len() {
        match BYTES[bytes[at] as usize] {
            Byte::Plain => at += 1,
            Byte::Quote => {
                inside_quotes = !inside_quotes;
                at += 1;
            }
            Byte::Hint => {
                let found = unmarked::breaks(text, start, at);
                for end in [found.before, found.after].into_iter().flatten() {
                    sentence(start, end);
                    start = end;
                }
                at = found.resume;
            }
            Byte::Wide if !text[at..].starts_with('…') => at += 3,
            Byte::Terminator | Byte::Wide => {
                let mark = read_mark(text, start, at, inside_quotes);
                if let Some(end) = rules::sentence_end(text, &mark) {
                    sentence(start, end);
                    start = end;
                }
                inside_quotes ^= text[mark.end..mark.closed].matches('"').count() % 2 == 1;
                at = mark.closed;
            }
        }
    }
    sentence(start, bytes.len());
}

/// Reads the run of marks at `at` and the closing quotation marks and brackets after it.
fn read_mark(text: &str, sentence: usize, at: usize, mut inside_quotes: bool) -> Mark {
    let mut end = at;
    let (mut dots, mut asks) = (0, false);
    let mut first_end = None;
    loop {
        let rest = &text[end..];
        let length = match rest.as_bytes() {
            [b'.', ..] => {
                dots += 1;
                1
            }
            [b'!' | b'?', ..] => {
                asks = true;
                1
            }
            // "word . . . word": an ellipsis with spaces. A full stop before letters begins a word (".NET", " .5").
            [b' ', b'.', ..] if dots > 0 && !rest[2..].starts_with(char::is_alphanumeric) => {
                dots += 1;
                2
            }
            [0xE2, 0x80, 0xA6, ..] => {
                dots += 3;
                3
            }
            _ => break,
        };
        end += length;
        first_end.get_or_insert(end);
    }
    let mut closed = end;
    while let Some(length) = closer(&text[closed..], inside_quotes) {
        inside_quotes ^= text.as_bytes()[closed + length - 1] == b'"';
        closed += length;
    }
    let is_spaced = dots > 1 && text.as_bytes()[at..end].contains(&b' ');
    Mark { sentence, at, end, closed, dots, asks, is_spaced, first_end: first_end.unwrap_or(end) }
}

/// The length of the closing mark at the start of `rest`, a space before it included: "end. ”", "end. )".
///
/// A straight quotation mark closes where an odd number of them stands before it, or where nothing follows that it
/// could open.
fn closer(rest: &str, inside_quotes: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let space = usize::from(bytes.first() == Some(&b' '));
    let words = &rest[space..];
    let first = words.chars().next()?;
    let length = first.len_utf8();
    let opens = words[length..].starts_with(char::is_alphanumeric);
    let closes = match first {
        ')' | ']' | '}' | '”' | '»' | '›' => true,
        '’' => !opens,
        '"' => (inside_quotes && (space == 0 || !opens)) || (space == 0 && !opens),
        '\'' | '*' | '_' => space == 0 && !opens,
        // "[12]" and "[...]" belong to the sentence before them.
        '[' => return note(words).map(|length| space + length),
        _ => false,
    };
    closes.then_some(space + length)
}

/// The length of a reference to a note, `[3]`, or a mark of omission, `[...]`.
fn note(words: &str) -> Option<usize> {
    if let Some(omission) = ["[...]", "[…]"].into_iter().find(|omission| words.starts_with(omission)) {
        return Some(omission.len());
    }
    let digits = words.as_bytes()[1..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0 && words.as_bytes().get(1 + digits) == Some(&b']')).then_some(digits + 2)
}
