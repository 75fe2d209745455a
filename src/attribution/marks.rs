//! Brings contents into line with quotation marks: a content that begins or ends at a mark takes the mark in, and one that
//! stands in a quotation up to a word or two of its end takes the rest.

use super::{Attribution, Input};
use crate::quotes::Quotation;
use crate::span::{Span, Spanned};

/// Widens each content to the marks of the quotation that it nearly fills.
pub(super) fn align(input: Input<'_>, attribution: &mut Attribution) {
    for content in &mut attribution.content {
        *content = aligned(input, *content);
    }
    merge(&mut attribution.content, input.text);
}

fn aligned(input: Input<'_>, content: Span) -> Span {
    let mut widened = content;
    for quotation in touching(input.quotations, content) {
        let inner = quotation.inner;
        // The gap between content and mark may hold punctuation and space, no words.
        if content.start() >= quotation.span.start() && content.start() <= inner.end() {
            let before = &input.text[quotation.span.start()..content.start()];
            if !before.chars().any(char::is_alphanumeric) {
                widened = widened.cover(Span::new(quotation.span.start(), content.start()));
            }
        }
        if content.end() <= quotation.span.end() && content.end() >= inner.start() {
            let after = &input.text[content.end()..quotation.span.end()];
            if !after.chars().any(char::is_alphanumeric) {
                widened = widened.cover(Span::new(content.end(), quotation.span.end()));
            }
        }
    }
    widened
}

/// The quotations that overlap or touch `content`.
fn touching(quotations: &[Quotation], content: Span) -> impl Iterator<Item = &Quotation> {
    // Sorted by start; nested ones end early, so the search walks back a few places at most.
    let to = quotations.partition_point(|quotation| quotation.span().start() <= content.end());
    let from = to.saturating_sub(8);
    quotations[from..to].iter().filter(move |quotation| quotation.span.end() >= content.start())
}

/// Joins contents that have come to overlap or touch.
fn merge(contents: &mut Vec<Span>, text: &str) {
    contents.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(contents.len());
    for &content in contents.iter() {
        match merged.last_mut() {
            Some(last) if content.start() <= last.end() || text[last.end()..content.start()].trim().is_empty() => {
                *last = last.cover(content);
            }
            _ => merged.push(content),
        }
    }
    *contents = merged;
}
