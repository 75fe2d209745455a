//! The package document of an e-book (EPUB 3.3, section 5): what it is, and in which order its parts are read.

use std::collections::{HashMap, HashSet};

use super::super::whole::Refusal;
use super::super::xml::{Piece, Tag, Xml};

/// What a package document says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    /// The folder of its parts, with a slash at the end unless it is the root.
    pub(super) folder: String,
    /// The names of its content documents, in reading order, each once.
    pub(super) spine: Vec<String>,
    /// Its title.
    pub(super) title: String,
    /// Its authors, without editors and translators.
    pub(super) authors: Vec<String>,
    /// Its date, as it is written.
    pub(super) date: String,
    /// Whether it is an issue of a newspaper or magazine.
    pub(super) periodical: bool,
}

/// Who makes e-books rather than writes them.
const NO_AUTHORS: &[&str] = &["calibre", "unknown", "various", "anonymous", "unknown author", "various authors"];

impl Book {
    /// Reads the package document called `place`.
    ///
    /// # Errors
    /// If it is broken.
    pub(super) fn read(package: &str, place: &str) -> Result<Self, Refusal> {
        let mut book = Self {
            folder: place.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/")),
            ..Self::default()
        };
        let mut items = HashMap::new();
        let mut named = HashSet::new();
        let mut xml = Xml::sloppy(package, place);
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            match tag.name() {
                "title" if book.title.is_empty() => book.title = trimmed(&mut xml)?,
                "creator" => {
                    let writes = tag.attribute("role").is_none_or(|role| role == "aut");
                    let name = folded(&xml.text()?);
                    if writes && !name.is_empty() && !NO_AUTHORS.contains(&name.to_lowercase().as_str()) {
                        book.authors.push(name);
                    }
                }
                // The day of publication is the one that is no other event (EPUB 2.0.1, section 2.2.7).
                "date" if tag.attribute("event").is_none_or(|event| event == "publication") && book.date.is_empty() => {
                    book.date = trimmed(&mut xml)?;
                }
                "type" => book.periodical |= is_periodical(&xml.text()?),
                "meta" => {
                    let key = tag.attribute("name").or_else(|| tag.attribute("property")).unwrap_or_default();
                    if key == "calibre:publication_type" {
                        book.periodical |= tag.attribute("content").is_some_and(|kind| is_periodical(&kind));
                    }
                }
                "item" => {
                    if let (Some(id), Some(part)) = (tag.attribute("id"), document(&tag, &book.folder)) {
                        items.insert(id, part);
                    }
                }
                "itemref" => {
                    let part = tag.attribute("idref").and_then(|id| items.get(&id).cloned());
                    if let Some(part) = part
                        && tag.attribute("linear").as_deref() != Some("no")
                        && named.insert(part.clone())
                    {
                        book.spine.push(part);
                    }
                }
                _ => {}
            }
        }
        Ok(book)
    }
}

/// The text of the element that was opened last.
fn trimmed(xml: &mut Xml<'_>) -> Result<String, Refusal> {
    Ok(xml.text()?.trim().to_owned())
}

fn is_periodical(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    ["periodical", "newspaper", "magazine"].iter().any(|known| kind.starts_with(known))
}

/// The name of the part that an item is, if it holds text for readers.
fn document(item: &Tag<'_>, folder: &str) -> Option<String> {
    let kind = item.attribute("media-type").unwrap_or_default();
    let is_text = ["xhtml", "html", "oeb1-document"].iter().any(|known| kind.contains(known));
    let contents = item.attribute("properties").is_some_and(|list| list.split(' ').any(|word| word == "nav"));
    let href = item.attribute("href")?;
    (is_text && !contents).then(|| inside(folder, href.split('#').next().unwrap_or_default()))
}

/// The name of a part from a reference relative to `folder`.
fn inside(folder: &str, href: &str) -> String {
    let path = format!("{folder}{}", decoded(href));
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A reference without its percent signs (RFC 3986, section 2.1).
fn decoded(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|digits| *first == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let value = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spine_gives_the_order() {
        let package = "<package><metadata><dc:title> The  Herald</dc:title><dc:creator opf:role='edt'>Bo</dc:creator>\
            <dc:creator>calibre</dc:creator><dc:creator opf:role='aut'>Ann Lee</dc:creator>\
            <dc:date opf:event='modification'>2020-01-01</dc:date><dc:date>2025-05-02</dc:date>\
            <meta name='calibre:publication_type' content='periodical:unknown'/></metadata><manifest>\
            <item id='a' href='text/a%20b.xhtml#top' media-type='application/xhtml+xml'/>\
            <item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
            <item id='c' href='../c.html' media-type='text/html'/></manifest>\
            <spine><itemref idref='n'/><itemref idref='c'/><itemref idref='a'/><itemref idref='a'/></spine></package>";
        let book = Book::read(package, "OEBPS/content.opf").unwrap();
        assert_eq!(book.spine, ["c.html", "OEBPS/text/a b.xhtml"]);
        assert_eq!((book.title.as_str(), book.date.as_str(), book.periodical), ("The  Herald", "2025-05-02", true));
        assert_eq!(book.authors, ["Ann Lee"]);
    }
}
