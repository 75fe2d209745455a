//! The reader of Word files: a sound package with any document in it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read(
        "text.docx",
        &sayso_fuzz::package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bytes)]),
    );
});
