//! What comes out of a packed stream, watched while it comes: how much for its packed size, and how much in all. A bomb
//! is told by what it does, because what an archive says about sizes may be a lie.
//!
//! The readers know only of [`std::io::Error`]; [`Refused`] travels inside one, so that the row says what is wrong with the
//! archive rather than with the disk.

use std::fmt;
use std::io::{self, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::corpus::outcome::bytes;
use crate::corpus::{Options, Status};

/// Below this, no ratio is a danger: a megabyte of blank lines is just that.
const HARMLESS: u64 = 1024 * 1024;

/// Why a stream ends before its end: a row's status and message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus) struct Refused(pub(in crate::corpus) Status, pub(in crate::corpus) String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

impl std::error::Error for Refused {}

impl Refused {
    /// The same as an error of a stream.
    pub(in crate::corpus) fn into_error(self) -> io::Error {
        io::Error::other(self)
    }

    /// What is in an error of a stream, if it was put there by [`Refused::into_error`].
    pub(in crate::corpus) fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

/// Why `out` bytes cannot come out of `packed` bytes unless these are a bomb; `None` if they can.
pub(in crate::corpus) fn bomb(packed: u64, out: u64, max_ratio: u64) -> Option<Refused> {
    if out <= HARMLESS || out / max_ratio.max(1) <= packed {
        return None;
    }
    let message = format!(
        "it unpacks to over {max_ratio} times its size, as bombs do; if it is sound, unpack it yourself or give \
         --max-ratio a higher limit"
    );
    Some(Refused(Status::TooLarge, message))
}

/// The bytes that may still come out of one archive, shared by its entries.
#[derive(Debug, Clone)]
pub(in crate::corpus) struct Budget {
    left: Arc<AtomicU64>,
    limit: u64,
}

impl Budget {
    /// All that the options allow.
    pub(in crate::corpus) fn new(options: &Options) -> Self {
        Self { left: Arc::new(AtomicU64::new(options.max_unpacked)), limit: options.max_unpacked }
    }

    /// Whether nothing may come any more.
    pub(in crate::corpus) fn is_spent(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    /// Takes `count` bytes; `false` if so many are not left.
    fn take(&self, count: u64) -> bool {
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(count), Ordering::Relaxed);
        count <= left
    }

    /// What to say when it is spent.
    pub(in crate::corpus) fn refusal(&self) -> Refused {
        let limit = bytes(self.limit);
        Refused(
            Status::TooLarge,
            format!(
                "over {limit} came out of the archive, the rest of it is not read; give --max-unpacked a higher limit"
            ),
        )
    }
}

/// A count of bytes that one reader adds to and another one reads.
pub(in crate::corpus) type Count = Arc<AtomicU64>;

/// Counts what is read from a packed stream.
pub(in crate::corpus) struct Counted<R> {
    inner: R,
    count: Count,
}

impl<R> Counted<R> {
    /// The same stream, counted.
    pub(in crate::corpus) fn new(inner: R) -> (Self, Count) {
        let count = Count::default();
        (Self { inner, count: Arc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// An unpacking stream, watched.
pub(in crate::corpus) struct Unpacked<R> {
    inner: R,
    /// Bytes that went in.
    packed: Count,
    /// Bytes that came out.
    out: u64,
    max_ratio: u64,
    budget: Budget,
    ended: bool,
}

impl<R: Read> Unpacked<R> {
    /// Watches `inner`, which unpacks `packed` bytes.
    pub(in crate::corpus) fn new(inner: R, packed: Count, budget: Budget, options: &Options) -> Self {
        Self { inner, packed, out: 0, max_ratio: options.max_ratio, budget, ended: false }
    }

    fn check(&self, read: u64) -> Result<(), Refused> {
        if !self.budget.take(read) {
            return Err(self.budget.refusal());
        }
        match bomb(self.packed.load(Ordering::Relaxed), self.out, self.max_ratio) {
            Some(refused) => Err(refused),
            None => Ok(()),
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let read = match self.inner.read(into) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                self.ended = true;
                return Err(explained(error));
            }
        };
        self.out += read as u64;
        self.check(read as u64).map_err(|refused| {
            self.ended = true;
            refused.into_error()
        })?;
        Ok(read)
    }
}

/// The error of an unpacking stream in words, where it is not one of the disk.
fn explained(error: io::Error) -> io::Error {
    let message = match error.kind() {
        ErrorKind::UnexpectedEof => "it is cut off: its packed data end too early; get it again".to_owned(),
        ErrorKind::InvalidData | ErrorKind::InvalidInput => {
            format!("its packed data are damaged ({error}); get it again")
        }
        _ => return error,
    };
    Refused(Status::Corrupt, message).into_error()
}
