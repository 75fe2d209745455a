//! A file of the output folder while it is written: hidden, under a name of its own, and gone unless it is put in
//! place. Whatever ends the program, no half file ever stands under a final name.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::hash::hexadecimal;

/// Hidden names begin so on every system but Windows, where they are only odd.
const PREFIX: &str = ".sayso-";
const SUFFIX: &str = ".part";

/// A file without its lock may be one that another run made a moment ago and has not locked yet.
const GRACE: Duration = Duration::from_mins(1);

/// A file in the making.
pub(crate) struct Part {
    target: PathBuf,
    file: BufWriter<NamedTempFile>,
    hash: Sha256,
    bytes: u64,
}

/// What a finished file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seal {
    /// Size in bytes.
    pub(crate) bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub(crate) sha256: String,
}

impl Part {
    /// An empty file in `folder` that may become `folder/name`.
    pub(crate) fn create(folder: &Path, name: &str) -> Result<Self> {
        let prefix = format!("{PREFIX}{name}.");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Temporary files are private by default; a table is to be as readable as any other file of the user's.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let target = folder.join(name);
        let file = builder.tempfile_in(folder).map_err(|error| failed(&target, error))?;
        // The lock tells other runs that this file is alive. Where the system has no locks, they leave it alone too.
        let _ = file.as_file().try_lock();
        Ok(Self { target, file: BufWriter::with_capacity(1 << 16, file), hash: Sha256::new(), bytes: 0 })
    }

    /// Appends bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.write_all(bytes).map_err(|error| failed(&self.target, error))
    }

    /// The name that the file may have in the end.
    pub(super) fn name(&self) -> String {
        self.target.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The size so far.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The file as it is so far, to read it from its beginning.
    pub(crate) fn reopen(&mut self) -> Result<File> {
        self.file.flush().map_err(|error| failed(&self.target, error))?;
        self.read_again()
    }

    /// A sealed file, to read it from its beginning. Nothing may be written to it any more.
    pub(super) fn read_again(&self) -> Result<File> {
        let file = self.file.get_ref();
        // Some systems let nobody, not even us, read what is locked for one alone; a lock that is shared says as well that
        // the file is alive.
        let _ = file.as_file().unlock();
        let _ = file.as_file().try_lock_shared();
        file.reopen().map_err(|error| failed(&self.target, error))
    }

    /// Fills an empty file by a writer that goes back to what it has written.
    pub(super) fn write_anywhere(&mut self, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
        let file = self.file.get_mut().as_file_mut();
        write(file)?;
        let (hash, bytes) = (&mut self.hash, &mut self.bytes);
        let mut buffer = vec![0; 1 << 16];
        let mut read = || -> io::Result<()> {
            file.rewind()?;
            loop {
                match file.read(&mut buffer)? {
                    0 => return Ok(()),
                    count => {
                        hash.update(&buffer[..count]);
                        *bytes += count as u64;
                    }
                }
            }
        };
        read().map_err(|error| failed(&self.target, error))
    }

    /// Brings all bytes to the disk. Must be called before [`Part::put_in_place`], for all files of a run before any.
    pub(crate) fn seal(&mut self) -> Result<Seal> {
        let done = self.file.flush().and_then(|()| self.file.get_ref().as_file().sync_all());
        done.map_err(|error| failed(&self.target, error))?;
        let sha256 = hexadecimal(&self.hash.clone().finalize());
        Ok(Seal { bytes: self.bytes, sha256 })
    }

    /// Gives the file its final name, in place of an older one, in one step. Returns its path.
    pub(crate) fn put_in_place(self) -> Result<PathBuf> {
        let Self { target, file, .. } = self;
        let file = file.into_inner().map_err(|error| failed(&target, error.into_error()))?;
        file.persist(&target).map_err(|error| failed(&target, error.error))?;
        Ok(target)
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Removes the files that runs which were killed have left behind: ours by name, older than a minute, and locked by
/// nobody. Whatever cannot be removed is left: it harms nobody.
pub(crate) fn remove_stale(folder: &Path) {
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if ours && is_dead(&entry.path()).unwrap_or(false) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_dead(path: &Path) -> io::Result<bool> {
    // Opened for writing, because some systems lock only files that are.
    let file = File::options().write(true).open(path)?;
    let age = SystemTime::now().duration_since(file.metadata()?.modified()?).unwrap_or_default();
    Ok(age > GRACE && file.try_lock().is_ok())
}

/// The failure to write `path`, with what the user can do.
pub(crate) fn failed(path: &Path, source: io::Error) -> Error {
    let remedy = match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space on that disk, or choose another folder with -o"
        }
        ErrorKind::PermissionDenied => {
            "close it if it is open in a spreadsheet program, or choose a folder that you may write to with -o"
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a file stands where the folder should be; choose another folder with -o"
        }
        ErrorKind::ReadOnlyFilesystem => "that disk cannot be written to; choose another folder with -o",
        _ => "check that the disk or network drive works, or choose another folder with -o",
    };
    Error::Io { path: path.to_owned(), source, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn plant(folder: &Path, name: &str, age: Duration) -> File {
        let file = File::create(folder.join(name)).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
        file
    }

    #[test]
    fn dropped_parts_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("claims.csv"), "old").unwrap();
        let mut part = Part::create(folder.path(), "claims.csv").unwrap();
        part.write(b"new").unwrap();
        part.seal().unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        drop(part);
        assert_eq!(names(folder.path()), ["claims.csv"]);
        assert_eq!(std::fs::read(folder.path().join("claims.csv")).unwrap(), b"old");
    }

    #[test]
    fn a_part_takes_the_place_of_an_older_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("claims.csv"), "old").unwrap();
        let mut part = Part::create(folder.path(), "claims.csv").unwrap();
        part.write(b"abc").unwrap();
        let seal = part.seal().unwrap();
        assert_eq!(seal.bytes, 3);
        assert!(seal.sha256.starts_with("ba7816bf"));
        part.put_in_place().unwrap();
        assert_eq!(names(folder.path()), ["claims.csv"]);
        assert_eq!(std::fs::read(folder.path().join("claims.csv")).unwrap(), b"abc");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = folder.path().join("claims.csv").metadata().unwrap().permissions().mode();
            let usual = File::create(folder.path().join("other")).unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode, usual);
        }
    }

    #[test]
    fn only_dead_parts_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let hour = Duration::from_hours(1);
        plant(folder.path(), ".sayso-claims.csv.dead.part", hour);
        plant(folder.path(), ".sayso-claims.csv.young.part", Duration::ZERO);
        plant(folder.path(), "mine.part", hour);
        let locked = plant(folder.path(), ".sayso-claims.csv.alive.part", hour);
        locked.lock().unwrap();
        remove_stale(folder.path());
        assert_eq!(names(folder.path()), [".sayso-claims.csv.alive.part", ".sayso-claims.csv.young.part", "mine.part"]);
    }
}
