//! ZIP files: what is one document in a package of parts (a Word file, a workbook, an e-book) goes to its own reader, and
//! what is an archive of files is opened by `archive`. Which it is, its table of contents tells, not its name.

use std::io::{self, Read, Seek};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::head::Head;
use super::reader::{self, Outcomes, Reader, one};
use super::source::Source;
use super::{Options, Outcome, Status};

/// Opens whatever begins like a ZIP file.
pub(super) struct Package;

const FORMAT: &str = "zip";

/// A part that only files of one format have, and the name of their reader.
const MARKS: &[(&str, &str)] = &[
    ("word/document.xml", "docx"),
    // So called by Word for the web.
    ("word/document2.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("META-INF/container.xml", "epub"),
];

impl Reader for Package {
    fn format(&self) -> &'static str {
        FORMAT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06")
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let opened = source.seekable(options.max_unpacked).map_err(ZipError::Io).and_then(ZipArchive::new);
        let mut archive = match opened {
            Ok(archive) => archive,
            Err(error) => return one(Outcome::Failed(source.refuse(explain(&error)).of_format(FORMAT))),
        };
        let mark = MARKS.iter().find(|(part, _)| archive.index_for_name_raw(part.as_bytes()).is_some());
        if let Some(format) = mark.map(|(_, format)| *format).or_else(|| open_document(&mut archive))
            && let Some(reader) = reader::of_format(format)
        {
            return reader.read(source, options);
        }
        let message = "archives of files are not read yet; unpack it";
        one(Outcome::Failed(source.refuse((Status::Unsupported, message.to_owned())).of_format(FORMAT)))
    }
}

/// The format of an OpenDocument file, which names it in a part of its own (OpenDocument 1.3, part 2, section 3.3), as far
/// as it has a reader: workbooks and slides have the same parts as texts.
fn open_document<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<&'static str> {
    let mut kind = Vec::new();
    archive.by_name("mimetype").ok()?.take(LONGEST_KIND).read_to_end(&mut kind).ok()?;
    let kind = kind.strip_prefix(b"application/vnd.oasis.opendocument.")?;
    let known: [(&[u8], _); 2] = [(b"text", "odt"), (b"spreadsheet", "xlsx")];
    known.iter().find(|(word, _)| kind.starts_with(word)).map(|&(_, format)| format)
}

/// Bytes of the part that names the kind of an OpenDocument file.
const LONGEST_KIND: u64 = 100;

/// Why a ZIP file, or a part of one, cannot be read.
pub(super) fn explain(error: &ZipError) -> (Status, String) {
    match error {
        ZipError::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            (Status::TooLarge, "it is larger than --max-unpacked allows; give a higher limit".to_owned())
        }
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            (Status::Encrypted, "it is locked by a password; unlock it and save it again".to_owned())
        }
        error => (Status::Corrupt, format!("it is no sound ZIP file ({error}); it may be cut off, get it again")),
    }
}
