//! Files that hold other files: archives, packages, compressed files, what crawlers wrote down.

mod archive;
pub(super) mod foreign;
pub(super) mod gzip;
mod http;
pub(super) mod package;
pub(super) mod unpack;
pub(super) mod warc;
