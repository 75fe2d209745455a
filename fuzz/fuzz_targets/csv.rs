//! The reader of tables of text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("table.csv", &[b"title,text,date\n", bytes].concat());
});
