//! Which files to read: the inputs as named, folders walked in an order that is the same on all systems.
//!
//! Nothing is opened here. What cannot be read by its nature (a pipe, a link that leads nowhere or round in a circle)
//! enters the list with the reason, so that it becomes a row like everything else.

use std::collections::HashSet;
use std::fs::FileType;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::{Options, Status, names};
use crate::error::{Error, Result};

/// One thing to read.
#[derive(Debug)]
pub(super) struct Entry {
    /// The input that it was found under; for a named file, its folder.
    root: Arc<Path>,
    /// Where it lies under `root`.
    relative: Box<Path>,
    /// What it is.
    pub(super) kind: Kind,
}

/// How an entry came into the list.
#[derive(Debug)]
pub(super) enum Kind {
    /// Standard input.
    Stdin,
    /// A file that the user named: read as text if nothing better is known.
    Named,
    /// A file found in a folder: read if its extension is known.
    Found,
    /// Something that is not read, and why.
    Problem(Box<(Status, String)>),
}

impl Entry {
    fn new(root: &Arc<Path>, relative: &Path, kind: Kind) -> Self {
        Self { root: Arc::clone(root), relative: relative.into(), kind }
    }

    fn problem(root: &Arc<Path>, relative: &Path, status: Status, message: impl Into<String>) -> Self {
        Self::new(root, relative, Kind::Problem(Box::new((status, message.into()))))
    }

    /// The path to open.
    pub(super) fn file(&self) -> PathBuf {
        self.root.join(&self.relative)
    }

    /// The path relative to the input root, with `/` on all systems; bytes that are no Unicode become U+FFFD.
    pub(super) fn path(&self) -> String {
        if self.relative.as_os_str().is_empty() {
            return self.root.display().to_string();
        }
        let parts: Vec<_> = self.relative.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }
}

/// Lists the inputs, in the order given.
///
/// # Errors
/// [`Error::NoSuchInput`] if one of them does not exist, before any is walked; [`Error::Io`] if the system will not
/// say whether it does.
pub(super) fn list(inputs: &[PathBuf], options: &Options) -> Result<Vec<Entry>> {
    let mut types = Vec::with_capacity(inputs.len());
    for input in inputs {
        types.push(if is_stdin(input) { None } else { Some(file_type(input)?) });
    }
    let mut walk = Walk {
        entries: Vec::new(),
        linked: HashSet::new(),
        exclude: options.exclude.iter().filter_map(|folder| folder.canonicalize().ok()).collect(),
    };
    let mut stdin = Some(Kind::Stdin);
    for (input, file_type) in inputs.iter().zip(types) {
        match file_type {
            None => {
                let kind = stdin.take().unwrap_or_else(|| Kind::Problem(Box::new((Status::Empty, TWICE.to_owned()))));
                walk.entries.push(Entry::new(&Arc::from(Path::new("")), Path::new("stdin"), kind));
            }
            Some(kind) if kind.is_dir() => walk.folder(input),
            Some(kind) => walk.named(input, kind),
        }
    }
    Ok(walk.entries)
}

/// Whether the user means standard input.
fn is_stdin(input: &Path) -> bool {
    input.as_os_str() == "-"
}

/// What an input is, links followed.
fn file_type(input: &Path) -> Result<FileType> {
    match std::fs::metadata(input) {
        Ok(metadata) => Ok(metadata.file_type()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(Error::NoSuchInput(input.to_owned()))
        }
        Err(source) => Err(Error::Io {
            path: input.to_owned(),
            source,
            remedy: "check that you may read the folder that it lies in",
        }),
    }
}

/// The list in the making.
struct Walk {
    entries: Vec<Entry>,
    /// Folders entered by way of a link, so that links among folders cannot multiply the walk.
    linked: HashSet<PathBuf>,
    exclude: Vec<PathBuf>,
}

impl Walk {
    fn named(&mut self, input: &Path, kind: FileType) {
        let name = input.file_name().map_or(input, Path::new);
        let root = Arc::from(input.parent().filter(|_| input.file_name().is_some()).unwrap_or(Path::new("")));
        self.entries.push(if kind.is_file() {
            Entry::new(&root, name, Kind::Named)
        } else {
            Entry::problem(&root, name, Status::Unsupported, SPECIAL)
        });
    }

    fn folder(&mut self, input: &Path) {
        let root: Arc<Path> = Arc::from(input);
        let real_root = input.canonicalize().unwrap_or_else(|_| input.to_owned());
        let mut walk = WalkDir::new(input).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    let kept = self.entry(&root, &real_root, &entry);
                    if is_folder && !kept {
                        walk.skip_current_dir();
                    }
                }
                Err(error) => self.error(&root, &error),
            }
        }
    }

    /// Enters what the walk met; `false` if it is a folder to pass by.
    fn entry(&mut self, root: &Arc<Path>, real_root: &Path, entry: &DirEntry) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        if is_hidden(Path::new(entry.file_name())) || entry.file_name().to_str().is_some_and(names::is_litter) {
            return false;
        }
        let kind = entry.file_type();
        if kind.is_dir() && holds_parts(entry.path()) {
            return false;
        }
        if kind.is_file() {
            self.entries.push(Entry::new(root, relative, Kind::Found));
        } else if !kind.is_dir() {
            self.entries.push(Entry::problem(root, relative, Status::Unsupported, SPECIAL));
        } else if entry.path_is_symlink() {
            return self.linked_folder(root, real_root, entry.path(), relative);
        } else if !self.exclude.is_empty() {
            return entry.path().canonicalize().is_ok_and(|real| !self.exclude.contains(&real));
        }
        true
    }

    /// Whether a link to a folder is followed: not where the folder is read anyway. Without this, a folder of two links
    /// to a folder of two links, and so on, would be read a million times twenty levels down.
    fn linked_folder(&mut self, root: &Arc<Path>, real_root: &Path, path: &Path, relative: &Path) -> bool {
        let Ok(target) = path.canonicalize() else { return true };
        if self.exclude.contains(&target) {
            return false;
        }
        let inside = target.strip_prefix(real_root).is_ok_and(|inner| !is_hidden(inner));
        if inside || !self.linked.insert(target.clone()) {
            let message =
                format!("a link to the folder {}, which is read by another way; nothing is lost", target.display());
            self.entries.push(Entry::problem(root, relative, Status::Unsupported, message));
            return false;
        }
        true
    }

    fn error(&mut self, root: &Arc<Path>, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        let relative = path.strip_prefix(root).unwrap_or(path);
        if is_hidden(relative) {
            return;
        }
        self.entries.push(match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => {
                let message = format!(
                    "a link to {}, the folder that it lies in (a loop); it is not followed, delete the link",
                    ancestor.display()
                );
                Entry::problem(root, relative, Status::Unsupported, message)
            }
            (None, Some(io)) => Entry::problem(root, relative, Status::IoError, super::Failure::io("", io).message),
            (None, None) => Entry::problem(root, relative, Status::IoError, "could not be read; run again"),
        });
    }
}

/// Why the second `-` is not read.
const TWICE: &str = "standard input was named twice, and can be read only once; name it once";

/// Why pipes and devices are left alone: opening one can wait for ever, or never end.
const SPECIAL: &str = "a pipe, socket or device, not a file; give - as the input and redirect it (sayso - < it)";

/// Whether a folder holds the parts of a saved web page that lies beside it.
fn holds_parts(folder: &Path) -> bool {
    let stem = folder.file_name().and_then(|name| names::parts_stem(name.to_str()?));
    stem.is_some_and(|stem| {
        ["html", "htm", "xhtml"].iter().any(|page| folder.with_file_name(format!("{stem}.{page}")).is_file())
    })
}

/// Whether a path, or a folder on it, is hidden as Unix has it.
fn is_hidden(relative: &Path) -> bool {
    relative.iter().any(|part| part.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_saved_pages_are_passed_by() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a.html", "a_files/ad.html", "b.htm", "b.files/x.htm", "c_files/c.txt", "__MACOSX/a.html"] {
            let file = folder.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "a").unwrap();
        }
        let found = list(&[folder.path().to_owned()], &Options::default()).unwrap();
        let paths: Vec<_> = found.iter().map(Entry::path).collect();
        assert_eq!(paths, ["a.html", "b.htm", "c_files/c.txt"]);
    }
}
