//! Judges a mark: does the sentence end here? Each rule is about the word before the mark, the words after it, or both.
//!
//! Practice follows the annotation of the English Web Treebank and GUM (Universal Dependencies), against which the rules
//! were tuned, and the "golden rules" of the pragmatic segmenter (Dias 2014).

use super::lexicon::{self, Class};

/// A run of marks that may end a sentence. All places are byte offsets into the text that is split.
pub(super) struct Mark {
    /// Start of the sentence so far.
    pub(super) sentence: usize,
    /// First mark of the run.
    pub(super) at: usize,
    /// End of the first mark.
    pub(super) first_end: usize,
    /// End of the run.
    pub(super) end: usize,
    /// End of the closing quotation marks and brackets after it.
    pub(super) closed: usize,
    /// Full stops in the run; an ellipsis character counts three.
    pub(super) dots: usize,
    /// Whether a question or exclamation mark is among them.
    pub(super) asks: bool,
    /// Whether spaces part the full stops: ". . .".
    pub(super) is_spaced: bool,
}

/// Longest run of letters that is taken for a word, in bytes. Bounds the work at a mark in text without spaces.
const REACH: usize = 48;

/// Where the sentence ends that `mark` closes, if it closes one.
pub(super) fn sentence_end(text: &str, mark: &Mark) -> Option<usize> {
    let rest = &text[mark.closed..];
    let after = rest.trim_start();
    if after.is_empty() {
        return None;
    }
    if after.len() == rest.len() {
        return note_end(text, mark).or_else(|| ends_without_space(text, mark).then_some(mark.closed));
    }
    let next = Next::read(after);
    if !ends_before(text, mark, &next) {
        return None;
    }
    // "compounds. . . . The": a full stop, then an ellipsis that begins the next sentence (Chicago Manual, 13.53).
    let is_stop_and_ellipsis = mark.is_spaced && mark.dots == 4 && is_word_before(text, mark.at);
    Some(if is_stop_and_ellipsis && mark.closed == mark.end { mark.first_end } else { mark.closed })
}

/// What follows a mark, past opening quotation marks, brackets, bullets and dashes.
struct Next<'a> {
    /// From the first letter or digit on.
    words: &'a str,
    /// The word there, up to the first character that is neither letter nor digit.
    word: &'a str,
    first: char,
    /// Whether something that opens a sentence stands before it.
    is_opened: bool,
    /// Whether that is an opening round bracket.
    is_bracketed: bool,
    /// Whether that is a dash.
    is_dashed: bool,
}

impl<'a> Next<'a> {
    fn read(after: &'a str) -> Self {
        let opener = |c: char| {
            matches!(
                c,
                '"' | '\''
                    | '“'
                    | '‘'
                    | '«'
                    | '‹'
                    | '('
                    | '['
                    | '{'
                    | '`'
                    | '-'
                    | '–'
                    | '—'
                    | '•'
                    | '*'
                    | '_'
                    | '#'
                    | '¿'
                    | '¡'
                    | '<'
                    | '>'
            ) || c.is_whitespace()
        };
        let words = after.trim_start_matches(opener);
        let length = words.char_indices().find(|(_, c)| !c.is_alphanumeric()).map_or(words.len(), |(at, _)| at);
        Self {
            words,
            word: &words[..length],
            first: words.chars().next().unwrap_or(' '),
            is_opened: words.len() < after.len(),
            is_bracketed: after.starts_with('('),
            is_dashed: after.starts_with(['-', '–', '—']),
        }
    }

    /// Whether the word is one that opens sentences; an initial ("A. Smith") is not.
    fn opens(&self) -> bool {
        let is_initial = self.word.len() == 1 && self.words[self.word.len()..].starts_with('.');
        self.first.is_uppercase() && !is_initial && lexicon::opens_sentences(self.word)
    }
}

/// Judges a mark with white space after it.
fn ends_before(text: &str, mark: &Mark, next: &Next<'_>) -> bool {
    let is_closed = mark.closed > mark.end;
    if !next.is_opened && !next.first.is_alphanumeric() {
        // ", ; : %" go on with the sentence; "$", "@" and emoji may begin one.
        return !matches!(next.first, ',' | ';' | ':' | '%' | '/' | '&' | '=' | ')' | ']' | ' ');
    }
    let word = word_before(text, mark.at);
    if next.first.is_lowercase() {
        return !is_closed && starts_carelessly(mark, word, next);
    }
    if mark.dots > 1 && !mark.asks {
        if text[..mark.at].ends_with('[') {
            // "[...]" stands for words left out, at the end of a sentence or not.
            return false;
        }
        // "I" is always a capital and says nothing; after four dots the sentence is over anyway.
        return mark.dots > 3 || next.word != "I";
    }
    if mark.asks {
        let is_name = !is_closed && lexicon::class(word) == Some(Class::Exclaiming);
        return next.opens() || !(is_name || (is_closed && is_asked(next.words)));
    }
    if is_closed {
        // "1.) Bread"
        return !(text[mark.end..mark.closed] == *")" && is_item_number(text, mark, mark.at - word.len()));
    }
    ends_after(text, mark, word, next)
}

/// Whether the sentence ends although the next word is in lower case, as in careless writing. Only a mark after an ordinary
/// word of some length says so: an unknown abbreviation is short or has no vowel.
fn starts_carelessly(mark: &Mark, word: &str, next: &Next<'_>) -> bool {
    if mark.asks {
        // "Voilà! -- there it is": a dash with small letters after it goes on.
        return !next.is_dashed && lexicon::class(word) != Some(Class::Exclaiming);
    }
    let is_ordinary = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_known = lexicon::class(word).is_some();
    let is_address = next.words.starts_with("http") || next.words.starts_with("www.");
    let is_bracketed = !next.is_opened || next.is_bracketed;
    mark.dots == 1 && !is_known && ((is_ordinary && is_bracketed) || is_address)
}

/// Judges a lone full stop by the word before it. The next word is not in lower case.
fn ends_after(text: &str, mark: &Mark, word: &str, next: &Next<'_>) -> bool {
    let before = mark.at - word.len();
    if before < mark.sentence {
        // The word runs on from the sentence before, which ended at a lost space.
        return ends_after(text, mark, text[mark.sentence..mark.at].trim_start(), next);
    }
    let is_capitalised = word.starts_with(char::is_uppercase);
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        if letter.is_uppercase() {
            return next.opens();
        }
        if letter.is_lowercase() && next.first.is_numeric() {
            // "p. 55", "c. 1818"
            return false;
        }
    }
    match lexicon::class(word) {
        Some(Class::Title) if is_capitalised => false,
        Some(Class::Inner) => false,
        Some(Class::Numbered) => !next.first.is_numeric(),
        Some(Class::Final) => next.opens() || is_hour_at_end(text, mark, word, next),
        Some(Class::FinalName) if is_capitalised => next.opens(),
        _ if is_dotted(word) => next.opens(),
        _ => !is_item_number(text, mark, before),
    }
}

/// Whether the words are single letters with full stops between them: "U.S", "J.R.R".
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic))
}

/// Whether the stop belongs to a number or letter that opens the sentence: "1. Bread", "a. Bread".
fn is_item_number(text: &str, mark: &Mark, before: usize) -> bool {
    let before = before.max(mark.sentence);
    let word = &text[before..mark.at];
    let is_number = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let opens = || text[mark.sentence..before].chars().all(|c| !c.is_alphanumeric());
    !word.is_empty() && (is_number || is_letter) && opens()
}

/// "He left at 6 p.m. Mr. Lund stayed", but "At 5 a.m. Mr. Lund rose": an hour that opens the sentence goes with it, and so
/// do the day and the time zone after it.
fn is_hour_at_end(text: &str, mark: &Mark, word: &str, next: &Next<'_>) -> bool {
    const AFTER_HOURS: [&str; 8] =
        ["Atlantic", "Central", "Eastern", "Greenwich", "Local", "Mountain", "Pacific", "Universal"];
    let is_hour = matches!(word, "a.m" | "p.m" | "A.M" | "P.M");
    let is_day = next.word.ends_with("day") || matches!(lexicon::class(next.word), Some(Class::FinalName));
    let is_zone = next.word.bytes().all(|byte| byte.is_ascii_uppercase()) || AFTER_HOURS.contains(&next.word);
    is_hour
        && next.first.is_uppercase()
        && !is_day
        && !is_zone
        && text[mark.sentence..mark.at].split_whitespace().nth(3).is_some()
}

/// “Why?” Smith asked: a name of up to three words and a verb of saying go on with the question.
fn is_asked(words: &str) -> bool {
    const VERBS: [&str; 14] = [
        "added",
        "answered",
        "asked",
        "asks",
        "cried",
        "exclaimed",
        "replied",
        "said",
        "says",
        "screamed",
        "shouted",
        "tweeted",
        "wondered",
        "wrote",
    ];
    for (index, word) in words.split_whitespace().take(4).enumerate() {
        if word.starts_with(char::is_uppercase) {
            continue;
        }
        return index > 0 && VERBS.contains(&word.trim_end_matches([',', '.', ':']));
    }
    false
}

/// The end of a raised number that copying has set level: "in most towns.10 The mayor".
fn note_end(text: &str, mark: &Mark) -> Option<usize> {
    let rest = &text[mark.closed..];
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let word = word_before(text, mark.at);
    let is_word =
        word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && lexicon::class(word).is_none();
    let is_note = (1..=2).contains(&digits) && (is_word || text[..mark.at].ends_with(')')) && mark.dots == 1;
    let after = &rest[digits..];
    let words = after.trim_start();
    (is_note && words.len() < after.len() && words.starts_with(char::is_uppercase)).then_some(mark.closed + digits)
}

/// Judges a mark with no white space after it: a lost space, or something that is no sentence end at all.
fn ends_without_space(text: &str, mark: &Mark) -> bool {
    let next = Next::read(&text[mark.closed..]);
    let is_closed = mark.closed > mark.end;
    if !next.first.is_uppercase() || (mark.dots > 1 && !mark.asks) {
        return false;
    }
    if next.is_opened && !text[mark.closed..].starts_with(['"', '“', '(', '‘']) {
        return false;
    }
    if is_closed {
        return true;
    }
    let token = token_around(text, mark.at);
    if token.contains(['@', '/', '_', '\\', '=']) || token.starts_with("www.") {
        return false;
    }
    let word = word_before(text, mark.at);
    let last = word.chars().next_back().unwrap_or(' ');
    let is_word = last.is_lowercase() && word.len() > 1 && !word.contains('.') || last.is_ascii_digit();
    let is_next_word = next.word.len() > 2 || next.opens() || lexicon::class(next.word) == Some(Class::Title);
    let is_name = lexicon::class(next.word) == Some(Class::Domain)
        || matches!(lexicon::class(word), Some(Class::Title | Class::Inner));
    is_word
        && is_next_word
        && !is_name
        && !(next.word.chars().nth(1).is_none() && next.words[next.word.len()..].starts_with('.'))
}

/// The text without white space around `at`, as far as [`REACH`].
fn token_around(text: &str, at: usize) -> &str {
    let word = run_before(text, at, |c| !c.is_whitespace());
    let after = text[at..].char_indices().take(REACH).take_while(|(_, c)| !c.is_whitespace()).last();
    let end = after.map_or(at, |(last, c)| at + last + c.len_utf8());
    &text[at - word.len()..end]
}

/// The word that ends at `at`: letters, digits and the full stops among them.
fn word_before(text: &str, at: usize) -> &str {
    run_before(text, at, |c| c.is_alphanumeric() || c == '.' || c == '°').trim_start_matches('.')
}

/// Whether a letter or digit stands directly before `at`.
fn is_word_before(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric)
}

/// The longest run of characters that fit, up to `at`, of at most [`REACH`] characters.
fn run_before(text: &str, at: usize, fits: impl Fn(char) -> bool) -> &str {
    let before = &text[..at];
    let start =
        before.char_indices().rev().take(REACH).take_while(|&(_, c)| fits(c)).last().map_or(at, |(start, _)| start);
    &before[start..]
}
