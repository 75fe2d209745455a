//! JSON: one line of it as an object, and what is wrong with it if it is none. `jsonl` reads files of such lines, `document`
//! files that are JSON as a whole, in one of the `shapes` that news services give it.

pub(super) mod document;
pub(super) mod jsonl;
mod shapes;
mod value;

use serde_json::{Map, Value};

/// An object read from a line.
#[derive(Debug)]
pub(super) struct Object {
    /// Its fields.
    pub(super) fields: Map<String, Value>,
    /// Whether halves of surrogate pairs were replaced by U+FFFD.
    pub(super) mended: bool,
}

/// Why a line is no object.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// No JSON: the 1-based column in characters, and what was expected.
    Syntax { column: usize, reason: String },
    /// JSON, but of this kind.
    Kind(&'static str),
}

/// Reads a line.
pub(super) fn object(line: &str) -> Result<Object, Broken> {
    let (value, mended) = match serde_json::from_str(line) {
        Ok(value) => (value, false),
        Err(error) => match mended(line).map(|(text, cut)| (serde_json::from_str(&text), cut)) {
            Some((Ok(value), cut)) => (value, cut),
            _ => return Err(syntax(line, &error)),
        },
    };
    match value {
        Value::Object(fields) => Ok(Object { fields, mended }),
        other => Err(Broken::Kind(kind(&other))),
    }
}

/// The text with what programs are known to write wrongly put right, and whether that took half characters; `None` if
/// there is nothing of the kind.
pub(super) fn mended(text: &str) -> Option<(String, bool)> {
    let numbers = mend_numbers(text);
    match mend_surrogates(numbers.as_deref().unwrap_or(text)) {
        Some(whole) => Some((whole, true)),
        None => numbers.map(|numbers| (numbers, false)),
    }
}

/// The kind of a value, with its article.
pub(super) const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn syntax(line: &str, error: &serde_json::Error) -> Broken {
    // serde_json counts columns in bytes; an editor shows characters.
    let bytes = error.column().min(line.len());
    let column = String::from_utf8_lossy(&line.as_bytes()[..bytes]).chars().count().max(1);
    if error.is_eof() {
        return Broken::Syntax { column, reason: "the object is cut off here".to_owned() };
    }
    Broken::Syntax { column, reason: reason(error) }
}

/// What is wrong, without the place.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let reason = error.to_string();
    match reason.split_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason) {
        "recursion limit exceeded" => "more than 127 lists and objects lie inside one another".to_owned(),
        reason => reason.to_owned(),
    }
}

/// The text with the words `NaN`, `Infinity` and `-Infinity`, which Python writes and JSON does not have, replaced by
/// `null`; `None` if it has none outside of strings.
pub(super) fn mend_numbers(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut mended = String::new();
    let (mut copied, mut at, mut quoted) = (0, 0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'N' | b'I' | b'-' if !quoted => {
                let word =
                    ["NaN", "Infinity", "-Infinity"].iter().find(|word| bytes[at..].starts_with(word.as_bytes()));
                if let Some(word) = word {
                    mended.push_str(&text[copied..at]);
                    mended.push_str("null");
                    copied = at + word.len();
                    at = copied - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    (copied > 0).then(|| mended + &text[copied..])
}

/// The line with every half of a surrogate pair written as an escape (`\ud83d` alone) replaced by U+FFFD; `None` if it
/// has none.
///
/// JSON allows them (RFC 8259, section 8.2) and no Unicode text can hold them. Programs that cut texts by UTF-16 units
/// leave them behind wherever an emoji was cut in two; the rest of such an article is sound.
pub(super) fn mend_surrogates(line: &str) -> Option<String> {
    let bytes = line.as_bytes();
    let unit = |at: usize| -> Option<u16> {
        let escape = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let mut mended = String::with_capacity(line.len());
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        at += match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.push_str(&line[copied..at]);
                mended.push_str("\\ufffd");
                copied = at + 6;
                6
            }
            // Any other escape: its second byte may be a backslash, which begins nothing.
            _ => 2,
        };
    }
    (copied > 0).then(|| mended + &line[copied..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn says_where_it_breaks() {
        let Err(Broken::Syntax { column, reason }) = object(r#"{"t": "é" "u": 1}"#) else { panic!("broken") };
        assert_eq!((column, reason.as_str()), (11, "expected `,` or `}`"));
        assert!(matches!(object("[1]"), Err(Broken::Kind("an array"))));
        assert!(matches!(object(&"[".repeat(100_000)), Err(Broken::Syntax { .. })));
    }

    #[test]
    fn half_characters_are_mended() {
        for (line, text) in [
            (r#"{"t": "a\ud83d b"}"#, "a\u{FFFD} b"),
            (r#"{"t": "a\ude00"}"#, "a\u{FFFD}"),
            (r#"{"t": "\ud83d\ud83d\ude00"}"#, "\u{FFFD}\u{1F600}"),
            (r#"{"t": "\\ud83d \ud83dx"}"#, "\\ud83d \u{FFFD}x"),
        ] {
            let object = object(line).unwrap();
            assert_eq!(object.fields["t"], text, "{line}");
            assert!(object.mended);
        }
        assert!(!object(r#"{"t": "\ud83d\ude00"}"#).unwrap().mended);
    }

    #[test]
    fn numbers_of_python_are_nothing() {
        let object = object(r#"{"a": NaN, "b": [-Infinity, -1], "t": "NaN \" Infinity"}"#).unwrap();
        assert_eq!(
            Value::Object(object.fields),
            serde_json::json!({"a": null, "b": [null, -1], "t": "NaN \" Infinity"})
        );
        assert!(!object.mended);
    }

    proptest! {
        #[test]
        fn any_line_gives_an_answer(line in "([\\\\uUdD8cC0{}\":é, a]|NaN|-Infinity){0,60}") {
            let _ = object(&line);
            let _ = mended(&line);
        }
    }
}
