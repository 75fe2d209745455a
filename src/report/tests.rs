//! The laws of the report, on runs written for the purpose.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{Report, write};
use crate::hash::sha256;
use crate::output::{SavedText, Table};

/// Rows by the names of their cells; cells that are not named are empty.
type Row<'a> = Vec<(&'a str, &'a str)>;

/// What a run writes, in small.
struct Run<'a> {
    delimiter: u8,
    tables: BTreeMap<&'static str, Vec<Row<'a>>>,
    texts: Option<Vec<(&'a str, &'a str)>>,
}

const TEXT: &str = "“😀 We will not,” Ann Lee said on Monday.";

impl<'a> Run<'a> {
    /// One article with one claim.
    fn small() -> Self {
        let claim = vec![
            ("doc_id", "a.txt"),
            ("claim_id", "c_0123456789ab_0001"),
            ("speaker", "Ann Lee"),
            ("speaker_id", "s_1"),
            ("claim", "“😀 We will not,”"),
            ("kind", "direct"),
            ("cue", "said"),
            ("act", "refuse"),
            ("negated", "no"),
            ("hedged", "yes"),
            ("said_on", "2025-05-05"),
            ("confidence", "0.85"),
            ("sentence", TEXT),
            ("paragraph", "1"),
            ("claim_spans", "0:16"),
            ("source_spans", "17:24"),
            ("cue_spans", "25:29"),
        ];
        let tables = [
            (Table::Claims, vec![claim]),
            (Table::Speakers, vec![vec![("speaker_id", "s_1"), ("name", "Ann B. Lee")]]),
            (Table::Quotes, vec![vec![("doc_id", "a.txt"), ("start", "0"), ("end", "16")]]),
            (Table::Entities, vec![vec![("doc_id", "a.txt"), ("start", "17"), ("end", "24"), ("label", "PER")]]),
            (Table::Dates, vec![vec![("doc_id", "a.txt"), ("start", "33"), ("end", "39")]]),
            (Table::Documents, vec![vec![("doc_id", "a.txt"), ("path", "a.txt"), ("status", "ok"), ("words", "8")]]),
        ];
        Self {
            delimiter: b',',
            tables: tables.into_iter().map(|(table, rows)| (table.name(), rows)).collect(),
            texts: Some(vec![("a.txt", TEXT)]),
        }
    }

    /// A cell of the first row of a table.
    fn with(mut self, table: Table, column: &'static str, cell: &'a str) -> Self {
        let row = &mut self.tables.get_mut(table.name()).unwrap()[0];
        row.retain(|(name, _)| *name != column);
        row.push((column, cell));
        self
    }

    fn without(mut self, table: Table) -> Self {
        self.tables.remove(table.name());
        self
    }

    fn folder(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let hashes: BTreeMap<_, _> =
            self.texts.iter().flatten().map(|(id, text)| (*id, sha256(text.as_bytes()))).collect();
        let mut resources = Vec::new();
        for (name, rows) in &self.tables {
            let columns = name.parse::<Table>().unwrap().columns();
            let mut csv =
                csv::WriterBuilder::new().delimiter(self.delimiter).from_writer("\u{feff}".as_bytes().to_vec());
            csv.write_record(columns.iter().map(|column| column.name)).unwrap();
            for row in rows {
                let id = row.iter().find(|(name, _)| *name == "doc_id").map_or("", |(_, id)| id);
                csv.write_record(columns.iter().map(|column| {
                    let given = row.iter().find(|(name, _)| *name == column.name).map(|(_, cell)| *cell);
                    let hash = hashes.get(id).filter(|_| column.name == "sha256").map(String::as_str);
                    given.or(hash).unwrap_or_default()
                }))
                .unwrap();
            }
            let bytes = csv.into_inner().unwrap();
            let delimiter = char::from(self.delimiter).to_string();
            resources.push(
                json!({ "path": format!("{name}.csv"), "bytes": bytes.len(), "dialect": { "delimiter": delimiter } }),
            );
            fs::write(folder.path().join(format!("{name}.csv")), bytes).unwrap();
        }
        if let Some(texts) = &self.texts {
            let lines: String = texts.iter().map(|(id, text)| line(id, text)).collect();
            resources.push(json!({ "path": "texts.jsonl", "bytes": lines.len() }));
            fs::write(folder.path().join("texts.jsonl"), lines).unwrap();
        }
        fs::write(folder.path().join("datapackage.json"), json!({ "resources": resources }).to_string()).unwrap();
        let record =
            json!({ "program": "sayso", "version": "1", "model": { "name": "m", "hash": "h" }, "options": {} });
        fs::write(folder.path().join("run.json"), record.to_string()).unwrap();
        folder
    }

    fn report(&self) -> (Report, String) {
        let folder = self.folder();
        let report = write(folder.path()).unwrap();
        let page = fs::read_to_string(&report.file).unwrap();
        (report, page)
    }

    fn error(&self) -> String {
        let folder = self.folder();
        let message = write(folder.path()).unwrap_err().to_string();
        assert!(!folder.path().join("report.html").exists());
        message.replace(&folder.path().display().to_string(), "run")
    }
}

fn line(id: &str, text: &str) -> String {
    let empty = String::new;
    let saved = SavedText {
        id: id.into(),
        path: empty(),
        title: empty(),
        author: empty(),
        outlet: empty(),
        url: empty(),
        published: empty(),
        sha256: sha256(text.as_bytes()),
        text: text.into(),
    };
    serde_json::to_string(&saved).unwrap() + "\n"
}

/// The data elements of a class.
fn data(page: &str, class: &str) -> Vec<Value> {
    let begin = format!("<script type=\"application/json\" class=\"{class}\">");
    let elements = page.split(begin.as_str()).skip(1);
    elements.map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()).collect()
}

/// The text that a column of the only claim points to.
fn word(chunk: &Value, column: &str) -> String {
    let place = chunk["columns"][column][0].as_u64().unwrap() as usize;
    chunk["words"][place].as_str().unwrap().to_owned()
}

#[test]
fn a_small_run_is_one_page() {
    let (report, page) = Run::small().report();
    assert_eq!((report.articles, report.claims, report.article_files), (1, 1, 0));
    assert_eq!(report.remarks, Vec::<String>::new());
    let chunk = &data(&page, "claims")[0];
    assert_eq!((word(chunk, "speaker"), word(chunk, "day")), ("Ann Lee".into(), "2025-05-05".into()));
    assert_eq!((&chunk["columns"]["at"], &chunk["columns"]["claim"]), (&json!([0]), &json!([17])));
    assert_eq!((&chunk["columns"]["flags"], &chunk["columns"]["confidence"]), (&json!([2]), &json!([85])));
    let article = &data(&page, "articles")[0][0];
    // The emoji is one code point and two units, so that all places behind it move by one.
    assert_eq!(article["claims"], json!([[[0, 17], [18, 25], [26, 30]]]));
    assert_eq!(article["names"], json!([[18, 25, "PER", ""]]));
    assert_eq!((&article["dates"], &article["quotes"]), (&json!([[34, 40, ""]]), &json!([[0, 17]])));
    // The chart has the name of the whole run.
    assert!(page.contains("<span class=\"label\">Ann B. Lee</span>"));
}

#[test]
fn equal_files_give_equal_bytes() {
    let folder = Run::small().folder();
    let pages: Vec<_> = (0..2).map(|_| fs::read(write(folder.path()).unwrap().file).unwrap()).collect();
    assert!(pages[0] == pages[1]);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn the_policy_allows_this_script_and_style_alone() {
    let (_, page) = Run::small().report();
    let between = |from: &str, to: &str| page.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
    let hash = |text: String| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let policy = between("http-equiv=\"Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'");
    let expected = format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'; require-trusted-types-for \
         'script'; trusted-types 'none'",
        hash(between("<script>", "</script>")),
        hash(between("<style>", "</style>"))
    );
    assert_eq!(policy, expected);
    let lower = page.to_lowercase();
    for forbidden in [" onclick=", " onload=", " style=", "javascript:", "eval(", ".innerhtml"] {
        assert!(!lower.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn many_texts_lie_in_files_beside() {
    let long = "A word and another. ".repeat(60_000);
    let mut run = Run::small();
    run.texts = Some(vec![("a.txt", TEXT), ("b.txt", &long), ("c.txt", &long)]);
    for id in ["b.txt", "c.txt"] {
        run.tables.get_mut("documents").unwrap().push(vec![("doc_id", id), ("status", "ok"), ("words", "9")]);
    }
    let folder = run.folder();
    let report = write(folder.path()).unwrap();
    assert_eq!((report.articles, report.article_files), (3, 2));
    let page = fs::read_to_string(&report.file).unwrap();
    assert!(data(&page, "articles").is_empty() && page.contains("strict-dynamic"));
    let documents = data(&page, "claims")[0]["documents"].clone();
    let files: Vec<_> = (0..3).map(|index| documents[index][8].as_u64().unwrap()).collect();
    assert_eq!(files, [1, 1, 2]);
    let second = fs::read_to_string(folder.path().join("report/articles-0002.js")).unwrap();
    let articles = second.strip_prefix("saysoArticles(2,").unwrap().split_once(',').unwrap();
    assert!(page.contains(articles.0), "the page names the file by its id");
    let articles: Value = serde_json::from_str(articles.1.strip_suffix(");\n").unwrap()).unwrap();
    assert_eq!(articles[0]["text"], json!(long));
}

#[test]
fn guards_are_taken_off_and_delimiters_known() {
    let mut run = Run::small().with(Table::Claims, "speaker", "'=Ann").with(Table::Claims, "cue", "'s word");
    run.delimiter = b';';
    let (_, page) = run.report();
    let chunk = &data(&page, "claims")[0];
    assert_eq!((word(chunk, "speaker"), word(chunk, "cue")), ("=Ann".into(), "'s word".into()));
}

#[test]
fn what_is_missing_is_said_with_the_remedy() {
    let mut run = Run::small().without(Table::Entities).without(Table::Speakers);
    assert_eq!(
        run.report().0.remarks,
        [
            "Speakers have the name of their first claim, because this run has no speakers.csv. To have them, run sayso \
             extract again without --tables.",
            "Names are not marked, because this run has no entities.csv. To have them, run sayso extract again without \
             --tables.",
        ]
    );
    run.texts = None;
    let (report, page) = run.report();
    let remark = "The articles cannot be read in this report, because this run has no texts.jsonl. To have them, run sayso \
                  extract again with --save-text, or with --report.";
    assert_eq!(report.remarks[1..], [remark]);
    assert!(page.contains(remark) && data(&page, "articles").is_empty());

    let folder = run.folder();
    fs::write(folder.path().join("texts.jsonl"), line("a.txt", TEXT)).unwrap();
    assert!(write(folder.path()).unwrap().remarks[1].contains("because texts.jsonl is of an earlier run"));
    let claims = folder.path().join("claims.csv");
    fs::write(&claims, fs::read_to_string(&claims).unwrap().replace("Ann Lee,", "Ann Leigh,")).unwrap();
    let remarks = write(folder.path()).unwrap().remarks;
    assert_eq!(remarks[0], "claims.csv has been changed since the run wrote it: the report shows it as it is now.");
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let claims = Run::small().without(Table::Claims).error();
    assert_eq!(
        claims,
        "run/claims.csv: the report needs this table, and it is missing: the run in this folder did not write it, or it was \
         moved; run sayso extract again, without --tables or with claims,documents in its list"
    );
    let mut run = Run::small();
    run.texts = Some(vec![("a.txt", "Another text, and longer than the one that was read first.")]);
    run = run.with(Table::Documents, "sha256", "0");
    assert_eq!(
        run.error(),
        "run/texts.jsonl: line 1: the text of \"a.txt\" is not the one that documents.csv tells of; the file was changed, or \
         is of another run: run sayso extract again with --save-text"
    );
    let stranger = Run::small().with(Table::Claims, "doc_id", "b.txt").error();
    assert_eq!(
        stranger,
        "run/claims.csv: line 2: the document \"b.txt\" is not in documents.csv, or not in this place; the file was changed, \
         or is of another run: run sayso extract again"
    );
    let outside = Run::small().with(Table::Claims, "claim_spans", "0:99").error();
    assert!(outside.starts_with("run/claims.csv: line 2: its places do not lie in the article's text;"), "{outside}");
    let number = Run::small().with(Table::Dates, "start", "x").error();
    assert!(number.starts_with("run/dates.csv: line 2: \"x\" is no whole number;"), "{number}");
}

#[test]
fn a_folder_without_a_run_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let message = write(folder.path()).unwrap_err().to_string();
    assert!(message.contains("run.json: ") && message.contains("give a folder that holds the tables"), "{message}");
    assert!(write(Path::new("/nowhere/at/all")).unwrap_err().to_string().contains("run.json"));
}

/// Texts that try to be markup, and any others.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "]]>",
        "\" onclick=\"",
        "&lt;",
        "\u{2028}",
        "<script>",
        "'=1",
        "<!--data-->",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the words of a run, they come back as they were, and the page has the same elements.
    #[test]
    fn any_text_stays_text(text in hostile(), speaker in hostile(), headline in hostile()) {
        let spans = format!("0:{}", text.chars().count());
        let plain = sayso_cell(&speaker);
        let run = Run::small()
            .without(Table::Entities).without(Table::Dates).without(Table::Quotes).without(Table::Speakers)
            .with(Table::Claims, "speaker", &speaker).with(Table::Claims, "sentence", &text)
            .with(Table::Claims, "claim_spans", &spans).with(Table::Claims, "source_spans", "")
            .with(Table::Claims, "cue_spans", "").with(Table::Documents, "headline", &headline);
        let run = Run { texts: Some(vec![("a.txt", &text)]), ..run };
        let (_, page) = run.report();
        let chunk = &data(&page, "claims")[0];
        prop_assert_eq!(word(chunk, "speaker"), plain);
        prop_assert_eq!(word(chunk, "sentence"), sayso_cell(&text));
        prop_assert_eq!(&data(&page, "articles")[0][0]["text"], &json!(text));
        prop_assert_eq!(page.matches("<script").count(), 4);
        prop_assert_eq!(page.matches("</script").count(), 4);
        prop_assert!(!page.contains("<img") && !page.contains("]]>"));
    }
}

/// What the report takes a cell to be.
fn sayso_cell(cell: &str) -> String {
    crate::output::unguarded(cell).to_owned()
}
