//! Telling text from other things by its bytes, whatever the file is called. A PDF named `.txt` must become a row that
//! says so, not an article of garbage.

use super::Status;

/// First bytes that give a format away: offset, bytes, what a journalist would call it. The signatures are those of
/// the formats' specifications, as collected by the WHATWG MIME Sniffing Standard (section 6) and `file(1)`. Only
/// signatures that no prose starts with: the `MZ` of a Windows program is left to the check for NUL bytes.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive, or a Word, Excel or OpenDocument file"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word, Excel or PowerPoint file, or one locked by a password"),
    (0, b"{\\rtf", "a Rich Text (RTF) document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"\x1F\x8B", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xFD7zXZ\0", "an xz archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (0, b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (0, b"Rar!\x1A\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (0, b"\xFF\xD8\xFF", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (8, b"WEBPVP8", "a WebP image"),
    (0, b"ID3\x03", "an MP3 recording"),
    (0, b"ID3\x04", "an MP3 recording"),
    (8, b"WAVEfmt ", "a WAV recording"),
    (4, b"ftyp", "an MP4 recording"),
    (0, b"OggS\0", "an Ogg recording"),
    (0, b"\x7FELF", "a program"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"bplist00", "a property list"),
    (0, b"\xFF\xFE\0\0", "text in UTF-32"),
    (0, b"\0\0\xFE\xFF", "text in UTF-32"),
];

/// Why bytes without a UTF-16 byte-order mark are not text, if so: the status, and a message with a remedy.
pub(super) fn not_text(bytes: &[u8]) -> Option<(Status, String)> {
    if let Some(kind) = signature(bytes) {
        let message = format!("despite its name this seems to be {kind}; save it as plain text in UTF-8 (.txt)");
        return Some((Status::Unsupported, message));
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        let message = format!(
            "this seems to be a binary file: byte {} is a NUL, which no text holds; save it as plain text in UTF-8 \
             (.txt)",
            offset + 1
        );
        return Some((Status::Corrupt, message));
    }
    let controls = bytes.iter().filter(|&&byte| is_odd_control(byte)).count();
    // One in twenty: prose has none, terminal logs and typesetters' files have a few, binary bytes have about one in
    // ten.
    if controls * 20 > bytes.len() {
        let message = format!(
            "this seems to be a binary file: {controls} of its {} bytes are control characters; save it as plain \
             text in UTF-8 (.txt)",
            bytes.len()
        );
        return Some((Status::Corrupt, message));
    }
    None
}

/// What the first bytes give away. With a byte-order mark only UTF-32, which starts like UTF-16.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES
        .iter()
        .find(|(offset, magic, _)| bytes.get(*offset..).is_some_and(|rest| rest.starts_with(magic)))
        .map(|(_, _, kind)| *kind)
}

/// Whether bytes without a byte-order mark look like UTF-16 of mostly ASCII letters: the name of the encoding.
///
/// Every second byte is then NUL and none of the others is; binary files do not keep to that.
pub(super) fn bare_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = bytes.len() / 2;
    if half < 4 {
        None
    } else if even == 0 && odd * 10 >= half * 9 {
        Some(encoding_rs::UTF_16LE)
    } else if odd == 0 && even * 10 >= half * 9 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// Whether a text starts like a whole web page, as a program fetches it, and not like the piece of one that is an article.
pub(super) fn is_whole_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|words| words.eq_ignore_ascii_case(tag)))
}

/// Whether a text starts like a web page or a piece of one (WHATWG MIME Sniffing Standard, section 7.1). What may stand
/// before the first tag is passed over: an XML declaration, comments, among them those of browsers that saved the page.
pub(super) fn is_html(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "!doctype html",
        "html",
        "head",
        "script",
        "iframe",
        "h1",
        "div",
        "font",
        "table",
        "a",
        "style",
        "title",
        "b",
        "body",
        "br",
        "p",
        "meta",
        "article",
        "main",
        "section",
    ];
    let mut rest = text.trim_start();
    while let Some(end) = [("<?xml", "?>"), ("<!--", "-->")].iter().find_map(|(start, end)| {
        let inside = rest.strip_prefix(start)?;
        Some(start.len() + inside.find(end)? + end.len())
    }) {
        rest = rest[end..].trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    TAGS.iter().any(|name| {
        tag.split_at_checked(name.len()).is_some_and(|(start, behind)| {
            start.eq_ignore_ascii_case(name) && behind.starts_with(|c: char| c == '>' || c.is_ascii_whitespace())
        })
    })
}

/// Control characters that no text file has reason to hold. Form feeds, vertical tabs, escapes (coloured logs),
/// backspaces (old man pages) and the end-of-file mark of DOS do occur.
const fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 0..=7 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_it_sees() {
        let (status, message) = not_text(b"%PDF-1.7\n%\xE2\xE3").unwrap();
        assert_eq!(status, Status::Unsupported);
        assert!(message.contains("PDF document"), "{message}");
        let (status, message) = not_text(b"Mayor Lee said\0no").unwrap();
        assert_eq!(status, Status::Corrupt);
        assert!(message.contains("byte 15"), "{message}");
        assert!(not_text(&[1, 2, 3, 4, 5, b'a', b'b']).is_some());
        assert!(not_text(b"Mayor Lee said no.\x0C\x1A").is_none());
        assert!(not_text(b"").is_none());
    }

    #[test]
    fn pages_are_known_by_their_first_tag() {
        for page in [
            "<!DOCTYPE html><p>",
            " <HTML lang=en>",
            "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''>",
            "<!-- saved -->\n<html>",
            "<div class=x>",
        ] {
            assert!(is_html(page), "{page}");
        }
        for text in ["<!-- a", "<?xml version='1.0'?><rss>", "<b5> said", "a <p>", "<", "<é"] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn prose_is_not_taken_for_a_format() {
        for prose in ["PKK fighters said", "MZ said", "Rarely", "GIF makers said", "ID cards", "BZ Berlin wrote"] {
            assert_eq!(signature(prose.as_bytes()), None, "{prose}");
        }
    }
}
