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

/// The longest headline or byline that is shown, in bytes.
const LONGEST: usize = 400;

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
    if headline.is_empty() || headline.len() > LONGEST || has_headline {
        return None;
    }
    let mut front = headline + "\n\n";
    if let Some(author) = author.as_deref().filter(|author| sections.author.is_none() && author.len() <= LONGEST) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str, headline: &str) -> Option<Fronted> {
        let metadata = Metadata {
            headline: Some(headline.into()),
            author: Some("Ann Orr; Jo Roe".into()),
            published: Some(jiff::civil::date(2025, 5, 2)),
            ..Metadata::default()
        };
        let article = Article { text: text.into(), metadata, ..Article::default() };
        let sections = text::sections(text);
        let sentences = sentences::split(text, &sections);
        fronted(&article, &sections, &sentences)
    }

    #[test]
    fn what_a_text_lacks_is_shown_above_it() {
        let both = article("It is over, she said.", "Quay closed").unwrap();
        assert_eq!(both.text, "Quay closed\n\nBy Ann Orr and Jo Roe\n\nMay 2, 2025\n\nIt is over, she said.");
        assert_eq!(both.sentences[both.above].span.slice(&both.text), "It is over, she said.");
        assert_eq!(&both.text[both.bytes..], "It is over, she said.");
        assert!(article("Quay closed\n\nIt is over, she said to the council.", "Quay closed").is_none());
        assert!(article("It is over.", &"long ".repeat(100)).is_none());
    }

    #[test]
    fn tags_count_from_behind_it() {
        let word =
            |start: usize, sentence| Word { span: Span::new(start, start + 1), sentence: SentenceId::new(sentence) };
        let chunk = |first, last| Chunk { label: 0, first, last, confidence: 1.0, mean: 1.0 };
        let candidate = |chunk| Candidate { chunk, score: 0.5 };
        let tags = Tags {
            words: vec![word(0, 0), word(2, 0), word(10, 1), word(12, 1)],
            names: vec![chunk(0, 0), chunk(3, 3)],
            attribution: vec![chunk(1, 1), chunk(2, 2), chunk(3, 3)],
            links: Links {
                contents: vec![ContentLinks { content: 1, cues: vec![candidate(0), candidate(2)] }],
                cues: vec![CueLinks { cue: 0, sources: vec![candidate(1)], none: 0.0 }],
            },
        };
        let behind = tags.without_front(1, 10);
        assert_eq!(behind.words, [word(0, 0), word(2, 0)]);
        assert_eq!(behind.names, [chunk(1, 1)]);
        assert_eq!(behind.attribution, [chunk(0, 0), chunk(1, 1)]);
        assert_eq!(behind.links.contents, [ContentLinks { content: 0, cues: vec![candidate(1)] }]);
        assert!(behind.links.cues.is_empty());
    }
}
