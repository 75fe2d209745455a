//! The parts of a document that is a ZIP file: one of them unpacked at a time, under a limit for all of them together
//! and under a limit for how much may come out of how little, so that a bomb never unfolds.

use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

use super::outcome::bytes as size;
use super::packed::package::explain;
use super::whole::Refusal;
use super::{Options, Status, decode};

/// What comes out of any part, however small it is packed: below that, a ratio says nothing.
const ALWAYS: u64 = 1024 * 1024;

/// An opened document.
pub(super) struct Parts {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    limit: u64,
    left: u64,
    ratio: u64,
}

impl Parts {
    /// Opens the ZIP file that `bytes` are.
    ///
    /// # Errors
    /// If they are no sound ZIP file.
    pub(super) fn open(bytes: Vec<u8>, options: &Options) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| explain(&error))?;
        Ok(Self { archive, limit: options.max_file, left: options.max_file, ratio: options.max_ratio })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name_raw(name.as_bytes()).is_some()
    }

    /// A part as text; `None` if there is none of that name.
    ///
    /// # Errors
    /// If it is broken, locked, or unpacks to more than the limits allow.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(index) = self.archive.index_for_name_raw(name.as_bytes()) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(|error| explain(&error))?;
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            let message = format!(
                "its part {name} is packed by a method that is not read; open it in the program that made it and save it \
                 again"
            );
            return Err((Status::Unsupported, message));
        }
        let by_ratio = entry.compressed_size().saturating_mul(self.ratio).max(ALWAYS);
        let limit = by_ratio.min(self.left);
        let mut bytes = Vec::new();
        if let Err(error) = entry.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
            let message =
                format!("its part {name} is broken ({error}); the file may have been cut off or changed, get it again");
            return Err((Status::Corrupt, message));
        }
        if bytes.len() as u64 > limit {
            let message = if by_ratio < self.left {
                format!(
                    "its part {name} unpacks to more than {} times its packed size, as if to fill the memory; if it is \
                     sound, give --max-ratio a higher limit",
                    self.ratio
                )
            } else {
                format!("it unpacks to more than {}; give --max-file-size a higher limit", size(self.limit))
            };
            return Err((Status::TooLarge, message));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(decode::decode(bytes).text))
    }
}
