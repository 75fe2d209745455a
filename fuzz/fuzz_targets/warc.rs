//! The reader of web archives.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("crawl.warc", &[b"WARC/1.0\r\n", bytes].concat());
});
