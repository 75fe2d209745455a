//! Files of several articles that nothing but "Document 3 of 200" or "End of Document" parts: home-made, or by a service
//! whose headers are not known. Whatever stands between two such lines is the text; `text` finds its headline and byline.

use super::Exported;
use super::lines::{self, Lines};
use super::marks::{self, Mark, Piece};

/// The articles of such a file, if it is one: an article may quote lines of the kind, so that they must come from the first
/// line to the last, without gap.
pub(super) fn split(text: &Lines<'_>) -> Option<Vec<Exported>> {
    let lines = &text.lines;
    let begins = marks::pieces(lines, |line| marks::numbered(line.text).map(|number| Mark::Begin(Some(number))));
    let counted = |pair: &[Piece]| match (pair[0].number, pair[1].number) {
        (Some((one, all)), Some((next, of))) => all == of && next == one + 1,
        _ => false,
    };
    let pieces = if begins.len() > 1 && begins.windows(2).all(counted) && begins[0].number.is_some() {
        begins
    } else {
        let ends = marks::pieces(lines, |line| marks::is_end(line.text).then_some(Mark::End));
        let last = ends.last().map_or(0, |piece| piece.lines.end);
        if ends.len() < 2 || last == lines.len() {
            return None;
        }
        ends
    };
    let article = |piece: Piece| {
        let lines = lines[piece.lines].iter().copied();
        let lines = lines.filter(|line| !marks::is_end(line.text) && !marks::is_rule(line.text));
        Exported { text: lines::text(lines, text.unwrapped), number: piece.number, ..Exported::default() }
    };
    Some(pieces.into_iter().map(article).collect())
}
