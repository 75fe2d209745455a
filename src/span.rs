//! Places in an article's text. A [`Span`] is a small `Copy` value: two UTF-8 byte offsets, half open. Nothing else in the
//! program says where something is; Unicode code-point offsets exist only in the output rows.

use std::ops::Range;

/// A half-open range of UTF-8 byte offsets into the text of one article.
///
/// `start <= end`, and both lie on character boundaries of the text that the span was made from, so that
/// [`Span::slice`] never panics there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` to byte `end`, the end not included.
    ///
    /// # Panics
    /// When `start > end`, or when an offset exceeds `u32::MAX` (readers refuse such texts).
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self {
            start: u32::try_from(start).expect("texts over 4 GiB are refused by the readers"),
            end: u32::try_from(end).expect("texts over 4 GiB are refused by the readers"),
        }
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range of byte offsets.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words at this place.
    ///
    /// # Panics
    /// When `text` is not the text that the span was made from.
    pub fn slice(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside (equal spans contain each other).
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` belongs to the span.
    pub const fn contains_offset(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether the two share at least one byte. Spans that only touch do not overlap.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Bytes between the two; 0 when they touch or overlap.
    pub const fn gap(self, other: Self) -> usize {
        if self.end <= other.start {
            (other.start - self.end) as usize
        } else {
            self.start.saturating_sub(other.end) as usize
        }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without the white space at its two ends; an empty span at the same start if nothing else is in it.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.slice(text);
        let left = words.len() - words.trim_start().len();
        let kept = words.trim().len();
        if kept == 0 {
            Self::new(self.start(), self.start())
        } else {
            Self::new(self.start() + left, self.start() + left + kept)
        }
    }
}

/// Whatever has one place in the text.
pub trait Spanned {
    /// Its place.
    fn span(&self) -> Span;
}

impl Spanned for Span {
    fn span(&self) -> Span {
        *self
    }
}

/// The indexes, in a list sorted by place and without overlaps, of the items that share a byte with `span`.
///
/// Two binary searches: `O(log n)`.
pub fn overlapping<T: Spanned>(sorted: &[T], span: Span) -> Range<usize> {
    let from = sorted.partition_point(|item| item.span().end() <= span.start());
    let to = from + sorted[from..].partition_point(|item| item.span().start() < span.end());
    from..to
}

/// Turns byte offsets into code-point offsets: one pass over the text, then `O(1)` a lookup.
///
/// A count is kept every 64 bytes, so that the table is small beside the text.
pub struct CodePoints<'a> {
    text: &'a [u8],
    before: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 64;

    /// Counts the code points of `text`.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::with_capacity(bytes.len() / Self::STEP + 1);
        let mut count = 0;
        for block in bytes.chunks(Self::STEP) {
            before.push(count);
            count += Self::starts(block);
        }
        before.push(count);
        Self { text: bytes, before }
    }

    /// How many code points of UTF-8 start in `bytes`: all but the continuation bytes `10xxxxxx`.
    fn starts(bytes: &[u8]) -> u32 {
        bytes.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80)).sum()
    }

    /// The number of code points before byte `offset`.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / Self::STEP;
        (self.before[block] + Self::starts(&self.text[block * Self::STEP..offset])) as usize
    }
}

/// Makes an index newtype: a `Copy` number that says what list it points into.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(u32);

        impl $name {
            /// The id of the item at `index` of its list.
            pub const fn new(index: usize) -> Self {
                Self(index as u32)
            }

            /// The place in its list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use index;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn overlapping_finds_a_run() {
        let spans = [Span::new(0, 2), Span::new(3, 5), Span::new(5, 9)];
        assert_eq!(overlapping(&spans, Span::new(4, 6)), 1..3);
        assert_eq!(overlapping(&spans, Span::new(2, 3)), 1..1);
    }

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "\\PC{0,200}") {
            let points = CodePoints::new(&text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(offset), count);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
        }

        #[test]
        fn trim_stays_inside(text in "[ a\u{a0}é\n]{0,20}") {
            let whole = Span::new(0, text.len());
            let trimmed = whole.trim(&text);
            prop_assert!(whole.contains(trimmed));
            prop_assert_eq!(trimmed.slice(&text), text.trim());
        }
    }
}
