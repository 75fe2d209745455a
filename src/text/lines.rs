//! Lines of a text, with what their white space says about paragraphs: how far a line is indented and whether blank lines
//! stand before it.

use crate::span::Span;

/// A line with something on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Without white space at either end.
    pub(super) span: Span,
    /// Characters of white space before the first word.
    pub(super) indent: usize,
    /// Length in characters, the indentation included.
    pub(super) width: usize,
    /// Whether a blank line (or a paragraph separator) parts it from the line before.
    pub(super) after_blank: bool,
}

/// The length in bytes of the line break at `at`, and whether it ends a paragraph by itself (Unicode 16.0, section 5.8:
/// U+2029 does, and CR LF is one break).
fn line_break(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    match bytes[at..] {
        [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => Some((2, false)),
        [b'\n' | b'\r' | 0x0B | 0x0C, ..] => Some((1, false)),
        [0xE2, 0x80, 0xA8, ..] => Some((3, false)),
        [0xE2, 0x80, 0xA9, ..] => Some((3, true)),
        _ => None,
    }
}

/// All lines that hold more than white space, in order.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut start, mut at, mut after_blank) = (0, 0, false);
    while at <= bytes.len() {
        let ended = if at == bytes.len() {
            Some((1, false))
        } else if matches!(bytes[at], 0x0A..=0x0D | 0xC2 | 0xE2) {
            line_break(bytes, at)
        } else {
            None
        };
        let Some((length, is_paragraph_end)) = ended else {
            at += 1;
            continue;
        };
        let span = Span::new(start, at).trim(text);
        if span.is_empty() {
            after_blank = true;
        } else {
            let indent = text[start..span.start()].chars().count();
            let width = indent + span.slice(text).chars().count();
            found.push(Line { span, indent, width, after_blank });
            after_blank = false;
        }
        after_blank |= is_paragraph_end;
        at += length;
        start = at;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_break_counts() {
        let text = "a\r\nb\rc\nd\u{85}e\u{2028}f\u{c}g\u{b}h";
        let words: Vec<&str> = lines(text).iter().map(|line| line.span.slice(text)).collect();
        assert_eq!(words, ["a", "b", "c", "d", "e", "f", "g", "h"]);
        assert!(lines(text).iter().all(|line| !line.after_blank));
    }

    #[test]
    fn blank_lines_and_paragraph_separators_are_noted() {
        let text = "a\r\n \t\r\nb\nc\u{2029}d";
        let blank: Vec<bool> = lines(text).iter().map(|line| line.after_blank).collect();
        assert_eq!(blank, [false, true, false, true]);
    }
}
