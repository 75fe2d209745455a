//! Attributions: which source, cue and content belong together.
//!
//! The tagger marks spans; here they are linked to each other (`link`), second-hand ones are told from first-hand ones
//! (`relays`, `quoted`, `asides`), quotations with a signature take its name (`signed`), contents are brought into line
//! with the quotation marks around them (`marks`), and quotations that the tagger left without a speaker get one from
//! their surroundings where that is sound (`orphans`).
//!
//! Law: attributions are in the order of their first content; contents are not empty and do not overlap one another.

mod asides;
mod link;
mod marks;
mod orphans;
mod quoted;
mod relays;
mod signed;
#[cfg(test)]
mod tests;

use crate::entities::Entities;
use crate::quotes::Quotation;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tagger::Tags;
use crate::tagger::calibration::{Calibration, Evidence};
use crate::text::Sections;

crate::span::index! {
    /// Place of an attribution in the list that [`attribute`] returns.
    AttributionId
}

/// Somebody says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who, as written; `None` where the text names nobody at this place.
    pub source: Option<Span>,
    /// The words that attribute ("said"); `None` for a quotation that continues one of before.
    pub cue: Option<Span>,
    /// What is said, in text order.
    pub content: Vec<Span>,
    /// The outlet, document or person through whom the author has it, where that is not who said it.
    pub via: Option<Span>,
    /// Whom the source relies on ("NBC News, citing six officials,"): they said it, and the source is `via`.
    pub cited: Option<Span>,
    /// For a quotation that has its speaker from another attribution: which.
    pub continues: Option<AttributionId>,
    /// What speaks for it, as far as the model found it.
    pub evidence: Evidence,
    /// The probability that it is right, 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// The smallest span that holds source, cue and content.
    ///
    /// # Panics
    /// Never for an attribution that [`attribute`] made: it has content.
    pub fn extent(&self) -> Span {
        let parts = self.content.iter().chain(&self.source).chain(&self.cue).copied();
        parts.reduce(Span::cover).expect("an attribution has content")
    }
}

/// The contents of all attributions, sorted, so that they can be looked up by place.
pub fn contents(attributions: &[Attribution]) -> Vec<Span> {
    let mut contents: Vec<Span> = attributions.iter().flat_map(|found| found.content.iter().copied()).collect();
    contents.sort_unstable();
    contents
}

/// What the stage reads.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its outer shape.
    pub sections: &'a Sections,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its names.
    pub entities: &'a Entities,
    /// What the tagger says.
    pub tags: &'a Tags,
    /// How sure the model is when it says so.
    pub calibration: &'a Calibration,
    /// Its quotations.
    pub quotations: &'a [Quotation],
}

/// The attributions of an article.
pub fn attribute(input: Input<'_>) -> Vec<Attribution> {
    let (mut found, bare) = link::link(input);
    relays::relay(input, &mut found, &bare);
    quoted::unfold(input, &mut found);
    asides::via(input, &mut found);
    signed::sign(input, &mut found);
    for attribution in &mut found {
        marks::align(input, attribution);
        without_dateline(input, &mut attribution.content);
    }
    found.sort_by_key(|attribution| attribution.content[0].start());
    let orphans = orphans::adopt(input, &found);
    insert(found, orphans)
}

/// Takes the dateline out of a content that begins with it: it says where and for whom the article was written, and is
/// nobody's claim. In a text without a headline above it the model often takes it for the first words of the sentence.
fn without_dateline(input: Input<'_>, content: &mut Vec<Span>) {
    let Some(dateline) = input.sections.dateline.map(|dateline| dateline.span) else { return };
    let body = |span: &Span| Span::new(span.start().max(dateline.end()), span.end().max(dateline.end()));
    if content.iter().any(|span| span.start() < dateline.end() && span.end() > dateline.start()) {
        let rest: Vec<Span> = content.iter().map(body).filter(|span| !span.is_empty()).collect();
        if !rest.is_empty() {
            *content = rest;
        }
    }
}

/// Puts continuations among the attributions that they continue, all in text order.
fn insert(found: Vec<Attribution>, orphans: Vec<Attribution>) -> Vec<Attribution> {
    if orphans.is_empty() {
        return found;
    }
    let tagged = found.len();
    let mut all: Vec<(usize, Attribution)> = found.into_iter().chain(orphans).enumerate().collect();
    all.sort_by_key(|(_, attribution)| attribution.content[0].start());
    let mut place = vec![0; tagged];
    for (now, &(before, _)) in all.iter().enumerate() {
        if let Some(place) = place.get_mut(before) {
            *place = now;
        }
    }
    let moved = |id: AttributionId| AttributionId::new(place[id.index()]);
    all.into_iter()
        .map(|(_, attribution)| Attribution { continues: attribution.continues.map(moved), ..attribution })
        .collect()
}
