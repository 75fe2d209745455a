//! The same input gives the same output.

use sayso::claims::Claim;
use sayso::corpus::{self, Article, Outcome};
use sayso::output::Table;
use sayso::pipeline::Document;
use sayso::register::KnownSpeakers;

use crate::shared::{ARTICLES, DOCUMENTS, RUN, analyse, at, document, outcomes, pipeline, run};
use crate::tables::{self, Row};

#[test]
fn the_number_of_threads_changes_no_byte() {
    for jobs in [1, 5] {
        let again = run(&pipeline(jobs), outcomes(), KnownSpeakers::default());
        assert_eq!(again.documents.len(), RUN.documents.len());
        for (document, expected) in again.documents.iter().zip(&RUN.documents) {
            for table in Table::ALL {
                let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
                assert_eq!(text(document.csv(table)), text(expected.csv(table)), "{table} with {jobs} threads");
            }
            assert_eq!(document, expected);
        }
        assert_eq!(again.settled, RUN.settled);
    }
}

/// Activations are scaled word piece by word piece, so that the articles that share a batch do not touch each other: an
/// article has the same claims alone as in a folder.
#[test]
fn alone_and_together_are_the_same() {
    let (mut claims, mut other_claims, mut other_records, mut articles) = (0, 0, 0, 0);
    let mut most = 0.0_f32;
    for (article, together) in ARTICLES.iter().zip(DOCUMENTS.iter()) {
        let alone = analyse(vec![article.clone()]).pop().unwrap();
        let (alone, together) = (&alone.findings.claims, &together.findings.claims);
        let same = |a: &Claim, b: &Claim| (&a.content, &a.source, &a.cue) == (&b.content, &b.source, &b.cue);
        let missing = |from: &[Claim], to: &[Claim]| {
            from.iter().filter(|claim| !to.iter().any(|other| same(claim, other))).count()
        };
        for claim in together {
            if let Some(other) = alone.iter().find(|other| same(claim, other)) {
                other_records += usize::from(claim.speaker != other.speaker || claim.act != other.act);
                most = most.max((claim.confidence - other.confidence).abs());
            }
        }
        let (lost, gained) = (missing(together, alone), missing(alone, together));
        claims += together.len();
        other_claims += lost.max(gained);
        if lost + gained > 0 {
            articles += 1;
            println!("{}: {lost} claims of {} only together, {gained} only alone", article.id, together.len());
        }
    }
    println!(
        "alone and together: {other_claims} of {claims} claims differ in a place, in {articles} articles; of the others \
         {other_records} differ in speaker or act, and the confidence by at most {most:.4}"
    );
    assert_eq!((other_claims, other_records), (0, 0), "claims depend on which articles share a run");
}

/// An article says the same whatever file it comes in. `tests/same/` holds one of `corpus/` as a web page, as Word, RTF
/// and PDF files, and as a line of JSON.
#[test]
fn every_format_of_an_article_gives_the_same_claims() {
    let text = "wire/2025-05-14-port-halvern-strike.txt";
    let said = |document: &Document| -> Vec<Row> {
        let shown = ["speaker", "claim", "kind", "cue", "act", "negated", "hedged", "via", "said_on", "speaker_role"];
        let rows = tables::claims(document);
        rows.into_iter().map(|row| row.into_iter().filter(|(name, _)| shown.contains(name)).collect()).collect()
    };
    let expected = said(document(text));
    assert!(expected.len() > 10);
    // The text of the web page is, letter for letter, that of the line of JSON.
    let options = corpus::Options { keep_duplicates: true, ..corpus::Options::default() };
    let files = corpus::read(&[at("tests/same")], &options).unwrap();
    let articles: Vec<Article> = files
        .map(|outcome| match outcome {
            Outcome::Article(article) => article,
            Outcome::Failed(failure) => panic!("{failure}"),
        })
        .collect();
    let formats: Vec<_> = articles.iter().map(|article| article.format).collect();
    assert_eq!(formats, ["docx", "html", "jsonl", "pdf", "rtf"]);
    let found = analyse(articles);
    let of = |format: &str| found.iter().find(|document| document.article.format == format).unwrap();
    for document in &found {
        let rows = said(document);
        let same = rows.iter().filter(|row| expected.contains(row)).count();
        println!("{}: {} claims, {same} of the {} in the text", document.article.format, rows.len(), expected.len());
        // Web pages and JSON keep headline and byline apart; the model is shown them all the same.
        assert_eq!(rows, expected, "{}", document.article.format);
    }
    assert_eq!(of("html").article.text, of("jsonl").article.text);
    assert!(!said(of("html")).iter().any(|row| row["claim"].contains("Meridian")), "a dateline is no claim");
}
