//! `sayso report`: the page to look at, made from the tables of a finished run.

use std::path::Path;

use anyhow::Result;
use sayso::report::{self, Report};

use super::Ending;
use super::voice::{self, counted};

/// Claims up to which the page was found to stay quick.
const MANY_CLAIMS: u64 = 300_000;

/// Runs the command.
pub(crate) fn run(folder: &Path) -> Result<Ending> {
    for line in make(folder)? {
        voice::say(&line);
    }
    Ok(Ending::Done)
}

/// Makes the report of the run in `folder`. Returns what there is to say.
pub(crate) fn make(folder: &Path) -> Result<Vec<String>> {
    let Report { file, article_files, articles, claims, remarks } = report::write(folder)?;
    let mut lines = vec![format!(
        "Report: {} ({}, {}). Open it in a browser.",
        file.display(),
        counted(articles, "article"),
        counted(claims, "claim")
    )];
    if article_files > 0 {
        lines.push("The articles lie in the folder report beside it: keep the two together.".into());
    }
    if claims > MANY_CLAIMS {
        lines.push(format!(
            "Browsers become slow with {}: for a quicker page, run sayso extract on fewer articles at a time.",
            counted(claims, "claim")
        ));
    }
    lines.extend(remarks);
    Ok(lines)
}

/// What to say after a run without a report.
pub(crate) fn older(folder: &Path) -> Vec<String> {
    let line =
        || format!("{} is of an earlier run; sayso report {} makes it anew.", report::FILE_NAME, folder.display());
    folder.join(report::FILE_NAME).exists().then(line).into_iter().collect()
}
