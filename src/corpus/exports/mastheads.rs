//! Exports in which a line with outlet and day stands above each article, and a block of the database's own below it: WISO
//! and GENIOS ("Selwicker Post vom 02.05.2025, Nr. 52, S. 17"), Europresse as text ("Le Quai, no. 12", "Région, vendredi 2 mai
//! 2025 111 mots, p. 12"), Access World News of `NewsBank` ("May 2, 2025 | Selwick Post", below the headline), Westlaw ("5/2/25 Selwick
//! Post A4", "2025 WLNR 5740122").

use jiff::civil::Date;

use super::factiva::{is_byline, is_count, looks_like_names};
use super::labelled::outlet as outlet_of;
use super::labels::{self, Kind};
use super::lines::{self, Line, Lines, folded};
use super::marks::{is_copyright, is_end, is_rule};
use super::{Exported, days};
use crate::corpus::press::day as day_of;
use crate::corpus::{Metadata, people, published};

/// Lines above the one with outlet and day in which a headline stands.
const ABOVE: usize = 6;

/// Lines of what is said about a source.
const SOURCE: usize = 24;

/// Paragraphs of a text among which the byline stands.
const BYLINE: usize = 3;

/// The databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Database {
    Wiso,
    Europresse,
    NewsBank,
    Westlaw,
}

impl Database {
    const ALL: [Self; 4] = [Self::Wiso, Self::Europresse, Self::NewsBank, Self::Westlaw];

    /// Whether a line is one that only this database writes.
    fn signs(self, line: &str) -> bool {
        match self {
            Self::Wiso => line.starts_with("Dokumentnummer:") || line.to_lowercase().contains("genios"),
            Self::Europresse => number(line).is_some(),
            Self::NewsBank => line == "OpenURL Link" || line.contains("NewsBank") || labels::labels(line).count() > 1,
            Self::Westlaw => is_wlnr(line),
        }
    }

    /// The header that begins at a line.
    fn header(self, lines: &[Line<'_>], at: usize) -> Option<Header> {
        let line = lines[at].text;
        if line.is_empty() || line.len() > 200 {
            return None;
        }
        match self {
            Self::Wiso => {
                let (outlet, rest) = line.split_once(" vom ")?;
                let day = rest.split([',', ' ']).next().and_then(published::of_line)?;
                let placed = ["Nr.", "S.", "Seite"].iter().any(|word| rest.contains(word));
                let apart = lines.get(at + 1).is_none_or(|below| below.is_blank() || !lines[at].is_full());
                let whole = !outlet.contains(':') && outlet.len() < 60 && placed && apart && !rest.ends_with('.');
                // The headline may stand above.
                let parted = |above: &usize| {
                    let line = lines[*above].text;
                    is_rule(line)
                        || self.ends(line)
                        || line.to_lowercase().contains("genios")
                        || line.starts_with("http")
                };
                let above = (0..at).rev().take_while(|above| !parted(above)).take(ABOVE);
                let start = above.filter(|&above| !lines[above].is_blank()).last().unwrap_or(at);
                whole.then(|| Header {
                    start,
                    headline: (start < at).then_some(start),
                    body: at + 1,
                    outlet: outlet_of(outlet),
                    day: Some(day),
                })
            }
            Self::Europresse if line == "Nom de la source" => {
                let below = |from: usize| (from..lines.len()).find(|&at| !lines[at].is_blank());
                let outlet = below(at + 1)?;
                let counted = (outlet + 1..lines.len()).take(SOURCE).find(|&at| lines[at].text.ends_with(" mots"))?;
                let day = (outlet..counted).rev().find_map(|at| days::line(lines[at].text)).flatten()?;
                // The section stands right below, the headline behind a blank line.
                let section = lines.get(counted + 1).is_some_and(|line| !line.is_blank());
                let body = if section { counted + 2 } else { counted + 1 };
                Some(Header {
                    start: at,
                    headline: None,
                    body,
                    outlet: Some(folded(lines[outlet].text)),
                    day: Some(day),
                })
            }
            Self::Europresse => {
                let opens = at == 0 || lines[at - 1].is_blank();
                let next = (at + 1..lines.len())
                    .find(|&below| !lines[below].is_blank())
                    .filter(|&next| opens && next < at + 3)?;
                let below = lines[next].text;
                let counted = ["mots", "words", "palabras", "Wörter"].iter().any(|words| below.contains(words));
                let sure = counted || line.contains(", no. ");
                let day = below.split(", ").find_map(|part| days::leading(part)?.0).filter(|_| sure)?;
                let name = line.split(", no. ").next().unwrap_or(line);
                let name = name.split(" (site web)").next().unwrap_or(name);
                Some(Header {
                    start: at,
                    headline: None,
                    body: next + 1,
                    outlet: Some(name.trim().to_owned()),
                    day: Some(day),
                })
            }
            Self::NewsBank => {
                let (day, rest) = line.split_once(" | ")?;
                let outlet = rest.split(" | ").next().unwrap_or(rest);
                let day = days::day(day)?;
                let headline =
                    (0..at).rev().find(|&above| !lines[above].is_blank()).filter(|&above| above + 2 >= at)?;
                Some(Header {
                    start: headline,
                    headline: Some(headline),
                    body: at + 1,
                    outlet: outlet_of(outlet),
                    day: Some(day),
                })
            }
            Self::Westlaw => {
                let next = (at + 1..lines.len()).find(|&below| !lines[below].is_blank())?;
                let dated = line.split(' ').next().is_some_and(|day| day.split('/').count() == 3);
                (dated && is_wlnr(lines[next].text)).then_some(Header {
                    start: at,
                    headline: None,
                    body: next + 1,
                    outlet: None,
                    day: None,
                })
            }
        }
    }

    /// Whether a line ends the text of an article.
    fn ends(self, line: &str) -> bool {
        let any = |beginnings: &[&str]| beginnings.iter().any(|begin| line.starts_with(begin));
        match self {
            Self::Wiso => any(&["Quelle:", "Dokumentnummer:", "Dauerhafte Adresse", "Alle Rechte vorbehalten"]),
            Self::Europresse => {
                any(&["Cet article est paru dans", "This article appeared in"]) || number(line).is_some()
            }
            Self::NewsBank => labels::label(line).is_some_and(|label| label.name == "citation"),
            Self::Westlaw => any(&["---- Index References", "----Index References"]) || is_end(line),
        }
    }
}

/// A header.
#[derive(Debug)]
struct Header {
    /// Its first line.
    start: usize,
    /// The headline, if it stands above outlet and day.
    headline: Option<usize>,
    /// The line behind it, as far as it is always alike.
    body: usize,
    outlet: Option<String>,
    day: Option<Date>,
}

/// The documents of an export of this kind, if it is one.
pub(super) fn split(text: &Lines<'_>) -> Option<Vec<Exported>> {
    let lines = &text.lines;
    let signs = |database: &Database| lines.iter().any(|line| database.signs(line.text));
    Database::ALL.into_iter().filter(signs).find_map(|database| {
        let mut headers: Vec<Header> = (0..lines.len()).filter_map(|at| database.header(lines, at)).collect();
        if headers.is_empty() && database == Database::Wiso {
            headers = sources(lines);
        }
        // What stands above the first header is a line or two: the name of the database.
        let first = headers.first()?.start;
        if lines[..first].iter().filter(|line| line.text.len() > 60).count() > 1 {
            return None;
        }
        let ends = headers.iter().skip(1).map(|header| header.start).chain([lines.len()]).collect::<Vec<_>>();
        Some(
            headers
                .into_iter()
                .zip(ends)
                .map(|(header, end)| document(database, lines, header, end, text.unwrapped))
                .collect(),
        )
    })
}

/// The headers of documents of WISO that name outlet and day only below: "Quelle: Selwicker Post vom 02.05.2025, Nr. 52, S. 1".
fn sources(lines: &[Line<'_>]) -> Vec<Header> {
    let mut headers = Vec::new();
    let mut from = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some((outlet, rest)) = line.text.strip_prefix("Quelle:").and_then(|source| source.split_once(" vom "))
        else {
            if line.text.to_lowercase().contains("genios") || is_rule(line.text) {
                from = at + 1;
            }
            continue;
        };
        let day = rest.split([',', ' ']).next().and_then(published::of_line);
        if let Some(start) = (from..at).find(|&at| !lines[at].is_blank()).filter(|_| day.is_some()) {
            headers.push(Header {
                start,
                headline: Some(start),
                body: start + 1,
                outlet: outlet_of(outlet.trim()),
                day,
            });
            from = at + 1;
        }
    }
    headers
}

/// `news·20250502·SP·0457211930` (Europresse): the day in the number of a document.
fn number(line: &str) -> Option<Date> {
    let parts: Vec<&str> = line.split('·').collect();
    (parts.len() >= 3 && line.len() < 60).then(|| parts.iter().find(|part| part.len() == 8)?.parse().ok())?
}

/// "2025 WLNR 5740122".
fn is_wlnr(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.as_slice(), [year, "WLNR", number] if year.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// One document, whose lines end before `end`.
fn document(database: Database, lines: &[Line<'_>], header: Header, end: usize, unwrapped: bool) -> Exported {
    let Header { start, headline, body, mut outlet, mut day } = header;
    let close =
        (body..end).find(|&at| database.ends(lines[at].text) || is_copyright(lines[at].text) && at > body + HEAD);
    let close = close.unwrap_or(end);
    let close = match database {
        // WISO may have the author there.
        Database::Wiso => {
            let last = (body..close).rev().find(|&at| !lines[at].is_blank());
            last.filter(|&at| of_author(lines[at].text).is_some()).unwrap_or(close)
        }
        // The outlet stands above the citation once more.
        Database::NewsBank => above(lines, body, close, outlet.as_deref()),
        _ => close,
    };
    // Names between the bars of the line with outlet and day.
    let barred = lines[body - 1].text.split(" | ").skip(2).find(|part| looks_like_names(&part.replace(';', "")));
    let mut metadata = Metadata::default();
    let mut at = body;
    // Fields, and what else the databases put above the text.
    while at < close {
        let line = lines[at].text;
        let mut fields = labels::labels(line).peekable();
        if line.is_empty() || is_count(line) || line == "OpenURL Link" || is_copyright(line) {
        } else if let Some(first) = fields.peek()
            && first.kind != Kind::Text
        {
            for field in fields.filter(|field| field.kind == Kind::Author) {
                metadata.author = people::author(field.value);
            }
        } else if let Some(names) = of_author(line) {
            metadata.author = people::surname_first(names);
        } else if database == Database::Westlaw && outlet.is_none() {
            outlet = outlet_of(line);
        } else if database == Database::Westlaw && day.is_none() && days::line(line).is_some() {
            day = days::day(line);
        } else {
            break;
        }
        at += 1;
    }
    let mut between = start + 1..start + 1;
    if let Some(headline) = headline {
        if database == Database::Wiso {
            between = start + 1..(body - 1).max(start + 1);
        }
        metadata.headline = Some(folded(lines[headline].text));
    } else if at < close {
        let wrapped = |at: &usize| !unwrapped && lines[at - 1].is_full() && !lines[*at].is_blank();
        let until = (at + 1..close).take_while(wrapped).last().map_or(at + 1, |last| last + 1);
        metadata.headline = Some(folded(&lines[at..until].iter().map(|line| line.text).collect::<Vec<_>>().join(" ")));
        at = until;
    }
    let byline = (at..close).filter(|&at| !lines[at].is_blank()).take(BYLINE).enumerate().find(|&(place, at)| {
        let line = without_mail(lines[at].text);
        is_turned(line)
            || is_byline(line)
            || place == 0 && (looks_like_names(line) || line.len() < 30 && line.starts_with('(') && line.ends_with(')'))
    });
    let byline = byline.filter(|_| metadata.author.is_none()).map(|(_, at)| at);
    metadata.author = metadata.author.or_else(|| {
        let line = without_mail(lines[byline?].text).trim_matches(['(', ')']);
        if is_turned(line) { people::surname_first(line) } else { people::author(line) }
    });
    // The day on which the article was saved may stand below its author.
    let saved =
        |at: usize| byline.is_some_and(|byline| (byline..byline + 4).contains(&at)) && day_of(lines[at].text).is_some();
    let body = between.chain(at..close).filter(|&at| byline != Some(at) && !saved(at)).map(|at| lines[at]);
    metadata.published = day.or_else(|| lines[close..end].iter().find_map(|line| number(line.text)));
    let below = lines[close..end].iter().find_map(|line| of_author(line.text));
    metadata.author = metadata
        .author
        .or_else(|| barred.filter(|_| database == Database::NewsBank).and_then(people::author))
        .or_else(|| below.and_then(people::surname_first));
    metadata.outlet = outlet;
    let kept = (close..end).find(|&at| lines[at].text.starts_with("Dauerhafte Adresse"));
    let address = |at: usize| lines[at].text.split(' ').find(|word| word.starts_with("http")).map(str::to_owned);
    metadata.url = kept.and_then(|at| (at..end.min(at + 3)).find_map(address));
    Exported { text: lines::text(body, unwrapped), metadata, ..Exported::default() }
}

/// The names of "Autor: Doe, Jane".
fn of_author(line: &str) -> Option<&str> {
    ["Autor:", "Autorin:", "Autoren:"].iter().find_map(|name| line.strip_prefix(name))
}

/// "Jane Doe jdoe@selwickpost.example" -> "Jane Doe".
fn without_mail(line: &str) -> &str {
    line.rsplit_once(' ').filter(|(_, mail)| mail.contains('@')).map_or(line, |(names, _)| names)
}

/// "Doe, Jane; Roe, John": surnames first.
fn is_turned(line: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    line.len() < 120
        && line.split(';').all(|name| {
            let parts: Vec<&str> = name.split(',').map(str::trim).collect();
            matches!(parts.as_slice(), [last, first] if last.split(' ').count() <= 2
                && (1..=2).contains(&first.split(' ').count()) && first.split(' ').all(capital) && capital(last))
        })
}

/// Lines behind a header in which a copyright is still of it.
const HEAD: usize = 6;

/// The end of a text without the line that repeats the outlet.
fn above(lines: &[Line<'_>], body: usize, close: usize, outlet: Option<&str>) -> usize {
    let last = (body..close).rev().find(|&at| !lines[at].is_blank());
    last.filter(|&at| outlet.is_some_and(|outlet| outlet_of(lines[at].text).as_deref() == Some(outlet)))
        .unwrap_or(close)
}
