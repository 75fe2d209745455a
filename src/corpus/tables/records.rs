//! Rows of a table with cells parted by a character, of bounded length: a row above the limit is counted and passed
//! over, never held, so that a quotation mark that is never closed does no harm.

use std::io::{self, BufRead, ErrorKind};

use csv_core::{ReadRecordResult, ReaderBuilder};

use crate::corpus::source::Bytes;

/// One row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number as spreadsheet programs show it: from 1, blank rows and the header counted.
    pub(super) number: u64,
    /// The line of the file in which it begins, from 1.
    pub(super) line: u64,
    /// How many lines it has.
    pub(super) lines: u64,
    /// Its size in the file, in bytes.
    pub(super) size: u64,
    /// Whether the file ends inside quotation marks.
    pub(super) unclosed: bool,
    /// Its cells; `None` if it exceeds the limit.
    pub(super) cells: Option<Vec<Vec<u8>>>,
}

/// The rows of a stream.
pub(super) struct Records {
    bytes: Bytes,
    parser: csv_core::Reader,
    limit: usize,
    rows: u64,
    lines: u64,
    /// The last byte that was read.
    last: u8,
}

impl Records {
    /// The rows of `bytes`, of up to `limit` bytes each.
    pub(super) fn new(bytes: Bytes, delimiter: u8, limit: u64) -> Self {
        let parser = ReaderBuilder::new().delimiter(delimiter).build();
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Self { bytes, parser, limit, rows: 0, lines: 0, last: 0 }
    }

    /// The next row that has anything in it; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        let (mut output, mut ends) = (vec![0; 4096.min(self.limit.max(16))], vec![0; 64]);
        let (mut written, mut ended, mut over) = (0, 0, false);
        let (mut quotes, mut size, mut begun, mut started) = (0_u64, 0_u64, false, 0);
        loop {
            let input = match self.bytes.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            let at_end = input.is_empty();
            let (result, read, out, fields) =
                self.parser.read_record(input, &mut output[written..], &mut ends[ended..]);
            for &byte in &input[..read] {
                match byte {
                    b'\n' if self.last == b'\r' && !begun => self.lines += 1,
                    b'\n' | b'\r' if !begun => {
                        self.rows += 1;
                        self.lines += u64::from(byte == b'\n');
                    }
                    b'\n' => self.lines += 1,
                    b'\r' => {}
                    _ if !begun => (begun, started) = (true, self.lines),
                    _ => {}
                }
                quotes += u64::from(byte == b'"');
                self.last = byte;
            }
            size += read as u64;
            self.bytes.consume(read);
            (written, ended) = (written + out, ended + fields);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if output.len() < self.limit => {
                    output.resize((output.len() * 2).min(self.limit), 0);
                }
                ReadRecordResult::OutputFull => (over, written) = (true, 0),
                ReadRecordResult::OutputEndsFull if ends.len() < self.limit => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => (over, ended) = (true, 0),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => {
                    self.rows += 1;
                    let mut start = 0;
                    let cells =
                        ends[..ended].iter().map(|&end| output[std::mem::replace(&mut start, end)..end].to_vec());
                    let unclosed = at_end && quotes % 2 == 1;
                    let (number, line, lines) = (self.rows, started + 1, self.lines - started + 1);
                    let cells = if over { None } else { Some(cells.collect()) };
                    return Ok(Some(Row { number, line, lines, size, unclosed, cells }));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{BufReader, Cursor};

    fn rows(text: &[u8], limit: u64, buffer: usize) -> Vec<Row> {
        let bytes = BufReader::with_capacity(buffer, Cursor::new(text.to_vec()));
        let mut records = Records::new(Box::new(bytes), b',', limit);
        std::iter::from_fn(|| records.next().unwrap()).collect()
    }

    fn cells(row: &Row) -> String {
        let cells = row.cells.as_ref().map(|cells| cells.iter().map(|cell| String::from_utf8_lossy(cell)).collect());
        cells.map_or("too long".to_owned(), |cells: Vec<_>| cells.join("|"))
    }

    #[test]
    fn rows_are_numbered_as_spreadsheets_do() {
        for buffer in [1, 3, 100] {
            let rows = rows(b"a,b\r\n\r\n\"x\r\ny\",1\r\n\nlast", 100, buffer);
            let found: Vec<_> = rows.iter().map(|row| (row.number, row.line, cells(row))).collect();
            let expected = [(1, 1, "a|b".to_owned()), (3, 3, "x\r\ny|1".to_owned()), (5, 6, "last".to_owned())];
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn long_rows_are_passed_over() {
        for buffer in [1, 3, 1000] {
            let text = format!("a,b\n\"{}\",1\nc,d\n", "x\n".repeat(100));
            let rows = rows(text.as_bytes(), 20, buffer);
            assert_eq!(rows.iter().map(cells).collect::<Vec<_>>(), ["a|b", "too long", "c|d"]);
            assert_eq!((rows[1].line, rows[1].unclosed, rows[2].line), (2, false, 103));
        }
        let open = rows(b"a,b\n1,\"x\n2,y\n3,z", 100, 7);
        assert!(open[1].unclosed && !open[0].unclosed);
    }

    proptest! {
        #[test]
        fn any_bytes_give_rows(text in proptest::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..200), limit in 0..60_u64) {
            let found = rows(&text, limit, 7);
            prop_assert!(found.iter().map(|row| row.size).sum::<u64>() <= text.len() as u64);
            prop_assert!(found.windows(2).all(|pair| pair[0].number < pair[1].number));
        }
    }
}
