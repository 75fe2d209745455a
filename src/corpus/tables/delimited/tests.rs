//! Tables as spreadsheet programs and databases save them, and broken ones.

use super::*;
use proptest::prelude::*;

fn read(bytes: &[u8], limit: u64) -> Vec<Outcome> {
    let options = Arc::new(Options { max_bytes: limit, ..Options::default() });
    CSV.read(Source::new("a.csv".into(), Cursor::new(bytes.to_vec())), &options).collect()
}

fn rows(bytes: &[u8]) -> Vec<(String, String)> {
    read(bytes, 1000)
        .iter()
        .map(|outcome| match outcome {
            Outcome::Article(article) => (article.path.clone(), article.text.clone()),
            Outcome::Failed(failure) => (failure.path.clone(), failure.status.to_string()),
        })
        .collect()
}

fn message(bytes: &[u8], limit: u64) -> (Status, String) {
    read(bytes, limit)
        .iter()
        .find_map(|outcome| {
            if let Outcome::Failed(failure) = outcome { Some((failure.status, failure.message.clone())) } else { None }
        })
        .unwrap()
}

#[test]
fn what_parts_the_cells_is_found() {
    let expected =
        [("a.csv#2".to_owned(), "No, she said; never|ever.".to_owned()), ("a.csv#4".to_owned(), "B".to_owned())];
    for delimiter in [',', ';', '\t', '|'] {
        let text =
            format!("Title{delimiter}Text\nA{delimiter}\"No, she said; never|ever.\"\n\nA{delimiter}B{delimiter}C\n");
        assert_eq!(rows(text.as_bytes()), expected, "{delimiter:?}");
    }
    assert_eq!(rows(b"sep=;\nTitle;Text\nA;B\n"), [("a.csv#3".to_owned(), "B".to_owned())]);
    // A single column: what its lines are parted by is part of the text.
    assert_eq!(rows(b"\xEF\xBB\xBFtext\nA, b\n"), [("a.csv#2".to_owned(), "A, b".to_owned())]);
}

#[test]
fn rows_may_be_short_long_or_empty() {
    let text = b"title,text,url\nA\nB,C,D,E\n,,\nF,,\n";
    let expected = [("a.csv#2", "empty"), ("a.csv#3", "C"), ("a.csv#5", "empty")]
        .map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(rows(text), expected);
}

#[test]
fn encodings_are_told() {
    let utf16: Vec<_> = "\u{FEFF}Title\tText\r\nA\tCaf\u{E9}\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let western = b"Title;Text\nA;She didn\x92t say. It is a long text of a caf\xE9.\n";
    for (bytes, text, encoding) in [
        (&utf16[..], "Caf\u{E9}", "UTF-16LE"),
        (western, "She didn\u{2019}t say. It is a long text of a caf\u{E9}.", "windows-1252"),
    ] {
        let outcomes = read(bytes, 1000);
        let [Outcome::Article(article)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert_eq!((article.text.as_str(), article.encoding), (text, encoding));
    }
}

#[test]
fn what_is_wrong_is_said() {
    let (status, reason) = message(b"claim_id,speaker,claim\n1,A,B\n", 1000);
    assert_eq!(status, Status::NoText);
    assert!(reason.contains("claim_id, speaker, claim") && reason.contains("--text-column"), "{reason}");
    let (status, reason) = message(b"title,text\nA,B\nC,\"D\nE,F\nG,H\n", 1000);
    assert_eq!(status, Status::Corrupt);
    assert!(reason.starts_with("line 3: ") && reason.contains("never closed"), "{reason}");
    let long = format!("title,text\nA,B\nC,\"{}", "D\n".repeat(200));
    let (status, reason) = message(long.as_bytes(), 100);
    assert_eq!(status, Status::TooLarge);
    assert!(reason.contains("line 3") && reason.contains("never closed"), "{reason}");
    assert_eq!(message(b"", 100).0, Status::Empty);
    assert_eq!(message(b"title,text\n", 100).0, Status::Empty);
}

#[test]
fn only_what_is_surely_a_table_is_taken_for_one() {
    let of = |text: &str| {
        let mut source = Source::new("a".into(), Cursor::new(text.as_bytes().to_vec()));
        let head = Head::of(&mut source).unwrap();
        (CSV.recognises(&head), TSV.recognises(&head))
    };
    assert_eq!(of("date,title,text\n1,2,3\n"), (true, false));
    assert_eq!(of("date\ttitle\ttext\n1\t2\t3\n"), (false, true));
    assert_eq!(of("Text, please\n\nShe said, on Monday, no.\n"), (false, false));
    assert_eq!(of("title,text\nShe said, on Monday, no.\n"), (false, false));
}

proptest! {
    #[test]
    fn any_bytes_give_outcomes(bytes in proptest::collection::vec(any::<u8>(), 0..300), limit in 1..400_u64) {
        prop_assert!(!read(&[b"title,text\n", &bytes[..]].concat(), limit).is_empty());
        prop_assert!(!read(&bytes, limit).is_empty());
    }
}
