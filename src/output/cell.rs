//! One cell of a table: words from an article made fit for spreadsheets. A cell holds one line, and no spreadsheet
//! program runs it as a formula.
//!
//! Law: whatever the words, a cell holds no control character, and [`unguarded`] gives back what [`guarded`] was given.

use crate::span::Span;

/// The most UTF-16 units that Excel keeps of a cell ("Excel specifications and limits", Microsoft).
pub const LONGEST_CELL: usize = 32_767;

/// Whether `c` would break a line or be invisible trouble in a cell: control characters and Unicode's two line breaks.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The words of a running text on one line: white space and control characters folded to single spaces, none at the
/// ends.
pub(super) fn folded(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || is_control(c)).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The words at several places, each folded, joined by a space.
pub(super) fn joined(text: &str, spans: &[Span]) -> String {
    let words: Vec<_> = spans.iter().map(|span| folded(span.slice(text))).filter(|words| !words.is_empty()).collect();
    words.join(" ")
}

/// A list in one cell: the items folded, without repetition, joined by `; `. A semicolon inside an item becomes a
/// comma, so that the cell splits where it should.
pub(super) fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for item in items {
        let item = folded(item).replace(';', ",");
        if !item.is_empty() && !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept.join("; ")
}

/// The text with each control character as a space. Unlike [`folded`] it keeps all else: for ids and paths.
pub(super) fn single_line(text: &str) -> String {
    text.chars().map(|c| if is_control(c) { ' ' } else { c }).collect()
}

/// Whether a spreadsheet program might run a cell of this text as a formula: it starts with `=`, `+`, `-`, `@`, or their
/// full-width forms (OWASP, "CSV Injection"; tabs and line ends, which that page also names, never reach a cell).
///
/// Spaces, invisible characters and apostrophes before the sign do not count, because programs differ in what they
/// strip; and because of the apostrophes a guarded cell still answers yes, which makes guarding reversible.
fn is_formula(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\'' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    });
    rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The cell of a text, and whether an apostrophe was put before it.
pub(super) fn guarded(text: String) -> (String, bool) {
    if is_formula(&text) { (format!("'{text}"), true) } else { (text, false) }
}

/// The text of a cell: the apostrophe that guards it is taken away.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

/// Whether spreadsheet programs will cut the cell.
pub(super) fn is_too_long(cell: &str) -> bool {
    // A UTF-16 unit takes at least one byte of UTF-8, which settles all but the longest cells without counting.
    cell.len() > LONGEST_CELL && cell.encode_utf16().count() > LONGEST_CELL
}

/// A number as people write it: `12,345`.
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_plain_words_are_not() {
        for text in [
            "=1+1",
            "- he said",
            "+49 30",
            "@POTUS",
            "＝1",
            "＠x",
            " =1",
            "\u{200b}=1",
            "'=1",
            "–".trim_end_matches('–'),
        ] {
            assert_eq!(guarded(text.into()).1, !text.is_empty(), "{text:?}");
        }
        for text in ["he said - twice", "“- he said”", "– an en dash", "'Tis", "1-2", ""] {
            assert!(!guarded(text.into()).1, "{text:?}");
        }
    }

    #[test]
    fn folding() {
        assert_eq!(folded(" a\r\n\tb\u{a0}\u{85} c\0"), "a b c");
        assert_eq!(single_line("a\nb  c "), "a b  c ");
        assert_eq!(list(["Ann; Bob", "Cy", "", "Cy"]), "Ann, Bob; Cy");
    }

    #[test]
    fn length_is_in_utf16_units() {
        assert!(!is_too_long(&"é".repeat(LONGEST_CELL)));
        assert!(is_too_long(&"😀".repeat(LONGEST_CELL / 2 + 1)));
    }

    proptest! {
        #[test]
        fn guarding_is_reversible(text in "['=@a \u{200b}-]{0,8}|.{0,20}") {
            let (cell, _) = guarded(text.clone());
            prop_assert_eq!(unguarded(&cell), text);
        }

        #[test]
        fn folded_text_is_one_line(text in any::<String>()) {
            let line = folded(&text);
            prop_assert!(!line.contains(is_control));
            prop_assert!(!line.contains("  "));
            prop_assert_eq!(line.trim(), &line);
        }
    }
}
