//! Windows: what the model sees at a time. An article is cut into runs of whole sentences of a bounded number of pieces;
//! each window also sees some of its neighbours, of which nothing is kept. A sentence longer than a window is cut between words.

use std::ops::Range;

use super::pieces::Pieces;
use super::words::Word;

/// A window over an article's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// The words that the model sees.
    pub(super) seen: Range<usize>,
    /// The words whose scores are kept: inside `seen`. The kept ranges of an article's windows follow each other without gap.
    pub(super) kept: Range<usize>,
}

/// Pieces of context on each side of a window.
pub(super) const CONTEXT: usize = 30;

/// How windows are cut, in pieces, the two special pieces not counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// The most that a window may hold, context included.
    pub(super) most: usize,
    /// Context on each side that is seen and not kept.
    pub(super) context: usize,
}

/// The windows of an article.
pub(super) fn windows(words: &[Word], pieces: &Pieces, shape: Shape) -> Vec<Window> {
    let room = shape.most - 2 * shape.context;
    kept(words, pieces, room).into_iter().map(|kept| widen(kept, pieces, shape)).collect()
}

/// Consecutive runs of whole sentences, each of at most `room` pieces; a longer sentence is cut between words.
fn kept(words: &[Word], pieces: &Pieces, room: usize) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut filled) = (0, 0);
    let mut at = 0;
    for sentence in words.chunk_by(|a, b| a.sentence == b.sentence) {
        let end = at + sentence.len();
        let size = pieces.count(at, end);
        if filled > 0 && filled + size > room {
            runs.push(start..at);
            (start, filled) = (at, 0);
        }
        if size > room {
            for word in at..end {
                let more = pieces.count(word, word + 1);
                if filled > 0 && filled + more > room {
                    runs.push(start..word);
                    (start, filled) = (word, 0);
                }
                filled += more;
            }
        } else {
            filled += size;
        }
        at = end;
    }
    if start < words.len() {
        runs.push(start..words.len());
    }
    runs
}

/// Adds words on both sides while there is room: at first as many on the left as on the right, then what is left over.
fn widen(kept: Range<usize>, pieces: &Pieces, shape: Shape) -> Window {
    let size = pieces.count(kept.start, kept.end);
    // A short window (a headline alone, the end of an article) does not need a whole window of context.
    let room = shape.most.saturating_sub(size).min(4 * shape.context);
    let (mut start, mut end) = (kept.start, kept.end);
    let mut used = 0;
    let grow_left = |start: &mut usize, used: &mut usize, limit: usize| {
        while *start > 0 && *used + pieces.count(*start - 1, *start) <= limit {
            *start -= 1;
            *used += pieces.count(*start, *start + 1);
        }
    };
    grow_left(&mut start, &mut used, room / 2);
    while end < pieces.words() && used + pieces.count(end, end + 1) <= room {
        used += pieces.count(end, end + 1);
        end += 1;
    }
    grow_left(&mut start, &mut used, room);
    Window { seen: start..end, kept }
}
