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
    let tags = Tags { words, attribution, links, ..Tags::default() };
    attribute(Input {
        text,
        sections: &sections,
        sentences: &sentences,
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
