//! Authors as news databases, tables and services give them. Names are kept as they are written: capitals, too, because
//! `McDONALD` and `VAN DER BERG` can be put into small letters only by guessing.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::exports::folded;

/// What stands where an author would, and names none: "admin", "Staff Reporter", "Redaktion".
static NOBODY: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| include_str!("nobody.txt").lines().collect());

/// The longest value that is taken for names, in bytes.
const LONGEST: usize = 200;

/// Nouns that end a role ("Chief Political Correspondent").
const ROLES: &[&str] = &[
    "columnist",
    "contributor",
    "correspondent",
    "correspondents",
    "critic",
    "editor",
    "editors",
    "producer",
    "reporter",
    "reporters",
    "writer",
    "writers",
];

/// What stands before them. Roles without a comma are cut off only as far as these words reach.
const KINDS: &[&str] = &[
    "affairs",
    "and",
    "arts",
    "assistant",
    "associate",
    "bureau",
    "business",
    "chief",
    "city",
    "consumer",
    "crime",
    "culture",
    "defence",
    "defense",
    "deputy",
    "diplomatic",
    "economics",
    "education",
    "energy",
    "environment",
    "executive",
    "features",
    "finance",
    "financial",
    "foreign",
    "health",
    "home",
    "industry",
    "legal",
    "local",
    "media",
    "medical",
    "national",
    "news",
    "policy",
    "political",
    "regional",
    "religion",
    "science",
    "senior",
    "social",
    "special",
    "sports",
    "staff",
    "technology",
    "transport",
    "travel",
    "world",
];

/// The names in a byline, without "By", roles, places and addresses of mail; `None` if there are none.
pub(in crate::corpus) fn author(value: &str) -> Option<String> {
    let value = folded(value);
    if value.len() > LONGEST {
        return None;
    }
    let value = value.replace(" / ", "; ");
    let parts = || value.split([';', '|']).map(str::trim).filter(|part| !part.is_empty() && !is_nobody(part));
    // "Jane Doe; Health Editor": a role of its own is none of the authors, unless it is all there is.
    // A role, unlike a name, has a word in small letters that is no particle: "Municipal affairs reporter".
    let only_role = |part: &str| {
        let mut words = part.split(' ');
        let small = |word: &str| word.len() > 3 && word.starts_with(char::is_lowercase);
        words.clone().all(|word| is_of(ROLES, word) || is_of(KINDS, word))
            || words.next_back().is_some_and(|last| is_of(ROLES, last))
                && (words.clone().count() == 1 || words.any(small))
    };
    let some_name = parts().any(|part| !only_role(part));
    let names: Vec<_> = parts().filter(|part| !(some_name && only_role(part))).filter_map(one).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

/// Whether a value names nobody, though it stands where an author would.
pub(in crate::corpus) fn is_nobody(value: &str) -> bool {
    let bare = value.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let bare = bare.strip_prefix("by ").or_else(|| bare.strip_prefix("by, ")).unwrap_or(&bare);
    // "Sentinel Staff".
    NOBODY.contains(bare) || bare.starts_with("newsroom ") || bare.ends_with(" staff") && bare.split(' ').count() < 4
}

fn is_of(list: &[&str], word: &str) -> bool {
    list.contains(&word.to_lowercase().as_str())
}

/// The same for databases that put the surname first: "Doe, Jane; Roe, John".
pub(in crate::corpus) fn surname_first(value: &str) -> Option<String> {
    let turned: Vec<_> = value
        .split(';')
        .map(|name| {
            // "Roe, John." ends a list; "Roe, J." ends an initial.
            let name = name.trim();
            let ended =
                name.strip_suffix('.').filter(|bare| bare.rsplit([' ', '.']).next().is_some_and(|last| last.len() > 2));
            let name = ended.unwrap_or(name);
            let mut parts = name.split(',').map(str::trim);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(last), Some(first), None) if is_name(last, 3) && is_name(first, 3) => format!("{first} {last}"),
                _ => name.to_owned(),
            }
        })
        .collect();
    author(&turned.join("; "))
}

/// Whether a list of authors has all those of another and more.
pub(in crate::corpus) fn holds(more: &str, few: &str) -> bool {
    let names = |list: &str| list.split("; ").map(str::to_lowercase).collect::<Vec<_>>();
    let (more, few) = (names(more), names(few));
    more.len() > few.len() && few.iter().all(|name| more.contains(name))
}

/// Whether these are up to `most` words of a name, and no role.
fn is_name(words: &str, most: usize) -> bool {
    let count = words.split(' ').count();
    let is_role = |word: &str| is_of(ROLES, word) || ["Jr", "Sr"].contains(&word);
    !words.is_empty() && count <= most && words.starts_with(char::is_alphabetic) && !words.split(' ').any(is_role)
}

/// One author, or several that share a sentence: "Jane Doe, John Roe and Li Na, Staff Writers".
fn one(part: &str) -> Option<String> {
    let mut part = part.trim();
    if part.eq_ignore_ascii_case("by") {
        return None;
    }
    for by in ["BYLINE:", "Byline:", "By:", "By, ", "By ", "BY ", "by ", "From ", "FROM "] {
        part = part.strip_prefix(by).map_or(part, str::trim_start);
    }
    // German, French, Spanish; "Von Neumann" and "Von der Lippe" are names.
    for by in ["Von ", "Par ", "Por "] {
        let whole = |name: &&str| name.contains(' ') && name.starts_with(char::is_uppercase);
        part = part.strip_prefix(by).filter(whole).unwrap_or(part);
    }
    // "Von unserer Mitarbeiterin Jane Doe".
    let own =
        ["unserem ", "unserer "].iter().find_map(|own| part.strip_prefix("Von ").unwrap_or(part).strip_prefix(own));
    part = own.and_then(|role| role.split_once(' ')).map_or(part, |(_, name)| name);
    let words: Vec<_> = part.split(' ').filter(|word| !word.contains(['@', '<', '>'])).collect();
    // "Jane Doe in Port Selwick and John Roe in Halvern": the places go, the names stay.
    let mut kept: Vec<&str> = Vec::new();
    let mut in_place = false;
    for (at, word) in words.iter().enumerate() {
        let next_is_name = words.get(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase));
        if at > 0 && matches!(*word, "in" | "IN" | "at" | "for" | "FOR") && next_is_name {
            in_place = true;
        } else if matches!(*word, "and" | "AND" | "&") {
            in_place = false;
        }
        if !in_place {
            kept.push(word);
        }
    }
    let names = without_role(&kept.join(" "))?;
    let names = names.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | '-' | '–' | '—'));
    let plain = names.starts_with(char::is_alphabetic) && !names.contains(|c: char| c.is_ascii_digit());
    // "Photographs by Ada Kellow" is no author of the text.
    let helps = names.contains(" by ") || names.contains(" BY ") || names.contains(" contributed ");
    (plain && !helps && names.split(' ').count() <= 14).then(|| parted(names))
}

/// "Jane Doe, John Roe and Li Na" -> "Jane Doe; John Roe; Li Na", as web pages give several authors, too.
pub(crate) fn parted(names: &str) -> String {
    let mut authors: Vec<String> = Vec::new();
    let listed =
        [" AND ", " & ", " et ", " und "].iter().fold(names.to_owned(), |names, and| names.replace(and, " and "));
    let listed = listed.replace(", and ", " and ");
    let listed = [" y ", " e "].iter().fold(listed, |listed, and| and_between_names(listed, and));
    for name in listed.split(" and ").flat_map(|part| part.split(", ")) {
        match authors.last_mut() {
            Some(last) if ["Jr", "Jr.", "Sr", "Sr.", "II", "III"].contains(&name) => *last = format!("{last}, {name}"),
            Some(_) if is_role(name) => {}
            _ => authors.push(bare(name)),
        }
    }
    authors.join("; ")
}

/// Names that "y" or "e" joins; in "Ortega y Gasset" it joins the two surnames of one person.
fn and_between_names(names: String, and: &str) -> String {
    let several = |part: &str| part.split(' ').count() > 1;
    match names.split_once(and) {
        Some((one, other)) if several(one) && several(other) => names.replace(and, " and "),
        _ => names,
    }
}

/// Whether every word is one of roles: "Political Editor".
pub(crate) fn is_role(words: &str) -> bool {
    words.split(' ').all(|word| is_of(ROLES, word) || is_of(KINDS, word))
        && words.split(' ').any(|word| is_of(ROLES, word))
}

/// One of several names without its role: "Jane Doe Education Correspondent".
fn bare(name: &str) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    if words.len() > 3 && words.last().is_some_and(|word| is_of(ROLES, word)) {
        words.pop();
        while words.len() > 2 && words.last().is_some_and(|word| is_of(KINDS, word)) {
            words.pop();
        }
    }
    words.join(" ")
}

/// "Jane Doe, Political Editor" and "Jane Doe Political Editor" -> "Jane Doe".
fn without_role(names: &str) -> Option<String> {
    let pieces: Vec<_> = names.split(", ").collect();
    // Behind a comma stands another name if a list goes on to an "and", or if it can be nothing else.
    let last_joint = pieces.iter().rposition(|piece| {
        piece.starts_with("and ") || piece.contains(" and ") || piece.contains(" AND ") || piece.contains(" & ")
    });
    // "Political Editor and John Roe" has a name in it.
    let is_role =
        |piece: &str| piece.rsplit(" and ").next().is_some_and(|last| last.split(' ').any(|word| is_of(ROLES, word)));
    let mut end = 1;
    let listed = |end: usize| last_joint.is_some_and(|joint| end <= joint) && !is_role(pieces[end]);
    while end < pieces.len() && (listed(end) || is_person(pieces[end])) {
        end += 1;
    }
    let names = pieces[..end].join(", ");
    let mut words: Vec<_> = names.split(' ').collect();
    if words.len() > 2 && words.last().is_some_and(|word| is_of(ROLES, word)) {
        let mut left = words.len() - 1;
        while left > 2 && is_of(KINDS, words[left - 1]) {
            left -= 1;
        }
        // "Our Staff Reporter" is all there is. In "JANE DOE DAILY MAIL REPORTER" nobody tells where the name ends.
        if left > 3 && !words[..left].iter().any(|word| matches!(*word, "and" | "AND" | "&")) {
            return None;
        }
        if !is_of(KINDS, words[left - 1]) {
            words.truncate(left);
        }
    }
    Some(words.join(" "))
}

/// Whether a piece behind a comma is a person: two or three words of a name, and none that offices, papers and towns have.
fn is_person(piece: &str) -> bool {
    const NOT: &[&str] = &[
        "agency",
        "associated",
        "bloomberg",
        "cape",
        "courier",
        "daily",
        "express",
        "fort",
        "gazette",
        "globe",
        "guardian",
        "herald",
        "hong",
        "journal",
        "los",
        "mail",
        "media",
        "mirror",
        "new",
        "news",
        "north",
        "east",
        "south",
        "west",
        "observer",
        "port",
        "post",
        "press",
        "reuters",
        "saint",
        "san",
        "service",
        "services",
        "st",
        "standard",
        "star",
        "sun",
        "tel",
        "telegraph",
        "the",
        "times",
        "today",
        "tribune",
        "university",
        "jr",
        "sr",
        "in",
        "at",
        "for",
    ];
    let words: Vec<_> = piece.split(' ').collect();
    (2..=3).contains(&words.len())
        && words.iter().all(|word| {
            let lower = word.trim_end_matches('.').to_lowercase();
            let listed = [NOT, ROLES, KINDS].iter().any(|list| list.contains(&lower.as_str()));
            word.starts_with(char::is_uppercase) && !listed && !word.contains(|c: char| c.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_as_they_are_written() {
        for (value, names) in [
            ("By Jane Doe", "Jane Doe"),
            ("JANE DOE; JOHN ROE", "JANE DOE; JOHN ROE"),
            ("By JANE DOE and JOHN ROE", "JANE DOE; JOHN ROE"),
            ("Jane Doe, John Roe", "Jane Doe; John Roe"),
            ("Jane Doe, Harbour Press", "Jane Doe"),
            ("Jane Doe, New York", "Jane Doe"),
            ("By JANE DOE FOR THE DAILY MAIL", "JANE DOE"),
            ("Jane Doe; Photographs by John Roe", "Jane Doe"),
            ("By Jane Doe, Political Editor", "Jane Doe"),
            ("Jane Doe, Washington Post Staff Writer", "Jane Doe"),
            ("Jane Doe Chief Political Correspondent", "Jane Doe"),
            ("Jane Doe in Port Selwick", "Jane Doe"),
            ("Jane Doe; Chief reporter", "Jane Doe"),
            ("Jane Doe in Port Selwick and John Roe in Halvern", "Jane Doe; John Roe"),
            ("By Jane Doe, John Roe and Li Na, Staff Writers", "Jane Doe; John Roe; Li Na"),
            ("Jane Doe, jane@example.org", "Jane Doe"),
            ("By, Jane Doe", "Jane Doe"),
            ("Jane Doe / John Roe", "Jane Doe; John Roe"),
            ("Ana Roe y Juan Doe Ortega", "Ana Roe; Juan Doe Ortega"),
            ("José Ortega y Gasset", "José Ortega y Gasset"),
            ("Jane Doe; Staff Writer", "Jane Doe"),
            ("JANE DOE; John Roe contributed reporting from Selwick for this article", "JANE DOE"),
            ("JANE DOE; Enterprise Correspondent", "JANE DOE"),
            ("Ana de la Cruz", "Ana de la Cruz"),
            ("Von Jana Doe", "Jana Doe"),
            ("JANE DOE Education Correspondent and JOHN ROE Political Editor", "JANE DOE; JOHN ROE"),
            ("Jane Doe, Political Editor and John Roe", "Jane Doe; John Roe"),
            ("Von unserer Mitarbeiterin Jane Doe", "Jane Doe"),
            ("Von Neumann", "Von Neumann"),
            ("Jane Doe; Municipal affairs reporter", "Jane Doe"),
            ("Jane Doe Environment correspondent", "Jane Doe"),
            ("Jane Doe, John Roe, Jr. and Li Na", "Jane Doe; John Roe, Jr.; Li Na"),
        ] {
            assert_eq!(author(value).as_deref(), Some(names), "{value}");
        }
        for value in [
            "",
            "By",
            "12 May",
            "-",
            "admin",
            "Sentinel Staff",
            "  By  Staff  Reporter ",
            "Redaktion",
            "JANE DOE DAILY MAIL REPORTER",
        ] {
            assert_eq!(author(value), None, "{value}");
        }
    }

    #[test]
    fn surnames_that_come_first_are_turned() {
        assert_eq!(surname_first("Doe, Jane").as_deref(), Some("Jane Doe"));
        assert_eq!(surname_first("Doe, Jane A; van Roe, J. P.").as_deref(), Some("Jane A Doe; J. P. van Roe"));
        assert_eq!(surname_first("Doe, Jane; Roe, John.").as_deref(), Some("Jane Doe; John Roe"));
        assert_eq!(surname_first("Jane Doe, Staff Writer").as_deref(), Some("Jane Doe"));
    }
}
