//! How people's names are shortened: surnames, initials, nicknames.

/// Nicknames that are no beginning of the name they stand for.
const NICKNAMES: [(&str, &str); 20] = [
    ("andy", "andrew"),
    ("bill", "william"),
    ("billy", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("chuck", "charles"),
    ("dick", "richard"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("jack", "john"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("kate", "katherine"),
    ("mike", "michael"),
    ("peggy", "margaret"),
    ("rick", "richard"),
    ("ted", "edward"),
    ("tom", "thomas"),
    ("tony", "anthony"),
];

/// Generations, which are part of a name.
const GENERATIONS: [&str; 5] = ["ii", "iii", "iv", "jr", "sr"];
/// Offices, honours and degrees, which follow a name.
const LETTERS: [&str; 20] = [
    "cbe", "cpa", "dbe", "dds", "dphil", "esq", "frs", "kbe", "kc", "mbe", "md", "mep", "mla", "mp", "mps", "msp",
    "obe", "phd", "qc", "rn",
];

/// Whether a folded word is letters after a name: an office, an honour or a degree.
pub(crate) fn is_letters(word: &str) -> bool {
    LETTERS.contains(&word)
}

/// The word of a person's name that is the surname: the last, without a suffix.
pub(crate) fn surname(words: &[String]) -> &str {
    let plain = |word: &&String| !GENERATIONS.contains(&word.as_str()) && !is_letters(word);
    words.iter().rev().find(plain).or(words.last()).map_or("", String::as_str)
}

/// Whether two full names with the same surname can name one person: equal given names, or one an initial, a beginning or
/// a nickname of the other.
pub(super) fn same_person(a: &[String], b: &[String]) -> bool {
    // "De Vell" is all of a surname, "Rival Ann Orr" a name with more before it.
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if fewer.len() > 1 && more.ends_with(fewer) {
        return true;
    }
    let (Some(a), Some(b)) = (a.first(), b.first()) else { return false };
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long
        || (short.len() >= 3 && long.starts_with(short.as_str()))
        || (short.len() == 1 && long.starts_with(short.as_str()))
        || NICKNAMES.iter().any(|&(nick, name)| (a == nick && b == name) || (a == name && b == nick))
}
