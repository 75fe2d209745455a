//! The reader of JSON Lines, by way of standard input: any bytes give documents with ids of their own, and none panics.
#![no_main]

use std::collections::HashSet;
use std::io::{Cursor, Read};

use libfuzzer_sys::fuzz_target;
use sayso::corpus::{self, Options, Outcome};

fuzz_target!(|bytes: &[u8]| {
    // Standard input is taken for JSON Lines when it begins with an object.
    let first: &[u8] = b"{\"id\": \"first\", \"text\": \"The tower is safe.\"}\n";
    let input = Cursor::new([first, bytes].concat());
    let options = Options { max_bytes: 4096, ..Options::default() };
    let documents = corpus::read_with_stdin(&["-".into()], &options, input.take(1 << 20)).expect("- always exists");
    let mut ids = HashSet::new();
    for outcome in documents {
        assert!(ids.insert(outcome.id().to_owned()), "an id is given twice");
        if let Outcome::Article(article) = outcome {
            assert!(article.text.chars().any(char::is_alphabetic), "an article holds a letter");
        }
    }
});
