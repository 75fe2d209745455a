//! The text of a word processor's file while it is read: characters come in, paragraphs go out. What stands in a text box
//! comes behind the paragraph that the box hangs on, and a line break inside a paragraph ends it where its author used
//! it for a paragraph.

use super::blocks::Blocks;

/// A line break inside a paragraph.
pub(super) const BREAK: &str = "\n";
/// The end of a page or column inside a paragraph.
pub(super) const PAGE: &str = "\u{C}";

/// Boxes in boxes beyond this depth are read as if they were the box around them.
const DEEPEST: usize = 20;
/// The longest line of a block of fields, in bytes; the last may be a line of copyright.
const FIELD: usize = 70;
/// Paragraphs kept for [`Flow::opening`].
const OPENING: usize = 8;

/// What a paragraph is, as its style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    Body,
    /// An item of a list.
    Item,
    /// The title of the document.
    Title,
    /// A heading of the highest rank.
    Heading,
}

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Flow {
    blocks: Blocks,
    /// The paragraph that is being read.
    open: String,
    /// The paragraphs around it, if it stands in a box.
    around: Vec<String>,
    /// Boxes open beyond [`DEEPEST`].
    deeper: usize,
    boxed: Vec<(String, Kind)>,
    opening: Vec<(String, Kind)>,
}

impl Flow {
    /// Adds characters to the paragraph.
    pub(super) fn push(&mut self, text: &str) {
        self.open.push_str(text);
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self, kind: Kind) {
        let text = std::mem::take(&mut self.open);
        if self.around.is_empty() {
            self.add(&text, kind);
            for (text, kind) in std::mem::take(&mut self.boxed) {
                self.add(&text, kind);
            }
        } else {
            self.boxed.push((text, kind));
        }
    }

    /// A box begins, inside the paragraph.
    pub(super) fn open_box(&mut self) {
        if self.around.len() < DEEPEST {
            self.around.push(std::mem::take(&mut self.open));
        } else {
            self.deeper += 1;
        }
    }

    /// A box ends, and with it its last paragraph.
    pub(super) fn close_box(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if !self.around.is_empty() {
            self.end(Kind::Body);
            self.open = self.around.pop().unwrap_or_default();
        }
    }

    /// The first paragraphs.
    pub(super) fn opening(&self) -> &[(String, Kind)] {
        &self.opening
    }

    /// Ends whatever is open; the whole text may then be taken.
    pub(super) fn close(&mut self) {
        while !self.around.is_empty() {
            self.close_box();
        }
        self.end(Kind::Body);
    }

    /// The whole text.
    pub(super) fn into_text(self) -> String {
        self.blocks.into_text()
    }

    fn add(&mut self, text: &str, kind: Kind) {
        let mut kind = kind;
        for text in text.split(PAGE) {
            for text in paragraphs(text) {
                if text.trim().is_empty() {
                    continue;
                }
                if kind == Kind::Item {
                    self.blocks.push_item(text);
                } else {
                    self.blocks.push(text);
                }
                if self.opening.len() < OPENING {
                    let mut folded = Blocks::default();
                    folded.push(text);
                    if !folded.is_empty() {
                        self.opening.push((folded.into_text(), kind));
                    }
                }
                // What follows a break is no item and no title of its own.
                kind = Kind::Body;
            }
        }
    }
}

/// The paragraphs of a text with line breaks.
///
/// Two breaks in a row end one, as a blank line does. A single one does so only behind the end of a sentence, and in a block
/// of fields ("108 words", "2 June 2017", "The Halvern Post"): in a headline of two lines, in verses and addresses it does not.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let fields = is_block_of_fields(text);
    let (mut start, mut at, mut before) = (0, 0, None);
    for line in text.split(BREAK) {
        let words = line.trim();
        let ends = words.is_empty()
            || fields
            || (before.is_some_and(|c| ".!?:…”\"".contains(c)) && !words.starts_with(char::is_lowercase));
        if ends && at > start {
            found.push(&text[start..at]);
            start = at;
        }
        before = words.chars().next_back();
        at += line.len() + BREAK.len();
    }
    found.push(&text[start..]);
    found
}

/// Whether the lines of a paragraph are short things of their own: three and more, each with a capital or a number at its front,
/// one with a number in it.
fn is_block_of_fields(text: &str) -> bool {
    let lines = || text.split(BREAK).map(str::trim).filter(|line| !line.is_empty());
    let short =
        |line: &str| line.len() <= FIELD && !line.starts_with(char::is_lowercase) && !line.ends_with([',', '-']);
    text.len() <= 20 * FIELD
        && lines().nth(2).is_some()
        && lines().take(lines().count() - 1).all(short)
        && lines().any(|line| line.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn boxes_come_behind_their_paragraph() {
        let mut flow = Flow::default();
        flow.push("He ");
        flow.open_box();
        flow.push("A quote.");
        flow.end(Kind::Body);
        flow.push("Its source");
        flow.close_box();
        flow.push("said no.");
        flow.end(Kind::Title);
        flow.push("one");
        flow.end(Kind::Item);
        flow.close();
        assert_eq!(flow.opening()[0], ("He said no.".to_owned(), Kind::Title));
        assert_eq!(flow.into_text(), "He said no.\n\nA quote.\n\nIts source\n\n• one");
    }

    #[test]
    fn breaks_end_paragraphs_where_sentences_end() {
        for (text, expected) in [
            ("Council rejects\nharbour plan", vec!["Council rejects\nharbour plan"]),
            ("It is over.\nShe left.", vec!["It is over.\n", "She left."]),
            ("By Ann Lee\n\nIt is over", vec!["By Ann Lee\n", "\nIt is over"]),
            ("By Ann Lee\nThe Post\n2 May 2025", vec!["By Ann Lee\n", "The Post\n", "2 May 2025"]),
            ("The sea,\nthe sea,\nthe 9 seas", vec!["The sea,\nthe sea,\nthe 9 seas"]),
            ("", vec![""]),
        ] {
            assert_eq!(paragraphs(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in "[a.B\n é]{0,30}") {
            prop_assert_eq!(paragraphs(&text).concat(), text);
        }
    }
}
