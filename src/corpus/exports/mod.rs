//! Exports of news databases: one file, many articles, each with a header. [`split`] takes them apart.
//!
//! The layouts that are known stand in the modules: `lexis` (`LexisNexis` Academic, Nexis Uni, Lexis Advance), `factiva`,
//! `mastheads` (WISO, Europresse, Access World News, Westlaw), `labelled` (`ProQuest`, and others whose every line has a name before it), and `numbered` for whatever else is parted by
//! "Document 3 of 200" or "End of Document"; `clippings` is for files put together by hand. `marks` finds where documents begin and end, `lines` makes their texts,
//! `days` reads dates.
//!
//! Laws: any text gives a value, in time linear in its length; what is not surely an export is none, and an article that
//! quotes such lines stays whole; the text of an article has no field of its header in it, and all words between.

mod clippings;
mod days;
mod factiva;
mod factiva_codes;
mod labelled;
mod labels;
mod lexis;
mod lexis_tail;
mod lines;
mod marks;
mod mastheads;
mod numbered;

use super::whole::Parsed;
use super::{Metadata, Status};
use lines::Lines;
pub(super) use lines::folded;
use marks::Number;

/// The formats, by their names in the tables, whose files may hold an export.
const FORMATS: &[&str] = &["txt", "md", "docx", "odt", "doc", "rtf", "pdf", "html"];

/// One article of an export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Exported {
    /// Its text, without headline and header; empty if the export has only the header.
    pub(super) text: String,
    /// What its header says.
    pub(super) metadata: Metadata,
    /// Which it is in the file, from 1.
    pub(super) ordinal: usize,
    /// What the user should know about it.
    pub(super) remark: Option<String>,
    /// Its number by the export's own count.
    number: Option<Number>,
}

/// The articles of an export; `None` if the text is none.
pub(super) fn split(text: &str) -> Option<Vec<Exported>> {
    let lines = Lines::of(text);
    let mut articles = factiva::split(&lines)
        .or_else(|| mastheads::split(&lines))
        .or_else(|| lexis::split(&lines))
        .or_else(|| labelled::split(&lines))
        .or_else(|| numbered::split(&lines))
        .or_else(|| clippings::split(&lines))
        .filter(|articles| !articles.is_empty())?;
    let mut before: Option<Number> = None;
    let count = articles.len();
    for (at, article) in articles.iter_mut().enumerate() {
        article.ordinal = at + 1;
        article.remark = gap(before, article.number, at + 1 == count);
        before = article.number.or(before);
    }
    Some(articles)
}

/// Whether a text that begins so, and goes on, may be an export.
pub(super) fn begins(front: &str) -> bool {
    split(front).is_some() || front.lines().take(2000).filter(|line| marks::is_cover(line.trim())).count() > 4
}

/// The articles of a file: those of the export, if its only article is one in truth.
pub(super) fn apart(mut articles: Vec<Parsed>, format: &str) -> Vec<Parsed> {
    let only = match articles.as_slice() {
        [only] if only.entry.is_none() && FORMATS.contains(&format) => only.text.as_deref().ok(),
        _ => None,
    };
    let Some(exported) = only.and_then(split) else { return articles };
    let Some(whole) = articles.pop() else { return articles };
    let several = exported.len() > 1;
    let mut remarks = whole.remarks;
    let one = |article: Exported| Parsed {
        entry: several.then(|| article.ordinal.to_string()),
        id: whole.id.clone().filter(|_| !several),
        // What is said about the file as a whole is said of its first article.
        remarks: std::mem::take(&mut remarks).into_iter().chain(article.remark).collect(),
        text: if article.text.is_empty() {
            let message = "the export has a header for it, but no text; look it up in the database, or leave it out";
            Err((Status::Empty, message.to_owned()))
        } else {
            Ok(article.text)
        },
        metadata: if several { article.metadata } else { article.metadata.or(&whole.metadata) },
        encoding: whole.encoding.clone(),
    };
    exported.into_iter().map(one).collect()
}

/// What is missing between two documents, or behind the last, by the export's own count.
fn gap(before: Option<Number>, now: Option<Number>, last: bool) -> Option<String> {
    let (number, all) = now?;
    let missing = match before {
        Some((before, _)) if number > before + 2 => Some(format!("documents {} to {}", before + 1, number - 1)),
        Some((before, _)) if number == before + 2 => Some(format!("document {}", before + 1)),
        _ => None,
    };
    let before = missing.map(|what| format!("{what} of {all} missing in the export before this one"));
    let behind = (last && number < all).then(|| format!("the export ends with document {number} of {all}"));
    let remarks: Vec<_> = before.into_iter().chain(behind).collect();
    (!remarks.is_empty()).then(|| remarks.join("; "))
}

#[cfg(test)]
mod tests;
