//! Headline, byline and day, where a file has them apart from its text (a web page, a field of JSON, the header of an export): the
//! model is shown them above the text, where it saw them in training and where a plain text has them, so that an article has
//! the same claims in whatever format it comes. What the model says of them is dropped.

use super::Tags;
use super::crf::Chunk;
use super::link::{Candidate, ContentLinks, CueLinks, Links};
use super::words::Word;
use crate::corpus::{Article, Metadata};
use crate::sentences::{self, Sentence, SentenceId};
use crate::span::Span;
use crate::text::{self, ParagraphId, ParagraphKind, Sections};

/// Paragraphs of a text among which its headline may stand.
const TOP: usize = 8;

/// A text with what is shown above it.
pub struct Fronted {
    /// Both together.
    pub text: String,
    /// The sentences of both.
    pub sentences: Vec<Sentence>,
    /// How many of them are above.
    pub above: usize,
    /// The bytes above.
    pub bytes: usize,
}

/// The article with its headline, byline and day above it; `None` if its text has the headline, or it is not known.
pub fn fronted(article: &Article, sections: &Sections, sentences: &[Sentence]) -> Option<Fronted> {
    let Metadata { headline, author, published, .. } = &article.metadata;
    let headline = text::folded(headline.as_deref()?);
    let has_headline = sections.paragraphs.iter().take(TOP).any(|paragraph| {
        paragraph.kind == ParagraphKind::Headline || text::folded(paragraph.span.slice(&article.text)) == headline
    });
    if headline.is_empty() || has_headline {
        return None;
    }
    let mut front = headline + "\n\n";
    if let Some(author) = author.as_deref().filter(|_| sections.author.is_none()) {
        let names = text::folded(author);
        let names = match names.rsplit_once("; ") {
            Some((others, last)) => format!("{} and {last}", others.replace("; ", ", ")),
            None => names,
        };
        front = format!("{front}By {names}\n\n");
    }
    if let Some(day) = published {
        front = format!("{front}{}\n\n", day.strftime("%B %-d, %Y"));
    }
    let bytes = front.len();
    let above_sections = text::sections(&front);
    let above = sentences::split(&front, &above_sections);
    let paragraphs = above_sections.paragraphs.len();
    let below = sentences.iter().map(|sentence| Sentence {
        span: Span::new(sentence.span.start() + bytes, sentence.span.end() + bytes),
        paragraph: ParagraphId::new(sentence.paragraph.index() + paragraphs),
    });
    let count = above.len();
    let sentences = above.into_iter().chain(below).collect();
    Some(Fronted { text: front + &article.text, sentences, above: count, bytes })
}

impl Tags {
    /// The tags of a text that began with other sentences, so many, in so many bytes: places, sentences and words count from
    /// behind them.
    #[must_use]
    pub fn without_front(self, sentences: usize, bytes: usize) -> Self {
        let front = self.words.iter().take_while(|word| word.sentence.index() < sentences).count() as u32;
        let word = |word: &Word| Word {
            span: Span::new(word.span.start() - bytes, word.span.end() - bytes),
            sentence: SentenceId::new(word.sentence.index() - sentences),
        };
        let behind = |chunk: &&Chunk| chunk.first >= front;
        let moved = |chunk: &Chunk| Chunk { first: chunk.first - front, last: chunk.last - front, ..*chunk };
        let moved_all = |chunks: &[Chunk]| chunks.iter().filter(behind).map(moved).collect();
        // Chunks stand in text order, so that those of the front are the first.
        let gone = self.attribution.iter().take_while(|chunk| chunk.first < front).count();
        let candidates = |candidates: Vec<Candidate>| {
            let kept = candidates
                .into_iter()
                .filter_map(|candidate| Some(Candidate { chunk: candidate.chunk.checked_sub(gone)?, ..candidate }));
            kept.collect::<Vec<_>>()
        };
        let contents = self.links.contents.into_iter().filter_map(|link| {
            Some(ContentLinks { content: link.content.checked_sub(gone)?, cues: candidates(link.cues) })
        });
        let cues = self.links.cues.into_iter().filter_map(|link| {
            Some(CueLinks { cue: link.cue.checked_sub(gone)?, sources: candidates(link.sources), none: link.none })
        });
        Self {
            words: self.words[front as usize..].iter().map(word).collect(),
            names: moved_all(&self.names),
            attribution: moved_all(&self.attribution),
            links: Links { contents: contents.collect(), cues: cues.collect() },
        }
    }
}
