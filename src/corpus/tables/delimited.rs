//! CSV and its kin: tables as text, one article a row, the columns known by the names in the header. What parts the cells
//! is found out: commas, semicolons, tabs or bars. Rows are read one at a time.

use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};
use serde_json::Value;

use super::records::{Records, Row};
use super::table::{self, Columns};
use crate::corpus::head::Head;
use crate::corpus::reader::{Outcomes, Reader, one, with_text};
use crate::corpus::source::Source;
use crate::corpus::{Article, Failure, FieldMap, Options, Outcome, Status, decode, sniff};

/// Reads tables of text.
pub(in crate::corpus) struct Delimited {
    format: &'static str,
    extensions: &'static [&'static str],
    /// What parts the cells where nothing tells.
    usual: u8,
}

/// Cells parted by commas, semicolons or bars.
pub(in crate::corpus) const CSV: Delimited = Delimited { format: "csv", extensions: &["csv"], usual: b',' };

/// Cells parted by tabs.
pub(in crate::corpus) const TSV: Delimited = Delimited { format: "tsv", extensions: &["tsv", "tab"], usual: b'\t' };

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows of the head that are looked at.
const FIRST: usize = 30;

impl Reader for Delimited {
    fn format(&self) -> &'static str {
        self.format
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    /// Whether the first line names several parts of an article, the text among them, and nothing else is in doubt: the
    /// next row has as many cells.
    fn recognises(&self, head: &Head) -> bool {
        let start = head.start();
        let first = start.lines().next().unwrap_or_default();
        let parted = |delimiter: &&u8| first.contains(char::from(**delimiter));
        if first.len() > 2000 || !DELIMITERS.iter().any(|delimiter| parted(&delimiter)) {
            return false;
        }
        let names = FieldMap::default();
        DELIMITERS.iter().filter(parted).filter(|&&delimiter| (delimiter == b'\t') == (self.usual == b'\t')).any(
            |&delimiter| {
                let rows = first_rows(start, delimiter);
                let slices: Vec<_> = rows.iter().map(Vec::as_slice).collect();
                Columns::find(&slices, &names).is_some_and(|(at, columns)| {
                    at == 0 && columns.known() >= 2 && rows.get(1).is_some_and(|row| row.len() == columns.count())
                })
            },
        )
    }

    fn is_text(&self) -> bool {
        true
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let refused = |failure: Failure| one(Outcome::Failed(failure.of_format(self.format)));
        let head = match Head::of(&mut source) {
            Ok(head) => head,
            Err(error) => return refused(source.failure(&error)),
        };
        let Some(text) = &head.text else {
            let reason = sniff::not_text(&head.bytes).unwrap_or((Status::Corrupt, "it is no text".to_owned()));
            return refused(source.refuse(reason));
        };
        let marked = Encoding::for_bom(&head.bytes).map(|(encoding, _)| encoding);
        let encoding = marked.or_else(|| sniff::bare_utf16(&head.bytes));
        if let Some(encoding) = encoding.filter(|&encoding| encoding != UTF_8) {
            source.transcode(encoding);
        }
        let guessed = decode::decode_unmarked(head.bytes.clone()).encoding;
        let guessed = Encoding::for_label(guessed.as_bytes()).filter(|&guessed| encoding.is_none() && guessed != UTF_8);
        let delimiter = delimiter(text, self.usual, &options.fields);
        let mut rows = Rows {
            format: self.format,
            path: source.path,
            records: Records::new(source.bytes, delimiter, options.limit()),
            options: Arc::clone(options),
            encoding,
            guessed,
            columns: None,
            waiting: VecDeque::new(),
            any: false,
            ended: false,
        };
        rows.begin();
        Box::new(rows)
    }
}

/// What parts the cells of a table that begins so: what gives the most columns that are known, else the most columns.
fn delimiter(text: &str, usual: u8, names: &FieldMap) -> u8 {
    // Excel understands, and some programs write, a first line like `sep=;`.
    if let Some(rest) = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &text[4..])
        && let Some(&delimiter) = rest.as_bytes().first().filter(|byte| DELIMITERS.contains(byte))
    {
        return delimiter;
    }
    let score = |&delimiter: &u8| {
        let rows = first_rows(text, delimiter);
        let slices: Vec<_> = rows.iter().map(Vec::as_slice).collect();
        let known = Columns::find(&slices, names).map_or(0, |(_, columns)| columns.known());
        // Commas in prose give rows of all lengths.
        let width = rows.first().map_or(0, Vec::len);
        let even = rows.iter().filter(|row| row.len() == width).count() * 2 > rows.len();
        (known, if even { width } else { 0 }, delimiter == usual)
    };
    DELIMITERS.into_iter().max_by_key(score).unwrap_or(usual)
}

/// The first rows of a text.
fn first_rows(text: &str, delimiter: u8) -> Vec<Vec<Value>> {
    let mut records = Records::new(Box::new(Cursor::new(text.as_bytes().to_vec())), delimiter, text.len() as u64);
    let cells = |row: Row| row.cells.map(|cells| cells.into_iter().map(|cell| string(&cell)).collect());
    std::iter::from_fn(|| records.next().ok().flatten()).filter_map(cells).take(FIRST).collect()
}

fn string(cell: &[u8]) -> Value {
    Value::String(String::from_utf8_lossy(cell).trim_start_matches('\u{FEFF}').to_owned())
}

/// A row that can be read.
struct Decoded {
    number: u64,
    cells: Vec<Value>,
    encoding: &'static str,
    remark: Option<String>,
}

/// What comes next.
enum Next {
    Row(Decoded),
    Outcome(Box<Outcome>),
}

/// The articles of one source.
struct Rows {
    format: &'static str,
    path: String,
    records: Records,
    options: Arc<Options>,
    /// The encoding of the whole file, where its first bytes told it.
    encoding: Option<&'static Encoding>,
    /// The encoding of rows that are no UTF-8, if those at the beginning tell one.
    guessed: Option<&'static Encoding>,
    columns: Option<Columns>,
    /// Rows that were looked at to know the columns.
    waiting: VecDeque<Next>,
    any: bool,
    ended: bool,
}

impl Rows {
    /// Looks at the first rows.
    fn begin(&mut self) {
        let mut bytes = 0;
        let mut first = Vec::new();
        while first.len() < table::SAMPLE_ROWS && bytes < table::SAMPLE_BYTES {
            let Some(next) = self.next_row() else { break };
            if let Next::Row(row) = &next {
                bytes += row.cells.iter().filter_map(Value::as_str).map(str::len).sum::<usize>();
            }
            first.push(next);
        }
        let rows: Vec<(usize, &[Value])> = first
            .iter()
            .enumerate()
            .filter_map(|(at, next)| if let Next::Row(row) = next { Some((at, row.cells.as_slice())) } else { None })
            .collect();
        let cells: Vec<_> = rows.iter().map(|(_, cells)| *cells).collect();
        if let Some((at, columns)) = Columns::find(&cells, &self.options.fields) {
            let header = rows[at].0;
            self.columns = Some(columns);
            self.waiting = first
                .into_iter()
                .enumerate()
                .filter(|(at, next)| *at > header || matches!(next, Next::Outcome(_)))
                .map(|(_, next)| next)
                .collect();
            return;
        }
        let message = (!cells.is_empty()).then(|| table::nothing_in(&cells, &self.options.fields));
        self.ended = true;
        match message {
            Some(message) => {
                let failed = self.failed(self.path.clone(), Status::NoText, message);
                self.waiting = VecDeque::from([Next::Outcome(Box::new(failed))]);
            }
            None => self.waiting = first.into(),
        }
    }

    fn failed(&self, path: String, status: Status, message: impl Into<String>) -> Outcome {
        let encoding = self.encoding.or(self.guessed).map_or("", Encoding::name);
        Outcome::Failed(Failure { encoding, ..Failure::new(path, status, message).of_format(self.format) })
    }

    /// The next row that is not blank, from the file.
    fn next_row(&mut self) -> Option<Next> {
        while !self.ended {
            let next = match self.records.next() {
                Ok(Some(row)) => self.look(row),
                Ok(None) => {
                    self.ended = true;
                    None
                }
                Err(error) => {
                    self.ended = true;
                    let failure = Failure::io(self.path.clone(), &error).of_format(self.format);
                    Some(Next::Outcome(Box::new(Outcome::Failed(failure))))
                }
            };
            if next.is_some() {
                return next;
            }
        }
        None
    }

    /// Decodes a row; `None` if it is blank.
    fn look(&self, row: Row) -> Option<Next> {
        let path = format!("{}#{}", self.path, row.number);
        let open = "a quotation mark in it is perhaps never closed";
        let Some(cells) = row.cells.filter(|_| !row.unclosed) else {
            let outcome = if row.unclosed && row.size <= self.options.limit() {
                let message = format!(
                    "line {}: a quotation mark is opened in this row and never closed, so that all the rest of the file \
                     would be one cell; close it, or save the table again",
                    row.line
                );
                self.failed(path, Status::Corrupt, message)
            } else {
                let what = format!("the row that begins in line {}", row.line);
                let mut failure =
                    Failure::too_large(path, &what, Some(row.size), self.options.limit()).of_format(self.format);
                if row.unclosed || row.lines > 100 {
                    failure.message = format!("{}; it has {} lines: {open}", failure.message, row.lines);
                }
                Outcome::Failed(failure)
            };
            return Some(Next::Outcome(Box::new(outcome)));
        };
        let (cells, encoding, remark) = self.decode(&cells);
        // What Excel is told about the file is no row of it.
        let is_note = row.number == 1
            && cells.first().and_then(Value::as_str).is_some_and(|cell| {
                cell.len() <= 5 && cell.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="))
            });
        let blank = is_note || table::is_blank(&cells);
        (!blank).then_some(Next::Row(Decoded { number: row.number, cells, encoding, remark }))
    }

    /// The cells as text, the name of their encoding, and what was lost.
    fn decode(&self, cells: &[Vec<u8>]) -> (Vec<Value>, &'static str, Option<String>) {
        let valid = self.encoding.is_some() || cells.iter().all(|cell| std::str::from_utf8(cell).is_ok());
        if valid {
            let encoding = self.encoding.unwrap_or(UTF_8).name();
            let cells: Vec<_> = cells.iter().map(|cell| string(cell)).collect();
            let lost: usize = cells
                .iter()
                .filter_map(Value::as_str)
                .map(|cell| cell.matches(char::REPLACEMENT_CHARACTER).count())
                .sum();
            let remark = (lost > 0).then(|| {
                format!("{lost} of its characters could not be decoded from {encoding} and stand as \u{FFFD}")
            });
            return (cells, encoding, remark);
        }
        // As a whole, because a single cell tells an encoding badly.
        let joined = cells.join(&b"\n"[..]);
        let decoded = match self.guessed {
            Some(encoding) => decode::decode_as(encoding, joined),
            None => decode::decode_unmarked(joined),
        };
        let encoding = Encoding::for_label(decoded.encoding.as_bytes()).unwrap_or(UTF_8);
        let cells = cells.iter().map(|cell| Value::String(encoding.decode_without_bom_handling(cell).0.into_owned()));
        (cells.collect(), decoded.encoding, decoded.remark())
    }

    fn article(&self, row: Decoded, columns: &Columns) -> Outcome {
        let record = columns.record(&row.cells, &self.options.fields);
        let path = format!("{}#{}", self.path, row.number);
        let id = record.id.unwrap_or_else(|| path.clone());
        match record.text {
            Ok(text) => with_text(Article {
                path,
                metadata: record.metadata,
                format: self.format,
                own_file: false,
                encoding: row.encoding,
                message: record.remarks.into_iter().chain(row.remark).collect::<Vec<_>>().join("; "),
                ..Article::from_text(id, text)
            }),
            Err(reason) => Outcome::Failed(Failure {
                id,
                metadata: record.metadata,
                encoding: row.encoding,
                ..Failure::new(path, Status::NoText, reason).of_format(self.format)
            }),
        }
    }
}

impl Iterator for Rows {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        let next = match self.waiting.pop_front() {
            Some(next) => Some(next),
            None => self.next_row(),
        };
        let outcome = match next {
            Some(Next::Outcome(outcome)) => *outcome,
            Some(Next::Row(row)) => match &self.columns {
                Some(columns) => self.article(row, columns),
                None => return None,
            },
            None if self.any => return None,
            None => {
                let message =
                    "it has no rows, or none but the names of its columns; check how it was saved, or leave it out";
                self.failed(self.path.clone(), Status::Empty, message)
            }
        };
        self.any = true;
        Some(outcome)
    }
}

#[cfg(test)]
mod tests;
