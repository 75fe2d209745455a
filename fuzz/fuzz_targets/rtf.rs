//! The reader of Rich Text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("text.rtf", &[b"{\\rtf1", bytes].concat());
});
