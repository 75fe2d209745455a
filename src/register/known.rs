//! The user's own list of speakers, a CSV file: who goes by which names, and the id to give them.
//!
//! Law: any bytes give a list or an error that says what to do; names that fold alike never have two ids.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rustc_hash::FxHashMap;

use crate::claims::identity::{body_key, name_key, person_key};
use crate::error::{Error, Result};
use crate::speakers::{Speaker, SpeakerType};
use crate::text::folded;

/// The columns that must be there.
const COLUMNS: [&str; 3] = ["name", "aliases", "id"];

/// A speaker as the list gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The id that the claims get.
    pub(super) id: String,
    /// The name that stands in the table of speakers.
    pub(super) name: String,
}

/// A name of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    known: usize,
    written: String,
    line: u64,
}

/// The user's list of speakers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownSpeakers {
    known: Vec<Known>,
    /// By the keys that the names have if they are people's, and if they are others'.
    people: FxHashMap<String, Listed>,
    bodies: FxHashMap<String, Listed>,
}

impl KnownSpeakers {
    /// Reads a list; see [`KnownSpeakers::parse`].
    ///
    /// # Errors
    /// [`Error::SpeakerList`] when the file cannot be read, or is no list.
    pub fn read(path: &Path) -> Result<Self> {
        let wrong = |message: String| Error::SpeakerList { place: path.display().to_string(), message };
        if path.is_dir() {
            return Err(wrong("this is a folder; give --speakers a CSV file".into()));
        }
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => wrong("there is no such file; check what --speakers names".into()),
            _ => wrong(format!("{error}; give --speakers a CSV file that can be read")),
        })?;
        Self::parse(&bytes, &path.display().to_string())
    }

    /// Reads a list: UTF-8, with or without a byte-order mark; cells parted by commas, semicolons or tabs. The first line
    /// names the columns, in any order: `name`, `aliases` (other names, `; ` between them) and `id`. Other columns are
    /// passed over. `file` names the list in errors.
    ///
    /// # Errors
    /// [`Error::SpeakerList`], naming file and line, when a column or an id is missing, a name has two ids, or the bytes
    /// are not UTF-8.
    pub fn parse(bytes: &[u8], file: &str) -> Result<Self> {
        let wrong = |line: u64, message: String| Error::SpeakerList { place: format!("{file}, line {line}"), message };
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            wrong(before.matches('\n').count() as u64 + 1, "this is not UTF-8; save the file as \"CSV UTF-8\"".into())
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = delimiter(text);
        let mut reader = reader(text, delimiter);
        let mut records = reader.records();
        // Bytes that are UTF-8 give records, whatever they hold.
        let mut next = || records.find_map(std::result::Result::ok);
        let header = next().unwrap_or_default();
        let mut places = [0; 3];
        for (place, column) in places.iter_mut().zip(COLUMNS) {
            *place = header.iter().position(|cell| is_column(cell, column)).ok_or_else(|| {
                let header: Vec<&str> = header.iter().map(str::trim).collect();
                let found = if header.is_empty() { "nothing".into() } else { header.join(", ") };
                wrong(1, format!("there is no column \"{column}\"; the first line must name the columns name, aliases and id, but names {found}"))
            })?;
        }
        let mut list = Self::default();
        while let Some(record) = next() {
            let line = record.position().map_or(0, |position| line(text, position));
            let [name, aliases, id] = places.map(|place| record.get(place).unwrap_or_default().trim());
            if [name, aliases, id].iter().any(|cell| cell.contains(['\n', '\r'])) {
                return Err(wrong(line, "a cell runs over the end of the line; is a quotation mark missing?".into()));
            }
            list.add(name, aliases, id, line).map_err(|message| wrong(line, message))?;
        }
        Ok(list)
    }

    fn add(&mut self, name: &str, aliases: &str, id: &str, line: u64) -> std::result::Result<(), String> {
        if name.is_empty() && aliases.is_empty() && id.is_empty() {
            return Ok(());
        }
        if id.is_empty() {
            return Err(format!("the id of \"{name}\" is empty; write one, for example Q1234, or take the line away"));
        }
        if name.is_empty() {
            return Err(format!("the name of {id} is empty; write one, or take the line away"));
        }
        self.known.push(Known { id: id.to_owned(), name: folded(name) });
        let aliases = aliases.split(';').map(str::trim).filter(|alias| !alias.is_empty());
        for written in [name].into_iter().chain(aliases) {
            self.list(written, line)?;
        }
        Ok(())
    }

    /// Lists a name of the last speaker.
    fn list(&mut self, written: &str, line: u64) -> std::result::Result<(), String> {
        let known = self.known.len() - 1;
        for (keys, key) in [(&mut self.people, person_key(written)), (&mut self.bodies, body_key(written))] {
            if key.is_empty() {
                return Err(format!("\"{written}\" is no name: it holds neither letter nor digit; take it away"));
            }
            let new = Listed { known, written: written.to_owned(), line };
            let first = keys.entry(key).or_insert(new);
            let (one, two) = (&self.known[first.known].id, &self.known[known].id);
            if one != two {
                let Listed { written: before, line, .. } = first;
                return Err(format!(
                    "\"{written}\" has the id {two}, but \"{before}\" in line {line}, which is the same name, has {one}; \
                     take it away in one of the lines"
                ));
            }
        }
        Ok(())
    }

    /// The speaker, if a name of the list is theirs.
    pub(super) fn find(&self, speaker: &Speaker) -> Option<&Known> {
        if self.known.is_empty() {
            return None;
        }
        let listed = if speaker.kind == Some(SpeakerType::Person) {
            self.people.get(&person_key(&speaker.name))
        } else {
            self.bodies.get(&name_key(speaker).words)
        };
        listed.map(|listed| &self.known[listed.known])
    }

    /// The speaker whose name has this key.
    pub(super) fn by_key(&self, key: &str) -> Option<&Known> {
        self.bodies.get(key).or_else(|| self.people.get(key)).map(|listed| &self.known[listed.known])
    }

    /// Each id with its name: the first, where several lines have one id.
    pub(super) fn into_names(self) -> impl Iterator<Item = (String, String)> {
        // Later pairs would take the place of earlier ones.
        self.known.into_iter().rev().map(|known| (known.id, known.name))
    }
}

/// The line where a row begins. The reader counts empty lines before a row as the row's.
fn line(text: &str, position: &csv::Position) -> u64 {
    let row = &text[position.byte() as usize..];
    let empty = &row[..row.len() - row.trim_start_matches(['\r', '\n']).len()];
    position.line() + empty.matches('\n').count() as u64
}

fn is_column(cell: &str, column: &str) -> bool {
    cell.trim().eq_ignore_ascii_case(column)
}

/// The character between the cells: that by which the first line falls into the most columns that must be there.
fn delimiter(text: &str) -> u8 {
    let found = |delimiter: u8| {
        let header = reader(text, delimiter).into_records().find_map(std::result::Result::ok).unwrap_or_default();
        COLUMNS.iter().filter(|column| header.iter().any(|cell| is_column(cell, column))).count()
    };
    // Of equals, `max_by_key` takes the last.
    [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| found(delimiter)).unwrap_or(b',')
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::EntityId;
    use crate::speakers::SpeakerForm;
    use proptest::prelude::*;

    fn speaker(name: &str, kind: SpeakerType) -> Speaker {
        let entity = Some(EntityId::new(0));
        Speaker {
            name: name.into(),
            kind: Some(kind),
            role: String::new(),
            form: SpeakerForm::Name,
            via: String::new(),
            entity,
        }
    }

    fn id<'a>(list: &'a KnownSpeakers, name: &str, kind: SpeakerType) -> Option<&'a str> {
        list.find(&speaker(name, kind)).map(|known| known.id.as_str())
    }

    fn parse(text: &str) -> std::result::Result<KnownSpeakers, String> {
        KnownSpeakers::parse(text.as_bytes(), "list.csv").map_err(|error| error.to_string())
    }

    #[test]
    fn any_sound_table_is_read() {
        for text in [
            "name,aliases,id\nAnn Orr,A. B. Orr; Annie Orr,Q1\n",
            "\u{feff}ID;Note;Aliases;Name\r\nQ1;x;\"A. B. Orr;Annie Orr\";Ann Orr\r\n;;;\r\n",
            "id\tname\taliases\nQ1\tAnn Orr\tA. B. Orr;; Annie Orr\n\n",
        ] {
            let list = parse(text).unwrap();
            for name in ["Sen. Ann Orr", "ANN ORR", "AB Orr", "Annie Orr"] {
                assert_eq!(id(&list, name, SpeakerType::Person), Some("Q1"), "{name}: {text}");
            }
            assert_eq!(id(&list, "Orr", SpeakerType::Person), None);
            assert_eq!(list.into_names().collect::<Vec<_>>(), [("Q1".to_owned(), "Ann Orr".to_owned())]);
        }
    }

    #[test]
    fn bodies_are_found_by_their_own_rules() {
        let list = parse("id,name,aliases\nQ2,Brask & Vell Ltd.,General Brask\n").unwrap();
        assert_eq!(id(&list, "Brask and Vell", SpeakerType::Organization), Some("Q2"));
        assert_eq!(id(&list, "General Brask", SpeakerType::Organization), Some("Q2"));
        assert_eq!(id(&list, "Brask", SpeakerType::Organization), None);
        assert_eq!(id(&list, "Brask", SpeakerType::Person), Some("Q2"));
    }

    #[test]
    fn one_speaker_may_have_several_lines() {
        let list = parse("id,name,aliases\nQ1,Ann Orr,\nQ1,Ann Vell,Ann Orr\n").unwrap();
        assert_eq!(id(&list, "Ann Vell", SpeakerType::Person), Some("Q1"));
        assert_eq!(list.into_names().last().unwrap().1, "Ann Orr");
    }

    #[test]
    fn what_is_wrong_is_named_with_a_remedy() {
        let errors = [
            "",
            "name,id\nAnn Orr,Q1\n",
            "name,aliases,id\nAnn Orr,,Q1\n\nTom Orr,,\n",
            "name,aliases,id\n,Orr,Q1\n",
            "name,aliases,id\nAnn Orr,—,Q1\n",
            "name,aliases,id\nAnn Orr,Orr,Q1\nTom Orr,Sen. Orr,Q2\n",
            "name,aliases,id\n\"Ann Orr,,Q1\nTom Orr,,Q2\n",
        ];
        let messages: Vec<String> = errors.iter().map(|text| parse(text).unwrap_err()).collect();
        insta::assert_snapshot!(messages.join("\n"));
        let latin = KnownSpeakers::parse(b"name,aliases,id\nZo\xeb Orr,,Q1\n", "list.csv").unwrap_err().to_string();
        assert_eq!(latin, "list.csv, line 2: this is not UTF-8; save the file as \"CSV UTF-8\"");
    }

    proptest! {
        #[test]
        fn any_text_gives_a_list_or_an_error(text in prop_oneof![any::<String>(), "name,aliases,id\n[A-C ,;\"\n.—]{0,40}"]) {
            let _ = parse(&text);
        }
    }
}
