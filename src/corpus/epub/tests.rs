//! Books and papers as real programs write them, and hostile ones.

use super::*;

#[test]
fn an_issue_tells_its_day() {
    let day = jiff::civil::date(2025, 5, 2);
    assert_eq!(issue("The Herald [Fri, 02 May 2025]"), ("The Herald".to_owned(), Some(day)));
    assert_eq!(issue("The Herald"), ("The Herald".to_owned(), None));
    assert_eq!(issue("The Herald [Vol 3]"), ("The Herald".to_owned(), None));
}

/// A book of these parts, and the package document.
fn book(package: &str, parts: &[(&str, &str)]) -> Result<Vec<Parsed>, Refusal> {
    let container = "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [(CONTAINER, container), ("a.opf", package)].iter().chain(parts) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    Epub.parse(File { bytes, extension: "epub" }, &Options::default())
}

const PACKAGE: &str = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><item id='b' \
    href='b.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine>\
    </package>";

#[test]
fn one_broken_chapter_does_not_take_the_others_with_it() {
    let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'>]><html><p>&a;</p></html>";
    let found = book(PACKAGE, &[("a.xhtml", laughs), ("b.xhtml", "<html><p>She said no.</p></html>")]).unwrap();
    assert_eq!(found[0].text.as_ref().unwrap_err().0, Status::Corrupt);
    assert_eq!((found[1].entry.as_deref(), found[1].text.as_deref()), (Some("b.xhtml"), Ok("She said no.")));
}

#[test]
fn missing_chapters_are_remarked_on() {
    let found = book(PACKAGE, &[("b.xhtml", "<html><p>She said no.</p></html>")]).unwrap();
    assert!(found[0].entry.is_none() && found[0].remarks[0].starts_with("1 of the chapters"));
    let (status, message) = book(PACKAGE, &[]).unwrap_err();
    assert_eq!((status, message.contains("none of the chapters")), (Status::Corrupt, true));
}

proptest::proptest! {
    #[test]
    fn any_package_gives_a_value(package in "(<item id='a' href='(%|../|a)*' media-type='html'/>|<itemref idref='a'/>|<dc:title>|&){0,8}") {
        let _ = book(&package, &[("a", "<p>a")]);
    }
}
