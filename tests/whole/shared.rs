//! What the tests share: one pipeline, the sample corpus, and what the pipeline finds in it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sayso::corpus::{self, Article, Outcome};
use sayso::output::RenderedDocument;
use sayso::pipeline::{Document, Finished, Options, Pipeline};
use sayso::register::{KnownSpeakers, Register, Settled};
use sayso::tagger::Tagger;

use crate::tables;

/// The built-in model with two threads.
pub(crate) static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| pipeline(2));

/// The articles of `corpus/`.
pub(crate) static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let article = |outcome| match outcome {
        Outcome::Article(article) => article,
        Outcome::Failed(failure) => panic!("{failure}"),
    };
    outcomes().map(article).collect()
});

/// The same articles analysed together.
pub(crate) static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| analyse(ARTICLES.clone()));

/// A whole run over `corpus/`.
pub(crate) static RUN: LazyLock<Run> = LazyLock::new(|| run(&PIPELINE, outcomes(), KnownSpeakers::default()));

/// What a run gives.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) documents: Vec<RenderedDocument>,
    pub(crate) settled: Settled,
}

/// A pipeline with the built-in model; 0 jobs are one for each core.
pub(crate) fn pipeline(jobs: usize) -> Pipeline {
    Pipeline::new(Tagger::built_in().unwrap(), Options { jobs, ..Options::default() }).unwrap()
}

/// A path below the repository's root.
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// `corpus/` as a run reads it.
pub(crate) fn outcomes() -> corpus::Corpus {
    corpus::read(&[at("corpus")], &corpus::Options::default()).unwrap()
}

/// Articles through the pipeline; a stage that breaks fails the test.
pub(crate) fn analyse(articles: Vec<Article>) -> Vec<Document> {
    let analysed = PIPELINE.analyse(articles).unwrap();
    analysed.into_iter().map(|result| result.unwrap_or_else(|failure| panic!("{failure}"))).collect()
}

/// One text through the pipeline.
pub(crate) fn analyse_text(text: &str) -> Document {
    analyse(vec![Article::from_text("text", text)]).pop().unwrap()
}

/// A sample article by its path in `corpus/`.
pub(crate) fn document(path: &str) -> &'static Document {
    DOCUMENTS.iter().find(|document| document.article.path == path).unwrap_or_else(|| panic!("no {path} in corpus/"))
}

/// A whole run with all tables.
pub(crate) fn run(pipeline: &Pipeline, outcomes: impl Iterator<Item = Outcome> + Send, known: KnownSpeakers) -> Run {
    let mut documents = Vec::new();
    let mut register = Register::new(known);
    let taken = pipeline.run(outcomes, &tables::options(), &mut register, |finished| {
        match finished {
            Finished::Document(document) => documents.push(document),
            Finished::Failed(failure, _) => panic!("{failure}"),
        }
        ControlFlow::Continue(())
    });
    taken.unwrap();
    Run { documents, settled: register.settle() }
}
