//! What the targets share: bytes become a file of some name, the file is read as a run reads it, and the laws of reading
//! are checked on what comes out.

use std::collections::HashSet;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::LazyLock;

use sayso::corpus::{self, Options, Outcome};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A folder of this process, gone with it.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a temporary folder"));

/// Reads bytes as a file of this name that the user has named: every document has an id of its own, every article a
/// letter, and something becomes of every file.
pub fn read(name: &str, bytes: &[u8]) {
    let file: PathBuf = FOLDER.path().join(name);
    std::fs::write(&file, bytes).expect("room in the temporary folder");
    let options = Options { max_bytes: 1 << 16, max_file: 1 << 20, max_unpacked: 1 << 22, ..Options::default() };
    let mut ids = HashSet::new();
    for outcome in corpus::read(&[file], &options).expect("the file is there") {
        assert!(ids.insert(outcome.id().to_owned()), "an id is given twice");
        if let Outcome::Article(article) = outcome {
            assert!(article.text.chars().any(char::is_alphabetic), "an article holds a letter");
            assert!(article.text.len() as u64 <= options.max_bytes, "the limit holds");
        }
    }
    assert!(!ids.is_empty(), "every file is a row");
}

/// For the readers whose parsers are not ours: they may panic, because the reader catches that and makes a row of it. The
/// fuzzer would end at the first panic otherwise; one that nobody catches still ends it.
pub fn panics_may_be_caught() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

/// A ZIP file of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, stored).expect("written to memory");
        writer.write_all(content).expect("written to memory");
    }
    writer.finish().expect("written to memory").into_inner()
}
