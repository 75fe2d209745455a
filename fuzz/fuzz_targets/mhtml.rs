//! The reader of web pages saved as one file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("page.mhtml", &[b"From: <Saved>\nMIME-Version: 1.0\n", bytes].concat());
});
