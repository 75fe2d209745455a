//! What the program needs, made of what the user typed: defaults filled in, contradictions refused.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sayso::corpus::{self, FieldMap};
use sayso::output::{Chosen, Format, Formats, Table, TableOptions};
use sayso::tagger::Engine;
use serde_json::{Value, json};

use super::args::{CPU, EngineName, ExtractArgs, ReadingArgs, ShowArgs, TrainingArgs};
use super::voice::Voice;

/// Tables that a report cannot do without.
const REPORTED: [Table; 2] = [Table::Claims, Table::Documents];

/// Options that contradict each other, found after `clap` was content.
#[derive(Debug)]
pub(crate) struct UsageError(&'static str);

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for UsageError {}

/// What the stages before the tables need.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EngineConfig {
    /// Folder of the model; `None` is the built-in one.
    pub(crate) model: Option<PathBuf>,
    /// What runs it.
    pub(crate) engine: Engine,
    /// The model that finds the names, and the device that it runs on; `None` leaves them to the first.
    pub(crate) names: Option<(PathBuf, String)>,
    /// Day of publication where an article does not say it.
    pub(crate) published: Option<Date>,
    /// Worker threads.
    pub(crate) jobs: usize,
    /// Indirect claims less sure than this are left out.
    pub(crate) min_confidence: f32,
}

/// Where the tables go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Files in a folder.
    Folder(PathBuf),
    /// Claims to standard output.
    Stdout,
}

/// What `sayso extract` needs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ExtractConfig {
    /// Files and folders.
    pub(crate) inputs: Vec<PathBuf>,
    /// How they are read.
    pub(crate) reading: corpus::Options,
    /// How they are analysed.
    pub(crate) engine: EngineConfig,
    /// How the tables are written. The model's name is filled in when the model is loaded.
    pub(crate) tables: TableOptions,
    /// Where they go.
    pub(crate) target: Target,
    /// The user's list of speakers.
    pub(crate) speakers: Option<PathBuf>,
    /// Make the report when the tables are done.
    pub(crate) report: bool,
    /// Stop at the first failed document.
    pub(crate) fail_fast: bool,
    /// How much is said.
    pub(crate) voice: Voice,
}

/// What `sayso show` needs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ShowConfig {
    /// The file.
    pub(crate) file: PathBuf,
    /// Which of its articles, from 0.
    pub(crate) article: usize,
    /// Width of the lines in characters; `None` is that of the terminal.
    pub(crate) width: Option<usize>,
    /// How the file is read.
    pub(crate) reading: corpus::Options,
    /// How the article is analysed.
    pub(crate) engine: EngineConfig,
}

/// What `sayso model-input` and `sayso model-output` need.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TrainingConfig {
    /// Files and folders.
    pub(crate) inputs: Vec<PathBuf>,
    /// How they are read.
    pub(crate) reading: corpus::Options,
    /// The model.
    pub(crate) engine: EngineConfig,
}

impl TrainingConfig {
    /// What was typed, as the program needs it.
    pub(crate) fn new(args: TrainingArgs) -> Result<Self, UsageError> {
        let TrainingArgs { inputs, reading } = args;
        Ok(Self { inputs, reading: options(&reading, true), engine: engine(reading, Some(1))? })
    }
}

impl ExtractConfig {
    /// What was typed, as the program needs it.
    pub(crate) fn new(args: ExtractArgs) -> Result<Self, UsageError> {
        let target = if args.output == Path::new("-") { Target::Stdout } else { Target::Folder(args.output) };
        let tables = match (&target, &args.tables) {
            (Target::Stdout, _) if args.report => {
                return Err(UsageError("--report needs a folder to write report.html into; name one with -o"));
            }
            (_, Some(tables)) if args.report && !REPORTED.iter().all(|table| tables.contains(table)) => {
                return Err(UsageError(
                    "--report needs the tables claims and documents; add them to --tables, or leave it out",
                ));
            }
            (Target::Stdout, None) if !args.save_text => Chosen::claims_only(),
            (Target::Stdout, Some(tables)) if tables.iter().any(|&table| table != Table::Claims) => {
                return Err(UsageError(
                    "standard output takes the claims only; leave out --tables, or name a folder with -o",
                ));
            }
            (Target::Stdout, _) if args.save_text => {
                return Err(UsageError("--save-text needs a folder to write texts.jsonl into; name one with -o"));
            }
            (_, tables) => tables.as_deref().and_then(Chosen::new).unwrap_or_default(),
        };
        if target == Target::Stdout && !matches!(args.format[..], [Format::Csv | Format::Jsonl]) {
            return Err(UsageError(
                "standard output takes csv or jsonl alone; name a folder with -o for other formats",
            ));
        }
        if args.report && !args.format.contains(&Format::Csv) {
            return Err(UsageError("--report is made from the CSV tables; add csv to --format, or leave it out"));
        }
        let engine = engine(args.reading.clone(), args.jobs.map(Into::into))?;
        let mut reading = corpus::Options { threads: engine.jobs, ..options(&args.reading, args.keep_duplicates) };
        if let Target::Folder(folder) = &target {
            // The tables of the last run are no articles, even where they lie below the input folder.
            reading.exclude.push(folder.clone());
        }
        Ok(Self {
            inputs: args.inputs,
            reading,
            engine,
            tables: TableOptions {
                tables,
                formats: Formats::new(&args.format).unwrap_or_default(),
                delimiter: args.delimiter,
                model: String::new(),
                timings: args.verbose,
                texts: args.save_text || args.report,
            },
            target,
            speakers: args.speakers,
            report: args.report,
            fail_fast: args.fail_fast,
            voice: match (args.quiet, args.verbose) {
                (true, _) => Voice::Quiet,
                (_, true) => Voice::Verbose,
                _ => Voice::Normal,
            },
        })
    }

    /// The options in force, for `run.json`.
    pub(crate) fn record(&self) -> BTreeMap<String, Value> {
        let fields = &self.reading.fields;
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let tables: Vec<_> = self.tables.tables.iter().map(Table::name).collect();
        [
            ("inputs", json!(self.inputs.iter().map(|path| text(path)).collect::<Vec<_>>())),
            ("output", json!(if let Target::Folder(folder) = &self.target { text(folder) } else { "-".into() })),
            ("tables", json!(tables)),
            ("formats", json!(self.tables.formats.iter().map(Format::name).collect::<Vec<_>>())),
            ("save_text", json!(self.tables.texts)),
            ("delimiter", json!(char::from(self.tables.delimiter.byte()).to_string())),
            // As typed: 0.35 in twice as many bits would read 0.3499999940395355.
            ("min_confidence", json!(self.engine.min_confidence.to_string().parse::<f64>().unwrap_or_default())),
            ("published", json!(self.engine.published.map(|day| day.to_string()))),
            ("model", json!(self.engine.model.as_deref().map(text))),
            (
                "engine",
                json!(match &self.engine.engine {
                    Engine::Embedded => "embedded".to_owned(),
                    Engine::RustBert(device) => format!("rust-bert on {device}"),
                }),
            ),
            ("ner_model", json!(self.engine.names.as_ref().map(|(folder, _)| text(folder)))),
            ("speakers", json!(self.speakers.as_deref().map(text))),
            ("jobs", json!(self.engine.jobs)),
            ("fail_fast", json!(self.fail_fast)),
            ("keep_duplicates", json!(self.reading.keep_duplicates)),
            ("max_size", json!(self.reading.max_bytes)),
            ("max_file_size", json!(self.reading.max_file)),
            ("max_unpacked", json!(self.reading.max_unpacked)),
            ("max_ratio", json!(self.reading.max_ratio)),
            ("max_seconds", json!(self.reading.max_seconds)),
            ("max_memory", json!(self.reading.max_memory)),
            (
                "fields",
                json!({
                    "id": fields.id, "text": fields.text, "title": fields.title, "author": fields.author,
                    "outlet": fields.outlet, "url": fields.url, "published": fields.published,
                }),
            ),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}

impl ShowConfig {
    /// What was typed, as the program needs it.
    pub(crate) fn new(args: ShowArgs) -> Result<Self, UsageError> {
        Ok(Self {
            file: args.file,
            article: args.article.get() - 1,
            width: args.width.map(Into::into),
            reading: options(&args.reading, true),
            engine: engine(args.reading, None)?,
        })
    }
}

fn options(args: &ReadingArgs, keep_duplicates: bool) -> corpus::Options {
    corpus::Options {
        fields: FieldMap {
            id: args.id_field.clone(),
            text: args.text_field.clone(),
            title: args.title_field.clone(),
            author: args.author_field.clone(),
            outlet: args.outlet_field.clone(),
            url: args.url_field.clone(),
            published: args.published_field.clone(),
        },
        max_bytes: args.max_size,
        max_file: args.max_file_size,
        max_unpacked: args.max_unpacked,
        max_ratio: args.max_ratio,
        threads: 1,
        // Where the system does not say, files are parsed in this process: better than not at all.
        helper: std::env::current_exe().ok(),
        max_seconds: args.max_seconds,
        max_memory: args.max_memory,
        keep_duplicates,
        exclude: Vec::new(),
    }
}

fn engine(args: ReadingArgs, jobs: Option<usize>) -> Result<EngineConfig, UsageError> {
    if args.device != CPU && args.engine == EngineName::Embedded && args.ner_model.is_none() {
        return Err(UsageError("the built-in engine knows no --device; add --engine rust-bert, or leave it out"));
    }
    let cores = || std::thread::available_parallelism().map_or(1, Into::into);
    Ok(EngineConfig {
        model: args.model,
        engine: match args.engine {
            EngineName::Embedded => Engine::Embedded,
            EngineName::RustBert => Engine::RustBert(args.device.clone()),
        },
        names: args.ner_model.map(|folder| (folder, args.device)),
        published: args.published,
        jobs: jobs.unwrap_or_else(cores),
        min_confidence: args.min_confidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Args, Command};
    use clap::Parser;

    fn config(typed: &str) -> Result<ExtractConfig, UsageError> {
        let args = Args::try_parse_from(typed.split(' ')).unwrap();
        let Command::Extract(args) = args.command else { panic!("no extract") };
        ExtractConfig::new(*args)
    }

    #[test]
    fn defaults() {
        let config = config("sayso extract articles").unwrap();
        assert_eq!(config.target, Target::Folder("output".into()));
        assert_eq!(config.tables.tables, Chosen::default());
        assert_eq!(config.reading.exclude, [PathBuf::from("output")]);
        assert_eq!(config.reading.threads, config.engine.jobs);
        assert!(config.reading.helper.is_some());
        let reading = corpus::Options { exclude: vec![], threads: 1, helper: None, ..config.reading };
        assert_eq!(reading, corpus::Options::default());
        assert!(config.engine.jobs > 0);
    }

    #[test]
    fn standard_output_takes_claims_only() {
        let config_of = config;
        assert_eq!(config_of("sayso extract a -o -").unwrap().tables.tables, Chosen::claims_only());
        assert!(config_of("sayso extract a -o - --tables claims").is_ok());
        assert!(config_of("sayso extract a -o - --tables claims,quotes").is_err());
        assert!(config_of("sayso extract a -o - --format jsonl").is_ok());
        assert!(config_of("sayso extract a -o - --format xlsx").is_err());
        assert!(config_of("sayso extract a -o - --format csv,jsonl").is_err());
        assert!(config_of("sayso extract a -o - --report").is_err());
    }

    #[test]
    fn a_device_is_for_what_can_use_it() {
        assert!(config("sayso extract a --device cuda:0").is_err());
        assert!(config("sayso extract a --device cuda:0 --engine rust-bert").is_ok());
        assert!(config("sayso extract a --device cuda:0 --ner-model b").is_ok());
        assert!(config("sayso extract a --device cpu").is_ok());
    }

    #[test]
    fn a_report_needs_texts_and_two_tables() {
        assert!(config("sayso extract a --report").unwrap().tables.texts);
        assert!(config("sayso extract a --report --tables claims,documents").is_ok());
        assert!(config("sayso extract a --report --tables claims").is_err());
        assert!(config("sayso extract a --report --format csv,xlsx").is_ok());
        assert!(config("sayso extract a --report --format xlsx").is_err());
    }
}
