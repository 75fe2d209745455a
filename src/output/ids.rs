//! The identifiers of rows. They are made of the document's id and a number inside the document, so that they stay the
//! same when files are added to the input, and they never look like numbers or dates to a spreadsheet.

use crate::hash::sha256;

/// The part of an identifier that stands for a document: the first twelve hexadecimal digits of the SHA-256 of its id.
///
/// 48 bits: among 100,000 documents, two share them in one of 56,000 runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocumentKey(String);

impl DocumentKey {
    /// The key of the document with this id.
    pub(super) fn new(doc_id: &str) -> Self {
        Self(sha256(doc_id.as_bytes())[..12].to_owned())
    }

    /// `c_<document>_<number>`, the number from 1.
    pub(super) fn claim(&self, index: usize) -> String {
        self.id('c', index)
    }

    /// `q_<document>_<number>`, the number from 1.
    pub(super) fn quotation(&self, index: usize) -> String {
        self.id('q', index)
    }

    /// `e_<document>_<number>`, the number from 1.
    pub(super) fn entity(&self, index: usize) -> String {
        self.id('e', index)
    }

    /// `t_<document>_<number>`, the number from 1.
    pub(super) fn sentence(&self, index: usize) -> String {
        self.id('t', index)
    }

    fn id(&self, letter: char, index: usize) -> String {
        format!("{letter}_{}_{:04}", self.0, index + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_before() {
        // SHA-256 of "a.txt" begins with these digits; a change would break every link made to a table so far.
        let key = DocumentKey::new("a.txt");
        assert_eq!(key.claim(0), "c_18b7cb099a9e_0001");
        assert!(key.quotation(9998).ends_with("_9999"));
        assert!(key.sentence(12_345).ends_with("_12346"));
    }
}
