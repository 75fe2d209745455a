//! Rich Text as real programs write it, and hostile files.

use proptest::prelude::*;

use super::*;

fn parse(rtf: &[u8]) -> Result<Parsed, Refusal> {
    let file = File { bytes: rtf.to_vec(), extension: "rtf" };
    Rtf.parse(file, &Options::default()).map(|mut parsed| parsed.remove(0))
}

/// The text of a file with this body.
fn text(body: &str) -> String {
    let fonts =
        r"{\fonttbl{\f0\fswiss\fcharset0 Arial{\*\falt Helvetica};}{\f1\fcharset204 Arial Cyr;}\f2\fcharset2 Symbol;}";
    parse(format!(r"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{body}}}").as_bytes()).unwrap().text.unwrap()
}

#[test]
fn characters_come_in_many_ways() {
    for (body, expected) in [
        (r"\'93caf\'e9\'94", "“café”"),
        (r"\ldblquote a\rdblquote\~\emdash  b", "“a” — b"),
        (r"\u8220\'93a\u8221?", "“a”"),
        (r"\uc0\u8220 a\u8221 b", "“a”b"),
        (r"{\uc2\u26085\'93\'fa}x", "日x"),
        (r"\u-10179?\u-8704?x", "😀x"),
        (r"\u-10179?x", "\u{FFFD}x"),
        (r"\f1\'c4\'e0\f0  \'e9", "Да é"),
        (r"{\f2\'b7} \u-3913?", "• •"),
        (r"co\_op\-erate \{\\\}", "co-operate {\\}"),
        (r"\u8212\par b", "—\n\nb"),
    ] {
        assert_eq!(text(body), expected, "{body}");
    }
}

#[test]
fn what_is_no_text_is_left_out() {
    let body = r"{\info{\title T}{\*\company C}}{\header\pard Top\par}{\*\unknown{x}y}{\pict\bin5 {}{}\0a}
        {\field{\*\fldinst{HYPERLINK x}}{\fldrslt link}} a{\v hidden}{\deleted gone}{\footnote note}
        {\object{\*\objdata 00}{\result shown}}{\*\bkmkstart b}.{\upr{ansi}{\*\ud{ uni}}}";
    assert_eq!(text(body), "link a shown. uni");
}

#[test]
fn paragraphs_end_in_many_ways() {
    let body = "a\\par b\\line c.\\line D\\sect\\trowd e\\cell f\\cell\\row g\\page h\\\ni\\par{\\deleted\\par}j{\\deleted\\par}k";
    assert_eq!(text(body), "a\n\nb c.\n\nD\n\ne\n\nf\n\ng\n\nh\n\ni\n\njk");
}

#[test]
fn items_are_marked() {
    let body = r"\pard{\listtext\pard\plain\f2\'b7\tab}\ls1 one\par{\pntext\'95\tab}two\par\pard three\par
        {\listtext 1.\tab}\pard\outlinelevel1 four\par";
    assert_eq!(text(body), "• one\n\n• two\n\nthree\n\nfour");
}

#[test]
fn boxes_are_read_once() {
    let body = r"Be{\shp{\*\shpinst\shpleft1{\sp{\sn a}{\sv b}}{\shptxt A box.\par Two.}}{\shprslt{\*\do{\dptxbxtext A box.}}}}fore.\par After.";
    assert_eq!(text(body), "Before.\n\nA box.\n\nTwo.\n\nAfter.");
}

#[test]
fn raw_utf8_is_read() {
    assert_eq!(text("“é”"), "“é”");
}

#[test]
fn a_cut_file_is_read_as_far_as_it_goes() {
    let parsed = parse(b"{\\rtf1 She {\\b said").unwrap();
    assert_eq!(parsed.text.unwrap(), "She said");
    assert!(parsed.remarks[0].contains("too early"));
    let more = b"{\\rtf1 One.}{\\rtf1 Another file with more than forty letters in its text, and so a remark.}";
    assert!(parse(more).unwrap().remarks[0].contains("several files"));
}

#[test]
fn deep_nesting_is_refused() {
    let (status, message) = parse(format!("{{\\rtf1{}", "{".repeat(100_000)).as_bytes()).unwrap_err();
    assert_eq!(status, Status::Corrupt);
    assert!(message.contains("deep"), "{message}");
    assert_eq!(parse(b"\xD0\xCF").unwrap_err().0, Status::Corrupt);
}

proptest! {
    #[test]
    fn any_bytes_give_a_value(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&[b"{\\rtf1", bytes.as_slice()].concat());
    }

    #[test]
    fn any_order_of_words_gives_a_value(
        body in r"(\{|\}|\\par|\\u-10179|\\'|\\'e9|\\shptxt|\\shp|\\\*|\\fonttbl|;|\\upr|\\ud|\\bin3|\\uc-1|\\f99999999999| a){0,30}"
    ) {
        let _ = parse(format!("{{\\rtf1{body}").as_bytes());
    }
}
