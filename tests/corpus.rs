//! Whole runs of the corpus reader over folders of hostile files: every one of them is one row, none stops the run.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but does not see that helpers of a test are tests"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use sayso::corpus::{self, Article, Failure, FieldMap, Options, Outcome, Status};
use sayso::error::Error;
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

fn run(inputs: &[&Path], options: &Options) -> Vec<Outcome> {
    let inputs: Vec<PathBuf> = inputs.iter().map(|&input| input.to_owned()).collect();
    corpus::read(&inputs, options).unwrap().collect()
}

fn stdin(bytes: &[u8]) -> Vec<Outcome> {
    let stdin = Cursor::new(bytes.to_vec());
    corpus::read_with_stdin(&["-".into()], &Options::default(), stdin).unwrap().collect()
}

/// `id status` of each document.
fn rows(outcomes: &[Outcome]) -> Vec<String> {
    outcomes.iter().map(|outcome| format!("{} {}", outcome.id(), outcome.status())).collect()
}

fn article(outcome: &Outcome) -> &Article {
    match outcome {
        Outcome::Article(article) => article,
        Outcome::Failed(failure) => panic!("{failure}"),
    }
}

fn failure(outcome: &Outcome) -> &Failure {
    match outcome {
        Outcome::Failed(failure) => failure,
        Outcome::Article(article) => panic!("{article:?}"),
    }
}

#[test]
fn a_folder_is_read_in_order() {
    let folder = folder(&[
        ("b.txt", b"Two."),
        ("a/z.md", b"# One"),
        ("a.txt", b"Three."),
        ("B.TXT", b"Four."),
        (".hidden.txt", b"no"),
        (".git/x.txt", b"no"),
        ("c.jsonl", b"{\"text\":\"Five.\"}\n{\"id\":\"x\",\"text\":\"Six.\"}"),
        ("d.png", b"\x89PNG\r\n\x1a\n"),
        ("style.css", b"p { margin: 0 }"),
        ("README", b"x"),
    ]);
    let outcomes = run(&[folder.path()], &Options::default());
    let expected = [
        "B.TXT ok",
        "README ok",
        "a/z.md ok",
        "a.txt ok",
        "b.txt ok",
        "c.jsonl#1 ok",
        "x ok",
        "d.png unsupported",
        "style.css unsupported",
    ];
    assert_eq!(rows(&outcomes), expected);
    assert_eq!(article(&outcomes[2]).format, "md");
    assert_eq!(article(&outcomes[6]).path, "c.jsonl#2");
    let message = &failure(&outcomes[7]).message;
    assert!(message.contains("PNG"), "{message}");
    let message = &failure(&outcomes[8]).message;
    assert!(message.contains(".css") && message.contains(".jsonl"), "{message}");
    assert_eq!(failure(&outcomes[8]).format, "css");
}

#[test]
fn an_input_that_does_not_exist_stops_the_run_before_it_begins() {
    let folder = folder(&[("a.txt", b"One.")]);
    for missing in ["gone", "a.txt/b"] {
        let inputs = [folder.path().to_owned(), folder.path().join(missing)];
        assert!(
            matches!(corpus::read(&inputs, &Options::default()), Err(Error::NoSuchInput(path)) if path.ends_with(missing))
        );
    }
}

#[test]
fn each_hostile_text_file_is_one_row() {
    let cases: &[(&str, &[u8], Status, &str)] = &[
        ("bom.txt", b"\xEF\xBB\xBFShe said no.\r\n", Status::Ok, ""),
        ("broken.txt", b"\xE2\x80\x9CNo,\xE2\x80\x9D she said. \xE2\x80", Status::Ok, "could not be decoded"),
        ("control.txt", &[1, 2, 3, b'a', 5, 6, 7], Status::Corrupt, "control characters"),
        ("digits.txt", b"2025 - 12\n", Status::NoText, "no letters"),
        ("empty.txt", b"", Status::Empty, "white space"),
        ("gzip.txt", b"\x1F\x8B\x08\0\0\0", Status::Corrupt, "cut off"),
        ("html.txt", b"<html><p>She said no.", Status::NoText, "no article on this page"),
        ("jpeg.txt", b"\xFF\xD8\xFF\xE0\0\x10JFIF", Status::Unsupported, "JPEG"),
        ("large.txt", &[b'a'; 2001], Status::TooLarge, "--max-size"),
        ("mark.txt", b"\xEF\xBB\xBF", Status::Empty, "white space"),
        ("nul.txt", b"She said\0 no.", Status::Corrupt, "byte 9"),
        ("pdf.txt", b"%PDF-1.4\n", Status::Corrupt, "cut off"),
        ("space.txt", b" \r\n\t\xC2\xA0", Status::Empty, "white space"),
        ("utf16.txt", b"\xFE\xFF\0N\0o\0.", Status::Ok, ""),
        ("western.txt", b"\x93No,\x94 she said.", Status::Ok, ""),
        ("zip.md", b"PK\x03\x04", Status::Corrupt, "ZIP"),
    ];
    let files: Vec<_> = cases.iter().map(|&(name, bytes, ..)| (name, bytes)).collect();
    let folder = folder(&files);
    let outcomes = run(&[folder.path()], &Options { max_bytes: 2000, ..Options::default() });
    assert_eq!(outcomes.len(), cases.len());
    for (outcome, (name, _, status, words)) in outcomes.iter().zip(cases) {
        let message = match outcome {
            Outcome::Article(article) => &article.message,
            Outcome::Failed(failure) => &failure.message,
        };
        assert_eq!((outcome.id(), outcome.status()), (*name, *status), "{message}");
        assert!(message.contains(words) && message.is_empty() == words.is_empty(), "{name}: {message}");
    }
    let texts: BTreeMap<_, _> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            Outcome::Article(article) => Some((article.id.as_str(), (article.text.as_str(), article.encoding))),
            Outcome::Failed(_) => None,
        })
        .collect();
    assert_eq!(texts["bom.txt"], ("She said no.\r\n", "UTF-8"));
    assert_eq!(texts["utf16.txt"], ("No.", "UTF-16BE"));
    assert_eq!(texts["western.txt"], ("\u{201C}No,\u{201D} she said.", "windows-1252"));
}

#[test]
fn each_hostile_line_is_one_row() {
    let long = format!("{{\"text\":\"{}\"}}", "a".repeat(500));
    let lines: &[&str] = &[
        "{\"id\": 7, \"text\": \"Seven.\", \"published\": \"2025-05-02T23:00:00-07:00\"}\r",
        "",
        "{\"id\": \"x\", \"text\": \"a\", ",
        &long,
        "{\"id\": \"n\", \"words\": \"She said no.\"}",
        "{\"id\": \"w\", \"text\": \" \"}",
        "{\"text\": \"Half \\ud83d.\", \"published\": \"soon\"}",
        "\"a string\"",
        "{\"text\": \"Last.\"}",
    ];
    let folder = folder(&[("a.jsonl", lines.join("\n").as_bytes())]);
    let outcomes = run(&[folder.path()], &Options { max_bytes: 400, ..Options::default() });
    let expected = [
        "7 ok",
        "a.jsonl#3 corrupt",
        "a.jsonl#4 too_large",
        "n no_text",
        "w empty",
        "a.jsonl#7 ok",
        "a.jsonl#8 corrupt",
        "a.jsonl#9 ok",
    ];
    assert_eq!(rows(&outcomes), expected);
    assert_eq!(article(&outcomes[0]).metadata.published, Some(jiff::civil::date(2025, 5, 2)));
    assert!(failure(&outcomes[1]).message.starts_with("line 3, column 25: "), "{}", failure(&outcomes[1]));
    assert!(failure(&outcomes[2]).message.contains("511 bytes"), "{}", failure(&outcomes[2]));
    assert!(failure(&outcomes[3]).message.contains("--text-field words"));
    assert_eq!(failure(&outcomes[3]).path, "a.jsonl#5");
    assert_eq!(article(&outcomes[5]).text, "Half \u{FFFD}.");
    assert!(article(&outcomes[5]).message.contains("\"soon\""));
}

#[test]
fn a_file_of_many_without_any_is_one_row() {
    let request =
        "WARC/1.0\r\nWARC-Type: request\r\nContent-Type: application/http\r\nContent-Length: 3\r\n\r\nGET\r\n\r\n";
    let folder = folder(&[
        ("a.warc", request.as_bytes()),
        ("b.mbox", b"From a@b.example Fri May  2 10:00:00 2025\nFrom: a@b.example\n"),
        ("c.jsonl", b"\n\n"),
        ("d.warc", b"WARC/1.0\r\n"),
    ]);
    let outcomes = run(&[folder.path()], &Options::default());
    assert_eq!(rows(&outcomes), ["a.warc empty", "b.mbox#1 empty", "c.jsonl empty", "d.warc#1 corrupt"]);
    assert!(failure(&outcomes[0]).message.contains("no article in it"));
}

#[test]
fn fields_may_have_other_names() {
    let folder =
        folder(&[("a.ndjson", br#"{"text": "no", "body": "Yes.", "source": {"name": "X"}, "by": ["A", "B"]}"#)]);
    let fields = FieldMap {
        text: Some("body".into()),
        outlet: Some("source.name".into()),
        author: Some("by".into()),
        ..FieldMap::default()
    };
    let outcomes = run(&[folder.path()], &Options { fields, ..Options::default() });
    let article = article(&outcomes[0]);
    assert_eq!(article.text, "Yes.");
    assert_eq!(article.metadata.outlet.as_deref(), Some("X"));
    assert_eq!(article.metadata.author.as_deref(), Some("A; B"));
}

#[test]
fn a_text_read_twice_is_a_duplicate() {
    let folder = folder(&[("a.txt", b"One."), ("b/a.txt", b"Two."), ("c.txt", b"One.")]);
    let outcomes = run(&[folder.path()], &Options::default());
    assert_eq!(rows(&outcomes), ["a.txt ok", "b/a.txt ok", "c.txt duplicate"]);
    assert_eq!(failure(&outcomes[2]).duplicate_of.as_deref(), Some("a.txt"));
    assert_eq!(failure(&outcomes[2]).sha256, article(&outcomes[0]).sha256);
    let kept = run(&[folder.path()], &Options { keep_duplicates: true, ..Options::default() });
    assert_eq!(rows(&kept), ["a.txt ok", "b/a.txt ok", "c.txt ok"]);
    let both = run(&[&folder.path().join("a.txt"), &folder.path().join("b")], &Options::default());
    assert_eq!(rows(&both), ["a.txt ok", "a.txt~2 ok"]);
}

#[test]
fn named_files_are_tried_whatever_they_are_called() {
    let folder = folder(&[
        ("wire.asc", b"She said no."),
        ("dump", b"\n{\"id\": \"x\", \"text\": \"Yes.\"}\n{\"id\": \"y\", \"text\": \"No.\"}\n"),
        ("a.pdf", b"%PDF-1.7"),
    ]);
    let files = ["wire.asc", "dump", "a.pdf"].map(|name| folder.path().join(name));
    let outcomes = run(&files.each_ref().map(PathBuf::as_path), &Options::default());
    assert_eq!(rows(&outcomes), ["wire.asc ok", "x ok", "y ok", "a.pdf corrupt"]);
    assert_eq!(article(&outcomes[1]).path, "dump#2");
}

#[test]
fn standard_input_is_text_or_json_lines() {
    assert_eq!(rows(&stdin(b"{She said no.}\nYes.")), ["stdin ok"]);
    assert_eq!(rows(&stdin(b"")), ["stdin empty"]);
    assert_eq!(rows(&stdin(b" \n{\"text\":\"a\"}\n{\"text\":\"b\"}")), ["stdin#2 ok", "stdin#3 ok"]);
    let utf16: Vec<_> =
        "\u{FEFF}{\"text\":\"a\"}\n{\"text\":\"b\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(rows(&stdin(&utf16)), ["stdin#1 ok", "stdin#2 ok"]);
    let mut large = b"{\"text\":\"".to_vec();
    large.resize(6 * 1024 * 1024, b'a');
    large.extend(b"\"}\n{\"text\":\"b\"}\n");
    assert_eq!(rows(&stdin(&large)), ["stdin#1 too_large", "stdin#2 ok"]);
    let twice = corpus::read_with_stdin(&["-".into(), "-".into()], &Options::default(), Cursor::new(b"a")).unwrap();
    assert_eq!(rows(&twice.collect::<Vec<_>>()), ["stdin ok", "stdin~2 empty"]);
}

#[test]
fn a_file_gone_since_it_was_listed_is_a_row() {
    let folder = folder(&[("a.txt", b"One."), ("b.txt", b"Two."), ("c.txt", b"Three."), ("d.txt/e.txt", b"Four.")]);
    let documents = corpus::read(&[folder.path().to_owned()], &Options::default()).unwrap();
    assert_eq!(documents.files(), 4);
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    fs::create_dir(folder.path().join("b.txt")).unwrap();
    let outcomes: Vec<_> = documents.collect();
    assert_eq!(rows(&outcomes), ["a.txt io_error", "b.txt io_error", "c.txt ok", "d.txt/e.txt ok"]);
    assert!(failure(&outcomes[0]).message.contains("run again"));
}

#[test]
fn the_output_of_an_earlier_run_can_be_left_out() {
    let folder = folder(&[("a.txt", b"One."), ("out/claims.csv", b"x"), ("out/b.txt", b"Two.")]);
    let options = Options { exclude: vec![folder.path().join("out")], ..Options::default() };
    assert_eq!(rows(&run(&[folder.path()], &options)), ["a.txt ok"]);
}

#[test]
fn large_files_are_not_held() {
    let folder = folder(&[]);
    let mib = vec![b'a'; 1024 * 1024];
    for (name, start) in [("line.jsonl", "{\"text\":\""), ("text.txt", "She said \"")] {
        let mut file = fs::File::create(folder.path().join(name)).unwrap();
        file.write_all(start.as_bytes()).unwrap();
        for _ in 0..50 {
            file.write_all(&mib).unwrap();
        }
        file.write_all(b"\"}\n{\"id\": \"last\", \"text\": \"No.\"}").unwrap();
    }
    let before = peak_memory();
    let outcomes = run(&[folder.path()], &Options::default());
    assert_eq!(rows(&outcomes), ["line.jsonl#1 too_large", "last ok", "text.txt too_large"]);
    assert!(failure(&outcomes[0]).message.contains("50.0 MiB"), "{}", failure(&outcomes[0]));
    assert!(failure(&outcomes[2]).message.contains("limit is 5.0 MiB"), "{}", failure(&outcomes[2]));
    // The limit of 5 MiB, doubled by a growing buffer, and what the tests beside this one take (one holds 6 MiB).
    let grown = peak_memory() - before;
    assert!(grown < 45 * 1024, "the peak of memory grew by {grown} KiB");
}

/// The most memory that this process has had, in KiB, where the system tells.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_are_followed_but_not_in_circles() {
        let outside = folder(&[("news/far.txt", b"Far.")]);
        let folder = folder(&[("a/one.txt", b"One."), ("b/two.txt", b"Two.")]);
        let at = |name: &str| folder.path().join(name);
        symlink(folder.path(), at("a/loop")).unwrap();
        symlink("itself", at("itself.txt")).unwrap();
        symlink("itself.txt", at("itself")).unwrap();
        symlink(at("nowhere"), at("broken.txt")).unwrap();
        symlink(at("b"), at("c")).unwrap();
        symlink(outside.path().join("news"), at("far")).unwrap();
        symlink(outside.path().join("news"), at("far2")).unwrap();
        symlink(outside.path().join("news/far.txt"), at("link.txt")).unwrap();
        let outcomes = run(&[folder.path()], &Options::default());
        let expected = [
            "a/loop unsupported",
            "a/one.txt ok",
            "b/two.txt ok",
            "broken.txt io_error",
            "c unsupported",
            "far/far.txt ok",
            "far2 unsupported",
            "itself io_error",
            "itself.txt io_error",
            "link.txt duplicate",
        ];
        assert_eq!(rows(&outcomes), expected);
        assert!(failure(&outcomes[0]).message.contains("loop"), "{}", failure(&outcomes[0]));
    }

    #[test]
    fn links_cannot_multiply_the_walk() {
        let folder = folder(&[("top/x.txt", b"One.")]);
        let store = TempDir::new().unwrap();
        for level in 0..30 {
            fs::create_dir(store.path().join(level.to_string())).unwrap();
        }
        for level in 0..29 {
            for name in ["p", "q"] {
                let target = store.path().join((level + 1).to_string());
                symlink(target, store.path().join(level.to_string()).join(name)).unwrap();
            }
        }
        symlink(store.path().join("0"), folder.path().join("way")).unwrap();
        assert_eq!(run(&[folder.path()], &Options::default()).len(), 1 + 29);
    }

    #[test]
    fn pipes_and_sockets_are_not_opened() {
        let folder = folder(&[("z.txt", b"One.")]);
        let pipe = folder.path().join("pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.txt")).unwrap();
        let outcomes = run(&[folder.path()], &Options::default());
        assert_eq!(rows(&outcomes), ["pipe.txt unsupported", "socket.txt unsupported", "z.txt ok"]);
        assert_eq!(rows(&run(&[&pipe], &Options::default())), ["pipe.txt unsupported"]);
    }

    #[test]
    fn names_need_not_be_unicode() {
        let folder = folder(&[]);
        for (byte, text) in [(0xE9, "One."), (0xE8, "Two.")] {
            if fs::write(folder.path().join(OsStr::from_bytes(&[b'a', byte, b'.', b't', b'x', b't'])), text).is_err() {
                return; // macOS refuses such names.
            }
        }
        let outcomes = run(&[folder.path()], &Options::default());
        assert_eq!(rows(&outcomes), ["a\u{FFFD}.txt ok", "a\u{FFFD}.txt~2 ok"]);
    }

    #[test]
    fn what_may_not_be_read_is_a_row() {
        let folder = folder(&[("a.txt", b"One."), ("b/c.txt", b"Two.")]);
        for name in ["a.txt", "b"] {
            fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
        }
        let is_root = fs::read(folder.path().join("a.txt")).is_ok();
        let outcomes = run(&[folder.path()], &Options::default());
        fs::set_permissions(folder.path().join("b"), fs::Permissions::from_mode(0o755)).unwrap();
        if !is_root {
            assert_eq!(rows(&outcomes), ["a.txt io_error", "b io_error"]);
            assert!(failure(&outcomes[0]).message.contains("permissions"));
        }
    }
}
