//! Claims: one flat record per attributed claim, put together from what the stages before found. What is only decided
//! here: the class of the cue (`acts`), negation and hedges (`polarity`), when it was said (`when`), and the speaker's
//! identity as far as the name tells (`identity`).

mod acts;
pub(crate) mod identity;
mod polarity;
mod when;

pub use self::acts::ACTS;
pub use self::identity::GroupId;

use std::ops::Range;

use crate::attribution::{self, Attribution};
use crate::dates::{TimeExpression, TimeExpressionId};
use crate::entities::{Entities, NameLabel};
use crate::quotes::{self, Quotation};
use crate::sentences::Sentence;
use crate::span::{Span, Spanned, overlapping};
use crate::speakers::{Speaker, SpeakerType};
use crate::tagger::calibration::Evidence;
use crate::tagger::words::Word;
use crate::text::{ParagraphId, ParagraphKind, Sections, folded};

crate::span::index! {
    /// Place of a claim in the list that [`assemble`] returns.
    ClaimId
}

/// How much of the content stands inside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

impl ClaimKind {
    /// The value of the column `kind`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// The names inside a claim, canonical where known, each once, in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamesInClaim {
    /// People.
    pub people: Vec<String>,
    /// Organisations.
    pub organizations: Vec<String>,
    /// Places.
    pub places: Vec<String>,
}

/// One attributed claim.
///
/// Law: all spans lie inside the article's text; `content` is not empty; spans of one list are in text order and do not
/// overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Who is held responsible for it.
    pub speaker: Speaker,
    /// The same for the same speaker over a whole run: `s_` and a hash of the folded name, or what the user's list of
    /// speakers says. Empty when nobody is known.
    pub speaker_id: String,
    /// The same for all claims of a run that quote the same words of the same speaker. `None` for claims of few quoted
    /// words, and before [`crate::register`] has seen the claim.
    pub group: Option<GroupId>,
    /// How much of it is in quotation marks.
    pub kind: ClaimKind,
    /// Class of the cue, a value of the column `act`.
    pub act: &'static str,
    /// The attribution itself is negated.
    pub negated: bool,
    /// The author hedges the attribution.
    pub hedged: bool,
    /// The expression that says when it was said.
    pub said_on: Option<TimeExpressionId>,
    /// Names inside the content.
    pub names: NamesInClaim,
    /// Time expressions inside the content.
    pub dates: Vec<TimeExpressionId>,
    /// What speaks for it; `confidence` was made of this.
    pub evidence: Evidence,
    /// The probability that it is right, 0 to 1.
    pub confidence: f32,
    /// Places of the content.
    pub content: Vec<Span>,
    /// Places of the source; empty when it is implicit.
    pub source: Vec<Span>,
    /// Places of the cue; empty when there is none.
    pub cue: Vec<Span>,
    /// The sentences that hold source, cue and content: indexes into the list of sentences.
    pub sentences: Range<usize>,
    /// The paragraph where the content begins.
    pub paragraph: ParagraphId,
}

/// What the stage reads: an article and all that was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document's id.
    pub doc_id: &'a str,
    /// The article's text.
    pub text: &'a str,
    /// Its outer shape.
    pub sections: &'a Sections,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its words.
    pub words: &'a [Word],
    /// Its names.
    pub entities: &'a Entities,
    /// Its time expressions.
    pub dates: &'a [TimeExpression],
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// Its attributions.
    pub attributions: &'a [Attribution],
    /// Indirect claims less sure than this are left out; see [`MIN_CONFIDENCE`].
    pub min_confidence: f32,
}

/// What `min_confidence` is where nobody says otherwise. Below it, about five of six indirect claims are wrong.
pub const MIN_CONFIDENCE: f32 = 0.25;

/// Words of a content that can change what its cue does.
const FIRST_OF_CONTENT: usize = 8;
/// Words before a cue that can negate or hedge it.
const BEFORE_CUE: usize = 3;

/// The claims of an article, one for each attribution outside boilerplate that is sure enough; `speakers` holds one for
/// each attribution. What is in quotation marks is kept however unsure: no quotation shall be lost.
pub fn assemble(input: Input<'_>, speakers: Vec<Speaker>) -> Vec<Claim> {
    let cues: Vec<Span> = {
        let mut all: Vec<Span> = input.attributions.iter().filter_map(|attribution| attribution.cue).collect();
        all.sort_unstable();
        all
    };
    let contents = attribution::contents(input.attributions);
    let found = input.attributions.iter().zip(speakers);
    let mut claims: Vec<Claim> = found
        .filter(|(attribution, _)| {
            let paragraph = paragraph_of(input, attribution.content[0]);
            input.sections.paragraphs[paragraph.index()].kind != ParagraphKind::Boilerplate
        })
        .map(|(attribution, speaker)| claim(input, attribution, speaker, &cues, &contents))
        .filter(|claim| claim.confidence >= input.min_confidence || claim.kind != ClaimKind::Indirect)
        .collect();
    when::carry_over(input, &mut claims);
    claims
}

fn claim(input: Input<'_>, attribution: &Attribution, speaker: Speaker, cues: &[Span], contents: &[Span]) -> Claim {
    let extent = attribution.extent();
    let Cue { act, negated, hedged } = cue(input, attribution, speaker.kind == Some(SpeakerType::Document));
    let dates: Vec<TimeExpressionId> = attribution
        .content
        .iter()
        .flat_map(|&content| overlapping(input.dates, content))
        .map(TimeExpressionId::new)
        .collect();
    Claim {
        speaker_id: identity::speaker_id(&speaker, input.doc_id),
        group: None,
        speaker,
        kind: kind(input, &attribution.content),
        act,
        negated,
        hedged,
        said_on: when::said_on(input, attribution, cues, contents),
        names: names(input, &attribution.content),
        dates,
        evidence: attribution.evidence,
        confidence: attribution.confidence,
        content: attribution.content.clone(),
        source: in_order(attribution.source.into_iter().chain(attribution.cited)),
        cue: attribution.cue.into_iter().collect(),
        sentences: overlapping(input.sentences, extent),
        paragraph: paragraph_of(input, attribution.content[0]),
    }
}

fn in_order(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    spans
}

fn paragraph_of(input: Input<'_>, place: Span) -> ParagraphId {
    let range = overlapping(&input.sections.paragraphs, place);
    ParagraphId::new(range.start.min(input.sections.paragraphs.len().saturating_sub(1)))
}

/// What the words of a cue say.
struct Cue {
    act: &'static str,
    negated: bool,
    hedged: bool,
}

fn cue(input: Input<'_>, attribution: &Attribution, document: bool) -> Cue {
    let Some(cue) = attribution.cue else { return Cue { act: "assert", negated: false, hedged: false } };
    let range = overlapping(input.words, cue);
    let outside = |word: &Word| !attribution.content.iter().any(|content| content.contains(word.span));
    let lower = |words: &[Word]| -> Vec<String> {
        words.iter().filter(|word| outside(word)).map(|word| word.span.slice(input.text).to_lowercase()).collect()
    };
    let sentence = input.words.get(range.start).map(|word| word.sentence);
    let here = |words: &[Word]| -> Vec<Word> {
        words.iter().copied().filter(|word| Some(word.sentence) == sentence).collect()
    };
    let before = here(&input.words[range.start.saturating_sub(BEFORE_CUE)..range.start]);
    let after = here(&input.words[range.end..(range.end + BEFORE_CUE).min(input.words.len())]);
    // "he did not. She said": a comma or another mark ends the reach of what stands before.
    let before: Vec<Word> = {
        let from = before.iter().rposition(|word| !word.span.slice(input.text).contains(char::is_alphanumeric));
        before[from.map_or(0, |at| at + 1)..].to_vec()
    };
    let (before, after) =
        (lower(&before), after.iter().map(|w| w.span.slice(input.text).to_lowercase()).collect::<Vec<_>>());
    let words: Vec<String> = input.words[range].iter().map(|word| word.span.slice(input.text).to_lowercase()).collect();
    let content: Vec<String> = overlapping(input.words, attribution.content[0])
        .take(FIRST_OF_CONTENT)
        .map(|at| input.words[at].span.slice(input.text).to_lowercase())
        .collect();
    let negated = polarity::negated(&before, &words, &after);
    Cue {
        act: acts::act_in(&words, &acts::Context { content: &content, document, negated }),
        negated,
        hedged: polarity::hedged(&before, &words, &after),
    }
}

/// Direct when every letter of the content stands in a quotation, mixed when some do.
fn kind(input: Input<'_>, content: &[Span]) -> ClaimKind {
    let (mut inside, mut outside) = (false, false);
    for &span in content {
        let mut at = span.start();
        for quotation in quotes::outermost(input.quotations, span).map(Spanned::span) {
            let (from, to) = (quotation.start().max(at), quotation.end().min(span.end()));
            if from >= to {
                continue;
            }
            outside |= spoken(&input.text[at..from]);
            inside |= spoken(&input.text[from..to]);
            at = to;
        }
        outside |= spoken(&input.text[at..span.end()]);
    }
    match (inside, outside) {
        (true, false) => ClaimKind::Direct,
        (true, true) => ClaimKind::Mixed,
        (false, _) => ClaimKind::Indirect,
    }
}

fn spoken(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn names(input: Input<'_>, content: &[Span]) -> NamesInClaim {
    let mut found = NamesInClaim::default();
    for &span in content {
        for mention in &input.entities.mentions[overlapping(&input.entities.mentions, span)] {
            let entity = input.entities.entities[mention.entity.index()];
            let list = match entity.label {
                NameLabel::Person => &mut found.people,
                NameLabel::Organization => &mut found.organizations,
                NameLabel::Location => &mut found.places,
                NameLabel::Miscellaneous => continue,
            };
            let name = folded(entity.name.slice(input.text));
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
    found
}
