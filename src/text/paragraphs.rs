//! Where paragraphs begin and end. Most article files have one paragraph a line. Old wire copy and e-mail are wrapped at
//! some column instead, so that a line break there says nothing; such texts are recognised as a whole and joined.

use super::lines::{Line, lines};
use super::{list, shape};
use crate::span::Span;

/// Lines of wrapped text lie between these widths; the longest line of a wrapped text is no longer than the second.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=100;

/// The paragraphs of `text`: in order, without overlap, not empty, trimmed, and holding all that is not white space.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrap = find_wrap(text, &lines);
    let mut spans: Vec<Span> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let joined = index > 0
            && !line.after_blank
            && match wrap {
                Some(wrap) => continues_wrapped(text, &lines[index - 1], line, wrap),
                None => spans.last().is_some_and(|paragraph| continues(text, *paragraph, line)),
            };
        match spans.last_mut() {
            Some(last) if joined => *last = last.cover(line.span),
            _ => spans.push(line.span),
        }
    }
    spans
}

/// The shape of wrapped text, in characters.
#[derive(Clone, Copy)]
struct Wrap {
    /// Width of the longest line.
    column: usize,
    /// Indentation of most lines.
    margin: usize,
}

/// How the text is wrapped, if it is.
///
/// Evidence is a pair of neighbouring lines where the first is long, yet short enough for a screen, and has no end of
/// sentence, and the second goes on in lower case. Text with one paragraph a line has next to none of these.
fn find_wrap(text: &str, lines: &[Line]) -> Option<Wrap> {
    let pairs = || lines.windows(2).filter(|pair| !pair[1].after_blank && WRAPPED.contains(&pair[0].width));
    let broken = pairs().filter(|pair| !is_ended(text, pair[0].span) && starts_lower(text, pair[1].span)).count();
    let too_long = lines.iter().filter(|line| line.width > *WRAPPED.end()).count();
    let is_wrapped = broken >= 2 && broken * 10 >= pairs().count() * 3 && too_long * 10 <= lines.len();
    if !is_wrapped {
        return None;
    }
    let column = lines.iter().map(|line| line.width).filter(|width| WRAPPED.contains(width)).max()?;
    // The lower median, since where paragraphs are short nearly half of the lines are indented.
    let mut indents: Vec<usize> = lines.iter().map(|line| line.indent).collect();
    let middle = indents.len() * 2 / 5;
    let margin = *indents.select_nth_unstable(middle).1;
    Some(Wrap { column, margin })
}

/// In wrapped text: whether `line` goes on with the paragraph of the line before it.
fn continues_wrapped(text: &str, before: &Line, line: &Line, wrap: Wrap) -> bool {
    let column = wrap.column;
    let words = line.span.slice(text);
    // Equally indented lines are a block (a quotation, a poem) only where the sentence runs on from one to the next.
    let is_indented = line.indent > wrap.margin + 1;
    let is_block = line.indent <= before.indent && starts_lower(text, line.span) && !is_ended(text, before.span);
    if (is_indented && !is_block) || list::marker(words).is_some() {
        return false;
    }
    // A line that had room for the next word was ended on purpose. Some slack, since the column is only a guess.
    let first_word = words.split(char::is_whitespace).next().map_or(0, |word| word.chars().count());
    let room = column.saturating_sub(before.width + 1 + first_word);
    let slack = if is_ended(text, before.span) { column / 6 } else { column / 3 };
    room <= slack || (starts_lower(text, line.span) && !is_ended(text, before.span))
}

/// In text with one paragraph a line: whether `line` is the rest of a sentence that a stray line break cut in two.
fn continues(text: &str, paragraph: Span, line: &Line) -> bool {
    let before = paragraph.slice(text);
    // Enough of a sentence to be cut: a capital at its start and some words. Lists of single words have neither.
    let tail = &before[floor_boundary(before, before.len().saturating_sub(200))..];
    before.starts_with(char::is_uppercase)
        && tail.split_whitespace().take(4).count() == 4
        && !is_ended(text, paragraph)
        && starts_lower(text, line.span)
        && list::marker(line.span.slice(text)).is_none()
        && !is_address(line.span.slice(text))
}

/// Whether a line is nothing but an address, as people put them above and below articles.
fn is_address(words: &str) -> bool {
    (words.starts_with("http://") || words.starts_with("https://")) && !words.contains(char::is_whitespace)
}

/// The largest character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn is_ended(text: &str, span: Span) -> bool {
    shape::is_ended(span.slice(text))
}

fn starts_lower(text: &str, span: Span) -> bool {
    span.slice(text).starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(
            paragraphs("The mayor left.\nShe was tired.\n\nThe end"),
            ["The mayor left.", "She was tired.", "The end"]
        );
    }

    #[test]
    fn a_cut_sentence_is_joined() {
        assert_eq!(
            paragraphs("The mayor left the\ntown hall early.\nShe was tired."),
            ["The mayor left the\ntown hall early.", "She was tired."]
        );
        assert_eq!(paragraphs("apples\npears\nplums and figs"), ["apples", "pears", "plums and figs"]);
    }

    const WIRE: &str = "\
The council of the small harbour town voted on Monday to close the old
fish market, which had stood on the quay for more than a century, and
to build a library in its place.
   Ada Brown, who led the campaign to save it, said that she would take
the decision to court and that others would follow her there.
   The mayor said:
- no
- maybe";

    #[test]
    fn wrapped_text_is_joined_up_to_indented_lines_and_list_lines() {
        let found = paragraphs(WIRE);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert!(found[0].ends_with("in its place."));
        assert!(found[1].starts_with("Ada Brown") && found[1].ends_with("her there."));
    }

    #[test]
    fn a_short_line_that_ends_a_sentence_ends_a_wrapped_paragraph() {
        let text = WIRE.replace("   ", "");
        assert!(paragraphs(&text)[0].ends_with("in its place."));
    }
}
