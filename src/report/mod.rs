//! A report on a finished run: one HTML page that opens from disk, without a network, with an overview, a table of all
//! claims to search and filter, and the articles with their claims marked.
//!
//! It is made of the files of the run alone, read side by side and once; what is held grows with the number of different
//! speakers and outlets, not with the texts. Above two megabytes of texts, these lie in files beside the page.
//!
//! Laws: every text of the run is shown as it is and never becomes markup or script; the page asks no network for anything;
//! the same files give the same bytes; a report under its final name is whole.

mod article;
mod chart;
mod chunk;
mod files;
mod folder;
mod json;
mod overview;
mod page;
mod rows;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::error::Result;
use crate::output::{Part, Table, failed, remove_stale};
use article::Article;
use chunk::{Chunk, ClaimRow, Document};
use files::Articles;
use folder::RunFolder;
use overview::Overview;
use page::Page;
use rows::{Rows, Texts};

/// Name of the page.
pub const FILE_NAME: &str = "report.html";

/// A report as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The page.
    pub file: PathBuf,
    /// Files with articles in the folder `report` beside it; 0 where the page holds all.
    pub article_files: usize,
    /// Articles of the run.
    pub articles: u64,
    /// Claims of the run.
    pub claims: u64,
    /// What is missing in the report, and how to get it.
    pub remarks: Vec<String>,
}

/// Makes the report of the run in `folder` and puts it there.
///
/// # Errors
/// When the folder holds no run, a table that is needed is missing, the files do not belong together, or the report cannot
/// be written.
pub fn write(folder: &Path) -> Result<Report> {
    let mut run = RunFolder::open(folder)?;
    let mut tables = Tables::open(&mut run)?;
    remove_stale(folder);
    let mut data = Data::new(folder, tables.texts_bytes)?;
    while tables.documents.next()? {
        data.document(&mut tables)?;
    }
    let names = tables.end()?;
    let Data { mut spool, mut chunk, overview, articles, .. } = data;
    let wrong = |error| failed(&folder.join(FILE_NAME), error);
    let articles = articles.finish()?;
    spool.write_all(page::element("claims", &chunk.take()).as_bytes()).map_err(wrong)?;
    let mut spool = spool.into_inner().map_err(|error| wrong(error.into_error()))?;
    spool.rewind().map_err(wrong)?;

    let (before, after) = Page::new(&run, &overview, &articles.ids, names)?.render()?;
    let mut part = Part::create(folder, FILE_NAME)?;
    part.write(before.as_bytes())?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = spool.read(&mut buffer).map_err(wrong)?;
        if read == 0 {
            break;
        }
        part.write(&buffer[..read])?;
    }
    for inside in &articles.inside {
        part.write(page::element("articles", inside).as_bytes())?;
    }
    part.write(after.as_bytes())?;
    part.seal()?;
    let article_files = articles.put_in_place()?;
    let file = part.put_in_place()?;
    Ok(Report { file, article_files, articles: overview.articles, claims: overview.claims, remarks: run.remarks })
}

/// Columns of `documents.csv` that are read.
const DOCUMENTS: [&str; 11] =
    ["doc_id", "path", "sha256", "status", "message", "headline", "author", "outlet", "url", "published", "words"];

/// Columns of `claims.csv` that are read.
const CLAIMS: [&str; 24] = [
    "doc_id",
    "claim_id",
    "speaker",
    "speaker_id",
    "speaker_type",
    "speaker_role",
    "speaker_form",
    "claim",
    "kind",
    "cue",
    "act",
    "negated",
    "hedged",
    "via",
    "said_on",
    "said_on_text",
    "confidence",
    "sentence",
    "paragraph",
    "source",
    "claim_group",
    "claim_spans",
    "source_spans",
    "cue_spans",
];

/// The files of a run, side by side.
struct Tables {
    documents: Rows,
    claims: Rows,
    speakers: Option<Rows>,
    names: Option<Rows>,
    dates: Option<Rows>,
    quotes: Option<Rows>,
    texts: Option<Texts>,
    texts_bytes: u64,
}

impl Tables {
    fn open(run: &mut RunFolder) -> Result<Self> {
        let claims = Rows::open(run.needed(Table::Claims)?, &CLAIMS)?;
        let documents = Rows::open(run.needed(Table::Documents)?, &DOCUMENTS)?;
        let speakers = run.wanted(Table::Speakers, "Speakers have the name of their first claim");
        let texts = run.texts();
        // Marks need a text to stand in.
        let mut marks = |table, loss: &str, columns: &[&str]| {
            let found = texts.as_ref().and_then(|_| run.wanted(table, loss));
            found.map(|found| Rows::open(found, columns)).transpose()
        };
        let names = marks(Table::Entities, "Names are not marked", &["doc_id", "start", "end", "label", "name"])?;
        let dates = marks(Table::Dates, "Dates are not marked", &["doc_id", "start", "end", "value"])?;
        let quotes = marks(Table::Quotes, "Quotations without a speaker are not marked", &["doc_id", "start", "end"])?;
        Ok(Self {
            documents,
            claims,
            speakers: speakers.map(|found| Rows::open(found, &["speaker_id", "name"])).transpose()?,
            names,
            dates,
            quotes,
            texts_bytes: texts.as_ref().and_then(|path| path.metadata().ok()).map_or(0, |about| about.len()),
            texts: texts.map(Texts::open).transpose()?,
        })
    }

    /// Checks that all rows found their document, and gives the speakers' table back.
    fn end(self) -> Result<Option<Rows>> {
        self.claims.end()?;
        for rows in [self.names, self.dates, self.quotes].into_iter().flatten() {
            rows.end()?;
        }
        if let Some(texts) = self.texts {
            texts.end()?;
        }
        Ok(self.speakers)
    }
}

/// The data of the page, in the making.
struct Data {
    /// The claims' data, which stand behind the overview on the page and are known before it.
    spool: BufWriter<File>,
    spool_path: PathBuf,
    chunk: Chunk,
    articles: Articles,
    overview: Overview,
    /// Articles so far.
    number: u32,
}

impl Data {
    fn new(folder: &Path, texts_bytes: u64) -> Result<Self> {
        let spool = tempfile::tempfile_in(folder).map_err(|error| failed(&folder.join(FILE_NAME), error))?;
        Ok(Self {
            spool: BufWriter::with_capacity(1 << 16, spool),
            spool_path: folder.join(FILE_NAME),
            chunk: Chunk::default(),
            articles: Articles::new(folder, texts_bytes),
            overview: Overview::default(),
            number: 0,
        })
    }

    /// Takes the document at which the table of documents stands, with its rows in all other tables.
    fn document(&mut self, tables: &mut Tables) -> Result<()> {
        let cells = std::array::from_fn(|column| tables.documents.cell(column).to_owned());
        let [id, path, sha256, status, message, headline, author, outlet, url, published, _words]: [String;
            DOCUMENTS.len()] = cells;
        let text = tables.texts.as_mut().map(|texts| texts.of(&id, &sha256)).transpose()?.flatten();
        if status != "ok" {
            self.overview.failure(&path, &status, &message);
            return Ok(());
        }
        self.overview.articles += 1;
        self.overview.words += tables.documents.number(10)? as u64;
        let document = Document { id, path, headline, outlet, author, url, published };
        self.chunk.document(&document);
        let mut article = text.map(|text| Article::new(self.number, text));
        self.number += 1;
        while tables.claims.next_of(&document.id)? {
            self.claim(&document, &tables.claims, article.as_mut())?;
        }
        if let Some(mut article) = article {
            mark(&mut article, &document.id, tables)?;
            let file = self.articles.add(&article.to_json())?;
            self.chunk.file(file);
        }
        if let Some(full) = self.chunk.take_full() {
            let done = self.spool.write_all(page::element("claims", &full).as_bytes());
            done.map_err(|error| failed(&self.spool_path, error))?;
        }
        Ok(())
    }

    /// Takes the claim at which the table of claims stands.
    fn claim(&mut self, document: &Document, rows: &Rows, article: Option<&mut Article>) -> Result<()> {
        let cells: [&str; CLAIMS.len()] = std::array::from_fn(|column| rows.cell(column));
        let [
            _,
            claim_id,
            speaker,
            speaker_id,
            speaker_type,
            role,
            form,
            claim,
            kind,
            cue,
            act,
            negated,
            hedged,
            via,
            ..,
        ] = cells;
        let [.., said_on, said_on_text, confidence, sentence, _, source, group, content_at, source_at, cue_at] = cells;
        // As in speakers.csv: the day of the saying where it is one, else the day of publication.
        let day = if said_on.len() == "2025-04-25".len() && said_on.parse::<Date>().is_ok() {
            said_on
        } else {
            &document.published
        };
        let date = day.parse::<Date>().ok();
        self.overview.claim((speaker_id, speaker), act, kind, &document.outlet, date);
        let share: f64 = confidence.parse().map_err(|_| rows.wrong("the confidence is no number"))?;
        self.chunk.claim(&ClaimRow {
            claim_id,
            speaker,
            speaker_id,
            speaker_type,
            role,
            form,
            claim,
            kind,
            cue,
            act,
            negated: negated == "yes",
            hedged: hedged == "yes",
            via,
            said_on,
            said_on_text,
            day: if date.is_some() { day } else { "" },
            confidence: (share.clamp(0.0, 1.0) * 100.0).round() as u32,
            sentence,
            paragraph: rows.number(18)? as u32,
            source,
            group,
        });
        let marked = article.map(|article| article.claim([content_at, source_at, cue_at]));
        if marked == Some(None) { Err(outside(rows)) } else { Ok(()) }
    }
}

/// Marks the names, dates and quotations of an article.
fn mark(article: &mut Article, document: &str, tables: &mut Tables) -> Result<()> {
    if let Some(rows) = &mut tables.names {
        while rows.next_of(document)? {
            let marked = article.name(rows.number(1)?, rows.number(2)?, rows.cell(3), rows.cell(4));
            marked.ok_or_else(|| outside(rows))?;
        }
    }
    if let Some(rows) = &mut tables.dates {
        while rows.next_of(document)? {
            article.date(rows.number(1)?, rows.number(2)?, rows.cell(3)).ok_or_else(|| outside(rows))?;
        }
    }
    if let Some(rows) = &mut tables.quotes {
        while rows.next_of(document)? {
            article.quote(rows.number(1)?, rows.number(2)?).ok_or_else(|| outside(rows))?;
        }
    }
    Ok(())
}

fn outside(rows: &Rows) -> crate::error::Error {
    rows.wrong("its places do not lie in the article's text")
}
