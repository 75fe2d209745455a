//! PDF with a text layer. A PDF knows no words, lines or paragraphs, only letters and where they stand (ISO 32000-1, 9):
//!
//! ```text
//! glyphs      the letters of a page, as it is drawn
//! segments    letters beside each other: words, pieces of lines
//! furniture   what belongs to the page, not to the text, goes
//! columns     lines in the order in which they are read
//! paragraphs  lines joined (with `hyphens` and `items`), the text
//! about       what the file says beside the text
//! ```
//!
//! A PDF is a program for drawing pages, and it may be one without end; so it is read in a helper process (see `worker`).

mod about;
mod columns;
mod furniture;
mod glyphs;
mod hyphens;
mod items;
mod paragraphs;
mod segments;
mod strings;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf as Document};

use super::head::Head;
use super::whole::{File, Parsed, Parser, Refusal};
use super::{Options, Status};
use furniture::Laid;
use glyphs::{Limits, Page, Stop};

/// Reads PDF.
pub(super) struct Pdf;

/// How far from its first byte a file may begin with `%PDF-` (ISO 32000-1, annex H, implementation note 13).
const BEGINNING: usize = 1024;

/// How far from its last byte the file's end may be marked; some servers add to the files that they send.
const END: usize = 64 * 1024;

/// The most pages that are read. An issue of a newspaper has a hundred, a book a thousand.
const MOST_PAGES: usize = 20_000;

impl Parser for Pdf {
    fn format(&self) -> &'static str {
        "pdf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, head: &Head) -> bool {
        let beginning = head.bytes.get(..BEGINNING).unwrap_or(&head.bytes);
        // A text that speaks of the mark is none, but it may follow the header of a mail or of a web server.
        find(beginning, b"%PDF-").is_some_and(|at| at == 0 || head.text.is_none() || head.extension == "pdf")
    }

    fn isolated(&self) -> bool {
        true
    }

    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        let until = Instant::now() + Duration::from_secs(options.max_seconds);
        if is_cut_off(&file.bytes) {
            return Err((Status::Corrupt, "it is cut off, its end is missing; get it again".to_owned()));
        }
        let document = Document::new(file.bytes).map_err(unreadable)?;
        if document.pages().len() > MOST_PAGES {
            let message = format!("it has more than {MOST_PAGES} pages; split it");
            return Err((Status::TooLarge, message));
        }
        let limits = Limits { letters: options.limit(), until };
        let pages = glyphs::pages(&document, limits).map_err(|stop| stopped(stop, options))?;
        article(&document, &pages).map(|article| vec![article])
    }
}

/// The article on these pages.
fn article(document: &Document, pages: &[Page]) -> Result<Parsed, Refusal> {
    let letters = |page: &Page| page.glyphs.iter().filter(|glyph| glyph.c != ' ').count();
    let (all, scanned) = (pages.len(), pages.iter().filter(|page| page.scanned && letters(page) < 20).count());
    let written: usize = pages.iter().map(letters).sum();
    let unknown = pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| glyph.c == '\u{FFFD}').count();
    if all == 0 {
        return Err((Status::Corrupt, "it has no pages; it may be cut off or damaged, get it again".to_owned()));
    }
    if written == 0 && !pages.iter().any(|page| page.scanned) {
        return Err((Status::NoText, "its pages hold no text; open it to see what it is".to_owned()));
    }
    let ocr = "run text recognition (OCR) on it, for instance with ocrmypdf";
    if scanned > 0 && written < 20 * all {
        return Err((Status::NoText, format!("it holds pictures of pages and no text; {ocr}")));
    }
    if unknown * 4 > written {
        let message = format!("its fonts do not say which letters they show; {ocr} --force-ocr");
        return Err((Status::NoText, message));
    }
    let mut remarks = Vec::new();
    if scanned > 0 {
        remarks.push(format!("{scanned} of its {all} pages are pictures without text; {ocr}"));
    }
    if unknown > 0 {
        remarks
            .push(format!("{unknown} of its {written} letters are unknown, as their font does not say what they are"));
    }
    let mut laid: Vec<Laid> =
        pages.iter().map(|page| Laid { segments: segments::segments(&page.glyphs), height: page.height }).collect();
    let addresses = furniture::remove(&mut laid);
    let mut block = 0;
    let lines: Vec<_> =
        laid.into_iter().enumerate().flat_map(|(page, laid)| columns::lines(laid.segments, page, &mut block)).collect();
    let text = paragraphs::text(&lines);
    let said = document.metadata();
    let metadata = about::metadata(&text, said.title.as_deref(), said.author.as_deref(), &addresses);
    Ok(Parsed { metadata, remarks, ..Parsed::of(text) })
}

/// Whether the end of the file is missing: what marks it, or the length that a file says of itself that is to be shown
/// before it has come as a whole (linearized, annex F).
fn is_cut_off(bytes: &[u8]) -> bool {
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default();
    if find(end, b"%%EOF").is_none() && find(end, b"startxref").is_none() {
        return true;
    }
    let front = bytes.get(..bytes.len().min(2 * BEGINNING)).unwrap_or_default();
    let Some(at) = find(front, b"/Linearized") else { return false };
    let dictionary = &front[at..];
    let dictionary = &dictionary[..find(dictionary, b">>").unwrap_or(dictionary.len())];
    let length = find(dictionary, b"/L ").and_then(|at| dictionary.get(at + 3..));
    let digits: String = length
        .unwrap_or_default()
        .iter()
        .map(|&byte| char::from(byte))
        .skip_while(|c| *c == ' ')
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse::<usize>().is_ok_and(|length| length > bytes.len())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn unreadable(error: LoadPdfError) -> Refusal {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            let message = "it is locked by a password; open it with the password and save it again without one";
            (Status::Encrypted, message.to_owned())
        }
        LoadPdfError::Decryption(_) => {
            let message = "it is locked in a way that is not known here; open it and save it again as PDF or text";
            (Status::Encrypted, message.to_owned())
        }
        LoadPdfError::Invalid => {
            let message = "it is no sound PDF, or damaged; get it again, or open it and save it again as PDF or text";
            (Status::Corrupt, message.to_owned())
        }
    }
}

fn stopped(stop: Stop, options: &Options) -> Refusal {
    match stop {
        Stop::TooLong => {
            let limit = super::outcome::bytes(options.limit());
            let message = format!("its text has over {limit}; give --max-size a higher limit, or split it");
            (Status::TooLarge, message)
        }
        Stop::TooSlow => super::worker::too_slow(options),
        Stop::Broken => super::worker::broke(),
    }
}
