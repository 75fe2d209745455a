//! Quotations: paired quotation marks, nested and over several paragraphs.
//!
//! The walk inside: `marks` collects every character that may be a quotation mark, with its neighbours; `costs` says how
//! badly each reading of it (opens, closes, is none) goes against its drawing and its neighbours; `pairing` finds the
//! cheapest reading of the whole; this file turns it into [`Quotation`]s, and `scare` marks the words that are quoted but
//! not spoken.
//!
//! Laws, for any text: quotations are in order of their starts; two of them do not overlap unless one contains the
//! other; `inner` lies inside `span` and is not blank; `depth` is the number of quotations around; a quotation that is
//! never closed ends with the last paragraph that it opens.

mod costs;
mod marks;
mod pairing;
mod scare;

use crate::span::{Span, Spanned};
use crate::text::{Paragraph, ParagraphId, ParagraphKind, Sections};
use marks::Mark;
use pairing::{Action, Event};

crate::span::index! {
    /// Place of a quotation in the list that [`find`] returns.
    QuotationId
}

/// A stretch of text in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing mark, both included. A quotation over several paragraphs, whose mark is
    /// opened again at each of them, is one quotation.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// The paragraph in which it opens.
    pub paragraph: ParagraphId,
    /// Nesting: 0 is outermost.
    pub depth: u8,
    /// Whether the closing mark was found.
    pub closed: bool,
    /// A word or two quoted inside a clause, rather than somebody's speech.
    pub scare: bool,
}

impl Spanned for Quotation {
    fn span(&self) -> Span {
        self.span
    }
}

/// Words that an apostrophe begins: `’em`, `’tis`.
const ELISIONS: &str = include_str!("elisions.txt");
/// Words that introduce or follow speech.
const SPEECH_VERBS: &str = include_str!("speech_verbs.txt");

/// Whether `word`, in lower case, stands in a list of one word a line.
fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.lines().any(|line| line == word)
}

/// Whether a word, in lower case, is a verb that introduces or follows speech ("said", "asks").
pub fn is_speech_verb(word: &str) -> bool {
    listed(SPEECH_VERBS, word)
}

/// Finds every quotation, in order of start, an outer one before those inside it.
///
/// Boilerplate is passed over: a quotation may go on behind an advertisement. Takes time linear in the text.
pub fn find(text: &str, sections: &Sections) -> Vec<Quotation> {
    let (events, places) = read(text, &sections.paragraphs);
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for ((event, place), action) in events.iter().zip(places).zip(pairing::decide(&events)) {
        match (event, action) {
            (Event::Mark(mark), Action::Open) => begin(&mut found, &mut open, mark, place),
            (Event::Mark(mark), Action::Restart) => {
                end_all(&mut found, &mut open, 0, mark.span.start(), text);
                begin(&mut found, &mut open, mark, place);
            }
            (Event::Mark(mark), Action::Close) => {
                let Some(up) = open.iter().rposition(|&index| found[index].1 == mark.family) else { continue };
                end_all(&mut found, &mut open, up + 1, mark.span.start(), text);
                if let Some(index) = open.pop() {
                    let quotation = &mut found[index].0;
                    quotation.inner = Span::new(quotation.inner.start(), mark.span.start());
                    quotation.span = quotation.span.cover(mark.span);
                    quotation.closed = true;
                }
            }
            (Event::Border { .. }, Action::Keep(kept)) => {
                let end = sections.paragraphs[place].span.end();
                end_all(&mut found, &mut open, usize::from(kept), end, text);
            }
            _ => {}
        }
    }
    finish(text, sections, found.into_iter().map(|(quotation, _)| quotation).collect())
}

/// The marks and the borders between paragraphs, each with the index of its paragraph (a border belongs to the
/// paragraph that it ends).
fn read(text: &str, paragraphs: &[Paragraph]) -> (Vec<Event>, Vec<usize>) {
    let mut events = Vec::new();
    let mut places = Vec::new();
    let mut previous: Option<usize> = None;
    let mut marks = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.kind == ParagraphKind::Boilerplate {
            continue;
        }
        marks.clear();
        marks::collect(text, paragraph.span, &mut marks);
        if let Some(ended) = previous {
            let before = &paragraphs[ended];
            events.push(Event::Border {
                leads: marks.first().filter(|mark| mark.leading == Some(0)).map(|mark| mark.family),
                passable: runs_on(before.kind) && runs_on(paragraph.kind),
                tagged: scare::ends_in_tag(text, before.span),
            });
            places.push(ended);
        }
        events.extend(marks.iter().copied().map(Event::Mark));
        places.resize(events.len(), index);
        previous = Some(index);
    }
    if let Some(last) = previous {
        events.push(Event::Border { leads: None, passable: false, tagged: false });
        places.push(last);
    }
    (events, places)
}

/// Whether a quotation may run into or out of such a paragraph.
const fn runs_on(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Body | ParagraphKind::ListItem)
}

/// A quotation under construction, with the family of its marks.
type Draft = (Quotation, marks::Family);

fn begin(found: &mut Vec<Draft>, open: &mut Vec<usize>, mark: &Mark, paragraph: usize) {
    let inner = Span::new(mark.span.end(), mark.span.end());
    let paragraph = ParagraphId::new(paragraph);
    open.push(found.len());
    found.push((Quotation { span: mark.span, inner, paragraph, depth: 0, closed: false, scare: false }, mark.family));
}

/// Ends at `end`, without a closing mark, all open quotations but the first `kept`.
fn end_all(found: &mut [Draft], open: &mut Vec<usize>, kept: usize, end: usize, text: &str) {
    for index in open.drain(kept.min(open.len())..) {
        let quotation = &mut found[index].0;
        let from = quotation.inner.start();
        let length = text.get(from..end).map_or(0, |words| words.trim_end().len());
        quotation.inner = Span::new(from, from + length);
        quotation.span = quotation.span.cover(quotation.inner);
    }
}

/// Drops blank quotations and fills in what depends on the others.
fn finish(text: &str, sections: &Sections, mut found: Vec<Quotation>) -> Vec<Quotation> {
    found.retain(|quotation| !quotation.inner.slice(text).trim().is_empty());
    let mut around: Vec<Span> = Vec::new();
    for quotation in &mut found {
        while around.last().is_some_and(|outer| outer.end() <= quotation.span.start()) {
            around.pop();
        }
        quotation.depth = around.len() as u8;
        quotation.scare = scare::is_scare(text, sections.paragraphs[quotation.paragraph.index()].span, quotation);
        around.push(quotation.span);
    }
    found
}

#[cfg(test)]
mod tests;

/// The outermost quotations that overlap a span, in text order; `quotations` are those of [`find`].
pub(crate) fn outermost(quotations: &[Quotation], span: Span) -> impl Iterator<Item = &Quotation> {
    let to = quotations.partition_point(|quotation| quotation.span.start() < span.end());
    // Outermost quotations do not overlap: of those that begin before the span only the last can reach into it.
    let from = quotations.partition_point(|quotation| quotation.span.start() <= span.start());
    let from = quotations[..from].iter().rposition(|quotation| quotation.depth == 0).unwrap_or(0);
    quotations[from.min(to)..to].iter().filter(move |quotation| quotation.depth == 0 && quotation.span.overlaps(span))
}
