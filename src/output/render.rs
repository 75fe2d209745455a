//! From a document to its rows. Runs on the worker threads; the one place where byte offsets become code points.

use super::cell::{folded, joined, list, single_line};
use super::held::Contents;
use super::ids::DocumentKey;
use super::roster;
use super::schema::Table;
use super::sheet::Sheet;
use super::texts;
use super::view::{Counts, DocumentView, RenderedDocument, TableOptions};
use crate::claims::Claim;
use crate::corpus::Failure;
use crate::dates::{Anchor, TimeExpressionId, TimexType};
use crate::description::Origin;
use crate::span::{CodePoints, Span, Spanned};
use crate::text::ParagraphId;

/// The rows of a finished document in every chosen table.
pub fn render(view: &DocumentView<'_>, options: &TableOptions) -> RenderedDocument {
    let context = Context {
        view,
        options,
        text: &view.article.text,
        key: DocumentKey::new(&view.article.id),
        points: CodePoints::new(&view.article.text),
    };
    let mut rendered = RenderedDocument {
        status: view.status,
        counts: Counts {
            words: view.words as u64,
            sentences: view.sentences.len() as u64,
            claims: view.claims.len() as u64,
            quotations: view.quotations.len() as u64,
            names: view.entities.mentions.len() as u64,
            dates: view.dates.len() as u64,
            long_cells: 0,
        },
        speakers: roster::of_document(view),
        tables: Default::default(),
        text: if options.texts { texts::line(view) } else { Vec::new() },
    };
    for table in options.tables.iter() {
        let mut sheet = Sheet::new(table, options.delimiter);
        match table {
            Table::Claims => context.claims(&mut sheet),
            // Its rows are made when the run is over.
            Table::Speakers => {}
            Table::Quotes => context.quotations(&mut sheet),
            Table::Entities => context.names(&mut sheet),
            Table::Dates => context.dates(&mut sheet),
            Table::Sentences => context.sentences(&mut sheet),
            Table::Documents => context.document(&mut sheet),
        }
        rendered.keep(table, sheet);
    }
    rendered
}

/// The row of a document that gave no article.
pub fn render_failure(failure: &Failure, options: &TableOptions) -> RenderedDocument {
    let mut rendered = RenderedDocument {
        status: failure.status,
        counts: Counts::default(),
        speakers: Vec::new(),
        tables: Default::default(),
        text: Vec::new(),
    };
    if options.tables.contains(Table::Documents) {
        let metadata = &failure.metadata;
        let words = |words: &Option<String>| folded(words.as_deref().unwrap_or_default());
        let mut sheet = Sheet::new(Table::Documents, options.delimiter);
        sheet
            .text("doc_id", single_line(&failure.id))
            .text("path", single_line(&failure.path))
            .own("sha256", failure.sha256.as_str())
            .own("status", failure.status.as_str())
            .text("message", folded(&failure.message))
            .text("format", folded(&failure.format))
            .text("encoding", failure.encoding.into())
            .text("headline", words(&metadata.headline))
            .own("headline_source", Origin::of(metadata.headline.as_ref()).as_str())
            .text("author", words(&metadata.author))
            .own("author_source", Origin::of(metadata.author.as_ref()).as_str())
            .text("outlet", words(&metadata.outlet))
            .own("outlet_source", Origin::of(metadata.outlet.as_ref()).as_str())
            .text("url", words(&metadata.url))
            .own("published", metadata.published.map(|day| day.to_string()).unwrap_or_default())
            .own("published_source", if metadata.published.is_some() { "metadata" } else { "none" })
            .own("words", "")
            .own("sentences", "")
            .own("claims", "")
            .text("duplicate_of", single_line(failure.duplicate_of.as_deref().unwrap_or_default()))
            .own("seconds", "")
            .end_row();
        rendered.keep(Table::Documents, sheet);
    }
    rendered
}

impl RenderedDocument {
    fn keep(&mut self, table: Table, sheet: Sheet) {
        let rows = sheet.finish();
        self.counts.long_cells += rows.long_cells;
        self.tables[table.index()] = rows;
    }
}

/// What all tables of one document share.
struct Context<'a> {
    view: &'a DocumentView<'a>,
    options: &'a TableOptions,
    text: &'a str,
    key: DocumentKey,
    points: CodePoints<'a>,
}

impl Context<'_> {
    fn doc_id(&self) -> String {
        single_line(&self.view.article.id)
    }

    fn words(&self, span: Span) -> String {
        folded(span.slice(self.text))
    }

    /// `12:30 41:77`, in code points.
    fn places(&self, spans: &[Span]) -> String {
        let places: Vec<_> = spans
            .iter()
            .map(|span| format!("{}:{}", self.points.at(span.start()), self.points.at(span.end())))
            .collect();
        places.join(" ")
    }

    /// The columns `start` and `end`.
    fn place(&self, sheet: &mut Sheet, span: Span) {
        sheet.count("start", self.points.at(span.start())).count("end", self.points.at(span.end()));
    }

    fn published(&self) -> String {
        self.view.description.published.map(|day| day.to_string()).unwrap_or_default()
    }

    fn url(&self) -> String {
        folded(&self.view.description.url)
    }

    fn claims(&self, sheet: &mut Sheet) {
        for (index, claim) in self.view.claims.iter().enumerate() {
            self.claim(sheet, index, claim);
        }
    }

    fn claim(&self, sheet: &mut Sheet, index: usize, claim: &Claim) {
        let view = self.view;
        let said_on = claim.said_on.and_then(|id| view.dates.get(id.index()));
        let value_of = |id: &TimeExpressionId| view.dates.get(id.index()).map(|date| date.value.as_str());
        // As one piece: sentences that nothing parts in the text are not parted in the cell.
        let sentences = view.sentences.get(claim.sentences.clone()).unwrap_or_default();
        let sentences = sentences.iter().map(Spanned::span).reduce(Span::cover);
        let speaker = &claim.speaker;
        sheet
            .own("claim_id", self.key.claim(index))
            .text("speaker", folded(&speaker.name))
            .text("speaker_id", folded(&claim.speaker_id))
            .own("speaker_type", speaker.kind.map_or("", |kind| kind.as_str()))
            .text("speaker_role", folded(&speaker.role))
            .own("speaker_form", speaker.form.as_str())
            .text("claim", joined(self.text, &claim.content))
            .own("kind", claim.kind.as_str())
            .text("cue", joined(self.text, &claim.cue))
            .own("act", claim.act)
            .yes_no("negated", claim.negated)
            .yes_no("hedged", claim.hedged)
            .text("via", folded(&claim.speaker.via))
            .text("said_on", said_on.map(|date| folded(&date.value)).unwrap_or_default())
            .text("said_on_text", said_on.map(|date| self.words(date.span)).unwrap_or_default())
            .text("mentions_people", list(claim.names.people.iter().map(String::as_str)))
            .text("mentions_orgs", list(claim.names.organizations.iter().map(String::as_str)))
            .text("mentions_places", list(claim.names.places.iter().map(String::as_str)))
            .text("dates_in_claim", list(claim.dates.iter().filter_map(value_of)))
            .share("confidence", claim.confidence)
            .text("sentence", joined(self.text, sentences.as_slice()))
            .text("headline", folded(&view.description.headline))
            .text("outlet", folded(&view.description.outlet))
            .text("author", folded(&view.description.author))
            .own("published", self.published())
            .text("url", self.url())
            .text("path", single_line(&view.article.path))
            .text("doc_id", self.doc_id())
            .own("paragraph", number(claim.paragraph))
            .own("claim_spans", self.places(&claim.content))
            .own("source_spans", self.places(&claim.source))
            .own("cue_spans", self.places(&claim.cue))
            .text("source", joined(self.text, &claim.source))
            .guard_list()
            .own("claim_group", claim.group.map(|group| group.to_string()).unwrap_or_default())
            .text("model", folded(&self.options.model))
            .end_row();
    }

    fn quotations(&self, sheet: &mut Sheet) {
        let contents = Contents::new(self.view.claims);
        for (index, quotation) in self.view.quotations.iter().enumerate() {
            let claim = contents.holder(self.text, quotation);
            sheet
                .text("doc_id", self.doc_id())
                .own("quote_id", self.key.quotation(index))
                .text("text", self.words(quotation.span));
            self.place(sheet, quotation.span);
            sheet
                .own("paragraph", number(quotation.paragraph))
                .count("depth", quotation.depth.into())
                .yes_no("closed", quotation.closed)
                .yes_no("scare", quotation.scare)
                .own("claim_id", claim.map(|index| self.key.claim(index)).unwrap_or_default())
                .end_row();
        }
    }

    fn names(&self, sheet: &mut Sheet) {
        for mention in &self.view.entities.mentions {
            let entity = self.view.entities.entities.get(mention.entity.index());
            sheet
                .text("doc_id", self.doc_id())
                .own("entity_id", self.key.entity(mention.entity.index()))
                .text("text", self.words(mention.span));
            self.place(sheet, mention.span);
            sheet
                .own("label", mention.label.as_str())
                .text("name", self.words(entity.map_or(mention.span, |entity| entity.name)))
                .share("confidence", mention.confidence)
                .end_row();
        }
    }

    fn dates(&self, sheet: &mut Sheet) {
        for date in self.view.dates {
            let (first, last) = date.days.map(|(a, b)| (a.to_string(), b.to_string())).unwrap_or_default();
            let anchor = match date.anchor {
                Anchor::None => "none".into(),
                Anchor::Published => "published".into(),
                Anchor::Expression(id) => {
                    self.view.dates.get(id.index()).map(|date| self.words(date.span)).unwrap_or_default()
                }
            };
            sheet.text("doc_id", self.doc_id()).text("text", self.words(date.span));
            self.place(sheet, date.span);
            sheet
                .own("type", timex_type(date.kind))
                .text("value", folded(&date.value))
                .own("first_day", first)
                .own("last_day", last)
                .text("anchor", anchor)
                .end_row();
        }
    }

    fn sentences(&self, sheet: &mut Sheet) {
        for (index, sentence) in self.view.sentences.iter().enumerate() {
            sheet
                .text("doc_id", self.doc_id())
                .own("sentence_id", self.key.sentence(index))
                .own("paragraph", number(sentence.paragraph));
            self.place(sheet, sentence.span);
            sheet.text("text", self.words(sentence.span)).end_row();
        }
    }

    fn document(&self, sheet: &mut Sheet) {
        let (view, article, about) = (self.view, self.view.article, self.view.description);
        sheet
            .text("doc_id", self.doc_id())
            .text("path", single_line(&article.path))
            .own("sha256", article.sha256.as_str())
            .own("status", view.status.as_str())
            .text("message", folded(view.message))
            .text("format", article.format.into())
            .text("encoding", article.encoding.into())
            .text("headline", folded(&about.headline))
            .own("headline_source", about.headline_source.as_str())
            .text("author", folded(&about.author))
            .own("author_source", about.author_source.as_str())
            .text("outlet", folded(&about.outlet))
            .own("outlet_source", about.outlet_source.as_str())
            .text("url", self.url())
            .own("published", self.published())
            .own("published_source", about.published_source.as_str())
            .count("words", view.words)
            .count("sentences", view.sentences.len())
            .count("claims", view.claims.len())
            .text("duplicate_of", String::new())
            .own("seconds", if self.options.timings { format!("{:.3}", view.seconds) } else { String::new() })
            .end_row();
    }
}

/// People count paragraphs from 1.
fn number(paragraph: ParagraphId) -> String {
    (paragraph.index() + 1).to_string()
}

/// The word of `TimeML` 1.2.1 for the attribute `type`.
const fn timex_type(kind: TimexType) -> &'static str {
    match kind {
        TimexType::Date => "DATE",
        TimexType::Time => "TIME",
        TimexType::Duration => "DURATION",
        TimexType::Set => "SET",
    }
}
