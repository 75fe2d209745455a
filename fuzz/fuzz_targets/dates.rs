//! Time expressions: their laws hold on any text, with and without a day of publication.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::{dates, sentences, text};

fuzz_target!(|words: &str| {
    let sentences = sentences::split(words, &text::sections(words));
    for published in [None, Some(jiff::civil::date(2025, 4, 25)), Some(jiff::civil::Date::MAX)] {
        let mut end = 0;
        for found in dates::find(words, &sentences, published) {
            assert!(found.span.start() >= end && !found.span.slice(words).is_empty());
            end = found.span.end();
            assert!(sentences.iter().any(|sentence| sentence.span.contains(found.span)), "inside one sentence");
            assert!(!found.value.is_empty());
            assert!(found.days.is_none_or(|(first, last)| first <= last));
        }
    }
});
