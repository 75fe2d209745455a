//! Characters and strings of a PDF file: its text strings are decoded, and what its fonts call a character is turned into
//! what a reader of the page would type.

/// The upper half of `PDFDocEncoding` where it is not Latin-1 (ISO 32000-1, annex D.2): 0x18 to 0x1F and 0x80 to 0xA0.
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
];

/// A text string (7.9.2.2): UTF-16 or UTF-8 with a byte-order mark, else `PDFDocEncoding`.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(b"\xFE\xFF") {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(utf16).0.into_owned();
    }
    if let Some(utf16) = bytes.strip_prefix(b"\xFF\xFE") {
        return encoding_rs::UTF_16LE.decode_without_bom_handling(utf16).0.into_owned();
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes
        .iter()
        .map(|&byte| match byte {
            0x18..=0x1F => LOW[usize::from(byte - 0x18)],
            0x80..=0xA0 => HIGH[usize::from(byte - 0x80)],
            _ => char::from(byte),
        })
        .collect()
}

/// A character that a font shows, as one would type it; `None` if it is no character of a text. Ligatures stay, see
/// [`parts`].
pub(super) fn readable(c: char) -> Option<char> {
    match c {
        // Word writes bullets in the font Symbol, whose characters begin at U+F000.
        '\u{F0B7}' | '\u{F0A7}' | '\u{F076}' | '\u{F0D8}' | '\u{F0FC}' => Some('•'),
        '\t' | '\n' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => Some(' '),
        // Icons of the web; marks of direction and of no width, which would stand between letters that belong together.
        '\u{E000}'..='\u{F8FF}'
        | '\u{F0000}'..='\u{10FFFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{FEFF}' => None,
        _ if c.is_control() => None,
        c => Some(c),
    }
}

/// The letters of a ligature (Unicode Standard, Alphabetic Presentation Forms); any other character is its own part.
pub(super) fn push_parts(text: &mut String, c: char) {
    match c {
        '\u{FB00}' => text.push_str("ff"),
        '\u{FB01}' => text.push_str("fi"),
        '\u{FB02}' => text.push_str("fl"),
        '\u{FB03}' => text.push_str("ffi"),
        '\u{FB04}' => text.push_str("ffl"),
        '\u{FB05}' | '\u{FB06}' => text.push_str("st"),
        _ => text.push(c),
    }
}

/// The combining form of an accent that has a width of its own; TeX draws `é` as an accent and an `e` on the same spot.
pub(super) fn combining(c: char) -> Option<char> {
    Some(match c {
        '`' | '\u{2CB}' => '\u{300}',
        '´' | '\u{2CA}' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | '\u{2C9}' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings() {
        assert_eq!(decode(b"\xFE\xFF\0Z\0o\0\xEB"), "Zoë");
        assert_eq!(decode("\u{FEFF}Zoë".as_bytes()), "Zoë");
        assert_eq!(decode(b"\x8DQuay\x8E \x85 Zo\xEB"), "“Quay” – Zoë");
        assert_eq!(decode(b"\xFE\xFF\xD8"), "\u{FFFD}");
    }

    #[test]
    fn what_fonts_call_a_character() {
        assert_eq!(readable('\u{F0B7}'), Some('•'));
        assert_eq!(readable('\u{E001}'), None);
        assert_eq!(readable('\u{A0}'), Some(' '));
        let mut text = String::new();
        push_parts(&mut text, 'ﬃ');
        assert_eq!(text, "ffi");
    }
}
