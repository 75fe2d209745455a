//! Mailboxes (RFC 4155, and the variants of mail programs): one mail behind the other, each begun by a line "From ". One
//! mail at a time is held; each goes through the reader of mails, under its number.
//!
//! A length that a mail claims for itself is not believed. A line "From " only begins a mail behind a blank line, and with
//! a year and a time in it: not all programs put the `>` before one that is text.

use std::io::Cursor;
use std::sync::Arc;

use super::{eml, mime};
use crate::corpus::head::Head;
use crate::corpus::lines::{Line, Lines};
use crate::corpus::reader::{Outcomes, Reader};
use crate::corpus::source::Source;
use crate::corpus::{Failure, Options, Outcome, Status};

/// Reads mailboxes.
pub(in crate::corpus) struct Mbox;

const FORMAT: &str = "mbox";

impl Reader for Mbox {
    fn format(&self) -> &'static str {
        FORMAT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[FORMAT, "mbx"]
    }

    fn recognises(&self, head: &Head) -> bool {
        let (first, rest) = head.start().split_once('\n').unwrap_or_default();
        is_begin(first.as_bytes()) && !mime::header_names(rest).is_empty()
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let lines = Lines::new(source.take_bytes(), options.max_file);
        Box::new(Mails {
            source,
            lines,
            options: Arc::clone(options),
            number: 0,
            ended: false,
            begun: false,
            current: None,
        })
    }
}

/// Whether a line begins a mail: "From", a sender, a day.
fn is_begin(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let mut words = rest.split(u8::is_ascii_whitespace);
    let is_year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let is_time = |word: &[u8]| word.len() >= 4 && word.contains(&b':') && word.first().is_some_and(u8::is_ascii_digit);
    words.clone().any(is_year) && words.any(is_time)
}

/// A line as it was before the mark that kept it from beginning a mail (`>From`, or more of them).
fn without_mark(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|&&byte| byte == b'>').count();
    if marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(b"From ")) { &line[1..] } else { line }
}

/// The mails of a mailbox.
struct Mails {
    source: Source,
    lines: Lines,
    options: Arc<Options>,
    /// Mails begun.
    number: u64,
    ended: bool,
    /// Whether the line that begins the next mail was read.
    begun: bool,
    current: Option<Outcomes>,
}

/// One mail.
enum Next {
    /// Its bytes.
    Mail(Vec<u8>),
    /// It is larger than what may be held.
    TooLarge,
    /// The system would not let it be read.
    Failed(std::io::Error),
}

impl Mails {
    /// The next mail; `None` at the end.
    fn mail(&mut self) -> Option<Next> {
        let limit = self.options.max_file;
        let (mut mail, mut large, mut blank) = (Vec::new(), false, true);
        while !self.ended {
            match self.lines.next() {
                Err(error) => {
                    self.ended = true;
                    self.number += 1;
                    return Some(Next::Failed(error));
                }
                Ok(None) => self.ended = true,
                Ok(Some(Line::TooLong(_))) => large = true,
                Ok(Some(Line::Whole(line))) => {
                    if blank && is_begin(&line) {
                        if std::mem::replace(&mut self.begun, true) {
                            break;
                        }
                        continue;
                    }
                    blank = line.trim_ascii().is_empty();
                    large |= (mail.len() + line.len()) as u64 > limit;
                    if large {
                        mail = Vec::new();
                    } else if self.begun {
                        mail.extend_from_slice(without_mark(&line));
                        mail.push(b'\n');
                    }
                }
            }
        }
        if !self.begun || (self.ended && mail.is_empty() && !large) {
            return None;
        }
        self.number += 1;
        Some(if large { Next::TooLarge } else { Next::Mail(mail) })
    }

    fn open(&mut self, next: Next) -> Outcomes {
        let number = self.number.to_string();
        let path = self.source.inside(&number);
        let failure = match next {
            Next::Mail(bytes) => {
                let entry = self.source.entry(&number, Cursor::new(bytes)).named(format!("{number}.eml"));
                return eml::Mail.read(entry, &self.options);
            }
            Next::TooLarge => Failure::file_too_large(path, None, self.options.max_file),
            Next::Failed(error) => Failure::io(path, &error),
        };
        crate::corpus::reader::one(Outcome::Failed(failure.of_format(FORMAT)))
    }
}

impl Iterator for Mails {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.current.as_mut().and_then(Iterator::next) {
                // The name of the mailbox tells nothing of a mail.
                return Some(outcome.of_many());
            }
            let Some(next) = self.mail() else {
                if self.number == 0 {
                    self.number = 1;
                    let message = "there is no mail in it (none begins with a line \"From \"); save it as .eml files";
                    let failure = self.source.refuse((Status::Empty, message.to_owned())).of_format(FORMAT);
                    return Some(Outcome::Failed(failure));
                }
                return None;
            };
            self.current = Some(self.open(next));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], max_file: u64) -> Vec<Outcome> {
        let source = Source::new("a.mbox".into(), Cursor::new(bytes.to_vec()));
        Mbox.read(source, &Arc::new(Options { max_file, ..Options::default() })).collect()
    }

    const BOX: &str = "From a@b Fri May  2 10:00:00 2025\nSubject: One\nFrom: a@b\n\nText.\n>From here.\n>>From there.\n\n\
                       From now on, she said.\n\nFrom b@c Sat May 03 10:00:00 +0000 2025\nSubject: Two\n\nMore text.\n";

    #[test]
    fn mails_are_told_apart() {
        let outcomes = read(BOX.as_bytes(), 1000);
        let [Outcome::Article(one), Outcome::Article(two)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert_eq!((one.path.as_str(), one.own_file), ("a.mbox#1", false));
        assert_eq!(one.text.trim(), "Text.\nFrom here.\n\nFrom there.\n\nFrom now on, she said.");
        assert_eq!(two.metadata.headline.as_deref(), Some("Two"));
    }

    #[test]
    fn a_large_mail_does_not_stop_the_next() {
        let large = format!("From a Fri May  2 10:00:00 2025\nSubject: One\n\n{}\n\n{BOX}", "word ".repeat(100));
        let statuses: Vec<_> = read(large.as_bytes(), 400).iter().map(Outcome::status).collect();
        assert_eq!(statuses, [Status::TooLarge, Status::Ok, Status::Ok]);
    }

    #[test]
    fn no_mail_is_said() {
        assert_eq!(read(b"", 100)[0].status(), Status::Empty);
        assert_eq!(read(b"Dear all,\n", 100)[0].status(), Status::Empty);
    }

    proptest! {
        #[test]
        fn any_lines_give_outcomes(text in "(From a 10:00 2025\n|Subject: a\n|\n|x|>From a\n|é){0,30}", limit in 0..100_u64) {
            for outcome in read(text.as_bytes(), limit) {
                prop_assert!(!outcome.id().is_empty());
            }
        }
    }
}
