//! From a page's bytes to its text. A byte-order mark is believed, and bytes that are UTF-8 are read as such whatever
//! the page declares: browsers save pages in UTF-8 and leave the old declaration in them. Then comes the declaration
//! (HTML Standard, section 13.2.3.2; XML, section 4.3.3), then a guess.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::corpus::decode::{self, Decoded};
use crate::corpus::sniff;

/// Bytes in which a declaration is looked for. The standard looks at 1024, real pages have it later, too.
const PRESCAN: usize = 8192;

/// Decodes a page.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    if Encoding::for_bom(&bytes).is_some() {
        return decode::decode(bytes);
    }
    if let Some(encoding) = sniff::bare_utf16(&bytes) {
        return decode::decode_as(encoding, bytes);
    }
    match declared(&bytes) {
        Some(encoding) if bytes.is_ascii() || std::str::from_utf8(&bytes).is_err() => {
            decode::decode_as(encoding, bytes)
        }
        _ => decode::decode_unmarked(bytes),
    }
}

/// The encoding that a page declares, unless it is UTF-8, which is tried anyway.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| value(rest.split("?>").next()?, "encoding"));
    let label = xml.or_else(|| head.split("<meta").skip(1).find_map(|tag| value(tag.split('>').next()?, "charset")))?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // What could be read up to here is in no such encoding.
    (![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)).then_some(encoding)
}

/// The value behind `name=`, with or without quotation marks.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let rest = text[text.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(rest.len());
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read() {
        for (page, encoding) in [
            (&b"<meta charset=\"windows-1251\">\xCF"[..], "windows-1251"),
            (b"<META http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x83\x65", "Shift_JIS"),
            (b"<?xml version='1.0' encoding='ISO-8859-2'?>\xB1", "ISO-8859-2"),
            (b"<meta charset=windows-1251>\xC3\xA9t\xC3\xA9", "UTF-8"),
            (b"<meta charset=utf-8>It cost \xA35 million, the mayor of the town said on Monday", "windows-1252"),
            (b"<p>plain", "UTF-8"),
        ] {
            assert_eq!(decode(page.to_vec()).encoding, encoding, "{}", String::from_utf8_lossy(page));
        }
    }
}
