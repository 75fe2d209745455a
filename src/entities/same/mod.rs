//! Which mentions of an article name the same: surnames and given names with full names, short forms and acronyms with
//! the organisations they stand for.

mod families;

use rustc_hash::FxHashMap;

use super::clean::Name;
use super::fold::{name_words, plain_words};
use super::gender::{Gender, by_title, of_given};
use super::people::{same_person, surname};
use super::{Entities, Entity, EntityId, Mention, NameLabel, bodies};
use crate::span::Span;

/// How many people of one surname are compared: keeps the stage linear on a list of a thousand Smiths.
const MOST_NAMESAKES: usize = 32;
/// How many names after its full name a surname still means that person, whoever else of the family is named more often.
const RECENT: usize = 8;

/// A mention on its way to an entity.
struct Form {
    span: Span,
    label: NameLabel,
    confidence: f32,
    words: Vec<String>,
    /// What a title before it tells.
    gender: Option<Gender>,
}

impl Form {
    fn new(text: &str, name: &Name) -> Self {
        let letters = name.span.slice(text);
        let words = if name.label == NameLabel::Person { name_words(letters) } else { plain_words(letters) };
        let gender = by_title(&text[..name.span.start()]);
        Self { span: name.span, label: name.label, confidence: name.confidence, words, gender }
    }

    fn key(&self) -> String {
        self.words.join(" ")
    }

    fn surname(&self) -> &str {
        surname(&self.words)
    }

    /// An acronym, by its letters, that names no person.
    fn capitals(&self, text: &str) -> bool {
        self.label != NameLabel::Person && self.span.slice(text).chars().all(|c| !c.is_lowercase())
    }
}

/// Groups the names of an article, given in text order.
pub(super) fn group(text: &str, names: &[Name]) -> Entities {
    let mut forms: Vec<Form> = names.iter().map(|name| Form::new(text, name)).collect();
    call_people_people(&mut forms);
    let mut groups = Groups { text, ..Groups::default() };
    let mut of = vec![None; forms.len()];
    // Full names first: a headline or first sentence often has the surname alone.
    for (index, form) in forms.iter().enumerate() {
        if form.words.len() > 1 {
            of[index] = Some(groups.full(form));
        }
    }
    groups.index();
    groups.add_relatives(&forms);
    groups.index_misspelt();
    let mut recent = FxHashMap::default();
    for (index, form) in forms.iter().enumerate() {
        if let Some(group) = of[index] {
            recent.insert(form.surname(), (group, index));
        } else {
            let latest = recent.get(form.surname()).filter(|(_, at)| index - at <= RECENT).map(|&(group, _)| group);
            of[index] = Some(groups.short(form, latest));
        }
    }
    groups.finish(&forms, &of)
}

/// One string is one kind of name over an article: what mostly names a person names one wherever it stands, and so does
/// a given name with such a surname.
fn call_people_people(forms: &mut [Form]) {
    let mut votes: FxHashMap<String, f32> = FxHashMap::default();
    for form in &*forms {
        let sign = if form.label == NameLabel::Person { 1.0 } else { -1.0 };
        *votes.entry(form.key()).or_default() += sign * form.confidence;
    }
    let person = |key: &str| votes.get(key).is_some_and(|&sum| sum > 0.0);
    for form in forms.iter_mut().filter(|form| form.label != NameLabel::Person) {
        let full = form.words.len() > 1 && form.words.len() < 5;
        if person(&form.key()) || (full && of_given(&form.words[0]).is_some() && person(form.surname())) {
            form.label = NameLabel::Person;
        }
    }
}

#[derive(Default)]
struct Groups<'a> {
    text: &'a str,
    /// The fullest form of each group.
    entities: Vec<(Entity, Vec<String>)>,
    /// How often each is named in full.
    counts: Vec<usize>,
    /// The gender of each, where it is known.
    genders: Vec<Option<Gender>>,
    /// To whom each surname alone went last, and how often in a row.
    alone: FxHashMap<String, (usize, usize)>,
    /// People with full names, by surnames with a letter left out; `None` where two could be meant.
    misspelt: FxHashMap<String, Option<usize>>,
    by_key: FxHashMap<String, usize>,
    /// People with full names, by surname and by given name.
    by_surname: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<String, Vec<usize>>,
    /// Short forms of organisations; `None` where two could be meant.
    by_short: FxHashMap<String, Option<usize>>,
    /// For an organisation whose name ends another's: that other.
    whole: FxHashMap<usize, usize>,
}

impl Groups<'_> {
    fn add(&mut self, form: &Form) -> usize {
        self.entities.push((Entity { name: form.span, label: form.label }, form.words.clone()));
        self.counts.push(0);
        let given = form.words.first().filter(|_| form.label == NameLabel::Person && form.words.len() > 1);
        self.genders.push(given.and_then(|given| of_given(given)));
        self.entities.len() - 1
    }

    /// The group of a name of two words or more.
    fn full(&mut self, form: &Form) -> usize {
        let key = form.key();
        if let Some(&group) = self.by_key.get(&key) {
            self.counts[group] += 1;
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
                if fuller(&form.words, words)
                    || (form.words.len() == words.len() && form.span.len() > entity.name.len())
                {
                    entity.name = form.span;
                    words.clone_from(&form.words);
                }
                group
            }
            None => self.add(form),
        };
        self.counts[group] += 1;
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
        let mut by_last: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (group, (entity, words)) in self.entities.iter().enumerate() {
            if entity.label == NameLabel::Person || words.len() < 2 {
                continue;
            }
            if entity.label == NameLabel::Organization {
                by_last.entry(surname(words)).or_default().push(group);
            }
            for short in bodies::short_forms(entity.name.slice(self.text), words) {
                let known = by_short.entry(short).or_insert(Some(group));
                if *known != Some(group) {
                    *known = None;
                }
            }
        }
        for groups in by_last.values() {
            for &part in groups.iter().take(MOST_NAMESAKES) {
                let words = &self.entities[part].1;
                let longer = |&&other: &&usize| {
                    let others = &self.entities[other].1;
                    others.len() > words.len() && others.ends_with(words)
                };
                if let Some(&whole) = groups.iter().take(MOST_NAMESAKES).find(longer) {
                    self.whole.insert(part, whole);
                }
            }
        }
        self.by_short = by_short;
    }

    /// The group of a name of one word; `latest` is whose full name with this surname stands shortly before.
    fn short(&mut self, form: &Form, latest: Option<usize>) -> usize {
        let key = form.key();
        if form.label != NameLabel::Location {
            if self.by_surname.contains_key(&key) {
                return self.of_family(&key, form.gender, latest);
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
        if let Some(group) = self.misspelt(form) {
            self.by_key.insert(key, group);
            return group;
        }
        let group = match self.by_short.get(&key) {
            Some(Some(group)) if self.shortens(form, *group) => *group,
            _ => self.add(form),
        };
        self.by_key.insert(key, group);
        group
    }

    /// Whether a lone name can stand for a body that goes by it: "American" is no short form of "American Harbours", and
    /// "Orr" none of "Orr administration".
    fn shortens(&self, form: &Form, group: usize) -> bool {
        match form.label {
            NameLabel::Organization => true,
            NameLabel::Person => self.entities[group].1.last() == form.words.first(),
            NameLabel::Location | NameLabel::Miscellaneous => form.capitals(self.text),
        }
    }

    /// Numbers the groups in the order of their first mention.
    fn finish(self, forms: &[Form], of: &[Option<usize>]) -> Entities {
        let mut number = vec![None; self.entities.len()];
        let mut found = Entities::default();
        for (form, group) in forms.iter().zip(of) {
            let Some(group) = *group else { continue };
            let group = self.whole.get(&group).copied().unwrap_or(group);
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

/// Whether a person's name says more in the form `new` than in the form `old`; "Rival Ann Orr" says no more than "Ann
/// Orr".
fn fuller(new: &[String], old: &[String]) -> bool {
    let rest = |long: &[String], short: &[String]| {
        short.len() > 1
            && long.len() > short.len()
            && long.ends_with(short)
            && of_given(&short[0]).is_some()
            && long[0].chars().count() > 1
            && of_given(&long[0]).is_none()
    };
    if rest(old, new) {
        return true;
    }
    new.len() > old.len() && !rest(new, old)
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
            spans.push(Name { span: Span::new(start, text.len()), label: *label, confidence: 1.0 });
            text.push_str(". ");
        }
        let found = group(&text, &spans);
        found.mentions.iter().map(|m| found.entities[m.entity.index()].name.slice(&text).to_owned()).collect()
    }

    #[test]
    fn what_follows_a_surname_is_none() {
        use NameLabel::Person;
        assert_eq!(canonical(&[("Ann Orr Jr.", Person), ("Orr", Person)]), ["Ann Orr Jr.", "Ann Orr Jr."]);
        assert_eq!(canonical(&[("Ann Orr KC", Person), ("Orr", Person)]), ["Ann Orr KC", "Ann Orr KC"]);
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
        let names = [("Harbour Policy Centre", Organization), ("Vell-Brask Harbour Policy Centre", Organization)];
        assert_eq!(canonical(&names), ["Vell-Brask Harbour Policy Centre"; 2]);
    }

    #[test]
    fn titles_choose_in_a_family() {
        use NameLabel::Person;
        let text = "Maria Orr and Tom Orr. Tom Orr met Mrs. Orr.";
        let at = |start: usize, length| Name { span: Span::new(start, start + length), label: Person, confidence: 1.0 };
        let found = group(text, &[at(0, 9), at(14, 7), at(23, 7), at(40, 3)]);
        assert_eq!(found.entities[found.mentions[3].entity.index()].name.slice(text), "Maria Orr");
    }

    #[test]
    fn relatives_who_are_never_named_in_full() {
        use NameLabel::Person;
        let text = "Mr. Orr met Maria Orr. Mr. Orr spoke. Orr left.";
        let at = |start: usize, length| Name { span: Span::new(start, start + length), label: Person, confidence: 1.0 };
        let found = group(text, &[at(4, 3), at(12, 9), at(27, 3), at(38, 3)]);
        let of = |index: usize| found.entities[found.mentions[index].entity.index()].name.slice(text);
        assert_eq!([of(0), of(1), of(2), of(3)], ["Orr", "Maria Orr", "Orr", "Orr"]);
    }

    #[test]
    fn a_surname_goes_on_meaning_whom_it_has_meant() {
        use NameLabel::Person;
        let names = [("Ann Orr", Person), ("Orr", Person), ("Orr", Person), ("Tom Orr", Person), ("Orr", Person)];
        assert_eq!(canonical(&names)[4], "Ann Orr");
    }

    #[test]
    fn surnames_once_misspelt() {
        use NameLabel::Person;
        let names = [("Ann McKellan", Person), ("McKelan", Person), ("McKellans", Person)];
        assert_eq!(canonical(&names), ["Ann McKellan", "Ann McKellan", "McKellans"]);
        let two = [("Ann Wimes", Person), ("Tom Wined", Person), ("Wines", Person)];
        assert_eq!(canonical(&two)[2], "Wines");
    }

    #[test]
    fn fuller_forms_are_names() {
        use NameLabel::{Miscellaneous, Organization, Person};
        let names = [("Rival Maria Orr", Person), ("Maria Orr", Person), ("De Vell", Person), ("Tom De Vell", Person)];
        assert_eq!(canonical(&names), ["Maria Orr", "Maria Orr", "Tom De Vell", "Tom De Vell"]);
        let names = [("Maria Orr", Organization), ("Orr", Person), ("Orr", Person), ("Orr", Miscellaneous)];
        assert_eq!(canonical(&names), ["Maria Orr"; 4]);
        assert_eq!(canonical(&[("Tom King", Person), ("King", Person)]), ["Tom King"; 2]);
    }
}
