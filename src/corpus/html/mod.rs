//! Web pages: the article of a page and what the page says about it. The way: `charset` (bytes to text) -> `dom` (text to
//! elements) -> `about` (metadata, and which heading is the headline) -> `survey` (which elements hold the article) ->
//! `prose` (elements to lines) -> `article` (which lines belong to it). `docs/html.md` tells why it is done so. `europresse`
//! reads the pages that are exports of that database.
//!
//! Laws: any bytes give a value, in time linear in their number, without recursion; the headline is not repeated in
//! the text.

mod about;
mod article;
mod charset;
mod classes;
mod days;
mod dom;
mod europresse;
mod json_ld;
mod lines;
mod names;
mod prose;
mod survey;
mod tags;

pub(super) use about::{is_host, site_behind, site_of_title};
pub(super) use names::without_site;

use about::About;
use dom::Dom;
use tags::Tag;

use super::head::Head;
use super::whole::{File, Parsed, Parser, Refusal};
use super::{Metadata, Options, Status, sniff};

/// Reads web pages.
pub(super) struct Html;

/// What a page gives.
#[derive(Debug)]
pub(super) struct Page {
    /// The article's text, in paragraphs; or why there is none.
    pub(super) text: Result<String, Refusal>,
    /// What the page says about it.
    pub(super) metadata: Metadata,
    /// What the user should know although it was read.
    pub(super) remarks: Vec<String>,
}

impl Parser for Html {
    fn format(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn recognises(&self, head: &Head) -> bool {
        sniff::is_html(head.start())
    }

    fn is_text(&self) -> bool {
        true
    }

    fn parse(&self, file: File<'_>, _: &Options) -> Result<Vec<Parsed>, Refusal> {
        if sniff::signature(&file.bytes).is_some()
            && let Some(refusal) = sniff::not_text(&file.bytes)
        {
            return Err(refusal);
        }
        let binary = sniff::not_text(&file.bytes);
        let decoded = charset::decode(file.bytes);
        // A page with a NUL in it is still a page; what does not even begin like one is something else.
        if let Some(refusal) = binary
            && decoded.encoding.starts_with("UTF-16") == decoded.lossy
            && !sniff::is_html(&decoded.text)
        {
            return Err(refusal);
        }
        let remark = decoded.remark();
        if decoded.text.trim().is_empty() {
            return Ok(vec![Parsed { encoding: decoded.encoding.to_owned(), ..Parsed::of(String::new()) }]);
        }
        let dom = Dom::parse(&decoded.text);
        if let Some(articles) = europresse::split(&dom) {
            let encoding = || decoded.encoding.to_owned();
            let parsed = articles.into_iter().map(|article| Parsed { encoding: encoding(), ..article });
            return Ok(parsed.collect());
        }
        let page = page(&dom);
        Ok(vec![Parsed {
            text: page.text,
            metadata: page.metadata,
            encoding: decoded.encoding.to_owned(),
            remarks: remark.into_iter().chain(page.remarks).collect(),
            ..Parsed::of(String::new())
        }])
    }
}

/// Reads a whole page: its article and what it says about it.
fn page(dom: &Dom) -> Page {
    let about = About::of(dom);
    let early = about.metadata(dom, &[], 0);
    let (authors, headline) = (early.author.unwrap_or_default(), early.headline.unwrap_or_default());
    let found = article::find(dom, &about, &authors, &headline);
    let metadata = about.metadata(dom, &found.about, found.start);
    let mut remarks = Vec::new();
    if dom.cut {
        remarks.push(format!("only the first {} elements of the page were read", dom::MOST_NODES));
    }
    let told = about.body().map(fragment).unwrap_or_default();
    let words = |text: &str| text.split_whitespace().count();
    let text = if words(&told) > 2 * words(&found.text) { told } else { found.text };
    let text = if text.is_empty() || is_notice(&text) { Err(nothing(dom)) } else { Ok(text) };
    Page { text, metadata, remarks }
}

/// All the readable text of a piece of markup in paragraphs: of an e-mail, of a field of JSON. Programs, styles and the
/// captions of pictures are left out, nothing else is.
pub(super) fn fragment(markup: &str) -> String {
    let dom = Dom::parse(markup);
    let mut prose = prose::Prose::default();
    prose.add(&dom, 0, |at| !matches!(dom.nodes()[at].tag, Tag::Figcaption) && !dom.nodes()[at].tag.is_mute());
    article::written(&prose.into_lines())
}

/// What requests for consent say in German, French, Spanish and Italian.
const CONSENT: &[&str] = &[
    "consensi",
    "consenso",
    "consentement",
    "consentimiento",
    "cookies",
    "dati personali",
    "datenschutz",
    "datos personales",
    "données personnelles",
    "einverstanden",
    "einwilligung",
    "nos partenaires",
    "nuestros socios",
    "ohne werbung",
    "pur-abo",
    "tracking",
];

/// What offers of subscription say.
const OFFERS: &[&str] = &[
    "already a subscriber",
    "a week for",
    "cancel any",
    "cancel at any",
    "digital access",
    "free trial",
    "per month",
    "per week",
    "unless cancelled",
    "subscribe",
    "subscription",
    "unlimited access",
];

/// Whether a text is a request for consent, or an offer of subscription, and nothing else. It comes instead of the article where a program saved the
/// page.
fn is_notice(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "cookies",
        "consent",
        "personal data",
        "our partners",
        "privacy policy",
        "accept all",
        "personalised ads",
        "personalized ads",
        "you are not a robot",
        "unusual traffic",
        "verify you are human",
        "enable javascript",
    ];
    if text.len() > 4000 {
        return false;
    }
    let lower = text.to_lowercase();
    let count = |phrases: &[&str]| phrases.iter().filter(|phrase| lower.contains(**phrase)).count();
    let quoted = text.contains(['"', '“', '«', '„']);
    count(PHRASES) >= 3 || count(CONSENT) >= 4 || count(OFFERS) >= 3 && !quoted
}

/// Why a page gives no text.
fn nothing(dom: &Dom) -> Refusal {
    let visible: usize = dom.inner_text(0).split_whitespace().count();
    let scripts = dom.nodes().iter().any(|node| node.tag == Tag::Script);
    let message = if scripts && visible < 60 {
        "its text is not in the file: a script of the page fetches it when the page is opened; open it in a browser and \
         save it from there"
    } else {
        "there is no article on this page: it may be a front page, a list of articles or a request for consent; save the \
         page of the article itself"
    };
    (Status::NoText, message.to_owned())
}

#[cfg(test)]
mod tests;
