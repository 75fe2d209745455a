//! Tests of the tables as a whole: a small document, its rows, its files.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::claims::{Claim, ClaimKind, NamesInClaim};
use crate::corpus::{Article, Failure, Metadata, Status};
use crate::dates::{Anchor, PublishedSource, TimeExpression, TimeExpressionId, TimexType};
use crate::description::Description;
use crate::entities::{Entities, Entity, EntityId, Mention, NameLabel};
use crate::quotes::Quotation;
use crate::register::Settled;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::speakers::{Speaker, SpeakerForm, SpeakerType};
use crate::tagger::calibration::Evidence;
use crate::text::{ParagraphId, Sections};

const TEXT: &str = "Zoë Ärger spoke.\n\n“- The tower\nis safe,” Ärger said on Monday.";

/// A document with one of everything.
struct Sample {
    article: Article,
    sections: Sections,
    sentences: Vec<Sentence>,
    entities: Entities,
    dates: Vec<TimeExpression>,
    quotations: Vec<Quotation>,
    claims: Vec<Claim>,
    description: Description,
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

impl Sample {
    fn new(id: &str) -> Self {
        let paragraph = ParagraphId::new(1);
        let content = span("- The tower\nis safe,");
        Self {
            article: Article::from_text(id, TEXT),
            sections: Sections::default(),
            sentences: vec![
                Sentence { span: span("Zoë Ärger spoke."), paragraph: ParagraphId::new(0) },
                Sentence { span: span("“- The tower\nis safe,” Ärger said on Monday."), paragraph },
            ],
            entities: Entities {
                mentions: vec![Mention {
                    span: span("Zoë Ärger"),
                    label: NameLabel::Person,
                    confidence: 0.996,
                    entity: EntityId::new(0),
                }],
                outlets: Vec::new(),
                entities: vec![Entity { name: span("Zoë Ärger"), label: NameLabel::Person }],
            },
            dates: vec![TimeExpression {
                span: span("Monday"),
                kind: TimexType::Date,
                value: "2025-04-07".into(),
                days: Some(("2025-04-07".parse().unwrap(), "2025-04-07".parse().unwrap())),
                anchor: Anchor::Published,
            }],
            quotations: vec![Quotation {
                span: span("“- The tower\nis safe,”"),
                inner: content,
                paragraph,
                depth: 0,
                closed: true,
                scare: false,
            }],
            claims: vec![Claim {
                speaker: Speaker {
                    name: "Zoë Ärger".into(),
                    kind: Some(SpeakerType::Person),
                    role: String::new(),
                    form: SpeakerForm::Name,
                    via: "@outlet".into(),
                    entity: Some(EntityId::new(0)),
                },
                speaker_id: "s_1".into(),
                group: None,
                kind: ClaimKind::Direct,
                act: "assert",
                negated: false,
                hedged: false,
                said_on: Some(TimeExpressionId::new(0)),
                names: NamesInClaim::default(),
                dates: vec![],
                evidence: Evidence::default(),
                confidence: 0.875,
                content: vec![content],
                source: vec![Span::new(span("Ärger said").start(), span("Ärger said").start() + "Ärger".len())],
                cue: vec![span("said")],
                sentences: 1..2,
                paragraph,
            }],
            description: Description {
                published: Some("2025-04-08".parse().unwrap()),
                published_source: PublishedSource::Given,
                headline: "A; \"tower\"".into(),
                ..Description::default()
            },
        }
    }

    fn view(&self) -> DocumentView<'_> {
        DocumentView {
            article: &self.article,
            sections: &self.sections,
            sentences: &self.sentences,
            entities: &self.entities,
            dates: &self.dates,
            quotations: &self.quotations,
            claims: &self.claims,
            description: &self.description,
            words: 12,
            seconds: 0.5,
            status: Status::Ok,
            message: "",
        }
    }
}

fn options(tables: &[Table]) -> TableOptions {
    TableOptions { tables: Chosen::new(tables).unwrap(), model: "news-en 1a2b3c4d".into(), ..TableOptions::default() }
}

/// The first row of a table as `name = cell`, the empty cells left out.
fn row(table: Table, rendered: &RenderedDocument) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rendered.csv(table));
    let record = reader.records().next().unwrap().unwrap();
    assert_eq!(record.len(), table.columns().len());
    let cells = table.columns().iter().zip(&record).filter(|(_, cell)| !cell.is_empty());
    cells.fold(String::new(), |rows, (column, cell)| rows + column.name + " = " + cell + "\n")
}

fn record() -> RunRecord {
    RunRecord {
        version: "0.1.0".into(),
        options: BTreeMap::from([("jobs".to_owned(), 2.into())]),
        model: "news-en".into(),
        model_hash: "1a2b3c4d".into(),
        started: "2025-04-08T10:00:00Z".into(),
        finished: "2025-04-08T10:00:02Z".into(),
    }
}

fn failure() -> Failure {
    Failure {
        id: "bad\n.txt".into(),
        path: "bad\n.txt".into(),
        status: Status::Corrupt,
        message: "line 3 holds\nno text".into(),
        format: "txt".into(),
        encoding: "",
        sha256: String::new(),
        duplicate_of: None,
        metadata: Metadata::default(),
    }
}

#[test]
fn a_document_in_every_table() {
    let sample = Sample::new("a.txt");
    let rendered = render(&sample.view(), &options(&Table::ALL));
    insta::assert_snapshot!("claims", row(Table::Claims, &rendered));
    insta::assert_snapshot!("quotes", row(Table::Quotes, &rendered));
    insta::assert_snapshot!("entities", row(Table::Entities, &rendered));
    insta::assert_snapshot!("dates", row(Table::Dates, &rendered));
    insta::assert_snapshot!("sentences", row(Table::Sentences, &rendered));
    insta::assert_snapshot!("documents", row(Table::Documents, &rendered));
}

#[test]
fn offsets_are_code_points() {
    let sample = Sample::new("a.txt");
    let rendered = render(&sample.view(), &options(&[Table::Claims]));
    let places = row(Table::Claims, &rendered);
    let places = places.lines().find_map(|line| line.strip_prefix("claim_spans = ")).unwrap();
    let (start, end) = places.split_once(':').unwrap();
    let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
    let words: String = TEXT.chars().skip(start).take(end - start).collect();
    assert_eq!(words, "- The tower\nis safe,");
}

#[test]
fn timings_only_when_asked_for() {
    let sample = Sample::new("a.txt");
    let timed = TableOptions { timings: true, ..options(&[Table::Documents]) };
    assert!(row(Table::Documents, &render(&sample.view(), &timed)).contains("seconds = 0.500"));
    assert!(!row(Table::Documents, &render(&sample.view(), &options(&[Table::Documents]))).contains("seconds"));
}

#[test]
fn a_failure_is_a_row() {
    let rendered = render_failure(&failure(), &options(&Table::ALL));
    insta::assert_snapshot!(row(Table::Documents, &rendered), @r"
    doc_id = bad .txt
    path = bad .txt
    status = corrupt
    message = line 3 holds no text
    format = txt
    headline_source = none
    author_source = none
    outlet_source = none
    published_source = none
    ");
    assert_eq!(rendered.rows(Table::Claims), 0);
}

#[test]
fn the_narrowest_claim_holds_a_quotation() {
    let mut sample = Sample::new("a.txt");
    let outer = Claim { content: vec![Span::new(0, TEXT.len())], ..sample.claims[0].clone() };
    // A content that leaves out the comma still holds the quotation.
    sample.claims[0].content = vec![span("- The tower\nis safe")];
    sample.claims.insert(0, outer);
    let rendered = render(&sample.view(), &options(&[Table::Quotes]));
    assert!(row(Table::Quotes, &rendered).trim_end().ends_with("_0002"));
}

fn write(folder: &Path, ids: &[&str], options: &TableOptions) -> Committed {
    let samples: Vec<Sample> = ids.iter().map(|id| Sample::new(id)).collect();
    write_samples(folder, &samples, options, &Settled::default())
}

fn write_samples(folder: &Path, samples: &[Sample], options: &TableOptions, settled: &Settled) -> Committed {
    let mut set = TableSet::create(folder, options).unwrap();
    for sample in samples {
        set.append(render(&sample.view(), options)).unwrap();
    }
    set.append(render_failure(&failure(), options)).unwrap();
    set.commit(&record(), settled).unwrap()
}

/// A file of a run over these documents.
fn file(samples: &[Sample], settled: &Settled, name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    write_samples(folder.path(), samples, &TableOptions::default(), settled);
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

/// Documents whose only claim has this speaker: id, name, role, act.
fn by(speakers: &[(&str, &str, &str, &'static str)]) -> Vec<Sample> {
    let sample = |(index, &(id, name, role, act)): (usize, &(&str, &str, &str, &'static str))| {
        let mut sample = Sample::new(&format!("{index}.txt"));
        let claim = &mut sample.claims[0];
        (claim.speaker_id, claim.act) = (id.into(), act);
        (claim.speaker.name, claim.speaker.role) = (name.into(), role.into());
        // Some are dated by themselves, and some by their publication.
        claim.said_on = claim.said_on.filter(|_| index % 2 == 0);
        sample
    };
    speakers.iter().enumerate().map(sample).collect()
}

const SPEAKERS: [(&str, &str, &str, &str); 7] = [
    ("s_1", "ZOË ÄRGER", "mayor", "assert"),
    ("s_2", "VHA", "", "deny"),
    ("s_1", "Zoë Ärger", "mayor", "warn"),
    ("s_1", "Zoë Ärger", "mayor; =engineer", "assert"),
    ("s_3", "Vell Harbour Authority", "owner", "assert"),
    ("s_4", "two officials", "", "assert"),
    ("s_1", "Zoë K. Ärger", "engineer", "assert"),
];

#[test]
fn speakers_are_added_up() {
    let settled = Settled::of(&[("s_2", "s_3")], &[], &[("s_4", "Bo & Co")]);
    insta::assert_snapshot!(file(&by(&SPEAKERS), &settled, "speakers.csv").trim_start_matches('\u{feff}'));
    let done = tempfile::tempdir().unwrap();
    let done = write_samples(done.path(), &by(&SPEAKERS), &TableOptions::default(), &settled);
    assert_eq!(done.tally.speakers(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_documents_changes_no_speaker(shuffled in Just(SPEAKERS.to_vec()).prop_shuffle()) {
        // Which documents are dated by themselves is a matter of their place.
        let bare = |speakers: &[_]| {
            let mut samples = by(speakers);
            for sample in &mut samples {
                sample.claims[0].said_on = None;
            }
            file(&samples, &Settled::default(), "speakers.csv")
        };
        prop_assert_eq!(bare(&shuffled), bare(&SPEAKERS));
    }
}

#[test]
fn settled_ids_take_the_places_of_others() {
    let samples = by(&SPEAKERS);
    let plain = file(&samples, &Settled::default(), "claims.csv");
    // A pass that has nothing to change changes nothing.
    assert_eq!(file(&samples, &Settled::of(&[], &[("g_0", "g_1")], &[]), "claims.csv"), plain);
    let settled = Settled::of(&[("s_2", "=x")], &[], &[]);
    let changed = file(&samples, &settled, "claims.csv");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    for (index, (old, new)) in lines(&plain).iter().zip(lines(&changed)).enumerate() {
        if index == 2 {
            let old = old.replace(",s_2,", ",'=x,").replace(",claim; via,", ",speaker_id; claim; via,");
            assert_eq!(old, new);
        } else {
            assert_eq!(*old, new);
        }
    }
    let mut grouped = Sample::new("a.txt");
    grouped.claims[0].group = Some(crate::claims::GroupId::new("a.txt", 0));
    let claims = file(&[grouped], &Settled::of(&[], &[("g_18b7cb099a9e_0001", "g_1")], &[]), "claims.csv");
    assert!(claims.contains(",g_1,") && !claims.contains("g_18b7cb099a9e_0001"));
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_run_puts_its_files_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("new/output");
    let done = write(&folder, &["a.txt", "=b.txt"], &TableOptions { model: "m 1".into(), ..TableOptions::default() });
    assert_eq!(
        names(&folder),
        [
            "claims.csv",
            "datapackage.json",
            "dates.csv",
            "documents.csv",
            "entities.csv",
            "quotes.csv",
            "run.json",
            "speakers.csv"
        ]
    );
    assert_eq!((done.tally.documents, done.tally.articles(), done.tally.failed(), done.tally.speakers()), (3, 2, 1, 1));
    let claims = std::fs::read_to_string(folder.join("claims.csv")).unwrap();
    assert!(claims.starts_with("\u{feff}claim_id,speaker,"));
    assert_eq!(claims.lines().count(), 3);
    assert_eq!(claims.matches("\r\n").count(), 3);
    insta::assert_snapshot!("run_json", std::fs::read_to_string(folder.join("run.json")).unwrap());

    // A second run with fewer tables says which ones are left from the first.
    let done = write(&folder, &["a.txt"], &options(&[Table::Claims, Table::Documents]));
    assert_eq!(
        done.left_over,
        ["speakers.csv", "quotes.csv", "entities.csv", "dates.csv"].map(|name| folder.join(name))
    );
}

#[test]
fn equal_runs_give_equal_bytes() {
    let [one, two] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        write(folder.path(), &["a.txt", "b.txt"], &options(&Table::ALL));
    }
    for name in names(one.path()) {
        assert_eq!(
            std::fs::read(one.path().join(&name)).unwrap(),
            std::fs::read(two.path().join(&name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn a_run_that_ends_early_leaves_the_old_tables() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(&[Table::Claims]);
    write(folder.path(), &["a.txt"], &options);
    let before = std::fs::read(folder.path().join("claims.csv")).unwrap();
    let mut set = TableSet::create(folder.path(), &options).unwrap();
    set.append(render(&Sample::new("b.txt").view(), &options)).unwrap();
    drop(set);
    assert_eq!(names(folder.path()), ["claims.csv", "datapackage.json", "run.json"]);
    assert_eq!(std::fs::read(folder.path().join("claims.csv")).unwrap(), before);
}

#[test]
fn a_file_in_place_of_the_folder_is_named_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("output");
    std::fs::write(&path, "").unwrap();
    let Err(error) = TableSet::create(&path, &TableOptions::default()) else { panic!("a file is no folder") };
    let message = error.to_string();
    assert!(message.contains("output") && message.ends_with("choose another folder with -o"), "{message}");
}

#[test]
fn the_descriptor_describes_every_column() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &["a.txt"], &options(&Table::ALL));
    let text = std::fs::read_to_string(folder.path().join("datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (table, resource) in Table::ALL.into_iter().zip(package["resources"].as_array().unwrap()) {
        let path = resource["path"].as_str().unwrap();
        assert_eq!(path, table.file_name());
        assert_eq!(resource["bytes"], std::fs::metadata(folder.path().join(path)).unwrap().len());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert!(fields.iter().map(|field| &field["name"]).eq(table.columns().iter().map(|column| column.name)));
    }
    assert_eq!(package["resources"][2]["schema"]["foreignKeys"][1]["reference"]["resource"], "claims");
}

#[test]
fn a_stream_is_claims_without_a_mark() {
    let options = TableOptions { delimiter: Delimiter::Tab, ..options(&[Table::Claims]) };
    let mut bytes = Vec::new();
    let mut stream = ClaimStream::new(&mut bytes, &options).unwrap();
    stream.append(&render(&Sample::new("a.txt").view(), &options)).unwrap();
    assert_eq!(stream.tally().counts.claims, 1);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("claim_id\tspeaker\t"));
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn a_closed_pipe_is_told_from_other_failures() {
    struct Closed(std::io::ErrorKind);
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let error = |kind| ClaimStream::new(Closed(kind), &TableOptions::default()).err().unwrap();
    assert!(is_broken_pipe(&error(std::io::ErrorKind::BrokenPipe)));
    assert!(!is_broken_pipe(&error(std::io::ErrorKind::StorageFull)));
}

#[test]
fn a_run_without_csv_leaves_none() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &["a.txt"], &options(&[Table::Claims]));
    let formats = Formats::new(&[Format::Xlsx, Format::Jsonl]).unwrap();
    let options = TableOptions { formats, ..options(&[Table::Claims, Table::Documents]) };
    let done = write(folder.path(), &["a.txt"], &options);
    let written = ["sayso.xlsx", "claims.jsonl", "documents.jsonl", "datapackage.json", "run.json"];
    assert_eq!(done.files, written.map(|name| folder.path().join(name)));
    assert_eq!(done.left_over, [folder.path().join("claims.csv")]);
    assert_eq!(names(folder.path()).len(), 6);

    let read = |name: &str| -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(folder.path().join(name)).unwrap()).unwrap()
    };
    let package = read("datapackage.json");
    for (resource, name) in package["resources"].as_array().unwrap().iter().zip(written) {
        assert_eq!(resource["path"], name);
        assert_eq!(resource["bytes"], std::fs::metadata(folder.path().join(name)).unwrap().len());
        assert!(resource["hash"].as_str().unwrap().starts_with("sha256:"));
        // The standard knows no type but "table" (Data Resource, `type`).
        assert!(resource["type"].is_null() && resource["schema"].is_null());
    }
    assert_eq!(read("run.json")["files"], serde_json::json!(written[..4]));

    let claims = std::fs::read_to_string(folder.path().join("claims.jsonl")).unwrap();
    let claim: serde_json::Value = serde_json::from_str(claims.lines().next().unwrap()).unwrap();
    assert_eq!(claim["claim"], "- The tower is safe,");
    assert_eq!(claim["via"], "@outlet");
    assert_eq!(claim["claim_spans"], serde_json::json!([[19, 39]]));
    assert_eq!(claim["negated"], false);
    assert!(claim["claim_group"].is_null() && claim.get("csv_guarded").is_none());
}

#[test]
fn a_stream_of_json_lines() {
    let formats = Formats::new(&[Format::Jsonl]).unwrap();
    let options = TableOptions { formats, ..options(&[Table::Claims]) };
    let mut bytes = Vec::new();
    let mut stream = ClaimStream::new(&mut bytes, &options).unwrap();
    for id in ["a.txt", "b.txt"] {
        stream.append(&render(&Sample::new(id).view(), &options)).unwrap();
    }
    let text = String::from_utf8(bytes).unwrap();
    let ids: Vec<_> =
        text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["doc_id"].clone()).collect();
    assert_eq!(ids, ["a.txt", "b.txt"]);
}

#[test]
fn schemas_lead_only_to_tables_that_are_told_of() {
    let of = |tables: &[Table]| serde_json::from_str::<serde_json::Value>(&schema_json(tables)).unwrap();
    let alone = of(&[Table::Quotes]);
    assert_eq!(alone["tables"][0]["name"], "quotes");
    assert_eq!(alone["tables"][0]["schema"]["foreignKeys"], serde_json::Value::Null);
    let all = of(&Table::ALL);
    assert_eq!(all["tables"].as_array().unwrap().len(), Table::COUNT);
    assert_eq!(all["tables"][2]["schema"]["foreignKeys"][1]["reference"]["resource"], "claims");
}
