//! The names under which exports, feeds and archives keep what an article is made of. The order is that of preference:
//! names that mean one thing only come first, those that may mean another come last.
//!
//! They are compared without case and separators ([`folded`]), so that `Article Text`, `article_text` and
//! `articleText` are one name.

use super::FieldMap;

/// What a field may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The article's own id.
    Id,
    /// Its text.
    Text,
    /// What stands for its text where there is none: a summary, the first sentences.
    Summary,
    /// Its headline.
    Headline,
    /// Its author.
    Author,
    /// Its outlet.
    Outlet,
    /// Its address.
    Url,
    /// The day of publication. Days on which something was changed, stored or collected are not.
    Published,
}

impl Role {
    /// All of them.
    pub(crate) const ALL: [Self; 8] =
        [Self::Id, Self::Text, Self::Summary, Self::Headline, Self::Author, Self::Outlet, Self::Url, Self::Published];

    /// Its usual names, folded, the most telling first.
    pub(crate) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Id => ID,
            Self::Text => TEXT,
            Self::Summary => SUMMARY,
            Self::Headline => HEADLINE,
            Self::Author => AUTHOR,
            Self::Outlet => OUTLET,
            Self::Url => URL,
            Self::Published => PUBLISHED,
        }
    }

    /// The name that the user gave it.
    pub(crate) fn given(self, names: &FieldMap) -> Option<&str> {
        match self {
            Self::Id => names.id.as_deref(),
            Self::Text => names.text.as_deref(),
            Self::Summary => None,
            Self::Headline => names.title.as_deref(),
            Self::Author => names.author.as_deref(),
            Self::Outlet => names.outlet.as_deref(),
            Self::Url => names.url.as_deref(),
            Self::Published => names.published.as_deref(),
        }
    }

    /// How far ahead a folded name stands among its usual ones.
    pub(crate) fn rank(self, folded: &str) -> Option<usize> {
        self.names().iter().position(|name| *name == folded)
    }
}

/// A name in lower case and without what parts its words.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const ID: &[&str] = &[
    "id",
    "docid",
    "documentid",
    "articleid",
    "storyid",
    "storiesid",
    "newsid",
    "postid",
    "uuid",
    "guid",
    "uid",
    "oid",
    "identifier",
    "accessionnumber",
];

const TEXT: &[&str] = &[
    "articletext",
    "fulltext",
    "articlebody",
    "bodytext",
    "maintext",
    "articlecontent",
    "storytext",
    "newstext",
    "textcontent",
    "contenttext",
    "plaintext",
    "cleantext",
    "cleanedtext",
    "bodyplain",
    "bodycontent",
    "text",
    "body",
    "content",
    "article",
    "story",
    "storybody",
    "newsbody",
    "newscontent",
    "fullcontent",
    "fullarticle",
    "fullbody",
    "maincontent",
    "contentencoded",
    "contenthtml",
    "bodyhtml",
    "postcontent",
    "textbody",
    "textplain",
    "rawtext",
    "documenttext",
    "doctext",
    "paragraphs",
    "contentelements",
    "transcript",
    "contents",
    "document",
    "html",
    "volltext",
    "artikeltext",
    "inhalt",
    "texte",
    "texteintégral",
    "texteintegral",
    "contenu",
    "corps",
    "texto",
    "textocompleto",
    "contenido",
    "cuerpo",
    "testo",
    "tekst",
];

const SUMMARY: &[&str] = &[
    "leadparagraph",
    "abstract",
    "description",
    "articledescription",
    "snippet",
    "summary",
    "excerpt",
    "standfirst",
    "trailtext",
    "shortdescription",
    "highlights",
    "lead",
    "lede",
];

const HEADLINE: &[&str] = &[
    "headline",
    "title",
    "articletitle",
    "articleheadline",
    "hed",
    "heading",
    "headlinemain",
    "mainheadline",
    "headlines",
    "webtitle",
    "newstitle",
    "newsheadline",
    "storytitle",
    "posttitle",
    "documenttitle",
    "pagetitle",
    "ogtitle",
    "titlefull",
    "fulltitle",
    "titel",
    "überschrift",
    "schlagzeile",
    "titre",
    "título",
    "titulo",
    "titular",
    "titolo",
    "tytuł",
];

const AUTHOR: &[&str] = &[
    "author",
    "authors",
    "byline",
    "bylines",
    "authorname",
    "authornames",
    "articleauthor",
    "articleauthors",
    "creator",
    "dccreator",
    "writer",
    "writers",
    "reporter",
    "journalist",
    "journalists",
    "writtenby",
    "authorsbyline",
    "credits",
    "autor",
    "autoren",
    "autorin",
    "verfasser",
    "auteur",
    "auteurs",
    "autores",
    "autore",
    "authorbyline",
    "firma",
    "journaliste",
    "rédacteur",
    "verfasserin",
    "signature",
    "by",
    "bylineauthor",
];

const OUTLET: &[&str] = &[
    "outlet",
    "outletname",
    "newsoutlet",
    "mediaoutlet",
    "publication",
    "publicationname",
    "publicationtitle",
    "pubtitle",
    "medianame",
    "newspaper",
    "newspapername",
    "newspapertitle",
    "sourcename",
    "sourcetitle",
    "newssource",
    "publishername",
    "publisher",
    "media",
    "source",
    "sourcehostname",
    "provider",
    "sitename",
    "ogsitename",
    "site",
    "website",
    "sourcedomain",
    "domain",
    "hostname",
    "medium",
    "quelle",
    "zeitung",
    "publikation",
    "médium",
    "média",
    "journal",
    "titredepresse",
    "fuente",
    "medio",
    "periódico",
    "periodico",
    "fonte",
    "bron",
    "krant",
    "namesource",
    "support",
    "nomdelasource",
    "cleanurl",
    "pub",
];

const URL: &[&str] = &[
    "url",
    "link",
    "weburl",
    "articleurl",
    "articlelink",
    "storyurl",
    "newsurl",
    "pageurl",
    "permalink",
    "canonicalurl",
    "canonicallink",
    "sourceurl",
    "fullurl",
    "originalurl",
    "shareurl",
    "uri",
    "href",
    "mainentityofpage",
    "guid",
    "id",
    "source",
    "adresse",
    "lien",
    "enlace",
    "webadresse",
];

const PUBLISHED: &[&str] = &[
    "published",
    "publisheddate",
    "datepublished",
    "publicationdate",
    "publishdate",
    "publishedat",
    "publishedon",
    "pubdate",
    "publishingdate",
    "datepublish",
    "dateofpublication",
    "publicationdatetime",
    "publisheddatetime",
    "publishdatetime",
    "publishtime",
    "publishedtime",
    "publishedtimestamp",
    "timepublished",
    "articlepublishedtime",
    "publishedutc",
    "datetimepub",
    "firstpublishdate",
    "publishedparsed",
    "pubtime",
    "firstpublished",
    "firstpublishedat",
    "firstpublicationdate",
    "webpublicationdate",
    "articledate",
    "storydate",
    "newsdate",
    "postdate",
    "dateposted",
    "postedat",
    "postedon",
    "issuedate",
    "releasedate",
    "dcdate",
    "isodate",
    "datetime",
    "date",
    "datum",
    "erscheinungsdatum",
    "veröffentlichungsdatum",
    "erschienen",
    "erscheinungstag",
    "erschienenam",
    "datedepublication",
    "dateparution",
    "datedeparution",
    "datepub",
    "datepublication",
    "fecha",
    "fechadepublicación",
    "fechadepublicacion",
    "data",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_and_there_once() {
        for role in Role::ALL {
            for (at, name) in role.names().iter().enumerate() {
                assert_eq!(&folded(name), name, "{role:?}");
                assert!(!role.names()[..at].contains(name), "{role:?}: {name} is there twice");
            }
        }
    }

    #[test]
    fn case_and_separators_do_not_count() {
        for name in ["Article Text", "article_text", "articleText", "ARTICLE-TEXT"] {
            assert_eq!(Role::Text.rank(&folded(name)), Some(0), "{name}");
        }
    }
}
