//! Which claim a quotation belongs to: the link from `quotes.csv` to `claims.csv`.

use crate::claims::Claim;
use crate::quotes::Quotation;
use crate::span::Span;

/// The index of the claim whose content holds the quotation, if there is one.
///
/// Claims nest ("Ann said that Bob said 'no'"), so the narrowest content that holds all the quoted words wins. Where
/// none holds them all (a content split by gaps), it is the one that holds most of them, if that is over half.
pub(super) fn holder(text: &str, quotation: &Quotation, claims: &[Claim]) -> Option<usize> {
    let words = without_stop(quotation.inner.trim(text), text);
    if words.is_empty() {
        return None;
    }
    let length = |claim: &Claim| claim.content.iter().map(|span| span.len()).sum::<usize>();
    let shared = |claim: &Claim| claim.content.iter().map(|span| common(*span, words)).sum::<usize>();
    let whole = claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.content.iter().any(|span| span.contains(words)))
        .min_by_key(|(index, claim)| (length(claim), *index));
    let most = || {
        claims
            .iter()
            .enumerate()
            .map(|(index, claim)| (shared(claim), index))
            .filter(|&(shared, _)| shared * 2 > words.len())
            .max_by_key(|&(shared, index)| (shared, std::cmp::Reverse(index)))
    };
    whole.map(|(index, _)| index).or_else(|| most().map(|(_, index)| index))
}

/// The span without the commas and stops at its end, which a content may leave out.
fn without_stop(span: Span, text: &str) -> Span {
    let kept = span.slice(text).trim_end_matches([',', '.', '!', '?', ';', ':', '…', '-', '–', '—']).len();
    Span::new(span.start(), span.start() + kept).trim(text)
}

/// How many bytes two spans share.
fn common(a: Span, b: Span) -> usize {
    a.end().min(b.end()).saturating_sub(a.start().max(b.start()))
}
