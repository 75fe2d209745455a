//! `datapackage.json`: what the tables of a run are, for programs. A Frictionless Data Package 2.0 descriptor
//! (<https://datapackage.org/standard/data-package/>), made from the columns of `schema`.

use serde::Serialize;
use serde_json::{Value, json};

use super::part::Seal;
use super::schema::{Column, Delimiter, Kind, Table};
use super::texts;

/// Name of the file.
pub(super) const FILE_NAME: &str = "datapackage.json";

/// What the file of texts holds.
const TEXTS: &str = "The texts that all offsets point into, one article a line.";

/// A table as it was written.
pub(super) struct Written {
    pub(super) table: Table,
    pub(super) seal: Seal,
}

#[derive(Serialize)]
struct Package {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    name: &'static str,
    path: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    title: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: u64,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    #[serde(rename = "$schema")]
    profile: &'static str,
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Value>,
}

/// The text of `datapackage.json` for these tables, and for the texts where they were written.
pub(super) fn to_json(written: &[Written], texts: Option<&Seal>, delimiter: Delimiter) -> serde_json::Result<String> {
    let package = Package {
        profile: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: "sayso-claims",
        title: "Attributed claims from news articles",
        description: "Who said what, when, through which outlet, and where in the text. Written by sayso; run.json beside \
                      this file says with which options and model.",
        resources: written
            .iter()
            .map(|one| resource(one, written, delimiter))
            .chain(texts.map(texts_resource))
            .collect(),
    };
    serde_json::to_string_pretty(&package).map(|json| json + "\n")
}

fn resource(one: &Written, written: &[Written], delimiter: Delimiter) -> Resource {
    let table = one.table;
    // A key may lead only to a table that is there.
    let keys = table.foreign_keys().iter().filter(|key| written.iter().any(|other| other.table == key.table));
    Resource {
        name: table.name(),
        path: table.file_name(),
        kind: Some("table"),
        title: table.description(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: one.seal.bytes,
        hash: format!("sha256:{}", one.seal.sha256),
        dialect: Some(json!({
            "delimiter": char::from(delimiter.byte()).to_string(),
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
        })),
        schema: Some(Schema {
            profile: "https://datapackage.org/profiles/2.0/tableschema.json",
            fields: table.columns().iter().map(|column| field(column, table)).collect(),
            missing_values: [""],
            primary_key: table.primary_key(),
            foreign_keys: keys
                .map(|key| {
                    json!({
                        "fields": [key.column],
                        "reference": { "resource": key.table.name(), "fields": [key.target] },
                    })
                })
                .collect(),
        }),
    }
}

/// The file of texts, which is no table: its lines are objects.
fn texts_resource(seal: &Seal) -> Resource {
    Resource {
        name: "texts",
        path: texts::FILE_NAME.to_owned(),
        kind: None,
        title: TEXTS,
        format: "jsonl",
        mediatype: "application/jsonl",
        encoding: "utf-8",
        bytes: seal.bytes,
        hash: format!("sha256:{}", seal.sha256),
        dialect: None,
        schema: None,
    }
}

fn field(column: &Column, table: Table) -> Field {
    let (kind, mut constraints) = match column.kind {
        Kind::Id | Kind::Text | Kind::List => ("string", json!({})),
        Kind::OneOf(words) => ("string", json!({ "enum": words })),
        Kind::YesNo => ("boolean", json!({})),
        Kind::Count => ("integer", json!({ "minimum": 0 })),
        Kind::Share => ("number", json!({ "minimum": 0, "maximum": 1 })),
        Kind::Seconds => ("number", json!({ "minimum": 0 })),
        Kind::Day => ("date", json!({})),
        Kind::Spans => ("string", json!({ "pattern": "\\d+:\\d+( \\d+:\\d+)*" })),
        Kind::Hash => ("string", json!({ "pattern": "[0-9a-f]{64}" })),
    };
    if table.primary_key() == [column.name] {
        constraints["unique"] = json!(true);
        constraints["required"] = json!(true);
    }
    let yes_no = column.kind == Kind::YesNo;
    Field {
        name: column.name,
        kind,
        description: column.meaning,
        true_values: yes_no.then_some(["yes"]),
        false_values: yes_no.then_some(["no"]),
        constraints: constraints.as_object().is_some_and(|object| !object.is_empty()).then_some(constraints),
    }
}
