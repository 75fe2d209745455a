//! What a single value says: JSON has strings, numbers, lists and objects in places where a table has a cell.

use std::borrow::Cow;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::super::people;
use super::super::published::{self, Order};
use super::markup::{is_markup, text_of_markup};
use super::names::folded;

/// How deep a value is looked into.
const DEEPEST: usize = 4;

/// Names of the parts of an object that stands for a text: WordPress has `rendered`, and XML turned to JSON `#text`.
const TEXT_PARTS: &[&str] = &[
    "rendered",
    "processed",
    "text",
    "plain",
    "plaintext",
    "value",
    "content",
    "html",
    "body",
    "sections",
    "paragraphs",
    "t",
    "cdata",
];

/// The same for a headline, a name or an address.
const WORD_PARTS: &[&str] = &[
    "main",
    "rendered",
    "name",
    "displayname",
    "fullname",
    "original",
    "text",
    "value",
    "t",
    "cdata",
    "title",
    "basic",
    "by",
    "domain",
];
const URL_PARTS: &[&str] = &["url", "href", "rendered", "id", "value", "text", "t"];
const DATE_PARTS: &[&str] = &["date", "iso", "value", "rendered", "numberlong", "text", "t"];
const ID_PARTS: &[&str] = &["oid", "numberlong", "rendered", "value", "text", "t"];

/// Types of the pieces of an article that hold its text, where pieces have types.
const TEXT_TYPES: &[&str] = &[
    "text",
    "paragraph",
    "p",
    "rawhtml",
    "sanitizedhtml",
    "html",
    "texthtml",
    "textplain",
    "applicationxhtmlxml",
    "markdown",
    "header",
    "heading",
    "h2",
    "h3",
    "quote",
    "blockquote",
];

/// What programs write for "nothing", and services for "not for you".
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with("ONLY AVAILABLE IN ") && text.len() < 80 {
        return true;
    }
    text.len() <= 11
        && ["", "nan", "none", "null", "n/a", "undefined", "unknown", "[]", "{}", "[removed]", "[deleted]", "-"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

/// The part of an object under the first of these names that it has.
fn part<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names
        .iter()
        .find_map(|name| object.iter().find(|(key, value)| folded(key) == *name && !value.is_null()))
        .map(|(_, value)| value)
}

/// The text that a value holds: a string, a list of paragraphs, a list of typed pieces, an object with the text in it.
/// Markup is resolved.
pub(super) fn text(value: &Value) -> Option<Cow<'_, str>> {
    text_within(value, DEEPEST)
}

fn text_within(value: &Value, depth: usize) -> Option<Cow<'_, str>> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) if is_placeholder(text) => Some(Cow::Borrowed("")),
        Value::String(text) => Some(match with_line_ends(text) {
            Cow::Borrowed(text) => text_of_markup(text),
            Cow::Owned(text) => Cow::Owned(text_of_markup(&text).into_owned()),
        }),
        Value::Array(pieces) => {
            let parts: Vec<_> = pieces.iter().filter_map(|piece| piece_text(piece, depth)).collect();
            let parts: Vec<_> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
            (!parts.is_empty()).then(|| Cow::Owned(parts.join("\n\n")))
        }
        Value::Object(object) => text_within(part(object, TEXT_PARTS)?, depth),
        _ => None,
    }
}

/// A text whose line ends a program wrote out as `\n`.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\n') || text.matches("\\n").take(2).count() < 2 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\\r\\n", "\n").replace("\\n", "\n"))
}

/// The text of one piece of an article; none for pictures and the like, and for what is an article itself.
fn piece_text(piece: &Value, depth: usize) -> Option<Cow<'_, str>> {
    let Value::Object(object) = piece else {
        return piece.is_string().then(|| text_within(piece, depth)).flatten();
    };
    let kind = object.get("type").or_else(|| object.get("@type")).and_then(Value::as_str).map(folded);
    // Fundus writes a body as sections, each with its headlines and paragraphs.
    if let Some(paragraphs) = object.get("paragraphs") {
        let headline = object.get("headline").and_then(|headline| text_within(headline, depth)).unwrap_or_default();
        let paragraphs = text_within(paragraphs, depth)?;
        return Some(if headline.is_empty() { paragraphs } else { Cow::Owned(format!("{headline}\n\n{paragraphs}")) });
    }
    let is_text = kind.is_none_or(|kind| TEXT_TYPES.contains(&kind.as_str()));
    let is_article = object.keys().any(|key| matches!(folded(key).as_str(), "url" | "title" | "headline" | "link"));
    if is_text && !is_article { text_within(piece, depth) } else { None }
}

/// A string or number, or a list of such joined by `; `; white space folded, character references resolved. As the user
/// named it: whatever stands there.
pub(super) fn words(value: &Value) -> Option<String> {
    words_within(value, true, DEEPEST)
}

/// The same where the name is a guess: a number is no name, nor is an address or a picture.
pub(super) fn likely_words(value: &Value) -> Option<String> {
    words_within(value, false, DEEPEST)
}

fn words_within(value: &Value, any: bool, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) if is_placeholder(text) => None,
        Value::String(text) => {
            let text =
                if text.contains('&') || is_markup(text) { text_of_markup(text) } else { Cow::Borrowed(&**text) };
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (any || !is_address(&words)).then_some(words).filter(|words| !words.is_empty())
        }
        Value::Number(number) => any.then(|| number.to_string()),
        Value::Array(values) => {
            let mut parts: Vec<String> = Vec::new();
            for part in values.iter().take(50).filter_map(|value| words_within(value, any, depth)) {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        Value::Object(object) => match part(object, WORD_PARTS) {
            Some(value) => words_within(value, any, depth),
            None => full_name(object),
        },
        Value::Null | Value::Bool(_) => None,
    }
}

/// "firstname" and "lastname" of a person.
fn full_name(object: &Map<String, Value>) -> Option<String> {
    let of =
        |names: &[&str]| part(object, names).and_then(Value::as_str).map(str::trim).filter(|name| !name.is_empty());
    Some(format!("{} {}", of(&["firstname", "givenname"])?, of(&["lastname", "familyname"])?))
}

/// The name of a host that a value holds: "www.selwickpost.example".
pub(super) fn host(value: &Value) -> Option<String> {
    let host = value.as_str()?.trim();
    (host.starts_with("www.") && !host.contains(['/', ' '])).then(|| host.to_owned())
}

/// Whether words are an address in the web.
pub(super) fn is_address(words: &str) -> bool {
    let starts = |prefix: &str| words.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    (starts("http://") || starts("https://") || starts("www.")) && !words.contains(char::is_whitespace)
}

/// An author without "By" and without a mail address around the name. Tables hold lists as Python writes them:
/// `['Jane Doe', 'Li Wei']`.
pub(super) fn author(words: &str) -> Option<String> {
    let mut names = words;
    let list;
    if let Some(inner) = names.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        list = python_list(inner)?;
        names = &list;
    }
    if let Some((by, name)) = names.split_at_checked(3)
        && by.eq_ignore_ascii_case("by ")
    {
        names = name.trim_start();
    }
    // RSS 2.0 writes authors as `jane@example.org (Jane Doe)`.
    if let Some((mail, name)) = names.split_once(" (")
        && mail.contains('@')
        && !mail.contains(' ')
        && let Some(name) = name.strip_suffix(')')
    {
        names = name;
    }
    if people::is_nobody(names) {
        return None;
    }
    let mail = names.contains('@') && !names.contains(' ');
    let named = !names.is_empty() && !mail && names.chars().any(char::is_alphabetic);
    // "Doe, Jane" may be a name that is turned, or an agency and its place; a list of such is of names.
    let turned =
        |name: &str| name.split_once(", ").is_some_and(|(last, first)| !last.contains(' ') && !first.contains(','));
    let all = names.split(';').map(str::trim).all(turned);
    let read = || match names.split_once(',') {
        _ if all && names.contains(';') => people::surname_first(names),
        Some((first, _)) if !first.contains(' ') => None,
        _ => people::author(names),
    };
    named.then(|| read().unwrap_or_else(|| names.to_owned()))
}

/// "Selwick Post, The" -> "The Selwick Post".
pub(super) fn outlet(words: &str) -> String {
    words.strip_suffix(", The").map_or_else(|| words.to_owned(), |name| format!("The {name}"))
}

/// The items of a list in quotation marks, joined by `; `.
fn python_list(inner: &str) -> Option<String> {
    let parts: Vec<_> = inner
        .split(", ")
        .map(|item| item.trim().trim_matches(['\'', '"']).trim())
        .filter(|item| !item.is_empty() && !is_address(item))
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Whether an address leads beyond the front page of a site.
fn has_path(address: &str) -> bool {
    let site = address.split_once("://").map_or(address, |(_, site)| site);
    site.split_once(['/', '?']).is_some_and(|(_, path)| !path.is_empty())
}

/// The address that a value holds, where its name is a guess.
pub(super) fn likely_url(value: &Value) -> Option<String> {
    let value = match value {
        Value::Object(object) => part(object, URL_PARTS)?,
        Value::Array(values) => values.first()?,
        value => value,
    };
    value.as_str().map(str::trim).filter(|words| is_address(words) && has_path(words)).map(str::to_owned)
}

/// An id as the file has it.
///
/// # Errors
/// What stands there instead.
pub(super) fn id(value: &Value) -> Result<Option<String>, &Value> {
    match value {
        Value::String(id) => Ok(Some(id.trim().to_owned()).filter(|id| !is_placeholder(id))),
        Value::Number(id) => Ok(Some(id.to_string())),
        Value::Null => Ok(None),
        Value::Object(object) => match part(object, ID_PARTS) {
            Some(Value::String(id)) => Ok(Some(id.clone()).filter(|id| !is_placeholder(id))),
            Some(Value::Number(id)) => Ok(Some(id.to_string())),
            _ => Err(value),
        },
        other => Err(other),
    }
}

/// The day that a value tells, `None` where it tells none.
///
/// # Errors
/// What stands there and is not understood.
pub(super) fn date(value: &Value, order: Option<Order>) -> Result<Option<Date>, String> {
    match value {
        Value::String(text) if is_placeholder(text) => Ok(None),
        Value::String(text) => published::in_field(text, order).map(Some).ok_or_else(|| text.clone()),
        Value::Null => Ok(None),
        Value::Number(number) => {
            published::in_field(&number.to_string(), order).map(Some).ok_or_else(|| number.to_string())
        }
        Value::Object(object) => match part(object, DATE_PARTS) {
            Some(inner @ (Value::String(_) | Value::Number(_))) => date(inner, order),
            // MongoDB: {"$date": {"$numberLong": "1746180000000"}}.
            Some(Value::Object(inner)) => match part(inner, DATE_PARTS) {
                Some(inner @ (Value::String(_) | Value::Number(_))) => date(inner, order),
                _ => Err(value.to_string()),
            },
            _ => Err(value.to_string()),
        },
        other => Err(other.to_string()),
    }
}
