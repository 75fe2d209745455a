//! JSON Lines (jsonlines.org): one object a line, one article an object; or the reply of a news service a line, with
//! several. Lines are read one at a time; a broken or overlong one becomes a row of its own and the next goes on.

use std::collections::VecDeque;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use super::document::in_line;
use crate::corpus::decode::{self, Decoded};
use crate::corpus::fields::Record;
use crate::corpus::head::Head;
use crate::corpus::json::{self, Broken};
use crate::corpus::lines::{Line, Lines};
use crate::corpus::reader::{Outcomes, Reader, one, with_text};
use crate::corpus::source::Source;
use crate::corpus::{Article, Failure, Options, Outcome, Status, sniff};

/// Reads JSON Lines.
pub(in crate::corpus) struct JsonLines;

const FORMAT: &str = "jsonl";

/// Bytes looked at to tell the encoding, and text from other things.
const HEAD: u64 = 4096;

impl Reader for JsonLines {
    fn format(&self) -> &'static str {
        FORMAT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    /// Whether the first line that is not blank is an object, or starts like one and is longer than what was looked at.
    /// A file called `.json` has to have a second line that begins with one: alone, it is a document.
    fn recognises(&self, head: &Head) -> bool {
        let mut lines = head.start().lines().filter(|line| !line.trim().is_empty());
        let line = lines.next().unwrap_or_default().trim_end();
        let starts = line.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'));
        if head.extension == "json" {
            return starts && lines.next().is_some_and(|next| next.starts_with('{')) && json::object(line).is_ok();
        }
        let cut = head.cut && !head.start().contains('\n');
        starts && (cut || json::object(line).is_ok())
    }

    fn is_text(&self) -> bool {
        true
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let head = match source.peek(HEAD) {
            Ok(head) => head,
            Err(error) => return refused(source.failure(&error)),
        };
        let marked =
            Encoding::for_bom(&head).map(|(encoding, _)| encoding).filter(|_| sniff::signature(&head).is_none());
        let encoding = marked.or_else(|| sniff::bare_utf16(&head));
        if let Some(encoding) = encoding {
            if encoding != UTF_8 {
                source.transcode(encoding);
            }
        } else if let Some(reason) = sniff::not_text(&head) {
            return refused(source.refuse(reason));
        }
        Box::new(Articles {
            path: source.path,
            lines: Lines::new(source.bytes, options.limit()),
            options: Arc::clone(options),
            encoding,
            number: 0,
            waiting: VecDeque::new(),
            any: false,
            ended: false,
        })
    }
}

fn refused(failure: Failure) -> Outcomes {
    one(Outcome::Failed(failure.of_format(FORMAT)))
}

/// The articles of one source.
struct Articles {
    path: String,
    lines: Lines,
    options: Arc<Options>,
    /// The encoding of the whole file, where its first bytes told it; else each line is looked at by itself, because
    /// such files are often pasted together from several.
    encoding: Option<&'static Encoding>,
    /// Lines read.
    number: u64,
    /// What is left of the current line.
    waiting: VecDeque<Outcome>,
    /// Whether any of them was not blank.
    any: bool,
    ended: bool,
}

impl Iterator for Articles {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        while !self.ended {
            if let Some(outcome) = self.waiting.pop_front() {
                return Some(outcome);
            }
            match self.lines.next() {
                Ok(Some(line)) => {
                    self.number += 1;
                    self.line(line);
                    self.any |= !self.waiting.is_empty();
                }
                Ok(None) => {
                    self.ended = true;
                    if !self.any {
                        let message = "it has no lines but blank ones; check how it was saved, or leave it out";
                        return Some(self.failed(self.path.clone(), Status::Empty, message));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    self.number += 1;
                    return Some(Outcome::Failed(Failure::io(self.place(), &error).of_format(FORMAT)));
                }
            }
        }
        None
    }
}

impl Articles {
    /// The path of the current line.
    fn place(&self) -> String {
        format!("{}#{}", self.path, self.number)
    }

    fn failed(&self, path: String, status: Status, message: impl Into<String>) -> Outcome {
        let encoding = self.encoding.map_or("", Encoding::name);
        Outcome::Failed(Failure { encoding, ..Failure::new(path, status, message).of_format(FORMAT) })
    }

    /// Puts what becomes of a line in wait; nothing if it is blank.
    fn line(&mut self, line: Line) {
        match line {
            Line::TooLong(size) => {
                let what = format!("line {}", self.number);
                let failure = Failure::too_large(self.place(), &what, Some(size), self.options.limit());
                self.waiting.push_back(Outcome::Failed(failure.of_format(FORMAT)));
            }
            Line::Whole(bytes) => {
                let decoded = self.decode(bytes);
                // The file's own mark, or that of one pasted into it.
                let line = decoded.text.trim_start_matches('\u{FEFF}');
                if !line.trim().is_empty() {
                    self.object(line, &decoded);
                }
            }
        }
    }

    fn decode(&self, bytes: Vec<u8>) -> Decoded {
        match self.encoding {
            None => decode::decode_unmarked(bytes),
            Some(encoding) if encoding == UTF_8 => decode::decode_as(UTF_8, bytes),
            Some(encoding) => {
                // Made UTF-8 on the way in.
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let lossy = text.contains(char::REPLACEMENT_CHARACTER);
                Decoded { text, encoding: encoding.name(), lossy }
            }
        }
    }

    /// The articles of a line that is not blank.
    fn object(&mut self, line: &str, decoded: &Decoded) {
        let object = match json::object(line) {
            Ok(object) => object,
            Err(broken) => {
                let failed = self.broken(broken);
                return self.waiting.push_back(failed);
            }
        };
        for (place, record) in in_line(object.fields, &self.options.fields) {
            let path = match place {
                None => self.place(),
                Some(place) => format!("{}.{place}", self.place()),
            };
            let article = self.article(path, record, decoded, object.mended);
            self.waiting.push_back(article);
        }
    }

    fn article(&self, path: String, mut record: Record, decoded: &Decoded, mended: bool) -> Outcome {
        record.remarks.extend(decoded.remark());
        if mended {
            record.remarks.push("characters cut in two were replaced by \u{FFFD}".to_owned());
        }
        if record.text.as_ref().is_ok_and(|text| text.contains('\0')) {
            record.remarks.push("its text holds NUL characters, which few programs can show".to_owned());
        }
        let id = record.id.unwrap_or_else(|| path.clone());
        match record.text {
            Ok(text) => with_text(Article {
                path,
                metadata: record.metadata,
                format: FORMAT,
                own_file: false,
                encoding: decoded.encoding,
                message: record.remarks.join("; "),
                ..Article::from_text(id, text)
            }),
            Err(reason) => Outcome::Failed(Failure {
                id,
                metadata: record.metadata,
                encoding: decoded.encoding,
                ..Failure::new(path, Status::NoText, format!("line {}: {reason}", self.number)).of_format(FORMAT)
            }),
        }
    }

    /// The row of a line that is no object.
    fn broken(&self, broken: Broken) -> Outcome {
        let number = self.number;
        let message = match broken {
            Broken::Syntax { column, reason } => {
                format!("line {number}, column {column}: no valid JSON ({reason}); correct or delete the line")
            }
            Broken::Kind(kind) => {
                format!("line {number} is {kind}, not an object like {{\"text\": \"...\"}}; correct or delete the line")
            }
        };
        self.failed(self.place(), Status::Corrupt, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], limit: u64) -> Vec<Outcome> {
        let options = Arc::new(Options { max_bytes: limit, ..Options::default() });
        let source = Source::new("a.jsonl".into(), std::io::Cursor::new(bytes.to_vec()));
        JsonLines.read(source, &options).collect()
    }

    fn statuses(bytes: &[u8]) -> Vec<(String, Status)> {
        read(bytes, 1000).iter().map(|outcome| (outcome.id().to_owned(), outcome.status())).collect()
    }

    #[test]
    fn line_ends_and_blank_lines() {
        let expected = [("x".to_owned(), Status::Ok), ("a.jsonl#3".to_owned(), Status::Ok)];
        assert_eq!(statuses(b"{\"id\":\"x\",\"text\":\"a\"}\r\n  \r\n{\"text\":\"b\"}"), expected);
        assert_eq!(statuses(b"\xEF\xBB\xBF{\"id\":\"x\",\"text\":\"a\"}\n\n{\"text\":\"b\"}\n\n"), expected);
    }

    #[test]
    fn a_document_is_not_taken_for_lines() {
        let of = |text: &str, extension: &str| {
            let mut source = Source::new(format!("a.{extension}"), std::io::Cursor::new(text.as_bytes().to_vec()));
            JsonLines.recognises(&Head::of(&mut source).unwrap())
        };
        for text in ["[\n{\"text\": \"a\"},\n{\"text\": \"b\"}\n]", "[{\"text\": \"a\"}]", "{\n\"text\": \"a\"\n}\n"] {
            assert!(!of(text, "jsonl") && !of(text, "json"), "{text}");
        }
        assert!(of("{\"text\": \"a\"}\n", "jsonl") && !of("{\"text\": \"a\"}\n", "json"));
        assert!(of("{\"text\": \"a\"}\n\n{\"text\": \"b\"}", "json"));
    }

    #[test]
    fn a_line_may_be_the_reply_of_a_service() {
        let line = br#"{"id":"x","text":"a"}
{"status":"ok","articles":[{"text":"b"},{"text":"c"}]}
{"text":"d"}"#;
        let ids: Vec<_> = statuses(line).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["x", "a.jsonl#2.1", "a.jsonl#2.2", "a.jsonl#3"]);
    }

    #[test]
    fn utf16_is_converted() {
        for mark in [true, false] {
            let text = "{\"id\":1,\"text\":\"caf\u{E9}\"}\n{\"id\":2,\"text\":\"\u{201C}no\u{201D}\"}";
            let mut bytes = if mark { vec![0xFF, 0xFE] } else { Vec::new() };
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            let outcomes = read(&bytes, 1000);
            let [Outcome::Article(first), Outcome::Article(second)] = outcomes.as_slice() else {
                panic!("{outcomes:?}")
            };
            assert_eq!((first.text.as_str(), first.encoding), ("caf\u{E9}", "UTF-16LE"));
            assert_eq!((second.text.as_str(), second.id.as_str()), ("\u{201C}no\u{201D}", "2"));
            assert!(first.message.is_empty());
        }
    }

    #[test]
    fn a_mark_holds_for_the_whole_file() {
        let outcomes = read(b"\xEF\xBB\xBF{\"text\":\"a\"}\n{\"text\":\"She didn\x92t.\"}", 1000);
        let [Outcome::Article(first), Outcome::Article(second)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert!(first.message.is_empty());
        assert_eq!((second.text.as_str(), second.encoding), ("She didn\u{FFFD}t.", "UTF-8"));
        assert!(second.message.contains("could not be decoded"));
    }

    #[test]
    fn a_line_of_another_encoding_is_decoded_by_itself() {
        let outcomes = read(b"{\"text\":\"caf\xC3\xA9\"}\n{\"text\":\"She didn\x92t.\"}\n", 1000);
        let [Outcome::Article(first), Outcome::Article(second)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert_eq!((first.text.as_str(), first.encoding), ("caf\u{E9}", "UTF-8"));
        assert_eq!((second.text.as_str(), second.encoding), ("She didn\u{2019}t.", "windows-1252"));
    }

    proptest! {
        #[test]
        fn any_bytes_give_outcomes(bytes in proptest::collection::vec(any::<u8>(), 0..300), limit in 0..400_u64) {
            for outcome in read(&bytes, limit) {
                prop_assert!(!outcome.id().is_empty());
            }
        }

        #[test]
        fn almost_json_gives_outcomes(text in "([\\[{]?\"(id|text|published)\":[\"\\\\ud80é\n,1}]{0,12}[}\n]?){0,8}") {
            prop_assert!(!read(text.as_bytes(), 1000).is_empty());
        }
    }
}
