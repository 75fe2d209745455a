//! The structure of mails and saved pages: headers, a body, and bodies within bodies (RFC 5322, RFC 2045, RFC 2046).
//! Single headers are read by the crate `mail-parser`; parts are taken apart here, because a message made to be deep
//! rather than read would overflow the stack of a program that follows it all the way down.
//!
//! Laws: any bytes give parts; the time is linear in their number, times [`DEEPEST`]; at most [`MOST_PARTS`] parts.

use std::borrow::Cow;

use encoding_rs::Encoding;
use mail_parser::{HeaderName, Message, MessageParser, MimeHeaders};

use crate::corpus::decode::{self, Decoded};

/// How deep parts are followed. A forwarded newsletter with attachments has four levels.
const DEEPEST: usize = 12;

/// The most parts of one message.
const MOST_PARTS: usize = 2000;

/// The most bytes of headers that are looked at: signatures and traces of mail servers take a few thousand.
const MOST_HEADERS: usize = 256 * 1024;

/// One part: the whole message, or what lies between two boundaries.
pub(in crate::corpus) struct Part<'a> {
    headers: Option<Message<'a>>,
    /// What follows the headers, as it is transferred.
    body: &'a [u8],
    /// The type where no header tells it (`message/rfc822` in a digest).
    default: &'static str,
}

impl<'a> Part<'a> {
    /// The part that these bytes are.
    pub(in crate::corpus) fn of(bytes: &'a [u8]) -> Self {
        Self::with_default(bytes, "text/plain")
    }

    fn with_default(bytes: &'a [u8], default: &'static str) -> Self {
        let end = end_of_headers(bytes);
        let headers = &bytes[..end.min(MOST_HEADERS)];
        Self { headers: MessageParser::new().parse_headers(headers), body: &bytes[end..], default }
    }

    /// The headers, if there are any.
    pub(in crate::corpus) const fn headers(&self) -> Option<&Message<'a>> {
        self.headers.as_ref()
    }

    /// A header as it was written, on one line.
    pub(in crate::corpus) fn raw(&self, name: &'static str) -> Option<&str> {
        self.headers()?.header_raw(HeaderName::from(name)).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The media type, in lower case: `text/html`.
    pub(in crate::corpus) fn media_type(&self) -> String {
        let Some(kind) = self.headers().and_then(MimeHeaders::content_type) else { return self.default.to_owned() };
        match kind.subtype() {
            Some(subtype) => format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase(),
            None if kind.ctype().eq_ignore_ascii_case("text") => "text/plain".to_owned(),
            None => kind.ctype().to_ascii_lowercase(),
        }
    }

    /// A parameter of the media type: `charset`, `format`.
    pub(in crate::corpus) fn parameter(&self, name: &str) -> Option<&str> {
        self.headers()?.content_type()?.attribute(name)
    }

    /// The name of the file that was attached, if it is one.
    pub(in crate::corpus) fn file_name(&self) -> Option<&str> {
        self.headers()?.attachment_name().map(str::trim).filter(|name| !name.is_empty())
    }

    /// Whether the sender wants it to be saved rather than shown.
    pub(in crate::corpus) fn is_attachment(&self) -> bool {
        self.headers().and_then(MimeHeaders::content_disposition).is_some_and(mail_parser::ContentType::is_attachment)
    }

    /// The parts within; `None` if this is not a part of parts.
    pub(in crate::corpus) fn parts(&self) -> Option<Vec<Part<'a>>> {
        let kind = self.media_type();
        let boundary = self.parameter("boundary").filter(|_| kind.starts_with("multipart/"))?;
        let default = if kind == "multipart/digest" { "message/rfc822" } else { "text/plain" };
        Some(split(self.body, boundary.as_bytes()).into_iter().map(|part| Part::with_default(part, default)).collect())
    }

    /// The parts that are no part of parts, in order.
    pub(in crate::corpus) fn leaves(self) -> Vec<Part<'a>> {
        let mut leaves = Vec::new();
        self.collect(0, &mut leaves);
        leaves
    }

    fn collect(self, depth: usize, leaves: &mut Vec<Part<'a>>) {
        match self.parts().filter(|_| depth < DEEPEST) {
            Some(parts) => parts.into_iter().for_each(|part| part.collect(depth + 1, leaves)),
            None if leaves.len() < MOST_PARTS => leaves.push(self),
            None => {}
        }
    }

    /// Whether parts within are to be followed from this depth.
    pub(in crate::corpus) const fn follows(depth: usize) -> bool {
        depth < DEEPEST
    }

    /// The content as it was before it was made fit for transfer.
    pub(in crate::corpus) fn content(&self) -> Cow<'a, [u8]> {
        let transfer = self.headers().and_then(MimeHeaders::content_transfer_encoding).unwrap_or_default().trim();
        if transfer.eq_ignore_ascii_case("base64") {
            base64(self.body).into()
        } else if transfer.eq_ignore_ascii_case("quoted-printable") {
            quoted_printable(self.body).into()
        } else {
            self.body.into()
        }
    }

    /// The content as text, in the character encoding that the part names, or a likely one.
    pub(in crate::corpus) fn text(&self) -> Decoded {
        decode_labelled(self.content().into_owned(), self.parameter("charset"))
    }
}

/// Decodes bytes whose sender named their encoding. UTF-8 is tried first: where it fits and is not ASCII, the name is wrong
/// more often than the fit is a coincidence.
pub(in crate::corpus) fn decode_labelled(bytes: Vec<u8>, label: Option<&str>) -> Decoded {
    let label = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match label {
        Some(encoding)
            if Encoding::for_bom(&bytes).is_none()
                && (!encoding.is_ascii_compatible() || std::str::from_utf8(&bytes).is_err()) =>
        {
            decode::decode_as(encoding, bytes)
        }
        _ => decode::decode(bytes),
    }
}

/// Bytes whose sender named their encoding, for a reader that finds out by itself: where the name is needed, the same text
/// in UTF-8 with a byte-order mark, which every reader believes.
pub(in crate::corpus) fn marked(bytes: Vec<u8>, label: Option<&str>) -> Vec<u8> {
    let needed = label.is_some() && Encoding::for_bom(&bytes).is_none() && std::str::from_utf8(&bytes).is_err();
    if !needed {
        return bytes;
    }
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(decode_labelled(bytes, label).text.into_bytes());
    marked
}

/// Where the headers end and the body begins: behind the first blank line.
fn end_of_headers(bytes: &[u8]) -> usize {
    let mut start = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        start += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            return start;
        }
    }
    start
}

/// What lies between the boundaries (RFC 2046, section 5.1.1). A last one that is missing is the end.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let (mut begun, mut place) = (None, 0);
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let mark = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary)).map(<[u8]>::trim_ascii_end);
        if let Some(rest) = mark
            && matches!(rest, b"" | b"--")
        {
            if let Some(from) = begun.take() {
                parts.push(body.get(from..place).unwrap_or_default());
            }
            if rest == b"--" || parts.len() == MOST_PARTS {
                return parts;
            }
            begun = Some(place + line.len());
        }
        place += line.len();
    }
    parts.extend(begun.map(|from| body.get(from..).unwrap_or_default()));
    parts
}

/// Decodes base64, whatever else lies between its letters (RFC 2045, section 6.8), up to where it is cut off.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut letters: Vec<u8> =
        bytes.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    letters.truncate(letters.len() - usize::from(letters.len() % 4 == 1));
    while !letters.len().is_multiple_of(4) {
        letters.push(b'=');
    }
    mail_parser::decoders::base64::base64_decode(&letters).unwrap_or_default()
}

/// Decodes quoted-printable (RFC 2045, section 6.7). What breaks its rules stays as it is: senders forget to write `=3D`.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let text = line.trim_ascii_end();
        let (text, end) = match text.strip_suffix(b"=") {
            Some(text) => (text, &b""[..]),
            None if line.ends_with(b"\n") => (text, &b"\n"[..]),
            None => (text, &b""[..]),
        };
        let mut rest = text;
        while let Some((&first, behind)) = rest.split_first() {
            let code = if first == b'=' { behind.get(..2).and_then(hexadecimal) } else { None };
            out.push(code.unwrap_or(first));
            rest = if code.is_some() { &behind[2..] } else { behind };
        }
        out.extend_from_slice(end);
    }
    out
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The names of headers at the start of a text, in lower case, up to the first blank line; empty if it does not start with
/// headers.
pub(in crate::corpus) fn header_names(start: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in start.lines() {
        if line.trim().is_empty() {
            return names;
        }
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        match line.split_once(':') {
            Some((name, _))
                if !name.is_empty()
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) =>
            {
                names.push(name.to_ascii_lowercase());
            }
            _ => return Vec::new(),
        }
    }
    // The front of a longer file: the last line may be cut.
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn transfer_encodings_are_forgiving() {
        assert_eq!(base64(b"U2hlIHNh\r\naWQgbm8u"), b"She said no.");
        assert_eq!(base64(b"U2hlIHNhaWQgbm8"), b"She said no");
        assert_eq!(base64(b"U2hlI"), b"She");
        assert_eq!(quoted_printable(b"caf=C3=A9 =\r\nau lait  \r\na=b =ZZ="), "caf\u{E9} au lait\na=b =ZZ".as_bytes());
    }

    #[test]
    fn parts_end_at_their_boundary() {
        let body = b"preamble\r\n--a\r\none\r\n--ab\r\n--a \r\n\r\ntwo\r\n--a--\r\n--a\r\nepilogue";
        assert_eq!(split(body, b"a"), [&b"one\r\n--ab\r\n"[..], b"\r\ntwo\r\n"]);
        assert_eq!(split(b"--a\none", b"a"), [b"one"]);
        assert!(split(b"one", b"a").is_empty());
    }

    #[test]
    fn depth_is_bounded() {
        let mut bytes = Vec::new();
        for number in 0..20_000 {
            bytes.extend(format!("Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n").into_bytes());
        }
        assert_eq!(Part::of(&bytes).leaves().len(), 1);
    }

    proptest! {
        #[test]
        fn any_bytes_give_parts(bytes in "(Content-Type: multipart/mixed; boundary=a|--a|--a--|\n|\n\n|é|=|x){0,30}") {
            for part in Part::of(bytes.as_bytes()).leaves() {
                let _ = part.text();
            }
        }
    }
}
