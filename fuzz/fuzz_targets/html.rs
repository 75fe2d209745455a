//! The reader of web pages.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("page.html", bytes);
});
