//! The readers by way of standard input, whatever they take the bytes for: decoding, telling text from other things.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use sayso::corpus::{self, Options, Outcome};

fuzz_target!(|bytes: &[u8]| {
    let options = Options { max_bytes: 1 << 16, ..Options::default() };
    let documents =
        corpus::read_with_stdin(&["-".into()], &options, Cursor::new(bytes.to_vec())).expect("- always exists");
    let mut any = false;
    for outcome in documents {
        any = true;
        if let Outcome::Article(article) = outcome {
            assert!(article.text.chars().any(char::is_alphabetic), "an article holds a letter");
            assert!(!article.encoding.is_empty());
        }
    }
    assert!(any, "every input is a row");
});
