//! Plain text and Markdown: one article a file. What the text says about itself (headline, byline, dateline) is for the
//! stages behind to find.

use std::io::Read;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::decode::{self, Decoded};
use super::front_matter::{front_matter, metadata};
use super::head::Head;
use super::reader::{Outcomes, Reader, one, with_text};
use super::sniff;
use super::source::Source;
use super::{Article, Failure, Metadata, Options, Outcome, Status};

/// Reads plain text.
pub(super) struct Plain;

impl Reader for Plain {
    fn format(&self) -> &'static str {
        "txt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "md", "markdown"]
    }

    /// Text is what is nothing else.
    fn recognises(&self, _: &Head) -> bool {
        false
    }

    fn is_text(&self) -> bool {
        true
    }

    fn read(&self, source: Source, options: &Arc<Options>) -> Outcomes {
        one(article(source, options))
    }
}

/// The one document of a source.
fn article(mut source: Source, options: &Options) -> Outcome {
    let format = if matches!(source.extension().as_str(), "md" | "markdown") { "md" } else { "txt" };
    match text(&mut source, options.limit()) {
        Err(failure) => Outcome::Failed(failure.of_format(format)),
        Ok(decoded) => {
            let mut remarks: Vec<_> = decoded.remark().into_iter().collect();
            if sniff::is_html(&decoded.text) {
                remarks
                    .push("it looks like a web page, and its markup is read as text; save it as plain text".to_owned());
            }
            let block = front_matter(&decoded.text);
            with_text(Article {
                format,
                metadata: block
                    .map_or_else(Metadata::default, |block| metadata(block.slice(&decoded.text), &options.fields))
                    .or(&source.given),
                encoding: decoded.encoding,
                message: remarks.join("; "),
                ..Article::from_text(source.path, decoded.text)
            })
        }
    }
}

/// The whole text of a source.
fn text(source: &mut Source, limit: u64) -> Result<Decoded, Box<Failure>> {
    let too_large = |source: &Source, size| Failure::too_large(source.path.clone(), "it", size, limit);
    if source.size.is_some_and(|size| size > limit) {
        return Err(Box::new(too_large(source, source.size)));
    }
    // The size is no promise: a pipe has none, a file may grow while it is read.
    let mut bytes = Vec::new();
    if let Err(error) = (&mut source.bytes).take(limit + 1).read_to_end(&mut bytes) {
        return Err(Box::new(source.failure(&error)));
    }
    if bytes.len() as u64 > limit {
        return Err(Box::new(too_large(source, None)));
    }
    decode_checked(bytes).map_err(|reason| Box::new(source.refuse(reason)))
}

/// Decodes bytes unless they are something other than text.
///
/// # Errors
/// What they are instead.
pub(super) fn decode_checked(bytes: Vec<u8>) -> Result<Decoded, (Status, String)> {
    // UTF-16 is full of NUL bytes, so it must be told from binary files first; the mark of UTF-32 starts like its own.
    let marked = sniff::signature(&bytes).is_none() && Encoding::for_bom(&bytes).is_some();
    if marked {
        return Ok(decode::decode(bytes));
    }
    if let Some(encoding) = sniff::bare_utf16(&bytes) {
        return Ok(decode::decode_as(encoding, bytes));
    }
    match sniff::not_text(&bytes) {
        Some(reason) => Err(reason),
        None => Ok(decode::decode_unmarked(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], limit: u64) -> Outcome {
        let options = Options { max_bytes: limit, ..Options::default() };
        article(Source::new("a.txt".into(), std::io::Cursor::new(bytes.to_vec())), &options)
    }

    #[test]
    fn a_limit_is_kept_where_the_size_is_unknown() {
        assert_eq!(read(b"abc", 3).status(), Status::Ok);
        assert_eq!(read(b"abcd", 3).status(), Status::TooLarge);
    }

    #[test]
    fn utf16_without_a_mark_is_text() {
        let bytes: Vec<_> = "She said no.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let Outcome::Article(article) = read(&bytes, 100) else { panic!("text") };
        assert_eq!((article.text.as_str(), article.encoding), ("She said no.", "UTF-16BE"));
    }

    #[test]
    fn utf32_is_named() {
        let Outcome::Failed(failure) = read(b"\xFF\xFE\0\0a\0\0\0", 100) else { panic!("not text") };
        assert!(failure.message.contains("UTF-32"), "{failure}");
    }

    #[test]
    fn markup_is_remarked_on() {
        let Outcome::Article(article) = read(b"\n<!DOCTYPE html><p>a", 100) else { panic!("text") };
        assert!(article.message.contains("web page"));
    }

    proptest! {
        #[test]
        fn any_bytes_give_an_outcome(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Outcome::Article(article) = read(&bytes, 1000) {
                prop_assert!(article.text.chars().any(char::is_alphabetic));
            }
        }
    }
}
