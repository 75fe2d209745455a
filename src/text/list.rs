//! Markers of list lines: bullets, numbers and letters.

/// The length in bytes of the list marker at the start of `line`, white space after it included.
///
/// A bullet, or a number or letter with a full stop or bracket; text must follow. A dash counts only when a space parts it
/// from the words, and a number of three digits or more does not count (years, sums).
pub(crate) fn marker(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let length = match first {
        '•' | '◦' | '▪' | '●' | '‣' | '⁃' | '·' | '■' | '□' | '►' | '▸' | '➢' | '✓' | '✔' => {
            let rest = &line[first.len_utf8()..];
            return Some(line.len() - rest.trim_start().len()).filter(|&length| length < line.len());
        }
        '-' | '*' | '+' | '–' | '—' => first.len_utf8(),
        _ => enumerator(line)?.length,
    };
    let rest = &line[length..];
    let words = rest.trim_start();
    (!words.is_empty() && words.len() < rest.len()).then(|| line.len() - words.len())
}

/// How an enumerator is written. Those of one list agree in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `1.` or `a.`
    Stop,
    /// `1)` or `a)`
    Bracket,
    /// `1.)`
    Both,
    /// `(1)` or `(a)`
    Brackets,
}

/// A number or letter at the start of a list line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Enumerator {
    /// How it is written.
    pub(crate) style: Style,
    /// Whether it is a letter.
    pub(crate) is_letter: bool,
    /// The number; 1 for `a`.
    pub(crate) value: u32,
    /// Length in bytes, up to its stop or bracket.
    pub(crate) length: usize,
}

/// The enumerator at the start of `text`.
pub(crate) fn enumerator(text: &str) -> Option<Enumerator> {
    let bytes = text.as_bytes();
    let open = usize::from(bytes.first() == Some(&b'('));
    let digits = bytes[open..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let (is_letter, value, end) = match (digits, bytes.get(open)?) {
        (1 | 2, _) => (false, text[open..open + digits].parse().ok()?, open + digits),
        (0, letter @ b'a'..=b'z') => (true, u32::from(letter - b'a') + 1, open + 1),
        _ => return None,
    };
    let (style, length) = match (open, bytes.get(end), bytes.get(end + 1)) {
        (1, Some(b')'), _) => (Style::Brackets, end + 1),
        (0, Some(b'.'), Some(b')')) => (Style::Both, end + 2),
        (0, Some(b')'), _) => (Style::Bracket, end + 1),
        (0, Some(b'.'), _) => (Style::Stop, end + 1),
        _ => return None,
    };
    Some(Enumerator { style, is_letter, value, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        for line in ["• one", "- one", "* one", "1. one", "12) one", "(a) one", "1.) one", "•one"] {
            assert!(marker(line).is_some_and(|length| &line[length..] == "one"), "{line}");
        }
        for line in ["-one", "1.5 million", "2016. A year", "-", "•", "A. Smith", "", "3", "(AP) one"] {
            assert_eq!(marker(line), None, "{line}");
        }
    }
}
