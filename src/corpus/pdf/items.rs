//! The marks of lists: bullets, and numbers or letters with a dot or bracket behind.

/// What stands for a bullet. A hyphen or dash does so only at the head of an item.
const BULLETS: &str = "•▪■●○◦‣⁃∙·➢➤►▶✓✔❖◆◇□";

/// Whether a word is nothing but the mark of an item.
pub(super) fn is_mark(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.as_str()) {
        (Some(c), "") => BULLETS.contains(c) || matches!(c, '-' | '–' | '—'),
        _ => is_number(word),
    }
}

/// Whether a word is a number or letter that counts items: `3.`, `12)`, `(b)`.
fn is_number(word: &str) -> bool {
    let inner = word.trim_start_matches('(');
    let Some(inner) = inner.strip_suffix(['.', ')']) else { return false };
    let digits = !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    digits || letter
}

/// The item without its bullet, if a line begins with one.
pub(super) fn after_bullet(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut chars = first.chars();
    let bullet = chars.next().is_some_and(|c| BULLETS.contains(c)) && chars.as_str().is_empty();
    bullet.then_some(rest)
}

/// Whether a line begins an item that is counted.
pub(super) fn is_counted(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(first, _)| is_number(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for mark in ["•", "–", "3.", "(b)", "12)"] {
            assert!(is_mark(mark), "{mark}");
        }
        for word in ["1998.", "said.", "B.", "", ".", "()"] {
            assert!(!is_mark(word), "{word}");
        }
        assert_eq!(after_bullet("• Pay rises"), Some("Pay rises"));
        assert_eq!(after_bullet("– he said"), None);
        assert!(is_counted("3. Pay rises"));
    }
}
