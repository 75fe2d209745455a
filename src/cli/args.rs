//! What the user typed. Nothing here is used by the rest of the program: `config` turns it into what is needed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use sayso::corpus;
use sayso::output::{Delimiter, Format, Table};

// Lines of at most 78 characters: clap breaks longer ones without their indent.
const EXAMPLES: &str = "\
Examples:
  sayso extract articles           read every article in the folder articles;
                                   the tables go to the folder output
  sayso show articles/budget.txt   see one article with its claims marked
  sayso extract --help             every option of extract

Exit codes:
    0  done
    1  could not run
    2  the command line was not understood
    3  done, but some documents failed; documents.csv says which and why
  130  stopped by Ctrl-C";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  sayso extract articles
      Read every article in the folder articles and in the folders below it:
      text, web pages, Word, PDF, tables, archives. Write claims.csv and the
      other tables into the folder output. Open output/claims.csv in a
      spreadsheet program.

  sayso extract articles -o week-17 --published 2025-04-25
      The same into the folder week-17. In articles that do not say when they
      appeared, \"last Tuesday\" is counted from 25 April 2025.

  sayso extract articles --format xlsx,csv
      Write one Excel workbook with a sheet for each table, too.

  sayso extract articles --delimiter semicolon
      For spreadsheet programs in a language that writes 1,5 for one and a half.

  sayso extract news.jsonl --text-field body --title-field headline
      Read one article a line, the text from the field \"body\" and the headline
      from \"headline\".

  sayso extract articles --speakers people.csv
      Give the claims of each speaker in people.csv the id that stands there:
      its first line is name,aliases,id and another line perhaps
      Ann Lee,A. B. Lee; Annie Lee,Q1234.

  sayso extract articles -o - | grep Vance
      Write the claims to standard output, for other programs; with
      --format jsonl as JSON Lines.

A document that cannot be read does not stop the run: documents.csv says what
was wrong with it, and the exit code is 3. If you press Ctrl-C, nothing is
written, and the tables of an earlier run stay as they were.";

const SHOW_EXAMPLES: &str = "\
Examples:
  sayso show articles/budget.txt
  sayso show news.jsonl --article 12
      The twelfth article of a file that holds several.
  NO_COLOR=1 sayso show articles/budget.txt
      Labels in brackets in place of colours.";

const REPORT_EXAMPLES: &str = "\
Examples:
  sayso extract articles --report
      Read the articles, and make the report at once: output/report.html.

  sayso report week-17
      Make the report of a run that is done: week-17/report.html. It holds the
      articles' texts if the run had --save-text.

Open report.html in a browser. It works from disk and loads nothing from the
network. If there is a folder named report beside it, keep the two together.";

/// Heading of the options that keep hostile files out.
const LIMITS: &str = "Limits";
const FIELDS: &str = "Fields of JSON files and columns of tables";

/// Heading of the options that choose what runs the model.
const ENGINE: &str = "Engine";

/// The device that every machine has.
pub(crate) const CPU: &str = "cpu";

/// The engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineName {
    /// Part of the program
    Embedded,
    /// libtorch under Rust
    RustBert,
}

/// Turns news articles into a spreadsheet of attributed claims: who said what, when, through which outlet, and where in
/// the text.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, about, after_help = EXAMPLES, max_term_width = 120, arg_required_else_help = true)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and write tables of claims, quotations, names and dates
    Extract(Box<ExtractArgs>),
    /// Show one article in the terminal, with sources, cues and claims marked
    Show(Box<ShowArgs>),
    /// Make a page to look at from the tables of a run: all claims to search, and the articles with their claims marked
    #[command(after_help = REPORT_EXAMPLES)]
    Report {
        /// Folder with the tables of a run, as extract wrote it
        #[arg(value_name = "FOLDER", default_value = "output")]
        folder: PathBuf,
    },
    /// Print which tables there are, with the type and meaning of every column
    Tables(TablesArgs),
    /// Print what the model is given of each article, as JSON Lines; training/ reads this
    #[command(hide = true)]
    ModelInput(Box<TrainingArgs>),
    /// Print what was found in each article and what speaks for it, as JSON Lines; training/ reads this
    #[command(hide = true)]
    ModelOutput(Box<TrainingArgs>),
    /// Parse files for another process of sayso that sends them to standard input
    #[command(hide = true)]
    Parse,
    /// Print a script that lets your shell complete sayso's options when you press Tab
    Completions {
        /// Your shell
        shell: Shell,
    },
    /// Print the manual page (try: sayso man | man -l -)
    Man {
        /// A command, for its own page
        command: Option<String>,
    },
}

/// Options of `sayso extract`.
#[derive(Debug, ClapArgs)]
#[command(after_help = EXTRACT_EXAMPLES)]
pub(crate) struct ExtractArgs {
    /// Files or folders with articles (text, web pages, Word, PDF, tables, mails, archives); - is standard input
    #[arg(required = true, value_name = "FILE OR FOLDER")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Folder for the tables, made if need be; - writes the claims to standard output
    #[arg(short, long, value_name = "FOLDER", default_value = "output")]
    pub(crate) output: PathBuf,

    /// Tables to write, with commas between: claims, speakers, quotes, entities, dates, sentences, documents [default:
    /// all but sentences]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(crate) tables: Option<Vec<Table>>,

    /// Formats of the tables, with commas between: csv, xlsx (one Excel workbook, sayso.xlsx), jsonl, parquet
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "csv")]
    pub(crate) format: Vec<Format>,

    /// Write the articles' texts, too, into texts.jsonl: what the offsets in the tables point into
    #[arg(long)]
    pub(crate) save_text: bool,

    /// Make report.html, too: a page with all claims to search, and the articles with their claims marked. Saves the texts
    #[arg(long)]
    pub(crate) report: bool,

    /// CSV file with speakers that you know: columns name, aliases (; between them) and id. Their claims get your id
    #[arg(long, value_name = "FILE")]
    pub(crate) speakers: Option<PathBuf>,

    /// Character between the cells of a row of CSV: comma, semicolon or tab
    #[arg(long, value_name = "NAME", default_value = "comma")]
    pub(crate) delimiter: Delimiter,

    /// Stop at the first document that cannot be read, and write nothing
    #[arg(long)]
    pub(crate) fail_fast: bool,

    /// Analyse articles whose text was read before in the same run, too
    #[arg(long)]
    pub(crate) keep_duplicates: bool,

    /// Articles analysed at the same time [default: as many as the computer has cores]
    #[arg(long, value_name = "NUMBER", value_parser = at_least_one)]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Name every document that failed, and write how long each took to documents.csv
    #[arg(short, long)]
    pub(crate) verbose: bool,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Options of `sayso show`.
#[derive(Debug, ClapArgs)]
#[command(after_help = SHOW_EXAMPLES)]
pub(crate) struct ShowArgs {
    /// The file; - is standard input
    pub(crate) file: PathBuf,

    /// Which article, in a file that holds several
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = at_least_one)]
    pub(crate) article: NonZeroUsize,

    /// Width of the lines in characters [default: that of the terminal]
    #[arg(long, value_name = "NUMBER", value_parser = at_least_one)]
    pub(crate) width: Option<NonZeroUsize>,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Options of `sayso tables`.
#[derive(Debug, ClapArgs)]
pub(crate) struct TablesArgs {
    /// Only these tables [default: all]
    #[arg(value_name = "TABLE")]
    pub(crate) tables: Vec<Table>,

    /// Print the schemas as JSON, as datapackage.json has them
    #[arg(long)]
    pub(crate) json: bool,
}

/// Options of `sayso model-input` and `sayso model-output`.
#[derive(Debug, ClapArgs)]
pub(crate) struct TrainingArgs {
    /// Files or folders with articles; - is standard input
    #[arg(required = true, value_name = "FILE OR FOLDER")]
    pub(crate) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Options of every command that reads articles.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct ReadingArgs {
    /// Day on which the articles appeared, for those that do not say so themselves (2025-04-25)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) published: Option<Date>,

    /// Leave out indirect claims less sure than this, 0 to 1; 0 keeps all. Quotations in quotation marks always stay
    #[arg(long, value_name = "NUMBER", default_value_t = sayso::claims::MIN_CONFIDENCE, value_parser = share)]
    pub(crate) min_confidence: f32,

    /// Folder with another model than the built-in one
    #[arg(long, value_name = "FOLDER")]
    pub(crate) model: Option<PathBuf>,

    /// What runs the model: embedded, or rust-bert in a program that was built with it
    #[arg(long, value_name = "NAME", default_value = "embedded", help_heading = ENGINE)]
    pub(crate) engine: EngineName,

    /// Where rust-bert runs: cpu, or cuda:0 for the first graphics card
    #[arg(long, value_name = "DEVICE", default_value = CPU, help_heading = ENGINE)]
    pub(crate) device: String,

    /// Model that finds the names in place of the built-in one, by rust-bert: a folder with a token classifier of the BERT
    /// family in the layout of Hugging Face, or its name (owner/name) in a program built with rust-bert-remote
    #[arg(long, value_name = "MODEL", help_heading = ENGINE)]
    pub(crate) ner_model: Option<PathBuf>,

    /// Largest article that is read, as text (500KB, 20MB)
    #[arg(long, value_name = "SIZE", default_value = "5MB", value_parser = size, help_heading = LIMITS)]
    pub(crate) max_size: u64,

    /// Largest file that is read whole: of every format but JSON Lines, CSV and archives
    #[arg(long, value_name = "SIZE", default_value = "256MB", value_parser = size, help_heading = LIMITS)]
    pub(crate) max_file_size: u64,

    /// Most that is unpacked from one archive
    #[arg(long, value_name = "SIZE", default_value = "16GB", value_parser = size, help_heading = LIMITS)]
    pub(crate) max_unpacked: u64,

    /// How many times its packed size something in an archive may have
    #[arg(long, value_name = "NUMBER", default_value_t = corpus::DEFAULT_MAX_RATIO, help_heading = LIMITS)]
    pub(crate) max_ratio: u64,

    /// Field or column with the article's own id [default: guessed by its name]
    #[arg(long, value_name = "NAME", visible_alias = "id-column", help_heading = FIELDS)]
    pub(crate) id_field: Option<String>,
    /// Longest time for one PDF file, in seconds
    #[arg(long, value_name = "NUMBER", default_value_t = corpus::DEFAULT_MAX_SECONDS,
        value_parser = clap::value_parser!(u64).range(1..), help_heading = LIMITS)]
    pub(crate) max_seconds: u64,

    /// Most memory for one PDF file
    #[arg(long, value_name = "SIZE", default_value = "1GB", value_parser = size, help_heading = LIMITS)]
    pub(crate) max_memory: u64,

    /// Field or column with the text [default: guessed by its name]
    #[arg(long, value_name = "NAME", visible_alias = "text-column", help_heading = FIELDS)]
    pub(crate) text_field: Option<String>,

    /// Field or column with the headline [default: guessed by its name]
    #[arg(long, value_name = "NAME", visible_alias = "title-column", help_heading = FIELDS)]
    pub(crate) title_field: Option<String>,

    /// Field or column with the author [default: guessed by its name]
    #[arg(long, value_name = "NAME", visible_alias = "author-column", help_heading = FIELDS)]
    pub(crate) author_field: Option<String>,

    /// Field or column with the outlet [default: guessed by its name]
    #[arg(long, value_name = "NAME", visible_alias = "outlet-column", help_heading = FIELDS)]
    pub(crate) outlet_field: Option<String>,

    /// Field or column with the address [default: guessed by its name]
    #[arg(long, value_name = "NAME", visible_alias = "url-column", help_heading = FIELDS)]
    pub(crate) url_field: Option<String>,

    /// Field or column with the day of publication [default: guessed by its name]
    #[arg(long, value_name = "NAME", visible_alias = "published-column", help_heading = FIELDS)]
    pub(crate) published_field: Option<String>,
}

/// A day as ISO 8601 writes it.
fn day(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_| "write year-month-day, for example 2025-04-25".to_owned())
}

/// A number of things.
fn at_least_one(typed: &str) -> Result<NonZeroUsize, String> {
    typed.parse().map_err(|_| "write a whole number, 1 or more".to_owned())
}

/// A share of one.
fn share(typed: &str) -> Result<f32, String> {
    let number = typed.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "write a number from 0 to 1, for example 0.5".to_owned())
}

/// A size in bytes: a number and perhaps a unit. KB and KiB both mean 1,024 bytes, as file managers count.
fn size(typed: &str) -> Result<u64, String> {
    let wrong = || "write a number and KB, MB or GB, for example 500KB or 20MB".to_owned();
    let typed = typed.trim();
    let digits = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u64 = typed[..digits].parse().map_err(|_| wrong())?;
    let unit: u64 = match typed[digits..].trim().to_ascii_lowercase().as_str() {
        "" | "b" | "bytes" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err(wrong()),
    };
    number.checked_mul(unit).filter(|&size| size > 0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn sizes() {
        assert_eq!(size("5MB"), Ok(corpus::DEFAULT_MAX_BYTES));
        assert_eq!(size("256MB"), Ok(corpus::DEFAULT_MAX_FILE));
        assert_eq!(size("16GB"), Ok(corpus::DEFAULT_MAX_UNPACKED));
        assert_eq!(size("1GB"), Ok(corpus::DEFAULT_MAX_MEMORY));
        assert_eq!(size("12"), Ok(12));
        assert_eq!(size(" 2 KiB"), Ok(2048));
        for wrong in ["", "MB", "-1", "1.5MB", "0", "5 apples", "99999999999GB", "é"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
