//! The readers of mails and of boxes of them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sayso_fuzz::read("mail.eml", &[b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n", bytes].concat());
    sayso_fuzz::read(
        "mail.mbox",
        &[b"From a@b.example Fri May  2 10:00:00 2025\nSubject: x\nFrom: a@b.example\n", bytes].concat(),
    );
});
