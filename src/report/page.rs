//! The page around the data: the template, its style and script, and a security policy that lets nothing else run.

use std::path::PathBuf;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::chart::{Bars, Time};
use super::files::FOLDER;
use super::folder::RunFolder;
use super::json;
use super::overview::Overview;
use super::rows::Rows;
use crate::error::{Error, Result};
use crate::output::number;

/// Where the data stand in the template. No text can contain it, because `<` is escaped in all of them.
const DATA: &str = "<!--data-->";

const STYLE: &str = include_str!("style.css");

/// One function around all, so that nothing but `saysoArticles` is to be seen from outside.
const SCRIPT: &str = concat!(
    "\"use strict\";(() => {\n",
    include_str!("data.js"),
    include_str!("table.js"),
    include_str!("article.js"),
    include_str!("app.js"),
    "})();\n"
);

/// What the template shows.
#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct Page {
    policy: String,
    style: String,
    script: String,
    /// Options of the script, as JSON.
    setup: String,
    figures: Vec<Figure>,
    bars: Vec<Bars>,
    time: Option<Time>,
    remarks: Vec<String>,
    failures: Vec<(String, String, String)>,
    /// Failed documents that are not named.
    more_failures: String,
    /// What is known of the run: name and value.
    facts: Vec<(&'static str, String)>,
    options: Vec<(String, String)>,
    texts: bool,
}

struct Figure {
    count: String,
    name: &'static str,
    note: String,
}

impl Page {
    /// The page of a run. `ids` are those of the files with articles; `names` is the table of speakers.
    pub(super) fn new(run: &RunFolder, overview: &Overview, ids: &[String], names: Option<Rows>) -> Result<Self> {
        let (style, script) = (unix(STYLE), unix(SCRIPT));
        let texts = run.has_texts;
        let mut speakers = overview.top_speakers();
        if let Some(mut rows) = names {
            while rows.next()? {
                if let Some(speaker) = speakers.iter_mut().find(|speaker| speaker.key == rows.cell(0)) {
                    rows.cell(1).clone_into(&mut speaker.label);
                }
            }
        }
        let mut bars = vec![
            Bars::new("Most quoted speakers", "by", &speakers),
            Bars::new("Acts", "act", &overview.top_acts()),
            Bars::new("Kinds", "kind", &overview.top_kinds()),
        ];
        let outlets = overview.top_outlets();
        if !outlets.is_empty() {
            bars.insert(1, Bars::new("Outlets", "outlet", &outlets));
        }
        Ok(Self {
            policy: policy(&style, &script, !ids.is_empty()),
            style,
            script,
            setup: json::json(&json!({ "folder": FOLDER, "files": ids, "texts": texts })),
            figures: figures(overview),
            bars,
            time: Time::new(&overview.days, overview.undated),
            remarks: run.remarks.clone(),
            failures: overview.failures.clone(),
            more_failures: match overview.failed - overview.failures.len() as u64 {
                0 => String::new(),
                more => number(more),
            },
            facts: facts(&run.record),
            options: options(&run.record),
            texts,
        })
    }

    /// What stands before the data and what stands after them.
    pub(super) fn render(&self) -> Result<(String, String)> {
        let wrong = |message: String| Error::Table { path: PathBuf::from(super::FILE_NAME), message };
        let page = Template::render(self).map_err(|error| wrong(error.to_string()))?;
        let (before, after) =
            page.split_once(DATA).ok_or_else(|| wrong("the template has no place for data".into()))?;
        Ok((before.to_owned(), after.to_owned()))
    }
}

/// Data as an element of the page. Its type is no script's, so that browsers never run it.
pub(super) fn element(class: &str, json: &str) -> String {
    format!("<script type=\"application/json\" class=\"{class}\">{json}</script>\n")
}

/// Content Security Policy, level 3. Nothing is allowed but this very style and this very script. Where articles lie in
/// files, what this script adds may run, too (`strict-dynamic`): `self` means nothing for a page from disk, whose origin is
/// opaque, and the integrity of such files cannot be checked there. The script adds files by number alone.
fn policy(style: &str, script: &str, files: bool) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'{}; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types {}",
        hash(script),
        if files { " 'strict-dynamic'" } else { "" },
        hash(style),
        if files { "sayso" } else { "'none'" },
    )
}

/// Browsers take the hash of a text with line feeds alone, whatever the checkout of this source has.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn figures(overview: &Overview) -> Vec<Figure> {
    let Overview { articles, words, claims, nameless, duplicates, failed, .. } = overview;
    let note = |count: u64, what: &str| if count == 0 { String::new() } else { format!("{} {what}", number(count)) };
    let mut figures = vec![
        Figure { count: number(*articles), name: "articles", note: note(*words, "words") },
        Figure { count: number(*claims), name: "claims", note: note(*nameless, "without a speaker") },
        Figure { count: number(overview.speakers()), name: "speakers", note: String::new() },
        Figure { count: number(*failed), name: "failures", note: note(*duplicates, "duplicates left out") },
    ];
    for figure in &mut figures {
        if figure.count == "1" {
            figure.name = figure.name.trim_end_matches('s');
        }
    }
    figures
}

fn facts(record: &Value) -> Vec<(&'static str, String)> {
    let model = [&record["model"]["name"], &record["model"]["hash"]].map(|value| short(&words(value)));
    [
        ("Program", format!("{} {}", words(&record["program"]), words(&record["version"]))),
        ("Model", model.join(" ")),
        ("Begun", words(&record["started"])),
        ("Ended", words(&record["finished"])),
    ]
    .into_iter()
    .filter(|(_, value)| !value.trim().is_empty())
    .collect()
}

fn options(record: &Value) -> Vec<(String, String)> {
    let options = record["options"].as_object().into_iter().flatten();
    options.filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.replace('_', " "), words(value))).collect()
}

/// A value of the record, as people read it.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(object) => {
            object.iter().map(|(name, value)| format!("{name}: {}", words(value))).collect::<Vec<_>>().join(", ")
        }
        Value::Number(number) => number.to_string(),
    }
}

/// A hash in its first digits.
fn short(text: &str) -> String {
    if text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        text[..8].to_owned()
    } else {
        text.to_owned()
    }
}
