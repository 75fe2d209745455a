//! OpenDocument texts, as LibreOffice writes them (OASIS OpenDocument 1.3, part 3): the running text, without notes,
//! comments, tables of contents, and what was deleted while changes were tracked.

use std::collections::HashSet;

use super::flow::{BREAK, Flow, Kind, PAGE};
use super::head::Head;
use super::parts::Parts;
use super::properties::{self, Properties};
use super::whole::{File, Parsed, Parser, Refusal};
use super::xml::{Piece, Tag, Xml};
use super::{Options, Status};

/// Reads OpenDocument texts.
pub(super) struct Odt;

/// The parts that are read.
const CONTENT: &str = "content.xml";
const META: &str = "meta.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

impl Parser for Odt {
    fn format(&self) -> &'static str {
        "odt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott"]
    }

    /// They are recognised as packages.
    fn recognises(&self, _: &Head) -> bool {
        false
    }

    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        let mut parts = Parts::open(file.bytes, options)?;
        if parts.text(MANIFEST)?.is_some_and(|manifest| manifest.contains("encryption-data")) {
            let message = "it is locked by a password; open it in LibreOffice and save it again without one";
            return Err((Status::Encrypted, message.to_owned()));
        }
        let Some(content) = parts.text(CONTENT)? else {
            let message = format!("it has no part {CONTENT}, in which its text should be; get it again");
            return Err((Status::Corrupt, message));
        };
        let flow = read(&content)?;
        let said = match parts.text(META)? {
            Some(text) => about(&text).unwrap_or_default(),
            None => Properties::default(),
        };
        let metadata = properties::confirmed(&said, flow.opening());
        Ok(vec![Parsed { metadata, ..Parsed::of(flow.into_text()) }])
    }
}

/// Title and author.
fn about(text: &str) -> Result<Properties, Refusal> {
    let mut said = Properties::default();
    let mut xml = Xml::new(text, META);
    while let Some(piece) = xml.next()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "title" => said.title = xml.text()?,
            "initial-creator" => said.author = xml.text()?,
            _ => {}
        }
    }
    Ok(said)
}

/// What is known at one point of the walk.
#[derive(Default)]
struct Walk {
    flow: Flow,
    /// The open paragraphs; those inside text boxes lie above the one that the box hangs on.
    paragraphs: Vec<Kind>,
    /// The names of the styles that hide text.
    hidden: HashSet<String>,
    /// Open lists; only the first paragraph of an item is marked.
    lists: usize,
    item_begins: bool,
}

/// Reads the content.
fn read(content: &str) -> Result<Flow, Refusal> {
    let mut walk = Walk::default();
    let mut xml = Xml::new(content, CONTENT);
    let mut style = String::new();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => match tag.name() {
                "style" => style = tag.attribute("name").unwrap_or_default(),
                "text-properties" if tag.attribute("display").as_deref() == Some("none") => {
                    walk.hidden.insert(style.clone());
                }
                _ => walk.open(&tag, &mut xml)?,
            },
            // A line end in the file is a blank (section 6.1.2).
            Piece::Text(text) if !walk.paragraphs.is_empty() => walk.flow.push(&text.replace(['\n', '\u{C}'], " ")),
            Piece::Text(_) => {}
            Piece::Close(tag) => walk.close(tag.name()),
        }
    }
    walk.flow.close();
    Ok(walk.flow)
}

impl Walk {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        let hidden = || tag.attribute("style-name").is_some_and(|name| self.hidden.contains(&name));
        match tag.name() {
            "p" | "h" | "span" if hidden() => xml.skip()?,
            "p" => {
                let title = tag.attribute("style-name").is_some_and(|name| name == "Title");
                let item = self.lists > 0 && std::mem::take(&mut self.item_begins);
                self.paragraphs.push(match (title, item) {
                    (true, _) => Kind::Title,
                    (_, true) => Kind::Item,
                    _ => Kind::Body,
                });
            }
            "h" => {
                let first = tag.attribute("outline-level").is_none_or(|level| level == "1");
                self.paragraphs.push(if first { Kind::Heading } else { Kind::Body });
            }
            "list" => self.lists += 1,
            "list-item" => self.item_begins = true,
            // The count is the file's to claim.
            "s" | "tab" => self.flow.push(" "),
            "line-break" => self.flow.push(BREAK),
            "page-break" => self.flow.push(PAGE),
            "text-box" => self.flow.open_box(),
            "note" | "annotation" | "tracked-changes" | "table-of-content" | "forms" | "ruby-text" | "desc"
            | "title" | "sequence-decls" | "variable-decls" | "user-field-decls" | "hidden-text"
            | "hidden-paragraph" | "script" | "page-number" | "event-listeners" | "binary-data" | "list-header" => {
                xml.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                if let Some(kind) = self.paragraphs.pop() {
                    self.flow.end(kind);
                }
            }
            "list" => self.lists = self.lists.saturating_sub(1),
            "text-box" => self.flow.close_box(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(body: &str) -> String {
        read(&format!("<office:text xmlns:office='o'>{body}</office:text>")).unwrap().into_text()
    }

    #[test]
    fn notes_and_deleted_text_are_left_out() {
        let body = "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\
            <text:h text:outline-level='1'>Quay</text:h>\
            <text:p>He<text:s text:c='3'/>said<text:note><text:p>note</text:p></text:note><text:tab/>\n  no.</text:p>\
            <text:list><text:list-item><text:p>one</text:p><text:p>more</text:p></text:list-item></text:list>\
            <text:p>A<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b</text:p>";
        assert_eq!(text(body), "Quay\n\nHe said no.\n\n• one\n\nmore\n\nAb\n\nbox");
    }

    #[test]
    fn hidden_styles_hide() {
        let body = "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>\
            <text:p>a<text:span text:style-name='T1'>b</text:span>c</text:p>";
        assert_eq!(text(body), "ac");
    }

    proptest! {
        #[test]
        fn any_text_comes_to_an_end(body in "(<text:p>|</text:p>|<text:list>|<draw:text-box>|</draw:text-box>|a){0,20}") {
            let _ = read(&body);
        }
    }
}
