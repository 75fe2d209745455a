//! What is known of a source before it is read: its first bytes, as text where they are text, and its extension. Formats
//! are recognised by the bytes; the extension only decides between kinds of text that look alike.

use encoding_rs::Encoding;

use super::source::Source;
use super::{decode, sniff};

/// Bytes looked at. Enough for the front of a web page or a mail, and for the first names in an archive.
pub(super) const HEAD: u64 = 64 * 1024;

/// The front of a source.
#[derive(Debug)]
pub(super) struct Head {
    /// The first [`HEAD`] bytes, or all if there are fewer.
    pub(super) bytes: Vec<u8>,
    /// The same as text, without a byte-order mark; `None` if they are no text. A character cut in two at the end is
    /// U+FFFD.
    pub(super) text: Option<String>,
    /// The extension in lower case, without its dot; empty if there is none.
    pub(super) extension: String,
    /// Whether the source goes on behind these bytes.
    pub(super) cut: bool,
}

impl Head {
    /// Looks at a source; its bytes stay to be read.
    ///
    /// # Errors
    /// What the system says when it cannot be read.
    pub(super) fn of(source: &mut Source) -> std::io::Result<Self> {
        let bytes = source.peek(HEAD)?;
        let cut = bytes.len() as u64 == HEAD;
        // UTF-16 is full of NUL bytes, so it must be told from binary files first; the mark of UTF-32 starts like its
        // own.
        let marked = sniff::signature(&bytes).is_none() && Encoding::for_bom(&bytes).is_some();
        let text = if marked {
            Some(decode::decode(bytes.clone()).text)
        } else if let Some(encoding) = sniff::bare_utf16(&bytes) {
            Some(decode::decode_as(encoding, bytes.clone()).text)
        } else if sniff::not_text(&bytes).is_none() {
            Some(decode::decode_unmarked(bytes.clone()).text)
        } else {
            None
        };
        Ok(Self { bytes, text, extension: source.extension(), cut })
    }

    /// The text from its first character that is no white space; empty if it is no text.
    pub(super) fn start(&self) -> &str {
        self.text.as_deref().unwrap_or_default().trim_start()
    }
}
