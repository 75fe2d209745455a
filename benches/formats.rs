//! How long the formats take to write, and the most memory that it takes: the claims of the sample corpus, over and over
//! under new names, until there are as many as asked for.
//!
//!     cargo bench --bench formats -- csv,xlsx 100000

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "this program prints figures, and ends where it cannot")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use sayso::corpus::{self, Article, Outcome};
use sayso::output::{self, Format, Formats, RunRecord, TableOptions, TableSet};
use sayso::pipeline::{Document, Options, Pipeline};
use sayso::register::{KnownSpeakers, Register};
use sayso::tagger::Tagger;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Without it this is a test run, which wants to know that the program can be built.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let mut wanted = arguments.iter().filter(|argument| !argument.starts_with('-'));
    let formats = wanted.next().map_or("csv", String::as_str);
    let formats: Vec<Format> = formats.split(',').map(|format| format.parse().unwrap()).collect();
    let claims: u64 = wanted.next().map_or(100_000, |number| number.parse().unwrap());

    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let articles = corpus::read(&[corpus], &corpus::Options::default()).unwrap();
    let article = |outcome| if let Outcome::Article(article) = outcome { Some(article) } else { None };
    let articles: Vec<Article> = articles.filter_map(article).collect();
    let mut register = Register::new(KnownSpeakers::default());
    let mut documents: Vec<Document> = {
        let pipeline = Pipeline::new(Tagger::built_in().unwrap(), Options::default()).unwrap();
        pipeline.analyse(articles).unwrap().into_iter().map(Result::unwrap).collect()
    };
    for document in &mut documents {
        document.enter(&mut register);
        // The sample articles have no addresses, and links are the most that a workbook has to remember.
        let path = &document.article.path;
        document.article.metadata.url = Some(format!("https://news.example.org/2025/04/07/politics/{path}.html"));
    }

    let options =
        TableOptions { formats: Formats::new(&formats).unwrap(), model: "m".into(), ..TableOptions::default() };
    let folder = tempfile::tempdir().unwrap();
    // Forgets the most memory so far (proc(5), clear_refs).
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = memory();
    let began = Instant::now();
    let mut set = TableSet::create(folder.path(), &options).unwrap();
    let mut round = 0;
    while set.tally().counts.claims < claims {
        round += 1;
        for document in &mut documents {
            let id = document.article.id.clone();
            document.article.id = format!("{round}/{id}");
            set.append(output::render(&document.view(), &options)).unwrap();
            document.article.id = id;
        }
    }
    let rendered = began.elapsed().as_secs_f64();
    let record = RunRecord {
        version: String::new(),
        options: BTreeMap::new(),
        model: String::new(),
        model_hash: String::new(),
        started: String::new(),
        finished: String::new(),
    };
    let done = set.commit(&record, &register.settle()).unwrap();
    println!(
        "{formats:?}: {} claims of {} articles; {rendered:.1} s for the rows, {:.1} s for the formats; memory {:.0} MB, \
         before {:.0} MB",
        done.tally.counts.claims,
        done.tally.documents,
        began.elapsed().as_secs_f64() - rendered,
        memory(),
        before
    );
    let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
    for file in &done.files {
        let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        *sizes.entry(ending).or_default() += file.metadata().unwrap().len();
    }
    for (ending, bytes) in sizes {
        println!("  {ending}: {:.1} MB", bytes as f64 / 1e6);
    }
}

/// The most memory so far in megabytes; 0 where the system does not tell.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0 / 1e6
}
