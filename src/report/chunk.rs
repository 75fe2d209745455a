//! The claims as data for the page: columns of numbers that point into a list of texts. A speaker, an outlet or a sentence
//! that many claims share stands there once. The list is begun anew every megabyte, so that memory does not grow with the
//! run.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use serde::Serialize;

use super::json::json;

/// Bytes of texts after which a chunk is full.
const FULL: usize = 1 << 20;

/// What the page shows of a claim, borrowed from its row.
#[derive(Debug, Default)]
pub(super) struct ClaimRow<'a> {
    pub(super) claim_id: &'a str,
    pub(super) speaker: &'a str,
    pub(super) speaker_id: &'a str,
    pub(super) speaker_type: &'a str,
    pub(super) role: &'a str,
    pub(super) form: &'a str,
    pub(super) claim: &'a str,
    pub(super) kind: &'a str,
    pub(super) cue: &'a str,
    pub(super) act: &'a str,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    pub(super) via: &'a str,
    pub(super) said_on: &'a str,
    pub(super) said_on_text: &'a str,
    /// The day of the claim; empty if not known.
    pub(super) day: &'a str,
    /// Hundredths.
    pub(super) confidence: u32,
    pub(super) sentence: &'a str,
    pub(super) paragraph: u32,
    pub(super) source: &'a str,
    pub(super) group: &'a str,
}

/// What the page shows of an article.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) headline: String,
    pub(super) outlet: String,
    pub(super) author: String,
    pub(super) url: String,
    pub(super) published: String,
}

/// Texts, each once. Numbers are places in the list; 0 is the empty text.
#[derive(Debug)]
struct Words {
    places: HashMap<String, u32, FxBuildHasher>,
    list: Vec<String>,
    bytes: usize,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Self { places: HashMap::default(), list: Vec::new(), bytes: 0 };
        words.place("");
        words
    }
}

impl Words {
    fn place(&mut self, text: &str) -> u32 {
        if let Some(&place) = self.places.get(text) {
            return place;
        }
        let place = self.list.len() as u32;
        self.list.push(text.to_owned());
        self.places.insert(text.to_owned(), place);
        self.bytes += text.len();
        place
    }
}

/// One list a column; the script of the page knows the names.
#[derive(Debug, Default, Serialize)]
struct Columns {
    id: Vec<u32>,
    speaker: Vec<u32>,
    speaker_id: Vec<u32>,
    speaker_type: Vec<u32>,
    role: Vec<u32>,
    form: Vec<u32>,
    claim: Vec<u32>,
    /// Where the claim begins in its sentence, in UTF-16 units; `claim` is then its length. -1 where it is no part of it.
    at: Vec<i64>,
    kind: Vec<u32>,
    cue: Vec<u32>,
    act: Vec<u32>,
    /// 1 is negated, 2 is hedged.
    flags: Vec<u32>,
    via: Vec<u32>,
    said_on: Vec<u32>,
    said_on_text: Vec<u32>,
    day: Vec<u32>,
    confidence: Vec<u32>,
    sentence: Vec<u32>,
    paragraph: Vec<u32>,
    source: Vec<u32>,
    group: Vec<u32>,
}

/// Articles with their claims on the way to the page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Chunk {
    #[serde(rename = "words", serialize_with = "texts")]
    words: Words,
    /// id, path, headline, outlet, author, url, published, how many claims, which file holds the text (0: none, or the page
    /// itself), what all ids of its claims begin with.
    documents: Vec<[u32; 10]>,
    columns: Columns,
}

fn texts<S: serde::Serializer>(words: &Words, to: S) -> Result<S::Ok, S::Error> {
    words.list.serialize(to)
}

impl Chunk {
    /// Adds an article. Its claims are added next.
    pub(super) fn document(&mut self, document: &Document) {
        let Document { id, path, headline, outlet, author, url, published } = document;
        let words = [id, path, headline, outlet, author, url, published].map(|text| self.words.place(text));
        let mut row = [0; 10];
        row[..7].copy_from_slice(&words);
        self.documents.push(row);
    }

    /// Says which file holds the text of the last article.
    pub(super) fn file(&mut self, number: u32) {
        if let Some(row) = self.documents.last_mut() {
            row[8] = number;
        }
    }

    /// Adds a claim of the last article.
    pub(super) fn claim(&mut self, row: &ClaimRow<'_>) {
        let words = &mut self.words;
        let Some(document) = self.documents.last_mut() else { return };
        let (before, number) = row.claim_id.rsplit_once('_').unwrap_or_default();
        if document[7] == 0 {
            document[9] = words.place(before);
        }
        document[7] += 1;
        // An id that does not begin as the others do is kept whole.
        let like_others = !before.is_empty() && words.list[document[9] as usize] == before;
        let columns = &mut self.columns;
        columns.id.push(words.place(if like_others { number } else { row.claim_id }));
        if let Some(at) = row.sentence.find(row.claim).filter(|_| !row.claim.is_empty()) {
            columns.at.push(row.sentence[..at].encode_utf16().count() as i64);
            columns.claim.push(row.claim.encode_utf16().count() as u32);
        } else {
            columns.at.push(-1);
            columns.claim.push(words.place(row.claim));
        }
        columns.flags.push(u32::from(row.negated) | u32::from(row.hedged) << 1);
        columns.confidence.push(row.confidence);
        columns.paragraph.push(row.paragraph);
        for (column, text) in [
            (&mut columns.speaker, row.speaker),
            (&mut columns.speaker_id, row.speaker_id),
            (&mut columns.speaker_type, row.speaker_type),
            (&mut columns.role, row.role),
            (&mut columns.form, row.form),
            (&mut columns.kind, row.kind),
            (&mut columns.cue, row.cue),
            (&mut columns.act, row.act),
            (&mut columns.via, row.via),
            (&mut columns.said_on, row.said_on),
            (&mut columns.said_on_text, row.said_on_text),
            (&mut columns.day, row.day),
            (&mut columns.sentence, row.sentence),
            (&mut columns.source, row.source),
            (&mut columns.group, row.group),
        ] {
            column.push(words.place(text));
        }
    }

    /// The chunk as JSON, if it is full; it is empty then.
    pub(super) fn take_full(&mut self) -> Option<String> {
        (self.words.bytes >= FULL).then(|| self.take())
    }

    /// The chunk as JSON; it is empty then.
    pub(super) fn take(&mut self) -> String {
        json(&std::mem::take(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_inside_its_sentence_is_two_numbers() {
        let mut chunk = Chunk::default();
        chunk.document(&Document { id: "a.txt".into(), ..Document::default() });
        let sentence = "“😀 No,” she said.";
        chunk.claim(&ClaimRow { claim_id: "c_1_0001", claim: "No", sentence, ..ClaimRow::default() });
        chunk.claim(&ClaimRow { claim_id: "c_1_0002", claim: "Yes", sentence, negated: true, ..ClaimRow::default() });
        chunk.claim(&ClaimRow { claim_id: "c_2_0003", ..ClaimRow::default() });
        let value: serde_json::Value = serde_json::from_str(&chunk.take()).unwrap();
        assert_eq!(value["columns"]["at"], serde_json::json!([4, -1, -1]));
        assert_eq!(value["columns"]["claim"][0], 2);
        assert_eq!(value["words"][value["columns"]["claim"][1].as_u64().unwrap() as usize], "Yes");
        assert_eq!(value["columns"]["flags"], serde_json::json!([0, 1, 0]));
        let ids: Vec<_> =
            (0..3).map(|claim| &value["words"][value["columns"]["id"][claim].as_u64().unwrap() as usize]).collect();
        assert_eq!(ids, ["0001", "0002", "c_2_0003"]);
        assert_eq!(value["documents"][0][7], 3);
    }
}
