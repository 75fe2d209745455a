//! An export as lines, and lines as the text of an article.
//!
//! The text of an article is made anew here: every line is trimmed, blank lines in a row become one, and noise of the
//! pages is left out. Line breaks inside a paragraph are kept, because whether they mean anything is for the stage `text`
//! to say, which sees the whole article. Where no line break parts paragraphs but the layout does it otherwise (one line a
//! paragraph, first lines set in), a blank line is put in, since the indentation goes.

/// A line of an export.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its words, without white space around them.
    pub(super) text: &'a str,
    /// Characters of white space before them.
    pub(super) indent: usize,
}

impl<'a> Line<'a> {
    /// A line as it stands in the file, or a part of one.
    pub(super) fn of(raw: &'a str) -> Self {
        let text = raw.trim_matches(is_space);
        let indent = raw.chars().take_while(|&c| is_space(c)).count();
        Self { text, indent }
    }

    /// Whether nothing is in it.
    pub(super) const fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it reaches so far to the right that a word may have been put on the next line for want of room.
    pub(super) fn is_full(&self) -> bool {
        self.indent + self.text.chars().count() >= 50
    }
}

/// A whole export.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    /// Its lines, blank ones included.
    pub(super) lines: Vec<Line<'a>>,
    /// Whether a line is a whole paragraph: nothing was wrapped at a column.
    pub(super) unwrapped: bool,
}

/// The widest line of text that is wrapped at some column, in bytes; a few characters of more than one byte included.
const WIDEST: usize = 120;

impl<'a> Lines<'a> {
    /// The lines of a text, whichever of the three line ends it has.
    pub(super) fn of(text: &'a str) -> Self {
        let end = if text.contains('\n') { '\n' } else { '\r' };
        let lines: Vec<_> = text.split(end).map(Line::of).collect();
        // Long addresses have no spaces.
        let long = |line: &&Line<'_>| line.text.len() > WIDEST && line.text.bytes().filter(|&b| b == b' ').count() > 9;
        let wide = |line: &&Line<'_>| (60..=WIDEST).contains(&line.text.len());
        let (long, wide) = (lines.iter().filter(long).count(), lines.iter().filter(wide).count());
        Self { unwrapped: long * 4 > wide, lines }
    }
}

/// The text of an article that consists of these lines.
pub(super) fn text<'a>(lines: impl IntoIterator<Item = Line<'a>>, unwrapped: bool) -> String {
    let mut lines: Vec<Line<'_>> = lines.into_iter().skip_while(Line::is_blank).collect();
    while lines.last().is_some_and(Line::is_blank) {
        lines.pop();
    }
    let words = || lines.iter().filter(|line| !line.is_blank());
    // First lines set in part paragraphs only where blank lines do not.
    let margin = words().map(|line| line.indent).min().unwrap_or(0);
    let set_in = !lines.iter().any(Line::is_blank)
        && (2..=words().count() / 2).contains(&words().filter(|line| line.indent > margin + 1).count());
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    let mut after_blank = false;
    for line in &lines {
        if line.is_blank() {
            after_blank = true;
            continue;
        }
        if !text.is_empty() {
            let parted = after_blank || unwrapped || (set_in && line.indent > margin + 1);
            text.push_str(if parted { "\n\n" } else { "\n" });
        }
        text.push_str(line.text);
        after_blank = false;
    }
    text
}

/// White space, and characters of no width that editors and converters leave at the ends of lines.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{1A}')
}

/// White space folded.
pub(in crate::corpus) fn folded(text: &str) -> String {
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(raw: &str) -> String {
        let lines = Lines::of(raw);
        text(lines.lines.iter().copied(), lines.unwrapped)
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(made("\r\n   One\r\ntwo.\r\n\r\n \r\n   Three.\r\n"), "One\ntwo.\n\nThree.");
        assert_eq!(made("One\rtwo.\r\rThree."), "One\ntwo.\n\nThree.");
        assert_eq!(made(" \n"), "");
    }

    #[test]
    fn other_layouts_get_blank_lines() {
        assert_eq!(made("   One\ntwo.\n   Three\nfour.\nfive"), "One\ntwo.\n\nThree\nfour.\nfive");
        let long = "She said that the wall was safe. ".repeat(5);
        assert_eq!(made(&format!("{long}\nNo.")), format!("{}\n\nNo.", long.trim()));
    }
}
