//! Names of files in folders and archives: which are passed by without a word, and names from outside made harmless.

use std::cmp::Ordering;
use std::collections::HashSet;

/// A name from outside (of an entry, of an attachment) as a path of plain components: without `..`, drives and roots,
/// with `/` between them, and U+FFFD for control characters. Never empty.
pub(super) fn cleaned(name: &str) -> String {
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | "..") && !is_drive(part))
        .map(|part| part.chars().map(|c| if is_control(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
        .collect();
    if parts.is_empty() { "unnamed".to_owned() } else { parts.join("/") }
}

/// `C:`, as Windows programs write it before an absolute path.
fn is_drive(part: &str) -> bool {
    part.len() == 2 && part.ends_with(':')
}

/// Characters that break a line, or tell a terminal what to do; those that turn the direction of writing among them, with
/// which `exe.txt` is made of `txt.exe`.
pub(super) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The order of names: that of the bytes of their components, as of files in folders.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    one.split('/').cmp(other.split('/'))
}

/// How many folders deep the parts of saved pages are looked for: a bound for names that are nothing but slashes.
const DEEPEST: usize = 16;

/// Which of the files are to be read: not the hidden ones, those that systems leave behind, and the parts of saved pages.
pub(super) fn worth_reading(names: &[&str]) -> Vec<bool> {
    let pages: HashSet<&str> = names.iter().filter_map(|name| page_stem(name)).collect();
    let is_part = |name: &str| {
        name.match_indices('/').take(DEEPEST).any(|(end, _)| {
            let folder = &name[..end];
            parts_stem(folder).is_some_and(|stem| pages.contains(stem))
        })
    };
    names.iter().map(|name| !name.split('/').any(is_litter) && !is_part(name)).collect()
}

/// Files and folders that are passed by: hidden as Unix has it, or left behind by a system.
pub(super) fn is_litter(part: &str) -> bool {
    part.starts_with('.')
        || ["__MACOSX", "Thumbs.db", "desktop.ini"].iter().any(|litter| part.eq_ignore_ascii_case(litter))
}

/// The name of a web page without its extension; `None` if it is none by its name.
pub(super) fn page_stem(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    ["html", "htm", "xhtml"].iter().any(|page| extension.eq_ignore_ascii_case(page)).then_some(stem)
}

/// The name, without extension, of the page whose parts a folder may hold: scripts, pictures, frames of advertisements. So
/// browsers save a "complete" page (`_files`), and Word and older Internet Explorers (`.files`).
pub(super) fn parts_stem(folder: &str) -> Option<&str> {
    folder.strip_suffix("_files").or_else(|| folder.strip_suffix(".files"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_harmless() {
        for (name, expected) in [
            ("a/b.txt", "a/b.txt"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\Users\\me\\a.txt", "Users/me/a.txt"),
            ("\\\\server\\share\\a.txt", "server/share/a.txt"),
            ("./a//b.txt", "a/b.txt"),
            ("a\u{1B}[31m\n.txt", "a\u{FFFD}[31m\u{FFFD}.txt"),
            ("a\u{202E}txt.exe", "a\u{FFFD}txt.exe"),
            ("..", "unnamed"),
            ("", "unnamed"),
        ] {
            assert_eq!(cleaned(name), expected, "{name:?}");
        }
    }

    #[test]
    fn litter_and_parts_of_pages_are_passed_by() {
        let names = [
            "a/page.html",
            "a/page_files/frame.html",
            "a/page_files/deep/x.js",
            "a/other_files/b.txt",
            "b/page_files/c.txt",
            "__MACOSX/a/._page.html",
            "a/.DS_Store",
            "a/thumbs.DB",
            "Report.HTM",
            "Report.files/image001.png",
        ];
        let expected = [true, false, false, true, true, false, false, false, true, false];
        assert_eq!(worth_reading(&names), expected);
    }
}
