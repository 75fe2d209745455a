//! What a JSON object says about an article, found under the names of a [`FieldMap`].

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::json::kind;
use super::published;
use super::{FieldMap, Metadata};

/// The longest id taken from a file, in bytes; ids are kept for the whole run.
const LONGEST_ID: usize = 1000;

/// An article's fields.
#[derive(Debug)]
pub(super) struct Record {
    /// Its id as given.
    pub(super) id: Option<String>,
    /// Its text, or why there is none, with a remedy.
    pub(super) text: Result<String, String>,
    /// The rest.
    pub(super) metadata: Metadata,
    /// What could not be understood.
    pub(super) remarks: Vec<String>,
}

/// Takes the fields out of an object.
pub(super) fn extract(mut object: Map<String, Value>, names: &FieldMap) -> Record {
    let mut remarks = Vec::new();
    let metadata = Metadata {
        headline: words(&object, &names.title),
        author: words(&object, &names.author).map(without_by),
        outlet: words(&object, &names.outlet),
        url: words(&object, &names.url),
        published: published(&object, &names.published, &mut remarks),
    };
    let id = id(&object, &names.id, &mut remarks);
    Record { id, text: text(&mut object, &names.text), metadata, remarks }
}

/// The value under a name: the field of exactly that name, else the one that its dots lead to.
fn find<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    find(object.get(first)?.as_object()?, rest)
}

fn id(object: &Map<String, Value>, name: &str, remarks: &mut Vec<String>) -> Option<String> {
    let id = match find(object, name)? {
        Value::String(id) => id.trim().to_owned(),
        Value::Number(id) => id.to_string(),
        Value::Null => return None,
        other => {
            remarks.push(format!("its field \"{name}\" is {}, which cannot be an id", kind(other)));
            return None;
        }
    };
    if id.len() > LONGEST_ID {
        remarks.push(format!("its id is longer than {LONGEST_ID} bytes and was not used"));
        return None;
    }
    (!id.is_empty()).then_some(id)
}

/// The text itself, moved out if it is a field of the object's own.
fn text(object: &mut Map<String, Value>, name: &str) -> Result<String, String> {
    let value = match object.get_mut(name) {
        Some(value) => value.take(),
        None => find(object, name).cloned().unwrap_or_default(),
    };
    match value {
        Value::String(text) => Ok(text),
        Value::Null => Err(match longest_string(object) {
            Some(other) => format!(
                "it has no text under \"{name}\"; name the field that holds the text, for instance --text-field {other}"
            ),
            None => format!("it has no text under \"{name}\"; name the field that holds the text with --text-field"),
        }),
        other => Err(format!(
            "its field \"{name}\" is {}, not a string; name the field that holds the text with --text-field",
            kind(&other)
        )),
    }
}

/// The name of the field that most likely holds the text.
fn longest_string(object: &Map<String, Value>) -> Option<&str> {
    object
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?.len())))
        .max_by_key(|&(_, length)| length)
        .filter(|&(_, length)| length > 0)
        .map(|(name, _)| name)
}

/// A string or number, or a list of such joined by `; `; white space folded.
fn words(object: &Map<String, Value>, name: &str) -> Option<String> {
    let one = |value: &Value| match value {
        Value::String(text) => {
            Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match find(object, name)? {
        Value::Array(values) => {
            let parts: Vec<_> = values.iter().filter_map(one).collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        value => one(value),
    }
}

/// "By Jane Doe" -> "Jane Doe".
fn without_by(author: String) -> String {
    match author.split_at_checked(3) {
        Some((by, name)) if by.eq_ignore_ascii_case("by ") => name.to_owned(),
        _ => author,
    }
}

fn published(object: &Map<String, Value>, name: &str, remarks: &mut Vec<String>) -> Option<Date> {
    let text = match find(object, name)? {
        Value::String(text) if text.trim().is_empty() => return None,
        Value::String(text) => text.clone(),
        Value::Null => return None,
        other => other.to_string(),
    };
    let date = published::parse(&text);
    if date.is_none() {
        let text: String = text.chars().take(40).collect();
        remarks.push(format!("its date \"{text}\" was not understood; write it like 2025-05-02"));
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(value: Value, names: &FieldMap) -> Record {
        let Value::Object(object) = value else { panic!("an object") };
        extract(object, names)
    }

    #[test]
    fn fields_are_found() {
        let value = json!({
            "id": 12_345_678_901_234_567_u64, "text": " a\n", "title": " Two\n words ", "author": ["Jane Doe", " ", "Li Wei"],
            "outlet": null, "url": "", "published": "2025-05-02T10:00:00Z", "extra": [1, {}]
        });
        let record = record(value, &FieldMap::default());
        assert_eq!(record.id.as_deref(), Some("12345678901234567"));
        assert_eq!(record.text.as_deref(), Ok(" a\n"));
        let expected = Metadata {
            headline: Some("Two words".into()),
            author: Some("Jane Doe; Li Wei".into()),
            outlet: None,
            url: None,
            published: Some(jiff::civil::date(2025, 5, 2)),
        };
        assert_eq!(record.metadata, expected);
        assert!(record.remarks.is_empty());
    }

    #[test]
    fn names_may_lead_inside() {
        let names = FieldMap {
            outlet: "source.name".into(),
            text: "a.b".into(),
            title: "dc.title".into(),
            ..FieldMap::default()
        };
        let record =
            record(json!({"source": {"name": "X"}, "a": {"b": "y"}, "dc.title": "z", "author": "BY Ann"}), &names);
        assert_eq!(record.metadata.outlet.as_deref(), Some("X"));
        assert_eq!(record.metadata.headline.as_deref(), Some("z"));
        assert_eq!(record.metadata.author.as_deref(), Some("Ann"));
        assert_eq!(record.text.as_deref(), Ok("y"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let names = FieldMap::default();
        let wrong = record(json!({"id": [], "body": "long text", "t": "x", "published": "soon"}), &names);
        assert_eq!(wrong.id, None);
        assert!(wrong.text.unwrap_err().contains("--text-field body"));
        assert_eq!(wrong.remarks.len(), 2, "{:?}", wrong.remarks);
        assert!(record(json!({"text": 5}), &names).text.unwrap_err().contains("a number"));
    }
}
