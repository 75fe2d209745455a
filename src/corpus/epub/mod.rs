//! E-books (EPUB 3.3, W3C, and 2.0.1): one article a content document, in reading order, because that is how newspapers
//! and magazines are bound in them. What is no article, such as covers and tables of contents, is passed over.

mod book;
mod page;

use jiff::civil::Date;

use super::head::Head;
use super::parts::Parts;
use super::whole::{File, Parsed, Parser, Refusal};
use super::xml::{Piece, Xml};
use super::{Metadata, Options, Status, press, published};
use book::Book;
use page::Page;

/// Reads e-books.
pub(super) struct Epub;

/// The parts with fixed names (EPUB Open Container Format, sections 4.2.6.3.1 and 4.2.6.3.2).
const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";
/// Methods that only disguise fonts (EPUB 3.3, section 4.4, and Adobe's).
const DISGUISES: &[&str] = &["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
/// Words below which a document is no article: a cover, a dedication, the title of a part.
const FEWEST_WORDS: usize = 40;

impl Parser for Epub {
    fn format(&self) -> &'static str {
        "epub"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    /// They are recognised as packages.
    fn recognises(&self, _: &Head) -> bool {
        false
    }

    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        let mut parts = Parts::open(file.bytes, options)?;
        let Some(place) = root(&mut parts)? else {
            let message = "it names no book in META-INF/container.xml; if it is one, convert it to EPUB again";
            return Err((Status::Unsupported, message.to_owned()));
        };
        if is_locked(&mut parts)? {
            let message = "it is locked by its seller (DRM) and can only be read in their program; ask for the text";
            return Err((Status::Encrypted, message.to_owned()));
        }
        let Some(package) = parts.text(&place)? else {
            return Err((Status::Corrupt, format!("it has no part {place}, which lists its chapters; get it again")));
        };
        let book = Book::read(&package, &place)?;
        let (mut pages, mut missing) = (Vec::new(), 0);
        for name in &book.spine {
            match parts.text(name) {
                Ok(Some(text)) => pages.push((name, page::read(&text, name))),
                Ok(None) => missing += 1,
                // One broken chapter does not take the others with it; a limit holds for all of them together.
                Err((Status::Corrupt, message)) => pages.push((name, Err((Status::Corrupt, message)))),
                Err(refusal) => return Err(refusal),
            }
        }
        if pages.is_empty() {
            return Err((Status::Corrupt, "none of the chapters that it lists is in it; get it again".to_owned()));
        }
        let fewest = if pages.iter().any(|(_, page)| is_article(page, FEWEST_WORDS)) { FEWEST_WORDS } else { 1 };
        pages.retain(|(_, page)| is_article(page, fewest) || page.is_err());
        let several = pages.len() > 1;
        let mut articles: Vec<_> = pages
            .into_iter()
            .map(|(name, page)| {
                let entry = several.then(|| name.strip_prefix(&book.folder).unwrap_or(name).to_owned());
                match page {
                    Ok(page) => Parsed { entry, metadata: metadata(&book, &page), ..Parsed::of(page.text) },
                    Err(refusal) => Parsed { entry, text: Err(refusal), ..Parsed::of(String::new()) },
                }
            })
            .collect();
        if missing > 0
            && let Some(first) = articles.first_mut()
        {
            first.remarks.push(format!("{missing} of the chapters that the file lists are not in it"));
        }
        if articles.is_empty() {
            articles.push(Parsed::of(String::new()));
        }
        Ok(articles)
    }
}

/// Whether a content document is an article of so many words: not mostly links, as a table of contents is.
fn is_article(page: &Result<Page, Refusal>, fewest: usize) -> bool {
    page.as_ref().is_ok_and(|page| {
        (!page.apparatus || fewest < FEWEST_WORDS) && page.words >= fewest && page.linked * 2 <= page.words
    })
}

/// Paragraphs of an article among which its day is looked for.
const TOP: usize = 5;

/// What is known of an article: of a periodical its name and day, of a book its author.
fn metadata(book: &Book, page: &Page) -> Metadata {
    let told = Metadata { headline: page.heading.clone(), url: page.url.clone(), ..Metadata::default() };
    if book.periodical {
        let own = page.text.split("\n\n").take(TOP).find_map(press::day);
        let (outlet, day) = issue(&book.title);
        Metadata {
            outlet: (!outlet.is_empty()).then_some(outlet),
            // Articles may have days of their own, the issue has that on which it was put together.
            published: own.or(day).or_else(|| published::parse(&book.date)),
            ..told
        }
    } else {
        let author = book.authors.join("; ");
        Metadata { author: (!author.is_empty()).then_some(author), ..told }
    }
}

/// The name of a periodical and the day of its issue, from a title like `The Herald [Fri, 02 May 2025]`.
fn issue(title: &str) -> (String, Option<Date>) {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((name, day)) = title.strip_suffix(']').and_then(|title| title.rsplit_once('[')) else {
        return (title, None);
    };
    let day = day
        .split_once(", ")
        .filter(|(weekday, _)| weekday.len() <= 9 && !weekday.contains(' '))
        .map_or(day, |(_, day)| day);
    (name.trim().to_owned(), published::parse(day))
}

/// The name of the part that lists the chapters.
fn root(parts: &mut Parts) -> Result<Option<String>, Refusal> {
    let Some(container) = parts.text(CONTAINER)? else { return Ok(None) };
    let mut xml = Xml::new(&container, CONTAINER);
    while let Some(piece) = xml.next()? {
        if let Piece::Open(tag) = piece
            && tag.name() == "rootfile"
            && tag.attribute("media-type").is_none_or(|kind| kind == "application/oebps-package+xml")
            && let Some(path) = tag.attribute("full-path")
        {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Whether anything but fonts is encrypted.
fn is_locked(parts: &mut Parts) -> Result<bool, Refusal> {
    let Some(encryption) = parts.text(ENCRYPTION)? else { return Ok(false) };
    let mut xml = Xml::new(&encryption, ENCRYPTION);
    let mut disguise = false;
    while let Some(piece) = xml.next()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "EncryptedData" => disguise = false,
            "EncryptionMethod" => {
                disguise = tag.attribute("Algorithm").is_some_and(|method| DISGUISES.contains(&method.as_str()));
            }
            "CipherReference" if !disguise => return Ok(true),
            _ => {}
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests;
