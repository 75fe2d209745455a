//! Sentences: rules over full stops, question and exclamation marks, read in one pass over the bytes of a paragraph.
//!
//! Law: sentences are in text order, do not overlap, are not empty, have no white space at their ends, lie each inside its
//! paragraph, and together hold every character of the paragraphs that is not white space, front matter left out.
//!
//! A mark is found in `scan`, judged in `rules`; what is known about single words is in `lexicon`; items of a list that
//! stand in one line are parted in `items`, and the few ends that have no mark are found in `unmarked`.

mod items;
mod lexicon;
mod rules;
mod scan;
mod unmarked;

use crate::span::{Span, Spanned};
use crate::text::{ParagraphId, Sections};

crate::span::index! {
    /// Place of a sentence in the list that [`split`] returns.
    SentenceId
}

/// A sentence: a non-empty span without white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Place in the text.
    pub span: Span,
    /// The paragraph that holds it.
    pub paragraph: ParagraphId,
}

impl Spanned for Sentence {
    fn span(&self) -> Span {
        self.span
    }
}

/// Splits every paragraph of `sections` into sentences. `text` is the text that the sections were made from.
///
/// A sentence never crosses the end of its paragraph. Quoted text of several sentences is split like any other; a closing
/// quotation mark or bracket belongs to the sentence that it closes.
pub fn split(text: &str, sections: &Sections) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(sections.paragraphs.len() + text.len() / 120);
    for (index, paragraph) in sections.paragraphs.iter().enumerate() {
        // Keys and values are no sentences, and would stand in the model's window beside the first ones.
        if sections.front_matter.is_some_and(|front| front.contains(paragraph.span)) {
            continue;
        }
        let id = ParagraphId::new(index);
        let words = paragraph.span.slice(text);
        let base = paragraph.span.start();
        let mut push = |start: usize, end: usize| {
            let span = Span::new(base + start, base + end).trim(text);
            if !span.is_empty() {
                sentences.push(Sentence { span, paragraph: id });
            }
        };
        // A dateline is no part of the sentence that it opens.
        let dateline = sections.dateline.filter(|dateline| paragraph.span.contains(dateline.span));
        let mut from = dateline.map_or(0, |dateline| dateline.span.end() - base);
        push(0, from);
        items::split(&words[from..], |length| {
            scan::split(&words[from..from + length], |start, end| push(from + start, from + end));
            from += length;
        });
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;
    use proptest::prelude::*;

    fn split_text(text: &str) -> Vec<&str> {
        split(text, &text::sections(text)).iter().map(|sentence| sentence.span.slice(text)).collect()
    }

    /// `|` stands where a sentence ends; white space after it goes with it.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(split_text(&text), expected, "{marked}");
    }

    #[test]
    fn plain_marks() {
        check("The bridge is closed.| Nobody knows why!| Will it open again?| Perhaps.");
        check("The bridge is closed!!| Is it?!| Yes...");
    }

    #[test]
    fn titles_initials_and_names() {
        check("Gen. Ada Brown met Mr. J. R. Smith and Sen. Li.| They talked.");
        check("He is Carl B. Jones Jr. of Ohio.| John F. Kennedy was president.");
        check("She thanked St. Mary's and Mt. Hope.| She left.");
        check("It was you and I. |The others had gone.");
    }

    #[test]
    fn abbreviations_that_may_end_a_sentence() {
        check("She lives in the U.S.| He lives in the U.K.| They write.");
        check("She joined the U.S. Navy at 9 a.m. on Friday.| He did not.");
        check("He works for Acme Inc. in Boston.| She works for Acme Inc.| It is small.");
        check("They left at 9 p.m.| The mayor stayed.");
        check("They left the hall at 9 p.m.| Traders stayed until 10 p.m. Friday or 11 p.m. EST on Sunday.");
        check("P.S. It cost Rs. 500 in most towns.10| The mayor paid.");
        check("On Jan. 5 it rained.| It rained again in Jan.| The roof held.");
        check("Bread, milk, etc. were sold.| Bread, milk, etc.| Prices rose.");
        check("At 5 a.m. Mr. Lund slept.| He rose at 9 a.m.| Mr. Lund was late.");
    }

    #[test]
    fn numbers() {
        check(
            "It cost $3.50 in 1990.| In 2020 it cost $5.| See No. 5 and p. 7.| He said no.| No. It was not."
                .replace("No. It", "No.| It")
                .as_str(),
        );
        check("Prices rose 3.5 percent.| 40 shops closed.");
        check("1. The first point is short.| 2. The second is not.");
    }

    #[test]
    fn quotations() {
        check("“I came. |I saw.” |He left.");
        check("\"Why?\" he asked.| \"Because.\" |She smiled.");
        check("“Why?” Smith asked.| “Who knows?” |Nobody answered.");
        check("“Go away!” shouted Ada Brown.| “No.”");
        check("It was done, and -- there! -- the roof fell.| Nobody was hurt.");
        check("He said, “It is over.”| (It was not.)| She wept.");
        check("The mayor (a friend of St. John's.) left.");
    }

    #[test]
    fn ellipses() {
        check("He was ... well, late.| She waited....| Then she left.");
        check("It is late . . . but not too late.| Go home.");
        check("He waited… and left.| She waited…| Then it rained.");
    }

    #[test]
    fn addresses_and_lost_spaces() {
        check("Write to ada.brown@example.org.| Or see www.Example.Com/A.Html today.");
        check("He read example.com daily.| The bridge was closed.Nobody knew why.".replace("d.N", "d.|N").as_str());
        check("He likes Yahoo! more than most.| She uses Node.js at work.");
    }

    #[test]
    fn lists_in_one_line() {
        check("1) Bread and milk| 2) Eggs| 3) Flour");
        check("• Bread| • Eggs| • Flour");
        check("a. Bread for all| b. Eggs for some");
        check("1. The year 2 of the plan.| It was late.");
    }

    #[test]
    fn ends_without_a_mark() {
        check("Ada Brown| 03/15/2001 04:03 PM| Please call me.");
        check("See http://example.org/a/b| Then call me.");
        check("We met on 03/15/2001 at noon.");
        check("It was fun :)| Then it rained.");
        check("It was fun| ----------| Then it rained.");
        check("OSLO (AP) -| The bridge is closed.| Nobody knows why.");
    }

    #[test]
    fn front_matter_holds_no_sentences() {
        let text = "---\ndate: 2025-05-02\n---\n\nThe port is closed.";
        let found = split(text, &text::sections(text));
        assert_eq!(found.iter().map(|sentence| sentence.span.slice(text)).collect::<Vec<_>>(), ["The port is closed."]);
    }

    fn assert_laws(text: &str) {
        let sections = text::sections(text);
        let sentences = split(text, &sections);
        let mut covered = vec![false; text.len()];
        let mut end = 0;
        for sentence in &sentences {
            let words = sentence.span.slice(text);
            assert!(!words.is_empty() && words.trim() == words, "{words:?}");
            assert!(sentence.span.start() >= end);
            end = sentence.span.end();
            assert!(sections.paragraphs[sentence.paragraph.index()].span.contains(sentence.span));
            covered[sentence.span.range()].fill(true);
        }
        let inside =
            |paragraph: &&text::Paragraph| !sections.front_matter.is_some_and(|front| front.contains(paragraph.span));
        for paragraph in sections.paragraphs.iter().filter(inside) {
            for (at, c) in paragraph.span.slice(text).char_indices() {
                assert!(c.is_whitespace() || covered[paragraph.span.start() + at], "{c:?} at {at} of {text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn laws_hold_on_any_text(text in "\\PC{0,120}") {
            assert_laws(&text);
        }

        #[test]
        fn laws_hold_on_text_full_of_marks(text in "[a-dA-D1-3.!?…”“\"' ()\\[\\]\n\u{a0}\u{2028}é•–/:)=_-]{0,80}") {
            assert_laws(&text);
        }
    }
}
