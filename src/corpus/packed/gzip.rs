//! Gzip (RFC 1952): one file, packed. What comes out is read as if it lay there unpacked: the articles' path is that of
//! the packed file, its extension the one before `.gz`.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use flate2::bufread::GzDecoder;

use super::foreign;
use super::unpack::{Budget, Counted, Unpacked};
use crate::corpus::head::Head;
use crate::corpus::reader::{self, Outcomes, Reader, one};
use crate::corpus::source::Source;
use crate::corpus::{Options, Outcome, Status};

/// Opens gzip files.
pub(in crate::corpus) struct Gzip;

const FORMAT: &str = "gz";

/// The first bytes of a member: the mark, and deflate, the only method there is (RFC 1952, section 2.3.1).
pub(in crate::corpus) const MAGIC: &[u8] = b"\x1F\x8B\x08";

impl Reader for Gzip {
    fn format(&self) -> &'static str {
        FORMAT
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[FORMAT, "gzip"]
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(MAGIC)
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        if source.nested && !is_web_archive(source.name()) {
            return one(Outcome::Failed(source.refuse(foreign::in_an_archive()).of_format(FORMAT)));
        }
        let front = match source.peek(MAGIC.len() as u64) {
            Ok(front) => front,
            Err(error) => return one(Outcome::Failed(source.failure(&error).of_format(FORMAT))),
        };
        if front != MAGIC {
            let message = "despite its name it is no gzip file, or a broken one; get it again";
            return one(Outcome::Failed(source.refuse((Status::Corrupt, message.to_owned())).of_format(FORMAT)));
        }
        let name = inner_name(source.name());
        let (packed, count) = Counted::new(source.take_bytes());
        let members = Members::new(BufReader::new(packed));
        let stream = Unpacked::new(members, count, Budget::new(options), options);
        reader::read(source.unpacked(&name, stream), options)
    }
}

/// Whether a packed file is a web archive by its name. Those are packed by nature, as Word files are, and other archives
/// (WACZ) hold them.
fn is_web_archive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".warc.gz", ".wet.gz"].iter().any(|ending| name.ends_with(ending))
}

/// The name of what is packed: `a.jsonl` of `a.jsonl.gz`, and the same where no such ending is.
fn inner_name(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    match ending.to_ascii_lowercase().as_str() {
        "gz" | "gzip" => stem.to_owned(),
        "tgz" => format!("{stem}.tar"),
        _ => name.to_owned(),
    }
}

/// The members of a gzip file one after the other, as one stream (RFC 1952, section 2.2). What follows the last of them
/// and is none, zeros of a tape for example, is passed over, as `gzip -d` does.
pub(in crate::corpus) struct Members<R> {
    /// `None` when the last has ended.
    member: Option<GzDecoder<R>>,
    /// Whether a whole member was read.
    any: bool,
}

impl<R: BufRead> Members<R> {
    /// The members of `packed`.
    pub(in crate::corpus) fn new(packed: R) -> Self {
        Self { member: Some(GzDecoder::new(packed)), any: false }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        while let Some(member) = &mut self.member {
            match member.read(into) {
                Ok(0) => {
                    self.any = true;
                    let mut rest = self.member.take().map(GzDecoder::into_inner);
                    let more = rest.as_mut().map(|rest| rest.fill_buf().map(|next| next.first() == MAGIC.first()));
                    if more.transpose()? == Some(true) {
                        self.member = rest.map(GzDecoder::new);
                    }
                }
                Err(_) if self.any && member.header().is_none() => self.member = None,
                other => return other,
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::{Cursor, Write};

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    }

    fn read(path: &str, bytes: Vec<u8>) -> Vec<Outcome> {
        let options = Arc::new(Options { max_bytes: 1000, ..Options::default() });
        reader::read(Source::new(path.into(), Cursor::new(bytes)), &options).collect()
    }

    fn statuses(path: &str, bytes: Vec<u8>) -> Vec<Status> {
        read(path, bytes).iter().map(Outcome::status).collect()
    }

    #[test]
    fn what_is_packed_is_read_under_the_name_of_the_file() {
        let outcomes = read("news/a.txt.gz", packed(b"She said no."));
        let [Outcome::Article(article)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
        assert_eq!(
            (article.path.as_str(), article.text.as_str(), article.format),
            ("news/a.txt.gz", "She said no.", "txt")
        );
        let [Outcome::Failed(failure)] = &read("a.css.gz", packed(b"p {}"))[..] else { panic!("unsupported") };
        assert_eq!((failure.status, failure.format.as_str()), (Status::Unsupported, "css"));
    }

    #[test]
    fn members_follow_one_another_and_rubbish_at_the_end_is_passed_over() {
        let mut bytes = packed(b"{\"text\":\"a\"}\n");
        bytes.extend(packed(b""));
        bytes.extend(packed(b"{\"text\":\"b\"}\n"));
        assert_eq!(statuses("a.jsonl.gz", bytes.clone()), [Status::Ok, Status::Ok]);
        for rubbish in [&b"\0\0\0\0"[..], b"rubbish", b"\x1F\x8Brubbish"] {
            let mut bytes = bytes.clone();
            bytes.extend_from_slice(rubbish);
            assert_eq!(statuses("a.jsonl", bytes), [Status::Ok, Status::Ok]);
        }
    }

    #[test]
    fn lines_before_a_break_are_read() {
        let line = |number: u32| format!("{{\"text\":\"a{}\"}}\n", number * 7919 % 4001);
        let text = (0..2000).map(line).collect::<Vec<_>>().concat();
        let bytes = packed(text.as_bytes());
        let outcomes = read("a.jsonl.gz", bytes[..bytes.len() - 100].to_vec());
        assert!(outcomes.len() > 500);
        let (last, others) = outcomes.split_last().unwrap();
        assert!(others.iter().all(|outcome| outcome.status() == Status::Ok));
        let Outcome::Failed(failure) = last else { panic!("{last:?}") };
        assert_eq!(failure.status, Status::Corrupt);
        assert!(failure.message.contains("cut off"), "{failure}");
        let mut damaged = bytes;
        let end = damaged.len() - 6;
        damaged[end] ^= 1;
        let outcomes = read("a.jsonl.gz", damaged);
        assert_eq!((outcomes.len(), outcomes.last().unwrap().status()), (2001, Status::Corrupt));
    }

    #[test]
    fn bombs_are_told_by_what_comes_out() {
        let lines = packed("\n".repeat(50_000_000).as_bytes());
        let [Outcome::Failed(failure)] = &read("a.jsonl.gz", lines)[..] else { panic!("a bomb") };
        assert_eq!(failure.status, Status::TooLarge);
        assert!(failure.message.contains("200 times"), "{failure}");
        assert_eq!(statuses("a.txt.gz", packed("a ".repeat(5000).as_bytes())), [Status::TooLarge]);
    }

    #[test]
    fn no_archive_is_opened_in_another() {
        let [Outcome::Failed(failure)] = &read("a.gz.gz", packed(&packed(b"a")))[..] else { panic!("nested") };
        assert!(failure.message.contains("inside an archive"), "{failure}");
        let mut tar = vec![0; 1024];
        tar[257..262].copy_from_slice(b"ustar");
        let [Outcome::Failed(failure)] = &read("a.tgz", packed(&tar))[..] else { panic!("tar") };
        assert!(failure.message.contains("unpack it"), "{failure}");
        let [Outcome::Failed(failure)] = &read("a.tar", tar)[..] else { panic!("tar") };
        assert!(failure.message.contains("a tar archive"), "{failure}");
    }

    #[test]
    fn a_name_alone_is_not_enough() {
        assert_eq!(statuses("a.gz", b"\x1F\x8B".to_vec()), [Status::Unsupported]);
        assert_eq!(statuses("a.txt.gz", b"She said no.".to_vec()), [Status::Ok]);
        assert_eq!(statuses("a.txt.gz", packed(b"")), [Status::Empty]);
    }

    proptest! {
        #[test]
        fn any_bytes_give_outcomes(bytes in proptest::collection::vec(any::<u8>(), 0..100), cut in 0..60_usize) {
            let mut whole = packed(&bytes);
            whole.extend_from_slice(&bytes);
            whole.truncate(cut);
            for outcome in read("a.gz", whole) {
                prop_assert!(!outcome.id().is_empty());
            }
        }
    }
}
