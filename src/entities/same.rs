//! Which mentions of an article name the same: surnames and given names with full names, short forms and acronyms with
//! the organisations they stand for.

use rustc_hash::FxHashMap;

use super::fold::name_words;
use super::{Entities, Entity, EntityId, Mention, NameLabel};
use crate::span::Span;

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

/// Last words of outlets' names, which stand for the whole after "the".
const OUTLET_ENDINGS: [&str; 16] = [
    "chronicle",
    "courier",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "journal",
    "mail",
    "mirror",
    "news",
    "post",
    "star",
    "times",
    "tribune",
    "review",
];

/// How many people of one surname are compared: keeps the stage linear on a list of a thousand Smiths.
const MOST_NAMESAKES: usize = 32;

/// A mention on its way to an entity.
struct Form {
    span: Span,
    label: NameLabel,
    confidence: f32,
    words: Vec<String>,
}

impl Form {
    fn key(&self) -> String {
        self.words.join(" ")
    }

    fn surname(&self) -> &str {
        let suffix = |word: &String| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
        let words = &self.words;
        let last = words.iter().rev().find(|word| !suffix(word)).or(words.last());
        last.map_or("", String::as_str)
    }
}

/// Groups the names of an article, given in text order.
pub(super) fn group(text: &str, names: impl Iterator<Item = (Span, NameLabel, f32)>) -> Entities {
    let forms: Vec<Form> = names
        .map(|(span, label, confidence)| Form { span, label, confidence, words: name_words(span.slice(text)) })
        .collect();
    let mut groups = Groups { text, ..Groups::default() };
    let mut of = vec![None; forms.len()];
    // Full names first: a headline or first sentence often has the surname alone.
    for (index, form) in forms.iter().enumerate() {
        if form.words.len() > 1 {
            of[index] = Some(groups.full(form));
        }
    }
    groups.index();
    let mut recent = FxHashMap::default();
    for (index, form) in forms.iter().enumerate() {
        if let Some(group) = of[index] {
            recent.insert(form.surname(), group);
        } else {
            of[index] = Some(groups.short(form, &recent));
        }
    }
    groups.finish(&forms, &of)
}

#[derive(Default)]
struct Groups<'a> {
    text: &'a str,
    /// The fullest form of each group.
    entities: Vec<(Entity, Vec<String>)>,
    by_key: FxHashMap<String, usize>,
    /// People with full names, by surname and by given name.
    by_surname: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<String, Vec<usize>>,
    /// Short forms of organisations; `None` where two could be meant.
    by_short: FxHashMap<String, Option<usize>>,
}

impl Groups<'_> {
    fn add(&mut self, form: &Form) -> usize {
        self.entities.push((Entity { name: form.span, label: form.label }, form.words.clone()));
        self.entities.len() - 1
    }

    /// The group of a name of two words or more.
    fn full(&mut self, form: &Form) -> usize {
        let key = form.key();
        if let Some(&group) = self.by_key.get(&key) {
            return group;
        }
        let mut found = None;
        if form.label == NameLabel::Person {
            let namesakes = self.by_surname.get(form.surname()).map_or(&[][..], Vec::as_slice);
            found = namesakes
                .iter()
                .copied()
                .take(MOST_NAMESAKES)
                .find(|&group| same_person(&self.entities[group].1, &form.words));
        }
        let group = match found {
            Some(group) => {
                let (entity, words) = &mut self.entities[group];
                if form.words.len() > words.len()
                    || (form.words.len() == words.len() && form.span.len() > entity.name.len())
                {
                    entity.name = form.span;
                    words.clone_from(&form.words);
                }
                group
            }
            None => self.add(form),
        };
        if form.label == NameLabel::Person {
            push(&mut self.by_surname, form.surname(), group);
            push(&mut self.by_given, &form.words[0], group);
        }
        self.by_key.insert(key, group);
        group
    }

    /// Notes the short forms of all organisations seen.
    fn index(&mut self) {
        let mut by_short: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (group, (entity, words)) in self.entities.iter().enumerate() {
            if entity.label == NameLabel::Person || words.len() < 2 {
                continue;
            }
            let mut note = |short: String| {
                let known = by_short.entry(short).or_insert(Some(group));
                if *known != Some(group) {
                    *known = None;
                }
            };
            if let Some(acronym) = acronym(entity.name.slice(self.text)) {
                note(acronym);
            }
            let last = words[words.len() - 1].as_str();
            if OUTLET_ENDINGS.contains(&last) {
                note(last.to_owned());
            }
            if COMPANY_ENDINGS.contains(&last) {
                note(words[..words.len() - 1].join(" "));
            }
        }
        self.by_short = by_short;
    }

    /// The group of a name of one word. `recent` holds, by surname, the full name mentioned last.
    fn short(&mut self, form: &Form, recent: &FxHashMap<&str, usize>) -> usize {
        let key = form.key();
        if form.label != NameLabel::Location {
            if let Some(namesakes) = self.by_surname.get(&key) {
                return recent
                    .get(key.as_str())
                    .copied()
                    .filter(|group| namesakes.contains(group))
                    .unwrap_or(namesakes[0]);
            }
            if form.label == NameLabel::Person
                && let Some([group]) = self.by_given.get(&key).map(Vec::as_slice)
            {
                return *group;
            }
        }
        if let Some(&group) = self.by_key.get(&key) {
            return group;
        }
        let group = match self.by_short.get(&key) {
            Some(Some(group)) if form.label != NameLabel::Person => *group,
            _ => self.add(form),
        };
        self.by_key.insert(key, group);
        group
    }

    /// Numbers the groups in the order of their first mention.
    fn finish(self, forms: &[Form], of: &[Option<usize>]) -> Entities {
        let mut number = vec![None; self.entities.len()];
        let mut found = Entities::default();
        for (form, group) in forms.iter().zip(of) {
            let Some(group) = *group else { continue };
            let entity = *number[group].get_or_insert_with(|| {
                found.entities.push(self.entities[group].0);
                EntityId::new(found.entities.len() - 1)
            });
            found.mentions.push(Mention { span: form.span, label: form.label, confidence: form.confidence, entity });
        }
        found
    }
}

fn push(map: &mut FxHashMap<String, Vec<usize>>, key: &str, group: usize) {
    let groups = map.entry(key.to_owned()).or_default();
    if !groups.contains(&group) {
        groups.push(group);
    }
}

/// Whether two full names with the same surname can name one person: equal given names, or one an initial, a beginning or
/// a nickname of the other.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some(a), Some(b)) = (a.first(), b.first()) else { return false };
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long
        || (short.len() >= 3 && long.starts_with(short.as_str()))
        || (short.len() == 1 && long.starts_with(short.as_str()))
        || NICKNAMES.iter().any(|&(nick, name)| (a == nick && b == name) || (a == name && b == nick))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups `names` and gives the canonical name of each.
    fn canonical(names: &[(&str, NameLabel)]) -> Vec<String> {
        let mut text = String::new();
        let mut spans = Vec::new();
        for (name, label) in names {
            let start = text.len();
            text.push_str(name);
            spans.push((Span::new(start, text.len()), *label, 1.0));
            text.push_str(". ");
        }
        let found = group(&text, spans.into_iter());
        found.mentions.iter().map(|m| found.entities[m.entity.index()].name.slice(&text).to_owned()).collect()
    }

    #[test]
    fn surnames_and_initials_go_to_full_names() {
        use NameLabel::Person;
        let names = [("Orr", Person), ("Ann B. Orr", Person), ("A. Orr", Person), ("Ann", Person), ("Kell", Person)];
        assert_eq!(canonical(&names), ["Ann B. Orr", "Ann B. Orr", "Ann B. Orr", "Ann B. Orr", "Kell"]);
    }

    #[test]
    fn families_by_recency() {
        use NameLabel::Person;
        let names = [("Ann Orr", Person), ("Tom Orr", Person), ("Orr", Person), ("Ann Orr", Person), ("Orr", Person)];
        assert_eq!(canonical(&names), ["Ann Orr", "Tom Orr", "Tom Orr", "Ann Orr", "Ann Orr"]);
    }

    #[test]
    fn acronyms_and_short_forms() {
        use NameLabel::Organization;
        let names = [
            ("Harbour and Coast Authority", Organization),
            ("HCA", Organization),
            ("Vell Street Journal", Organization),
            ("Journal", Organization),
            ("Brask Corp", Organization),
            ("Brask", Organization),
        ];
        let (authority, journal) = ("Harbour and Coast Authority", "Vell Street Journal");
        assert_eq!(canonical(&names), [authority, authority, journal, journal, "Brask Corp", "Brask Corp"]);
    }
}
