//! The walk of an article through the program, from its text to its claims, and the run over many articles. This is the
//! only file that knows the order of the stages.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::attribution;
use crate::claims::{self, Claim};
use crate::corpus::{Article, Failure, Outcome, Status};
use crate::dates::{self, TimeExpression};
use crate::entities::{self, Entities};
use crate::error::{Error, Result};
use crate::output::{self, DocumentView, RenderedDocument, TableOptions};
use crate::quotes::{self, Quotation};
use crate::sentences::{self, Sentence};
use crate::speakers;
use crate::tagger::{Input, Tagger, Tags};
use crate::text::{self, ParagraphKind, Sections};

/// Bytes of text that go through the stages together. Enough to fill batches of like length, little enough to keep
/// memory flat; it does not depend on the number of threads, so that batches, and with them results, do not either.
const CHUNK: usize = 256 * 1024;
/// Documents of a chunk, for runs of very short ones.
const MOST_DOCUMENTS: usize = 512;

/// What a pipeline needs to know beside its model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Publication date of articles that do not tell theirs.
    pub published: Option<Date>,
    /// Threads; 0 is one for each core.
    pub jobs: usize,
}

/// An article with all that was found in it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// Its outer shape.
    pub sections: Sections,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its names.
    pub entities: Entities,
    /// Its time expressions.
    pub dates: Vec<TimeExpression>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    /// Its claims.
    pub claims: Vec<Claim>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Where that day is from: `given`, `metadata` or `none`.
    pub published_source: &'static str,
    /// Headline, from the metadata or the text; empty when there is none.
    pub headline: String,
    /// Author, from the metadata or the byline; empty when there is none.
    pub author: String,
    /// Outlet, from the metadata; empty when it is not said.
    pub outlet: String,
    /// Words, as white space parts them.
    pub words: usize,
    /// Seconds that this article took outside the model.
    pub seconds: f64,
}

impl Document {
    /// The document as the tables take it.
    pub fn view(&self) -> DocumentView<'_> {
        DocumentView {
            article: &self.article,
            sections: &self.sections,
            sentences: &self.sentences,
            entities: &self.entities,
            dates: &self.dates,
            quotations: &self.quotations,
            claims: &self.claims,
            published: self.published,
            published_source: self.published_source,
            headline: &self.headline,
            author: &self.author,
            outlet: &self.outlet,
            words: self.words,
            seconds: self.seconds,
            status: Status::Ok,
            message: &self.article.message,
        }
    }
}

/// A document that is done with.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "moved once from the worker to the writer")]
pub enum Finished {
    /// It was analysed; its rows.
    Document(RenderedDocument),
    /// It could not be; why, and its row.
    Failed(Failure, RenderedDocument),
}

/// A model and options, ready for articles.
pub struct Pipeline {
    tagger: Tagger,
    options: Options,
    pool: rayon::ThreadPool,
}

/// An article before the tagger has seen it.
struct Prepared {
    article: Article,
    sections: Sections,
    sentences: Vec<Sentence>,
}

impl Pipeline {
    /// Starts the threads.
    ///
    /// # Errors
    /// [`Error::Threads`] when the system gives none.
    pub fn new(tagger: Tagger, options: Options) -> Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(options.jobs)
            .thread_name(|index| format!("sayso-{index}"))
            .build()
            .map_err(|error| Error::Threads(error.to_string()))?;
        Ok(Self { tagger, options, pool })
    }

    /// Name and short hash of the model.
    pub fn model(&self) -> String {
        self.tagger.label()
    }

    /// Analyses articles together. One result for each, in order; `Err` holds an article on which a stage broke.
    ///
    /// # Errors
    /// [`Error::Model`] when the engine fails.
    pub fn analyse(&self, articles: Vec<Article>) -> Result<Vec<std::result::Result<Document, Failure>>> {
        self.pool.install(|| {
            let prepared: Vec<_> = articles.into_par_iter().map(guarded(prepare)).collect();
            let inputs: Vec<Input<'_>> = prepared
                .iter()
                .flatten()
                .map(|prepared| Input { text: &prepared.article.text, sentences: &prepared.sentences })
                .collect();
            let mut tags = self.tagger.tag(&inputs)?.into_iter();
            let tagged: Vec<_> =
                prepared.into_iter().map(|result| result.map(|ready| (ready, tags.next().unwrap_or_default()))).collect();
            Ok(tagged.into_par_iter().map(|result| result.and_then(|(ready, tags)| self.finish(ready, &tags))).collect())
        })
    }

    fn finish(&self, ready: Prepared, tags: &Tags) -> std::result::Result<Document, Failure> {
        let article = ready.article.clone();
        catch_unwind(AssertUnwindSafe(|| walk(ready, tags, self.options)))
            .map_err(|_| Failure::internal(&article, BROKEN))
    }

    /// Runs over documents chunk by chunk, and hands each to `sink` in order as it is done, rows rendered. Reading goes on
    /// while a chunk is analysed. Stops early when `sink` breaks.
    ///
    /// # Errors
    /// [`Error::Model`] when the engine fails.
    pub fn run(
        &self,
        outcomes: impl Iterator<Item = Outcome> + Send,
        tables: &TableOptions,
        mut sink: impl FnMut(Finished) -> ControlFlow<()>,
    ) -> Result<()> {
        std::thread::scope(|scope| {
            let (send, chunks) = sync_channel(1);
            scope.spawn(move || {
                let mut outcomes = outcomes;
                // A closed channel means that the run has ended early.
                while let Some(chunk) = next_chunk(&mut outcomes) {
                    if send.send(chunk).is_err() {
                        return;
                    }
                }
            });
            for chunk in &chunks {
                for finished in self.chunk(chunk, tables)? {
                    if sink(finished).is_break() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        })
    }

    fn chunk(&self, chunk: Vec<Outcome>, tables: &TableOptions) -> Result<Vec<Finished>> {
        let mut articles = Vec::new();
        let places: Vec<Option<Failure>> = chunk
            .into_iter()
            .map(|outcome| match outcome {
                Outcome::Article(article) => {
                    articles.push(article);
                    None
                }
                Outcome::Failed(failure) => Some(failure),
            })
            .collect();
        let mut documents = self.analyse(articles)?.into_iter();
        let results: Vec<std::result::Result<Document, Failure>> = places
            .into_iter()
            .filter_map(|failure| failure.map_or_else(|| documents.next(), |failure| Some(Err(failure))))
            .collect();
        let rendered = self.pool.install(|| {
            let render = |result| match result {
                Ok(document) => Finished::Document(output::render(&Document::view(&document), tables)),
                Err(failure) => {
                    let row = output::render_failure(&failure, tables);
                    Finished::Failed(failure, row)
                }
            };
            results.into_par_iter().map(render).collect()
        });
        Ok(rendered)
    }
}

/// What documents.csv says of an article on which a stage broke.
const BROKEN: &str =
    "a stage of the program broke on this text; the other articles are not affected; please report it with the file";

/// The walk before the tagger.
fn prepare(article: Article) -> Prepared {
    let sections = text::sections(&article.text);
    let sentences = sentences::split(&article.text, &sections);
    Prepared { article, sections, sentences }
}

/// The walk after the tagger.
fn walk(ready: Prepared, tags: &Tags, options: Options) -> Document {
    let began = Instant::now();
    let Prepared { article, sections, sentences } = ready;
    let text = &article.text;
    let (published, published_source) = match (article.metadata.published, options.published) {
        (Some(day), _) => (Some(day), "metadata"),
        (None, Some(day)) => (Some(day), "given"),
        (None, None) => (None, "none"),
    };
    let named = |said: &Option<String>, found: Option<&str>| {
        said.as_deref().or(found).map_or(String::new(), |name| name.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let headline = sections.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Headline);
    let headline = named(&article.metadata.headline, headline.map(|paragraph| paragraph.span.slice(text)));
    let author = named(&article.metadata.author, sections.author.map(|span| span.slice(text)));

    let entities = entities::find(text, tags);
    let dates = dates::find(text, &sentences, published);
    let quotations = quotes::find(text, &sections);
    let attributions = attribution::attribute(attribution::Input {
        text,
        sections: &sections,
        sentences: &sentences,
        tags,
        quotations: &quotations,
    });
    let speakers = speakers::resolve(speakers::Input {
        text,
        author: Some(&author),
        sentences: &sentences,
        words: &tags.words,
        entities: &entities,
        attributions: &attributions,
    });
    let claims = claims::assemble(
        claims::Input {
            doc_id: &article.id,
            text,
            sections: &sections,
            sentences: &sentences,
            words: &tags.words,
            entities: &entities,
            dates: &dates,
            quotations: &quotations,
            attributions: &attributions,
        },
        speakers,
    );

    let words = text.split_whitespace().count();
    let outlet = named(&article.metadata.outlet, None);
    let seconds = began.elapsed().as_secs_f64();
    Document {
        article,
        sections,
        sentences,
        entities,
        dates,
        quotations,
        claims,
        published,
        published_source,
        headline,
        author,
        outlet,
        words,
        seconds,
    }
}

/// A stage that does not let one article end the run.
fn guarded<T>(stage: impl Fn(Article) -> T + Sync) -> impl Fn(Article) -> std::result::Result<T, Failure> + Sync {
    move |article| {
        let kept = article.clone();
        catch_unwind(AssertUnwindSafe(|| stage(article))).map_err(|_| Failure::internal(&kept, BROKEN))
    }
}

/// The next documents that go through the stages together.
fn next_chunk(outcomes: &mut impl Iterator<Item = Outcome>) -> Option<Vec<Outcome>> {
    let mut chunk = Vec::new();
    let mut bytes = 0;
    while bytes < CHUNK && chunk.len() < MOST_DOCUMENTS {
        let Some(outcome) = outcomes.next() else { break };
        if let Outcome::Article(article) = &outcome {
            bytes += article.text.len();
        }
        chunk.push(outcome);
    }
    (!chunk.is_empty()).then_some(chunk)
}
