//! Web pages that a browser saved in one file (RFC 2557): a mail to nobody, whose parts are the page and its pictures. The
//! page goes to the reader of web pages, with the address that it was saved from. The date of the "mail" is the day of
//! saving, and tells nothing of the page.

use std::io::Cursor;
use std::sync::Arc;

use mail_parser::MimeHeaders;

use super::mime::{self, Part};
use crate::corpus::head::Head;
use crate::corpus::reader::{self, Outcomes, Reader, one};
use crate::corpus::source::Source;
use crate::corpus::{Metadata, Options, Outcome, Status, whole};

/// Reads saved web pages.
pub(in crate::corpus) struct Mhtml;

const FORMAT: &str = "mhtml";

impl Reader for Mhtml {
    fn format(&self) -> &'static str {
        FORMAT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[FORMAT, "mht"]
    }

    /// Whether it begins with headers that tell a page from a mail: browsers sign in `From`, name the page's address, and
    /// leave out what servers add on a mail's way.
    fn recognises(&self, head: &Head) -> bool {
        let names = mime::header_names(head.start());
        if !names.iter().any(|name| matches!(name.as_str(), "mime-version" | "content-type")) {
            return false;
        }
        let has = |name: &str| names.iter().any(|found| found == name);
        let part = Part::of(head.start().as_bytes());
        let kind = part.media_type();
        let saved =
            has("snapshot-content-location") || part.raw("From").is_some_and(|from| from.starts_with("<Saved by"));
        let named = matches!(head.extension.as_str(), "mht" | "mhtml");
        let on_its_way = has("to") || has("received") || has("message-id");
        (kind == "multipart/related" && (saved || !on_its_way)) || (named && kind == "text/html")
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let refused = |source: &Source, refusal| one(Outcome::Failed(source.refuse(refusal).of_format(FORMAT)));
        let bytes = match whole::bytes(&mut source, options.max_file) {
            Ok(bytes) => bytes,
            Err(refusal) => return refused(&source, refusal),
        };
        let Some((page, url)) = page(&bytes) else {
            let message = "there is no web page in it; save the page again, or as .html";
            return refused(&source, (Status::Corrupt, message.to_owned()));
        };
        let mut inner = source.unpacked("page.html", Cursor::new(page));
        inner.given = Metadata { url, ..Metadata::default() }.or(&source.given);
        Box::new(reader::read(inner, options).map(|outcome| match outcome {
            Outcome::Article(article) => Outcome::Article(crate::corpus::Article { format: FORMAT, ..article }),
            Outcome::Failed(failure) => Outcome::Failed(failure.of_format(FORMAT)),
        }))
    }
}

/// The page and its address.
fn page(bytes: &[u8]) -> Option<(Vec<u8>, Option<String>)> {
    let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let whole = Part::of(bytes.get(blank..).unwrap_or_default());
    let saved_from = whole.raw("Snapshot-Content-Location").map(str::to_owned);
    let start = whole.parameter("start").map(|id| id.trim_matches(['<', '>']).to_owned());
    let leaves = whole.leaves();
    let is_page = |part: &&Part<'_>| matches!(part.media_type().as_str(), "text/html" | "application/xhtml+xml");
    let named = start.and_then(|start| {
        leaves
            .iter()
            .filter(is_page)
            .find(|part| part.headers().and_then(MimeHeaders::content_id) == Some(start.as_str()))
    });
    let root = named.or_else(|| leaves.iter().find(is_page))?;
    let location = root.raw("Content-Location").map(str::to_owned);
    // Word and copies of local pages name a file of the disk that they were saved on.
    let url = saved_from.or(location).filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    Some((mime::marked(root.content().into_owned(), root.parameter("charset")), url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_found_among_its_parts() {
        let file = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x\r\nMIME-Version: 1.0\r\n\
                    Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n----b--\r\n\
                    Content-Type: text/css\r\n\r\np {}\r\n----b--\r\nContent-Type: text/html\r\n\
                    Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/y\r\n\r\n\
                    <p>caf=C3=A9\r\n----b----\r\n";
        let (page, url) = page(file.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(page).unwrap().trim_end(), "<p>caf\u{E9}");
        assert_eq!(url.as_deref(), Some("https://a.example/x"));
    }

    #[test]
    fn the_named_encoding_is_kept() {
        let file = b"MIME-Version: 1.0\nContent-Type: text/html; charset=windows-1251\nContent-Location: file:///C:/a\n\n\xCF\xF0\xE5\xE7";
        let (page, url) = page(file).unwrap();
        assert_eq!(String::from_utf8(page).unwrap(), "\u{FEFF}През");
        assert_eq!(url, None);
    }
}
