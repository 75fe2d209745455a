//! JSON documents: a whole file that is one object, a list of objects, or the reply of a news service with the articles
//! somewhere in it (`shapes` finds them). Several values one after another, as `jq` and crawlers write them, are a list.
//!
//! The file is held in memory, and its values take several times as much; lists too long for that are JSON Lines by
//! rights, which are read one line at a time.

use serde_json::{Deserializer, Map, Value};

use super::shapes::{self, Found};
use super::value::{Count, Limited};
use crate::corpus::fields::{self, Record};
use crate::corpus::head::Head;
use crate::corpus::whole::{File, Parsed, Parser, Refusal};
use crate::corpus::{FieldMap, Options, Status, json, outcome, plain};

/// Reads JSON documents.
pub(in crate::corpus) struct JsonDocument;

/// Bytes of memory that the values of a file may take, for each byte of the largest file allowed.
const MEMORY: u64 = 4;

impl Parser for JsonDocument {
    fn format(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    /// Whether it begins with an object that has a field, or with a list of objects.
    fn recognises(&self, head: &Head) -> bool {
        let start = head.start();
        let list = start.strip_prefix('[').map(str::trim_start);
        let first = list.and_then(|rest| rest.strip_prefix(']').or(Some(rest))).unwrap_or(start);
        if list.is_some_and(|rest| rest.trim_end() == "]") {
            return head.extension == "json";
        }
        let Some(inner) = first.strip_prefix('{').map(str::trim_start) else { return false };
        let key = inner.strip_prefix('"').and_then(|rest| {
            let end = rest.find('"').filter(|&end| end <= 200 && !rest[..end].contains('\n'))?;
            Some(rest[end + 1..].trim_start().starts_with(':'))
        });
        key.unwrap_or_default() || (inner.starts_with('}') && head.extension == "json")
    }

    fn is_text(&self) -> bool {
        true
    }

    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        let decoded = plain::decode_checked(file.bytes)?;
        if decoded.text.trim().is_empty() {
            let message = "it holds nothing but white space; check how it was saved, or leave it out";
            return Err((Status::Empty, message.to_owned()));
        }
        let mut remarks: Vec<_> = decoded.remark().into_iter().collect();
        let limit = options.max_file.saturating_mul(MEMORY);
        let mut value = value(&decoded.text, limit, &mut remarks)?;
        if let Some(turned) = shapes::by_columns(&mut value) {
            value = turned;
        }
        let found = shapes::articles(&value, &options.fields);
        if found.is_empty() {
            return Err((Status::NoText, nothing_in(&value, &options.fields)));
        }
        Ok(found.iter().map(|found| parsed(found, &options.fields, decoded.encoding, &remarks)).collect())
    }
}

/// The value of a document; a list of them, if there are several.
fn value(text: &str, limit: u64, remarks: &mut Vec<String>) -> Result<Value, Refusal> {
    let mut count = Count::new(limit);
    let error = match values(text, &mut count) {
        Ok(value) => {
            remarks.extend(count.remark());
            return Ok(value);
        }
        Err(error) => error,
    };
    if count.over {
        let message = format!(
            "its values take more than {} of memory, {MEMORY} times the limit of a file; make JSON Lines of it (jq -c \
             '.[]'), which are read line by line, or give --max-file-size a higher limit",
            outcome::bytes(limit)
        );
        return Err((Status::TooLarge, message));
    }
    if let Some((mended, cut)) = json::mended(text) {
        let mut count = Count::new(limit);
        if let Ok(value) = values(&mended, &mut count) {
            remarks.extend(count.remark());
            remarks.extend(cut.then(|| "characters cut in two were replaced by \u{FFFD}".to_owned()));
            return Ok(value);
        }
    }
    Err((Status::Corrupt, broken(text, &error)))
}

fn values(text: &str, count: &mut Count) -> Result<Value, serde_json::Error> {
    let mut source = Deserializer::from_str(text);
    let mut values = Vec::new();
    loop {
        values.push(Limited::of(count, &mut source)?);
        if source.end().is_ok() {
            break;
        }
    }
    Ok(match values.pop() {
        Some(only) if values.is_empty() => only,
        last => Value::Array(values.into_iter().chain(last).collect()),
    })
}

/// Where the document breaks, and what to do.
fn broken(text: &str, error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the file ends in the middle of its JSON; it was cut off, get it again".to_owned();
    }
    // serde_json counts columns in bytes; an editor shows characters.
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let column = line.char_indices().take_while(|(at, _)| *at < error.column()).count().max(1);
    let reason = json::reason(error);
    format!("line {}, column {column}: no valid JSON ({reason}); correct it, or export it again", error.line())
}

/// Why a document holds no article.
fn nothing_in(value: &Value, names: &FieldMap) -> String {
    let object = match value {
        Value::Object(object) => Some(object),
        Value::Array(items) => items.iter().find_map(Value::as_object),
        _ => None,
    };
    let Some(object) = object.filter(|object| !object.is_empty()) else {
        return format!("it is {} without an article in it; leave it out", json::kind(value));
    };
    let told = ["message", "error", "detail"].iter().find_map(|name| object.get(*name)?.as_str());
    if let Some(told) = told {
        let told: String = told.chars().take(100).collect();
        return format!("it holds no article but a message: \"{told}\"");
    }
    let listed: Vec<_> = object.keys().take(12).map(String::as_str).collect();
    let more = if object.len() > listed.len() { ", …" } else { "" };
    let what = match &names.text {
        Some(name) => format!("no object in it has a text under \"{name}\""),
        None => "no object in it has a text under a name that is usual for it".to_owned(),
    };
    format!("{what}; its fields are {}{more}; name the field that holds the text with --text-field", listed.join(", "))
}

fn parsed(found: &Found<'_>, names: &FieldMap, encoding: &str, remarks: &[String]) -> Parsed {
    let Record { id, text, metadata, remarks: own } = fields::extract(found.object, names);
    Parsed {
        entry: found.place.map(|place| place.to_string()),
        id,
        text: text.map_err(|reason| (Status::NoText, reason)),
        metadata,
        encoding: encoding.to_owned(),
        remarks: own.into_iter().chain(remarks.iter().cloned()).collect(),
    }
}

/// The articles in one line of JSON Lines: mostly its object, sometimes the reply of a service as a whole.
pub(in crate::corpus) fn in_line(mut object: Map<String, Value>, names: &FieldMap) -> Vec<(Option<usize>, Record)> {
    let mut value = Value::Object(std::mem::take(&mut object));
    if let Some(turned) = shapes::by_columns(&mut value) {
        value = turned;
    }
    let found = shapes::articles(&value, names);
    if let ([] | [Found { place: None, .. }], Some(object)) = (found.as_slice(), value.as_object()) {
        let object = found.first().map_or(object, |found| found.object);
        return vec![(None, fields::extract(object, names))];
    }
    found.iter().map(|found| (found.place, fields::extract(found.object, names))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(bytes: &[u8]) -> Result<Vec<Parsed>, Refusal> {
        JsonDocument.parse(File { bytes: bytes.to_vec(), extension: "json" }, &Options::default())
    }

    fn texts(bytes: &[u8]) -> Vec<(Option<String>, String)> {
        parse(bytes).unwrap().into_iter().map(|one| (one.entry, one.text.unwrap())).collect()
    }

    #[test]
    fn values_one_after_another_are_a_list() {
        let two = [(Some("1".to_owned()), "a".to_owned()), (Some("2".to_owned()), "b".to_owned())];
        assert_eq!(texts(b"{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}\n"), two);
        assert_eq!(texts(b"\xEF\xBB\xBF[{\"text\":\"a\"},{\"text\":\"b\",\"x\":NaN}]"), two);
        assert_eq!(texts(b"{\"text\":\"a\"}"), [(None, "a".to_owned())]);
    }

    #[test]
    fn what_is_broken_is_said_with_its_place() {
        let of = |text: &str| parse(text.as_bytes()).unwrap_err();
        let (status, message) = of("[\n{\"text\": \"é\",}\n]");
        assert_eq!(status, Status::Corrupt);
        assert!(message.starts_with("line 2, column 14: ") && message.contains("trailing comma"), "{message}");
        assert!(of("[{\"text\": \"a\"}, {\"te").1.contains("cut off"));
        let (status, message) = of(&"[".repeat(100_000));
        assert_eq!(status, Status::Corrupt);
        assert!(message.contains("inside one another"), "{message}");
        assert_eq!(of(" \n").0, Status::Empty);
        assert!(of("{\"status\": \"error\", \"message\": \"no key\"}").1.contains("\"no key\""));
        assert!(of("{\"a\": 1}").1.contains("its fields are a;"));
        assert!(of("[]").1.contains("an array without"));
        assert_eq!(of("x").0, Status::Corrupt);
    }

    #[test]
    fn a_field_that_comes_twice_is_remarked_on() {
        let found = parse(br#"{"text": "a", "text": "b"}"#).unwrap();
        assert_eq!(found[0].text.as_deref(), Ok("b"));
        assert!(found[0].remarks[0].contains("\"text\""), "{:?}", found[0].remarks);
    }

    #[test]
    fn memory_is_limited() {
        let options = Options { max_file: 1000, ..Options::default() };
        let text = format!("[{}]", vec!["{\"a\":1}"; 100].join(","));
        let (status, message) =
            JsonDocument.parse(File { bytes: text.into_bytes(), extension: "json" }, &options).unwrap_err();
        assert_eq!(status, Status::TooLarge);
        assert!(message.contains("jq -c"), "{message}");
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_value(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
        }

        #[test]
        fn almost_json_gives_a_value(text in "([\\[{]?\"(id|text|content|source|url|data)\":?[\"\\\\ud80é\n,1}NaN]{0,9}[}\n\\]]?){0,8}") {
            let _ = parse(text.as_bytes());
        }
    }
}
