//! ZIP files: what is one document in a package of parts (a Word file, a workbook, an e-book) goes to its own reader, and
//! what is an archive of files is opened by `archive`. Which it is, its table of contents tells, not its name.

use std::io::{self, Read};
use std::sync::Arc;

use zip::result::ZipError;

use super::archive::{self, Directory};
use super::foreign;
use super::unpack::{Budget, Refused};
use crate::corpus::head::Head;
use crate::corpus::reader::{self, Outcomes, Reader, one};
use crate::corpus::source::Source;
use crate::corpus::whole::Refusal;
use crate::corpus::{Failure, Options, Outcome, Status};

/// Opens whatever begins like a ZIP file.
pub(in crate::corpus) struct Package;

/// The format's name in the tables.
pub(in crate::corpus) const FORMAT: &str = "zip";

/// A part that only files of one format have, and the name of their reader.
const MARKS: &[(&str, &str)] = &[
    ("word/document.xml", "docx"),
    // So called by Word for the web.
    ("word/document2.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("META-INF/container.xml", "epub"),
];

/// The same for documents that no reader knows; taken for archives, they would become a row for each of their parts.
const UNREAD: &[(&str, &str)] = &[
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
    ("Index/Document.iwa", "a document of Apple's Pages or Numbers"),
    ("[Content_Types].xml", "an Office document of a rare kind"),
    ("META-INF/MANIFEST.MF", "a Java program"),
    ("AndroidManifest.xml", "an Android program"),
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
        let opened = source.seekable(options.max_unpacked).map_err(|error| explain(&ZipError::Io(error)));
        let directory = match opened.and_then(|archive| Directory::of(archive, options)) {
            Ok(directory) => directory,
            Err(refusal) => return one(Outcome::Failed(source.refuse(refusal).of_format(FORMAT))),
        };
        let has = |part: &str| directory.entries.iter().any(|entry| entry.name == part);
        let mark = MARKS.iter().find(|(part, _)| has(part)).map(|(_, format)| *format);
        if let Some(format) = mark.or_else(|| open_document(&mut source, &directory, options))
            && let Some(reader) = reader::of_format(format)
        {
            return reader.read(source, options);
        }
        if let Some((_, kind)) = UNREAD.iter().find(|(part, _)| has(part)) {
            let message = format!("{kind}, which is not read; save it as a Word document (.docx), PDF or plain text");
            return one(Outcome::Failed(source.refuse((Status::Unsupported, message)).of_format(source.extension())));
        }
        if source.nested {
            return one(Outcome::Failed(source.refuse(foreign::in_an_archive()).of_format(FORMAT)));
        }
        archive::open(source, directory, options)
    }
}

/// The format of an `OpenDocument` file, which names it in a part of its own (`OpenDocument` 1.3, part 2, section 3.3), as far
/// as it has a reader: workbooks and slides have the same parts as texts.
fn open_document(source: &mut Source, directory: &Directory, options: &Options) -> Option<&'static str> {
    let part = directory.entries.iter().find(|entry| entry.name == "mimetype")?;
    let archive = source.seekable(options.max_unpacked).ok()?;
    let mut kind = Vec::new();
    let stream = part.open(archive, &Budget::new(options), options).ok()?;
    stream.take(LONGEST_KIND).read_to_end(&mut kind).ok()?;
    let kind = kind.strip_prefix(b"application/vnd.oasis.opendocument.")?;
    let known: [(&[u8], _); 2] = [(b"text", "odt"), (b"spreadsheet", "xlsx")];
    known.iter().find(|(word, _)| kind.starts_with(word)).map(|&(_, format)| format)
}

/// Bytes of the part that names the kind of an `OpenDocument` file.
const LONGEST_KIND: u64 = 100;

/// Why a ZIP file, or a part of one, cannot be read.
pub(in crate::corpus) fn explain(error: &ZipError) -> Refusal {
    match error {
        ZipError::Io(error) if Refused::of(error).is_some() => {
            let failure = Failure::io("", error);
            (failure.status, failure.message)
        }
        ZipError::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            (Status::TooLarge, "it is larger than --max-unpacked allows; give a higher limit".to_owned())
        }
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            (Status::Encrypted, "it is locked by a password; unlock it and save it again".to_owned())
        }
        error => (Status::Corrupt, format!("it is no sound ZIP file ({error}); it may be cut off, get it again")),
    }
}
