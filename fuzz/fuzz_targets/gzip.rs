//! The reader of gzip.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("text.txt.gz", &[b"\x1f\x8b\x08", bytes].concat());
});
