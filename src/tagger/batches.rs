//! Batches: windows of many articles, sorted by length, those of one length together, run on several threads. Nothing is
//! padded: a window is long enough to fill the products by itself, and short ones often have company of their length.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::encoder::{Batch, Encoder, Scores};
use super::features::WordTypes;
use super::pieces::{CLS, Pieces, SEP};
use super::vectors::Vectors;
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
    pub(super) windows: Vec<Range<usize>>,
}

/// Pieces in a batch. Larger batches were measured to be slower: the products are already long, and the
/// intermediate values fall out of the processor's cache.
const PIECES_A_BATCH: usize = 512;

/// A window of an article: indexes into the list of articles and into its windows, and its length in pieces.
#[derive(Clone, Copy)]
struct Place {
    article: usize,
    window: usize,
    length: usize,
}

/// What the model says of an article.
#[derive(Default)]
pub(super) struct ArticleScores {
    /// The scores of each word, tag after tag, word after word.
    pub(super) tags: Vec<f32>,
    /// The vectors of words that begin or end a source, cue or content.
    pub(super) vectors: Vectors,
}

/// What the model says of the words of a window.
type WindowScores = (Place, ArticleScores);

/// Runs the model over all windows of the articles; one result for each article. `names` is the number of tags of the first
/// tag set, whose words' vectors are of no interest.
pub(super) fn run(
    encoder: &dyn Encoder,
    articles: &[Article],
    names: usize,
    threads: usize,
) -> Result<Vec<ArticleScores>> {
    let batches = plan(articles);
    let results: Mutex<Vec<WindowScores>> = Mutex::default();
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(index) else { return Ok(()) };
            let scores = encoder.encode(&fill(articles, batch))?;
            let kept = keep(articles, batch, &scores, names);
            results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(kept);
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
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_unstable_by_key(|(place, _)| (place.article, place.window));
    let mut scores: Vec<ArticleScores> = articles.iter().map(|_| ArticleScores::default()).collect();
    for (place, mut window) in results {
        let article = &mut scores[place.article];
        article.tags.append(&mut window.tags);
        article.vectors.append(window.vectors);
    }
    Ok(scores)
}

/// Groups windows of one length. The order, and so each batch, depends on the articles alone.
fn plan(articles: &[Article]) -> Vec<Vec<Place>> {
    let mut places = Vec::new();
    for (article, item) in articles.iter().enumerate() {
        for (window, words) in item.windows.iter().enumerate() {
            let length = item.pieces.count(words.start, words.end) + 2;
            places.push(Place { article, window, length });
        }
    }
    places.sort_by_key(|place| std::cmp::Reverse(place.length));
    let mut batches: Vec<Vec<Place>> = Vec::new();
    for place in places {
        match batches.last_mut() {
            Some(batch) if batch[0].length == place.length && (batch.len() + 1) * place.length <= PIECES_A_BATCH => {
                batch.push(place);
            }
            _ => batches.push(vec![place]),
        }
    }
    batches
}

fn fill(articles: &[Article], places: &[Place]) -> Batch {
    let length = places.first().map_or(0, |place| place.length);
    let size = places.len() * length;
    let mut batch =
        Batch { rows: places.len(), length, ids: Vec::with_capacity(size), types: Vec::with_capacity(size) };
    for place in places {
        let article = &articles[place.article];
        batch.ids.push(CLS);
        batch.types.push(0);
        for word in article.windows[place.window].clone() {
            let types = article.types[word];
            let pieces = article.pieces.of(word);
            batch.ids.extend_from_slice(pieces);
            batch.types.push(i32::from(types.first));
            batch.types.extend(std::iter::repeat_n(i32::from(types.rest), pieces.len() - 1));
        }
        batch.ids.push(SEP);
        batch.types.push(0);
    }
    batch
}

/// What the model says of each window's words: of their first pieces, that is.
fn keep(articles: &[Article], places: &[Place], scores: &Scores, names: usize) -> Vec<WindowScores> {
    let length = places.first().map_or(0, |place| place.length);
    let row_of = |piece: usize| &scores.logits[piece * scores.tags..(piece + 1) * scores.tags];
    let one = |(row, place): (usize, &Place)| {
        let article = &articles[place.article];
        let window = &article.windows[place.window];
        let piece = |word: usize| row * length + 1 + article.pieces.count(window.start, word);
        let mut kept = ArticleScores::default();
        let tag = |word: usize| window.contains(&word).then(|| best(&row_of(piece(word))[names..]));
        let mut before = None;
        for word in window.clone() {
            kept.tags.extend_from_slice(row_of(piece(word)));
            let (here, after) = (tag(word), tag(word + 1));
            if ends(before, here, after) {
                let at = piece(word) * scores.size;
                kept.vectors.push(word, &scores.vectors[at..at + scores.size]);
            }
            before = here;
        }
        (*place, kept)
    };
    places.iter().enumerate().map(one).collect()
}

/// The tag with the highest score.
fn best(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}

/// Whether a word begins or ends a span, going by the best tags of the word and its neighbours. The CRF may move an end by
/// a word; the linker then takes the neighbour's vector.
fn ends(before: Option<usize>, here: Option<usize>, after: Option<usize>) -> bool {
    let label = |tag: Option<usize>| tag.map_or(0, |tag| tag.div_ceil(2));
    let begins = |tag: Option<usize>| tag.is_some_and(|tag| tag % 2 == 1);
    label(here) != 0 && (begins(here) || label(before) != label(here) || label(after) != label(here) || begins(after))
}
