//! The join between the command line and the library's pipeline: the only file of `cli` that knows the model and the
//! walk of an article.
//!
//! STAND-IN until `pipeline.rs` and the tagger are there: it reads and renders documents, but finds nothing in them.
//! To replace: the body of `load`, `run` and `analyse`, and `Document` and `Finished` by those of the pipeline.

use std::ops::ControlFlow;

use anyhow::Result;
use sayso::corpus::{Article, Failure, Outcome, Status};
use sayso::entities::Entities;
use sayso::output::{DocumentView, RenderedDocument, TableOptions, render};
use sayso::text::Sections;

use super::config::EngineConfig;

/// A loaded model with the walk around it.
pub(crate) struct Engine {
    /// Name of the model, e.g. `news-en`.
    pub(crate) model: String,
    /// Hash of its files, hexadecimal.
    pub(crate) model_hash: String,
    config: EngineConfig,
}

/// A document that came out of the walk. Failures come out in their place.
pub(crate) enum Finished {
    /// Analysed, and rendered on the worker thread.
    Document(RenderedDocument),
    /// Gave no article.
    Failed(Failure),
}

/// An analysed document, unrendered.
pub(crate) struct Document {
    article: Article,
    sections: Sections,
    entities: Entities,
    published: Option<jiff::civil::Date>,
}

impl Engine {
    /// Loads the model.
    #[allow(clippy::unnecessary_wraps, reason = "loading a model can fail")]
    pub(crate) fn load(config: &EngineConfig) -> Result<Self> {
        Ok(Self { model: "none".into(), model_hash: "00000000".into(), config: config.clone() })
    }

    /// The value of the column `model`.
    pub(crate) fn label(&self) -> String {
        format!("{} {}", self.model, self.model_hash.get(..8).unwrap_or(&self.model_hash))
    }

    /// Walks all documents, several at a time, and hands them to `sink` in their order. Ends when `sink` breaks.
    pub(crate) fn run(
        &self,
        outcomes: impl Iterator<Item = Outcome> + Send,
        tables: &TableOptions,
        mut sink: impl FnMut(Finished) -> ControlFlow<()>,
    ) {
        for outcome in outcomes {
            let finished = match outcome {
                Outcome::Article(article) => Finished::Document(render(&self.analyse(article).view(), tables)),
                Outcome::Failed(failure) => Finished::Failed(failure),
            };
            if sink(finished).is_break() {
                return;
            }
        }
    }

    /// Walks one article.
    pub(crate) fn analyse(&self, article: Article) -> Document {
        Document {
            sections: Sections::default(),
            entities: Entities::default(),
            published: article.metadata.published.or(self.config.published),
            article,
        }
    }
}

impl Document {
    /// The document as the tables see it.
    pub(crate) fn view(&self) -> DocumentView<'_> {
        let metadata = &self.article.metadata;
        DocumentView {
            article: &self.article,
            sections: &self.sections,
            sentences: &[],
            entities: &self.entities,
            dates: &[],
            quotations: &[],
            claims: &[],
            published: self.published,
            published_source: match (metadata.published, self.published) {
                (Some(_), _) => "metadata",
                (_, Some(_)) => "given",
                _ => "none",
            },
            headline: metadata.headline.as_deref().unwrap_or_default(),
            author: metadata.author.as_deref().unwrap_or_default(),
            outlet: metadata.outlet.as_deref().unwrap_or_default(),
            words: self.article.text.split_whitespace().count(),
            seconds: 0.0,
            status: Status::Ok,
            message: &self.article.message,
        }
    }
}
