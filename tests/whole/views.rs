//! What each stage finds in sample articles, to be read by people: the text with labels in or under it
//! (`tests/snapshots/`).
//!
//! When a stage has changed: `INSTA_UPDATE=always cargo test --test whole views`, then read the difference in
//! `git diff tests/snapshots` before it is committed. Claims and speakers change most often, so that they have one
//! article each.

use std::collections::BTreeMap;
use std::fmt::Write;

use sayso::claims::Claim;
use sayso::dates::Anchor;
use sayso::pipeline::Document;
use sayso::span::{Span, Spanned, overlapping};
use sayso::text::ParagraphKind;

use crate::shared::document;

/// Columns of a line of text that has labels under it.
const WIDTH: usize = 110;

/// Keeps a view as `tests/snapshots/<stage>_<article>.snap`.
fn keep(stage: &str, path: &str, view: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("{stage} of corpus/{path}"));
    let article = path.rsplit('/').next().unwrap().split('.').next().unwrap();
    settings.bind(|| insta::assert_snapshot!(format!("{stage}_{article}"), view));
}

/// The words at a place on one line.
fn words(text: &str, span: Span) -> String {
    span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A stretch of text in lines of [`WIDTH`], with a line of labels under every line that has some. A label is its first
/// letters, drawn out to the length of its place.
fn labelled(text: &str, whole: Span, labels: &[(Span, String)]) -> String {
    let mut under: Vec<(char, char)> = Vec::new();
    for (offset, c) in whole.slice(text).char_indices() {
        let offset = whole.start() + offset;
        let label = labels.iter().find(|(span, _)| span.contains_offset(offset)).map(|(span, label)| {
            let nth = text[span.start()..offset].chars().count();
            let last = text[offset..span.end()].chars().count() == 1;
            let fill = label.chars().last().filter(char::is_ascii_digit).unwrap_or('~');
            label.chars().nth(nth).filter(|_| !last || label.len() == 1).unwrap_or(if last { '|' } else { fill })
        });
        under.push((if c.is_whitespace() { ' ' } else { c }, label.unwrap_or(' ')));
    }
    let mut view = String::new();
    let mut rest = &under[..];
    while !rest.is_empty() {
        let at_space = rest.iter().take(WIDTH).rposition(|(c, _)| *c == ' ').map_or(WIDTH, |at| at + 1);
        let length = if rest.len() <= WIDTH { rest.len() } else { at_space };
        let (line, more) = rest.split_at(length);
        let part = |which: fn(&(char, char)) -> char| line.iter().map(which).collect::<String>().trim_end().to_owned();
        writeln!(view, "  {}", part(|cell| cell.0)).unwrap();
        let labels = part(|cell| cell.1);
        if !labels.is_empty() {
            writeln!(view, "  {labels}").unwrap();
        }
        rest = more;
    }
    view
}

/// Paragraphs with their kinds, and in them their sentences, one a line.
fn sections(document: &Document) -> String {
    let (text, found) = (&document.article.text, &document.findings);
    let mut view = String::new();
    for paragraph in &found.sections.paragraphs {
        let kind = match paragraph.kind {
            ParagraphKind::Headline => "headline",
            ParagraphKind::Byline => "byline",
            ParagraphKind::Heading => "heading",
            ParagraphKind::ListItem => "item",
            ParagraphKind::Body => "body",
            ParagraphKind::Boilerplate => "boilerplate",
        };
        writeln!(view, "{kind}").unwrap();
        if let Some(dateline) = found.sections.dateline.filter(|dateline| paragraph.span.contains(dateline.span)) {
            let part = |span: Option<Span>| span.map_or("-", |span| span.slice(text));
            writeln!(view, "  (dateline: place {}, agency {})", part(dateline.place), part(dateline.agency)).unwrap();
        }
        for sentence in &found.sentences[overlapping(&found.sentences, paragraph.span)] {
            writeln!(view, "  | {}", words(text, sentence.span)).unwrap();
        }
    }
    let author = found.sections.author.map_or("-", |span| span.slice(text));
    writeln!(view, "author: {author}").unwrap();
    view
}

/// The paragraphs that have labels, with them.
fn paragraphs(document: &Document, labels: &[(Span, String)]) -> String {
    let mut view = String::new();
    for (index, paragraph) in document.findings.sections.paragraphs.iter().enumerate() {
        let here: Vec<_> = labels.iter().filter(|(span, _)| span.overlaps(paragraph.span)).cloned().collect();
        if !here.is_empty() {
            write!(view, "{}\n{}", index + 1, labelled(&document.article.text, paragraph.span, &here)).unwrap();
        }
    }
    view
}

/// Names, and which of them are one.
fn names(document: &Document) -> String {
    let (text, entities) = (&document.article.text, &document.findings.entities);
    let labels: Vec<_> =
        entities.mentions.iter().map(|mention| (mention.span, mention.label.as_str().to_owned())).collect();
    let mut view = paragraphs(document, &labels);
    view.push_str("entities\n");
    for (index, entity) in entities.entities.iter().enumerate() {
        let mentions = entities.mentions.iter().filter(|mention| mention.entity.index() == index);
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        for mention in mentions {
            *forms.entry(words(text, mention.span)).or_default() += 1;
        }
        let forms: Vec<_> = forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
        writeln!(view, "  {} {}: {}", entity.label.as_str(), words(text, entity.name), forms.join(", ")).unwrap();
    }
    view
}

/// Time expressions in brackets with what they mean.
fn dates(document: &Document) -> String {
    let (text, found) = (&document.article.text, &document.findings);
    let published = found.description.published.map_or("not known".to_owned(), |day| day.to_string());
    let mut view = format!("published: {published} ({})\n", found.description.published_source.as_str());
    for sentence in &found.sentences {
        let here = &found.dates[overlapping(&found.dates, sentence.span)];
        if here.is_empty() {
            continue;
        }
        let (mut line, mut at) = (String::new(), sentence.span.start());
        for date in here {
            let anchor = match date.anchor {
                Anchor::None => String::new(),
                Anchor::Published => " <published>".into(),
                Anchor::Expression(id) => format!(" <{}>", words(text, found.dates[id.index()].span)),
            };
            line.push_str(&text[at..date.span.start()]);
            write!(line, "[{} = {:?} {}{anchor}]", words(text, date.span), date.kind, date.value).unwrap();
            at = date.span.end();
        }
        line.push_str(&text[at..sentence.span.end()]);
        writeln!(view, "| {}", line.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap();
    }
    view
}

/// Quotations: a 0 under each character of an outermost one, a 1 under one inside it, and so on; `s` under words that are
/// quoted but not spoken, `!` at the end of one that is never closed.
fn quotations(document: &Document) -> String {
    let (text, found) = (&document.article.text, &document.findings);
    let mut labels = Vec::new();
    // The first label of a place wins: inner quotations go before those around them.
    for quotation in found.quotations.iter().rev() {
        let mark = if quotation.scare { "s".to_owned() } else { quotation.depth.to_string() };
        let sign = mark.chars().next().unwrap();
        for (offset, c) in quotation.span.slice(text).char_indices() {
            let start = quotation.span.start() + offset;
            let place = Span::new(start, start + c.len_utf8());
            let open_end = !quotation.closed && place.end() == quotation.span.end();
            labels.push((place, if open_end { '!' } else { sign }.to_string()));
        }
    }
    let mut view = paragraphs(document, &labels);
    for quotation in &found.quotations {
        let closed = if quotation.closed { "" } else { " unclosed" };
        let scare = if quotation.scare { " scare" } else { "" };
        let sign = "  ".repeat(usize::from(quotation.depth) + 1);
        writeln!(view, "{sign}{}{closed}{scare}", words(text, quotation.span)).unwrap();
    }
    view
}

/// What a claim's record says beside its places.
fn record(document: &Document, claim: &Claim) -> String {
    let speaker = &claim.speaker;
    let mut line =
        format!("{} ({}", if speaker.name.is_empty() { "nobody" } else { &speaker.name }, speaker.form.as_str());
    for word in [speaker.kind.map_or("", |kind| kind.as_str()), &speaker.role] {
        if !word.is_empty() {
            write!(line, "; {word}").unwrap();
        }
    }
    write!(line, "): {} {}", claim.kind.as_str(), claim.act).unwrap();
    for (is, word) in [(claim.negated, "negated"), (claim.hedged, "hedged")] {
        if is {
            write!(line, ", {word}").unwrap();
        }
    }
    if !claim.speaker.via.is_empty() {
        write!(line, ", via {}", claim.speaker.via).unwrap();
    }
    if let Some(id) = claim.said_on {
        write!(line, ", on {}", document.findings.dates[id.index()].value).unwrap();
    }
    line
}

/// Each claim in its sentences: `S` under the source, `C` under the cue, `=` under the content.
fn claims(document: &Document) -> String {
    let (text, found) = (&document.article.text, &document.findings);
    let mut view = String::new();
    for (index, claim) in found.claims.iter().enumerate() {
        let mut labels = Vec::new();
        let parts = [(&claim.source, 'S'), (&claim.cue, 'C'), (&claim.content, '=')];
        for (spans, sign) in parts {
            for span in spans {
                labels.push((*span, sign.to_string().repeat(span.len())));
            }
        }
        writeln!(view, "{} {}", index + 1, record(document, claim)).unwrap();
        let sentences = &found.sentences[claim.sentences.clone()];
        if let Some(whole) = sentences.iter().map(Spanned::span).reduce(Span::cover) {
            view.push_str(&labelled(text, whole, &labels));
        }
    }
    view
}

/// Every source as written, in text order, and who that is.
fn speakers(document: &Document) -> String {
    let text = &document.article.text;
    let mut view = String::new();
    for claim in &document.findings.claims {
        let source: Vec<_> = claim.source.iter().map(|span| words(text, *span)).collect();
        let cue: Vec<_> = claim.cue.iter().map(|span| words(text, *span)).collect();
        let speaker = &claim.speaker;
        let said = format!("[{}] {}", source.join(" … "), cue.join(" … "));
        let kind = speaker.kind.map_or("", |kind| kind.as_str());
        writeln!(view, "{said}\n    {} | {} | {kind} | {}", speaker.name, speaker.form.as_str(), speaker.role).unwrap();
    }
    view
}

#[test]
fn sections_and_sentences() {
    for path in [
        "wire/2025-05-14-port-halvern-strike.txt",
        "local/river-cleanup.md",
        "tech/port-camera-contract.txt",
        "transcripts/water-board-hearing.txt",
    ] {
        keep("sentences", path, &sections(document(path)));
    }
}

#[test]
fn names_and_whom_they_name() {
    for path in [
        "wire/2025-05-14-port-halvern-strike.txt",
        "courts/fenwick-solicitor-trial.txt",
        "world/lagoon-port-three-countries.txt",
    ] {
        keep("names", path, &names(document(path)));
    }
}

#[test]
fn time_expressions() {
    for path in [
        "wire/2025-05-14-port-halvern-strike.txt",
        "live/storm-odile.txt",
        "science/glacial-lake-sediment.txt",
        "opinion/bridge-toll.txt",
    ] {
        keep("dates", path, &dates(document(path)));
    }
}

#[test]
fn quotation_marks() {
    for path in [
        "features/last-ferry-to-ister.txt",
        "courts/fenwick-solicitor-trial.txt",
        "sport/aldermoor-cup-final.txt",
        "tech/port-camera-contract.txt",
    ] {
        keep("quotations", path, &quotations(document(path)));
    }
}

#[test]
fn claims_in_their_sentences() {
    let path = "wire/2025-05-14-port-halvern-strike.txt";
    keep("claims", path, &claims(document(path)));
}

#[test]
fn sources_and_speakers() {
    let path = "courts/fenwick-solicitor-trial.txt";
    keep("speakers", path, &speakers(document(path)));
}
