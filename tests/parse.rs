//! The helper process that parses files, as the program starts it: it survives what would end the program, keeps to its
//! limits, and is replaced when it dies.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but does not see that helpers of a test are tests"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sayso::corpus::{self, Options, Outcome, Status};

fn options() -> Options {
    Options { helper: Some(PathBuf::from(env!("CARGO_BIN_EXE_sayso"))), ..Options::default() }
}

/// A file of one page with this content, whose bytes are packed as `filters` say.
fn page(content: &[u8], filters: &str) -> Vec<u8> {
    let objects: [&[u8]; 3] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj\n", number + 1).bytes());
        file.extend(*object);
        file.extend(b"\nendobj\n");
    }
    file.extend(format!("4 0 obj\n<<{filters}/Length {}>>\nstream\n", content.len()).bytes());
    file.extend(content);
    file.extend(b"\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
    // Without a table of its objects, it is searched for them.
    file.extend(b"trailer <</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    file
}

const SAID: &[u8] = b"BT /F1 12 Tf 72 700 Td (Mayor Lee said no.) Tj ET\n";

fn read(folder: &Path, name: &str, bytes: &[u8], options: &Options) -> Outcome {
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    corpus::read(&[file], options).unwrap().next().unwrap()
}

fn failure(outcome: Outcome) -> (Status, String) {
    match outcome {
        Outcome::Failed(failure) => (failure.status, failure.message),
        Outcome::Article(article) => panic!("an article: {}", article.text),
    }
}

/// A zlib stream (RFC 1950, 1951) of `count` times 258 spaces and one: a literal, then copies of the byte before, which
/// take 13 bits each in the fixed code.
fn spaces(count: usize) -> Vec<u8> {
    let mut bits: Vec<bool> = vec![true, true, false];
    let mut code = |value: u32, length: u32| bits.extend((0..length).rev().map(|bit| value >> bit & 1 == 1));
    code(0x30 + 0x20, 8);
    for _ in 0..count {
        // Length 258 is the symbol 285, of eight bits in the fixed code; distance 1 is the symbol 0, of five.
        code(0b1100_0101, 8);
        code(0, 5);
    }
    code(0, 7);
    let mut bytes = vec![0x78, 0x01];
    bytes.extend(bits.chunks(8).map(|chunk| chunk.iter().rev().fold(0_u8, |byte, &bit| byte << 1 | u8::from(bit))));
    bytes
}

#[test]
fn one_helper_reads_file_after_file() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..20 {
        let outcome = read(folder.path(), &format!("{number}.pdf"), &page(SAID, ""), &options());
        let Outcome::Article(article) = outcome else { panic!("{outcome:?}") };
        assert_eq!((article.text.as_str(), article.format), ("Mayor Lee said no.", "pdf"));
    }
}

#[test]
fn memory_is_limited() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Options { max_memory: 64 * 1024 * 1024, ..options() };
    // 4 MB that become 650 MB of space, twice as much while the buffer grows.
    let bomb = page(&spaces(2_500_000), "/Filter/FlateDecode");
    let (status, message) = failure(read(folder.path(), "bomb.pdf", &bomb, &limits));
    if cfg!(target_os = "linux") {
        assert_eq!(status, Status::TooLarge, "{message}");
        assert!(message.contains("--max-memory") && message.contains("64.0 MiB"), "{message}");
    }
    // The next file finds a new helper.
    assert_eq!(read(folder.path(), "next.pdf", &page(SAID, ""), &limits).status(), Status::Ok);
}

#[test]
fn time_is_limited() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Options { max_seconds: 1, ..options() };
    // Dictionaries in dictionaries, each of which is searched for its end.
    let mut file = page(SAID, "");
    file.extend(b"6 0 obj\n".iter().chain(b"<</A ".repeat(1_000_000).iter()));
    file.extend(b"\nendobj\ntrailer <</Size 7/Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    let begun = std::time::Instant::now();
    let outcome = read(folder.path(), "nested.pdf", &file, &limits);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    // Fast machines may come to its end.
    assert!(matches!(outcome.status(), Status::TooSlow | Status::Corrupt | Status::Ok), "{outcome:?}");
    assert_eq!(read(folder.path(), "next.pdf", &page(SAID, ""), &options()).status(), Status::Ok);
}

#[test]
fn a_helper_ends_with_its_input_and_says_nothing() {
    let helper = Command::new(env!("CARGO_BIN_EXE_sayso")).arg("parse").stdin(Stdio::null()).output().unwrap();
    assert!(helper.status.success());
    assert!(helper.stdout.is_empty() && helper.stderr.is_empty(), "{helper:?}");
}
