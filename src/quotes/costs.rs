//! What it costs to read a mark one way or another: a small integer for each violated expectation. The numbers were set
//! by hand on invented cases; only their order matters (a mark drawn the wrong way is likelier than a missing one, a
//! missing closing mark likelier than a stray one).

use super::marks::{Family, Mark, Shape, Side};

/// A quotation that nobody closes.
pub(super) const UNCLOSED: u32 = 5;
/// The next paragraph opens again: the usual form of a quotation over several paragraphs.
pub(super) const REOPENED: u32 = 1;
/// The quotation goes on in the next paragraph without a mark there; worth it only where a stray closing mark waits.
pub(super) const CARRIED: u32 = 4;
/// The paragraph ended in "…, he said.", so its quotation most likely lacks its closing mark.
pub(super) const AFTER_TAG: u32 = 6;

/// Against the spacing: an opening mark with a space after it and none before.
const AGAINST_SPACING: u32 = 4;

/// The three readings of one mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Costs {
    pub(super) open: u32,
    pub(super) close: u32,
    /// It is an apostrophe, an inch sign or a slip.
    pub(super) ignore: u32,
}

/// Marks of one family inside each other: `“He said “no” to me.”`
pub(super) const fn nesting(family: Family) -> u32 {
    match family {
        Family::Double | Family::Guillemet => 2,
        Family::Single => 4,
    }
}

/// The costs of the three readings of `mark`.
pub(super) fn of(mark: &Mark) -> Costs {
    let (opens, closes) = spacing(mark);
    let mut costs = match mark.family {
        Family::Double => double(mark, opens || closes),
        Family::Guillemet => Costs { ignore: 4, ..double(mark, true) },
        Family::Single => single(mark, opens, closes),
    };
    if opens {
        costs.close += AGAINST_SPACING;
    }
    if closes {
        costs.open += AGAINST_SPACING;
    }
    costs
}

/// Whether the neighbours say that the mark opens, or that it closes; neither where they say both or nothing.
fn spacing(mark: &Mark) -> (bool, bool) {
    let left_opens = matches!(mark.left, Side::Edge | Side::OpenBracket | Side::Dash);
    let left_closes = !matches!(mark.left, Side::Edge | Side::OpenBracket);
    let right_opens = !matches!(mark.right, Side::Edge | Side::Stop | Side::CloseBracket);
    let right_closes = matches!(mark.right, Side::Edge | Side::Stop | Side::CloseBracket | Side::Dash);
    let opens = left_opens && right_opens;
    let closes = left_closes && right_closes;
    (opens && !closes, closes && !opens)
}

fn double(mark: &Mark, spaced: bool) -> Costs {
    match mark.shape {
        Shape::Open => Costs { open: 0, close: 3, ignore: 6 },
        Shape::Close => Costs { open: 4, close: 0, ignore: 6 },
        // 12" is a length wherever another mark can close.
        Shape::Either if mark.left == Side::Digit => Costs { open: 6, close: 0, ignore: 1 },
        // Between two letters: a closing mark whose space is missing, before an opening one.
        Shape::Either if mark.left == Side::Letter && mark.right == Side::Letter => {
            Costs { open: 1, close: 0, ignore: 6 }
        }
        Shape::Either => Costs { open: 0, close: 0, ignore: if spaced { 6 } else { 4 } },
    }
}

fn single(mark: &Mark, opens: bool, closes: bool) -> Costs {
    let after_stop = matches!(mark.left, Side::Stop | Side::Ellipsis | Side::CloseBracket);
    match mark.shape {
        _ if mark.elision && opens => Costs { open: 2, close: 6, ignore: 0 },
        _ if mark.elision => Costs { open: 9, close: 1, ignore: 0 },
        Shape::Open if opens => Costs { open: 0, close: 3, ignore: 4 },
        Shape::Open => Costs { open: 1, close: 3, ignore: 1 },
        Shape::Close if opens => Costs { open: 4, close: 0, ignore: 2 },
        Shape::Either if opens => Costs { open: 0, close: 0, ignore: 2 },
        _ if closes && after_stop => Costs { open: 5, close: 0, ignore: 5 },
        _ if closes => Costs { open: 5, close: 0, ignore: 3 },
        _ => Costs { open: 3, close: 1, ignore: 1 },
    }
}
