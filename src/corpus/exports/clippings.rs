//! Clippings that somebody put into one file by hand: above each article a headline, and with it a line of outlet and day ("The
//! Selwick Post, 2 May 2025"), a byline and an address.

use super::Exported;
use super::factiva::{is_byline, looks_like_names};
use super::lines::{self, Line, Lines, folded};
use crate::corpus::press::{issue, url};
use crate::corpus::{Metadata, people};

/// Lines with words above the first article: a title of the whole, whose it is.
const COVER: usize = 5;
/// Longest headline, in bytes.
const HEADLINE: usize = 200;
/// Lines with words between headline and text.
const HEADER: usize = 5;

/// The articles of such a file: two at least, each with its line of outlet and day at the same place.
pub(super) fn split(text: &Lines<'_>) -> Option<Vec<Exported>> {
    let lines = &text.lines;
    let issues: Vec<usize> = (0..lines.len()).filter(|&at| issue(lines[at].text).is_some()).collect();
    if issues.len() < 2 {
        return None;
    }
    let above = |at: usize| (0..at).rev().find(|&above| !lines[above].is_blank());
    let titled = |at: usize| above(at).filter(|&above| is_headline(lines[above].text));
    let starts = issues.iter().map(|&at| titled(at)).collect::<Option<Vec<usize>>>();
    let starts = starts.unwrap_or_else(|| issues.clone());
    if lines[..starts[0]].iter().filter(|line| !line.is_blank()).count() > COVER {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let documents = starts.iter().zip(&issues).zip(ends);
    documents.map(|((&start, &issue), end)| document(lines, (start, issue, end), text.unwrapped)).collect()
}

/// Whether a line may be a headline: short, and no sentence.
fn is_headline(line: &str) -> bool {
    line.len() <= HEADLINE && line.contains(' ') && !line.ends_with(['.', ',', ';', ':']) && url(line).is_none()
}

/// The article whose headline is the first line, or stands below outlet and day; `None` if there is no text below.
fn document(lines: &[Line<'_>], (start, issued, end): (usize, usize, usize), unwrapped: bool) -> Option<Exported> {
    let (outlet, day) = issue(lines[issued].text)?;
    let mut metadata = Metadata { outlet: Some(folded(outlet)), published: Some(day), ..Metadata::default() };
    let words = |from: usize| (from..end).filter(|&at| !lines[at].is_blank());
    let mut body = issued + 1;
    if start < issued {
        metadata.headline = Some(folded(lines[start].text));
    }
    for at in words(issued + 1).take(HEADER) {
        let line = lines[at].text;
        if let Some(address) = url(line) {
            metadata.url.get_or_insert_with(|| address.to_owned());
        } else if metadata.headline.is_none() && is_headline(line) {
            metadata.headline = Some(folded(line));
        } else if metadata.author.is_none() && (is_byline(line) || looks_like_names(line)) {
            metadata.author = people::author(line);
        } else {
            break;
        }
        body = at + 1;
    }
    let sentence = |at: usize| lines[at].text.len() > 40 && lines[at].text.contains(' ');
    if metadata.headline.is_none() || !words(body).any(sentence) {
        return None;
    }
    Some(Exported { text: lines::text(lines[body..end].iter().copied(), unwrapped), metadata, ..Exported::default() })
}
