//! The splitting of exports of news databases.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("export.txt", &[b"Document 1 of 2\n\nShe said no.\n\n", bytes].concat());
});
