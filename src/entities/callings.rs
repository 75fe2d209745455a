//! Nouns for offices and callings ("senator", "biologist", "spokeswoman").

use super::fold::listed;

/// Lower-case, sorted. General knowledge of English, no source of its own.
static ROLE_NOUNS: &str = include_str!("role_nouns.txt");

/// Whether a noun in the singular, lower-case, says what somebody is.
pub fn is_role_noun(word: &str) -> bool {
    listed(ROLE_NOUNS, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_nouns_are_sorted_unique_and_lower_case() {
        let lines: Vec<&str> = ROLE_NOUNS.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().all(|line| *line == line.to_lowercase() && is_role_noun(line)));
    }
}
