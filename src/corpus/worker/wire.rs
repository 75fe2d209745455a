//! What goes between the two processes: a length of eight bytes, the greatest first, and then so many bytes. A request is
//! two of these, what is asked as JSON and the file itself; a reply is one, JSON.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use super::super::{Options, whole};

/// What is asked about a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// The reader, by the name of its format.
    pub(super) format: String,
    /// The file's extension in lower case.
    pub(super) extension: String,
    /// How it is to be read.
    pub(super) options: Options,
}

/// What is answered.
pub(super) type Reply = Result<Vec<whole::Parsed>, whole::Refusal>;

/// Writes bytes with their length before them.
pub(super) fn write(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_be_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads bytes with their length before them; `None` at the end of the stream.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_be_bytes(length);
    // Not reserved beforehand: the length is no promise.
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 == length {
        Ok(Some(bytes))
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// A value as JSON.
pub(super) fn to_json<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(io::Error::other)
}

/// A value of JSON.
pub(super) fn from_json<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> io::Result<T> {
    serde_json::from_slice(bytes).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut stream = Vec::new();
        write(&mut stream, b"abc").unwrap();
        write(&mut stream, b"").unwrap();
        let mut stream = stream.as_slice();
        assert_eq!(read(&mut stream).unwrap().unwrap(), b"abc");
        assert_eq!(read(&mut stream).unwrap().unwrap(), b"");
        assert!(read(&mut stream).unwrap().is_none());
    }

    #[test]
    fn a_length_that_is_not_kept_is_an_error() {
        assert!(read(&mut [0xFF; 12].as_slice()).is_err());
        assert!(read(&mut [0; 3].as_slice()).unwrap().is_none());
    }
}
