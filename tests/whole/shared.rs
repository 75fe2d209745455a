//! What the tests share: one pipeline, the sample corpus, and what the pipeline finds in it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sayso::corpus::{self, Article, Outcome};
use sayso::pipeline::{Document, Options, Pipeline};
use sayso::tagger::Tagger;

/// The built-in model and a thread for each core.
pub(crate) static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| pipeline(0));

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

/// A pipeline with the built-in model; 0 jobs are one for each core.
pub(crate) fn pipeline(jobs: usize) -> Pipeline {
    Pipeline::new(Tagger::built_in().unwrap(), Options { published: None, jobs }).unwrap()
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
