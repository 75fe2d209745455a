//! When it was said: the time expression that dates the saying, not one inside what is said.

use super::{Claim, ClaimKind, Input};
use crate::attribution::Attribution;
use crate::dates::{TimeExpression, TimeExpressionId, TimexType};
use crate::span::{Span, Spanned, overlapping};
use crate::tagger::words::Word;

/// Words before a date that make it one of something else: "since 2013", "after the 1999 shooting", "filings for 2015".
const ELSEWHEN: [&str; 10] = ["after", "before", "between", "by", "for", "from", "since", "through", "to", "until"];
/// Words before a date inside a noun phrase that make the phrase a time: "in a 2014 interview", "at Monday's debate".
const DURING: [&str; 5] = ["at", "during", "in", "on", "over"];
/// Determiners before a date that describes a noun.
const DETERMINERS: [&str; 13] =
    ["'s", "’s", "a", "an", "another", "her", "his", "its", "my", "our", "the", "their", "this"];
/// Words that begin a clause of its own between cue and date: "Ali, who died three months ago".
const CLAUSES: [&str; 8] = ["as", "when", "where", "which", "while", "who", "whose", "because"];
/// Cues that go on with what was said before.
const GOING_ON: [&str; 10] =
    ["added", "adding", "adds", "continued", "continues", "explained", "replied", "responded", "said", "says"];
/// Words of a cue that make it no part of the one occasion before: "he has long said".
const OTHER_TIME: [&str; 15] = [
    "always",
    "earlier",
    "ever",
    "frequently",
    "had",
    "has",
    "have",
    "later",
    "long",
    "never",
    "often",
    "once",
    "previously",
    "repeatedly",
    "usually",
];
/// Sentences between two claims of one occasion.
const REACH: usize = 2;

/// The nearest date to the cue in the cue's sentence, outside of everything that is said and of the source, unless another
/// cue stands nearer to it or the words around say that it dates something else. `contents` are those of all attributions,
/// sorted.
pub(super) fn said_on(
    input: Input<'_>,
    attribution: &Attribution,
    cues: &[Span],
    contents: &[Span],
) -> Option<TimeExpressionId> {
    let cue = attribution.cue?;
    let sentence = input.sentences.get(overlapping(input.sentences, cue).start)?.span;
    let own = |span: Span| attribution.content.iter().chain(&attribution.source).any(|part| part.overlaps(span));
    let others = |span: Span| {
        let said = overlapping(contents, span);
        contents[said].iter().any(|content| content.contains(span) && !content.overlaps(cue))
    };
    let candidates = overlapping(input.dates, sentence).filter(|&index| {
        let date = &input.dates[index];
        is_dated(date) && !own(date.span) && !others(date.span) && dates_the_clause(input, date.span, cue)
    });
    let near = overlapping(cues, sentence);
    let (index, distance) =
        candidates.map(|index| (index, cue.gap(input.dates[index].span))).min_by_key(|&(_, gap)| gap)?;
    let nearer = cues[near].iter().any(|&other| other != cue && other.gap(input.dates[index].span) < distance);
    (!nearer).then(|| TimeExpressionId::new(index))
}

/// "now" and "recently" date nothing; without a publication date, "early April" still is a month of some year.
fn is_dated(date: &TimeExpression) -> bool {
    matches!(date.kind, TimexType::Date | TimexType::Time) && date.value.contains(|c: char| c.is_ascii_digit())
}

/// Whether a date can belong to the verb of the cue, by the words around it and between both.
fn dates_the_clause(input: Input<'_>, date: Span, cue: Span) -> bool {
    let words = input.words;
    let range = overlapping(words, date);
    let lower = |word: &Word| word.span.slice(input.text).to_lowercase();
    let is = |at: Option<usize>, list: &[&str]| {
        at.and_then(|at| words.get(at)).is_some_and(|word| list.contains(&lower(word).as_str()))
    };
    let mut before = range.start.checked_sub(1);
    // "This week" has its determiner inside.
    let inner = words.get(range.start).is_some_and(|word| DETERMINERS.contains(&lower(word).as_str()));
    let determined = inner || is(before, &DETERMINERS);
    if !inner && determined {
        before = before.and_then(|at| at.checked_sub(1));
    }
    if is(before, &ELSEWHEN) {
        return false;
    }
    let after = words.get(range.end).map(lower).unwrap_or_default();
    let owns = matches!(after.as_str(), "'s" | "’s" | "'" | "’");
    let noun = after.starts_with(char::is_alphabetic)
        && words.get(range.end).is_some_and(|word| word.sentence == words[range.start].sentence);
    // "The 1999 shooting", "Monday's debate": times only with "in", "at" and the like before them.
    if (owns || (determined && !inner && noun)) && !is(before, &DURING) {
        return false;
    }
    let between = if cue.end() <= date.start() {
        overlapping(words, cue).end..range.start
    } else {
        range.end..overlapping(words, cue).start
    };
    let clause = |at: usize| CLAUSES.contains(&lower(&words[at]).as_str());
    cue.end() > date.start() || !between.into_iter().any(clause)
}

/// Gives claims without a date of their own the one of the claim before, where both are plainly one occasion: the same
/// speaker goes on, a sentence or two later, in quotation marks.
pub(super) fn carry_over(input: Input<'_>, claims: &mut [Claim]) {
    for index in 1..claims.len() {
        let (before, rest) = claims.split_at_mut(index);
        let (Some(last), Some(claim)) = (before.last(), rest.first_mut()) else { continue };
        let near = claim.sentences.start.saturating_sub(last.sentences.end.saturating_sub(1)) <= REACH;
        let same = !claim.speaker_id.is_empty() && claim.speaker_id == last.speaker_id;
        if claim.said_on.is_none() && near && same && claim.kind != ClaimKind::Indirect && goes_on(input, claim) {
            claim.said_on = last.said_on;
        }
    }
}

/// Whether a claim has no date beside it and a cue that tells of the same occasion, or none.
fn goes_on(input: Input<'_>, claim: &Claim) -> bool {
    let Some(&cue) = claim.cue.first() else { return true };
    let words = &input.words[overlapping(input.words, cue)];
    let is =
        |list: &[&str]| words.iter().any(|word| list.contains(&word.span().slice(input.text).to_lowercase().as_str()));
    // Where the sentence has a date that was not taken, it says something of its own about the time.
    let sentence = overlapping(input.sentences, cue).start;
    let dated = input.sentences.get(sentence).is_some_and(|sentence| {
        let dates = &input.dates[overlapping(input.dates, sentence.span)];
        dates.iter().any(|date| is_dated(date) && !claim.content.iter().any(|content| content.overlaps(date.span)))
    });
    is(&GOING_ON) && !is(&OTHER_TIME) && !dated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::words;

    /// The dates of a sentence that may belong to its verb "said".
    fn dates(text: &str) -> Vec<&str> {
        let sections = crate::text::sections(text);
        let sentences = crate::sentences::split(text, &sections);
        let words = words::words(text, &sentences);
        let dates = crate::dates::find(text, &sentences, "2025-05-02".parse().ok());
        let entities = crate::entities::Entities::default();
        let input = Input {
            doc_id: "d",
            text,
            sections: &sections,
            sentences: &sentences,
            words: &words,
            entities: &entities,
            dates: &dates,
            quotations: &[],
            attributions: &[],
            min_confidence: 0.0,
        };
        let start = text.find("said").unwrap();
        let cue = Span::new(start, start + 4);
        let taken = dates.iter().filter(|date| dates_the_clause(input, date.span, cue));
        taken.map(|date| date.span.slice(text)).collect()
    }

    #[test]
    fn dates_of_something_else_are_left() {
        for (text, expected) in [
            ("Orr said on Tuesday that it rained.", &["Tuesday"][..]),
            ("Orr said this week that it rained.", &["this week"]),
            ("At Monday's debate, Orr said that it rained.", &["Monday"]),
            ("In a 2014 interview, Orr said that it rained.", &["2014"]),
            ("Orr said after the 1999 shooting that it rained.", &[]),
            ("Thursday's walk was the third, Orr said.", &[]),
            ("It has rained since 2013, Orr said.", &[]),
            ("Orr said it of Vale, who died three months ago.", &[]),
        ] {
            assert_eq!(dates(text), expected, "{text}");
        }
    }
}
