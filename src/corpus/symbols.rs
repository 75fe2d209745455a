//! Characters of symbol fonts. Word keeps them as numbers in the private-use area (U+F020 to U+F0FF) that only mean
//! something together with a font; those that occur in prose are given their Unicode characters here.

/// The Greek letters of Adobe's Symbol font at the places of A to Z and a to z (Unicode's mapping table
/// VENDORS/ADOBE/symbol.txt).
const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// The character for `code` of the symbol font named `font`, itself if it is no symbol at all; `None` if it has no
/// counterpart worth reading.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let code = match code {
        0xF000..=0xF0FF => code - 0xF000,
        0..=0xFF => code,
        other => return char::from_u32(other),
    };
    let font = font.to_ascii_lowercase();
    if font.starts_with("wingdings") || font.starts_with("webdings") {
        return match code {
            0x6C..=0x78 | 0x9E..=0xA8 => Some('•'),
            0xDF | 0xE7 => Some('←'),
            0xE0 | 0xE8 => Some('→'),
            _ => None,
        };
    }
    match code {
        0xB7 => Some('•'),
        _ if font.starts_with("symbol") => adobe(code),
        0x20..0x7F => char::from_u32(code),
        _ => None,
    }
}

/// Of the Symbol font.
fn adobe(code: u32) -> Option<char> {
    Some(match code {
        0x41..=0x5A => GREEK.chars().nth(code as usize - 0x41)?,
        0x61..=0x7A => GREEK.chars().nth(code as usize - 0x61 + 26)?,
        0x2D => '−',
        0x20..=0x40 | 0x5B | 0x5D | 0x5F | 0x7B..=0x7D => char::from_u32(code)?,
        0xA0 => '€',
        0xA2 => '′',
        0xA3 => '≤',
        0xA5 => '∞',
        0xAB => '↔',
        0xAC => '←',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xB3 => '≥',
        0xB4 => '×',
        0xB9 => '≠',
        0xBB => '≈',
        0xBC => '…',
        0xD2 | 0xE2 => '®',
        0xD3 | 0xE3 => '©',
        0xD4 | 0xE4 => '™',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_of_prose_are_known() {
        for (font, code, expected) in [
            ("Symbol", 0xF0B7, Some('•')),
            ("Symbol", 0xF061, Some('α')),
            ("Symbol", 0xF07A, Some('ζ')),
            ("Symbol", 0xB3, Some('≥')),
            ("Wingdings", 0xF0E0, Some('→')),
            ("Wingdings", 0xF04A, None),
            ("Times New Roman", 0x2013, Some('–')),
            ("", 0xF0B7, Some('•')),
        ] {
            assert_eq!(symbol(font, code), expected, "{font} {code:x}");
        }
    }
}
