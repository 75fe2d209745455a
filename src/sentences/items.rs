//! Lists whose items have run together in one line: "1) Bread 2) Eggs", "• Bread • Eggs". Only a paragraph that opens with
//! an item's marker is looked at, and only markers of the same make that count on from it part it.

use crate::text::list::{Enumerator, enumerator};

/// Calls `end_item` with the length of every item of `paragraph`, in order. Together they are the paragraph.
pub(super) fn split(paragraph: &str, mut end_item: impl FnMut(usize)) {
    let mut start = 0;
    let mut end_at = |end: usize| {
        end_item(end - start);
        start = end;
    };
    match paragraph.chars().next() {
        Some(bullet @ ('•' | '◦' | '▪' | '●' | '‣' | '⁃' | '■' | '➢')) => {
            paragraph.match_indices(bullet).skip(1).for_each(|(at, _)| end_at(at));
        }
        Some('0'..='9' | 'a' | '(') => {
            if let Some(first) = enumerator(paragraph) {
                split_enumerated(paragraph, first, &mut end_at);
            }
        }
        _ => {}
    }
    end_at(paragraph.len());
}

fn split_enumerated(paragraph: &str, first: Enumerator, end_at: &mut impl FnMut(usize)) {
    let bytes = paragraph.as_bytes();
    let mut expected = first.value + 1;
    for (at, pair) in bytes.windows(2).enumerate().skip(first.length) {
        let may_begin =
            pair[0] == b' ' && (pair[1].is_ascii_digit() || pair[1] == b'(' || pair[1].is_ascii_lowercase());
        if !may_begin {
            continue;
        }
        let Some(next) = enumerator(&paragraph[at + 1..]) else { continue };
        let followed = bytes.get(at + 1 + next.length).is_some_and(|&byte| byte == b' ');
        if followed && next.value == expected && next.style == first.style && next.is_letter == first.is_letter {
            end_at(at + 1);
            expected += 1;
        }
    }
}
