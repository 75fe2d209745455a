//! One opened input: its path as the tables give it, its size if known, and a buffered stream of its bytes. A file on
//! disk and an entry of an archive are both sources, so that every reader can read both.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use encoding_rs::{CoderResult, Decoder, Encoding};
use tempfile::{NamedTempFile, TempPath};

use super::{Failure, Metadata, Status};

/// A stream that can be read line by line and handed to another thread.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// Bytes read at a time.
const BUFFER: usize = 64 * 1024;

/// A stream in which a reader can go to and fro.
pub(super) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// An input ready to be read.
pub(super) struct Source {
    /// The path relative to the input root, `#entry` added inside an archive; the document's id if it has no other.
    pub(super) path: String,
    /// Whether the user named this very file, and not the folder or archive that holds it.
    pub(super) asked_for: bool,
    /// Whether it lies in an archive, in which no further archive is opened.
    pub(super) nested: bool,
    /// How many containers (archives, mails) it lies in.
    pub(super) depth: u8,
    /// The name that tells its extension, where that is not the path.
    name: Option<String>,
    /// What its container says about it; what it says about itself comes first.
    pub(super) given: Metadata,
    /// The file on disk that holds just these bytes, if there is one.
    file: Option<PathBuf>,
    /// The same for a copy that goes when this value does.
    copy: Option<TempPath>,
    /// Size in bytes, where the system knows it.
    pub(super) size: Option<u64>,
    /// What is left to read.
    pub(super) bytes: Bytes,
}

impl Source {
    /// A source of no known size.
    pub(super) fn new(path: String, stream: impl Read + Send + 'static) -> Self {
        Self {
            path,
            asked_for: false,
            nested: false,
            depth: 0,
            name: None,
            given: Metadata::default(),
            file: None,
            copy: None,
            size: None,
            bytes: Box::new(BufReader::with_capacity(BUFFER, stream)),
        }
    }

    /// The same source, as one that the user named.
    pub(super) fn asked_for(self) -> Self {
        Self { asked_for: true, ..self }
    }

    /// An entry of an archive: `stream` is what lies under `name` in it.
    pub(super) fn entry(&self, name: &str, stream: impl Read + Send + 'static) -> Self {
        Self {
            nested: true,
            depth: self.depth.saturating_add(1),
            name: Some(name.to_owned()),
            ..Self::new(self.inside(name), stream)
        }
    }

    /// What a packed file holds: `stream` is what comes out of it, `name` what it would be called.
    pub(super) fn unpacked(&self, name: &str, stream: impl Read + Send + 'static) -> Self {
        let path = self.path.clone();
        Self { path, asked_for: self.asked_for, given: self.given.clone(), ..self.entry(name, stream) }
    }

    /// The same source under the name that tells what it is, if its own does not.
    pub(super) fn named(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The same source, of which its container says so much.
    pub(super) fn given(self, given: Metadata) -> Self {
        Self { given, ..self }
    }

    /// Opens `file`, which the tables call `path`.
    ///
    /// # Errors
    /// The row to write instead, if it is gone, may not be read or is no longer a file.
    pub(super) fn open(file: &Path, path: String) -> Result<Self, Box<Failure>> {
        // Looked at before it is opened, because opening a pipe waits for somebody to write into it.
        let opened = std::fs::metadata(file).and_then(|metadata| {
            if metadata.is_file() {
                Ok((File::open(file)?, metadata.len()))
            } else {
                Err(io::Error::other("not a file"))
            }
        });
        match opened {
            Ok((opened, size)) => Ok(Self { file: Some(file.to_owned()), size: Some(size), ..Self::new(path, opened) }),
            Err(error) => Err(Box::new(Failure::io(path, &error))),
        }
    }

    /// The path of something inside: `news.zip#a.txt`.
    pub(super) fn inside(&self, name: &str) -> String {
        format!("{}#{name}", self.path)
    }

    /// The same bytes as a stream in which one can go to and fro: the file itself, or a copy in a temporary file if the
    /// bytes come from elsewhere. Nothing may have been read yet, apart from what was put back; all of it stays to be read.
    ///
    /// # Errors
    /// What the system says, and [`io::ErrorKind::FileTooLarge`] for a copy of more than `limit` bytes.
    pub(super) fn seekable(&mut self, limit: u64) -> io::Result<Box<dyn ReadSeek>> {
        if self.file.is_none() {
            let mut copy = NamedTempFile::new()?;
            if io::copy(&mut (&mut self.bytes).take(limit.saturating_add(1)), &mut copy)? > limit {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            let path = copy.into_temp_path();
            self.bytes = Box::new(BufReader::with_capacity(BUFFER, File::open(&path)?));
            self.file = Some(path.to_path_buf());
            self.copy = Some(path);
        }
        let file = self.file.as_deref().unwrap_or(Path::new(""));
        // A small buffer: who goes to and fro throws away most of a large one.
        Ok(Box::new(BufReader::new(File::open(file)?)))
    }

    /// Its name, with the folders that it lies in.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.path)
    }

    /// The extension of the name, in lower case, without its dot; empty if there is none.
    pub(super) fn extension(&self) -> String {
        extension(self.name())
    }

    /// All that is left to read; nothing stays.
    pub(super) fn take_bytes(&mut self) -> Bytes {
        std::mem::replace(&mut self.bytes, Box::new(io::empty()))
    }

    /// The next `count` bytes, or fewer at the end or before an error; they stay to be read, and so does the error.
    pub(super) fn peek(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        let error = match (&mut self.bytes).take(count).read_to_end(&mut head) {
            Err(error) if head.is_empty() => return Err(error),
            other => other.err(),
        };
        let rest = self.take_bytes();
        // Lines before the place where a packed file is cut off are sound.
        let rest: Bytes = if error.is_some() { Box::new(BufReader::new(Broken(error)).chain(rest)) } else { rest };
        self.bytes = Box::new(Cursor::new(head.clone()).chain(rest));
        Ok(head)
    }

    /// From here on, the bytes are given in UTF-8, as if the file had been written in it.
    pub(super) fn transcode(&mut self, encoding: &'static Encoding) {
        let rest = self.take_bytes();
        let decoder = encoding.new_decoder_with_bom_removal();
        let transcoder = Transcoder { rest, decoder, ended: false };
        self.bytes = Box::new(BufReader::with_capacity(BUFFER, transcoder));
    }

    /// The row for an error that came up while reading.
    pub(super) fn failure(&self, error: &io::Error) -> Failure {
        Failure::io(self.path.clone(), error)
    }

    /// The row for a source as a whole.
    pub(super) fn refuse(&self, (status, message): (Status, String)) -> Failure {
        Failure::new(self.path.clone(), status, message)
    }
}

/// The extension of a path as the tables give it, in lower case; empty if there is none.
pub(super) fn extension(path: &str) -> String {
    Path::new(path).extension().map_or_else(String::new, |extension| extension.to_string_lossy().to_lowercase())
}

/// Gives an error once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Turns a stream of another encoding into UTF-8 on the fly, so that lines can be told apart by a single byte.
struct Transcoder {
    rest: Bytes,
    decoder: Decoder,
    ended: bool,
}

impl Read for Transcoder {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // It is only ever read through a `BufReader` of `BUFFER` bytes; a decoder cannot go on without room for one
        // character and its state.
        if into.len() < 16 {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the buffer is too small to decode into"));
        }
        while !self.ended {
            let input = self.rest.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, into, last);
            self.rest.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
