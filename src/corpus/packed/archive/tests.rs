//! Archives as people and attackers make them.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

type Writer = ZipWriter<Cursor<Vec<u8>>>;

fn archive(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    fill(&mut writer);
    writer.finish().unwrap().into_inner()
}

fn add(writer: &mut Writer, name: &str, bytes: &[u8]) {
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
}

fn of(files: &[(&str, &[u8])]) -> Vec<u8> {
    archive(|writer| files.iter().for_each(|(name, bytes)| add(writer, name, bytes)))
}

fn read_with(bytes: Vec<u8>, options: Options) -> Vec<Outcome> {
    reader::read(Source::new("a.zip".into(), Cursor::new(bytes)), &Arc::new(options)).collect()
}

fn read(bytes: Vec<u8>) -> Vec<Outcome> {
    read_with(bytes, Options::default())
}

/// Path and status of each outcome.
fn rows(outcomes: &[Outcome]) -> Vec<(&str, Status)> {
    outcomes.iter().map(|outcome| (outcome.id(), outcome.status())).collect()
}

fn message(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Article(article) => &article.message,
        Outcome::Failed(failure) => &failure.message,
    }
}

/// Changes bytes in all places where `from` stands.
fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let places: Vec<_> =
        bytes.windows(from.len()).enumerate().filter(|(_, found)| *found == from).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn entries_come_in_the_order_of_their_names() {
    let bytes = of(&[
        ("b.txt", b"B."),
        ("a/z.jsonl", b"{\"text\":\"Z.\"}\n{\"text\":\"Y.\"}\n"),
        ("a.txt", b"A."),
        ("__MACOSX/._a.txt", b"x"),
        ("a/.DS_Store", b"x"),
        ("page_files/ad.txt", b"x"),
        ("page.html", b"<p>Page."),
        ("style.css", b"p {}"),
    ]);
    let outcomes = read(bytes);
    let found: Vec<_> = outcomes.iter().map(Outcome::id).collect();
    assert_eq!(
        found,
        ["a.zip#a/z.jsonl#1", "a.zip#a/z.jsonl#2", "a.zip#a.txt", "a.zip#b.txt", "a.zip#page.html", "a.zip#style.css"]
    );
    assert_eq!(outcomes[5].status(), Status::Unsupported);
    let Outcome::Article(article) = &outcomes[2] else { panic!("{outcomes:?}") };
    assert_eq!((article.text.as_str(), article.own_name()), ("A.", Some("a.txt")));
}

#[test]
fn names_lead_nowhere() {
    let bytes = of(&[
        ("../../etc/passwd.txt", b"A."),
        ("/root/b.txt", b"B."),
        ("x\u{1B}[2J.txt", b"C."),
        ("C:\\d\\e.txt", b"D."),
    ]);
    assert_eq!(
        rows(&read(bytes)),
        [
            ("a.zip#d/e.txt", Status::Ok),
            ("a.zip#etc/passwd.txt", Status::Ok),
            ("a.zip#root/b.txt", Status::Ok),
            ("a.zip#x\u{FFFD}[2J.txt", Status::Ok)
        ]
    );
    // "é" in the code page of DOS.
    let bytes = replaced(of(&[("caf?.txt", b"A.")]), b"caf?", b"caf\x82");
    assert_eq!(rows(&read(bytes)), [("a.zip#caf\u{E9}.txt", Status::Ok)]);
    let same = replaced(of(&[("b.txt", b"A."), ("c.txt", b"B.")]), b"c.txt", b"b.txt");
    assert_eq!(rows(&read(same)), [("a.zip#b.txt", Status::Ok); 2]);
}

#[test]
fn links_are_not_followed() {
    let bytes = archive(|writer| {
        writer.add_symlink("a.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        writer.add_directory("folder", SimpleFileOptions::default()).unwrap();
    });
    let outcomes = read(bytes);
    assert_eq!(rows(&outcomes), [("a.zip#a.txt", Status::Unsupported)]);
    assert!(message(&outcomes[0]).contains("symbolic link"));
}

#[test]
fn archives_in_archives_stay_closed() {
    let inner = of(&[("a.txt", b"A.")]);
    let outcomes = read(of(&[
        ("inner.zip", &inner),
        ("b.txt", b"B."),
        ("c.7z", b"7z\xBC\xAF\x27\x1C\0\0"),
        ("d.gz", b"\x1F\x8B\x08\0"),
    ]));
    let expected = [Status::Ok, Status::Unsupported, Status::Unsupported, Status::Unsupported];
    assert_eq!(outcomes.iter().map(Outcome::status).collect::<Vec<_>>(), expected);
    assert!(outcomes[1..].iter().all(|outcome| message(outcome).contains("inside an archive")));
}

#[test]
fn web_archives_are_packed_by_nature() {
    let record = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nShe said no.\r\n\r\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(record.as_bytes()).unwrap();
    let outcomes = read(of(&[("archive/data.warc.gz", &gzip.finish().unwrap())]));
    assert_eq!(rows(&outcomes), [("a.zip#archive/data.warc.gz#1", Status::Ok)]);
}

#[test]
fn bombs_are_told_by_what_comes_out() {
    let bytes = archive(|writer| {
        writer.start_file("bomb.jsonl", SimpleFileOptions::default()).unwrap();
        let zeros = vec![b'\n'; 1024 * 1024];
        (0..1024).for_each(|_| writer.write_all(&zeros).unwrap());
        add(writer, "c.txt", b"C.");
    });
    let outcomes = read(bytes);
    assert_eq!(rows(&outcomes), [("a.zip#bomb.jsonl", Status::TooLarge), ("a.zip#c.txt", Status::Ok)]);
    assert!(message(&outcomes[0]).contains("200 times"));
}

#[test]
fn the_total_is_bounded() {
    let text = "She said no. ".repeat(10);
    let names: Vec<_> = (0..9).map(|number| format!("{number}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), text.as_bytes())).collect();
    let bytes = archive(|writer| {
        for (name, bytes) in files {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    std::fs::write(&path, bytes).unwrap();
    let options = Arc::new(Options { max_unpacked: 300, ..Options::default() });
    let outcomes: Vec<_> = reader::read(Source::open(&path, "a.zip".into()).unwrap(), &options).collect();
    let expected = [
        ("a.zip#0.txt", Status::Ok),
        ("a.zip#1.txt", Status::Ok),
        ("a.zip#2.txt", Status::TooLarge),
        ("a.zip", Status::TooLarge),
    ];
    assert_eq!(rows(&outcomes), expected);
    assert!(message(&outcomes[3]).contains("--max-unpacked"));
}

#[test]
fn entries_that_overlap_are_refused() {
    // Two names for one local header, as in Fifield's simplest bomb.
    let bytes = of(&[("a.txt", b"A."), ("b.txt", b"B.")]);
    let second = bytes.windows(4).enumerate().filter(|(_, found)| found == b"PK\x03\x04").nth(1).unwrap().0;
    let place = bytes.windows(4).rposition(|found| found == b"PK\x01\x02").unwrap() + 42;
    let mut overlapping = bytes;
    assert_eq!(overlapping[place..place + 4], u32::try_from(second).unwrap().to_le_bytes());
    overlapping[place..place + 4].copy_from_slice(&[0; 4]);
    let outcomes = read(overlapping);
    assert_eq!(rows(&outcomes), [("a.zip", Status::Corrupt)]);
    assert!(message(&outcomes[0]).contains("overlap"));
}

#[test]
fn what_cannot_be_read_does_not_stop_the_rest() {
    let bytes = archive(|writer| {
        writer.start_file("a.txt", SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        writer.write_all(b"She said NO.").unwrap();
        add(writer, "b.txt", b"B.");
    });
    let outcomes = read(replaced(bytes.clone(), b"NO", b"no"));
    assert_eq!(rows(&outcomes), [("a.zip#a.txt", Status::Corrupt), ("a.zip#b.txt", Status::Ok)]);
    assert!(message(&outcomes[0]).contains("checksum"));
    // Flags and method stand behind the versions: 2 bytes in a local header, 4 in the table of contents.
    let place = bytes.windows(4).position(|found| found == b"PK\x01\x02").unwrap();
    for (offset, value, status, part) in
        [(8, 1, Status::Encrypted, "password"), (10, 9, Status::Unsupported, "not read")]
    {
        let mut changed = bytes.clone();
        changed[place + offset] = value;
        let outcomes = read(changed);
        assert_eq!(rows(&outcomes), [("a.zip#a.txt", status), ("a.zip#b.txt", Status::Ok)]);
        assert!(message(&outcomes[0]).contains(part), "{}", message(&outcomes[0]));
    }
    let place = bytes.windows(4).rposition(|found| found == b"PK\x03\x04").unwrap();
    let mut damaged = bytes;
    damaged[place] = b'X';
    assert_eq!(rows(&read(damaged)), [("a.zip#a.txt", Status::Ok), ("a.zip#b.txt", Status::Corrupt)]);
}

#[test]
fn half_an_archive_is_said_to_be_one() {
    let bytes = of(&[("a.txt", b"A."), ("b.txt", b"B.")]);
    for length in [30, bytes.len() / 2, bytes.len() - 1] {
        let outcomes = read(bytes[..length].to_vec());
        assert_eq!(rows(&outcomes), [("a.zip", Status::Corrupt)]);
        assert!(message(&outcomes[0]).contains("get it again"));
    }
    // The table of contents breaks off inside.
    let place = bytes.windows(4).rposition(|found| found == b"PK\x01\x02").unwrap();
    let mut broken = bytes;
    broken[place + 1] = 0;
    assert_eq!(rows(&read(broken)), [("a.zip#a.txt", Status::Ok), ("a.zip", Status::Corrupt)]);
    assert_eq!(rows(&read(of(&[]))), [("a.zip", Status::Empty)]);
    assert_eq!(rows(&read(of(&[(".hidden", b"a")]))), [("a.zip", Status::Empty)]);
}

#[test]
fn many_entries_are_read_one_at_a_time() {
    let bytes = archive(|writer| {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for number in 0..70_000 {
            writer.start_file(format!("{number:05}.txt"), stored).unwrap();
            writer.write_all(b"No.").unwrap();
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    std::fs::write(&path, bytes).unwrap();
    let source = Source::open(&path, "a.zip".into()).unwrap();
    let outcomes = reader::read(source, &Arc::new(Options::default()));
    assert_eq!(outcomes.filter(|outcome| outcome.status() == Status::Ok).count(), 70_000);
}

proptest! {
    #[test]
    fn any_change_gives_outcomes(place in 0..400_usize, value in any::<u8>(), cut in 0..400_usize) {
        let mut bytes = of(&[("a.txt", b"She said no."), ("b/c.jsonl", b"{\"text\":\"a\"}")]);
        let length = bytes.len();
        bytes[place % length] = value;
        for outcome in read(bytes.clone()) {
            prop_assert!(!outcome.id().is_empty());
        }
        bytes.truncate(length - cut % length);
        prop_assert!(!read(bytes).is_empty());
    }
}
