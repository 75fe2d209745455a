//! Workbooks made here part by part, sound and hostile.

use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::Write as _;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// A workbook of one sheet with these rows, as XML, and these shared strings.
fn book(rows: &str, strings: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    for (name, part) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", &format!("<sst {main}>{strings}</sst>")),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn parse(bytes: Vec<u8>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
    Workbook.parse(File { bytes, extension: "xlsx" }, options)
}

fn cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn cells_far_away_take_no_room() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="2">{}{}</row><row r="1048576">{}</row>"#,
        cell("A1", "text"),
        cell("A2", "She said no._x000D_"),
        cell("XFD2", "far"),
        cell("A1048576", "Last.")
    );
    let found = parse(book(&rows, ""), &Options::default()).unwrap();
    let entries: Vec<_> = found.iter().map(|one| (one.entry.as_deref(), one.text.as_deref().unwrap())).collect();
    assert_eq!(entries, [(Some("2"), "She said no.\r"), (Some("1048576"), "Last.")]);
}

#[test]
fn bombs_are_refused() {
    let mut rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>"#.to_owned();
    for row in 2..2000 {
        let _ = write!(rows, r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#);
    }
    let string = format!("<si><t>{}</t></si>", "a".repeat(30_000));
    let options = Options { max_file: 10_000_000, ..Options::default() };
    let (status, message) = parse(book(&rows, &string), &options).unwrap_err();
    assert_eq!(status, Status::TooLarge);
    assert!(message.contains("texts together"), "{message}");
    let string = format!("<si><t>{}</t></si>", "a".repeat(3_000_000));
    let (status, message) = parse(book("", &string), &options).unwrap_err();
    assert_eq!(status, Status::TooLarge);
    assert!(message.contains("zip bomb"), "{message}");
    let options = Options { max_file: 1_000_000, max_ratio: 1_000_000, ..Options::default() };
    let (status, message) = parse(book("", &string), &options).unwrap_err();
    assert_eq!(status, Status::TooLarge);
    assert!(message.contains("--max-file-size"), "{message}");
}

#[test]
fn what_is_no_workbook_is_said() {
    let of = |bytes: Vec<u8>| parse(bytes, &Options::default()).unwrap_err();
    let whole = book(r#"<row r="1"><c r="A1"><v>7</v></c></row>"#, "");
    assert_eq!(of(whole.clone()).0, Status::NoText);
    assert_eq!(of(whole[..whole.len() / 2].to_vec()).0, Status::Corrupt);
    assert_eq!(of(b"PK\x03\x04".to_vec()).0, Status::Corrupt);
    assert_eq!(of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()).0, Status::Corrupt);
    assert_eq!(of(book("", "")).0, Status::Empty);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_workbooks_give_a_value(at in 0..5000_usize, byte in any::<u8>()) {
        let mut bytes = book(&format!(r#"<row r="1">{}</row>"#, cell("A1", "text")), "<si><t>a</t></si>");
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = parse(bytes, &Options::default());
    }

    #[test]
    fn any_sheet_gives_a_value(rows in "(<row r=\"[0-9]{0,9}\">|</row>|<c r=\"[A-Z]{0,4}[0-9]{0,8}\" t=\"(s|b|e|n|str|d)\">|<v>|[0-9]|</v>|</c>){0,12}") {
        let _ = parse(book(&rows, "<si><t>text</t></si>"), &Options::default());
    }
}

#[test]
fn old_workbooks_are_read() {
    let bytes = include_bytes!("../../../../tests/formats/xlsx/excel-97.xls").to_vec();
    let found = parse(bytes, &Options::default()).unwrap();
    assert_eq!((found.len(), found[0].entry.as_deref()), (2, Some("2")));
    assert_eq!(found[0].metadata.published, Some(jiff::civil::date(2025, 3, 4)));
    assert!(found[1].text.as_ref().unwrap().starts_with("Teachers in Dalmor"));
}
