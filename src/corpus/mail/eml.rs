//! Mails (RFC 5322): newsletters, alerts, articles that were forwarded, posts to mailing lists. The mail's text is one
//! article; what is attached to it is a source of its own, so that any format is read there. Pictures, signatures and
//! cards are passed by.

use std::io::Cursor;
use std::sync::Arc;

use super::content::{self, Shown};
use super::header;
use super::mime::{self, Part};
use crate::corpus::head::Head;
use crate::corpus::reader::{self, Outcomes, Reader, one, with_text};
use crate::corpus::source::Source;
use crate::corpus::{Article, Failure, Options, Outcome, Status, names, whole};

/// Reads mails.
pub(in crate::corpus) struct Mail;

const FORMAT: &str = "eml";

/// How many containers a mail may lie in: a forwarded forward in a mailbox is where people stop.
const DEEPEST: u8 = 4;

/// Headers that only mail programs write.
const MACHINE: &[&str] = &["message-id", "mime-version", "received", "return-path", "delivered-to", "content-type"];

/// Headers that people copy together with a text.
const HUMAN: &[&str] = &["from", "to", "date", "subject", "sender", "reply-to", "cc"];

impl Reader for Mail {
    fn format(&self) -> &'static str {
        FORMAT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "emlx"]
    }

    /// Whether it begins with headers of a mail. What is called `.txt` needs one that no person writes.
    fn recognises(&self, head: &Head) -> bool {
        let names = mime::header_names(without_count(head.start()).1);
        let count = |known: &[&str]| known.iter().filter(|known| names.iter().any(|name| name == *known)).count();
        let (machine, human) = (count(MACHINE), count(HUMAN));
        let plain = matches!(head.extension.as_str(), "txt" | "text" | "md" | "markdown");
        human > 0 && machine + human >= 2 && (machine > 0 || !plain)
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let refused = |source: &Source, refusal| one(Outcome::Failed(source.refuse(refusal).of_format(FORMAT)));
        if source.depth > DEEPEST {
            let message = "a mail inside mails inside mails; save it by itself".to_owned();
            return refused(&source, (Status::Unsupported, message));
        }
        let bytes = match whole::bytes(&mut source, options.max_file) {
            Ok(bytes) => bytes,
            Err(refusal) => return refused(&source, refusal),
        };
        let mut contents = Contents::default();
        let bytes = message(&bytes);
        let part = Part::of(bytes);
        if part.headers().is_none() {
            let message = "it has no headers of a mail (From, Date, Subject); save it again from the mail program";
            return refused(&source, (Status::Corrupt, message.to_owned()));
        }
        let mut head = header::read(&part);
        contents.gather(&part, 0);
        let text = contents.text(&mut head);
        // A mail that only carries something has nothing to say itself.
        let article = (contents.attached.is_empty() || text.chars().any(char::is_alphabetic))
            .then(|| article(text, head.metadata, &contents, &source, options));
        let options = Arc::clone(options);
        let attached = contents.attached.into_iter().flat_map(move |file| {
            let entry = source.entry(&names::cleaned(&file.name), Cursor::new(file.bytes));
            reader::read(entry, &options)
        });
        Box::new(article.into_iter().chain(attached))
    }
}

/// The mail's own article, or why there is none.
fn article(
    text: String,
    metadata: crate::corpus::Metadata,
    contents: &Contents,
    source: &Source,
    options: &Options,
) -> Outcome {
    let (size, limit) = (text.len() as u64, options.limit());
    let metadata = metadata.or(&source.given);
    if size > limit {
        let failure = Failure::too_large(source.path.clone(), "its text", Some(size), limit).of_format(FORMAT);
        return Outcome::Failed(Failure { metadata, ..failure });
    }
    let encoding = contents.shown.first().map_or("UTF-8", |shown| shown.encoding);
    let remarks: Vec<_> = contents.shown.iter().filter_map(|shown| shown.remark.clone()).collect();
    with_text(Article {
        format: FORMAT,
        metadata,
        encoding,
        message: remarks.join("; "),
        ..Article::from_text(source.path.clone(), text)
    })
}

/// The message in a file: Apple Mail writes its length before it, and a property list behind it (`.emlx`).
fn message(bytes: &[u8]) -> &[u8] {
    let front = bytes.get(..32.min(bytes.len())).unwrap_or_default();
    let front: String = front.iter().map(|&byte| if byte.is_ascii() { byte as char } else { '?' }).collect();
    let (count, rest) = without_count(&front);
    let from = if count.is_some() { front.len() - rest.len() } else { 0 };
    let bytes = bytes.get(from..).unwrap_or_default();
    let bytes = count.and_then(|count| bytes.get(..count)).unwrap_or(bytes);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    bytes.get(blank..).unwrap_or_default()
}

/// A count of bytes on a first line of its own, and what follows.
fn without_count(start: &str) -> (Option<usize>, &str) {
    let Some((line, rest)) = start.split_once('\n') else { return (None, start) };
    match line.trim().parse() {
        Ok(count) => (Some(count), rest),
        Err(_) => (None, start),
    }
}

/// A file that is attached.
struct Attached {
    name: String,
    bytes: Vec<u8>,
}

/// What a mail holds.
#[derive(Default)]
struct Contents {
    /// What the mail program shows, in order.
    shown: Vec<Shown>,
    attached: Vec<Attached>,
}

impl Contents {
    /// Adds a part and those within.
    fn gather(&mut self, part: &Part<'_>, depth: usize) {
        let kind = part.media_type();
        match part.parts().filter(|_| Part::follows(depth)) {
            None => self.leaf(part, &kind),
            Some(parts) if kind == "multipart/alternative" => self.best_of(&parts, depth),
            // The page, and the pictures on it.
            Some(parts) if kind == "multipart/related" => {
                parts.iter().take(1).for_each(|part| self.gather(part, depth + 1));
            }
            Some(parts) => parts.iter().for_each(|part| self.gather(part, depth + 1)),
        }
    }

    /// Adds one of several forms of the same text (RFC 2046, section 5.1.4).
    fn best_of(&mut self, parts: &[Part<'_>], depth: usize) {
        let mut forms: Vec<Vec<Shown>> = Vec::new();
        for part in parts {
            let mut form = Self::default();
            form.gather(part, depth + 1);
            self.attached.append(&mut form.attached);
            if !form.shown.is_empty() {
                forms.push(form.shown);
            }
        }
        self.shown.extend(content::best(forms));
    }

    fn leaf(&mut self, part: &Part<'_>, kind: &str) {
        let shown = matches!(kind, "text/plain" | "text/html") && !part.is_attachment() && part.file_name().is_none();
        if shown {
            self.shown.extend(content::shown(part, kind == "text/html"));
        } else if matches!(kind, "message/rfc822" | "message/global" | "message/news") {
            let name = format!("{}.eml", self.attached.len() + 1);
            self.attached.push(Attached { name, bytes: part.content().into_owned() });
        } else if let Some(name) = attachment(part, kind, self.attached.len() + 1) {
            self.attached.push(Attached { name, bytes: part.content().into_owned() });
        }
    }

    /// The mail's text; what a forwarded mail says of the first one goes to `head`.
    fn text(&self, head: &mut header::MailHead) -> String {
        let texts: Vec<_> = self.shown.iter().map(|shown| shown.text.trim()).filter(|text| !text.is_empty()).collect();
        let text = header::without_forwarding(&texts.join("\n\n"), head);
        header::without_links(&text, head)
    }
}

/// The name of an attachment that may be an article; `None` for what is passed by.
fn attachment(part: &Part<'_>, kind: &str, number: usize) -> Option<String> {
    const PASSED_BY: &[&str] = &[
        "text/css",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "text/x-amp-html",
        "application/ics",
        "application/pgp-signature",
        "application/pgp-keys",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "message/disposition-notification",
        "text/rfc822-headers",
    ];
    let whole = kind.split('/').next().unwrap_or_default();
    if matches!(whole, "image" | "audio" | "video" | "font") || PASSED_BY.contains(&kind) {
        return None;
    }
    if let Some(name) = part.file_name() {
        const PASSED_BY: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "ics", "vcf", "asc", "p7s", "css"];
        let extension = crate::corpus::source::extension(name);
        return (!PASSED_BY.contains(&extension.as_str())).then(|| name.to_owned());
    }
    let extension = match kind {
        "text/html" => "html",
        "text/plain" => "txt",
        "application/pdf" => "pdf",
        "application/rtf" | "text/rtf" => "rtf",
        "application/json" => "json",
        "text/csv" => "csv",
        _ => "bin",
    };
    Some(format!("{number}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: Vec<u8>) -> Vec<Outcome> {
        reader::read(Source::new("a.eml".into(), Cursor::new(bytes)), &Arc::new(Options::default())).collect()
    }

    #[test]
    fn mails_in_mails_end_somewhere() {
        let mail = "From: a@b.example\nSubject: One\nContent-Type: message/rfc822\n\n".repeat(20_000);
        let outcomes = read(mail.into_bytes());
        let [Outcome::Failed(failure)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert_eq!(
            (failure.status, failure.path.as_str()),
            (Status::Unsupported, "a.eml#1.eml#1.eml#1.eml#1.eml#1.eml")
        );
    }

    #[test]
    fn headers_made_to_hurt_are_read() {
        for word in ["(", "<", "\"", "=?utf-8?q?", "a,", "a:", ";a=", "\n a", "\\"] {
            for name in ["From", "Subject", "Date", "Content-Type"] {
                let mail =
                    format!("To: a@b.example\n{name}: {}\nMessage-ID: <1@b>\n\nShe said no.\n", word.repeat(50_000));
                assert!(!read(mail.into_bytes()).is_empty(), "{name} {word}");
            }
        }
        let source = Source::new("a.eml".into(), Cursor::new(vec![b'a'; 300_000]));
        assert!(Mail.read(source, &Arc::new(Options::default())).count() == 1);
    }

    #[test]
    fn notes_with_a_heading_are_no_mails() {
        let head = |name: &str, text: &str| {
            Mail.recognises(&Head::of(&mut Source::new(name.into(), Cursor::new(text.as_bytes().to_vec()))).unwrap())
        };
        assert!(!head("a.txt", "From: the desk\nDate: 2 May 2025\n\nText."));
        assert!(head("a.txt", "From: the desk\nMessage-ID: <1@b>\n\nText."));
        assert!(head("1746180000.M1P2.host:2,S", "Return-Path: <a@b>\nSubject: One\n\nText."));
        assert!(!head("a", "Subject: One\n\nText."));
        assert!(!head("a", "She said: no\nDate: none\n"));
    }

    proptest! {
        #[test]
        fn any_lines_give_outcomes(text in "(From: a|Subject: =\\?utf-8\\?b\\?|Content-Type: text/html|Content-Type: multipart/alternative; boundary=a|Content-Transfer-Encoding: base64|--a|--a--|\n|\n\n|é|=E9|x){0,30}") {
            for outcome in Mail.read(Source::new("a.eml".into(), Cursor::new(text.into_bytes())), &Arc::new(Options::default())) {
                prop_assert!(!outcome.id().is_empty());
            }
        }
    }
}
