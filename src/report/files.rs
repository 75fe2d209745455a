//! The articles' texts on their way to the browser: in the page itself where they are few, else in files beside it that the
//! page loads when an article is opened. A page from disk may not read files (`fetch` refuses `file:`), but it may run
//! scripts: so each file is one call of one function with the data of its articles.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::hash::sha256;
use crate::output::{Part, failed, remove_stale};

/// Name of the folder beside the page.
pub(super) const FOLDER: &str = "report";

/// Bytes of articles that the page itself holds at most.
const MOST_INSIDE: usize = 2 << 20;

/// Bytes after which a file is full: what is loaded and read in a blink.
const FULL: usize = 1 << 19;

/// Files at most, about. All are open until the last is complete, and some systems give a program 256.
const MOST_FILES: u64 = 120;

/// Hexadecimal digits that tell a file from the one of another run.
const ID_DIGITS: usize = 16;

/// Articles in the making.
pub(super) struct Articles {
    folder: PathBuf,
    full: usize,
    current: String,
    /// Complete files that may yet go into the page. Bounded by [`MOST_INSIDE`].
    held: Vec<String>,
    held_bytes: usize,
    parts: Vec<Part>,
    ids: Vec<String>,
}

/// All articles of a run.
pub(super) struct Finished {
    /// The articles' data, if they go into the page.
    pub(super) inside: Vec<String>,
    /// The files' ids, if they lie beside it.
    pub(super) ids: Vec<String>,
    parts: Vec<Part>,
    folder: PathBuf,
}

impl Articles {
    /// None yet. `bytes` is about how many there will be.
    pub(super) fn new(folder: &Path, bytes: u64) -> Self {
        Self {
            folder: folder.join(FOLDER),
            full: FULL.max((bytes / MOST_FILES) as usize),
            current: String::new(),
            held: Vec::new(),
            held_bytes: 0,
            parts: Vec::new(),
            ids: Vec::new(),
        }
    }

    /// Adds an article's JSON. Returns the number of the file that holds it, from 1.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(super) fn add(&mut self, article: &str) -> Result<u32> {
        let number = self.held.len() + self.parts.len() + 1;
        self.current.push_str(if self.current.is_empty() { "[" } else { ",\n" });
        self.current.push_str(article);
        if self.current.len() >= self.full {
            self.end_file()?;
        }
        Ok(number as u32)
    }

    fn end_file(&mut self) -> Result<()> {
        if self.current.is_empty() {
            return Ok(());
        }
        let mut data = std::mem::take(&mut self.current);
        data.push(']');
        self.held_bytes += data.len();
        self.held.push(data);
        if self.held_bytes > MOST_INSIDE {
            for data in std::mem::take(&mut self.held) {
                self.write(&data)?;
            }
        }
        Ok(())
    }

    /// Writes a file. The id in it lets the page see that the file is its own.
    fn write(&mut self, data: &str) -> Result<()> {
        if self.parts.is_empty() {
            std::fs::create_dir_all(&self.folder).map_err(|error| failed(&self.folder, error))?;
            remove_stale(&self.folder);
        }
        let number = self.parts.len() + 1;
        let id = sha256(data.as_bytes())[..ID_DIGITS].to_owned();
        let mut part = Part::create(&self.folder, &file_name(number))?;
        let mut call = String::new();
        // Writing to a string cannot fail.
        let _ = write!(call, "saysoArticles({number},\"{id}\",");
        part.write(call.as_bytes())?;
        part.write(data.as_bytes())?;
        part.write(b");\n")?;
        self.parts.push(part);
        self.ids.push(id);
        Ok(())
    }

    /// Ends the last file.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(super) fn finish(mut self) -> Result<Finished> {
        self.end_file()?;
        for part in &mut self.parts {
            part.seal()?;
        }
        Ok(Finished { inside: self.held, ids: self.ids, parts: self.parts, folder: self.folder })
    }
}

impl Finished {
    /// Gives the files their final names. Returns how many there are.
    ///
    /// # Errors
    /// When one cannot be put in place.
    pub(super) fn put_in_place(self) -> Result<usize> {
        let count = self.parts.len();
        for part in self.parts {
            part.put_in_place()?;
        }
        remove_older(&self.folder, count);
        Ok(count)
    }
}

fn file_name(number: usize) -> String {
    format!("articles-{number:04}.js")
}

/// Removes the files of an earlier and larger report: texts that the user may believe gone. Only files of our naming, and
/// the folder if nothing else is in it.
fn remove_older(folder: &Path, count: usize) {
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let digits = name.to_str().and_then(|name| name.strip_prefix("articles-")?.strip_suffix(".js"));
        let number = digits.and_then(|digits| digits.parse::<usize>().ok());
        if number.is_some_and(|number| number > count && name.to_str() == Some(file_name(number).as_str())) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    if count == 0 {
        let _ = std::fs::remove_dir(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_articles_stay_inside_and_many_become_files() {
        let folder = tempfile::tempdir().unwrap();
        let mut articles = Articles::new(folder.path(), 0);
        assert_eq!(articles.add("{}").unwrap(), 1);
        let finished = articles.finish().unwrap();
        assert_eq!((finished.inside.as_slice(), finished.ids.len()), (&["[{}]".to_owned()][..], 0));
        assert_eq!(finished.put_in_place().unwrap(), 0);
        assert!(!folder.path().join(FOLDER).exists());

        let mut articles = Articles::new(folder.path(), 0);
        let article = format!("\"{}\"", "a".repeat(FULL));
        let numbers: Vec<_> = (0..6).map(|_| articles.add(&article).unwrap()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        let finished = articles.finish().unwrap();
        assert_eq!((finished.inside.len(), finished.ids.len()), (0, 6));
        assert_eq!(finished.put_in_place().unwrap(), 6);
        let last = std::fs::read_to_string(folder.path().join("report/articles-0006.js")).unwrap();
        assert!(last.starts_with("saysoArticles(6,\"") && last.ends_with("\"]);\n"));

        // A smaller report after it leaves nothing of the larger.
        let mine = folder.path().join("report/articles-mine.js");
        std::fs::write(&mine, "").unwrap();
        Articles::new(folder.path(), 0).finish().unwrap().put_in_place().unwrap();
        let left: Vec<_> = folder.path().join(FOLDER).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(left, [mine]);
    }
}
