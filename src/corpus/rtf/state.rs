//! What is known of groups, paragraphs and fonts while RTF is read, and the characters that have words of their own.

use super::super::flow::Kind;
use super::destination::Destination;

/// What holds in a group until it ends or is told otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// Where its text goes.
    pub(super) destination: Destination,
    /// The destination around `\upr`.
    pub(super) around: Destination,
    /// The number of its font.
    pub(super) font: i32,
    /// The characters that stand in for each `\u`.
    pub(super) stand_ins: usize,
    /// Whether its text is hidden.
    pub(super) hidden: bool,
    /// Whether its text was deleted while changes were tracked.
    pub(super) deleted: bool,
    /// Whether the group began with `\*`, until its first word.
    pub(super) starred: bool,
}

/// What is known of the paragraph that is being read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    /// Whether the mark of an item stands before it.
    pub(super) marked: bool,
    /// Whether it is of a list.
    pub(super) listed: bool,
    /// Its rank as a heading.
    pub(super) level: Option<i32>,
    /// Whether it is the large initial of the next one.
    pub(super) initial: bool,
}

impl Paragraph {
    /// What it is for.
    pub(super) fn kind(self) -> Kind {
        match self.level {
            Some(0) => Kind::Heading,
            // A heading with a number is no item of a list.
            None if self.marked || self.listed => Kind::Item,
            _ => Kind::Body,
        }
    }
}

/// An entry of the table of fonts.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Its number.
    pub(super) number: i32,
    /// The number of its character set.
    pub(super) charset: Option<i32>,
    /// The number of its code page.
    pub(super) page: Option<i32>,
    /// Its name.
    pub(super) name: String,
}

/// The characters that have words of their own.
pub(super) fn character(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"emdash" => "—",
        b"endash" => "–",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"bullet" => "•",
        b"tab" => "\t",
        b"emspace" | b"enspace" | b"qmspace" => " ",
        _ => return None,
    })
}
