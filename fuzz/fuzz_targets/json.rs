//! The readers of JSON, of whole files and of lines.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("news.json", bytes);
});
