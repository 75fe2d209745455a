//! Answers of web servers as web archives keep them (RFC 9112): status, headers, and the content as it was before it was
//! made fit for transfer.

use std::io::{Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::gzip::{MAGIC, Members};
use super::unpack::{Budget, Unpacked};
use crate::corpus::mail::mime;
use crate::corpus::whole::Refusal;
use crate::corpus::{Failure, Options, Status};

/// How the content of a record is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Payload {
    /// The extension that files of its media type have.
    pub(super) extension: &'static str,
    charset: Option<String>,
    /// Where the content begins, in bytes.
    from: usize,
    chunked: bool,
    /// How it was packed, in lower case.
    packing: Vec<String>,
}

/// The kinds of content that are read, and their extensions. Data that scripts of a page ask for (JSON) are not.
const KINDS: &[(&str, &str)] = &[
    ("text/html", "html"),
    ("application/xhtml+xml", "html"),
    ("text/plain", "txt"),
    ("application/pdf", "pdf"),
    ("application/rtf", "rtf"),
    ("text/rtf", "rtf"),
    ("application/epub+zip", "epub"),
    ("message/rfc822", "eml"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
];

impl Payload {
    /// Content of this media type as it is; `None` if it is not read.
    pub(super) fn plain(media_type: &str) -> Option<Self> {
        let (kind, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
        let kind = kind.trim().to_ascii_lowercase();
        let (_, extension) = KINDS.iter().find(|(known, _)| *known == kind)?;
        let charset = parameters.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        });
        Some(Self { extension, charset, from: 0, chunked: false, packing: Vec::new() })
    }

    /// The content in `body`.
    ///
    /// # Errors
    /// If it cannot be unpacked, or is too large then.
    pub(super) fn content(&self, body: &[u8], options: &Options) -> Result<Vec<u8>, Refusal> {
        let body = body.get(self.from..).unwrap_or_default();
        // Some crawlers write down the header, but not the chunks.
        let joined = if self.chunked { joined(body) } else { None };
        let mut content = joined.unwrap_or_else(|| body.to_vec());
        for packing in self.packing.iter().rev() {
            content = match packing.as_str() {
                // The same for packed content.
                "gzip" | "x-gzip" if !content.starts_with(MAGIC) => content,
                "gzip" | "x-gzip" => unpacked(&content, |packed| Box::new(Members::new(packed)), options)?,
                // Servers do not agree on what it means (RFC 9110, section 8.4.1.2).
                "deflate" => unpacked(&content, |packed| Box::new(ZlibDecoder::new(packed)), options)
                    .or_else(|_| unpacked(&content, |packed| Box::new(DeflateDecoder::new(packed)), options))?,
                "identity" | "" => content,
                other => {
                    let message = format!(
                        "its content is packed in a way that is not read ({other}); crawl again without it \
                         (Accept-Encoding: gzip)"
                    );
                    return Err((Status::Unsupported, message));
                }
            };
        }
        Ok(mime::marked(content, self.charset.as_deref()))
    }
}

/// Reads the header of an answer; `None` if its content is not read.
pub(super) fn payload(front: &[u8]) -> Option<Payload> {
    let mut lines = front.split_inclusive(|&byte| byte == b'\n');
    let status = lines.next()?;
    let mut from = status.len();
    let status = String::from_utf8_lossy(status);
    let mut words = status.split_whitespace();
    if !words.next()?.starts_with("HTTP/") || words.next()? != "200" {
        return None;
    }
    let (mut media_type, mut chunked, mut packing) = (String::new(), false, Vec::new());
    for line in lines {
        from += line.len();
        if line.trim_ascii().is_empty() {
            break;
        }
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(':') else { continue };
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => value.trim().clone_into(&mut media_type),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => packing.extend(value.split(',').map(|one| one.trim().to_ascii_lowercase())),
            _ => {}
        }
    }
    packing.truncate(3);
    Some(Payload { from, chunked, packing, ..Payload::plain(&media_type)? })
}

/// The content that was sent in chunks (RFC 9112, section 7.1), up to where it is cut off; `None` if these are no chunks.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let mut any = false;
    loop {
        let Some(end) = body.iter().take(1024).position(|&byte| byte == b'\n') else { return any.then_some(content) };
        let (line, rest) = (body.get(..end)?, body.get(end + 1..)?);
        let size = line.split(|&byte| byte == b';').next()?.trim_ascii();
        let size = std::str::from_utf8(size).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size) = size else { return any.then_some(content) };
        any = true;
        if size == 0 {
            return Some(content);
        }
        content.extend_from_slice(rest.get(..size).unwrap_or(rest));
        body = rest.get(size..).unwrap_or_default();
        body = body.strip_prefix(b"\r").unwrap_or(body);
        body = body.strip_prefix(b"\n").unwrap_or(body);
    }
}

type Packed<'a> = Cursor<&'a [u8]>;

/// What comes out of packed content.
fn unpacked<'a>(
    packed: &'a [u8],
    unpack: impl FnOnce(Packed<'a>) -> Box<dyn Read + 'a>,
    options: &Options,
) -> Result<Vec<u8>, Refusal> {
    let count = Arc::new(AtomicU64::new(packed.len() as u64));
    let stream = Unpacked::new(unpack(Cursor::new(packed)), count, Budget::new(options), options);
    let mut content = Vec::new();
    if let Err(error) = stream.take(options.max_file.saturating_add(1)).read_to_end(&mut content) {
        let failure = Failure::io("", &error);
        return Err((failure.status, failure.message));
    }
    if content.len() as u64 > options.max_file {
        let failure = Failure::file_too_large("", None, options.max_file);
        return Err((failure.status, failure.message));
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    fn content(headers: &str, body: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{headers}\r\n").into_bytes();
        answer.extend_from_slice(body);
        payload(&answer).unwrap().content(&answer, &Options { max_file: 10_000, ..Options::default() })
    }

    #[test]
    fn chunks_are_joined() {
        let chunked = "Transfer-Encoding: chunked\r\n";
        assert_eq!(content(chunked, b"5;a=b\r\nShe s\r\n7\r\naid no.\r\n0\r\n\r\n").unwrap(), b"She said no.");
        assert_eq!(content(chunked, b"5\r\nShe s\r\n7\r\naid").unwrap(), b"She said");
        assert_eq!(content(chunked, b"She said no.\n").unwrap(), b"She said no.\n");
        assert_eq!(content(chunked, b"FFFFFFFFFFFFFFFF\r\nShe").unwrap(), b"She");
    }

    #[test]
    fn packed_content_is_unpacked() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"She said no.").unwrap();
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        deflate.write_all(b"She said no.").unwrap();
        let gzip = gzip.finish().unwrap();
        assert_eq!(content("Content-Encoding: gzip\r\n", &gzip).unwrap(), b"She said no.");
        assert_eq!(content("Content-Encoding: deflate\r\n", &deflate.finish().unwrap()).unwrap(), b"She said no.");
        assert_eq!(content("Content-Encoding: gzip\r\n", b"She said no.").unwrap(), b"She said no.");
        assert_eq!(content("Content-Encoding: gzip\r\n", &gzip[..15]).unwrap_err().0, Status::Corrupt);
        let (status, message) = content("Content-Encoding: br\r\n", b"x").unwrap_err();
        assert_eq!(status, Status::Unsupported);
        assert!(message.contains("(br)"), "{message}");
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        bomb.write_all(&vec![b' '; 100_000]).unwrap();
        assert_eq!(content("Content-Encoding: gzip\r\n", &bomb.finish().unwrap()).unwrap_err().0, Status::TooLarge);
    }

    #[test]
    fn the_named_encoding_is_kept() {
        let answer = b"HTTP/1.1 200 OK\nContent-Type: text/html; charset=\"windows-1251\"\n\n\xCF\xF0\xE5\xE7";
        let payload = payload(answer).unwrap();
        assert_eq!(payload.extension, "html");
        assert_eq!(payload.content(answer, &Options::default()).unwrap(), "\u{FEFF}През".as_bytes());
    }

    proptest! {
        #[test]
        fn any_chunks_give_a_content(body in "([0-9a-f]{1,3}\r\n|x|\r\n|\n|;){0,30}") {
            let _ = joined(body.as_bytes());
        }
    }
}
