//! The reader of OpenDocument texts.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    sayso_fuzz::read("text.odt", &sayso_fuzz::package(&[("mimetype", kind), ("content.xml", bytes)]));
});
