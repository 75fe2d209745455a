//! How a run ends when it is not left to end by itself: killed, interrupted, or with nobody reading what it writes.
//! Standard input is held open, so that the run is surely under way.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

const LINE: &[u8] = b"{\"id\": \"a\", \"text\": \"The tower is safe, Ann Lee said on Monday.\"}\n";

/// A run that waits for more input, with the tables of an earlier run in its folder.
fn begin(folder: &Path, output: &str) -> (Child, ChildStdin) {
    fs::create_dir_all(folder.join("output")).unwrap();
    fs::write(folder.join("output/claims.csv"), "old").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["extract", "-", "-o", output])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(LINE).unwrap();
    (child, stdin)
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder.join("output"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn wait_for_parts(folder: &Path) {
    let begun = Instant::now();
    // The last table to be begun: by then Ctrl-C is listened to as well.
    while !files(folder).iter().any(|name| name.starts_with(".sayso-documents.csv.")) {
        assert!(begun.elapsed() < Duration::from_mins(1), "the run does not begin");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_killed_run_leaves_the_old_tables_and_no_half_ones() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, _stdin) = begin(folder.path(), "output");
    wait_for_parts(folder.path());
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read(folder.path().join("output/claims.csv")).unwrap(), b"old");
    let final_names: Vec<_> = files(folder.path()).into_iter().filter(|name| !name.starts_with(".sayso-")).collect();
    assert_eq!(final_names, ["claims.csv"]);
}

#[test]
fn an_interrupted_run_ends_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, stdin) = begin(folder.path(), "output");
    wait_for_parts(folder.path());
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    // The message of the handler: only now may the input end, or the run could be done before it hears the signal.
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut message = String::new();
    stderr.read_line(&mut message).unwrap();
    assert!(message.starts_with("Stopping"), "{message}");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let mut message = String::new();
    stderr.read_line(&mut message).unwrap();
    assert!(message.contains("nothing in output was changed"), "{message}");
    assert_eq!(files(folder.path()), ["claims.csv"]);
    assert_eq!(fs::read(folder.path().join("output/claims.csv")).unwrap(), b"old");
}

/// Files of the run may have so many bytes and no more, as on a disk that is nearly full.
fn on_a_full_disk(folder: &Path, bytes: u64, format: &str) -> std::process::Output {
    let script = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" extract articles.jsonl --keep-duplicates --tables claims --format {format}",
        bytes / 1024
    );
    Command::new("bash").args(["-c", &script, env!("CARGO_BIN_EXE_sayso")]).current_dir(folder).output().unwrap()
}

#[test]
fn a_full_disk_leaves_the_old_tables() {
    let folder = tempfile::tempdir().unwrap();
    let lines = (0..400).map(|number| {
        format!("{{\"id\": \"a{number}\", \"text\": \"Tower {number} is safe, Ann Lee said on Monday.\"}}\n")
    });
    fs::write(folder.path().join("articles.jsonl"), lines.collect::<String>()).unwrap();
    let done = on_a_full_disk(folder.path(), 1 << 30, "csv");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let before = files(folder.path());
    let old = fs::read(folder.path().join("output/claims.csv")).unwrap();
    // The claims as CSV have room, but not what a workbook is made of. Then they have not either.
    for (bytes, format) in [(old.len() as u64 * 5 / 4, "xlsx"), (old.len() as u64 / 2, "csv")] {
        let failed = on_a_full_disk(folder.path(), bytes, format);
        let message = String::from_utf8_lossy(&failed.stderr);
        assert_eq!(failed.status.code(), Some(1), "{message}");
        assert!(message.contains("error:") && message.contains("disk"), "{message}");
        assert_eq!(files(folder.path()), before, "{message}");
        assert_eq!(fs::read(folder.path().join("output/claims.csv")).unwrap(), old);
    }
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, mut stdin) = begin(folder.path(), "-");
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut header = String::new();
    stdout.read_line(&mut header).unwrap();
    assert!(header.starts_with("claim_id,speaker,"), "{header}");
    drop(stdout);
    // The run may be over before it has read this.
    let _ = stdin.write_all(&LINE.repeat(10));
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
