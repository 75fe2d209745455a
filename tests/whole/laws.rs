//! What holds of every text, however strange, at the end of the walk.

use proptest::prelude::*;
use proptest::sample::select;

use sayso::claims::{Claim, ClaimKind};
use sayso::pipeline::{Document, Options, Pipeline};
use sayso::span::{Span, Spanned};
use sayso::tagger::Tagger;

use crate::shared::{ARTICLES, analyse};
use crate::tables;

/// Spans lie in the text on character boundaries, hold something, are in order and do not overlap.
fn check_spans(text: &str, spans: &[Span]) {
    let mut end = 0;
    for span in spans {
        assert!(span.start() >= end && !span.is_empty(), "{spans:?}");
        assert!(text.get(span.range()).is_some_and(|words| !words.trim().is_empty()), "{span:?}");
        end = span.end();
    }
}

/// The laws of the stages' results as the pipeline puts them together, and of their rows.
pub(crate) fn check(document: &Document) {
    let (text, found) = (&document.article.text, &document.findings);
    for claim in &found.claims {
        assert!(!claim.content.is_empty());
        for spans in [&claim.content, &claim.source, &claim.cue] {
            check_spans(text, spans);
        }
        let sentences = found.sentences.get(claim.sentences.clone()).unwrap();
        let places = claim.content.iter().chain(&claim.source).chain(&claim.cue).copied();
        let extent = places.reduce(Span::cover).unwrap();
        let whole = sentences.iter().map(Spanned::span).reduce(Span::cover).unwrap();
        assert!(whole.contains(extent), "{claim:?}");
        assert!(found.sections.paragraphs[claim.paragraph.index()].span.overlaps(claim.content[0]));
        assert!((0.0..=1.0).contains(&claim.confidence), "{claim:?}");
        assert!(claim.said_on.iter().chain(&claim.dates).all(|id| id.index() < found.dates.len()));
        assert!(claim.speaker.entity.is_none_or(|id| id.index() < found.entities.entities.len()));
    }
    let names: Vec<Span> = found.entities.mentions.iter().map(Spanned::span).collect();
    let dates: Vec<Span> = found.dates.iter().map(Spanned::span).collect();
    let sentences: Vec<Span> = found.sentences.iter().map(Spanned::span).collect();
    for spans in [&names, &dates, &sentences] {
        check_spans(text, spans);
    }
    tables::check_documents(std::slice::from_ref(document));
}

/// Texts of what the stages look for, in no order: words, names, cues, dates, marks, breaks.
fn news() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(vec![
            "the", "a", "council", "would", "not", "that", "he", "She", "who", "officials", "plan", "bridge", "in", "of",
            "to", "and", "because", "spokesman", "for", "million", "report", "I",
        ]),
        3 => select(vec![
            "Anna Holt", "Holt", "Dr. Ben Ode", "Port Halvern", "the Meridian Wire", "Fenwick & Lyle", "U.S.", "KC",
            "PARIS (AP) —", "By Ann Orr", "NOLAN:",
        ]),
        4 => select(vec![
            "said", "says", "told reporters", "according to", "denied", "asked", "has not said", "allegedly told",
            "declined to comment", "was quoted as saying",
        ]),
        2 => select(vec![
            "on Monday", "May 14, 2025", "last week", "a year later", "at 6 a.m.", "in 2019", "the 1990s", "three days",
        ]),
        5 => select(vec!["“", "”", "‘", "’", "\"", "'", "«", "»", "“No,”", "“we can’t.”", "’90s", "("]),
        5 => select(vec![".", ",", ":", "?", "!", "...", ";", "—", "-", "\n", "\n\n", "\r\n", "\t", "- "]),
        1 => select(vec![
            "é", "e\u{301}", "😀", "👩‍🔬", "中文", "שלום", "\u{200b}", "\u{feff}", "\u{a0}", "\u{2028}", "\0", "\u{1b}",
            "=1+1", "@x", "[x](https://a.example/b)", "ﬁ", "ẞ", "İ",
        ]),
    ];
    let glue = prop_oneof![6 => Just(" "), 2 => Just("")];
    prop::collection::vec((piece, glue), 1..80)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, glue)| [piece, glue]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_on_what_looks_like_news(texts in prop::collection::vec(news(), 4)) {
        check_all(texts);
    }

    #[test]
    fn laws_hold_on_any_text(texts in prop::collection::vec(any::<String>(), 4)) {
        check_all(texts);
    }
}

/// Several texts go through together, for speed and so that they are neighbours in a batch.
fn check_all(texts: Vec<String>) {
    let articles = texts.into_iter().enumerate();
    let articles = articles.map(|(index, text)| sayso::corpus::Article::from_text(format!("a{index}"), text)).collect();
    let documents = analyse(articles);
    documents.iter().for_each(check);
    tables::check_documents(&documents);
}

#[test]
fn laws_hold_on_the_corpus() {
    crate::shared::DOCUMENTS.iter().for_each(check);
}

/// Indirect claims below the cut are left out, the others are the same; what is in quotation marks stays at any cut.
#[test]
fn the_cut_spares_quotations() {
    let claims_at = |min_confidence: f32| -> Vec<Claim> {
        let options = Options { min_confidence, ..Options::default() };
        let pipeline = Pipeline::new(Tagger::built_in().unwrap(), options).unwrap();
        let analysed = pipeline.analyse(ARTICLES.iter().take(6).cloned().collect()).unwrap();
        analysed.into_iter().flat_map(|document| document.unwrap().findings.claims).collect()
    };
    let all = claims_at(0.0);
    let quoted = |claim: &Claim| claim.kind != ClaimKind::Indirect;
    assert!(all.iter().any(quoted));
    for cut in [0.6, 1.0] {
        let kept: Vec<Claim> = all.iter().filter(|claim| quoted(claim) || claim.confidence >= cut).cloned().collect();
        assert!(kept.len() < all.len());
        assert_eq!(claims_at(cut), kept);
    }
}
