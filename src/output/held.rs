//! Which claim a quotation belongs to: the link from `quotes.csv` to `claims.csv`.

use crate::claims::Claim;
use crate::quotes::Quotation;
use crate::span::Span;

/// Contents that are looked back over for one quotation. Contents hardly overlap, so that the few before a place are all
/// that can reach it; the bound keeps the table linear in the text.
const REACH: usize = 32;

/// The contents of a document's claims, to look quotations up in.
pub(super) struct Contents {
    /// Each content with its claim, by start.
    spans: Vec<(Span, usize)>,
    /// The length of each claim's contents together.
    lengths: Vec<usize>,
}

impl Contents {
    /// Sorts the contents.
    pub(super) fn new(claims: &[Claim]) -> Self {
        let of =
            |(index, claim): (usize, &Claim)| claim.content.iter().map(move |&span| (span, index)).collect::<Vec<_>>();
        let mut spans: Vec<(Span, usize)> = claims.iter().enumerate().flat_map(of).collect();
        spans.sort_unstable();
        Self { spans, lengths: claims.iter().map(|claim| claim.content.iter().map(|span| span.len()).sum()).collect() }
    }

    /// The index of the claim whose content holds the quotation, if there is one.
    ///
    /// Claims nest ("Ann said that Bob said 'no'"), so the narrowest content that holds all the quoted words wins. Where
    /// none holds them all (a content split by gaps), it is the claim that holds most of them, if that is over half.
    pub(super) fn holder(&self, text: &str, quotation: &Quotation) -> Option<usize> {
        let words = without_stop(quotation.inner.trim(text), text);
        let to = self.spans.partition_point(|(span, _)| span.start() < words.end());
        let near = self.spans[to.saturating_sub(REACH)..to].iter().filter(|(span, _)| span.overlaps(words));
        let whole = near.clone().filter(|(span, _)| span.contains(words)).map(|&(_, claim)| claim);
        if let Some(claim) = whole.min_by_key(|&claim| (self.lengths[claim], claim)) {
            return Some(claim);
        }
        let mut shared: Vec<(usize, usize)> = Vec::new();
        for &(span, claim) in near {
            let common = span.end().min(words.end()) - span.start().max(words.start());
            match shared.iter_mut().find(|(known, _)| *known == claim) {
                Some((_, bytes)) => *bytes += common,
                None => shared.push((claim, common)),
            }
        }
        let most = shared.into_iter().filter(|&(_, bytes)| bytes * 2 > words.len());
        most.max_by_key(|&(claim, bytes)| (bytes, std::cmp::Reverse(claim))).map(|(claim, _)| claim)
    }
}

/// The span without the commas and stops at its end, which a content may leave out.
fn without_stop(span: Span, text: &str) -> Span {
    let kept = span.slice(text).trim_end_matches([',', '.', '!', '?', ';', ':', '…', '-', '–', '—']).len();
    Span::new(span.start(), span.start() + kept).trim(text)
}
