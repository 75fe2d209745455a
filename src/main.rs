//! The command line of sayso: `cli` reads what was typed, runs it, and says how it went.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
