//! `datapackage.json`: what the tables of a run are, for programs. A Frictionless Data Package 2.0 descriptor
//! (<https://datapackage.org/standard/data-package/>), made from the columns of `schema`.

use serde::Serialize;
use serde_json::{Value, json};

use super::formats::{Format, Written};
use super::part::Seal;
use super::schema::{Column, Delimiter, Kind, Table};
use super::texts;

/// Name of the file.
pub(super) const FILE_NAME: &str = "datapackage.json";

/// What the workbook holds.
const WORKBOOK: &str = "All tables, a sheet for each, and one that explains the columns.";

/// What the file of texts holds.
const TEXTS: &str = "The texts that all offsets point into, one article a line.";

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
    name: String,
    path: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    title: &'static str,
    format: &'static str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
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
    let csv = one.table.filter(|_| one.format == Format::Csv);
    // A key may lead only to a table that is there.
    let there = |table: Table| written.iter().any(|other| other.table == Some(table));
    Resource {
        // The names of the tables are those of their CSV, which the keys lead to.
        name: csv.map_or_else(|| one.name.clone(), |table| table.name().to_owned()),
        path: one.name.clone(),
        kind: csv.map(|_| "table"),
        title: one.table.map_or(WORKBOOK, Table::description),
        format: one.format.name(),
        mediatype: one.format.media_type(),
        encoding: matches!(one.format, Format::Csv | Format::Jsonl).then_some("utf-8"),
        bytes: one.seal.bytes,
        hash: format!("sha256:{}", one.seal.sha256),
        dialect: csv.map(|_| {
            json!({
                "delimiter": char::from(delimiter.byte()).to_string(),
                "lineTerminator": "\r\n",
                "quoteChar": "\"",
                "doubleQuote": true,
                "header": true,
            })
        }),
        schema: csv.map(|table| schema(table, there)),
    }
}

fn schema(table: Table, there: impl Fn(Table) -> bool) -> Schema {
    let keys = table.foreign_keys().iter().filter(|key| there(key.table));
    Schema {
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
    }
}

/// What the columns of these tables hold, as JSON: the schema of each table as it stands in `datapackage.json`.
pub fn schema_json(tables: &[Table]) -> String {
    let described: Vec<Value> = tables
        .iter()
        .map(|&table| {
            json!({ "name": table.name(), "title": table.description(), "schema": schema(table, |other| tables.contains(&other)) })
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "tables": described })).expect("a schema is JSON") + "\n"
}

/// The file of texts, which is no table: its lines are objects.
fn texts_resource(seal: &Seal) -> Resource {
    Resource {
        name: "texts".to_owned(),
        path: texts::FILE_NAME.to_owned(),
        kind: None,
        title: TEXTS,
        format: Format::Jsonl.name(),
        mediatype: Format::Jsonl.media_type(),
        encoding: Some("utf-8"),
        bytes: seal.bytes,
        hash: format!("sha256:{}", seal.sha256),
        dialect: None,
        schema: None,
    }
}

fn field(column: &Column, table: Table) -> Field {
    let (kind, mut constraints) = match column.kind {
        Kind::Id | Kind::Text | Kind::Prose | Kind::Url | Kind::List => ("string", json!({})),
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
