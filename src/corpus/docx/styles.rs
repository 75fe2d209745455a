//! What the styles of a Word file say about paragraphs and characters, as far as it matters to their text: that they are
//! items of a list, headings, or hidden. A style has what it does not say from the one that it is based on.

use std::collections::HashMap;

use super::super::flow::Kind;
use super::super::whole::Refusal;
use super::super::xml::{Piece, Tag, Xml};

/// Styles based on styles; Word allows about as many.
const LONGEST_CHAIN: usize = 12;

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// One style.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// Whether it numbers its paragraphs; `None` if it does not say.
    listed: Option<bool>,
    hidden: Option<bool>,
    outlined: bool,
}

impl Styles {
    /// Reads the part `styles.xml`.
    ///
    /// # Errors
    /// If it is broken.
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut styles = HashMap::new();
        let mut xml = Xml::new(text, "word/styles.xml");
        while let Some(piece) = xml.next()? {
            if let Piece::Open(tag) = piece
                && tag.name() == "style"
            {
                let id = tag.attribute("styleId").unwrap_or_default();
                styles.insert(id, Style::read(&mut xml)?);
            }
        }
        Ok(Self(styles))
    }

    /// What a paragraph of this style is. `listed` is what the paragraph itself says about being an item.
    pub(super) fn kind(&self, style: Option<&str>, listed: Option<bool>, outlined: bool) -> Kind {
        let name = style.map_or("", |id| self.0.get(id).map_or(id, |style| style.name.as_str()));
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "title" => return Kind::Title,
            "heading 1" | "heading1" => return Kind::Heading,
            _ => {}
        }
        // A heading with a number is no item of a list.
        let heading = outlined
            || name.starts_with("heading")
            || self.find(style, |style| style.outlined.then_some(true)).is_some();
        let listed = listed.or_else(|| self.find(style, |style| style.listed)).unwrap_or(false);
        if listed && !heading { Kind::Item } else { Kind::Body }
    }

    /// Whether text of this style is hidden.
    pub(super) fn hides(&self, style: Option<&str>) -> bool {
        self.find(style, |style| style.hidden).unwrap_or(false)
    }

    /// The nearest word on something along the chain of styles.
    fn find(&self, style: Option<&str>, says: impl Fn(&Style) -> Option<bool>) -> Option<bool> {
        let chain = std::iter::successors(self.0.get(style?), |style| self.0.get(style.based_on.as_deref()?));
        chain.take(LONGEST_CHAIN).find_map(says)
    }
}

impl Style {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Refusal> {
        let mut style = Self::default();
        let outside = xml.depth().saturating_sub(1);
        while xml.depth() > outside {
            let Some(piece) = xml.next()? else { break };
            let Piece::Open(tag) = piece else { continue };
            match tag.name() {
                "name" => style.name = tag.attribute("val").unwrap_or_default(),
                "basedOn" => style.based_on = tag.attribute("val"),
                "numId" => style.listed = Some(is_listed(&tag)),
                "vanish" => style.hidden = Some(tag.is_on()),
                "outlineLvl" => style.outlined = is_outlined(&tag),
                // What holds for the first row of a table and the like.
                "tblStylePr" => xml.skip()?,
                _ => {}
            }
        }
        Ok(style)
    }
}

/// Whether a reference to a numbering is one: 0 takes it away (ISO/IEC 29500-1, section 17.9.18).
pub(super) fn is_listed(tag: &Tag<'_>) -> bool {
    tag.attribute("val").is_some_and(|id| id != "0")
}

/// Whether a level of the outline is one: 9 is running text (ISO/IEC 29500-1, section 17.3.1.20).
pub(super) fn is_outlined(tag: &Tag<'_>) -> bool {
    tag.attribute("val").is_some_and(|level| level != "9")
}
