//! Rich Text Format (Microsoft, RTF Specification 1.9.1), as Word, WordPad, TextEdit, LibreOffice and the exports of news
//! archives write it. The reader is our own because those to be had lose text: they take `\'hh` for a Unicode number
//! whatever the code page, know no `\uc`, and print what stands in destinations that they do not know.

mod charset;
mod destination;
mod document;
mod state;
mod tokens;

use super::head::Head;
use super::whole::{File, Parsed, Parser, Refusal};
use super::{Options, Status, properties};

/// Reads RTF files.
pub(super) struct Rtf;

/// What every file begins with, behind a byte-order mark or blanks that some programs put first.
const SIGNATURE: &[u8] = b"{\\rtf";

impl Parser for Rtf {
    fn format(&self) -> &'static str {
        "rtf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn recognises(&self, head: &Head) -> bool {
        start(&head.bytes).is_some()
    }

    fn parse(&self, file: File<'_>, _: &Options) -> Result<Vec<Parsed>, Refusal> {
        let Some(bytes) = start(&file.bytes) else {
            let message = "it does not begin like an RTF file; save it again as RTF, .docx or plain text";
            return Err((Status::Corrupt, message.to_owned()));
        };
        let read = document::read(bytes)?;
        let metadata = properties::confirmed(&read.properties, read.flow.opening());
        let encoding = read.encoding.to_owned();
        let remarks = read.remark.into_iter().map(str::to_owned).collect();
        Ok(vec![Parsed { metadata, encoding, remarks, ..Parsed::of(read.flow.into_text()) }])
    }
}

/// The file from its opening brace on.
fn start(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(SIGNATURE).then_some(bytes)
}

#[cfg(test)]
mod tests;
