//! One opened input: its path as the tables give it, its size if known, and a buffered stream of its bytes.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding};

use super::{Failure, Status};

/// A stream that can be read line by line and handed to another thread.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// Bytes read at a time.
const BUFFER: usize = 64 * 1024;

/// An input ready to be read.
pub(super) struct Source {
    /// The path relative to the input root; the document's id if it has no other.
    pub(super) path: String,
    /// Size in bytes, where the system knows it.
    pub(super) size: Option<u64>,
    /// What is left to read.
    pub(super) bytes: Bytes,
}

impl Source {
    /// A source of no known size.
    pub(super) fn new(path: String, stream: impl Read + Send + 'static) -> Self {
        Self { path, size: None, bytes: Box::new(BufReader::with_capacity(BUFFER, stream)) }
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
            Ok((opened, size)) => Ok(Self { size: Some(size), ..Self::new(path, opened) }),
            Err(error) => Err(Box::new(Failure::io(path, &error))),
        }
    }

    /// The extension of the path, in lower case, without its dot; empty if there is none.
    pub(super) fn extension(&self) -> String {
        extension(&self.path)
    }

    /// The next `count` bytes, or fewer at the end; they stay to be read.
    pub(super) fn peek(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        (&mut self.bytes).take(count).read_to_end(&mut head)?;
        self.put_back(head.clone());
        Ok(head)
    }

    /// The bytes up to the end of the first line that is not blank, `limit` at most; they stay to be read.
    pub(super) fn peek_line(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        let mut rest = (&mut self.bytes).take(limit);
        while rest.read_until(b'\n', &mut head)? > 0 && head.iter().all(u8::is_ascii_whitespace) {}
        self.put_back(head.clone());
        Ok(head)
    }

    fn put_back(&mut self, head: Vec<u8>) {
        let rest = std::mem::replace(&mut self.bytes, Box::new(io::empty()));
        self.bytes = Box::new(Cursor::new(head).chain(rest));
    }

    /// From here on, the bytes are given in UTF-8, as if the file had been written in it.
    pub(super) fn transcode(&mut self, encoding: &'static Encoding) {
        let rest = std::mem::replace(&mut self.bytes, Box::new(io::empty()));
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
