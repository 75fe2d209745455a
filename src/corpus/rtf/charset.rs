//! Which characters the bytes of an RTF file are: by the code page of the file, and by that of the font in which they
//! stand (RTF Specification 1.9.1, "Character Set" and "Font Table").

use encoding_rs::Encoding;

use super::super::symbols::symbol;

/// How bytes become characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Charset {
    /// An encoding of the WHATWG Encoding Standard.
    Encoding(&'static Encoding),
    /// The upper half of a code page of DOS, which that standard does not know.
    Dos(&'static str),
    /// A font of symbols, by its name.
    Symbols(String),
}

/// The upper halves of the code pages 437 and 850 (Unicode's mapping tables VENDORS/MICSFT/PC), from 0x80 on.
const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

impl Charset {
    /// By the number of a Windows code page, as in `\ansicpg1252` and `\cpg1252`; `None` if it is not known.
    pub(super) fn of_page(page: i32) -> Option<Self> {
        use encoding_rs as e;
        Some(Self::Encoding(match page {
            437 => return Some(Self::Dos(DOS_437)),
            850 | 858 => return Some(Self::Dos(DOS_850)),
            866 => e::IBM866,
            874 => e::WINDOWS_874,
            932 => e::SHIFT_JIS,
            936 | 54936 => e::GB18030,
            949 => e::EUC_KR,
            950 => e::BIG5,
            1250 => e::WINDOWS_1250,
            1251 => e::WINDOWS_1251,
            1252 => e::WINDOWS_1252,
            1253 => e::WINDOWS_1253,
            1254 => e::WINDOWS_1254,
            1255 => e::WINDOWS_1255,
            1256 => e::WINDOWS_1256,
            1257 => e::WINDOWS_1257,
            1258 => e::WINDOWS_1258,
            10000 => e::MACINTOSH,
            10007 => e::X_MAC_CYRILLIC,
            65001 => e::UTF_8,
            _ => return None,
        }))
    }

    /// By the number of a character set of Windows, as in `\fcharset204`; `None` where the file's own counts.
    pub(super) fn of_font(charset: i32) -> Option<Self> {
        Self::of_page(match charset {
            0 => 1252,
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178..=180 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            _ => return None,
        })
    }

    /// The characters that `bytes` are.
    pub(super) fn decode(&self, bytes: &[u8], into: &mut String) {
        match self {
            Self::Encoding(encoding) => into.push_str(&encoding.decode_without_bom_handling(bytes).0),
            Self::Dos(upper) => into.extend(bytes.iter().map(|&byte| match byte {
                0x80.. => upper.chars().nth(usize::from(byte) - 0x80).unwrap_or(char::REPLACEMENT_CHARACTER),
                _ => char::from(byte),
            })),
            Self::Symbols(font) => into.extend(bytes.iter().filter_map(|&byte| symbol(font, byte.into()))),
        }
    }

    /// Its name in the WHATWG Encoding Standard; empty if it has none.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Encoding(encoding) => encoding.name(),
            Self::Dos(_) | Self::Symbols(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_by_their_page() {
        for (charset, bytes, expected) in [
            (Charset::of_page(1252), &b"\x93\xE9\x94"[..], "“é”"),
            (Charset::of_page(437), b"\x82\x9C\xFE", "é£■"),
            (Charset::of_page(850), b"\x82\x9C\xFE", "é£■"),
            (Charset::of_font(204), b"\xC4\xE0", "Да"),
            (Charset::of_font(77), b"\xD2\x8E\xD3", "“é”"),
            (Charset::of_font(128), b"\x93\xFA\x96{", "日本"),
            (Some(Charset::Symbols("Symbol".into())), b"\xB7\xB3", "•≥"),
        ] {
            let mut text = String::new();
            charset.unwrap().decode(bytes, &mut text);
            assert_eq!(text, expected);
        }
        assert_eq!((DOS_437.chars().count(), DOS_850.chars().count()), (128, 128));
        assert_eq!(Charset::of_font(1), None);
    }
}
