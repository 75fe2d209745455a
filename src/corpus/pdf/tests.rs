//! Hostile and odd files, made here. What only a process of its own survives (no stack, no memory) is in `tests/parse.rs`.

use proptest::prelude::*;

use super::*;

/// A file of these objects, numbered from 1; the first is its root.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = String::new();
    for (number, object) in objects.iter().enumerate() {
        table.extend([format!("{:010} 00000 n \n", file.len())]);
        file.extend([format!("{} 0 obj\n{object}\nendobj\n", number + 1)]);
    }
    let (size, at) = (objects.len() + 1, file.len());
    file.extend([format!("xref\n0 {size}\n0000000000 65535 f \n{table}")]);
    file.extend([format!("trailer <</Size {size} /Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n")]);
    file.into_bytes()
}

fn stream(entries: &str, content: &str) -> String {
    format!("<<{entries} /Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A file of one page with this content, and further objects from number 6 on.
fn page(content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{resources}>>>>"
        ),
        stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

const SAID: &str = "BT /F1 12 Tf 72 700 Td (Mayor Lee said no.) Tj ET\n";

fn parse(bytes: Vec<u8>, max_bytes: u64) -> Result<String, Refusal> {
    let options = Options { max_seconds: 2, max_bytes, ..Options::default() };
    let mut articles = Pdf.parse(File { bytes, extension: "pdf" }, &options)?;
    articles.remove(0).text
}

fn status(bytes: Vec<u8>) -> Status {
    parse(bytes, 1_000_000).map_or_else(|refusal| refusal.0, |_| Status::Ok)
}

#[test]
fn a_page_is_read() {
    assert_eq!(parse(page(SAID, "", &[]), 1000).unwrap(), "Mayor Lee said no.");
}

#[test]
fn circles_end() {
    let root = || "<</Type/Catalog/Pages 2 0 R>>".to_owned();
    assert_eq!(status(pdf(&[root(), "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".into()])), Status::Corrupt);
    assert_eq!(status(pdf(&[root(), "2 0 R".into()])), Status::Corrupt);
    assert_eq!(status(pdf(&["1 0 R".into()])), Status::Corrupt);
    let form = stream("/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X 6 0 R>>>>", "/X Do");
    let text = parse(page(&format!("{SAID}/X Do"), "/XObject<</X 6 0 R>>", &[form]), 1000);
    assert_eq!(text.unwrap(), "Mayor Lee said no.");
}

#[test]
fn drawings_without_end_are_too_slow() {
    let form = |number: usize| {
        let entries = format!("/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X {} 0 R>>>>", number + 1);
        stream(&entries, "/X Do /X Do")
    };
    let forms: Vec<_> = (6..46).map(form).collect();
    let (status, message) = parse(page("/X Do", "/XObject<</X 6 0 R>>", &forms), 1000).unwrap_err();
    assert_eq!(status, Status::TooSlow);
    assert!(message.contains("--max-seconds"), "{message}");
}

#[test]
fn too_much_text_is_refused() {
    let long: String = (0..100)
        .map(|line| format!("BT /F1 7 Tf 72 {} Td (Mayor Lee said no.) Tj ET\n", 7 * line))
        .collect::<Vec<_>>()
        .concat();
    let (status, message) = parse(page(&long, "", &[]), 500).unwrap_err();
    assert_eq!(status, Status::TooLarge);
    assert!(message.contains("--max-size"), "{message}");
}

#[test]
fn a_page_without_letters_has_no_text() {
    assert_eq!(status(page("0 0 m 10 10 l S", "", &[])), Status::NoText);
}

#[test]
fn a_file_that_is_cut_off_is_corrupt() {
    let whole = page(SAID, "", &[]);
    for length in (0..whole.len() - 30).step_by(29) {
        assert_eq!(status(whole[..length].to_vec()), Status::Corrupt, "{length}");
    }
}

#[test]
fn deep_nesting_is_survived() {
    for open in ["[", "<</A "] {
        status(page(&format!("{}{SAID}", open.repeat(20_000)), "", &[]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_a_value(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse(bytes, 1000);
    }

    #[test]
    fn any_damage_gives_a_value(places in proptest::collection::vec((0..700_usize, any::<u8>()), 1..8)) {
        let mut bytes = page(SAID, "", &[]);
        for (place, byte) in places {
            if let Some(old) = bytes.get_mut(place) {
                *old = byte;
            }
        }
        let _ = parse(bytes, 1000);
    }

    #[test]
    fn any_content_gives_a_text_without_blank_paragraphs(
        shows in proptest::collection::vec((0..600_i32, 0..780_i32, 1..40_i32, "[A-Za-z. -]{0,12}"), 0..60),
    ) {
        let content: String = shows
            .iter()
            .map(|(x, y, size, text)| format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"))
            .collect::<Vec<_>>()
            .concat();
        if let Ok(text) = parse(page(&content, "", &[]), 100_000) {
            prop_assert!(text.split("\n\n").all(|paragraph| text.is_empty() || !paragraph.trim().is_empty()));
        }
    }
}
