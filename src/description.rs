//! What is known of an article as a whole: headline, author, outlet and day of publication, and where each of them
//! stands. What the file says apart from the text comes first, then what the text says.

use jiff::civil::Date;

use crate::corpus::{self, Article, Metadata};
use crate::dates::{self, PublishedSource};
use crate::sentences::Sentence;
use crate::span::Span;
use crate::text::{self, ParagraphKind, Sections};

/// What is known of an article as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// Headline; empty when there is none.
    pub headline: String,
    /// Where the headline is from.
    pub headline_source: Origin,
    /// Author; empty when there is none.
    pub author: String,
    /// Where the author is from.
    pub author_source: Origin,
    /// Outlet; empty when it is not said.
    pub outlet: String,
    /// Where the outlet is from.
    pub outlet_source: Origin,
    /// Address; empty when it is not said.
    pub url: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// Where that day is from.
    pub published_source: PublishedSource,
}

/// Where a headline, an author or an outlet is from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// What the file says apart from the text: fields, tags of a web page, headers of an export.
    Metadata,
    /// The text itself: its first line, its byline.
    Text,
    /// It is not known.
    #[default]
    None,
}

impl Origin {
    /// The word in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Text => "text",
            Self::None => "none",
        }
    }

    /// Where something that a file says, or does not say, is from.
    pub const fn of(said: Option<&String>) -> Self {
        if said.is_some() { Self::Metadata } else { Self::None }
    }
}

/// Describes an article; `given` is the day of publication where nothing tells it.
pub fn describe(article: &Article, sections: &Sections, sentences: &[Sentence], given: Option<Date>) -> Description {
    let text = article.text.as_str();
    let Metadata { headline, author, outlet, url, published } = &article.metadata;
    let url = url.as_deref().or_else(|| sections.url.map(|url| url.slice(text)));
    let (published, published_source) = dates::published(dates::Evidence {
        text,
        sections,
        sentences,
        metadata: *published,
        url,
        // The name of a file with many articles is no word about any of them.
        path: article.own_name(),
        given,
    });
    let first = |said: &Option<String>, found: Option<Span>| match (said, found) {
        (Some(said), _) => (text::folded(said), Origin::Metadata),
        (None, Some(found)) => (text::folded(found.slice(text)), Origin::Text),
        (None, None) => (String::new(), Origin::None),
    };
    let title = sections.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Headline);
    let (headline, headline_source) = first(headline, title.map(|paragraph| paragraph.span));
    let (author, author_source) = match (author, sections.author) {
        (None, Some(byline)) => (corpus::parted(&text::folded(byline.slice(text))), Origin::Text),
        (author, _) => first(author, None),
    };
    let (outlet, outlet_source) = first(outlet, sections.outlet);
    let url = text::folded(url.unwrap_or_default());
    Description {
        headline,
        headline_source,
        author,
        author_source,
        outlet,
        outlet_source,
        url,
        published,
        published_source,
    }
}
