//! What holds over a whole run: one speaker and one quotation in several articles, and the user's list of speakers. The
//! articles are made here, and their people invented.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use sayso::corpus;
use sayso::output::Table;
use sayso::register::KnownSpeakers;

use crate::shared::{PIPELINE, pipeline, run};
use crate::tables::{Row, Tables, written};

/// Five articles of three outlets. Four quote one sentence of Maren Tolk, whole or cut; one explains an acronym that others
/// use; and a Tolk of whom only the surname is known may be another.
const ARTICLES: [(&str, &str, &str); 5] = [
    (
        "alone",
        "2025-05-06",
        "Bridge closed for months

The HHA denied on Monday that the bolts of the Ister bridge were too old. “We checked them in March and found nothing,” the HHA said.

“The bridge will stay closed until every bolt has been checked twice,” said Maren Tolk, the chief inspector.",
    ),
    (
        "explains",
        "2025-05-07",
        "Inspector defends closure

“The bridge will stay closed until every bolt has been checked twice,” said Dr. Maren J. Tolk, who inspects bridges for the Halden Harbour Authority (HHA). “I am sorry for every family that has to wait.”

The Halden Harbour Authority said that ferries would run every hour. Orla Finch, a teacher, said she would leave home at five.",
    ),
    (
        "cuts",
        "2025-05-08",
        "Ferries full on first day

The bridge “will stay closed until every bolt has been checked twice,” Maren Tolk told reporters on Wednesday. She declined to say who would pay.

The HHA said it had hired two more ferries.",
    ),
    (
        "changes",
        "2025-05-09",
        "A week without a bridge

“The bridge must stay closed until every bolt has been checked twice,” MAREN TOLK said. “Nobody asked us before the wedding season,” said Orla Finch.",
    ),
    (
        "surname",
        "2025-05-10",
        "Letters

Tolk said that the ferries were too small. “Nobody asked us before the wedding season,” said Jonas Brandt, who owns a hotel.",
    ),
];

/// A run over the articles in some order.
fn run_over(order: impl Iterator<Item = usize>, known: &str, jobs: Option<usize>) -> Tables {
    let folder = tempfile::tempdir().unwrap();
    let line = |index: usize| {
        let (id, day, text) = ARTICLES[index];
        serde_json::json!({ "id": id, "published": day, "text": text }).to_string() + "\n"
    };
    let file = folder.path().join("articles.jsonl");
    fs::write(&file, order.map(line).collect::<String>()).unwrap();
    let known = if known.is_empty() {
        KnownSpeakers::default()
    } else {
        KnownSpeakers::parse(known.as_bytes(), "list").unwrap()
    };
    let outcomes = corpus::read(&[file], &corpus::Options::default()).unwrap();
    let run = match jobs {
        Some(jobs) => run(&pipeline(jobs), outcomes, known),
        None => run(&PIPELINE, outcomes, known),
    };
    written(&run)
}

/// The different values of a column in the rows that a condition picks.
fn values<'a>(rows: &'a [Row], column: &str, of: impl Fn(&Row) -> bool) -> BTreeSet<&'a str> {
    rows.iter().filter(|row| of(row)).map(|row| row[column].as_str()).collect()
}

fn named(name: &'static str) -> impl Fn(&Row) -> bool {
    move |row| row["speaker"].to_lowercase().contains(&name.to_lowercase())
}

#[test]
fn one_speaker_and_one_quotation_over_a_run() {
    let tables = run_over(0..5, "", None);
    let (claims, speakers) = (&tables[&Table::Claims], &tables[&Table::Speakers]);
    let columns = ["name", "type", "roles", "articles", "claims", "first_day", "last_day", "acts"];
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("speakers_of_a_run", lines(speakers, &columns)));

    assert_eq!(values(claims, "speaker_id", named("Maren")).len(), 1);
    assert_eq!(values(claims, "speaker_id", |row| named("HHA")(row) || named("Harbour Authority")(row)).len(), 1);
    let surname = values(claims, "speaker_id", |row| row["speaker"] == "Tolk");
    assert_eq!(surname.len(), 1);
    assert!(surname.is_disjoint(&values(claims, "speaker_id", named("Maren"))));

    let group = |words: &'static str| values(claims, "claim_group", move |row| row["claim"].contains(words));
    assert_eq!(group("stay closed").len(), 1);
    assert_eq!(group("wedding").len(), 2, "two people");
    assert_eq!(group("found nothing").len(), 1);
    let first = claims.iter().find(|row| row["claim"].contains("stay closed")).unwrap();
    assert_eq!(first["claim_group"], first["claim_id"].replacen('c', "g", 1));
}

/// Cells of rows, to read.
fn lines(rows: &[Row], columns: &[&str]) -> String {
    let line = |row: &Row| columns.iter().map(|&column| row[column].as_str()).collect::<Vec<_>>().join(" | ");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Neither the order of the articles nor the number of threads changes who is who.
#[test]
fn the_order_of_the_articles_changes_no_speaker() {
    let tables = run_over(0..5, "", None);
    let backwards = run_over((0..5).rev(), "", Some(1));
    let ids = |tables: &Tables| -> BTreeMap<(String, String), String> {
        let key = |row: &Row| (row["claim"].clone(), row["doc_id"].clone());
        tables[&Table::Claims].iter().map(|row| (key(row), row["speaker_id"].clone())).collect()
    };
    assert_eq!(ids(&tables), ids(&backwards));
    assert_eq!(tables[&Table::Speakers], backwards[&Table::Speakers]);
}

#[test]
fn the_users_list_wins() {
    let list = "id;name;aliases\nQ77;Maren Johanna Tolk;Maren Tolk\n=H;Halden Harbour Authority;\n";
    let tables = run_over(0..5, list, None);
    let claims = &tables[&Table::Claims];
    assert_eq!(values(claims, "speaker_id", named("Maren")), BTreeSet::from(["Q77"]));
    // Also where only the acronym stands; and no spreadsheet runs the id as a formula.
    let authority = |row: &Row| named("HHA")(row) || named("Harbour Authority")(row);
    assert_eq!(values(claims, "speaker_id", authority), BTreeSet::from(["'=H"]));
    assert_eq!(values(claims, "csv_guarded", authority), BTreeSet::from(["speaker_id"]));
    assert_eq!(values(claims, "speaker", named("Johanna")).len(), 0, "the column speaker says what the article says");
    let names = values(&tables[&Table::Speakers], "name", |row| row["speaker_id"] == "Q77");
    assert_eq!(names, BTreeSet::from(["Maren Johanna Tolk"]));
}
