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
use crate::description::{self, Description};
use crate::entities::{self, Entities};
use crate::error::{Error, Result};
use crate::output::{self, DocumentView, RenderedDocument, TableOptions};
use crate::quotes::{self, Quotation};
use crate::register::{self, Register};
use crate::sentences::{self, Sentence};
use crate::speakers;
use crate::tagger::calibration::Calibration;
use crate::tagger::front;
use crate::tagger::{Input, Tagger, Tags, WordInput};
use crate::text::{self, ParagraphId, Sections};

/// Bytes of text that go through the stages together. Enough to fill batches of like length, little enough to keep
/// memory flat; it does not depend on the number of threads, so that batches, and with them results, do not either.
const CHUNK: usize = 256 * 1024;
/// Documents of a chunk, for runs of very short ones.
const MOST_DOCUMENTS: usize = 512;

/// What a pipeline needs to know beside its model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Publication date of articles that do not tell theirs.
    pub published: Option<Date>,
    /// Threads; 0 is one for each core.
    pub jobs: usize,
    /// Indirect claims less sure than this are left out.
    pub min_confidence: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { published: None, jobs: 0, min_confidence: claims::MIN_CONFIDENCE }
    }
}

/// An article with all that was found in it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// What the stages found.
    pub findings: Findings,
}

/// What the stages found in an article.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The outer shape.
    pub sections: Sections,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The names.
    pub entities: Entities,
    /// The time expressions.
    pub dates: Vec<TimeExpression>,
    /// The quotations.
    pub quotations: Vec<Quotation>,
    /// The claims.
    pub claims: Vec<Claim>,
    /// Headline, author, outlet and day of publication.
    pub description: Description,
    /// Words, as white space parts them.
    pub words: usize,
    /// Seconds that the article took outside the model.
    pub seconds: f64,
}

impl Document {
    /// Shows the article to the register of a run, and takes the ids that it gives.
    pub fn enter(&mut self, register: &mut Register) {
        let found = &mut self.findings;
        let input = register::Input {
            doc_id: &self.article.id,
            text: &self.article.text,
            entities: &found.entities,
            quotations: &found.quotations,
        };
        register.enter(input, &mut found.claims);
    }

    /// The document as the tables take it.
    pub fn view(&self) -> DocumentView<'_> {
        let found = &self.findings;
        DocumentView {
            article: &self.article,
            sections: &found.sections,
            sentences: &found.sentences,
            entities: &found.entities,
            dates: &found.dates,
            quotations: &found.quotations,
            claims: &found.claims,
            description: &found.description,
            words: found.words,
            seconds: found.seconds,
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

/// What is known of an article before the tagger has seen it.
struct Outline {
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

    /// What the model is given of an article, with the paragraph of each word: for training.
    ///
    /// # Errors
    /// [`Error::Model`] when the tokenizer fails.
    pub fn model_input(&self, text: &str) -> Result<Vec<(WordInput, ParagraphId)>> {
        let Outline { sentences, .. } = outline(text);
        let words = self.tagger.model_input(Input { text, sentences: &sentences })?;
        let paragraph = |word: WordInput| {
            let paragraph = sentences[word.word.sentence.index()].paragraph;
            (word, paragraph)
        };
        Ok(words.into_iter().map(paragraph).collect())
    }

    /// Analyses articles together. One result for each, in order; `Err` holds an article on which a stage broke.
    ///
    /// # Errors
    /// [`Error::Model`] when the engine fails.
    pub fn analyse(&self, articles: Vec<Article>) -> Result<Vec<std::result::Result<Document, Box<Failure>>>> {
        self.pool.install(|| {
            let outlined: Vec<_> = articles
                .into_par_iter()
                .map(|article| match guarded(|| outline(&article.text)) {
                    Some(outline) => Ok((article, outline)),
                    None => Err(Box::new(Failure::internal(&article))),
                })
                .collect();
            let fronted: Vec<_> = outlined
                .par_iter()
                .flatten()
                .map(|(article, outline)| {
                    guarded(|| front::fronted(article, &outline.sections, &outline.sentences)).flatten()
                })
                .collect();
            let inputs: Vec<Input<'_>> = outlined
                .iter()
                .flatten()
                .zip(&fronted)
                .map(|((article, outline), fronted)| match fronted {
                    Some(both) => Input { text: &both.text, sentences: &both.sentences },
                    None => Input { text: &article.text, sentences: &outline.sentences },
                })
                .collect();
            let behind = |(tags, fronted): (Tags, &Option<front::Fronted>)| match fronted {
                Some(both) => tags.without_front(both.above, both.bytes),
                None => tags,
            };
            let mut tags = self.tagger.tag(&inputs)?.into_iter().zip(&fronted).map(behind);
            let tagged: Vec<_> = outlined
                .into_iter()
                .map(|result| result.map(|(article, outline)| (article, outline, tags.next().unwrap_or_default())))
                .collect();
            let finish = |(article, outline, tags): (Article, Outline, Tags)| match guarded(|| {
                walk(&article, outline, &tags, self.tagger.calibration(), self.options)
            }) {
                Some(findings) => Ok(Document { article, findings }),
                None => Err(Box::new(Failure::internal(&article))),
            };
            Ok(tagged.into_par_iter().map(|result| result.and_then(finish)).collect())
        })
    }

    /// Runs over documents chunk by chunk, and hands each to `sink` in order as it is done, rows rendered. `register` is
    /// shown each before that, in the same order, and knows at the end what the run as a whole has told. Reading goes on
    /// while a chunk is analysed. Stops early when `sink` breaks.
    ///
    /// # Errors
    /// [`Error::Model`] when the engine fails.
    pub fn run(
        &self,
        outcomes: impl Iterator<Item = Outcome> + Send,
        tables: &TableOptions,
        register: &mut Register,
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
                for finished in self.chunk(chunk, tables, register)? {
                    if sink(finished).is_break() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        })
    }

    fn chunk(&self, chunk: Vec<Outcome>, tables: &TableOptions, register: &mut Register) -> Result<Vec<Finished>> {
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
        // One after the other and in order: what the register knows of an article, the next ones are compared with.
        let mut registered = |mut document: Document| match guarded(|| document.enter(register)) {
            Some(()) => Ok(document),
            None => Err(Box::new(Failure::internal(&document.article))),
        };
        let results: Vec<std::result::Result<Document, Box<Failure>>> = places
            .into_iter()
            .filter_map(|failure| failure.map_or_else(|| documents.next(), |failure| Some(Err(Box::new(failure)))))
            .map(|result| result.and_then(&mut registered))
            .collect();
        let rendered = self.pool.install(|| {
            let render = |result: std::result::Result<Document, Box<Failure>>| match result {
                Ok(document) => Finished::Document(output::render(&Document::view(&document), tables)),
                Err(failure) => {
                    let row = output::render_failure(&failure, tables);
                    Finished::Failed(*failure, row)
                }
            };
            results.into_par_iter().map(render).collect()
        });
        Ok(rendered)
    }
}

/// The walk before the tagger.
fn outline(text: &str) -> Outline {
    let sections = text::sections(text);
    let sentences = sentences::split(text, &sections);
    Outline { sections, sentences }
}

/// The walk after the tagger.
fn walk(article: &Article, outline: Outline, tags: &Tags, calibration: &Calibration, options: Options) -> Findings {
    let began = Instant::now();
    let Outline { sections, sentences } = outline;
    let text = &article.text;
    let description = description::describe(article, &sections, &sentences, options.published);

    let entities = entities::find(text, tags);
    let dates = dates::find(text, &sentences, description.published);
    let quotations = quotes::find(text, &sections);
    let attributions = attribution::attribute(attribution::Input {
        text,
        calibration,
        sections: &sections,
        sentences: &sentences,
        entities: &entities,
        tags,
        quotations: &quotations,
    });
    let speakers = speakers::resolve(speakers::Input {
        text,
        author: Some(&description.author),
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
            min_confidence: options.min_confidence,
        },
        speakers,
    );

    let words = text.split_whitespace().count();
    let seconds = began.elapsed().as_secs_f64();
    Findings { sections, sentences, entities, dates, quotations, claims, description, words, seconds }
}

/// Runs a stage so that it cannot end the run: `None` if it broke on the article.
fn guarded<T>(stage: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(stage)).ok()
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
