//! The columns of every table, in the order of the header, with what their cells hold and mean. Nothing but data.

use super::schema::{Column, Kind};
use crate::claims::ACTS;
use Kind::{Count, Day, Hash, Id, List, OneOf, Prose, Seconds, Share, Spans, Text, Url, YesNo};

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

const DOC_ID: Column = column(
    "doc_id",
    Text,
    "The document: its id in a JSONL file, else its path relative to the input folder. Unique in a run.",
);
const START: Column = column("start", Count, "First Unicode code point in the document's text, counted from 0.");
const END: Column = column("end", Count, "One past the last Unicode code point: text[start:end] in Python.");

const SPEAKER_TYPES: &[&str] =
    &["person", "organization", "media", "government", "document", "group", "anonymous", "other"];
const SPEAKER_FORMS: &[&str] = &["name", "pronoun", "relative", "nominal", "unnamed", "implicit"];
const CLAIM_KINDS: &[&str] = &["direct", "mixed", "indirect"];
const LABELS: &[&str] = &["PER", "ORG", "LOC", "MISC"];
const TIMEX_TYPES: &[&str] = &["DATE", "TIME", "DURATION", "SET"];
const STATUSES: &[&str] = &[
    "ok",
    "empty",
    "no_text",
    "duplicate",
    "unsupported",
    "too_large",
    "corrupt",
    "encrypted",
    "too_slow",
    "io_error",
    "internal_error",
];
const ORIGINS: &[&str] = &["metadata", "text", "none"];
const PUBLISHED_SOURCES: &[&str] = &["given", "metadata", "url", "dateline", "file name", "text", "none"];

/// Columns of `claims.csv`.
pub(super) const CLAIMS: &[Column] = &[
    column("claim_id", Id, "c_, twelve hexadecimal digits that stand for the document, and the claim's number in it."),
    column(
        "speaker",
        Text,
        "Who is held responsible for the claim: the fullest form of the name in the article, or the head phrase of an \
         unnamed source.",
    ),
    column(
        "speaker_id",
        Text,
        "The same for the same speaker over the whole run: s_ and twelve hexadecimal digits, or what --speakers says.",
    ),
    column("speaker_type", OneOf(SPEAKER_TYPES), "What kind of speaker."),
    column("speaker_role", Text, "Title, office or affiliation as the article gives it."),
    column("speaker_form", OneOf(SPEAKER_FORMS), "How the source is written at this place."),
    column("claim", Prose, "The content, white space folded, quotation marks kept."),
    column("kind", OneOf(CLAIM_KINDS), "How much of the content is in quotation marks: all, part or none of it."),
    column("cue", Text, "The words that attribute, such as said or according to."),
    column("act", OneOf(ACTS), "Class of the cue, judged by the sentence."),
    column("negated", YesNo, "Whether the attribution itself is negated (did not say, declined to comment)."),
    column("hedged", YesNo, "Whether the author hedges the attribution (reportedly, appeared to)."),
    column("via", Text, "The outlet, document or person whose report the article relies on for the attribution."),
    column("said_on", Text, "When it was said: an ISO 8601 day or a TIMEX3 value of less precision."),
    column("said_on_text", Text, "The words that said_on comes from."),
    column("mentions_people", List, "People named inside the claim, in full where known."),
    column("mentions_orgs", List, "Organisations named inside the claim, in full where known."),
    column("mentions_places", List, "Places named inside the claim, in full where known."),
    column("dates_in_claim", List, "TIMEX3 values of the time expressions inside the claim."),
    column("confidence", Share, "Calibrated: of the rows around 0.8, about 80% are right."),
    column("sentence", Prose, "The sentence or sentences that hold source, cue and content."),
    column("headline", Prose, "The document's headline."),
    column("outlet", Text, "The document's outlet."),
    column("author", Text, "The document's author."),
    column("published", Day, "The document's day of publication."),
    column("url", Url, "The document's address."),
    column(
        "path",
        Text,
        "The input file relative to the input folder, with #line where a file holds several articles.",
    ),
    DOC_ID,
    column("paragraph", Count, "The paragraph where the claim begins, counted from 1."),
    column("claim_spans", Spans, "Places of the content in the text."),
    column("source_spans", Spans, "Places of the source in the text."),
    column("cue_spans", Spans, "Places of the cue in the text."),
    column("source", Text, "The source as written at this place."),
    column(
        "csv_guarded",
        List,
        "Columns of this row whose cell begins with an added apostrophe, lest a spreadsheet run it as a formula.",
    ),
    column(
        "claim_group",
        Id,
        "The same for all claims that quote the same words of the same speaker: g_ and the digits of the first one's id. \
         Empty where fewer than five words are in quotation marks.",
    ),
    column("model", Text, "Name and short hash of the model that tagged the text."),
];

/// Columns of `speakers.csv`.
pub(super) const SPEAKERS: &[Column] = &[
    column("speaker_id", Text, "The speaker_id of the claims."),
    column("name", Text, "What most articles call the speaker, or what --speakers says."),
    column("type", OneOf(SPEAKER_TYPES), "What kind of speaker, as most claims have it."),
    column("roles", List, "Up to eight titles, offices and affiliations, those that most articles give first."),
    column("articles", Count, "Articles in which the speaker makes a claim."),
    column("claims", Count, "Claims of the speaker."),
    column("first_day", Day, "First day on which a claim was made: said_on where it is a day, else published."),
    column("last_day", Day, "Last day on which a claim was made."),
    column("acts", List, "The classes of the cues with their numbers, the most frequent first: assert 12; deny 3."),
];

/// Columns of `quotes.csv`.
pub(super) const QUOTES: &[Column] = &[
    DOC_ID,
    column("quote_id", Id, "q_, the document's digits, and the quotation's number in it."),
    column("text", Prose, "The quotation with its marks, white space folded."),
    START,
    END,
    column("paragraph", Count, "The paragraph where it opens, counted from 1."),
    column("depth", Count, "Nesting: 0 is outermost."),
    column("closed", YesNo, "no where the closing mark is missing."),
    column("scare", YesNo, "yes for a word or two quoted inside a clause."),
    column("claim_id", Id, "The claim whose content holds the quotation."),
];

/// Columns of `entities.csv`.
pub(super) const ENTITIES: &[Column] = &[
    DOC_ID,
    column(
        "entity_id",
        Id,
        "e_, the document's digits, and the number of whom or what it names: the same for all its names.",
    ),
    column("text", Text, "The name as written at this place."),
    START,
    END,
    column("label", OneOf(LABELS), "Person, organisation, place or other name."),
    column("name", Text, "The fullest form of the name in the document."),
    column("confidence", Share, "The model's probability."),
];

/// Columns of `dates.csv`.
pub(super) const DATES: &[Column] = &[
    DOC_ID,
    column("text", Text, "The expression as written."),
    START,
    END,
    column("type", OneOf(TIMEX_TYPES), "TIMEX3 type."),
    column("value", Text, "TIMEX3 value, such as 2025-05-02, 2025-04 or P2D."),
    column("first_day", Day, "First day that the value covers; empty for durations and sets."),
    column("last_day", Day, "Last day that the value covers; empty for durations and sets."),
    column("anchor", Text, "What it was resolved against: published, the text of another expression, or none."),
];

/// Columns of `sentences.csv`.
pub(super) const SENTENCES: &[Column] = &[
    DOC_ID,
    column("sentence_id", Id, "t_, the document's digits, and the sentence's number in it."),
    column("paragraph", Count, "The paragraph that holds it, counted from 1."),
    START,
    END,
    column("text", Prose, "The sentence, white space folded."),
];

/// Columns of `documents.csv`.
pub(super) const DOCUMENTS: &[Column] = &[
    DOC_ID,
    column(
        "path",
        Text,
        "The input file relative to the input folder, with #line where a file holds several articles.",
    ),
    column("sha256", Hash, "SHA-256 of the text as UTF-8."),
    column("status", OneOf(STATUSES), "ok, or why the document gave no article."),
    column("message", Prose, "What happened and what to do, in words."),
    column("format", Text, "How the file was recognised, or the ending that was not."),
    column("encoding", Text, "The character encoding that the file was decoded from."),
    column("headline", Prose, "Headline."),
    column("headline_source", OneOf(ORIGINS), "Where the headline comes from."),
    column("author", Text, "Author."),
    column("author_source", OneOf(ORIGINS), "Where the author comes from."),
    column("outlet", Text, "Outlet."),
    column("outlet_source", OneOf(ORIGINS), "Where the outlet comes from."),
    column("url", Url, "Address."),
    column("published", Day, "Day of publication."),
    column("published_source", OneOf(PUBLISHED_SOURCES), "Where the day of publication comes from."),
    column("words", Count, "Words in the text."),
    column("sentences", Count, "Sentences in the text."),
    column("claims", Count, "Claims in the text."),
    column("duplicate_of", Text, "The earlier document with the same text, where the status is duplicate."),
    column(
        "seconds",
        Seconds,
        "Time that the analysis took; only with -v, else empty, so that equal runs give equal bytes.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::ClaimKind;
    use crate::corpus::Status;
    use crate::output::Table;
    use crate::speakers::SpeakerType;

    fn names(table: Table) -> String {
        table.columns().iter().map(|column| column.name).collect::<Vec<_>>().join(" ")
    }

    /// The order is a promise to everybody who reads the tables by position; `docs/tables.md` states it.
    #[test]
    fn columns_stand_in_the_promised_order() {
        assert_eq!(
            names(Table::Claims),
            "claim_id speaker speaker_id speaker_type speaker_role speaker_form claim kind cue act negated hedged via \
             said_on said_on_text mentions_people mentions_orgs mentions_places dates_in_claim confidence sentence \
             headline outlet author published url path doc_id paragraph claim_spans source_spans cue_spans source \
             csv_guarded claim_group model"
        );
        assert_eq!(names(Table::Speakers), "speaker_id name type roles articles claims first_day last_day acts");
        assert_eq!(names(Table::Quotes), "doc_id quote_id text start end paragraph depth closed scare claim_id");
        assert_eq!(names(Table::Entities), "doc_id entity_id text start end label name confidence");
        assert_eq!(names(Table::Dates), "doc_id text start end type value first_day last_day anchor");
        assert_eq!(names(Table::Sentences), "doc_id sentence_id paragraph start end text");
        assert_eq!(
            names(Table::Documents),
            "doc_id path sha256 status message format encoding headline headline_source author author_source \
             outlet outlet_source url published published_source \
             words sentences claims duplicate_of seconds"
        );
    }

    #[test]
    fn lists_of_words_follow_the_types() {
        assert!(Status::ALL.iter().map(|status| status.as_str()).eq(STATUSES.iter().copied()));
        for kind in [ClaimKind::Direct, ClaimKind::Mixed, ClaimKind::Indirect] {
            assert!(CLAIM_KINDS.contains(&kind.as_str()));
        }
        for kind in [SpeakerType::Person, SpeakerType::Organization, SpeakerType::Media, SpeakerType::Government] {
            assert!(SPEAKER_TYPES.contains(&kind.as_str()));
        }
    }
}
