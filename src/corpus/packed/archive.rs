//! Archives of files in the ZIP format (PKWARE APPNOTE 6.3): every file in it is a source of its own. One at a time is
//! unpacked, as a stream; nothing is ever written under its name, so that a name can do no harm.
//!
//! Laws: entries come in the order of the bytes of their names, whoever packed them; one that cannot be read never stops
//! the others; what `directory` holds is bounded by [`MOST_ENTRIES`] and [`MOST_NAMES`].

use std::io::{self, Read, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::CompressionMethod;
use zip::read::Config;
use zip::result::ZipResult;
use zip::unstable::read::ZipIterable;

use super::package::{self, explain};
use super::unpack::{self, Budget, Refused, Unpacked};
use crate::corpus::reader::{self, Outcomes, one};
use crate::corpus::source::{ReadSeek, Source};
use crate::corpus::whole::Refusal;
use crate::corpus::{Failure, Options, Outcome, Status, names};

/// The most entries of an archive.
const MOST_ENTRIES: usize = 1_000_000;

/// The most bytes of all their names.
const MOST_NAMES: usize = 256 * 1024 * 1024;

/// The bytes of a local header without name and extra field (APPNOTE 4.3.7).
const LOCAL_HEADER: u64 = 30;

/// One file in an archive.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name as the tables give it.
    pub(super) name: String,
    /// Where its local header begins, in bytes.
    header: u64,
    /// Its size packed and unpacked, as the table of contents says.
    packed: u64,
    size: u64,
    crc: u32,
    method: CompressionMethod,
    /// Why it is not read, where the table of contents tells.
    refusal: Option<Refusal>,
}

/// The table of contents: the files of an archive, and why it ends before its end, if it does.
pub(super) struct Directory {
    pub(super) entries: Vec<Entry>,
    broken: Option<Refusal>,
}

impl Directory {
    /// Reads the table of contents.
    ///
    /// # Errors
    /// Why there is none to be read.
    pub(super) fn of(archive: Box<dyn ReadSeek>, options: &Options) -> Result<Self, Refusal> {
        let mut contents = ZipIterable::try_new(archive, Config::default()).map_err(|error| explain(&error))?;
        if contents.len() > MOST_ENTRIES {
            let message = format!("it has {} entries, at most {MOST_ENTRIES} are read; split it", contents.len());
            return Err((Status::TooLarge, message));
        }
        let mut entries = Vec::new();
        let mut broken = None;
        let mut names = 0;
        for entry in contents.files().map_err(|error| explain(&error))? {
            let entry = match entry.and_then(|entry| Entry::of(&entry, options)) {
                Ok(entry) => entry,
                Err(error) => {
                    broken = Some(explain(&error));
                    break;
                }
            };
            names += entry.as_ref().map_or(0, |entry| entry.name.len());
            if names > MOST_NAMES {
                return Err((Status::TooLarge, "the names of its entries alone fill the memory; split it".to_owned()));
            }
            entries.extend(entry);
        }
        if overlap(&entries) {
            let message = "its entries overlap, as those of bombs do, and nothing of it is read; pack it again";
            return Err((Status::Corrupt, message.to_owned()));
        }
        Ok(Self { entries, broken })
    }
}

impl Entry {
    /// What the table of contents says; `None` for a folder.
    fn of(entry: &zip::read::ZipFileEntry<'_>, options: &Options) -> ZipResult<Option<Self>> {
        if entry.is_dir() {
            return Ok(None);
        }
        let refusal = refusal(entry, options);
        Ok(Some(Self {
            name: names::cleaned(&entry.name()?),
            header: entry.header_start(),
            packed: entry.compressed_size(),
            size: entry.size(),
            crc: entry.crc32(),
            method: entry.compression(),
            refusal,
        }))
    }

    /// What the entry holds, as a stream.
    ///
    /// # Errors
    /// What the system says, or that the entry is not where it should be.
    pub(super) fn open(
        &self,
        mut archive: Box<dyn ReadSeek>,
        budget: &Budget,
        options: &Options,
    ) -> io::Result<Box<dyn Read + Send>> {
        let broken = || Refused(Status::Corrupt, "the archive is damaged where it should be; get it again".to_owned());
        archive.seek(SeekFrom::Start(self.header))?;
        let mut header = [0; LOCAL_HEADER as usize];
        archive.read_exact(&mut header).map_err(|_| broken().into_error())?;
        if !header.starts_with(b"PK\x03\x04") {
            return Err(broken().into_error());
        }
        // The lengths of the name and of the extra field, which may differ from those in the table of contents.
        let behind: u16 = u16::from_le_bytes([header[26], header[27]]);
        let extra: u16 = u16::from_le_bytes([header[28], header[29]]);
        archive.seek(SeekFrom::Current(i64::from(behind) + i64::from(extra)))?;
        let packed = archive.take(self.packed);
        let stream: Box<dyn Read + Send> = if self.method == CompressionMethod::Stored {
            Box::new(packed)
        } else {
            Box::new(DeflateDecoder::new(packed))
        };
        let checked = Checked { inner: stream, crc: Crc::new(), size: 0, expected: (self.crc, self.size) };
        let count = Arc::new(AtomicU64::new(self.packed));
        Ok(Box::new(Unpacked::new(checked, count, budget.clone(), options)))
    }
}

/// Why an entry is not read, where the table of contents tells.
fn refusal(entry: &zip::read::ZipFileEntry<'_>, options: &Options) -> Option<Refusal> {
    let method = entry.compression();
    if entry.encrypted() {
        let message = "it is locked by a password; unpack the archive and give the folder";
        Some((Status::Encrypted, message.to_owned()))
    } else if entry.unix_mode().is_some_and(|mode| mode & 0o170_000 == 0o120_000) {
        Some((Status::Unsupported, "a symbolic link, which is not followed in archives".to_owned()))
    } else if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
        let message =
            format!("it is packed in a way that is not read ({method:?}); unpack the archive and give the folder");
        Some((Status::Unsupported, message))
    } else {
        let Refused(status, message) = unpack::bomb(entry.compressed_size(), entry.size(), options.max_ratio)?;
        Some((status, message))
    }
}

/// Whether bytes belong to more than one entry: the way in which a few megabytes unpack to petabytes without a packing
/// inside a packing (Fifield, "A better zip bomb", WOOT 2019).
fn overlap(entries: &[Entry]) -> bool {
    let mut places: Vec<_> = entries.iter().map(|entry| (entry.header, entry.packed)).collect();
    places.sort_unstable();
    places.windows(2).any(|two| two[0].0.saturating_add(LOCAL_HEADER).saturating_add(two[0].1) > two[1].0)
}

/// A stream that ends with an error if it is not what was packed.
struct Checked {
    inner: Box<dyn Read + Send>,
    crc: Crc,
    size: u64,
    expected: (u32, u64),
}

impl Read for Checked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.crc.update(&into[..read]);
        self.size += read as u64;
        if read == 0 && !into.is_empty() && (self.crc.sum(), self.size) != self.expected {
            let message = "what comes out is not what was packed (its checksum or its size differs); get it again";
            return Err(Refused(Status::Corrupt, message.to_owned()).into_error());
        }
        Ok(read)
    }
}

/// The documents of an archive with this table of contents.
pub(super) fn open(source: Source, directory: Directory, options: &Arc<Options>) -> Outcomes {
    let mut entries = directory.entries;
    let names: Vec<_> = entries.iter().map(|entry| entry.name.as_str()).collect();
    let mut kept = names::worth_reading(&names).into_iter();
    entries.retain(|_| kept.next().unwrap_or(true));
    entries.sort_by(|one, other| names::compare(&one.name, &other.name).then(one.header.cmp(&other.header)));
    let broken = directory.broken.map(|refusal| source.refuse(refusal).of_format(package::FORMAT));
    if entries.is_empty() && broken.is_none() {
        let refusal = (Status::Empty, "it holds no files to read; look how it was packed, or leave it out".to_owned());
        return one(Outcome::Failed(source.refuse(refusal).of_format(package::FORMAT)));
    }
    Box::new(Entries {
        source,
        left: entries.into_iter(),
        broken,
        current: None,
        budget: Budget::new(options),
        options: Arc::clone(options),
    })
}

/// The documents of an archive, read as they are asked for.
struct Entries {
    source: Source,
    left: std::vec::IntoIter<Entry>,
    broken: Option<Failure>,
    current: Option<Outcomes>,
    budget: Budget,
    options: Arc<Options>,
}

impl Entries {
    fn open(&mut self, mut entry: Entry) -> Outcomes {
        let failed =
            |failure: Failure| one(Outcome::Failed(failure.of_format(crate::corpus::source::extension(&entry.name))));
        let path = self.source.inside(&entry.name);
        if let Some((status, message)) = entry.refusal.take() {
            return failed(Failure::new(path, status, message));
        }
        let archive = self.source.seekable(self.options.max_unpacked);
        match archive.and_then(|archive| entry.open(archive, &self.budget, &self.options)) {
            Err(error) => failed(Failure::io(path, &error)),
            Ok(stream) => {
                let mut source = self.source.entry(&entry.name, stream);
                source.size = Some(entry.size);
                reader::read(source, &self.options)
            }
        }
    }
}

impl Iterator for Entries {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.current.as_mut().and_then(Iterator::next) {
                return Some(outcome);
            }
            let Some(entry) = self.left.next() else {
                return self.broken.take().map(Outcome::Failed);
            };
            if self.budget.is_spent() {
                self.left = Vec::new().into_iter();
                let Refused(status, message) = self.budget.refusal();
                return Some(Outcome::Failed(self.source.refuse((status, message)).of_format(package::FORMAT)));
            }
            self.current = Some(self.open(entry));
        }
    }
}

#[cfg(test)]
mod tests;
