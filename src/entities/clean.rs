//! From the tagger's name chunks to names: what is no part of a name is cut off ("Democratic Sen. Ann Orr", "Orr!"), two
//! names in one chunk are parted, and a name that the article tags elsewhere is found where the tagger passed it over.

use rustc_hash::FxHashSet;

use super::NameLabel;
use super::fold::{self, fold_word};
use super::gender::of_given;
use super::people;
use crate::span::{Span, Spanned, overlapping};
use crate::tagger::words::Word;

/// A name at its place, before it is known whose it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) label: NameLabel,
    pub(super) confidence: f32,
}

/// What a name that was passed over is sure of.
const PASSED_OVER: f32 = 0.5;

/// Words before a person's name that are no part of it.
const BEFORE: [&str; 12] = [
    "both",
    "candidate",
    "democrat",
    "democratic",
    "former",
    "gop",
    "incumbent",
    "independent",
    "libertarian",
    "nominee",
    "republican",
    "rival",
];

/// Words in small letters that begin or join names.
const PARTICLES: [&str; 21] = [
    "al", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten",
    "ter", "van", "von", "y",
];

/// The names in one chunk, without what does not belong to them.
pub(super) fn clean(text: &str, name: Name) -> Vec<Name> {
    let span = without_small_words(text, trimmed(text, name.span), name.label);
    let person = name.label == NameLabel::Person;
    let Some(cut) = without_prefix(text, span, person) else { return vec![Name { span, ..name }] };
    let label = if cut == span { name.label } else { NameLabel::Person };
    if label != NameLabel::Person {
        return vec![Name { span: cut, label, ..name }];
    }
    // "Mr. Orr and Mr. Vale" are two.
    let mut found = Vec::new();
    let mut start = cut.start();
    for (at, joint) in cut.slice(text).match_indices(" and ") {
        found.push(Span::new(start, cut.start() + at));
        start = cut.start() + at + joint.len();
    }
    found.push(Span::new(start, cut.end()));
    let parted = found.into_iter().map(|part| trimmed(text, part)).filter(|part| !part.slice(text).is_empty());
    let bare = |part| without_letters(text, without_prefix(text, part, true).unwrap_or(part));
    parted.map(|part| Name { span: bare(part), label, ..name }).collect()
}

/// Without marks at its ends that no name has there.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.slice(text);
    let front =
        |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '(' | '[' | '.' | ',' | ';' | ':' | '-' | '—');
    let back = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '?' | ',' | ';' | ':' | '-' | '—');
    let mut kept = inside.trim_start_matches(front).trim_end_matches(back);
    // "Yahoo!" is written so; a name of two words before "!" ends a cry.
    if kept.contains(char::is_whitespace) {
        kept = kept.trim_end_matches('!');
    }
    if kept.is_empty() {
        return span;
    }
    let start = span.start() + inside.len() - inside.trim_start_matches(front).len();
    Span::new(start, start + kept.len())
}

/// A name without the words in small letters that describe it: "The nonpartisan Harbour Commission", "centrist Harbour
/// Commission", "Republican nominee".
fn without_small_words(text: &str, span: Span, label: NameLabel) -> Span {
    if label == NameLabel::Person {
        return span;
    }
    let small = |word: &str| word.chars().all(|c| c.is_lowercase() || c == '-') && !PARTICLES.contains(&word);
    let mut start = span.start();
    let inside = span.slice(text);
    let article = ["The ", "the ", "A ", "a "].into_iter().find(|article| inside.starts_with(article));
    let mut at = start + article.map_or(0, str::len);
    while let Some((word, rest)) = text[at..span.end()].split_once(char::is_whitespace) {
        if !small(word) {
            break;
        }
        at = span.end() - rest.trim_start().len();
        start = at;
    }
    if !text[start..span.end()].starts_with(char::is_uppercase) {
        return span;
    }
    let mut end = span.end();
    while label == NameLabel::Miscellaneous
        && let Some((rest, word)) = text[start..end].rsplit_once(char::is_whitespace)
        && small(word)
    {
        end = start + rest.trim_end().len();
    }
    Span::new(start, end)
}

/// A person's name without the letters after it: "Ann Orr KC", "Ann Orr, MP".
fn without_letters(text: &str, span: Span) -> Span {
    let mut end = span.end();
    while let Some((rest, last)) = text[span.start()..end].rsplit_once(char::is_whitespace) {
        let capitals = last.chars().filter(|c| c.is_alphabetic()).take(2).all(char::is_uppercase) || last == "PhD";
        if !(capitals && people::is_letters(&fold_word(last))) || rest.trim().is_empty() {
            break;
        }
        end = span.start() + rest.trim_end_matches([',', ' ']).len();
    }
    Span::new(span.start(), end)
}

/// A person's name without titles and party in front; for a chunk with another label only where a given name follows
/// them, else `None`.
fn without_prefix(text: &str, span: Span, person: bool) -> Option<Span> {
    let mut start = span.start();
    let mut titled = false;
    while let Some((word, rest)) = text[start..span.end()].split_once(char::is_whitespace) {
        let rest = rest.trim_start();
        let title = fold::is_title(word);
        let next = rest.split_whitespace().next().unwrap_or_default();
        // "Democratic Sen. Ann Orr": a title after a word that is none; "Ann B. Orr" has none.
        let before_title = next.ends_with('.') && fold::is_title(next) && rest.contains(char::is_whitespace);
        let plain = BEFORE.contains(&word.to_lowercase().as_str()) && (before_title || given(rest));
        let both = person && matches!(word, "Both" | "both");
        if rest.is_empty() || !(title || plain || both || (person && before_title)) {
            break;
        }
        titled = titled || title || plain;
        start = span.end() - rest.len();
    }
    let cut = Span::new(start, span.end());
    let mister = matches!(
        text[span.start()..start].trim_end().rsplit(' ').next(),
        Some("Mr." | "Mrs." | "Ms." | "Sen." | "Gov.")
    );
    if person || mister || (titled && given(cut.slice(text))) { Some(cut) } else { None }
}

/// Whether a name begins with a given name and goes on.
fn given(name: &str) -> bool {
    name.split_once(char::is_whitespace)
        .is_some_and(|(first, rest)| of_given(first).is_some() && rest.trim_start().starts_with(char::is_uppercase))
}

/// Adds the places where a surname that the article tags as a person's stands untagged; `names` in text order.
pub(super) fn with_passed_over(text: &str, words: &[Word], names: Vec<Name>) -> Vec<Name> {
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    for name in names.iter().filter(|name| name.label == NameLabel::Person) {
        let inside = name.span.slice(text);
        if !inside.contains(char::is_whitespace) && inside.chars().count() > 2 {
            surnames.insert(inside);
        }
    }
    let spans: Vec<Taken> = names.iter().map(|name| Taken(name.span)).collect();
    let mut found: Vec<Name> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let letters = word.span.slice(text);
        if !letters.starts_with(char::is_uppercase)
            || !surnames.contains(letters)
            || !overlapping(&spans, word.span).is_empty()
        {
            continue;
        }
        // Beside another capital it may be part of a longer name: "Orr Tower".
        let capital = |other: Option<&Word>| {
            other.filter(|other| other.sentence == word.sentence).is_some_and(|other| {
                let letters = other.span.slice(text);
                letters.starts_with(char::is_uppercase)
                    && !fold::is_title(letters)
                    && overlapping(&spans, other.span).is_empty()
                    && fold_word(letters).len() > 1
            })
        };
        if !capital(words.get(at + 1)) {
            found.push(Name { span: word.span, label: NameLabel::Person, confidence: PASSED_OVER });
        }
    }
    if found.is_empty() {
        return names;
    }
    found.extend(names);
    found.sort_by_key(|name| name.span.start());
    found
}

/// Joins what the tagger parts: `Ann "Nan" Orr` and `Ann B. Orr` are one name, and so is "Court of Appeals for the Vell
/// Circuit"; "Ann" belongs to "Ann bin Orr".
pub(super) fn joined(text: &str, names: Vec<Name>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let name = with_particles(text, name, found.last().map_or(0, |last| last.span.end()));
        let joins = found.last().is_some_and(|last| {
            let person = last.label == NameLabel::Person;
            last.span.end() <= name.span.start()
                && (name.label == NameLabel::Person
                    && (person || last.label == NameLabel::Miscellaneous)
                    && parted_by_less(text, last.span, name.span)
                    || person && parted_by_nickname(text, last.span, name)
                    || last.label == NameLabel::Organization && parted_court(text, last.span, name.span))
        });
        match found.last_mut().filter(|_| joins) {
            Some(last) => {
                last.span = last.span.cover(name.span);
                if name.label == NameLabel::Person {
                    last.label = NameLabel::Person;
                }
            }
            None => found.push(name),
        }
    }
    found
}

/// A surname with what belongs to it and stands before it, and the given name before that: "Ann bin Orr", "Ann B. Orr".
/// Nothing before byte `from` belongs to it.
fn with_particles(text: &str, name: Name, from: usize) -> Name {
    let mut start = name.span.start();
    if name.label != NameLabel::Person || name.span.slice(text).contains(char::is_whitespace) {
        return name;
    }
    loop {
        let before = text[from..start].strip_suffix(' ').unwrap_or_default();
        let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let particle = PARTICLES.contains(&word) && !matches!(word, "al" | "la" | "y") || is_initial(word);
        // A word with a capital after another word of the sentence, or a given name wherever it stands.
        let inside = before[..before.len() - word.len()].ends_with(' ')
            && !before[..before.len() - word.len()].trim_end().ends_with(['.', '?', '!', '”', '"']);
        let given = start < name.span.start()
            && word.starts_with(char::is_uppercase)
            && !fold::is_title(word)
            && (of_given(word).is_some() || inside);
        if !(particle || given) || word.is_empty() {
            break;
        }
        start -= word.len() + 1;
        if given {
            break;
        }
    }
    Name { span: Span::new(start, name.span.end()), ..name }
}

/// "B."
fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase)
}

/// Whether a full stop after an initial is all that parts two names ("Ann B" and "Orr"), or a space before what begins no
/// name ("Ann" and "bin Orr", "Ann" and "B. Orr").
fn parted_by_less(text: &str, a: Span, b: Span) -> bool {
    let last = a.slice(text).rsplit(' ').next().unwrap_or_default();
    let between = &text[a.end()..b.start()];
    let first = b.slice(text).split(' ').next().unwrap_or_default();
    let goes_on = b.slice(text).len() > first.len() && (PARTICLES.contains(&first) || is_initial(first));
    if between == " " && goes_on && a.slice(text) == last && !fold::is_title(last) {
        return true;
    }
    last.len() == 1 && last.starts_with(char::is_uppercase) && matches!(between, "." | ". ") && a.slice(text) != last
}

/// Whether two names are one court's: "Court of Appeals" and "Vell Circuit", parted by "for the".
fn parted_court(text: &str, a: Span, b: Span) -> bool {
    matches!(&text[a.end()..b.start()], " for the " | " of the ")
        && a.slice(text).split(' ').any(|word| word == "Court")
        && text[b.start()..b.end()].split(' ').any(|word| matches!(word, "Circuit" | "District" | "State"))
}

/// Whether only a short nickname in quotation marks, or a part of it, stands between two names, or begins the second.
fn parted_by_nickname(text: &str, a: Span, name: Name) -> bool {
    let b = name.span;
    if name.label != NameLabel::Person {
        // `Nan" Orr` after an opening mark: the nickname and the surname in one chunk of another label.
        let mut parts = b.slice(text).split(['"', '”']);
        let (nickname, surname) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default().trim());
        let plain = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
        let between = &text[a.end()..b.start()];
        return matches!(between, " \"" | " “") && plain(nickname) && plain(surname) && parts.next().is_none();
    }
    let between = &text[a.end()..b.start()];
    if between.len() > 24 || b.len() > 40 {
        return false;
    }
    let quote = |c: char| matches!(c, '"' | '“' | '”');
    // The full stop of an initial is no part of the name's chunk.
    let between = between.trim_start_matches('.').trim();
    // Open since the name before: Ann "[Nan]" [Orr].
    let open = a.slice(text).matches(quote).count() % 2 == 1;
    let inner = match (between.strip_prefix(quote), between.strip_suffix(quote)) {
        _ if open && between.chars().count() == 1 => return between.starts_with(quote),
        (Some(""), _) | (_, Some("")) => {
            let nickname = !b.slice(text).contains(char::is_whitespace);
            let rest = text[b.end()..].trim_start_matches(quote);
            return nickname
                && rest.len() < text.len() - b.end()
                && rest.starts_with(' ')
                && rest[1..].starts_with(char::is_uppercase);
        }
        (Some(inner), Some(_)) => inner.trim_end_matches(quote),
        _ => return false,
    };
    !inner.is_empty() && inner.chars().all(char::is_alphabetic) && inner.starts_with(char::is_uppercase)
}

/// The place of a name, so that names can be looked up by place.
struct Taken(Span);

impl Spanned for Taken {
    fn span(&self) -> Span {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str, label: NameLabel) -> Vec<(&str, NameLabel)> {
        let name = Name { span: Span::new(0, text.len()), label, confidence: 1.0 };
        clean(text, name).into_iter().map(|name| (name.span.slice(text), name.label)).collect()
    }

    #[test]
    fn what_is_no_part_of_a_name_is_cut_off() {
        use NameLabel::{Miscellaneous, Organization, Person};
        assert_eq!(cleaned("President Ann Orr", Person), [("Ann Orr", Person)]);
        assert_eq!(cleaned("Democratic Sen. Ann Orr", Person), [("Ann Orr", Person)]);
        assert_eq!(cleaned("Republican Maria Orr", Miscellaneous), [("Maria Orr", Person)]);
        assert_eq!(cleaned("Republican Party", Miscellaneous), [("Republican Party", Miscellaneous)]);
        assert_eq!(cleaned("First Harbour Bank", Organization), [("First Harbour Bank", Organization)]);
        assert_eq!(cleaned("Ann Orr!", Person), [("Ann Orr", Person)]);
        assert_eq!(cleaned("Sir Tom Orr, KC", Person), [("Tom Orr", Person)]);
        assert_eq!(cleaned("Tom Orr Jr.", Person), [("Tom Orr Jr.", Person)]);
        let commission = [("Harbour Commission", Organization)];
        assert_eq!(cleaned("The nonpartisan Harbour Commission", Organization), commission);
        assert_eq!(cleaned("centrist Harbour Commission", Organization), commission);
        assert_eq!(cleaned("The Harbour Commission", Organization), [("The Harbour Commission", Organization)]);
        assert_eq!(cleaned("Republican nominee", Miscellaneous), [("Republican", Miscellaneous)]);
        assert_eq!(cleaned("Both Mr. Orr and Mr. Vale", Person), [("Orr", Person), ("Vale", Person)]);
        assert_eq!(cleaned("Ann B. Orr", Person), [("Ann B. Orr", Person)]);
    }

    #[test]
    fn parts_join() {
        let text = "Ann B. \"Nan\" Orr spoke. Orr, \"Vale\" and more.";
        let at = |start: usize, length| Name {
            span: Span::new(start, start + length),
            label: NameLabel::Person,
            confidence: 1.0,
        };
        let joined = |names: &[Name]| -> Vec<&str> {
            self::joined(text, names.to_vec()).iter().map(|name| name.span.slice(text)).collect()
        };
        assert_eq!(joined(&[at(0, 6), at(8, 3), at(13, 3)]), ["Ann B. \"Nan\" Orr"]);
        assert_eq!(joined(&[at(0, 6), at(13, 3)]), ["Ann B. \"Nan\" Orr"]);
        assert_eq!(joined(&[at(24, 3), at(30, 4)]), ["Orr", "Vale"]);
        let text = "Ann B. Orr met Tom van der Vale and Vale, and Mia \"Mim\" Kell.";
        let at = |start: usize, length| Name {
            span: Span::new(start, start + length),
            label: NameLabel::Person,
            confidence: 1.0,
        };
        let mim = Name { label: NameLabel::Miscellaneous, ..at(51, 9) };
        let found = super::joined(text, vec![at(0, 5), at(7, 3), at(27, 4), at(36, 4), at(46, 3), mim]);
        let found: Vec<&str> = found.iter().map(|name| name.span.slice(text)).collect();
        assert_eq!(found, ["Ann B. Orr", "Tom van der Vale", "Vale", "Mia \"Mim\" Kell"]);
        let text = "U.S. Court of Appeals for the Ninth Circuit";
        let body = |start, length| Name { label: NameLabel::Organization, ..at(start, length) };
        assert_eq!(super::joined(text, vec![body(0, 21), body(30, 13)])[0].span.slice(text), text);
    }
}
