//! Surnames alone: who of a family is meant, relatives whom the article never names in full, and surnames that it once
//! writes otherwise.

use super::{Form, Groups, MOST_NAMESAKES, push};
use crate::entities::NameLabel;
use crate::entities::gender::{Gender, of_given};

/// Letters of a surname that may be misspelt by one: in shorter ones a letter makes another name.
const LONG_SURNAME: usize = 5;
/// Longest surname that is looked at so: the work grows with the square of its length.
const LONGEST_SURNAME: usize = 24;
/// How often in a row a surname alone must have meant somebody for it to go on so, whoever else of the family is named in
/// full in between.
const ESTABLISHED: usize = 2;

impl Groups<'_> {
    /// Whether a title's gender is not that of a person.
    fn contradicts(&self, group: usize, gender: Option<Gender>) -> bool {
        let known = self.genders[group];
        gender.is_some() && known.is_some() && known != gender
    }

    /// "Mr. Orr" in an article that names only Maria Orr in full is somebody else.
    pub(super) fn add_relatives(&mut self, forms: &[Form]) {
        for form in forms.iter().filter(|form| form.words.len() == 1 && form.label == NameLabel::Person) {
            let key = form.key();
            let (true, Some(namesakes)) = (form.gender.is_some(), self.by_surname.get(&key)) else { continue };
            let near = namesakes.iter().copied().take(MOST_NAMESAKES);
            match near.clone().find(|&group| !self.contradicts(group, form.gender)) {
                Some(relative) if self.entities[relative].1.len() == 1 => self.counts[relative] += 1,
                Some(_) => {}
                None => {
                    let relative = self.add(form);
                    self.genders[relative] = form.gender;
                    self.counts[relative] += 1;
                    push(&mut self.by_surname, &key, relative);
                }
            }
        }
    }

    /// Who of a family is meant: whom the title allows; of these whom the surname alone has meant so far, then who was named
    /// in full shortly before (`latest`), then who is named in full most often, and of several the first.
    pub(super) fn of_family(&mut self, key: &str, gender: Option<Gender>, latest: Option<usize>) -> usize {
        let namesakes = &self.by_surname[key];
        let fits = |group: &usize| namesakes.contains(group) && !self.contradicts(*group, gender);
        let near = namesakes.iter().copied().take(MOST_NAMESAKES);
        let most = || near.rev().filter(fits).max_by_key(|&group| self.counts[group]);
        let (before, times) = self.alone.get(key).copied().unwrap_or((namesakes[0], 0));
        let established = Some(before).filter(|_| times >= ESTABLISHED).filter(fits);
        let found = established.or_else(|| latest.filter(fits)).or_else(most).or(latest).unwrap_or(namesakes[0]);
        let times = if found == before { times + 1 } else { 1 };
        self.alone.insert(key.to_owned(), (found, times));
        found
    }

    /// Notes the surnames of all people named in full, each with one letter left out.
    pub(super) fn index_misspelt(&mut self) {
        let mut found = rustc_hash::FxHashMap::default();
        for (surname, groups) in &self.by_surname {
            let only = match groups[..] {
                [only] => Some(only),
                _ => None,
            };
            let mut variants = without_one(surname);
            variants.sort_unstable();
            variants.dedup();
            for without in variants {
                found.entry(without).and_modify(|known| *known = None).or_insert(only);
            }
        }
        self.misspelt = found;
    }

    /// The person whose surname differs from the lone name `form` by one letter, missing, added or another, after the
    /// first.
    pub(super) fn misspelt(&self, form: &Form) -> Option<usize> {
        let key = form.key();
        if form.label != NameLabel::Person || of_given(&key).is_some() {
            return None;
        }
        let mut found = without_one(&key).into_iter().filter_map(|without| *self.misspelt.get(&without)?);
        let group = found.next()?;
        let surname = super::surname(&self.entities[group].1);
        // "The Orrs" are a family.
        let family = key.strip_suffix('s') == Some(surname);
        let alike = surname.chars().next() == key.chars().next() && !family;
        (alike && found.all(|other| other == group)).then_some(group)
    }
}

/// A long surname, and the same with each letter after the first left out.
fn without_one(surname: &str) -> Vec<String> {
    let letters: Vec<char> = surname.chars().collect();
    if letters.len() < LONG_SURNAME || letters.len() > LONGEST_SURNAME {
        return Vec::new();
    }
    let without =
        |gone: usize| letters.iter().enumerate().filter(|&(at, _)| at != gone).map(|(_, &letter)| letter).collect();
    std::iter::once(surname.to_owned()).chain((1..letters.len()).map(without)).collect()
}
