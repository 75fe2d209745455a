//! Batches: windows of many articles, sorted by length so that little is padded, run on several threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::encoder::{Batch, Encoder};
use super::features::WordTypes;
use super::pieces::{CLS, Pieces, SEP};
use super::windows::Window;
use super::words::Word;
use crate::error::{Error, Result};

/// An article, ready for the model.
pub(super) struct Article {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// Their token types.
    pub(super) types: Vec<WordTypes>,
    /// Their pieces.
    pub(super) pieces: Pieces,
    /// The windows that cover them.
    pub(super) windows: Vec<Window>,
}

/// Pieces in a batch, padding included. Larger batches gain nothing: the products are already long, and the
/// intermediate values fall out of the processor's cache.
const PIECES_A_BATCH: usize = 1024;

/// A window of an article: indexes into the list of articles and into its windows, and its length in pieces.
#[derive(Clone, Copy)]
struct Place {
    article: usize,
    window: usize,
    length: usize,
}

/// The scores of each word of each article, tag after tag, word after word.
pub(super) fn run(encoder: &dyn Encoder, articles: &[Article], threads: usize) -> Result<Vec<Vec<f32>>> {
    let batches = plan(articles);
    let results: Mutex<Vec<(usize, Vec<f32>, usize)>> = Mutex::default();
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(index) else { return Ok(()) };
            let scores = encoder.encode(&fill(articles, batch))?;
            let kept = keep(articles, batch, &scores.logits, scores.tags);
            results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, kept, scores.tags));
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads.min(batches.len())).map(|_| scope.spawn(work)).collect();
        let first = work();
        let others = workers.into_iter().map(|worker| {
            worker.join().unwrap_or_else(|_| {
                Err(Error::Model { place: "model.onnx".into(), message: "the engine panicked".into() })
            })
        });
        others.fold(first, Result::and)
    })?;
    let results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(scatter(articles, &batches, results))
}

/// Groups windows of like length. The order, and so each batch, depends on the articles alone.
fn plan(articles: &[Article]) -> Vec<Vec<Place>> {
    let mut places = Vec::new();
    for (article, item) in articles.iter().enumerate() {
        for (window, cut) in item.windows.iter().enumerate() {
            let length = item.pieces.count(cut.seen.start, cut.seen.end) + 2;
            places.push(Place { article, window, length });
        }
    }
    places.sort_by_key(|place| std::cmp::Reverse(place.length));
    let mut batches: Vec<Vec<Place>> = Vec::new();
    for place in places {
        match batches.last_mut() {
            Some(batch) if (batch.len() + 1) * batch[0].length <= PIECES_A_BATCH => batch.push(place),
            _ => batches.push(vec![place]),
        }
    }
    batches
}

fn fill(articles: &[Article], places: &[Place]) -> Batch {
    let length = places.iter().map(|place| place.length).max().unwrap_or(0);
    let size = places.len() * length;
    let mut batch = Batch {
        rows: places.len(),
        length,
        ids: Vec::with_capacity(size),
        mask: Vec::with_capacity(size),
        types: Vec::with_capacity(size),
    };
    for (row, place) in places.iter().enumerate() {
        let article = &articles[place.article];
        batch.ids.push(CLS);
        batch.types.push(0);
        for word in article.windows[place.window].seen.clone() {
            let types = article.types[word];
            let pieces = article.pieces.of(word);
            batch.ids.extend_from_slice(pieces);
            batch.types.push(i32::from(types.first));
            batch.types.extend(std::iter::repeat_n(i32::from(types.rest), pieces.len() - 1));
        }
        batch.ids.push(SEP);
        batch.mask.resize(batch.ids.len(), 1);
        for column in [&mut batch.ids, &mut batch.mask, &mut batch.types] {
            column.resize((row + 1) * length, 0);
        }
    }
    batch
}

/// The scores of the kept words' first pieces, row after row.
fn keep(articles: &[Article], places: &[Place], logits: &[f32], tags: usize) -> Vec<f32> {
    let length = places.iter().map(|place| place.length).max().unwrap_or(0);
    let mut kept = Vec::new();
    for (row, place) in places.iter().enumerate() {
        let article = &articles[place.article];
        let window = &article.windows[place.window];
        for word in window.kept.clone() {
            let piece = row * length + 1 + article.pieces.count(window.seen.start, word);
            kept.extend_from_slice(&logits[piece * tags..(piece + 1) * tags]);
        }
    }
    kept
}

/// Puts each window's scores to its place in its article.
fn scatter(articles: &[Article], batches: &[Vec<Place>], results: Vec<(usize, Vec<f32>, usize)>) -> Vec<Vec<f32>> {
    let tags = results.first().map_or(0, |(_, _, tags)| *tags);
    let mut scores: Vec<Vec<f32>> = articles.iter().map(|article| vec![0.0; article.words.len() * tags]).collect();
    for (index, kept, tags) in results {
        let mut rest = kept.as_slice();
        for place in &batches[index] {
            let words = articles[place.article].windows[place.window].kept.clone();
            let (now, later) = rest.split_at(words.len() * tags);
            scores[place.article][words.start * tags..words.end * tags].copy_from_slice(now);
            rest = later;
        }
    }
    scores
}
