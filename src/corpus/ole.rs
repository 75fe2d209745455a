//! Files of the old Office (Word, Excel and PowerPoint 97-2003, Outlook messages) and new ones under a password: both are
//! compound files (Microsoft, [MS-CFB]), which nobody tells apart by name. Workbooks go to their reader; each of the others
//! gets the row that says what to do with it.

use std::io::Cursor;
use std::sync::Arc;

use super::head::Head;
use super::reader::{Outcomes, Reader, one};
use super::source::Source;
use super::tables::workbook;
use super::whole::{Refusal, bytes};
use super::{Options, Outcome, Status};

/// Names compound files.
pub(super) struct Compound;

/// The first bytes of each ([MS-CFB], section 2.2).
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The size of an entry of the directory, bytes; entries lie at multiples of it, because sectors do ([MS-CFB], section
/// 2.6).
const ENTRY: usize = 128;
/// Where in an entry the length of its name stands, in bytes, the NUL at its end counted.
const LENGTH: std::ops::Range<usize> = 64..66;

/// The stream that holds the whole of a new file under a password.
const LOCKED: &str = "EncryptedPackage";

/// A stream that only one kind of file has, the format, and what it is called.
const KINDS: &[(&str, &str, &str, &str)] = &[
    (
        "WordDocument",
        "doc",
        "a Word file of the old kind (.doc)",
        "open it in Word or LibreOffice and save it as .docx",
    ),
    (
        "PowerPoint Document",
        "ppt",
        "a PowerPoint file (.ppt)",
        "open it in PowerPoint and save its outline as Rich Text (.rtf)",
    ),
    (
        "__properties_version1.0",
        "msg",
        "an Outlook message (.msg)",
        "open it in Outlook and save it as text or as .eml",
    ),
];

impl Reader for Compound {
    fn format(&self) -> &'static str {
        "ole"
    }

    /// None is read, so none is named as if it were.
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(SIGNATURE)
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let extension = source.extension();
        let (format, refusal) = match bytes(&mut source, options.max_file) {
            Ok(bytes) if is_workbook(&bytes) => {
                source.bytes = Box::new(Cursor::new(bytes));
                return workbook::Workbook.read(source, options);
            }
            Ok(bytes) => name(&bytes, &extension),
            Err(refusal) => ("ole", refusal),
        };
        one(Outcome::Failed(source.refuse(refusal).of_format(format)))
    }
}

/// Whether a compound file is a workbook of Excel 97 to 2003, or of Excel 5.
fn is_workbook(bytes: &[u8]) -> bool {
    !has(bytes, LOCKED) && (has(bytes, "Workbook") || has(bytes, "Book"))
}

/// What a compound file is: its format and the row for it.
fn name(bytes: &[u8], extension: &str) -> (&'static str, Refusal) {
    if has(bytes, LOCKED) {
        let format = ["docx", "xlsx", "pptx"].into_iter().find(|known| *known == extension).unwrap_or("ole");
        let message = "it is locked by a password; open it in the program that made it, take the password off and save it \
                       again";
        return (format, (Status::Encrypted, message.to_owned()));
    }
    if let Some((_, format, what, remedy)) = KINDS.iter().find(|(stream, ..)| has(bytes, stream)) {
        return (format, (Status::Unsupported, format!("it is {what}, which is not read; {remedy}")));
    }
    let message = "it is a file of an old Office program, which is not read; open it there and save it as .docx";
    ("ole", (Status::Unsupported, message.to_owned()))
}

/// Whether a compound file has a stream of this name. All places where an entry may lie are looked at rather than the
/// chain of the directory's sectors, which a broken file may bend into a ring.
fn has(bytes: &[u8], stream: &str) -> bool {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = (name.len() + 2) as u16;
    bytes.chunks_exact(ENTRY).any(|entry| entry.starts_with(&name) && entry[LENGTH] == length.to_le_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A compound file whose directory names one stream.
    fn with(stream: &str) -> Vec<u8> {
        let mut bytes = vec![0; 1024];
        bytes[..8].copy_from_slice(SIGNATURE);
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[640..640 + name.len()].copy_from_slice(&name);
        bytes[640 + 64..640 + 66].copy_from_slice(&(name.len() as u16 + 2).to_le_bytes());
        bytes
    }

    #[test]
    fn old_files_are_told_from_locked_ones() {
        for (stream, format, status, word) in [
            ("EncryptedPackage", "docx", Status::Encrypted, "password"),
            ("WordDocument", "doc", Status::Unsupported, "save it as .docx"),
            ("Bookmarks", "ole", Status::Unsupported, "old Office"),
        ] {
            let (named, (found, message)) = name(&with(stream), "docx");
            assert_eq!((named, found), (format, status), "{stream}");
            assert!(message.contains(word), "{message}");
        }
        assert!(is_workbook(&with("Workbook")) && is_workbook(&with("Book")));
        assert!(!is_workbook(&with("WordDocument")) && !is_workbook(&with("EncryptedPackage")));
    }

    proptest! {
        #[test]
        fn any_bytes_are_named(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            prop_assert!(!name(&bytes, "doc").1.1.is_empty());
        }
    }
}
