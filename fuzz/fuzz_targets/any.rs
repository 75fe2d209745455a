//! The choice of a reader by a file's first bytes, with the readers that need no more of it: those of Office's old files and
//! of formats that are only named.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::panics_may_be_caught();
    sayso_fuzz::read("file", bytes);
    sayso_fuzz::read("file.doc", &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes].concat());
});
