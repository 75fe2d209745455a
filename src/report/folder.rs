//! Which files of a folder belong to its run. `datapackage.json` is asked, not the folder: what an earlier run left behind
//! is no part of this one, and the descriptor tells the delimiter and the size of every file.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Error, Result};
use crate::output::Table;

/// The file of texts that `extract --save-text` writes.
const TEXTS: &str = "texts.jsonl";

/// A finished run in its folder.
pub(super) struct RunFolder {
    folder: PathBuf,
    /// The record of the run.
    pub(super) record: Value,
    package: Value,
    /// What the user should know, in words.
    pub(super) remarks: Vec<String>,
    /// Whether the run saved its texts.
    pub(super) has_texts: bool,
}

impl RunFolder {
    /// Reads the two descriptors of a run.
    ///
    /// # Errors
    /// When the folder holds no run.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let record = object(folder, "run.json")?;
        let package = object(folder, "datapackage.json")?;
        Ok(Self { folder: folder.to_owned(), record, package, remarks: Vec::new(), has_texts: false })
    }

    /// A table that the report cannot do without.
    ///
    /// # Errors
    /// When the run did not write it, or it is gone.
    pub(super) fn needed(&mut self, table: Table) -> Result<(PathBuf, u8)> {
        let name = table.file_name();
        let path = self.folder.join(&name);
        self.listed(&name).ok_or_else(|| Error::Table {
            path,
            message:
                "the report needs this table, and it is missing: the run in this folder did not write it, or it was \
                      moved; run sayso extract again, without --tables or with claims,documents in its list"
                    .into(),
        })
    }

    /// A table without which something is missing in the report: `loss` says what.
    pub(super) fn wanted(&mut self, table: Table, loss: &str) -> Option<(PathBuf, u8)> {
        let name = table.file_name();
        let found = self.listed(&name);
        if found.is_none() {
            self.remarks.push(format!(
                "{loss}, because this run has no {name}. To have them, run sayso extract again without --tables."
            ));
        }
        found
    }

    /// The texts, if the run saved them.
    pub(super) fn texts(&mut self) -> Option<PathBuf> {
        let found = self.listed(TEXTS).map(|(path, _)| path);
        self.has_texts = found.is_some();
        if found.is_none() {
            let why = if self.folder.join(TEXTS).exists() {
                format!("{TEXTS} is of an earlier run")
            } else {
                format!("this run has no {TEXTS}")
            };
            self.remarks.push(format!(
                "The articles cannot be read in this report, because {why}. To have them, run sayso extract again with \
                 --save-text, or with --report."
            ));
        }
        found
    }

    /// A file of the run with its delimiter, if the run wrote it and it is there.
    fn listed(&mut self, name: &str) -> Option<(PathBuf, u8)> {
        let resource = self.package["resources"].as_array()?.iter().find(|resource| resource["path"] == name)?;
        let path = self.folder.join(name);
        let found = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let delimiter = resource["dialect"]["delimiter"].as_str().and_then(|text| text.bytes().next()).unwrap_or(b',');
        if resource["bytes"].as_u64().is_some_and(|bytes| bytes != found.len()) {
            self.remarks
                .push(format!("{name} has been changed since the run wrote it: the report shows it as it is now."));
        }
        Some((path, delimiter))
    }
}

/// One of the two descriptors.
fn object(folder: &Path, name: &str) -> Result<Value> {
    let path = folder.join(name);
    let wrong = |message: String| Error::Table { path: path.clone(), message };
    let bytes = std::fs::read(&path).map_err(|error| {
        wrong(format!(
            "{error}; give a folder that holds the tables of a finished run: the one named with -o in sayso extract, or \
             output"
        ))
    })?;
    let value: Value = serde_json::from_slice(&bytes)
        .map_err(|error| wrong(format!("this is no JSON ({error}); run sayso extract again")))?;
    Ok(value)
}
