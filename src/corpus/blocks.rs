//! The text of an article that comes in pieces: paragraphs of a web page, a Word file or a page of print become a text
//! with a blank line between them, the shape that the stages behind know best.
//!
//! Laws: no paragraph is blank; none holds a line break; none has white space at its ends or two spaces in a row.

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    text: String,
}

impl Blocks {
    /// Adds a paragraph; white space in it is folded, and one of nothing else is passed over.
    pub(super) fn push(&mut self, paragraph: &str) {
        let (mut begun, mut gap) = (false, false);
        for c in paragraph.chars().filter(|&c| !is_invisible(c)) {
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            if !begun && !self.text.is_empty() {
                self.text.push_str("\n\n");
            } else if begun && gap {
                self.text.push(' ');
            }
            (begun, gap) = (true, false);
            self.text.push(c);
        }
    }

    /// Adds an item of a list, with the mark by which it is known as one.
    pub(super) fn push_item(&mut self, item: &str) {
        if item.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
            self.push(&format!("• {item}"));
        }
    }

    /// Whether nothing was added.
    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The whole text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Characters of no width (where a word may be parted at a line's end, marks of byte order), which the stages behind would
/// take for letters, and NUL.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_are_folded() {
        let mut blocks = Blocks::default();
        blocks.push("  The\ttower\n is\u{A0}safe. ");
        blocks.push(" \n");
        blocks.push_item("co\u{AD}operation");
        blocks.push_item(" ");
        assert_eq!(blocks.into_text(), "The tower is safe.\n\n• cooperation");
    }

    proptest! {
        #[test]
        fn the_laws_hold(paragraphs in proptest::collection::vec("[a \n\u{A0}\u{AD}\u{200B}\0é]{0,9}", 0..6)) {
            let mut blocks = Blocks::default();
            for paragraph in &paragraphs {
                blocks.push(paragraph);
            }
            let text = blocks.into_text();
            for paragraph in text.split("\n\n").filter(|_| !text.is_empty()) {
                prop_assert!(!paragraph.trim().is_empty(), "{text:?}");
                prop_assert!(!paragraph.contains("  ") && !paragraph.contains('\n') && paragraph.trim() == paragraph);
            }
        }
    }
}
