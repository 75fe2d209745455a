//! Where the articles are in a JSON document: services wrap them in replies of their own making (NewsAPI, the Guardian,
//! Elasticsearch), programs write one object, a list of them, or a table by columns. No service is known by name: what
//! counts is which objects have a text.

use serde_json::{Map, Value};

use crate::corpus::FieldMap;
use crate::corpus::fields::{self, folded};

/// How deep articles are looked for.
const DEEPEST: usize = 8;

/// Names of things that have texts and are no articles.
const ASIDE: &[&str] = &[
    "comments",
    "replies",
    "related",
    "relatedarticles",
    "recommended",
    "media",
    "multimedia",
    "images",
    "photos",
    "videos",
    "tags",
    "keywords",
    "entities",
    "tokens",
    "sentences",
    "embeddings",
    "links",
    "ads",
    "tweets",
    "facets",
];

/// An article in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    /// Its fields.
    pub(super) object: &'a Map<String, Value>,
    /// Its place in its list, from 1; `None` for the only one of the document.
    pub(super) place: Option<usize>,
}

/// The articles of a document, and what their texts weigh.
#[derive(Debug, Default)]
struct List<'a> {
    found: Vec<Found<'a>>,
    /// Bytes of text in them; one for each that has none and yet looks like an article.
    weight: usize,
    /// Whether any has a text.
    texts: bool,
}

/// The articles of a document. Those without a text are among them if others have one or all look like articles.
pub(super) fn articles<'a>(value: &'a Value, names: &FieldMap) -> Vec<Found<'a>> {
    let mut found = within(value, names, DEEPEST).found;
    // Lists put together from several have places that come twice.
    if found.windows(2).any(|pair| pair[0].place >= pair[1].place) {
        for (at, article) in found.iter_mut().enumerate() {
            article.place = Some(at + 1);
        }
    }
    found
}

fn within<'a>(value: &'a Value, names: &FieldMap, depth: usize) -> List<'a> {
    match (value, depth.checked_sub(1)) {
        (Value::Array(items), Some(depth)) => list(items.iter().enumerate(), names, depth),
        (Value::Object(object), Some(depth)) => in_object(object, names, depth),
        _ => List::default(),
    }
}

/// An object is an article, or wraps some.
fn in_object<'a>(object: &'a Map<String, Value>, names: &FieldMap, depth: usize) -> List<'a> {
    let text = fields::text_of(object, names);
    let itself = |weight, texts| List { found: vec![Found { object, place: None }], weight, texts };
    if let Some((text, true)) = &text {
        return itself(text.len(), true);
    }
    let titled = fields::is_article(object, names);
    let mut best = List::default();
    for (name, value) in object {
        if ASIDE.contains(&folded(name).as_str()) {
            continue;
        }
        let inner = within(value, names, depth);
        // What lies in an object with a headline of its own, like the comments below an article, has to have headlines.
        let fits = !titled || inner.found.iter().all(|found| fields::is_article(found.object, names));
        if fits && (inner.texts, inner.weight) > (best.texts, best.weight) {
            best = inner;
        }
    }
    // Articles under their ids.
    let keyed = object.iter().filter(|(name, value)| value.is_object() && !ASIDE.contains(&folded(name).as_str()));
    if !titled && best.found.len() <= 1 && keyed.clone().count() > 1 {
        let keyed = list(keyed.map(|(_, value)| value).enumerate(), names, depth);
        if keyed.found.len() > best.found.len() && keyed.texts >= best.texts {
            best = keyed;
        }
    }
    match text {
        Some((text, _)) if !best.texts || (best.found.len() == 1 && text.len() >= best.weight) => {
            itself(text.len(), true)
        }
        None if titled && !best.texts && best.found.len() <= 1 => itself(1, false),
        _ => best,
    }
}

/// The articles of a list; those of the lists in it, if its items are none themselves.
fn list<'a>(items: impl Iterator<Item = (usize, &'a Value)>, names: &FieldMap, depth: usize) -> List<'a> {
    let mut items: Vec<_> = items.collect();
    // A graph of JSON-LD holds the page, the site and the author beside the article.
    if items.iter().any(|(_, item)| is_typed_article(item) == Some(true)) {
        items.retain(|(_, item)| is_typed_article(item) != Some(false));
    }
    let mut all = List::default();
    for (at, item) in &items {
        let inner = within(item, names, depth);
        let place = |found: Found<'a>| found.place.or(Some(at + 1));
        all.found.extend(inner.found.into_iter().map(|found| Found { place: place(found), ..found }));
        all.weight += inner.weight;
        all.texts |= inner.texts;
    }
    // An object without anything among articles is a row that says so.
    if all.texts && all.found.len() < items.len() && all.found.iter().all(|found| found.place.is_some()) {
        let known: std::collections::HashSet<_> = all.found.iter().filter_map(|found| found.place).collect();
        let rest = items.iter().filter(|(at, _)| !known.contains(&(at + 1)));
        let rest = rest.filter_map(|(at, item)| Some(Found { object: item.as_object()?, place: Some(at + 1) }));
        all.found.extend(rest);
        all.found.sort_by_key(|found| found.place);
    }
    all
}

/// Whether the type that JSON-LD gives a node is that of an article (schema.org); `None` without a type.
fn is_typed_article(value: &Value) -> Option<bool> {
    let kind = value.as_object()?.get("@type")?;
    let fits = |kind: &Value| {
        kind.as_str()
            .is_some_and(|kind| kind.contains("Article") || kind.ends_with("Posting") || kind.ends_with("Report"))
    };
    Some(fits(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(fits)))
}

/// A table by columns as a list of objects: `{"text": {"0": …, "1": …}, "title": {…}}` and
/// `{"columns": […], "data": [[…], …]}` as pandas writes them, and `{"text": […], "title": […]}`.
pub(super) fn by_columns(value: &mut Value) -> Option<Value> {
    let object = value.as_object_mut()?;
    if let (Some(Value::Array(columns)), Some(Value::Array(rows))) = (object.get("columns"), object.get("data")) {
        let names: Option<Vec<_>> = columns.iter().map(Value::as_str).collect();
        let names = names?;
        let row = |row: &Value| {
            let cells = row.as_array()?.iter().cloned();
            Some(Value::Object(names.iter().map(|&name| name.to_owned()).zip(cells).collect()))
        };
        return rows.iter().map(row).collect::<Option<Vec<_>>>().map(Value::Array);
    }
    let known = |name: &String| {
        let name = folded(name);
        fields::Role::Text.rank(&name).is_some() || fields::Role::Headline.rank(&name).is_some()
    };
    if object.len() < 2 || !object.keys().any(known) {
        return None;
    }
    let height = object.values().next().and_then(height)?;
    if height == 0 || !object.values().all(|column| self::height(column) == Some(height)) {
        return None;
    }
    let mut rows = vec![Map::new(); height];
    for (name, column) in std::mem::take(object) {
        let cells: Vec<Value> = match column {
            Value::Array(cells) => cells,
            Value::Object(cells) => {
                let mut cells: Vec<_> = cells.into_iter().collect();
                cells.sort_by_cached_key(|(key, _)| (key.parse::<u64>().unwrap_or(u64::MAX), key.clone()));
                cells.into_iter().map(|(_, cell)| cell).collect()
            }
            _ => Vec::new(),
        };
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.insert(name.clone(), cell);
        }
    }
    Some(Value::Array(rows.into_iter().map(Value::Object).collect()))
}

/// How many cells a column has, if it is one of plain values.
fn height(column: &Value) -> Option<usize> {
    match column {
        Value::Array(cells) if cells.iter().all(|cell| !cell.is_object()) => Some(cells.len()),
        Value::Object(cells) if cells.keys().all(|key| key.bytes().all(|byte| byte.is_ascii_digit())) => {
            Some(cells.len())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn titles(value: &Value) -> Vec<(Option<usize>, String)> {
        articles(value, &FieldMap::default())
            .iter()
            .map(|found| {
                let record = fields::extract(found.object, &FieldMap::default());
                (found.place, record.text.unwrap_or_else(|_| "none".to_owned()))
            })
            .collect()
    }

    #[test]
    fn lists_are_found_wherever_they_are() {
        let two = [(Some(1), "A b.".to_owned()), (Some(2), "C d.".to_owned())];
        for value in [
            json!([{"text": "A b."}, {"text": "C d."}]),
            json!({"status": "ok", "articles": [{"title": "A", "content": "A b."}, {"title": "C", "content": "C d."}]}),
            json!({"response": {"results": [{"id": "x", "fields": {"bodyText": "A b."}}, {"fields": {"bodyText": "C d."}}]}}),
            json!({"hits": {"hits": [{"_id": "1", "_source": {"text": "A b."}}, {"_id": "2", "_source": {"text": "C d."}}]}}),
            json!({"a1": {"text": "A b."}, "a2": {"text": "C d."}}),
            json!({"title": "A feed", "description": "About it.", "items": [
                {"title": "A", "content_html": "A b."}, {"title": "C", "content_html": "C d."}]}),
            json!([{"articles": [{"text": "A b."}]}, {"articles": [{"text": "C d."}]}]),
        ] {
            assert_eq!(titles(&value), two, "{value}");
        }
    }

    #[test]
    fn an_article_is_not_its_parts() {
        let one = [(None, "A b.".to_owned())];
        for value in [
            json!({"text": "A b.", "comments": [{"text": "A comment."}], "tokens": [{"text": "A"}]}),
            json!({"title": "T", "content": [{"type": "paragraph", "text": "A b."}, {"type": "image", "text": "x"}]}),
            json!({"status": "ok", "article": {"title": "T", "text": "A b."}}),
        ] {
            assert_eq!(titles(&value), one, "{value}");
        }
        let graph = json!({"@graph": [{"@type": "WebPage", "name": "x", "description": "About."},
            {"@type": ["NewsArticle"], "articleBody": "A b."}]});
        assert_eq!(titles(&graph), [(Some(2), "A b.".to_owned())]);
    }

    #[test]
    fn articles_without_a_text_are_rows() {
        let listed = json!({"articles": [{"url": "https://a.example/1", "title": "A"}, {"url": "https://a.example/2", "title": "B"}]});
        assert_eq!(titles(&listed), [(Some(1), "none".to_owned()), (Some(2), "none".to_owned())]);
        let mixed = json!([{"text": "A b."}, {"x": 1}, {"text": "C d."}]);
        assert_eq!(titles(&mixed)[1], (Some(2), "none".to_owned()));
        assert!(titles(&json!({"status": "error", "message": "no key"})).is_empty());
        assert!(titles(&json!([1, "a", null])).is_empty());
    }

    #[test]
    fn tables_by_columns_are_turned() {
        for mut value in [
            json!({"title": {"0": "A", "1": "C", "10": "E"}, "text": {"0": "A b.", "1": "C d.", "10": "E f."}}),
            json!({"columns": ["title", "text"], "index": [0, 1, 2], "data": [["A", "A b."], ["C", "C d."], ["E", "E f."]]}),
            json!({"title": ["A", "C", "E"], "text": ["A b.", "C d.", "E f."]}),
        ] {
            let rows = by_columns(&mut value).unwrap();
            assert_eq!(rows[2], json!({"title": "E", "text": "E f."}));
        }
        assert!(by_columns(&mut json!({"title": "A", "text": ["A b."]})).is_none());
    }
}
