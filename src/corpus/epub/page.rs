//! A content document of an e-book (XHTML) as an article: its paragraphs, its heading, and what tells whether it is an
//! article at all.

use super::super::blocks::Blocks;
use super::super::flow::{BREAK, Flow, Kind};
use super::super::properties;
use super::super::whole::Refusal;
use super::super::xml::{Piece, Tag, Xml};

/// A content document that was read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its text.
    pub(super) text: String,
    /// Its words.
    pub(super) words: usize,
    /// Those of them that are links: most of a table of contents, a few of an article.
    pub(super) linked: usize,
    /// Its heading, if one stands near its start.
    pub(super) heading: Option<String>,
    /// The address that a program which collects news puts under each article.
    pub(super) url: Option<String>,
    /// Whether it says of itself that it is a cover, a table of contents or the like.
    pub(super) apparatus: bool,
}

/// A heading behind so many paragraphs is none of the article as a whole.
const NEAR: usize = 4;
/// What belongs to the book and not to its text (EPUB Structural Semantics Vocabulary).
const APPARATUS: &[&str] = &[
    "cover",
    "titlepage",
    "halftitlepage",
    "toc",
    "landmarks",
    "loi",
    "lot",
    "index",
    "copyright-page",
    "colophon",
    "dedication",
];
/// What the collecting program Calibre links to above and below each article.
const STEPS: &[&str] = &["", "next", "previous", "section menu", "main menu", "next section", "previous section"];
/// How it names the source.
const SOURCE: &str = "this article was downloaded by";

/// Reads a content document called `name`.
///
/// # Errors
/// If it is broken.
pub(super) fn read(xhtml: &str, name: &str) -> Result<Page, Refusal> {
    let mut walk = Walk::default();
    let mut xml = Xml::sloppy(xhtml, name);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => walk.open(&tag, &mut xml)?,
            Piece::Text(text) => walk.text(&text),
            Piece::Close(tag) => walk.close(tag.name()),
        }
    }
    walk.end();
    Ok(Page { text: walk.flow.into_text(), ..walk.page })
}

#[derive(Debug, Default)]
struct Walk {
    page: Page,
    flow: Flow,
    paragraph: String,
    paragraphs: usize,
    /// Words of links in the paragraph.
    linked: usize,
    /// Open links, and where the last one leads.
    links: usize,
    href: String,
    /// Whether the next paragraph is the first of an item of a list.
    item: bool,
    /// Whether the paragraph is a heading.
    heading: bool,
}

impl Walk {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        let name = tag.name();
        if matches!(name, "body" | "section") && self.paragraphs == 0 {
            let kinds = tag.attribute("type").unwrap_or_default();
            self.page.apparatus |= kinds.split(' ').any(|kind| APPARATUS.contains(&kind));
        }
        match name {
            "head" | "script" | "style" | "svg" | "nav" | "figcaption" | "rt" | "rp" | "template" => xml.skip()?,
            // The marks of notes.
            "a" if tag.attribute("type").is_some_and(|kind| kind == "noteref") => xml.skip()?,
            "aside" if tag.attribute("type").is_some_and(|kind| kind.ends_with("note")) => xml.skip()?,
            "a" => {
                self.links += 1;
                self.href = tag.attribute("href").unwrap_or_default();
            }
            "br" => self.paragraph.push_str(BREAK),
            "li" => {
                self.end();
                self.item = true;
            }
            "h1" | "h2" | "h3" => {
                self.end();
                self.heading = true;
            }
            name if is_block(name) => self.end(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.links > 0 {
            self.linked += text.split_whitespace().count();
        }
        // Line ends of the file are blanks.
        self.paragraph.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "h1" | "h2" | "h3" => {
                self.end();
                self.heading = false;
            }
            "li" => {
                self.end();
                self.item = false;
            }
            name if is_block(name) => self.end(),
            _ => {}
        }
    }

    /// Ends the paragraph.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        let linked = std::mem::take(&mut self.linked);
        let words = text.split_whitespace().count();
        if words == 0 || self.is_furniture(&text) {
            return;
        }
        let kind = if std::mem::take(&mut self.item) { Kind::Item } else { Kind::Body };
        if self.heading && self.page.heading.is_none() && self.paragraphs < NEAR {
            let mut folded = Blocks::default();
            folded.push(&text);
            self.page.heading = Some(folded.into_text()).filter(|text| properties::is_headline(text));
        }
        self.page.words += words;
        self.page.linked += linked;
        self.paragraphs += 1;
        self.flow.push(&text);
        self.flow.end(kind);
    }

    /// Whether a paragraph was put there by a program that collects news; takes the address that it names.
    fn is_furniture(&mut self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        if text.starts_with(SOURCE) {
            self.page.url = Some(std::mem::take(&mut self.href)).filter(|href| href.starts_with("http"));
            return true;
        }
        text.split('|').all(|step| STEPS.contains(&step.trim()))
    }
}

/// Whether an element begins and ends a paragraph.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "main"
            | "header"
            | "footer"
            | "blockquote"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "pre"
            | "table"
            | "caption"
            | "tr"
            | "td"
            | "th"
            | "body"
            | "figure"
            | "address"
            | "hgroup"
            | "center"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn furniture_is_left_out_and_names_the_source() {
        let page = read(
            "<html><head><title>x</title></head><body><div>| <a href='a'>Next</a> | <a href='b'>Main menu</a> | </div>\
             <h2>Quay wall\nto be rebuilt</h2><p>He&nbsp;said <i>n</i>o.<br/>She left.</p><ul><li>one</li></ul>\
             <div><p>This article was downloaded by <b>calibre</b> from <a href='https://h.example/q'>h</a></p></div>\
             </body></html>",
            "a.xhtml",
        )
        .unwrap();
        assert_eq!(page.text, "Quay wall to be rebuilt\n\nHe said no.\n\nShe left.\n\n• one");
        assert_eq!(page.heading.as_deref(), Some("Quay wall to be rebuilt"));
        assert_eq!(page.url.as_deref(), Some("https://h.example/q"));
        assert_eq!(page.linked, 0);
    }

    #[test]
    fn contents_are_known_by_links_and_by_name() {
        let page = read("<body epub:type='frontmatter toc'><p><a href='a'>One two</a> three</p></body>", "a").unwrap();
        assert!(page.apparatus);
        assert_eq!((page.words, page.linked), (3, 2));
    }

    proptest! {
        #[test]
        fn any_text_comes_to_an_end(body in "(<p>|</p>|<li>|<br>|<a href='b'>|</a>|<h1>|a ){0,20}") {
            let _ = read(&body, "a");
        }
    }
}
