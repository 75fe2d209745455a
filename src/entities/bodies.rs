//! How names of organisations are shortened: acronyms, the last word of an outlet's name, the name without "Inc".

/// Endings of organisations' names that the short form leaves out.
const COMPANY_ENDINGS: [&str; 14] = [
    "ag",
    "co",
    "company",
    "corp",
    "corporation",
    "group",
    "holdings",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "ltd",
    "plc",
    "sa",
];

/// The short forms by which the body `name` of the folded `words` may go.
pub(super) fn short_forms(name: &str, words: &[String]) -> Vec<String> {
    // "Harbour Times/Vell Research" are two.
    if name.contains('/') {
        return Vec::new();
    }
    let mut forms: Vec<String> = acronym(name).into_iter().collect();
    let [init @ .., last] = words else { return forms };
    if init.is_empty() {
        return forms;
    }
    // "The Vell Street Journal" is "the Journal".
    if super::outlets::is_outlet(last) {
        forms.push(last.clone());
    }
    // "Sporting Vell" is "Vell".
    if init.len() == 1 && last.len() > 3 && name.contains(char::is_whitespace) {
        forms.push(last.clone());
    }
    let company = COMPANY_ENDINGS.contains(&last.as_str());
    if company || init.len() == 1 {
        forms.push(init.join(" "));
    }
    forms
}

/// The first letters of the words that begin with a capital, if that makes two letters or more: the acronym by which an
/// organisation goes ("Harbour and Coast Authority", `hca`).
fn acronym(name: &str) -> Option<String> {
    let letters: String = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
        .flat_map(char::to_lowercase)
        .collect();
    (letters.chars().count() >= 2).then_some(letters)
}
