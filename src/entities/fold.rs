//! Folding: names compared without case, accents, titles and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Titles that stand before a person's name, lower-case, without full stop, sorted.
static TITLES: &str = include_str!("titles.txt");

/// Whether `word` is a title that stands before a name ("Sen.", "President").
pub fn is_title(word: &str) -> bool {
    listed(TITLES, &fold_word(word))
}

/// Whether a sorted list of lines, lower-case, holds `word`.
///
/// A binary search over the bytes of the list: no table is built.
pub fn listed(list: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let (mut from, mut to) = (0, list.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let bytes = list.as_bytes();
        let start = bytes[from..middle].iter().rposition(|&b| b == b'\n').map_or(from, |at| from + at + 1);
        let end = bytes[middle..to].iter().position(|&b| b == b'\n').map_or(to, |at| middle + at);
        match list[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => from = (end + 1).min(to),
            std::cmp::Ordering::Greater => to = start,
        }
    }
    false
}

/// One word in lower case, without accents and punctuation: "O’Neill" is `oneill`.
pub fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char).collect();
    }
    word.nfkd()
        .filter(|&c| !is_combining_mark(c) && c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ł' { 'l' } else { c })
        .collect()
}

/// The folded words of a person's name: without titles and an article before it, and without a possessive ending.
/// Hyphens part words.
pub fn name_words(name: &str) -> Vec<String> {
    // "Larry King" and "Ann Justice" end in what is a title elsewhere: only what stands before the name goes.
    let all = plain_words(name);
    let skipped = all.iter().take_while(|word| listed(TITLES, word)).count().min(all.len().saturating_sub(1));
    all[skipped..].to_vec()
}

/// The folded words of any name: without an article before it and without a possessive ending. Hyphens part words.
pub fn plain_words(name: &str) -> Vec<String> {
    let name = name.trim_end_matches("'s").trim_end_matches("’s");
    let split = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '/' | ',');
    let raw: Vec<&str> = name.split(split).filter(|word| word.contains(char::is_alphanumeric)).collect();
    // "A. Orr" begins with an initial, "a Times" with an article.
    let skipped = usize::from(raw.len() > 1 && matches!(raw[0], "the" | "The" | "THE" | "a" | "A" | "an" | "An"));
    raw[skipped..].iter().map(|word| fold_word(word)).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_sorted_unique_and_lower_case() {
        let lines: Vec<&str> = TITLES.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().all(|line| fold_word(line) == *line));
        assert!(lines.iter().all(|line| listed(TITLES, line)));
        assert!(!listed(TITLES, "zebra") && !listed(TITLES, "aardvark") && !listed(TITLES, "presi"));
    }

    #[test]
    fn names_fold() {
        assert_eq!(name_words("Sen. José O’Neill-Łukasz Jr."), ["jose", "oneill", "lukasz", "jr"]);
        assert_eq!(name_words("the Harbour Times’s"), ["harbour", "times"]);
        assert_eq!(name_words("Mr. King"), ["king"]);
        assert_eq!(name_words("Tom King"), ["tom", "king"]);
        assert_eq!(name_words("A. Orr"), ["a", "orr"]);
        assert_eq!(plain_words("a First Harbour Bank"), ["first", "harbour", "bank"]);
    }
}
