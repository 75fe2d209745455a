//! Mails: single ones, mailboxes, and web pages saved in the form of one (MHTML).

mod content;
pub(super) mod eml;
mod header;
pub(super) mod mbox;
pub(super) mod mhtml;
pub(super) mod mime;
