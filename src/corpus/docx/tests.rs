//! Word files as real programs write them, and hostile ones.

use std::io::Write;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parse(bytes: Vec<u8>) -> Result<Parsed, Refusal> {
    let file = File { bytes, extension: "docx" };
    Docx.parse(file, &Options::default()).map(|mut parsed| parsed.remove(0))
}

fn document(body: &str) -> String {
    format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>")
}

/// The text of a file with this body.
fn text(body: &str) -> String {
    parse(package(&[(MAIN, document(body).as_bytes())])).unwrap().text.unwrap()
}

#[test]
fn runs_are_joined_without_blanks() {
    let body = "<w:p><w:r><w:t>The cou</w:t></w:r><w:proofErr/><w:r><w:t xml:space='preserve'>ncil </w:t></w:r>\
        <w:hyperlink><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>ted</w:t></w:r></w:hyperlink>\
        <w:r><w:tab/><w:t>him.</w:t></w:r></w:p>";
    assert_eq!(text(body), "The council co-opted him.");
}

#[test]
fn changes_count_as_accepted() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>He </w:t></w:r>\
        <w:del><w:r><w:delText>never </w:delText></w:r></w:del></w:p>\
        <w:p><w:ins><w:r><w:t>often </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>\
        <w:moveTo><w:r><w:t>came.</w:t></w:r></w:moveTo></w:p>";
    assert_eq!(text(body), "He often came.");
}

#[test]
fn hidden_text_and_codes_of_fields_are_left_out() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>See </w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>code</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>page 3</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p><w:p><w:r><w:t>Never ended.</w:t></w:r></w:p>";
    assert_eq!(text(body), "See page 3.\n\nNever ended.");
}

#[test]
fn of_two_alternatives_one_is_read() {
    let content = "<w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice>{content}</mc:Choice>\
         <mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>and after.</w:t></w:r></w:p>"
    );
    assert_eq!(text(&body), "Before and after.\n\nA box.");
}

#[test]
fn lists_are_known_by_their_styles() {
    let styles = "<w:styles><w:style w:styleId='LB'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='3'/>\
        </w:numPr></w:pPr></w:style><w:style w:styleId='My'><w:basedOn w:val='LB'/></w:style><w:style w:styleId='H'>\
        <w:basedOn w:val='H'/><w:name w:val='heading 2'/></w:style></w:styles>";
    let item = |properties: &str| format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>");
    let body = [
        item("<w:pStyle w:val='My'/>"),
        item("<w:pStyle w:val='My'/><w:numPr><w:numId w:val='0'/></w:numPr>"),
        item("<w:pStyle w:val='H'/><w:numPr><w:numId w:val='3'/></w:numPr>"),
        item("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>"),
    ];
    let bytes = package(&[(MAIN, document(&body.concat()).as_bytes()), ("word/styles.xml", styles.as_bytes())]);
    assert_eq!(parse(bytes).unwrap().text.unwrap(), "• a\n\na\n\na\n\n• a");
}

#[test]
fn large_initials_and_placeholders() {
    let body = "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>\
        <w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>he quay.</w:t></w:r></w:p>\
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here</w:t></w:r></w:p>\
        </w:sdtContent></w:sdt><w:sdt><w:sdtContent><w:p><w:r><w:t>Kept.</w:t><w:sym w:font='Symbol' w:char='F0B3'/>\
        </w:r></w:p></w:sdtContent></w:sdt>";
    assert_eq!(text(body), "The quay.\n\nKept.≥");
}

#[test]
fn any_prefix_will_do_and_the_main_part_may_lie_elsewhere() {
    let relations = "<Relationships><Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/\
        officeDocument' Target='/word/document2.xml'/></Relationships>";
    let main = "<document><body><p><r><t>Strict.</t></r></p></body></document>";
    let bytes = package(&[(RELATIONS, relations.as_bytes()), ("word/document2.xml", main.as_bytes())]);
    assert_eq!(parse(bytes).unwrap().text.unwrap(), "Strict.");
}

#[test]
fn a_bomb_does_not_unfold() {
    let mut body = document("<w:p><w:r><w:t>a</w:t></w:r></w:p>").into_bytes();
    body.resize(40 * 1024 * 1024, b' ');
    let (status, message) = parse(package(&[(MAIN, &body)])).unwrap_err();
    assert_eq!(status, Status::TooLarge);
    assert!(message.contains("--max-ratio"), "{message}");
    let options = Options { max_file: 1000, ..Options::default() };
    let bytes = package(&[(MAIN, &body[..5000])]);
    let (status, message) = Docx.parse(File { bytes, extension: "docx" }, &options).unwrap_err();
    assert_eq!(status, Status::TooLarge);
    assert!(message.contains("--max-file-size"), "{message}");
}

#[test]
fn hostile_and_broken_files_are_refused() {
    let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'>]><w:document>&a;</w:document>";
    let deep = document(&"<w:p>".repeat(100_000));
    for (parts, reason) in [
        (vec![(MAIN, laughs.as_bytes())], "document type"),
        (vec![(MAIN, deep.as_bytes())], "deep"),
        (vec![(MAIN, &b"<w:document><w:p>"[..])], "too early"),
        (vec![("word/other.xml", &b""[..])], "has no part"),
    ] {
        let (status, message) = parse(package(&parts)).unwrap_err();
        assert_eq!((status, message.contains(reason)), (Status::Corrupt, true), "{message}");
    }
    let whole = package(&[(MAIN, document("<w:p><w:r><w:t>A text of some length</w:t></w:r></w:p>").as_bytes())]);
    let mut changed = whole.clone();
    changed[60] ^= 0x55;
    assert_eq!(parse(changed).unwrap_err().0, Status::Corrupt);
    assert_eq!(parse(whole[..whole.len() / 2].to_vec()).unwrap_err().0, Status::Corrupt);
}

#[test]
fn other_ways_of_packing_are_named() {
    let mut bytes = package(&[(MAIN, document("<w:p/>").as_bytes())]);
    // The method of packing, in the entry and in the table of contents (APPNOTE 4.3.7 and 4.3.12): 12 is bzip2.
    let table = bytes.windows(4).position(|mark| mark == b"PK\x01\x02").unwrap();
    for at in [8, table + 10] {
        bytes[at..at + 2].copy_from_slice(&12_u16.to_le_bytes());
    }
    let (status, message) = parse(bytes).unwrap_err();
    assert_eq!(status, Status::Unsupported, "{message}");
    assert!(message.contains("packed by a method"), "{message}");
}

#[test]
fn a_file_of_nothing_but_another_says_so() {
    let (status, message) = parse(package(&[(MAIN, document("<w:altChunk r:id='a'/>").as_bytes())])).unwrap_err();
    assert_eq!(status, Status::Unsupported);
    assert!(message.contains("embedded"), "{message}");
}

proptest! {
    #[test]
    fn any_bytes_give_a_value(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(bytes);
    }

    #[test]
    fn any_order_of_tags_gives_a_value(
        body in "(<w:p>|</w:p>|<w:r>|</w:r>|<w:t>a|</w:t>|<w:txbxContent>|<w:fldChar w:fldCharType='end'/>|<w:sdtPr/>){0,20}"
    ) {
        let _ = body::read(&body, &Styles::default());
    }
}
