//! Web archives (WARC, ISO 28500; versions 1.0 and 1.1): what a crawler wrote down, one record behind the other. Pages and
//! documents among the answers of servers are sources of their own, under the record's number, with the address that
//! they came from. Scripts, pictures, requests and the crawler's own notes are passed by.
//!
//! One record at a time is held. The date of a record is that of the crawl, and never taken for one of publication.

use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;

use super::http::{self, Payload};
use crate::corpus::head::Head;
use crate::corpus::reader::{self, Outcomes, Reader, one};
use crate::corpus::source::{Bytes, Source};
use crate::corpus::{Failure, Metadata, Options, Outcome, Status};

/// Reads web archives.
pub(in crate::corpus) struct Warc;

const FORMAT: &str = "warc";

/// How every record begins (ISO 28500, section 4).
const VERSION: &[u8] = b"WARC/";

/// The longest line of a header that is held, and the most lines.
const LONGEST_LINE: u64 = 64 * 1024;
const MOST_LINES: usize = 200;

/// Bytes of a record that are looked at before it is decided whether it is read.
const FRONT: u64 = 64 * 1024;

impl Reader for Warc {
    fn format(&self) -> &'static str {
        FORMAT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[FORMAT, "wet"]
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(b"WARC/0.") || head.bytes.starts_with(b"WARC/1.")
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let bytes = source.take_bytes();
        Box::new(Records { source, bytes, options: Arc::clone(options), number: 0, ended: false, current: None })
    }
}

/// The documents of a web archive.
struct Records {
    source: Source,
    bytes: Bytes,
    options: Arc<Options>,
    /// Records begun.
    number: u64,
    ended: bool,
    current: Option<Outcomes>,
}

/// The header of a record.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    url: Option<String>,
    media_type: String,
    length: u64,
}

impl Records {
    /// The documents of the next record, none for most; `None` at the end.
    fn record(&mut self) -> io::Result<Option<Outcomes>> {
        let nothing: Outcomes = Box::new(std::iter::empty());
        let mut lost = false;
        loop {
            match self.line()? {
                None => {
                    self.ended = true;
                    return Ok(lost.then(|| self.broken("what follows the last record is none")));
                }
                Some(line) if line.starts_with(VERSION) => break,
                Some(line) => lost |= !line.trim_ascii().is_empty(),
            }
        }
        self.number += 1;
        let Some(header) = self.header()? else {
            return Ok(Some(self.broken("its header names no length")));
        };
        let lost: Outcomes =
            if lost { self.broken("what stands before it is no record, and was passed by") } else { nothing };
        let front = self.take(header.length.min(FRONT))?;
        let whole = front.len() as u64 == header.length.min(FRONT);
        let rest = header.length - header.length.min(FRONT);
        let Some(payload) = wanted(&header, &front).filter(|_| whole) else {
            let passed = io::copy(&mut (&mut self.bytes).take(rest), &mut io::sink())?;
            if !whole || passed < rest {
                return Ok(Some(Box::new(lost.chain(self.cut_off()))));
            }
            return Ok(Some(lost));
        };
        if header.length > self.options.max_file {
            io::copy(&mut (&mut self.bytes).take(rest), &mut io::sink())?;
            let failure = Failure::file_too_large(self.path(), Some(header.length), self.options.max_file);
            return Ok(Some(Box::new(lost.chain(one(Outcome::Failed(failure.of_format(FORMAT)))))));
        }
        let mut body = front;
        body.extend(self.take(rest)?);
        if (body.len() as u64) < header.length {
            return Ok(Some(Box::new(lost.chain(self.cut_off()))));
        }
        let documents = self.document(&header, &payload, &body);
        Ok(Some(Box::new(lost.chain(documents))))
    }

    /// The documents of a record's content.
    fn document(&self, header: &Header, payload: &Payload, body: &[u8]) -> Outcomes {
        let given = Metadata { url: header.url.clone(), ..Metadata::default() };
        let content = match payload.content(body, &self.options) {
            Ok(content) => content,
            Err((status, message)) => {
                let failure = Failure { metadata: given, ..Failure::new(self.path(), status, message) };
                return one(Outcome::Failed(failure.of_format(FORMAT)));
            }
        };
        let entry = self.source.entry(&self.number.to_string(), Cursor::new(content));
        let source = entry.named(format!("page.{}", payload.extension)).given(given);
        reader::read(source, &self.options)
    }

    /// A line, or what is held of it; `None` at the end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        (&mut self.bytes).take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        Ok((!line.is_empty()).then_some(line))
    }

    /// The next `count` bytes, or fewer at the end. Room is made as they come: the count may be a lie.
    fn take(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.bytes).take(count).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The rest of a header; `None` if it has no length.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut header = Header::default();
        let mut length = None;
        for _ in 0..MOST_LINES {
            let Some(line) = self.line()? else { break };
            if line.trim_ascii().is_empty() {
                break;
            }
            let line = String::from_utf8_lossy(&line);
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-type" => value.clone_into(&mut header.media_type),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        header.url = header.url.filter(|url| url.starts_with("http"));
        Ok(length.map(|length| Header { length, ..header }))
    }

    fn path(&self) -> String {
        self.source.inside(&self.number.to_string())
    }

    fn broken(&self, what: &str) -> Outcomes {
        let message = format!("record {}: {what}; get the file again", self.number);
        let failure = Failure::new(self.path(), Status::Corrupt, message).of_format(FORMAT);
        one(Outcome::Failed(failure))
    }

    fn cut_off(&mut self) -> Outcomes {
        self.ended = true;
        self.broken("the file is cut off in it")
    }
}

/// How the content of a record is to be read; `None` if it is passed by.
fn wanted(header: &Header, front: &[u8]) -> Option<Payload> {
    // Crawlers ask every server for its rules.
    let rules = header.url.as_deref().is_some_and(|url| url.ends_with("/robots.txt"));
    match header.kind.as_str() {
        "response" if header.media_type.starts_with("application/http") => http::payload(front).filter(|_| !rules),
        "response" | "resource" | "conversion" => Payload::plain(&header.media_type).filter(|_| !rules),
        _ => None,
    }
}

impl Iterator for Records {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            match self.current.as_mut().and_then(Iterator::next) {
                // The name of the archive tells the day of the crawl.
                Some(outcome) => return Some(outcome.of_many()),
                None if self.ended => return None,
                None => {}
            }
            match self.record() {
                Ok(Some(documents)) => self.current = Some(documents),
                Ok(None) => return None,
                Err(error) => {
                    self.ended = true;
                    return Some(Outcome::Failed(Failure::io(self.path(), &error).of_format(FORMAT)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(kind: &str, media_type: &str, body: &str) -> String {
        let length = body.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{kind}\r\nWARC-Date: 2025-05-05T00:00:00Z\r\n\
             Content-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
    }

    fn read(bytes: &[u8], max_file: u64) -> Vec<Outcome> {
        let source = Source::new("2025-05-05.warc".into(), Cursor::new(bytes.to_vec()));
        Warc.read(source, &Arc::new(Options { max_file, ..Options::default() })).collect()
    }

    fn page(text: &str) -> String {
        record(
            "response",
            "application/http; msgtype=response",
            &format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}"),
        )
    }

    #[test]
    fn pages_are_read_and_the_rest_is_passed_by() {
        let file = [
            record("warcinfo", "application/warc-fields", "software: a"),
            record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
            page("She said no."),
            record("response", "application/http", "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\nGone."),
            record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("conversion", "text/plain", "He said yes."),
        ];
        let outcomes = read(file.concat().as_bytes(), 1000);
        let [Outcome::Article(one), Outcome::Article(two)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert_eq!((one.path.as_str(), one.text.as_str(), one.own_file), ("2025-05-05.warc#3", "She said no.", false));
        assert_eq!(one.metadata.url.as_deref(), Some("https://a.example/response"));
        assert_eq!((two.path.as_str(), two.text.as_str()), ("2025-05-05.warc#6", "He said yes."));
    }

    #[test]
    fn a_broken_record_does_not_stop_the_next() {
        let file = format!(
            "{}WARC/1.0\r\nWARC-Type: response\r\n\r\nrubbish\r\n{}{}",
            page("One."),
            page("Two."),
            page("x".repeat(2000).as_str())
        );
        let outcomes = read(&file.as_bytes()[..file.len() - 9], 100_000);
        let found: Vec<_> = outcomes.iter().map(|outcome| (outcome.id(), outcome.status())).collect();
        assert_eq!(
            found,
            [
                ("2025-05-05.warc#1", Status::Ok),
                ("2025-05-05.warc#2", Status::Corrupt),
                ("2025-05-05.warc#3", Status::Corrupt),
                ("2025-05-05.warc#3", Status::Ok),
                ("2025-05-05.warc#4", Status::Corrupt)
            ]
        );
    }

    #[test]
    fn what_is_too_large_is_passed_over() {
        let file = [page(&"word ".repeat(100)), page("Two.")].concat();
        let statuses: Vec<_> = read(file.as_bytes(), 200).iter().map(Outcome::status).collect();
        assert_eq!(statuses, [Status::TooLarge, Status::Ok]);
    }

    #[test]
    fn lengths_may_lie() {
        let file = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 18446744073709551615\r\n\r\nabc";
        let outcomes = read(file.as_bytes(), 1000);
        assert_eq!(outcomes[0].status(), Status::Corrupt);
    }

    proptest! {
        #[test]
        fn any_lines_give_outcomes(text in "(WARC/1.0\r\n|WARC-Type: response\r\n|Content-Type: application/http\r\n|Content-Length: 9\r\n|\r\n|HTTP/1.1 200 OK\r\n|x){0,30}") {
            for outcome in read(text.as_bytes(), 100) {
                prop_assert!(!outcome.id().is_empty());
            }
        }
    }
}
