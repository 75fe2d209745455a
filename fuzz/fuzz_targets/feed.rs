//! The reader of RSS and Atom feeds.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("news.rss", &[b"<rss><channel>", bytes].concat());
});
