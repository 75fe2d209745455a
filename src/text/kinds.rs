//! What each paragraph is for: headline, byline, heading, list line, or running text.

use super::{Paragraph, ParagraphKind, Sections, boilerplate, byline, dateline, list, shape, top};
use crate::span::Span;

/// How far into an article headline, byline and dateline are looked for, in paragraphs.
const TOP: usize = 8;

/// Longest headline, in bytes and in words.
const HEADLINE: (usize, usize) = (220, 32);

/// Longest heading inside an article, in bytes and in words.
const HEADING: (usize, usize) = (80, 10);

/// Gives every paragraph its kind and finds author and dateline.
pub(super) fn classify(text: &str, spans: Vec<Span>) -> Sections {
    let mut paragraphs: Vec<Paragraph> =
        spans.into_iter().map(|span| Paragraph { span, kind: ParagraphKind::Body }).collect();
    for paragraph in &mut paragraphs {
        let words = paragraph.span.slice(text);
        if is_markdown_heading(words) {
            paragraph.kind = ParagraphKind::Heading;
        } else if list::marker(words).is_some() {
            paragraph.kind = ParagraphKind::ListItem;
        }
    }
    boilerplate::mark(text, &mut paragraphs);
    let top = top::read(text, &paragraphs);
    let author = mark_byline(text, &mut paragraphs).or_else(|| mark_name(&mut paragraphs, &top));
    let dateline = find_dateline(text, &paragraphs);
    mark_headline(text, &mut paragraphs, dateline.map(|(index, _)| index), &top.taken);
    mark_headings(text, &mut paragraphs);
    let top::Top { outlet, url, day, .. } = top;
    Sections { paragraphs, front_matter: None, author, dateline: dateline.map(|(_, found)| found), outlet, url, day }
}

fn is_markdown_heading(words: &str) -> bool {
    let rest = words.trim_start_matches('#');
    (1..=6).contains(&(words.len() - rest.len())) && rest.starts_with(' ') && words.len() <= HEADLINE.0
}

fn mark_byline(text: &str, paragraphs: &mut [Paragraph]) -> Option<Span> {
    // A byline alone is no article: something must follow.
    let last = paragraphs.len().saturating_sub(1);
    for paragraph in paragraphs[..last].iter_mut().take(TOP) {
        if paragraph.kind == ParagraphKind::Body
            && let Some(author) = byline::author(paragraph.span.slice(text))
        {
            paragraph.kind = ParagraphKind::Byline;
            return Some(moved(author, paragraph.span.start()));
        }
    }
    None
}

/// The author whom a line names without "By", or behind the word for it in another language.
fn mark_name(paragraphs: &mut [Paragraph], top: &top::Top) -> Option<Span> {
    let author = top.author?;
    let line = paragraphs.iter_mut().take(top.taken.len()).find(|paragraph| paragraph.span.contains(author))?;
    line.kind = ParagraphKind::Byline;
    Some(author)
}

/// The paragraph that opens with a dateline, and the dateline. It stands at the top, and at most a few short lines
/// (headlines, captions) come before it.
fn find_dateline(text: &str, paragraphs: &[Paragraph]) -> Option<(usize, super::Dateline)> {
    for (index, paragraph) in paragraphs.iter().enumerate().take(TOP) {
        if paragraph.kind != ParagraphKind::Body {
            continue;
        }
        if let Some(found) = dateline::find(paragraph.span.slice(text)) {
            let start = paragraph.span.start();
            let at_place = |span| moved(span, start);
            let found = super::Dateline {
                span: at_place(found.span),
                place: found.place.map(at_place),
                agency: found.agency.map(at_place),
            };
            return Some((index, found));
        }
        if paragraph.span.len() > HEADLINE.0 {
            return None;
        }
    }
    None
}

fn moved(span: Span, by: usize) -> Span {
    Span::new(span.start() + by, span.end() + by)
}

/// Marks the first paragraph that is not boilerplate, nor `taken` for something else that stands above an article, if it
/// looks like a headline and a body follows.
fn mark_headline(text: &str, paragraphs: &mut [Paragraph], dateline: Option<usize>, taken: &[bool]) {
    let is_taken = |at: usize| taken.get(at) == Some(&true);
    let first = (0..paragraphs.len()).find(|&at| paragraphs[at].kind != ParagraphKind::Boilerplate && !is_taken(at));
    let Some(first) = first else { return };
    let span = paragraphs[first].span;
    let words = span.slice(text);
    let is_short = span.len() <= HEADLINE.0 && shape::words_up_to(words, HEADLINE.1) <= HEADLINE.1;
    let is_candidate = match paragraphs[first].kind {
        ParagraphKind::Body => is_short && dateline != Some(first) && words.contains(char::is_alphabetic),
        ParagraphKind::Heading => true,
        _ => false,
    };
    let after = &paragraphs[first + 1..];
    let is_body = |paragraph: &Paragraph| {
        let words = paragraph.span.slice(text);
        paragraph.kind == ParagraphKind::Body && shape::is_sentence(words) && shape::words_up_to(words, 8) >= 8
    };
    if !is_candidate || !after.iter().any(is_body) {
        return;
    }
    // Byline or dateline directly below say so even of a line that ends like a sentence.
    let is_topped = after.first().is_some_and(|next| next.kind == ParagraphKind::Byline)
        || dateline == Some(first + 1)
        || is_taken(first + 1);
    let looks_so = paragraphs[first].kind == ParagraphKind::Heading
        || !(shape::ends_in_stop(words) || words.ends_with([':', ',', ';']))
        || shape::is_title_case(words)
        || is_topped;
    if looks_so {
        paragraphs[first].kind = ParagraphKind::Headline;
    }
}

/// Marks short lines without an end of sentence that stand above a paragraph of running text.
fn mark_headings(text: &str, paragraphs: &mut [Paragraph]) {
    for index in 0..paragraphs.len().saturating_sub(1) {
        let (Paragraph { span, kind }, next) = (paragraphs[index], paragraphs[index + 1]);
        let words = span.slice(text);
        let is_short = span.len() <= HEADING.0 && shape::words_up_to(words, HEADING.1) <= HEADING.1;
        let is_open = !shape::is_ended(words) && !words.ends_with([',', '"', '”', '-', '–', '—']);
        let starts =
            words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && words.contains(char::is_alphabetic);
        let above_text = next.kind == ParagraphKind::Body
            && next.span.len() > span.len()
            && shape::is_sentence(next.span.slice(text));
        if kind == ParagraphKind::Body && is_short && is_open && starts && above_text {
            paragraphs[index].kind = ParagraphKind::Heading;
        }
    }
}
