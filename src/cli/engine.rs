//! The join between the command line and the library's pipeline: the only file of `cli` that loads a model.

use std::ops::ControlFlow;

use anyhow::{Result, anyhow};
use sayso::corpus::{Article, Outcome};
use sayso::output::TableOptions;
use sayso::pipeline::{Document, Finished, Options, Pipeline};
use sayso::register::Register;
use sayso::tagger::{Tagger, WordInput};
use sayso::text::ParagraphId;

use super::config::EngineConfig;

/// A loaded model with the walk around it.
pub(crate) struct Engine(Pipeline);

impl Engine {
    /// Loads the model and starts the threads.
    pub(crate) fn load(config: &EngineConfig) -> Result<Self> {
        let mut tagger = Tagger::load(config.model.as_deref(), &config.engine)?;
        if let Some((folder, device)) = &config.names {
            tagger = tagger.with_names_of(folder, device)?;
        }
        let EngineConfig { published, jobs, min_confidence, .. } = *config;
        let options = Options { published, jobs, min_confidence };
        Ok(Self(Pipeline::new(tagger, options)?))
    }

    /// Name and short hash of the model: the value of the column `model`.
    pub(crate) fn label(&self) -> String {
        self.0.model()
    }

    /// Name and short hash, apart.
    pub(crate) fn name_and_hash(&self) -> (String, String) {
        let label = self.label();
        let (name, hash) = label.rsplit_once(' ').unwrap_or((&label, ""));
        (name.to_owned(), hash.to_owned())
    }

    /// Walks all documents, several at a time, and hands them to `sink` in their order; see
    /// [`Pipeline::run`]. Ends when `sink` breaks.
    pub(crate) fn run(
        &self,
        outcomes: impl Iterator<Item = Outcome> + Send,
        tables: &TableOptions,
        register: &mut Register,
        sink: impl FnMut(Finished) -> ControlFlow<()>,
    ) -> Result<()> {
        Ok(self.0.run(outcomes, tables, register, sink)?)
    }

    /// What the model is given of a text, word by word, with each word's paragraph.
    pub(crate) fn model_input(&self, text: &str) -> Result<Vec<(WordInput, ParagraphId)>> {
        Ok(self.0.model_input(text)?)
    }

    /// Walks one article.
    pub(crate) fn analyse(&self, article: Article) -> Result<Document> {
        let mut documents = self.0.analyse(vec![article])?;
        let document = documents.pop().ok_or_else(|| anyhow!("the pipeline lost the article; please report this"))?;
        document.map_err(|failure| anyhow!("{failure}"))
    }
}
