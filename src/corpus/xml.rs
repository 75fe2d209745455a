//! XML as the readers of documents need it: opening tags, text and closing tags, one after the other, by their local
//! names, because the same element stands under another prefix or namespace in another edition of a standard (ISO/IEC
//! 29500 strict and transitional).
//!
//! Laws: nothing is expanded but the five entities of XML, HTML's named characters and references to characters, and none
//! of these yields more than two characters, so that no "billion laughs" come of it; elements nest [`DEEPEST`] deep at
//! most; time is linear in the size of the text. Nothing here is recursive.

use std::borrow::Cow;

use quick_xml::escape::{resolve_html5_entity, unescape};
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::reader::Reader;

use super::Status;
use super::whole::Refusal;

/// Word processors nest some dozens deep (tables in tables in text boxes), browsers stop at 512.
const DEEPEST: usize = 1000;

/// A document that is read from front to back.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    sloppy: bool,
}

/// The next thing in a document.
pub(super) enum Piece<'a> {
    /// An element begins; every one also ends, but for those of web pages that never have content.
    Open(Tag<'a>),
    /// Text, entities resolved.
    Text(Cow<'a, str>),
    /// An element ends.
    Close(End<'a>),
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

/// A closing tag.
pub(super) struct End<'a>(BytesEnd<'a>);

impl<'a> Xml<'a> {
    /// Reads `text`; `part` is what error messages call it. A declaration of a document type is refused.
    pub(super) fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, part, depth: 0, sloppy: false }
    }

    /// The same for web pages, which may name a document type and leave tags open.
    pub(super) fn sloppy(text: &'a str, part: &'a str) -> Self {
        let mut xml = Self::new(text, part);
        let config = xml.reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        xml.sloppy = true;
        xml
    }

    /// The next piece, or `None` at the end.
    ///
    /// # Errors
    /// If it is not well-formed, ends too early, nests too deep or defines entities.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Refusal> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            return Ok(Some(match event {
                // Web pages leave these open.
                Event::Start(tag) if self.sloppy && is_void(tag.local_name().into_inner()) => Piece::Open(Tag(tag)),
                Event::End(tag) if self.sloppy && is_void(tag.local_name().into_inner()) => continue,
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.broken(&format!("elements nest more than {DEEPEST} deep")));
                    }
                    Piece::Open(Tag(tag))
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close(End(tag))
                }
                Event::Text(text) => Piece::Text(text.xml10_content()),
                Event::CData(text) => Piece::Text(text.xml10_content()),
                Event::GeneralRef(name) => Piece::Text(character(&name)),
                Event::DocType(kind) if !self.sloppy || kind.contains('[') => {
                    return Err(self.broken("it defines a document type of its own, which no such document does"));
                }
                Event::Eof if self.depth > 0 && !self.sloppy => return Err(self.broken("it ends too early")),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    /// Passes over the rest of the element that was opened last, its end included.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    /// All the text of the element that was opened last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn text(&mut self) -> Result<String, Refusal> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Piece::Text(text)) => all.push_str(&text),
                Some(_) => {}
                None => break,
            }
        }
        Ok(all)
    }

    /// How many elements are open.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    fn broken(&self, what: &str) -> Refusal {
        let message = format!(
            "its part {} is broken at byte {}: {what}; open it in the program that made it and save it again, or get it \
             again",
            self.part,
            self.reader.buffer_position()
        );
        (Status::Corrupt, message)
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        // Looking for attributes that stand twice takes quadratic time.
        let found =
            self.0.attributes().with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.clone().into_owned(), Cow::into_owned))
    }

    /// Whether a property that is on where it stands at all is on: `<w:vanish/>`, but not `<w:vanish w:val="0"/>`
    /// (ISO/IEC 29500-1, section 22.9.2.7).
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off"))
    }
}

impl End<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// Whether an element of HTML never has content (HTML Standard, section 13.1.2).
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "link" | "meta" | "wbr" | "col" | "source" | "area" | "base" | "embed"
    )
}

/// What a reference stands for; an unknown one for itself.
fn character<'a>(name: &quick_xml::events::BytesRef<'a>) -> Cow<'a, str> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Cow::Owned(c.to_string()),
        Err(_) => Cow::Borrowed("\u{FFFD}"),
        Ok(None) => match resolve_html5_entity(name) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(format!("&{};", &**name)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(mut xml: Xml<'_>) -> Result<String, Refusal> {
        let mut all = String::new();
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => all.extend(["<", tag.name(), ">"]),
                Piece::Text(text) => all.push_str(&text),
                Piece::Close(tag) => all.extend(["</", tag.name(), ">"]),
            }
        }
        Ok(all)
    }

    #[test]
    fn names_are_local_and_characters_resolved() {
        let text = "<?xml version='1.0'?><a:b x='1'>Q&amp;A &#8220;&#x201D; &eacute; &own; <c/><![CDATA[<]]>\r\n</a:b>";
        assert_eq!(all(Xml::new(text, "a.xml")).unwrap(), "<b>Q&A “” é &own; <c></c><\n</b>");
    }

    #[test]
    fn attributes_are_found_by_local_name() {
        let mut xml = Xml::new("<w:v w:val='&quot;0'/>", "a.xml");
        let Ok(Some(Piece::Open(tag))) = xml.next() else { panic!("a tag") };
        assert_eq!(tag.attribute("val").as_deref(), Some("\"0"));
        assert!(tag.is_on());
    }

    #[test]
    fn hostile_documents_are_refused() {
        let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><l>&b;</l>";
        for (text, reason) in [
            (laughs.to_owned(), "document type"),
            ("<a>".repeat(100_000), "nest more than"),
            ("<a><b>".to_owned(), "ends too early"),
            ("<a></b>".to_owned(), "byte"),
        ] {
            let (status, message) = all(Xml::new(&text, "a.xml")).unwrap_err();
            assert_eq!(status, Status::Corrupt);
            assert!(message.contains(reason), "{message}");
        }
        assert!(all(Xml::sloppy(laughs, "a.xml")).is_err());
        assert_eq!(all(Xml::sloppy("<!DOCTYPE html><p>a<br></p></i>", "a.xml")).unwrap(), "<p>a<br></p></i>");
    }

    proptest! {
        #[test]
        fn any_text_comes_to_an_end(text in "[<>&;a/!\\[\\]\"'= x-]{0,60}") {
            let _ = all(Xml::new(&text, "a.xml"));
            let _ = all(Xml::sloppy(&text, "a.xml"));
        }
    }
}
