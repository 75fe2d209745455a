//! The reader of archives: the bytes of a ZIP file, and a sound one that holds them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("files.zip", &[b"PK\x03\x04", bytes].concat());
    sayso_fuzz::read("files.zip", &sayso_fuzz::package(&[("a.txt", b"She said no."), ("b/c.html", bytes)]));
});
