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
    if are_kin(a, b) {
        return false;
    }
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

/// Whether two full names are those of relatives: father and son ("Tom Orr" and "Tom Orr Jr."), or other middle initials
/// ("Tom B. Orr" and "Tom C. D. Orr"). A middle name in full settles it the other way: "Tom Bartholomew Orr Jr." is "Tom
/// Bartholomew Orr".
fn are_kin(a: &[String], b: &[String]) -> bool {
    let generation = |name: &[String]| name.iter().any(|word| GENERATIONS.contains(&word.as_str()));
    let plain = |name: &[String]| -> Vec<String> {
        name.iter().filter(|word| !GENERATIONS.contains(&word.as_str()) && !is_letters(word)).cloned().collect()
    };
    let (first, second) = (plain(a), plain(b));
    let middle = |name: &[String]| name.get(1..name.len().saturating_sub(1)).unwrap_or_default().to_vec();
    let initials = |name: &[String]| middle(name).iter().all(|word| word.chars().count() == 1);
    if generation(a) != generation(b) {
        return first.len() > 1 && first == second && initials(&first);
    }
    let (one, other) = (middle(&first), middle(&second));
    let both = !one.is_empty() && !other.is_empty() && initials(&first) && initials(&second);
    both && one != other && first.first() == second.first()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_are_told_apart() {
        let same = |a: &str, b: &str| {
            let words = |name: &str| super::super::fold::name_words(name);
            same_person(&words(a), &words(b)) && same_person(&words(b), &words(a))
        };
        assert!(!same("Tom Orr", "Tom Orr Jr."));
        assert!(!same("Tom B. Orr", "Tom B. Orr Jr."));
        assert!(!same("Tom B. Orr", "Tom C. D. Orr"));
        assert!(same("Tom Bartholomew Orr", "Tom Bartholomew Orr Jr."));
        assert!(same("Tom Orr", "Thomas R. Orr Jr."));
        assert!(same("Tom Orr", "Tom B. Orr"));
        assert!(same("Bob Orr", "Robert Orr"));
    }
}
