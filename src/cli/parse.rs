//! `sayso parse`: the helper process in which files are parsed that could break their reader. Nobody types it.

use std::io;

use anyhow::{Context, Result};

use super::Ending;

/// Answers until standard input ends. What is still being parsed then ends with the process.
pub(crate) fn run() -> Result<Ending> {
    sayso::corpus::serve(io::stdin().lock(), io::stdout()).context("the process that asked is gone")?;
    Ok(Ending::Done)
}
