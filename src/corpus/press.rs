//! What people write above an article that they keep: the outlet's name, as far as its words give it away ("The Halvern Post",
//! "Ostheider Rundschau", "Le Courrier de Valmont"), the day, the address.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

pub(crate) use super::people::is_role;
use super::published;

/// `word<TAB>place`: words with which names of outlets end (English, German), with which they begin (French, Spanish, Italian),
/// or both.
static LIST: &str = include_str!("press.txt");

static TABLE: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| LIST.lines().filter_map(|line| line.split_once('\t')).collect());

/// Ends of German names, which are written as one word: "Abendzeitung", "Volksblatt".
const COMPOUNDS: &[&str] = &["anzeiger", "blatt", "bote", "kurier", "nachrichten", "presse", "rundschau", "zeitung"];

/// Words in small letters that stand in names of outlets.
const SMALL: &[&str] = &[
    "and", "d", "da", "das", "de", "del", "den", "der", "des", "di", "die", "du", "e", "el", "et", "la", "las", "le",
    "les", "los", "of", "the", "und", "van", "von", "y",
];

/// The most words of a name.
const WORDS: usize = 7;

/// Whether a word in lower case ends the names of outlets in English or German.
pub(crate) fn ends_name(word: &str) -> bool {
    matches!(TABLE.get(word), Some(&"last" | &"both"))
        || COMPOUNDS.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end))
}

/// Whether these words may be the name of an outlet: capitals, and a word that such names end or begin with.
pub(crate) fn is_outlet(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &str| SMALL.contains(&word);
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let plain =
        |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&' | '.' | '!'));
    let named = (1..=WORDS).contains(&words.len())
        && words.first().is_some_and(|word| capital(word))
        && words.iter().all(|word| plain(word) && (capital(word) || small(word) || *word == "&"))
        && !name.ends_with(['.', '!', '?']);
    if !named {
        return false;
    }
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    // "The Halvern Post Online", "Halvern Post-Gazette".
    let lasting =
        lower.iter().rev().find(|word| !matches!(word.as_str(), "online" | "digital" | "newspapers" | "group"));
    let last = lasting.map_or("", |word| word.rsplit('-').next().unwrap_or_default());
    let compound = |word: &str| COMPOUNDS.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end));
    let ends =
        words.len() > 1 && ends_name(last) || name.contains('-') && lower.first().is_some_and(|word| compound(word));
    // "L’Avenir", "Le Courrier de Valmont", "Diario de Selva".
    let begins = lower.iter().take(2).any(|word| {
        let bare = word.split(['\'', '’']).next_back().unwrap_or_default();
        matches!(TABLE.get(bare), Some(&"first" | &"both"))
    });
    ends || words.len() > 1 && begins || begins && name.contains(['\'', '’'])
}

/// Outlet, day and perhaps a name of "The Halvern Post · 12 Mar 2016 · 8 · JANE DOE".
pub(crate) fn credits(words: &str) -> Option<(&str, Date, Option<&str>)> {
    let mark = [" · ", " | ", " • "].into_iter().find(|mark| words.matches(mark).count() > 1)?;
    let parts = || words.split(mark).map(str::trim);
    let outlet = parts().find(|part| is_outlet(part))?;
    let day = parts().find_map(day)?;
    let name = |part: &&str| {
        part.contains(' ')
            && *part != outlet
            && self::day(part).is_none()
            && !part.contains(|c: char| c.is_ascii_digit())
    };
    Some((outlet, day, parts().find(name)))
}

/// The address that a line consists of, perhaps behind a word like "Source:".
pub(crate) fn url(words: &str) -> Option<&str> {
    const LABELS: &[&str] = &["fuente", "lien", "link", "quelle", "read online", "source", "url", "web"];
    let behind = words.split_once(": ").filter(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()));
    let url = behind.map_or(words, |(_, url)| url).trim().trim_matches(['<', '>', '(', ')']);
    let site = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    (!url.contains(char::is_whitespace) && site.contains('.') && site.contains('/')).then_some(url)
}

/// The day that a line consists of, but for the number of a page.
pub(crate) fn day(words: &str) -> Option<Date> {
    const LABELS: &[&str] =
        &["erschienen am ", "pubblicato il ", "publicado el ", "publié le ", "veröffentlicht am ", "vom "];
    const CHANGED: &[&str] = &["actualizado", "aggiornato", "aktualisiert", "mis à jour", "modifié", "stand"];
    const PAGES: &[&str] = &["p.", "pp.", "page", "pages", "pg.", "s.", "seite", "página", "pagina"];
    let words = words.trim_matches(['(', ')', '[', ']']);
    let lower = words.to_lowercase();
    // Letters that are longer in lower case move what stands behind them.
    let same = lower.len() == words.len();
    let label = LABELS.iter().find(|label| same && lower.starts_with(**label)).map_or(0, |label| label.len());
    let end = CHANGED.iter().filter_map(|word| lower.find(word)).min().filter(|&end| same && end > label);
    let words = words[label..end.unwrap_or(words.len())].trim_end_matches([' ', ',', '|', '-', '–', '•', '·']);
    let is_page = |rest: &str| {
        let rest = rest.trim_start_matches([' ', ',', '|', '-', '–', '—', ';']).to_lowercase();
        PAGES.iter().any(|page| rest.strip_prefix(page).is_some_and(|number| number.trim().chars().count() <= 7))
    };
    let cut = words.char_indices().filter(|&(_, c)| matches!(c, ',' | '|' | '–' | '—' | '-' | ';')).map(|(at, _)| at);
    let whole = cut.filter(|&at| is_page(&words[at..])).map(|at| words[..at].trim_end()).next();
    let words = whole.unwrap_or(words);
    // "1940 – 2 May 2025" are the years of a life.
    let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    published::of_line(words).filter(|_| numbers.count() < 2)
}

/// Outlet and day of "The Halvern Post12 Mar 2016By Jane Doe", as a copy from `PressReader` has them, and what stands behind them.
pub(crate) fn glued(words: &str) -> Option<(&str, Date, &str)> {
    let at = words.find(|c: char| c.is_ascii_digit())?;
    let outlet = &words[..at];
    if !outlet.ends_with(char::is_alphabetic) || !is_outlet(outlet) {
        return None;
    }
    let year = words[at..].match_indices(' ').nth(1)?.0 + at + 1;
    let end = year + words[year..].bytes().take_while(u8::is_ascii_digit).count();
    Some((outlet, published::parse(&words[at..end])?, words[end..].trim()))
}

/// Outlet and day of "The Halvern Post, 12 March 2016", "2 May 2025 | The Halvern Post".
pub(crate) fn issue(words: &str) -> Option<(&str, Date)> {
    let marks = |c: char| matches!(c, ',' | '|' | '·' | '•' | '–' | '—' | '-' | '(' | ';');
    for (at, c) in words.char_indices().filter(|&(_, c)| marks(c)) {
        let (before, after) = (words[..at].trim(), words[at + c.len_utf8()..].trim());
        // A hyphen inside a word parts nothing.
        if c == '-' && !words[..at].ends_with(' ') {
            continue;
        }
        if is_outlet(before)
            && let Some(day) = day(after)
        {
            return Some((before, day));
        }
        if is_outlet(after)
            && let Some(day) = day(before)
        {
            return Some((after, day));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_lower_case() {
        let lines: Vec<&str> = LIST.lines().collect();
        for pair in lines.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for line in lines {
            let (word, place) = line.split_once('\t').unwrap();
            assert!(word == word.to_lowercase() && matches!(place, "first" | "last" | "both"), "{line}");
        }
    }

    #[test]
    fn outlet_and_day_may_stand_in_one_line() {
        let march = jiff::civil::date(2016, 3, 12);
        for (line, outlet) in [
            ("The Halvern Post, 12 March 2016", "The Halvern Post"),
            ("March 12, 2016 | The Halvern Post", "The Halvern Post"),
            ("Ostheider Rundschau, 12.03.2016", "Ostheider Rundschau"),
            ("The Halvern Post (12 March 2016), p. 5", "The Halvern Post"),
            ("Le Courrier de Valmont - samedi 12 mars 2016 - page 5", "Le Courrier de Valmont"),
        ] {
            assert_eq!(issue(line), Some((outlet, march)), "{line}");
        }
        for line in
            ["PORT SELWICK, 12 March 2016", "The Halvern Post", "Jane Doe, 12 March 2016", "Post-war 12 March 2016"]
        {
            assert_eq!(issue(line), None, "{line}");
        }
        assert_eq!(day("Samedi 12 mars 2016 – page 5"), Some(march));
        assert_eq!(day("Publié le 12 mars 2016 à 18h12, mis à jour le 13 mars 2016 à 9h"), Some(march));
        assert_eq!(day("12 March 2016 was cold"), None);
        let copied = "The Halvern Post12 Mar 2016By Jane Doe";
        assert_eq!(glued(copied), Some(("The Halvern Post", march, "By Jane Doe")));
        assert_eq!(glued("Channel4 news 2016"), None);
        assert_eq!(url("Quelle: https://a.example/b"), Some("https://a.example/b"));
        assert_eq!(url("Source: the mayor"), None);
    }

    #[test]
    fn names_of_outlets_have_their_words() {
        for name in [
            "The Halvern Post",
            "THE HALVERN POST",
            "Selwick Post-Gazette",
            "Estuary News",
            "The Bay Times Online",
            "Ostheider Rundschau",
            "Neue Seltauer Abendzeitung",
            "Le Courrier de Valmont",
            "L’Avenir des Combes",
            "Diario de Selva",
            "Il Corriere di Selva",
            "Radio Halvern",
            "Voralpen-Anzeiger",
        ] {
            assert!(is_outlet(name), "{name}");
        }
        for name in [
            "Jane Doe",
            "Horace Wynn for The Halvern Chronicle",
            "Post",
            "Port Selwick",
            "Storm shuts the port, says the Post",
            "Council votes to close the old market",
            "Mayor resigns over bad news.",
            "12 May 2025",
            "",
        ] {
            assert!(!is_outlet(name), "{name}");
        }
    }
}
