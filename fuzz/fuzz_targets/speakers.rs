//! The user's list of speakers: any bytes give a list or an error that names the file, and none panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::register::KnownSpeakers;

fuzz_target!(|bytes: &[u8]| {
    for bytes in [bytes.to_vec(), [b"name,aliases,id\n".as_slice(), bytes].concat()] {
        if let Err(error) = KnownSpeakers::parse(&bytes, "list.csv") {
            assert!(error.to_string().starts_with("list.csv, line "), "{error}");
        }
    }
});
