//! Lines become paragraphs. A new one begins after a wider gap than between the lines of one, at an indented line, after a
//! line that ends short of its column, at the mark of a list's item, and where the size of the type changes; the end of a
//! column or a page is none, if the sentence goes on behind it.

use super::super::blocks::Blocks;
use super::columns::Line;
use super::hyphens::Words;
use super::items;

/// The text of lines in reading order.
pub(super) fn text(lines: &[Line]) -> String {
    let words = Words::of(lines);
    let measures = Measures::of(lines);
    let mut blocks = Blocks::default();
    let mut open = String::new();
    let mut first: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        match (before, first) {
            (Some(before), Some(head)) if !measures.ends(before, line, head, &open) => {
                words.join(&mut open, &line.text);
            }
            _ => {
                push(&mut blocks, &open);
                open.clone_from(&line.text);
                first = Some(line);
            }
        }
    }
    push(&mut blocks, &open);
    blocks.into_text()
}

fn push(blocks: &mut Blocks, paragraph: &str) {
    match items::after_bullet(paragraph) {
        Some(item) => blocks.push_item(item),
        None => blocks.push(paragraph),
    }
}

/// The measures of a document's type.
#[derive(Debug)]
struct Measures {
    /// Distance of two lines of a paragraph, in sizes of the font.
    leading: f32,
    /// Size of most of the text.
    size: f32,
    /// Whether paragraphs begin with an indented line.
    indented: bool,
}

impl Measures {
    fn of(lines: &[Line]) -> Self {
        let mut sizes: Vec<f32> =
            lines.iter().flat_map(|line| std::iter::repeat_n(line.size, 1 + line.text.len() / 20)).collect();
        let size = median(&mut sizes).unwrap_or(10.0);
        let pairs = || lines.windows(2).filter(|pair| pair[0].block == pair[1].block && alike(&pair[0], &pair[1]));
        let mut leadings: Vec<f32> = pairs().map(|pair| (pair[1].y - pair[0].y) / pair[1].size).collect();
        leadings.sort_by(f32::total_cmp);
        // The lines of paragraphs of one line each are no measure, so that the narrow distances count.
        let leading = leadings.get(leadings.len() / 4).copied().unwrap_or(1.2);
        let (mut indents, mut gaps) = (0, 0);
        for pair in pairs() {
            indents += usize::from(indent(&pair[1]) > 0.5 && indent(&pair[1]) < 5.0 && indent(&pair[0]) < 0.3);
            gaps += usize::from(pair[1].y - pair[0].y > 1.3 * leading * pair[1].size);
        }
        Self { leading, size, indented: indents > gaps && indents > 2 }
    }

    /// Whether a paragraph ends between two lines. `head` is its first line, `open` what it has so far.
    fn ends(&self, line: &Line, next: &Line, head: &Line, open: &str) -> bool {
        if !alike(line, next) || is_item(next) {
            return true;
        }
        let goes_on = goes_on(open, &next.text);
        if line.block != next.block || line.page != next.page {
            return self.ends_with_column(line, next, open, goes_on);
        }
        let gap = (next.y - line.y) / next.size;
        if gap > self.leading.max(0.9) * 1.3 && gap > self.leading + 0.25 {
            // Lines of a larger size may be set wider; they are a headline as long as they are alike.
            let headline = next.size > 1.3 * self.size && gap < 1.6;
            return !headline;
        }
        if goes_on || line.size > 1.3 * self.size {
            return false;
        }
        let step = (next.x0 - line.x0) / next.size;
        // In the text of an item, the lines after the first are indented.
        if is_item(head) {
            return std::ptr::eq(line, head) && step < -0.5 || !std::ptr::eq(line, head) && step.abs() > 0.5;
        }
        if !ends_sentence(open) && centred(line) && centred(next) {
            return false;
        }
        if step > 0.6 {
            return true;
        }
        if step < -0.6 && !std::ptr::eq(line, head) {
            return true;
        }
        is_short(line, next)
    }

    /// The same where the next line stands in another column, on another page, or after something that parts the two.
    fn ends_with_column(&self, line: &Line, next: &Line, open: &str, goes_on: bool) -> bool {
        let new_column = line.page != next.page || next.y < line.y;
        if !new_column && !goes_on {
            return true;
        }
        if goes_on {
            return false;
        }
        // Over the page, the first line may be the only one that shows where the column begins.
        let shifted = line.page != next.page && ((next.x0 - line.left) / line.size).abs() > 0.6;
        if line.size > 1.3 * self.size || self.indented && (indent(next) > 0.5 || shifted) {
            return true;
        }
        let room = line.right - line.x1;
        let full = room < next.first + 0.6 * line.size;
        !full || ends_sentence(open) && !self.indented
    }
}

/// Whether two lines are set in type of one size.
fn alike(one: &Line, other: &Line) -> bool {
    let (small, large) = (one.size.min(other.size), one.size.max(other.size));
    large < 1.12 * small
}

/// How far a line begins from the left edge of its column, in sizes of the font.
fn indent(line: &Line) -> f32 {
    (line.x0 - line.left) / line.size
}

/// Whether a line stands in the middle of its column.
fn centred(line: &Line) -> bool {
    let (before, behind) = (line.x0 - line.left, line.right - line.x1);
    (before - behind).abs() < 0.5 * line.size && before > 1.5 * line.size
}

fn is_item(line: &Line) -> bool {
    items::after_bullet(&line.text).is_some() || items::is_counted(&line.text)
}

/// Whether the next line's first word would have had room on a line, so that something else than the edge ended it.
fn is_short(line: &Line, next: &Line) -> bool {
    let room = line.right - line.x1;
    room > next.first + 0.9 * line.size
}

/// Whether a sentence surely goes on: it has not ended, and the next line begins with a small letter.
fn goes_on(open: &str, next: &str) -> bool {
    let small =
        next.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace()).starts_with(char::is_lowercase);
    let open = open.trim_end();
    small && !ends_sentence(open) || open.ends_with([',', '\u{AD}']) || open.ends_with('-') && small
}

/// Whether a text ends like a sentence, quotation marks and brackets aside.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']);
    text.ends_with(['.', '!', '?', '…', ':'])
}

fn median(values: &mut [f32]) -> Option<f32> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f32::total_cmp).1)
}
