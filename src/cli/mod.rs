//! The command line: `args` is what the user typed, `config` what the program needs, and each command has a file.
//! `engine` joins them to the library's pipeline.

mod args;
mod config;
mod engine;
mod extract;
mod interrupt;
mod parse;
mod progress;
mod reading;
mod report;
mod show;
mod summary;
mod tables;
mod training;
mod voice;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser};

use args::{Args, Command};
use config::{ExtractConfig, ShowConfig, TrainingConfig};

/// How a run ended. The numbers are a promise to scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All is done.
    Done = 0,
    /// The program could not run, or stopped at a failed document with `--fail-fast`.
    Failed = 1,
    /// The command line was not understood. `clap` gives the same number.
    Usage = 2,
    /// Done, but some documents gave no article.
    DoneWithFailures = 3,
    /// Ended by Ctrl-C: 128 and the number of the signal, as shells count.
    Interrupted = 130,
}

/// Runs what was typed.
pub(crate) fn run() -> ExitCode {
    keep_caught_panics_quiet();
    let ending = match command(Args::parse()) {
        Ok(ending) => ending,
        Err(error) if is_broken_pipe(&error) => Ending::Done,
        Err(error) => {
            voice::error(&message(&error));
            // A list of speakers is part of what the user typed, only that it stands in a file.
            let list = matches!(error.downcast_ref(), Some(sayso::error::Error::SpeakerList { .. }));
            if list || error.is::<config::UsageError>() { Ending::Usage } else { Ending::Failed }
        }
    };
    ExitCode::from(ending as u8)
}

/// A stage that breaks on an article is caught by the pipeline and becomes a row of `documents.csv`; the threads of the
/// pipeline, which have its name, need not alarm anybody with Rust's own words beside.
fn keep_caught_panics_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let worker = std::thread::current().name().is_some_and(|name| name.starts_with("sayso-"));
        if !worker {
            usual(panic);
        }
    }));
}

/// The error and what caused it. Causes that the message before already tells are not told twice.
fn message(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.as_str() {
        "" => cause,
        before if before.contains(&cause) => told,
        before => format!("{before}: {cause}"),
    })
}

fn command(args: Args) -> Result<Ending> {
    match args.command {
        Command::Extract(args) => extract::run(&ExtractConfig::new(*args)?),
        Command::Tables(args) => tables::run(&args),
        Command::Show(args) => show::run(&ShowConfig::new(*args)?),
        Command::Report { folder } => report::run(&folder),
        Command::ModelInput(args) => training::input(&TrainingConfig::new(*args)?),
        Command::ModelOutput(args) => training::output(&TrainingConfig::new(*args)?),
        Command::Parse => parse::run(),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "sayso", &mut script);
            print(&script)
        }
        Command::Man { command } => print(&manual(command.as_deref())?),
    }
}

/// The manual page of the program or of one command, as roff.
fn manual(command: Option<&str>) -> Result<Vec<u8>> {
    let mut program = Args::command();
    program.build();
    let wanted = match command {
        None => program,
        Some(name) => {
            let missing = || format!("there is no command \"{name}\"; sayso --help lists them");
            program.find_subcommand(name).with_context(missing)?.clone()
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(wanted).render(&mut page).context("the manual page could not be made")?;
    Ok(page)
}

fn print(bytes: &[u8]) -> Result<Ending> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).context("standard output could not be written")?;
    Ok(Ending::Done)
}

/// Whether whoever reads our output has enough of it (`sayso show a.txt | head`): a good end, not a failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
            || cause.downcast_ref().is_some_and(sayso::output::is_broken_pipe)
    })
}
