//! Word files (Office Open XML, ISO/IEC 29500): the running text of the main part, without page headers and footers,
//! footnotes and comments. Tracked changes count as accepted.

mod body;
mod styles;

use super::head::Head;
use super::parts::Parts;
use super::properties::{self, Properties};
use super::whole::{File, Parsed, Parser, Refusal};
use super::xml::{Piece, Xml};
use super::{Options, Status};
use styles::Styles;

/// Reads Word files.
pub(super) struct Docx;

/// Where the main part lies if the package does not say.
const MAIN: &str = "word/document.xml";
/// Where the relations of the package lie (ISO/IEC 29500-2, section 6.5).
const RELATIONS: &str = "_rels/.rels";

impl Parser for Docx {
    fn format(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx", "dotm"]
    }

    /// They are recognised as packages.
    fn recognises(&self, _: &Head) -> bool {
        false
    }

    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        let mut parts = Parts::open(file.bytes, options)?;
        let (main, core) = places(&mut parts)?;
        let Some(document) = parts.text(&main)? else {
            let message = format!("it has no part {main}, in which its text should be; get it again");
            return Err((Status::Corrupt, message));
        };
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let styles = match parts.text(&format!("{folder}/styles.xml"))? {
            Some(text) => Styles::read(&text)?,
            None => Styles::default(),
        };
        let body = body::read(&document, &styles)?;
        drop(document);
        let said = match parts.text(&core)? {
            Some(text) => core_properties(&text).unwrap_or_default(),
            None => Properties::default(),
        };
        let metadata = properties::confirmed(&said, body.flow.opening());
        let text = body.flow.into_text();
        if text.is_empty() && body.embeds {
            let message =
                "all its text is a document embedded in it, which is not read; open it in Word and save it again";
            return Err((Status::Unsupported, message.to_owned()));
        }
        let mut parsed = Parsed { metadata, ..Parsed::of(text) };
        if body.embeds {
            parsed.remarks.push("a document is embedded in it, whose text is left out".to_owned());
        }
        Ok(vec![parsed])
    }
}

/// The names of the main part and of the one with the core properties.
fn places(parts: &mut Parts) -> Result<(String, String), Refusal> {
    let (mut main, mut core) = (MAIN.to_owned(), "docProps/core.xml".to_owned());
    let Some(relations) = parts.text(RELATIONS)? else { return Ok((main, core)) };
    let mut xml = Xml::new(&relations, RELATIONS);
    while let Some(piece) = xml.next()? {
        let Piece::Open(tag) = piece else { continue };
        let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target")) else { continue };
        let target = target.trim_start_matches('/').to_owned();
        if !parts.has(&target) {
            continue;
        }
        if kind.ends_with("/officeDocument") {
            main = target;
        } else if kind.ends_with("/core-properties") {
            core = target;
        }
    }
    Ok((main, core))
}

/// Title and author as the package tells them (ISO/IEC 29500-2, section 8).
fn core_properties(text: &str) -> Result<Properties, Refusal> {
    let mut said = Properties::default();
    let mut xml = Xml::new(text, "docProps/core.xml");
    while let Some(piece) = xml.next()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "title" => said.title = xml.text()?,
            "creator" => said.author = xml.text()?,
            _ => {}
        }
    }
    Ok(said)
}

#[cfg(test)]
mod tests;
