//! Lines of bounded length: a line above the limit is counted and passed over, never held.

use std::io::{self, ErrorKind};

use super::source::Bytes;

/// One line, without its line feed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its bytes; a carriage return before the line feed is kept.
    Whole(Vec<u8>),
    /// It exceeds the limit; its size in bytes.
    TooLong(u64),
}

/// The lines of a stream.
pub(super) struct Lines {
    bytes: Bytes,
    /// The longest line held, in bytes.
    limit: u64,
}

impl Lines {
    /// The lines of `bytes`, of up to `limit` bytes each.
    pub(super) fn new(bytes: Bytes, limit: u64) -> Self {
        Self { bytes, limit }
    }

    /// The next line; `None` at the end. A last line without a line feed counts, an empty one does not.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut size: u64 = 0;
        loop {
            let buffer = match self.bytes.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() && size == 0 {
                return Ok(None);
            }
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            size += part.len() as u64;
            if size <= self.limit {
                line.extend_from_slice(part);
            } else {
                line = Vec::new();
            }
            let ended = end.is_some() || buffer.is_empty();
            let used = part.len() + usize::from(end.is_some());
            self.bytes.consume(used);
            if ended {
                return Ok(Some(if size > self.limit { Line::TooLong(size) } else { Line::Whole(line) }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    fn lines(text: &[u8], limit: u64, buffer: usize) -> Vec<Line> {
        let bytes = BufReader::with_capacity(buffer, Cursor::new(text.to_vec()));
        let mut lines = Lines::new(Box::new(bytes), limit);
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    #[test]
    fn long_lines_are_passed_over() {
        let whole = |text: &str| Line::Whole(text.as_bytes().to_vec());
        for buffer in [1, 2, 7, 100] {
            let expected = [whole("ab\r"), whole(""), Line::TooLong(6), whole("abcde"), whole("z")];
            assert_eq!(lines(b"ab\r\n\nabcdef\nabcde\nz", 5, buffer), expected);
            assert_eq!(lines(b"a\n", 5, buffer), [whole("a")]);
            assert!(lines(b"", 5, buffer).is_empty());
        }
    }
}
