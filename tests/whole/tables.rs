//! The tables read back as a user would: every place in them leads to the words beside it, every key to its row.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use sayso::corpus::{self, Article, Outcome};
use sayso::output::{self, Chosen, RenderedDocument, RunRecord, Table, TableOptions, TableSet, unguarded};
use sayso::pipeline::Document;

use crate::shared::{ARTICLES, PIPELINE, RUN, Run};

/// All tables and the texts, the model named.
pub(crate) fn options() -> TableOptions {
    TableOptions {
        tables: Chosen::new(&Table::ALL).unwrap(),
        model: PIPELINE.model(),
        texts: true,
        ..TableOptions::default()
    }
}

pub(crate) type Row = BTreeMap<&'static str, String>;
pub(crate) type Tables = BTreeMap<Table, Vec<Row>>;

/// The rows of a table from CSV without a header.
fn rows(table: Table, csv: &[u8]) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.unwrap();
        assert_eq!(record.len(), table.columns().len(), "{table}: {record:?}");
        table.columns().iter().map(|column| column.name).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

/// White space and control characters folded to single spaces: what a cell does to the words of an article.
fn folded(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words from code point `start` to code point `end`.
fn slice(text: &[char], start: usize, end: usize) -> String {
    assert!(start < end && end <= text.len(), "{start}:{end} in a text of {}", text.len());
    text[start..end].iter().collect()
}

/// The words at a cell of places, `12:30 41:77`.
fn at_places(text: &[char], places: &str) -> String {
    let mut after = 0;
    let mut words = Vec::new();
    for place in places.split(' ').filter(|place| !place.is_empty()) {
        let (start, end) = place.split_once(':').unwrap();
        let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
        assert!(start >= after, "{places} are not in order");
        after = end;
        words.push(folded(&slice(text, start, end)));
    }
    words.retain(|words| !words.is_empty());
    words.join(" ")
}

/// Every place leads to its words; every key is unique and leads to its row.
fn check(tables: &Tables, articles: &[Article]) {
    let texts: BTreeMap<&str, Vec<char>> =
        articles.iter().map(|article| (article.id.as_str(), article.text.chars().collect())).collect();
    for (&table, rows) in tables {
        let mut keys = BTreeSet::new();
        for row in rows {
            let key: Vec<&str> = table.primary_key().iter().map(|name| row[name].as_str()).collect();
            assert!(keys.insert(key), "{table} has two rows of one key: {row:?}");
            for foreign in table.foreign_keys() {
                let value = &row[foreign.column];
                let known = |rows: &Vec<Row>| rows.iter().any(|other| &other[foreign.target] == value);
                let leads = value.is_empty() || tables.get(&foreign.table).is_none_or(known);
                assert!(leads, "{table}: {} leads nowhere: {row:?}", foreign.column);
            }
            if !matches!(table, Table::Documents | Table::Speakers) {
                check_places(row, &texts[row["doc_id"].as_str()]);
            }
        }
    }
}

fn check_places(row: &Row, text: &[char]) {
    if let (Some(start), Some(end)) = (row.get("start"), row.get("end")) {
        let words = folded(&slice(text, start.parse().unwrap(), end.parse().unwrap()));
        assert_eq!(unguarded(&row["text"]), words, "{row:?}");
    }
    for (places, words) in [("claim_spans", "claim"), ("source_spans", "source"), ("cue_spans", "cue")] {
        if let Some(places) = row.get(places) {
            assert_eq!(unguarded(&row[words]), at_places(text, places), "{row:?}");
        }
    }
    if let Some(sentence) = row.get("sentence") {
        // Gaps between sentences are white space, so that the words of a piece stand in the cell as in the text.
        for place in row["claim_spans"].split(' ') {
            let words = at_places(text, place);
            assert!(sentence.contains(&words), "{words:?} is not in {sentence:?}");
        }
        assert!(!row["claim"].is_empty(), "{row:?}");
        let confidence: f64 = row["confidence"].parse().unwrap();
        assert!((0.0..=1.0).contains(&confidence), "{row:?}");
        // A speaker written without a letter or digit ("😀") has no id.
        assert_eq!(row["speaker"].contains(char::is_alphanumeric), !row["speaker_id"].is_empty(), "{row:?}");
    }
}

/// Checks the tables of documents that were analysed together.
pub(crate) fn check_documents(documents: &[Document]) {
    let rendered: Vec<_> = documents.iter().map(|document| output::render(&document.view(), &options())).collect();
    let articles: Vec<_> = documents.iter().map(|document| document.article.clone()).collect();
    check(&all_rows(&rendered), &articles);
}

/// The rows of a document's claims.
pub(crate) fn claims(document: &Document) -> Vec<Row> {
    rows(Table::Claims, output::render(&document.view(), &options()).csv(Table::Claims))
}

fn all_rows(rendered: &[RenderedDocument]) -> Tables {
    let rows = |table| rendered.iter().flat_map(|document| rows(table, document.csv(table))).collect();
    // The table of speakers is made when a run is over.
    let tables = Table::ALL.into_iter().filter(|&table| table != Table::Speakers);
    tables.map(|table| (table, rows(table))).collect()
}

/// The tables of a run, written and read back.
pub(crate) fn written(run: &Run) -> Tables {
    written_with_texts(run).0
}

/// The tables of a run and its texts, written and read back: the texts as another run would read them.
fn written_with_texts(run: &Run) -> (Tables, Vec<Article>) {
    let folder = tempfile::tempdir().unwrap();
    let record = RunRecord {
        version: String::new(),
        options: BTreeMap::new(),
        model: String::new(),
        model_hash: String::new(),
        started: String::new(),
        finished: String::new(),
    };
    let mut set = TableSet::create(folder.path(), &options()).unwrap();
    for document in &run.documents {
        set.append(document.clone()).unwrap();
    }
    set.commit(&record, &run.settled).unwrap();

    let mut tables = Tables::new();
    for table in Table::ALL {
        let bytes = fs::read(folder.path().join(table.file_name())).unwrap();
        let csv = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let header = csv.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        let names: Vec<_> = table.columns().iter().map(|column| column.name).collect();
        assert_eq!(String::from_utf8_lossy(&csv[..header]).trim_end(), names.join(","));
        let rows = rows(table, &csv[header..]);
        tables.insert(table, rows);
    }
    let texts = corpus::read(&[folder.path().join("texts.jsonl")], &corpus::Options::default()).unwrap();
    let text = |outcome| match outcome {
        Outcome::Article(article) => article,
        Outcome::Failed(failure) => panic!("{failure}"),
    };
    (tables, texts.map(text).collect())
}

#[test]
fn every_row_of_a_run_can_be_traced() {
    let (tables, texts) = written_with_texts(&RUN);
    for (table, rows) in &tables {
        println!("{table}: {} rows", rows.len());
        assert!(rows.len() >= ARTICLES.len());
    }
    check(&tables, &texts);
    // What was saved is what was read.
    for (saved, read) in texts.iter().zip(ARTICLES.iter()) {
        assert_eq!((&saved.id, &saved.text, &saved.sha256), (&read.id, &read.text, &read.sha256));
    }
    assert_eq!(texts.len(), ARTICLES.len());
}
