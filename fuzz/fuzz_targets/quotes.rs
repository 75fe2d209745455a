//! Quotations: their laws hold on any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::{quotes, text};

fuzz_target!(|words: &str| {
    let found = quotes::find(words, &text::sections(words));
    let mut open: Vec<sayso::span::Span> = Vec::new();
    let mut start = 0;
    for quotation in found {
        assert!(quotation.span.start() >= start, "in order of starts");
        start = quotation.span.start();
        while open.last().is_some_and(|outer| outer.end() <= quotation.span.start()) {
            open.pop();
        }
        assert!(open.last().is_none_or(|outer| outer.contains(quotation.span)), "nested or apart");
        assert_eq!(usize::from(quotation.depth), open.len());
        assert!(quotation.span.contains(quotation.inner));
        assert!(!quotation.inner.slice(words).trim().is_empty());
        open.push(quotation.span);
    }
});
