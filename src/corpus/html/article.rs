//! The article of a page: the lines of the elements that hold it, without those that are not part of it.

use rustc_hash::FxHashSet;

use super::about::{About, alike};
use super::dom::Dom;
use super::lines::{Kind, Line, is_day};
use super::prose::Prose;
use super::survey::{Survey, survey};
use super::tags::Tag;
use crate::corpus::blocks::Blocks;

/// Lines at the top among which bylines and days are looked for.
const TOP: usize = 8;

/// Lines of a standfirst, at most: some papers have a list there.
const STANDFIRST: usize = 4;

/// Lines at the end among which those about the authors are looked for.
const MOST_BIOS: usize = 4;

/// Characters of a paragraph that comes again because the page has it twice, for screens of two sizes.
const REPEATED: usize = 60;

/// Pull quotes looked for in the text; an article has a few.
const MOST_QUOTES: usize = 60;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The text; empty if there is no article.
    pub(super) text: String,
    /// Lines about the article, left out of the text.
    pub(super) about: Vec<String>,
    /// The node with which the text begins.
    pub(super) start: usize,
}

/// Finds the article; `authors` are those that are known.
pub(super) fn find(dom: &Dom, about: &About, authors: &str, headline: &str) -> Found {
    let survey = survey(dom, about.heading, &about.descriptions());
    let mut prose = Prose::default();
    for &root in &survey.roots {
        prose.add(dom, root, |at| !survey.places[at].out && !is_data(dom, &survey, at));
    }
    let mut found = Found { start: dom.nodes().len(), ..Found::default() };
    let (lines, above) = sift(prose.into_lines(), about.heading, authors, headline, &mut found.about);
    let lines = without_bios(without_closing(lines), authors);
    let lines = without_repeats(lines);
    if !lines.iter().any(is_sentence) {
        return found;
    }
    // The standfirst may stand above the byline.
    // The byline may have been left out as an element, too.
    let above = lines
        .get(STANDFIRST.min(lines.len() - 1))
        .and_then(|line| about.last_byline_before(line.node))
        .max(Some(above));
    let above = above.unwrap_or_default();
    let body = lines.iter().find(|line| line.node > above && !survey.is_standfirst(dom, line.node)).or(lines.first());
    found.start = body.map_or(found.start, |line| line.node);
    found.text = written(&lines);
    found
}

/// The text of lines.
pub(super) fn written(lines: &[Line]) -> String {
    let mut blocks = Blocks::default();
    for line in lines {
        if line.kind == Kind::Item { blocks.push_item(&line.text) } else { blocks.push(&line.text) }
    }
    blocks.into_text()
}

/// Whether a table holds figures and names rather than the page's layout.
fn is_data(dom: &Dom, survey: &Survey, at: usize) -> bool {
    dom.nodes()[at].tag == Tag::Table && !survey.places[at].headline && !survey.has_prose(at)
}

/// Whether a line is at least a short sentence.
fn is_sentence(line: &Line) -> bool {
    line.kind != Kind::Heading
        && line.text.split(' ').count() >= 5
        && (line.text.len() >= 60 || line.text.len() >= 40 && line.ends_as_sentence() || line.text.ends_with('.'))
}

/// Leaves out the headline, what stands above it, what is about the article, and what leads elsewhere. Tells the last node that
/// is about the article and has at most a standfirst above it.
fn sift(
    lines: Vec<Line>,
    heading: Option<usize>,
    authors: &str,
    headline: &str,
    about: &mut Vec<String>,
) -> (Vec<Line>, usize) {
    let headline = alike(headline);
    let length = |lines: &[Line]| lines.iter().map(|line| line.text.len()).sum::<usize>();
    let above = heading.map_or(0, |at| lines.partition_point(|line| line.node < at));
    let above = if length(&lines[..above]) * 4 <= length(&lines) { above } else { 0 };
    let mut kept: Vec<Line> = Vec::new();
    let mut begun = false;
    let mut last = 0;
    for (number, line) in lines.into_iter().enumerate() {
        let top = number < above || kept.len() < TOP;
        if top && line.is_about(authors) || kept.len() < TOP && is_headline(&line, &headline) {
            if kept.len() <= STANDFIRST {
                last = line.node;
            }
            about.push(line.text);
            continue;
        }
        let again = line.kind == Kind::Heading && alike(&line.text) == headline;
        let label = !begun && is_label(&line);
        if number >= above && !again && !label && !is_other(&line) {
            begun |= is_sentence(&line);
            kept.push(line);
        }
    }
    (kept, last)
}

/// Whether a line is the headline, perhaps with a few words more on the same line.
fn is_headline(line: &Line, headline: &str) -> bool {
    if headline.len() < 8 || line.text.len() > headline.len() * 2 + 60 {
        return false;
    }
    let text = alike(&line.text);
    let kicked = text.strip_suffix(headline).is_some_and(|kicker| line.kind == Kind::Heading && kicker.len() < 40);
    kicked
        || text.strip_prefix(headline).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && rest.len() < 40)
}

/// Whether a line is no part of an article, wherever it stands.
fn is_other(line: &Line) -> bool {
    line.is_furniture()
        || is_address(&line.text)
        || is_day(&line.text)
        // "###", "* * *".
        || !line.text.contains(char::is_alphanumeric)
}

/// Whether a line above the first sentence is a label or a counter: "Published in", "1.2K", "Companies".
fn is_label(line: &Line) -> bool {
    let open = !line.text.ends_with(['.', '!', '?', ':', '”', '"', '’', '—', '–']);
    open && matches!(line.kind, Kind::Paragraph | Kind::Item) && line.text.split(' ').count() <= 2
}

/// Whether a line is nothing but the address of a page.
fn is_address(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    last.contains("://") && line.len() < last.len() + 12
}

/// Leaves out lists of other articles under a heading of their own, and headings with nothing below them.
fn without_closing(lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    let mut closing = false;
    for line in lines {
        if line.is_closing() {
            closing = true;
            continue;
        }
        let long = line.kind == Kind::Paragraph && line.text.len() > 150 && line.linked * 3 < line.text.len();
        closing &= !long && line.kind != Kind::Heading;
        if !closing {
            kept.push(line);
        }
    }
    while kept.pop_if(|line| line.kind == Kind::Heading).is_some() {}
    kept
}

/// Leaves out what stands below the article about its authors.
fn without_bios(mut lines: Vec<Line>, authors: &str) -> Vec<Line> {
    let below = lines.len().saturating_sub(MOST_BIOS).max(1);
    let mut number = 0;
    lines.retain(|line| {
        number += 1;
        number <= below || !line.is_bio(authors)
    });
    lines
}

/// Leaves out pull quotes that repeat a sentence, and paragraphs that come twice.
fn without_repeats(lines: Vec<Line>) -> Vec<Line> {
    let quotes = lines.iter().filter(|line| line.kind == Kind::Quote).count();
    let text = if (1..=MOST_QUOTES).contains(&quotes) {
        let paragraphs: Vec<_> =
            lines.iter().filter(|line| line.kind == Kind::Paragraph).map(|line| alike(&line.text)).collect();
        paragraphs.join("\n")
    } else {
        String::new()
    };
    let mut seen: FxHashSet<String> = FxHashSet::default();
    lines
        .into_iter()
        .filter(|line| {
            let pulled = line.kind == Kind::Quote && line.text.len() < 300 && {
                let quote = alike(&line.text);
                quote.split(' ').count() >= 4 && text.contains(&quote)
            };
            !pulled && (line.text.len() < REPEATED || seen.insert(line.text.clone()))
        })
        .collect()
}
