//! Names of outlets: which organisations print, broadcast or publish the news.

use super::fold::{fold_word, listed};

/// Words in names of outlets; lower-case, sorted.
static OUTLET_WORDS: &str = include_str!("outlet_words.txt");

/// Whether a name is an outlet's.
pub fn is_outlet(name: &str) -> bool {
    name.split_whitespace().any(|word| listed(OUTLET_WORDS, &fold_word(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_unique_and_lower_case() {
        let lines: Vec<&str> = OUTLET_WORDS.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().all(|line| fold_word(line) == *line && is_outlet(line)));
        assert!(is_outlet("Vell Street Journal") && !is_outlet("Vell Street"));
    }
}
