//! The main part of a Word file as paragraphs (ISO/IEC 29500-1, section 17). It is read the way Word shows it with all
//! changes accepted: what was deleted or moved away is dropped, and so is hidden text, the code of fields, and one of
//! each pair of alternatives.

use super::super::flow::{BREAK, Flow, PAGE};
use super::super::symbols::symbol;
use super::super::whole::Refusal;
use super::super::xml::{Piece, Tag, Xml};
use super::styles::{Styles, is_listed, is_outlined};

/// What the main part holds.
pub(super) struct Body {
    /// Its text.
    pub(super) flow: Flow,
    /// Whether it takes in another document, whose text is not read.
    pub(super) embeds: bool,
}

/// Reads a main part.
///
/// # Errors
/// If it is broken.
pub(super) fn read(document: &str, styles: &Styles) -> Result<Body, Refusal> {
    let mut walk = Walk::new(styles);
    let mut xml = Xml::new(document, super::MAIN);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => walk.open(&tag, &mut xml)?,
            Piece::Text(text) => walk.text(&text),
            Piece::Close(tag) => walk.close(tag.name()),
        }
    }
    walk.flow.close();
    Ok(Body { flow: walk.flow, embeds: walk.embeds })
}

/// What is known at one point of the walk.
struct Walk<'a> {
    styles: &'a Styles,
    flow: Flow,
    /// The open paragraphs; those inside text boxes lie above the one that the box hangs on.
    paragraphs: Vec<Paragraph>,
    /// The open runs: whether each is hidden.
    runs: Vec<bool>,
    /// The open fields: whether each is still in its code.
    fields: Vec<bool>,
    /// How many of them are.
    codes: usize,
    /// The open pairs of alternatives: whether one was taken.
    alternatives: Vec<bool>,
    /// The white space of the open element of text, if one is open: whether it counts as it stands.
    text: Option<bool>,
    /// Whether the content control that begins shows nothing but an invitation to write.
    placeholder: bool,
    embeds: bool,
}

/// What a paragraph says about itself.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    listed: Option<bool>,
    outlined: bool,
    /// Whether it goes on in the next one: its end was deleted or is hidden, or it is a large initial.
    joined: bool,
}

impl<'a> Walk<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            codes: 0,
            alternatives: Vec::new(),
            text: None,
            placeholder: false,
            embeds: false,
        }
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        match tag.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => {
                let paragraph = paragraph(xml)?;
                if let Some(open) = self.paragraphs.last_mut() {
                    *open = paragraph;
                }
            }
            "r" => {
                let style = self.paragraphs.last().and_then(|paragraph| paragraph.style.as_deref());
                self.runs.push(self.styles.hides(style));
            }
            "rPr" => {
                let hidden = self.hides(xml)?;
                if let Some(run) = self.runs.last_mut() {
                    *run = hidden;
                }
            }
            "t" => self.text = Some(tag.attribute("space").as_deref() == Some("preserve")),
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => {
                self.push(if matches!(tag.attribute("type").as_deref(), Some("page" | "column")) {
                    PAGE
                } else {
                    BREAK
                });
            }
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let found = code.and_then(|code| symbol(&tag.attribute("font").unwrap_or_default(), code));
                if let Some(c) = found {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => {
                    self.fields.push(true);
                    self.codes += 1;
                }
                Some("separate") => {
                    if let Some(code) = self.fields.last_mut() {
                        self.codes -= usize::from(std::mem::take(code));
                    }
                }
                Some("end") => self.codes -= usize::from(self.fields.pop().unwrap_or(false)),
                _ => {}
            },
            "txbxContent" => self.flow.open_box(),
            "AlternateContent" => self.alternatives.push(false),
            "Choice" | "Fallback" => match self.alternatives.last_mut() {
                Some(true) => xml.skip()?,
                Some(taken) => *taken = true,
                None => {}
            },
            "sdtPr" => self.placeholder = is_placeholder(xml)?,
            "sdtContent" if std::mem::take(&mut self.placeholder) => xml.skip()?,
            "altChunk" => self.embeds = true,
            // Deleted, moved away; codes of fields; readings of Chinese characters; properties, in which a `tab` is the
            // place of a stop.
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rt" | "sectPr" | "tblPr" | "tblGrid"
            | "trPr" | "tcPr" | "sdtEndPr" | "rubyPr" | "fldData" | "ffData" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match self.text {
            Some(true) => self.push(text),
            // Word drops white space at the ends that is not declared to count. Programs that forget to declare it
            // mean it all the same; what is only the layout of the file has line ends in it.
            Some(false) => {
                let words = text.trim();
                let (before, after) = text.split_once(words).unwrap_or_default();
                self.push(if before.contains('\n') { "" } else { before });
                self.push(words);
                self.push(if after.contains('\n') { "" } else { after });
            }
            None => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return };
                if self.paragraphs.is_empty() {
                    // The code of a field ends where its paragraph does; if it seems not to, its end is missing.
                    self.fields.retain(|code| !code);
                    self.codes = 0;
                }
                if !paragraph.joined {
                    let Paragraph { style, listed, outlined, .. } = paragraph;
                    self.flow.end(self.styles.kind(style.as_deref(), listed, outlined));
                }
            }
            "r" => drop(self.runs.pop()),
            "t" => self.text = None,
            "txbxContent" => self.flow.close_box(),
            "AlternateContent" => drop(self.alternatives.pop()),
            _ => {}
        }
    }

    /// Adds characters, unless they are hidden or the code of a field.
    fn push(&mut self, text: &str) {
        let hidden = self.runs.last().is_some_and(|hidden| *hidden);
        if !hidden && self.codes == 0 && !self.paragraphs.is_empty() {
            self.flow.push(text);
        }
    }

    /// Whether the properties of a run hide it.
    fn hides(&self, xml: &mut Xml<'_>) -> Result<bool, Refusal> {
        let (mut own, mut style) = (None, None);
        inside(xml, |tag| {
            match tag.name() {
                "vanish" => own = Some(tag.is_on()),
                "rStyle" => style = tag.attribute("val"),
                _ => {}
            }
            // What the properties were before a change lies inside them.
            tag.name() != "rPrChange"
        })?;
        let of_paragraph = || self.paragraphs.last().and_then(|paragraph| paragraph.style.as_deref());
        Ok(own.unwrap_or_else(|| self.styles.hides(style.as_deref().or_else(of_paragraph))))
    }
}

/// The properties of a paragraph.
fn paragraph(xml: &mut Xml<'_>) -> Result<Paragraph, Refusal> {
    let mut paragraph = Paragraph::default();
    inside(xml, |tag| {
        match tag.name() {
            "pStyle" => paragraph.style = tag.attribute("val"),
            "numId" => paragraph.listed = Some(is_listed(tag)),
            "outlineLvl" => paragraph.outlined = is_outlined(tag),
            "framePr" => paragraph.joined |= tag.attribute("dropCap").is_some_and(|kind| kind != "none"),
            // Of the mark that ends the paragraph.
            "del" | "moveFrom" => paragraph.joined = true,
            "vanish" => paragraph.joined |= tag.is_on(),
            _ => {}
        }
        !matches!(tag.name(), "pPrChange" | "rPrChange" | "numberingChange" | "sectPr")
    })?;
    Ok(paragraph)
}

/// Whether a content control holds nothing of the author's: an invitation to write, or a table of contents.
fn is_placeholder(xml: &mut Xml<'_>) -> Result<bool, Refusal> {
    let mut found = false;
    inside(xml, |tag| {
        match tag.name() {
            "showingPlcHdr" => found |= tag.is_on(),
            "docPartGallery" => found |= tag.attribute("val").as_deref() == Some("Table of Contents"),
            _ => {}
        }
        true
    })?;
    Ok(found)
}

/// Hands over each tag inside the element that was opened last, and passes over its content if told so.
fn inside(xml: &mut Xml<'_>, mut enter: impl FnMut(&Tag<'_>) -> bool) -> Result<(), Refusal> {
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let Some(piece) = xml.next()? else { break };
        if let Piece::Open(tag) = piece
            && !enter(&tag)
        {
            xml.skip()?;
        }
    }
    Ok(())
}
