//! Plain text and Markdown: one article a file, unless it is an export of a news database. What the text says about itself
//! (headline, byline, dateline) is for the stages behind to find.

use std::io::Read;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::decode::{self, Decoded};
use super::front_matter::{front_matter, metadata};
use super::head::Head;
use super::reader::{Outcomes, Reader, one};
use super::source::Source;
use super::whole::{self, Parsed};
use super::{Failure, Options, Outcome, Status, exports, sniff};

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

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let format = if matches!(source.extension().as_str(), "md" | "markdown") { "md" } else { "txt" };
        match article(&mut source, options) {
            Err(failure) => one(Outcome::Failed(failure.of_format(format))),
            Ok(article) => whole::outcomes(vec![article], source, format, options.limit()),
        }
    }
}

/// What a source holds as one article. An export of many may be as large as a file of other formats.
fn article(source: &mut Source, options: &Options) -> Result<Parsed, Box<Failure>> {
    let decoded = text(source, options)?;
    let block = front_matter(&decoded.text);
    let said = block.map(|block| metadata(block.slice(&decoded.text), &options.fields));
    let (metadata, strange) = said.unwrap_or_default();
    let remarks = decoded.remark().into_iter().chain(strange).collect();
    let encoding = decoded.encoding.to_owned();
    Ok(Parsed { metadata, encoding, remarks, ..Parsed::of(decoded.text) })
}

/// The whole text of a source.
fn text(source: &mut Source, options: &Options) -> Result<Decoded, Box<Failure>> {
    let article = options.limit();
    let mut limit = article;
    // Only an export of many articles may be larger than one article, and only its front is read to tell.
    if options.max_file > article && source.size.is_none_or(|size| size > article) && may_be_export(source)? {
        limit = options.max_file;
    }
    let too_large = |source: &Source, size| {
        Box::new(if limit == article {
            Failure::too_large(source.path.clone(), "it", size, limit)
        } else {
            Failure::file_too_large(source.path.clone(), size, limit)
        })
    };
    if source.size.is_some_and(|size| size > limit) {
        return Err(too_large(source, source.size));
    }
    // The size is no promise: a pipe has none, a file may grow while it is read.
    let mut bytes = Vec::new();
    if let Err(error) = (&mut source.bytes).take(limit + 1).read_to_end(&mut bytes) {
        return Err(Box::new(source.failure(&error)));
    }
    if bytes.len() as u64 > limit {
        return Err(too_large(source, None));
    }
    decode_checked(bytes).map_err(|reason| Box::new(source.refuse(reason)))
}

/// Whether the front of a source is that of an export.
fn may_be_export(source: &mut Source) -> Result<bool, Box<Failure>> {
    match Head::of(source) {
        Ok(head) => Ok(head.cut && head.text.is_some_and(|front| exports::begins(&front))),
        Err(error) => Err(Box::new(source.failure(&error))),
    }
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
        let source = Source::new("a.txt".into(), std::io::Cursor::new(bytes.to_vec()));
        Plain.read(source, &Arc::new(options)).next().unwrap()
    }

    #[test]
    fn a_limit_is_kept_where_the_size_is_unknown() {
        assert_eq!(read(b"abc", 3).status(), Status::Ok);
        assert_eq!(read(b"abcd", 3).status(), Status::TooLarge);
    }

    #[test]
    fn only_an_export_may_be_larger_than_an_article() {
        let document = "Storm shuts port\nThe Selwick Post\nMay 2, 2025 Friday\nCopyright 2025 Selwick Media\nLength: 9 words\n\
                        Body\n\nThe wall is safe.\n\nLoad-Date: May 3, 2025\nEnd of Document\n\n";
        let export = document.repeat(2000);
        let prose = "The wall is safe, he said.\n".repeat(10_000);
        let read = |text: &str, max_file: u64, known: bool| {
            let options = Options { max_bytes: 100_000, max_file, ..Options::default() };
            let mut source = Source::new("a.txt".into(), std::io::Cursor::new(text.to_owned().into_bytes()));
            source.size = known.then_some(text.len() as u64);
            Plain.read(source, &Arc::new(options)).collect::<Vec<_>>()
        };
        for known in [true, false] {
            let articles = read(&export, 1_000_000, known);
            assert_eq!((articles.len(), articles[1999].id()), (2000, "a.txt#2000"));
            assert_eq!(articles[0].status(), Status::Ok);
            for (text, max_file, flag) in [(&export, 200_000, "--max-file-size"), (&prose, 1_000_000, "--max-size")] {
                let outcomes = read(text, max_file, known);
                let [Outcome::Failed(failure)] = outcomes.as_slice() else { panic!("too large") };
                assert_eq!(failure.status, Status::TooLarge);
                assert!(failure.message.contains(flag), "{failure}");
            }
        }
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

    proptest! {
        #[test]
        fn any_bytes_give_an_outcome(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Outcome::Article(article) = read(&bytes, 1000) {
                prop_assert!(article.text.chars().any(char::is_alphabetic));
            }
        }
    }
}
