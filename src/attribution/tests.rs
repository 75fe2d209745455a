//! Tests of the stage on texts whose spans are given by hand, so that they say nothing of the model.

use super::*;
use crate::quotes;
use crate::sentences;
use crate::tagger::calibration::Calibration;
use crate::tagger::crf::Chunk;
use crate::tagger::link::{Candidate, ContentLinks, CueLinks, Links};
use crate::tagger::words::words;
use crate::text;

const SOURCE: u8 = 0;
const CUE: u8 = 1;
const CONTENT: u8 = 2;
/// Names, beside the spans that attribute.
const PERSON: u8 = 10;
const OUTLET: u8 = 11;

/// Attributes `text` with the spans given as words of it with their labels; every content may go to every cue and every
/// cue to every source, the nearest scoring highest.
fn run(text: &str, spans: &[(u8, &str)]) -> Vec<Attribution> {
    let sections = text::sections(text);
    let sentences = sentences::split(text, &sections);
    let words = words(text, &sentences);
    let mut attribution: Vec<Chunk> = spans
        .iter()
        .map(|&(label, letters)| {
            let start = text.find(letters).unwrap();
            let range = crate::span::overlapping(&words, Span::new(start, start + letters.len()));
            Chunk { label, first: range.start as u32, last: range.end as u32 - 1, confidence: 0.9, mean: 0.9 }
        })
        .collect();
    attribution.sort_by_key(|chunk| chunk.first);
    let (mut names, attribution): (Vec<Chunk>, Vec<Chunk>) =
        attribution.into_iter().partition(|chunk| chunk.label >= PERSON);
    for name in &mut names {
        name.label -= PERSON;
    }
    let of = |label: u8| -> Vec<usize> { (0..attribution.len()).filter(|&i| attribution[i].label == label).collect() };
    let near = |from: usize, label: u8| -> Vec<Candidate> {
        let score = |to: usize| -(f32::from(attribution[from].first.abs_diff(attribution[to].first) as u16));
        of(label).into_iter().map(|chunk| Candidate { chunk, score: score(chunk) }).collect()
    };
    let links = Links {
        contents: of(CONTENT).into_iter().map(|content| ContentLinks { content, cues: near(content, CUE) }).collect(),
        cues: of(CUE).into_iter().map(|cue| CueLinks { cue, sources: near(cue, SOURCE), none: -100.0 }).collect(),
    };
    let quotations = quotes::find(text, &sections);
    let tags = Tags { words, names, attribution, links };
    let entities = crate::entities::find(text, &tags);
    attribute(Input {
        text,
        sections: &sections,
        sentences: &sentences,
        entities: &entities,
        tags: &tags,
        calibration: &Calibration::default(),
        quotations: &quotations,
    })
}

fn said<'a>(text: &'a str, attribution: &Attribution) -> Vec<&'a str> {
    attribution.content.iter().map(|content| content.slice(text)).collect()
}

#[test]
fn contents_take_in_their_quotation_marks() {
    let text = "“We will wait,” Ann Orr said on Monday.";
    let found = run(text, &[(CONTENT, "We will wait"), (SOURCE, "Ann Orr"), (CUE, "said")]);
    assert_eq!(said(text, &found[0]), ["“We will wait,”"]);
}

#[test]
fn a_quotation_goes_on_in_the_speaker_of_its_paragraph() {
    let text = "“We will wait,” Ann Orr said. “Nobody here is in a hurry.”\n\n“Not even the mayor is.”";
    let found = run(text, &[(CONTENT, "We will wait"), (SOURCE, "Ann Orr"), (CUE, "said")]);
    assert_eq!(found.len(), 2);
    assert_eq!(said(text, &found[1]), ["“Nobody here is in a hurry.”"]);
    assert_eq!(found[1].continues, Some(AttributionId::new(0)));
    assert!(found[1].confidence < found[0].confidence);
}

#[test]
fn scare_quotes_are_nobodys_speech() {
    let text = "Ann Orr said the “old harbour” would close.";
    let found = run(text, &[(SOURCE, "Ann Orr"), (CUE, "said"), (CONTENT, "would close")]);
    assert_eq!(found.len(), 1);
}

#[test]
fn an_aside_of_report_is_via() {
    let text = "Orr vowed to close the harbour, as reported by the Vell Herald.";
    let spans = [
        (SOURCE, "Orr"),
        (CUE, "vowed"),
        (CONTENT, "to close the harbour"),
        (CUE, "reported"),
        (SOURCE, "the Vell Herald"),
    ];
    let found = run(text, &spans);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].via.map(|via| via.slice(text)), Some("the Vell Herald"));
}

#[test]
fn people_whom_a_source_cites_said_it() {
    let text = "The Vell Herald, citing three officials, reported that the harbour would close.";
    let spans = [
        (SOURCE, "The Vell Herald"),
        (CUE, "citing"),
        (CONTENT, "three officials"),
        (CUE, "reported"),
        (CONTENT, "that the harbour would close"),
    ];
    let found = run(text, &spans);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].cited.map(|cited| cited.slice(text)), Some("three officials"));
    assert_eq!(found[0].via, found[0].source);
}

#[test]
fn a_headline_gives_nothing_to_the_text() {
    let text = "Harbour To Close\n\nBy Tom Vale\n\nAnn Orr said little on Monday about what is to come in spring.";
    let found = run(text, &[(CONTENT, "Harbour To Close"), (SOURCE, "Ann Orr"), (CUE, "said")]);
    assert!(found.is_empty(), "{found:?}");
}

fn via<'a>(text: &'a str, attribution: &Attribution) -> Option<&'a str> {
    attribution.via.map(|via| via.slice(text))
}

#[test]
fn outlets_that_report_are_via() {
    let text = "The mill will close, two managers said, the Harbour Times reported on Monday.";
    let spans = [(CONTENT, "The mill will close"), (SOURCE, "two managers"), (CUE, "said"), (OUTLET, "Harbour Times")];
    assert_eq!(via(text, &run(text, &spans)[0]), Some("the Harbour Times"));
    // Where she spoke is none.
    let text = "The mill will close, Ann Orr told the Harbour Times.";
    let spans = [(CONTENT, "The mill will close"), (SOURCE, "Ann Orr"), (CUE, "told"), (OUTLET, "Harbour Times")];
    assert_eq!(via(text, &run(text, &spans)[0]), None);
    // The outlet's own report needs no other.
    let text = "The mill will close, the Harbour Times reported.";
    let spans =
        [(CONTENT, "The mill will close"), (SOURCE, "the Harbour Times"), (CUE, "reported"), (OUTLET, "Harbour Times")];
    assert_eq!(via(text, &run(text, &spans)[0]), None);
}

#[test]
fn documents_come_through_who_has_seen_them() {
    let text = "The mill will close, according to a memo seen by the Harbour Times.";
    let spans = [
        (CONTENT, "The mill will close"),
        (CUE, "according to"),
        (SOURCE, "a memo seen by the Harbour Times"),
        (OUTLET, "Harbour Times"),
    ];
    assert_eq!(via(text, &run(text, &spans)[0]), Some("the Harbour Times"));
    let text = "In a letter obtained by the Harbour Times, Orr called it a shame.";
    let spans = [(SOURCE, "Orr"), (CUE, "called"), (CONTENT, "it a shame"), (OUTLET, "Harbour Times")];
    assert_eq!(via(text, &run(text, &spans)[0]), Some("the Harbour Times"));
}

#[test]
fn whom_an_outlet_cites_beside_another_claim_is_none() {
    let text = "Orr told aides that she will go, the Harbour Times said, citing three people.";
    let spans = [
        (SOURCE, "Orr"),
        (CUE, "told aides"),
        (CONTENT, "that she will go"),
        (SOURCE, "the Harbour Times"),
        (CUE, "citing"),
        (CONTENT, "three people"),
    ];
    let found = run(text, &spans);
    assert_eq!(found.len(), 1);
    assert_eq!((said(text, &found[0])[0], via(text, &found[0])), ("that she will go", Some("the Harbour Times")));
}

#[test]
fn what_is_said_inside_a_content_is_taken_out() {
    let text = "“We never agreed to it,” Tom Vale said, according to a transcript.";
    let spans = [
        (CONTENT, "“We never agreed to it,” Tom Vale said"),
        (CUE, "according to"),
        (SOURCE, "a transcript"),
        (PERSON, "Tom Vale"),
    ];
    let found = &run(text, &spans)[0];
    assert_eq!(said(text, found), ["“We never agreed to it,”"]);
    assert_eq!(found.source.map(|span| span.slice(text)), Some("Tom Vale"));
    assert_eq!(found.cue.map(|span| span.slice(text)), Some("said"));
    assert_eq!(via(text, found), Some("a transcript"));
    let text = "Kell was quoted by the news agency as saying that it rained.";
    let spans = [
        (CONTENT, "Kell"),
        (CUE, "was quoted"),
        (SOURCE, "the news agency"),
        (CONTENT, "as saying that it rained"),
        (PERSON, "Kell"),
    ];
    let found = &run(text, &spans)[0];
    assert_eq!(said(text, found), ["it rained"]);
    assert_eq!(found.source.map(|span| span.slice(text)), Some("Kell"));
    assert_eq!(via(text, found), Some("the news agency"));
}
