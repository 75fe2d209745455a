//! Signed quotations: "“We have had enough.” — Ann Orr, Tarn". Here the layout says who speaks, not a verb, in lines of
//! readers' letters, surveys and epigraphs; the tagger, which reads running text, loses count of such lines.

use super::{Attribution, Input};
use crate::span::Span;
use crate::tagger::calibration::Evidence;
use crate::text::ParagraphKind;

/// How sure a signature makes a speaker.
const CONFIDENCE: f32 = 0.95;
/// Words of a signature at most, and of the name that it begins with.
const SIGNATURE_WORDS: usize = 14;
const NAME_WORDS: usize = 6;
/// Small words inside names.
const PARTICLES: [&str; 14] =
    ["al", "and", "bin", "da", "de", "del", "der", "di", "du", "la", "of", "the", "van", "von"];
/// Words with a capital that begin a sentence rather than a name.
const PRONOUNS: [&str; 9] = ["he", "i", "it", "she", "that", "they", "this", "we", "you"];

/// A quotation with its signature.
struct Signed {
    content: Span,
    dash: Span,
    name: Span,
}

/// Adds an attribution for each signed quotation. What the tagger made of its words is taken back.
pub(super) fn sign(input: Input<'_>, found: &mut Vec<Attribution>) {
    let signed = all(input);
    if signed.is_empty() {
        return;
    }
    let taken = |content: &Span| {
        let at = signed.partition_point(|signed| signed.name.end() <= content.start());
        signed.get(at).is_some_and(|signed| signed.content.cover(signed.name).overlaps(*content))
    };
    for attribution in found.iter_mut() {
        attribution.content.retain(|content| !taken(content));
    }
    found.retain(|attribution| !attribution.content.is_empty());
    found.extend(signed.into_iter().map(|signed| Attribution {
        source: Some(signed.name),
        cue: Some(signed.dash),
        content: vec![signed.content],
        via: None,
        cited: None,
        continues: None,
        evidence: Evidence::default(),
        confidence: CONFIDENCE,
    }));
}

/// The signed quotations in text order: the signature ends the quotation's paragraph or is the next one.
fn all(input: Input<'_>) -> Vec<Signed> {
    let paragraphs = &input.sections.paragraphs;
    let mut found = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if !matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::ListItem) {
            continue;
        }
        let text = paragraph.span.slice(input.text);
        let Some(closing) = closing(text) else { continue };
        let (quotation, rest) = text.split_at(closing);
        let start = paragraph.span.start();
        let content = Span::new(start, start + quotation.len());
        if rest.trim().is_empty() {
            // A line of its own needs more than a dash before a name: it must follow at once.
            let next = paragraphs.get(index + 1).map(|next| next.span);
            found.extend(
                next.and_then(|next| signature(next.slice(input.text), next.start())).map(|(dash, name)| Signed {
                    content,
                    dash,
                    name,
                }),
            );
        } else if let Some((dash, name)) = signature(rest, content.end()) {
            found.push(Signed { content, dash, name });
        }
    }
    found
}

/// Where a paragraph that begins with a quotation mark has its last one: the byte after it.
fn closing(paragraph: &str) -> Option<usize> {
    let opens = paragraph.starts_with(is_mark);
    let last = paragraph.rfind(is_mark)?;
    let mark = paragraph[last..].chars().next()?.len_utf8();
    let words = paragraph[..last].split_whitespace().count();
    (opens && words > 1).then_some(last + mark)
}

/// The dash and the name of a signature that is all of `text`, which begins at byte `start`.
fn signature(text: &str, start: usize) -> Option<(Span, Span)> {
    let dashed = text.trim_start();
    let name = dashed.trim_start_matches(is_dash);
    let dash_at = text.len() - dashed.len();
    let dash = dashed.len() - name.len();
    let name = name.trim_start();
    let name_at = text.len() - name.len();
    let name = name.trim_end().trim_end_matches('.');
    let words: Vec<&str> = name.split_whitespace().collect();
    let end_of_name = words.iter().position(|word| word.ends_with(',')).map_or(words.len(), |at| at + 1);
    let named = &words[..end_of_name];
    let capital = |word: &str| word.trim_start_matches(['(', '@']).starts_with(char::is_uppercase);
    let sound = dash > 0
        && !name.contains(is_mark)
        && (1..=SIGNATURE_WORDS).contains(&words.len())
        && named.len() <= NAME_WORDS
        && capital(named[0])
        && named.iter().all(|word| capital(word) || PARTICLES.contains(word))
        && !PRONOUNS.contains(&named[0].to_lowercase().as_str());
    sound.then(|| {
        let dash = Span::new(start + dash_at, start + dash_at + dash);
        (dash, Span::new(start + name_at, start + name_at + name.len()))
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '~')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(text: &str) -> Option<(&str, &str)> {
        let end = closing(text)?;
        let (_, name) = signature(&text[end..], end)?;
        Some((&text[..end], name.slice(text)))
    }

    #[test]
    fn a_quotation_and_a_name() {
        assert_eq!(signed("“We have had enough.” — Ann Orr"), Some(("“We have had enough.”", "Ann Orr")));
        assert_eq!(
            signed("\"Not again!\" -- Bo de la Cruz, baker, Tarn."),
            Some(("\"Not again!\"", "Bo de la Cruz, baker, Tarn"))
        );
        assert_eq!(signed("“Buses.” ― The Tarn Herald"), None, "one word is a title rather than speech");
        assert_eq!(signed("“No buses.” ― The Tarn Herald"), Some(("“No buses.”", "The Tarn Herald")));
    }

    #[test]
    fn running_text_is_no_signature() {
        for text in [
            "“We have had enough,” Ann Orr said.",
            "“We have had enough” — a sign that patience is gone",
            "“We have had enough.” — He meant it",
            "“We have had enough.” — Ann Orr said so at the meeting on Monday, as did many others",
            "“We have had enough.” Ann Orr",
            "Ann Orr: “We have had enough.” — Bo Lee",
        ] {
            assert_eq!(signed(text), None, "{text}");
        }
    }
}
