//! What is marked in the text of an article, and how it looks: as colours, or as labels in brackets.

use anstyle::{AnsiColor, Style};
use sayso::output::DocumentView;
use sayso::span::Span;
use sayso::text::{Paragraph, ParagraphKind};

use super::wrap::{Styled, styled};

/// What a mark stands for. Where marks overlap, the later one in this list is put over the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Content,
    Source,
    Cue,
    Name,
    Date,
}

/// A marked stretch of the text.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    span: Span,
    kind: Kind,
    label: String,
}

impl Kind {
    fn over(self, under: Style) -> Style {
        match self {
            Self::Content => under.fg_color(Some(AnsiColor::Green.into())),
            Self::Name => under.underline(),
            Self::Date => under.fg_color(Some(AnsiColor::Magenta.into())),
            Self::Source => under.fg_color(Some(AnsiColor::Cyan.into())).bold(),
            Self::Cue => under.fg_color(Some(AnsiColor::Yellow.into())),
        }
    }
}

/// The line that says what the colours mean.
pub(super) fn legend() -> Vec<Styled> {
    let kinds = [
        (Kind::Source, "source"),
        (Kind::Cue, "cue"),
        (Kind::Content, "claim"),
        (Kind::Name, "name"),
        (Kind::Date, "date"),
    ];
    let mut line = Vec::new();
    for (kind, word) in kinds {
        if !line.is_empty() {
            line.extend(styled("  ", Style::new()));
        }
        line.extend(styled(word, kind.over(Style::new())));
    }
    line
}

/// All marks of a document, outer ones first where they begin together.
pub(super) fn of(view: &DocumentView<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |span: Span, kind, label: String| marks.push(Mark { span, kind, label });
    for (index, claim) in view.claims.iter().enumerate() {
        let number = index + 1;
        claim.content.iter().for_each(|&span| mark(span, Kind::Content, format!("claim {number}")));
        claim.source.iter().for_each(|&span| mark(span, Kind::Source, format!("source {number}")));
        claim.cue.iter().for_each(|&span| mark(span, Kind::Cue, format!("cue {number}")));
    }
    for name in &view.entities.mentions {
        mark(name.span, Kind::Name, name.label.as_str().to_owned());
    }
    for date in view.dates {
        mark(date.span, Kind::Date, format!("date {}", date.value));
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end()), mark.kind));
    marks
}

/// The paragraphs to print: those found, or the whole text where none were.
pub(super) fn paragraphs(view: &DocumentView<'_>) -> Vec<Paragraph> {
    if !view.sections.paragraphs.is_empty() {
        return view.sections.paragraphs.clone();
    }
    let whole = Span::new(0, view.article.text.len()).trim(&view.article.text);
    vec![Paragraph { span: whole, kind: ParagraphKind::Body }]
}

/// A paragraph with its marks.
pub(super) fn marked(text: &str, paragraph: Span, marks: &[Mark], base: Style, plain: bool) -> Vec<Styled> {
    // Sorted by their beginning, so that nothing after this matters; a quotation may begin in an earlier paragraph.
    let end = marks.partition_point(|mark| mark.span.start() < paragraph.end());
    let inside: Vec<&Mark> = marks[..end].iter().filter(|mark| mark.span.overlaps(paragraph)).collect();
    if plain { labelled(text, paragraph, &inside, base) } else { coloured(text, paragraph, &inside, base) }
}

fn coloured(text: &str, paragraph: Span, marks: &[&Mark], base: Style) -> Vec<Styled> {
    let mut styles = vec![base; paragraph.len()];
    let mut by_rank = marks.to_vec();
    by_rank.sort_by_key(|mark| mark.kind);
    for mark in by_rank {
        let start = mark.span.start().max(paragraph.start()) - paragraph.start();
        let end = mark.span.end().min(paragraph.end()) - paragraph.start();
        for style in &mut styles[start..end] {
            *style = mark.kind.over(*style);
        }
    }
    paragraph.slice(text).char_indices().map(|(offset, c)| (c, styles[offset])).collect()
}

fn labelled(text: &str, paragraph: Span, marks: &[&Mark], base: Style) -> Vec<Styled> {
    let mut line = String::new();
    let mut marks = marks.iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    for (offset, c) in paragraph.slice(text).char_indices() {
        let offset = offset + paragraph.start();
        close(&mut line, &mut open, offset);
        while let Some(mark) = marks.next_if(|mark| mark.span.start() <= offset) {
            // A mark that would outlast the one around it is cut there, so that brackets nest.
            let around = open.last().copied().unwrap_or(paragraph.end());
            line.push('[');
            line.push_str(&mark.label);
            line.push_str(": ");
            open.push(mark.span.end().min(around));
        }
        line.push(c);
    }
    close(&mut line, &mut open, paragraph.end());
    styled(&line, base)
}

/// Closes the brackets that end at `offset`.
fn close(line: &mut String, open: &mut Vec<usize>, offset: usize) {
    while open.pop_if(|end| *end <= offset).is_some() {
        line.push(']');
    }
}
