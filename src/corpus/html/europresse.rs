//! Exports of Europresse: one page, many articles, each an `<article>` with its header in elements of known classes
//! (`DocPublicationName`, `DocHeader`, `titreArticleVisu`) and its text in `DocText`.

use super::article;
use super::days::day;
use super::dom::Dom;
use super::prose::{Prose, folded};
use super::tags::Tag;
use crate::corpus::whole::Parsed;
use crate::corpus::{Metadata, Status, people};

/// The articles of an export; `None` if the page is none.
pub(super) fn split(dom: &Dom) -> Option<Vec<Parsed>> {
    let mut articles = Vec::new();
    let mut at = 0;
    while let Some(node) = dom.nodes().get(at) {
        if node.tag == Tag::Article
            && let Some(found) = one(dom, at)
        {
            articles.push(found);
            at = node.end;
        } else {
            at += 1;
        }
    }
    let several = articles.len() > 1;
    for (number, article) in articles.iter_mut().enumerate().filter(|_| several) {
        article.entry = Some((number + 1).to_string());
    }
    (!articles.is_empty()).then_some(articles)
}

/// The article in an element, if the outlet and the text have their places there.
fn one(dom: &Dom, article: usize) -> Option<Parsed> {
    let places = article..dom.nodes()[article].end;
    let (mut outlet, mut header, mut headline, mut text, mut authors, mut number) =
        (None, None, None, None, None, None);
    for at in places {
        let Some(class) = dom.attribute(at, "class") else { continue };
        for name in class.split_whitespace() {
            let place = match name {
                "DocPublicationName" => &mut outlet,
                "DocHeader" => &mut header,
                "titreArticleVisu" | "rdp__articletitle" => &mut headline,
                "DocText" => &mut text,
                "docAuthors" => &mut authors,
                // In the headline's element: the authors stand below it.
                "sm-margin-bottomNews" if headline.is_some() && text.is_none() => &mut authors,
                "publiC-lblNodoc" => &mut number,
                _ => continue,
            };
            place.get_or_insert(at);
        }
    }
    let said = |place: Option<usize>| place.map(|at| folded(&dom.inner_text(at))).filter(|said| !said.is_empty());
    let (outlet, text) = (said(outlet)?, text?);
    let metadata = Metadata {
        headline: said(headline),
        author: said(authors).and_then(|authors| people::author(&authors)),
        outlet: Some(name(&outlet).to_owned()),
        url: None,
        published: said(number).and_then(|number| of_number(&number)).or_else(|| day(&said(header)?)),
    };
    let mut prose = Prose::default();
    prose.add(dom, text, |at| !matches!(dom.nodes()[at].tag, Tag::Figcaption) && !dom.nodes()[at].tag.is_mute());
    let text = article::written(&prose.into_lines());
    let message = "the export has a header for it, but no text; look it up in the database, or leave it out";
    let text = if text.is_empty() { Err((Status::Empty, message.to_owned())) } else { Ok(text) };
    Some(Parsed { text, metadata, ..Parsed::of(String::new()) })
}

/// "Le Courrier, no. 12044", "La Lanterne (site web)" -> the name of the paper.
fn name(outlet: &str) -> &str {
    let name = outlet.split(", no. ").next().unwrap_or(outlet);
    name.split(" (site web)").next().unwrap_or(name).trim_end()
}

/// The day in the number of a document: `news·20240305·CA·8831045`.
fn of_number(number: &str) -> Option<jiff::civil::Date> {
    number.split('·').find(|part| part.len() == 8).and_then(|part| part.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<div class=sommaire><p>Documents</p></div><article><header><span class=DocPublicationName>Le Quai, no. \
        12</span><span class=DocHeader>Port, mardi 5 mars 2024 210 mots</span><p class='x titreArticleVisu'>Le quai ferme</p><p \
        class=sm-margin-bottomNews>Jeanne Doe et Jean Roe</p></header><section><div class='DocText clearfix'><p>Le quai \
        ferme.</p><p>Elle a dit non.</p></div></section><aside><p>© 2024</p></aside></article>";

    #[test]
    fn articles_are_told_apart() {
        let found = split(&Dom::parse(&PAGE.repeat(2))).unwrap();
        assert_eq!(found.iter().filter_map(|article| article.entry.as_deref()).collect::<Vec<_>>(), ["1", "2"]);
        let about = &found[1].metadata;
        assert_eq!((about.headline.as_deref(), about.outlet.as_deref()), (Some("Le quai ferme"), Some("Le Quai")));
        assert_eq!(about.author.as_deref(), Some("Jeanne Doe; Jean Roe"));
        assert_eq!(about.published, Some(jiff::civil::date(2024, 3, 5)));
        assert_eq!(found[1].text.as_deref(), Ok("Le quai ferme.\n\nElle a dit non."));
        assert_eq!(split(&Dom::parse(PAGE)).unwrap()[0].entry, None);
    }

    #[test]
    fn other_pages_are_none() {
        assert!(split(&Dom::parse("<article><p class=DocText>The quay.</p></article>")).is_none());
        let numbered = PAGE.replace("<aside>", "<div class=publiC-lblNodoc>news·20240306·CA·1</div><aside>");
        assert_eq!(split(&Dom::parse(&numbered)).unwrap()[0].metadata.published, Some(jiff::civil::date(2024, 3, 6)));
    }
}
