//! From bytes to text: a byte-order mark is believed, then UTF-8 is tried, then the encoding is guessed.
//!
//! The guess is chardetng's, the detector of Firefox. Laws: any bytes give a text; the text never starts with a
//! byte-order mark that the file had; line ends are kept, so that offsets hold in the decoded file.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte-order mark.
    pub(super) text: String,
    /// What it was decoded from, by its name in the WHATWG Encoding Standard.
    pub(super) encoding: &'static str,
    /// Whether bytes that mean nothing in that encoding were replaced by U+FFFD.
    pub(super) lossy: bool,
}

impl Decoded {
    /// A remark for the user where characters were lost.
    pub(super) fn remark(&self) -> Option<String> {
        let count = self.text.matches(char::REPLACEMENT_CHARACTER).count();
        self.lossy.then(|| {
            format!(
                "read as {}, but {count} of its characters could not be decoded and stand as \u{FFFD}; save it as UTF-8 \
                 to mend this",
                self.encoding
            )
        })
    }
}

/// Decodes `bytes`, which may start with a byte-order mark.
pub(super) fn decode(mut bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        bytes.drain(..length);
        return decode_as(encoding, bytes);
    }
    decode_unmarked(bytes)
}

/// Decodes `bytes` that have no byte-order mark.
pub(super) fn decode_unmarked(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: UTF_8.name(), lossy: false },
        Err(error) => {
            let bytes = error.into_bytes();
            decode_as(guess(&bytes), bytes)
        }
    }
}

/// Decodes `bytes` from a known encoding.
pub(super) fn decode_as(encoding: &'static Encoding, bytes: Vec<u8>) -> Decoded {
    let bytes = if encoding == UTF_8 {
        match String::from_utf8(bytes) {
            Ok(text) => return Decoded { text, encoding: UTF_8.name(), lossy: false },
            Err(error) => error.into_bytes(),
        }
    } else {
        bytes
    };
    let (text, lossy) = encoding.decode_without_bom_handling(&bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), lossy }
}

/// The likely encoding of bytes that are not valid UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    // A UTF-8 file with a byte or two broken (cut off inside a character, pasted together) is still UTF-8: prose in
    // another encoding all but never forms well-made multi-byte sequences. A detector that asks for wholly valid UTF-8
    // would turn every curly quotation mark of such a file into three wrong characters.
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess.is_single_byte() && is_western_english(bytes) { WINDOWS_1252 } else { guess }
}

/// Whether bytes are English prose with a few Western characters among them: fewer than one byte in twenty is not ASCII,
/// and each of them has a meaning in windows-1252.
///
/// The detector takes all languages for equally likely and a lone pound sign for a Polish letter. Prose of other
/// alphabets, or of Polish and Czech, has more such bytes.
fn is_western_english(bytes: &[u8]) -> bool {
    let others = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    others * 20 < bytes.len() && !bytes.iter().any(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_believed_and_dropped() {
        for (bytes, encoding) in [
            (&b"\xEF\xBB\xBFa\r\nb"[..], "UTF-8"),
            (b"\xFF\xFEa\0\r\0\n\0b\0", "UTF-16LE"),
            (b"\xFE\xFF\0a\0\r\0\n\0b", "UTF-16BE"),
        ] {
            let decoded = decode(bytes.to_vec());
            assert_eq!(decoded, Decoded { text: "a\r\nb".into(), encoding, lossy: false });
        }
    }

    #[test]
    fn western_news_is_windows_1252() {
        for text in [
            "\u{201C}We won\u{2019}t,\u{201D} she said \u{2014} twice.",
            "The mayor didn\u{2019}t say.",
            "It cost the council \u{A3}5 million.",
            "Beyonc\u{E9} said no.",
            "Jos\u{E9} Nu\u{F1}ez, of S\u{E3}o Paulo, told a caf\u{E9} owner.",
            "a fee of \u{20AC}30\u{2013}40",
        ] {
            let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.lossy), (text, "windows-1252", false));
        }
    }

    #[test]
    fn other_alphabets_are_not_windows_1252() {
        let text = "Президент сказал, что выборы пройдут в мае.";
        let decoded = decode(encoding_rs::WINDOWS_1251.encode(text).0.into_owned());
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "windows-1251"));
    }

    #[test]
    fn utf8_cut_off_in_a_character_stays_utf8() {
        let mut bytes = "\u{201C}We won\u{2019}t,\u{201D} she said.".as_bytes().to_vec();
        bytes.extend(b"\xE2\x80");
        let decoded = decode(bytes);
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.text.starts_with("\u{201C}We won\u{2019}t"));
        assert!(decoded.remark().unwrap().contains("1 of its characters"));
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_text(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let decoded = decode(bytes.clone());
            prop_assert!(!decoded.encoding.is_empty());
            if let Ok(text) = std::str::from_utf8(&bytes) && !text.starts_with('\u{FEFF}') {
                prop_assert_eq!(text, decoded.text);
            }
        }

        #[test]
        fn utf16_round_trip(text in "\\PC{0,60}") {
            let mut bytes = vec![0xFF, 0xFE];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            prop_assert_eq!(decode(bytes).text, text);
        }
    }
}
