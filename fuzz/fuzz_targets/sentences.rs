//! Paragraphs and sentences: their laws hold on any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::{sentences, text};

fuzz_target!(|words: &str| {
    let sections = text::sections(words);
    let mut covered = vec![false; words.len()];
    let mut end = 0;
    for paragraph in &sections.paragraphs {
        assert!(paragraph.span.start() >= end && !paragraph.span.is_empty());
        end = paragraph.span.end();
        assert_eq!(paragraph.span.slice(words).trim(), paragraph.span.slice(words));
    }
    end = 0;
    for sentence in sentences::split(words, &sections) {
        assert!(sentence.span.start() >= end && !sentence.span.is_empty());
        end = sentence.span.end();
        assert!(sections.paragraphs[sentence.paragraph.index()].span.contains(sentence.span));
        assert_eq!(sentence.span.slice(words).trim(), sentence.span.slice(words));
        covered[sentence.span.range()].fill(true);
    }
    // Front matter holds no sentences.
    if let Some(front) = sections.front_matter {
        covered[front.range()].fill(true);
    }
    assert!(words.char_indices().all(|(at, c)| c.is_whitespace() || covered[at]), "no letter is lost");
});
