//! Time expressions: their laws hold on any text, with and without a day of publication, which any text and name may tell.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::{dates, sentences, text};

fuzz_target!(|words: &str| {
    let sections = text::sections(words);
    let sentences = sentences::split(words, &sections);
    let (day, source) = dates::published(dates::Evidence {
        text: words,
        sections: &sections,
        sentences: &sentences,
        metadata: None,
        url: Some(words),
        path: Some(words),
        given: None,
    });
    assert_eq!(day.is_none(), source == dates::PublishedSource::None);
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
