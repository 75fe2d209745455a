//! Small questions about how a paragraph looks, asked by several files of this stage.

/// Whether the words end as a sentence does, closing quotation marks and brackets aside.
pub(super) fn is_sentence(words: &str) -> bool {
    words.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…'])
}

/// Whether the words end in a full stop, closing quotation marks and brackets aside.
pub(super) fn ends_in_stop(words: &str) -> bool {
    words.trim_end_matches(is_closer).ends_with('.')
}

/// Whether the words end as sentences or introductions of lists do.
pub(super) fn is_ended(words: &str) -> bool {
    words.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Quotation marks and brackets that close, and the marks of Markdown emphasis.
fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '*' | '_')
}

/// Whether most of the longer words are capitalised, as in English headlines. Short words are small in both styles.
pub(super) fn is_title_case(words: &str) -> bool {
    let long = || words.split_whitespace().filter(|word| word.len() > 4 && word.contains(char::is_alphabetic));
    let capital =
        long().filter(|word| !word.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_lowercase));
    let count = long().count();
    count >= 3 && capital.count() * 5 >= count * 4
}

/// Number of words, counted no further than `most` + 1.
pub(super) fn words_up_to(text: &str, most: usize) -> usize {
    text.split_whitespace().take(most + 1).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert!(is_sentence("“It is over.”") && !is_sentence("It is over") && is_sentence("Is it?"));
        assert!(ends_in_stop("It is over.)") && !ends_in_stop("Is it?"));
        assert!(is_title_case("Council Votes to Close the Old Market"));
        assert!(!is_title_case("Council votes to close the old market in Harbour Town"));
        assert_eq!(words_up_to("a b c d", 2), 3);
    }
}
