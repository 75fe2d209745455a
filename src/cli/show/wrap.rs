//! Lines of styled characters, broken between words.

use std::fmt;

use anstyle::Style;

/// A character with its style.
pub(in crate::cli) type Styled = (char, Style);

/// One line for the terminal. Written with ANSI codes where the style is not plain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cli) struct Line(Vec<Styled>);

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut current = Style::new();
        for &(c, style) in &self.0 {
            if style != current {
                write!(f, "{current:#}{style}")?;
                current = style;
            }
            write!(f, "{c}")?;
        }
        write!(f, "{current:#}")
    }
}

/// Words in one style.
pub(in crate::cli) fn styled(words: &str, style: Style) -> Vec<Styled> {
    words.chars().map(|c| (c, style)).collect()
}

/// Breaks text into lines of at most `width` characters, a longer word alone on its line; `indent` goes before every
/// line. White space is folded, and control characters, which could steer the terminal, count as such.
pub(in crate::cli) fn wrap(text: &[Styled], width: usize, indent: &str) -> Vec<Line> {
    let room = width.saturating_sub(indent.chars().count()).max(1);
    let blank = |&(c, _): &Styled| c.is_whitespace() || c.is_control();
    let mut lines = Vec::new();
    let mut line: Vec<Styled> = Vec::new();
    let mut gap = Style::new();
    let mut rest = text;
    while let Some(start) = rest.iter().position(|c| !blank(c)) {
        if start > 0 {
            gap = rest[0].1;
        }
        let end = rest[start..].iter().position(blank).map_or(rest.len(), |length| start + length);
        let word = &rest[start..end];
        if !line.is_empty() && line.len() + 1 + word.len() > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push((' ', gap));
        }
        line.extend_from_slice(word);
        rest = &rest[end..];
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.into_iter().map(|line| Line(styled(indent, Style::new()).into_iter().chain(line).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(words: &str, width: usize, indent: &str) -> Vec<String> {
        wrap(&styled(words, Style::new()), width, indent).iter().map(Line::to_string).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(plain("one two\n three", 8, ""), ["one two", "three"]);
        assert_eq!(plain("a verylongword b", 6, " "), [" a", " verylongword", " b"]);
        assert_eq!(plain(" \n", 6, ""), Vec::<String>::new());
        assert_eq!(plain("a\u{1b}[31mb", 80, ""), ["a [31mb"]);
    }

    #[test]
    fn styles_end_with_the_line() {
        let bold = Style::new().bold();
        let line = wrap(&styled("a b", bold), 1, "");
        assert_eq!(line[0].to_string(), format!("{bold}a{bold:#}"));
    }
}
