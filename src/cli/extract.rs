//! `sayso extract`: from files and folders to tables, with progress on the way and a summary at the end.

use std::io::{Stdout, stdout};
use std::ops::ControlFlow;
use std::time::Instant;

use anyhow::{Result, bail};
use jiff::{Timestamp, Unit};
use sayso::corpus::{self, Failure, Status};
use sayso::output::{self, ClaimStream, RunRecord, Table, TableOptions, TableSet, Tally};
use sayso::pipeline::Finished;
use sayso::register::{KnownSpeakers, Register};

use super::config::{ExtractConfig, Target};
use super::engine::Engine;
use super::interrupt::Interrupt;
use super::progress::Progress;
use super::reading::Documents;
use super::voice::{self, Voice, counted};
use super::{Ending, report, summary};

/// Failures that are named one by one, unless `--verbose` names all.
const NAMED_FAILURES: u64 = 10;

/// Runs the command.
pub(crate) fn run(config: &ExtractConfig) -> Result<Ending> {
    let (clock, started) = (Instant::now(), now());
    // What can fail at once does so before the model is loaded: a list that is none, a missing input, a folder that
    // cannot be written.
    let known = config.speakers.as_deref().map(KnownSpeakers::read).transpose()?;
    let corpus = corpus::read(&config.inputs, &config.reading)?;
    let interrupt = Interrupt::listen()?;
    let mut writer = Writer::new(config)?;
    let engine = Engine::load(&config.engine)?;
    let tables = TableOptions { model: engine.label(), ..config.tables.clone() };

    let documents = Documents::new(corpus, interrupt.clone());
    let progress = Progress::new(documents.position(), config.voice);
    let mut sink = Sink { config, writer: &mut writer, progress, failures: 0, stopped: None };
    let mut register = Register::new(known.unwrap_or_default());
    let ran = engine.run(documents, &tables, &mut register, |finished| {
        if interrupt.happened() {
            return ControlFlow::Break(());
        }
        sink.take(finished)
    });
    sink.progress.finish();
    let stopped = sink.stopped;
    ran?;

    match stopped {
        Some(Stop::Failure(failure)) => {
            bail!("{failure} (stopped because of --fail-fast; {})", config.unchanged())
        }
        Some(Stop::Writing(error)) if output::is_broken_pipe(&error) => return Ok(Ending::Done),
        Some(Stop::Writing(error)) => return Err(error.into()),
        None if interrupt.happened() => {
            let done = counted(writer.tally().documents, "document");
            voice::say(&format!("Stopped after {done}; {}.", config.unchanged()));
            return Ok(Ending::Interrupted);
        }
        None if writer.tally().documents == 0 => {
            let inputs: Vec<_> = config.inputs.iter().map(|path| path.display().to_string()).collect();
            bail!("{}: no articles were found; name a file, or a folder with files in it", inputs.join(", "))
        }
        None => {}
    }

    let failed = writer.tally().failed() > 0;
    let seconds = clock.elapsed().as_secs_f64();
    let lines = match (writer, &config.target) {
        (Writer::Folder(set), Target::Folder(folder)) => {
            let (model, model_hash) = engine.name_and_hash();
            let record = RunRecord {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                options: config.record(),
                model,
                model_hash,
                started,
                finished: now(),
            };
            let done = set.commit(&record, &register.settle())?;
            let mut lines = summary::totals(&done.tally, config.tables.formats, seconds);
            lines.extend(summary::places(folder, &done));
            lines.extend(if config.report { report::make(folder)? } else { report::older(folder) });
            lines
        }
        (writer, _) => summary::totals(writer.tally(), config.tables.formats, seconds),
    };
    if config.voice > Voice::Quiet {
        for line in &lines {
            voice::say(line);
        }
    }
    Ok(if failed { Ending::DoneWithFailures } else { Ending::Done })
}

/// The time, RFC 3339 in UTC, to the second.
fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now).to_string()
}

impl ExtractConfig {
    /// What a run that ended early has done to the tables.
    fn unchanged(&self) -> String {
        match &self.target {
            Target::Folder(folder) => {
                format!("nothing in {} was changed", folder.display())
            }
            Target::Stdout => "the claims found before were written".into(),
        }
    }
}

/// Where rows go.
enum Writer {
    Folder(Box<TableSet>),
    Stdout(ClaimStream<Stdout>),
}

impl Writer {
    fn new(config: &ExtractConfig) -> sayso::error::Result<Self> {
        Ok(match &config.target {
            Target::Folder(folder) => Self::Folder(Box::new(TableSet::create(folder, &config.tables)?)),
            Target::Stdout => Self::Stdout(ClaimStream::new(stdout(), &config.tables)?),
        })
    }

    fn append(&mut self, document: output::RenderedDocument) -> sayso::error::Result<()> {
        match self {
            Self::Folder(set) => set.append(document),
            Self::Stdout(stream) => stream.append(&document),
        }
    }

    const fn tally(&self) -> &Tally {
        match self {
            Self::Folder(set) => set.tally(),
            Self::Stdout(stream) => stream.tally(),
        }
    }
}

/// Why a run ended before its last document, Ctrl-C apart.
enum Stop {
    /// A document failed, and `--fail-fast` was given.
    Failure(Box<Failure>),
    /// A table cannot be written.
    Writing(sayso::error::Error),
}

/// What happens to every finished document.
struct Sink<'a> {
    config: &'a ExtractConfig,
    writer: &'a mut Writer,
    progress: Progress,
    failures: u64,
    stopped: Option<Stop>,
}

impl Sink<'_> {
    fn take(&mut self, finished: Finished) -> ControlFlow<()> {
        let rendered = match finished {
            Finished::Document(rendered) => rendered,
            Finished::Failed(failure, rendered) => {
                if failure.status != Status::Duplicate {
                    if self.config.fail_fast {
                        self.stopped = Some(Stop::Failure(Box::new(failure)));
                        return ControlFlow::Break(());
                    }
                    self.name(&failure);
                }
                rendered
            }
        };
        if let Err(error) = self.writer.append(rendered) {
            self.stopped = Some(Stop::Writing(error));
            return ControlFlow::Break(());
        }
        let tally = self.writer.tally();
        self.progress.update(tally.documents, tally.counts.claims);
        ControlFlow::Continue(())
    }

    /// Says which document failed, and why.
    fn name(&mut self, failure: &Failure) {
        self.failures += 1;
        match self.config.voice {
            Voice::Quiet => {}
            Voice::Normal if self.failures > NAMED_FAILURES + 1 => {}
            Voice::Normal if self.failures == NAMED_FAILURES + 1 => {
                let listed = self.config.tables.tables.contains(Table::Documents);
                let file = self.config.tables.formats.file_of(Table::Documents);
                let where_else = if listed { format!("{file} says why for each, and ") } else { String::new() };
                self.progress.say(&format!("More documents failed; {where_else}-v names them all here."));
            }
            Voice::Normal | Voice::Verbose => self.progress.say(&failure.to_string()),
        }
    }
}
