//! The reader of PDF, in this process.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::panics_may_be_caught();
    sayso_fuzz::read("print.pdf", &[b"%PDF-1.7\n", bytes].concat());
});
