//! `sayso model-input` and `sayso model-output`: what the model is given of each article, and what came of it, one JSON
//! object a line. The trainer reads these instead of cutting texts and joining spans itself, so that it works on what the
//! program does to the letter.

use std::io::{BufWriter, Write};

use anyhow::{Context, Result, bail};
use sayso::corpus::{self, Article, Outcome};
use sayso::span::{CodePoints, Span, Spanned};
use sayso::tagger::calibration::Evidence;
use serde::Serialize;

use super::Ending;
use super::config::TrainingConfig;
use super::engine::Engine;

/// What the model is given of an article: its words.
#[derive(Serialize)]
struct Given<'a> {
    id: &'a str,
    words: Vec<GivenWord>,
}

/// Start and end in code points, sentence, paragraph, the two token types, pieces.
type GivenWord = (usize, usize, usize, usize, [u8; 2], Vec<i32>);

/// What came of an article: its claims.
#[derive(Serialize)]
struct Found {
    id: String,
    claims: Vec<FoundClaim>,
}

/// A claim; places are code points.
#[derive(Serialize)]
struct FoundClaim {
    content: Vec<(usize, usize)>,
    source: Vec<(usize, usize)>,
    evidence: Evidence,
}

/// Runs `sayso model-input`.
pub(crate) fn input(config: &TrainingConfig) -> Result<Ending> {
    run(config, |engine, article| Ok(serde_json::to_string(&given(engine, &article)?)?))
}

/// Runs `sayso model-output`.
pub(crate) fn output(config: &TrainingConfig) -> Result<Ending> {
    run(config, |engine, article| Ok(serde_json::to_string(&found(engine, article)?)?))
}

fn run(config: &TrainingConfig, line: impl Fn(&Engine, Article) -> Result<String>) -> Result<Ending> {
    let engine = Engine::load(&config.engine)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for outcome in corpus::read(&config.inputs, &config.reading)? {
        match outcome {
            Outcome::Article(article) => {
                writeln!(out, "{}", line(&engine, article)?).context("standard output could not be written")?;
            }
            Outcome::Failed(failure) => bail!("{failure}"),
        }
    }
    out.flush().context("standard output could not be written")?;
    Ok(Ending::Done)
}

fn given<'a>(engine: &Engine, article: &'a Article) -> Result<Given<'a>> {
    let points = CodePoints::new(&article.text);
    let words = engine.model_input(&article.text)?;
    let words = words.into_iter().map(|(input, paragraph)| {
        let (start, end) = place(&points, input.word.span());
        (start, end, input.word.sentence.index(), paragraph.index(), input.types, input.pieces)
    });
    Ok(Given { id: &article.id, words: words.collect() })
}

fn found(engine: &Engine, article: Article) -> Result<Found> {
    let id = article.id.clone();
    let document = engine.analyse(article)?;
    let text = CodePoints::new(&document.article.text);
    let points = |spans: &[Span]| spans.iter().map(|&span| place(&text, span)).collect();
    let claims = document.findings.claims.iter().map(|claim| FoundClaim {
        content: points(&claim.content),
        source: points(&claim.source),
        evidence: claim.evidence,
    });
    Ok(Found { id, claims: claims.collect() })
}

/// Start and end in code points.
fn place(text: &CodePoints<'_>, span: Span) -> (usize, usize) {
    (text.at(span.start()), text.at(span.end()))
}
