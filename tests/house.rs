//! The rules of the house, checked on the source itself: the order of the modules in `lib.rs` is the walk of an article,
//! a module imports only from those above it, and no file is without its opening words or grows beyond reading.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but does not see that helpers of a test are tests"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, in the order in which an article walks through them (`docs/design.md`).
const WALK: [&str; 14] = [
    "corpus",
    "text",
    "sentences",
    "tagger",
    "entities",
    "dates",
    "quotes",
    "description",
    "attribution",
    "speakers",
    "claims",
    "register",
    "output",
    "report",
];

/// What every stage may import.
const FOUNDATIONS: [&str; 3] = ["error", "hash", "span"];

/// Stages that stand beside each other and never import one another, whatever their order.
const SIBLINGS: [&str; 3] = ["entities", "dates", "quotes"];

/// The only module of the library that may import all others.
const DRIVER: &str = "pipeline";

/// Lines of a file, without its tests.
const MOST_LINES: usize = 400;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file below `src/`, as its path relative to it and its text.
fn files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(source()).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(found.len() > WALK.len(), "the source was not found");
    found
}

/// The module of the library that a file belongs to: `dates/parse/mod.rs` -> `dates`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The text without comments. Good enough for this source: `//` inside a string literal ends the line here, too.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// Modules of the crate that a text names: `crate::dates::find`, `use crate::{dates, text::Sections}`.
fn imports(text: &str) -> Vec<String> {
    let code = code(text);
    let mut found = Vec::new();
    for (at, prefix) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            None => found.push(identifier(rest).to_owned()),
            Some(list) => found.extend(first_names(list)),
        }
    }
    found
}

/// The first name of each path in a list in braces: `dates::{self, Anchor}, text}` -> `dates`, `text`.
fn first_names(list: &str) -> Vec<String> {
    let (mut depth, mut found, mut expected) = (0, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expected = true,
            c if expected && depth == 0 && !c.is_whitespace() => {
                found.push(identifier(&list[at..]).to_owned());
                expected = false;
            }
            _ => {}
        }
    }
    found
}

/// What is wrong with a module's import of another, if anything is.
fn judge(importer: &str, imported: &str) -> Option<&'static str> {
    let place = |name: &str| WALK.iter().position(|&stage| stage == name);
    if importer == imported || importer == DRIVER || FOUNDATIONS.contains(&imported) {
        return None;
    }
    if FOUNDATIONS.contains(&importer) {
        return Some("a foundation imports from foundations only");
    }
    if SIBLINGS.contains(&importer) && SIBLINGS.contains(&imported) {
        return Some("siblings never import one another");
    }
    match (place(importer), place(imported)) {
        (Some(here), Some(there)) if there < here => None,
        (Some(_), Some(_)) => Some("a module imports only from those above it"),
        _ => Some("it has no place in the walk"),
    }
}

#[test]
fn modules_import_only_from_those_above() {
    let mut wrong = Vec::new();
    for (file, text) in files() {
        let room = room(&file);
        // The program itself stands outside of the library and sees what is public.
        if ["cli", "main", "lib"].contains(&room) {
            continue;
        }
        for imported in imports(&text) {
            if let Some(why) = judge(room, &imported) {
                wrong.push(format!("src/{file}: {room} imports {imported}: {why}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn lib_declares_the_walk_in_order() {
    let text = fs::read_to_string(source().join("lib.rs")).unwrap();
    let declared: Vec<_> = code(&text)
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .filter(|name| !FOUNDATIONS.contains(&name.as_str()))
        .collect();
    let expected: Vec<_> = WALK.into_iter().chain([DRIVER]).collect();
    assert_eq!(declared, expected, "the order of `pub mod` in src/lib.rs is the walk of an article");
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let silent: Vec<_> =
        files().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(file, _)| file).collect();
    assert!(silent.is_empty(), "these files do not open with a `//!` paragraph: {silent:?}");
}

#[test]
fn files_stay_short() {
    let lines = |text: &str| text.lines().take_while(|line| !line.starts_with("mod tests {")).count();
    let long: Vec<_> = files()
        .into_iter()
        .filter(|(file, _)| !file.ends_with("tests.rs"))
        .map(|(file, text)| (file, lines(&text)))
        .filter(|&(_, lines)| lines > MOST_LINES)
        .collect();
    assert!(long.is_empty(), "these files have more than {MOST_LINES} lines without their tests: {long:?}");
}

#[test]
fn the_check_itself_sees_imports() {
    assert_eq!(imports("use crate::dates::{self, Anchor};\nlet x = crate::text::list::y;"), ["dates", "text"]);
    assert_eq!(imports("use crate::{dates::{A, B}, text};"), ["dates", "text"]);
    assert!(imports("// crate::dates\n/// [`crate::text`]").is_empty());
    assert!(judge("text", "corpus").is_none() && judge("corpus", "text").is_some());
    assert!(judge("quotes", "dates").is_some() && judge("span", "dates").is_some() && judge("text", "cli").is_some());
}
