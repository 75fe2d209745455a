//! Archives that are not opened: known by their first bytes, so that the row names the remedy. Also what is said of an
//! archive inside another one.

use std::sync::Arc;

use crate::corpus::head::Head;
use crate::corpus::reader::{Outcomes, Reader, one};
use crate::corpus::source::Source;
use crate::corpus::{Options, Outcome, Status};

/// Recognises what it cannot open.
pub(in crate::corpus) struct Foreign;

/// Where the mark stands, the mark, and what the archive is called.
const KINDS: &[(usize, &[u8], &str)] = &[
    (0, b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (0, b"Rar!\x1A\x07", "a RAR archive"),
    (0, b"\xFD7zXZ\0", "an xz archive"),
    (0, b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"MSCF\0\0\0\0", "a Windows cabinet"),
];

impl Reader for Foreign {
    fn format(&self) -> &'static str {
        "archive"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognises(&self, head: &Head) -> bool {
        kind(&head.bytes).is_some()
    }

    fn read(&self, mut source: Source, _: &Arc<Options>) -> Outcomes {
        let head = source.peek(512).unwrap_or_default();
        let refusal = if source.nested {
            in_an_archive()
        } else {
            let what = kind(&head).unwrap_or("an archive of another kind");
            let message = format!("{what}, which is not opened; unpack it and give the folder, or pack it as .zip");
            (Status::Unsupported, message)
        };
        let extension = source.extension();
        one(Outcome::Failed(source.refuse(refusal).of_format(extension)))
    }
}

fn kind(bytes: &[u8]) -> Option<&'static str> {
    // A bzip2 file says its block size behind the mark, and then the first digits of pi.
    if bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59") {
        return Some("a bzip2 archive");
    }
    let found = KINDS.iter().find(|(place, mark, _)| bytes.get(*place..).is_some_and(|rest| rest.starts_with(mark)));
    found.map(|(_, _, kind)| *kind)
}

/// What is said of an archive inside another one. One level is what people make; more is what bombs are made of.
pub(in crate::corpus) fn in_an_archive() -> (Status, String) {
    (Status::Unsupported, "an archive inside an archive; unpack it".to_owned())
}
