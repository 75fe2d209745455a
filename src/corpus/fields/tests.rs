//! Objects as programs and services write them.

use super::*;
use serde_json::json;

fn record(value: &Value, names: &FieldMap) -> Record {
    let Value::Object(object) = value else { panic!("an object") };
    extract(object, names)
}

#[test]
fn fields_are_found() {
    let value = json!({
        "id": 12_345_678_901_234_567_u64, "text": " a\n", "title": " Two\n words ", "author": ["Jane Doe", " ", "Li Wei"],
        "outlet": null, "url": "", "published": "2025-05-02T10:00:00Z", "extra": [1, {}]
    });
    let record = record(&value, &FieldMap::default());
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
        outlet: Some("source.name".into()),
        text: Some("a.b".into()),
        title: Some("dc.title".into()),
        ..FieldMap::default()
    };
    let value = json!({"source": {"name": "X"}, "a": {"b": "y"}, "dc.title": "z", "author": "BY Ann"});
    let record = record(&value, &names);
    assert_eq!(record.metadata.outlet.as_deref(), Some("X"));
    assert_eq!(record.metadata.headline.as_deref(), Some("z"));
    assert_eq!(record.metadata.author.as_deref(), Some("Ann"));
    assert_eq!(record.text.as_deref(), Ok("y"));
}

#[test]
fn what_is_missing_is_named() {
    let names = FieldMap::default();
    let wrong = record(&json!({"id": [], "words": "long text", "t": "x", "published": "soon"}), &names);
    assert_eq!(wrong.id, None);
    assert!(wrong.text.unwrap_err().contains("--text-field words"));
    assert_eq!(wrong.remarks.len(), 1, "{:?}", wrong.remarks);
    let named = FieldMap { text: Some("text".into()), id: Some("id".into()), ..names.clone() };
    assert!(record(&json!({"text": 5}), &named).text.unwrap_err().contains("a number"));
    assert!(record(&json!({"body": "x"}), &named).text.unwrap_err().contains("no text under \"text\""));
    assert_eq!(record(&json!({"id": [], "text": "a"}), &named).remarks.len(), 1);
    let listed = record(&json!({"url": "https://a.example/b", "title": "A", "seendate": "20250502T101500Z"}), &names);
    assert!(listed.text.unwrap_err().contains("fetch"));
}

#[test]
fn the_longest_text_is_taken() {
    let names = FieldMap::default();
    let text = |value| record(&value, &names).text.unwrap();
    assert_eq!(
        text(json!({"text": "Short.", "content": "A much longer text, the article."})),
        "A much longer text, the article."
    );
    assert_eq!(text(json!({"bodyText": "The whole text.", "body": "<p>The whole text.</p>"})), "The whole text.");
    assert_eq!(text(json!({"description": "A long summary of it.", "content": "Text."})), "Text.");
    assert_eq!(text(json!({"content": null, "body": ["<p>One.</p>", "Two."]})), "One.\n\nTwo.");
    let cut = record(&json!({"content": "It began… [+1234 chars]"}), &names);
    assert!(cut.remarks[0].contains("cut off"));
    let summary = record(&json!({"description": "It began."}), &names);
    assert!(summary.remarks[0].contains("summary"));
}

#[test]
fn what_is_no_name_is_not_taken() {
    let names = FieldMap::default();
    let found = record(
        &json!({"text": "a", "author": 7, "source": "https://a.example", "domain": "a.example", "date": "NaN",
                "authors": "['Ann Orr', 'https://a.example/staff']", "url": "/relative", "guid": "https://a.example/1"}),
        &names,
    );
    assert_eq!(found.metadata.author.as_deref(), Some("Ann Orr"));
    assert_eq!(found.metadata.outlet.as_deref(), Some("a.example"));
    assert_eq!(found.metadata.url.as_deref(), Some("https://a.example/1"));
    assert_eq!((found.metadata.published, found.remarks.len()), (None, 0));
}

#[test]
fn shapes_of_well_known_sets_and_programs() {
    let names = FieldMap::default();
    let text = |value| record(&value, &names).text.unwrap();
    let read = |value| record(&value, &names).metadata;
    let post = json!({"article_url": "https://a.example/b", "source": "The Post", "published_date": 1_746_180_000_000_u64,
        "contents": [{"type": "kicker", "content": "World"}, {"type": "title", "content": "A title"},
        {"type": "sanitized_html", "content": "He <b>said</b> so.<br/>"}, {"type": "sanitized_html", "content": "B."}]});
    assert_eq!(text(post.clone()), "He said so.\n\nB.");
    assert_eq!(read(post).outlet.as_deref(), Some("The Post"));
    let fundus = json!({"title": "T", "body": {"summary": ["S."], "sections": [
        {"headline": [], "paragraphs": ["A.", "B."]}, {"headline": ["H"], "paragraphs": ["C."]}]}});
    assert_eq!(text(fundus), "A.\n\nB.\n\nH\n\nC.");
    let extracted = json!({"title": "T", "hostname": "a.example", "source": "https://a.example/x", "source-hostname": "The A",
        "raw_text": "One. Two.", "text": "One.\nTwo.", "date": "2025-05-02", "filedate": "2026-01-01", "id": null});
    assert_eq!(text(extracted.clone()), "One.\nTwo.");
    let found = read(extracted);
    assert_eq!((found.outlet.as_deref(), found.url.as_deref()), (Some("The A"), Some("https://a.example/x")));
    let arc = json!({"headlines": {"basic": "T"}, "credits": {"by": [{"name": "Ann Orr"}]}, "canonical_url": "/a/b",
        "first_publish_date": "2025-05-02T10:00:00Z", "content_elements": [{"type": "text", "content": "A."},
        {"type": "image", "caption": "x"}, {"type": "text", "content": "B."}]});
    assert_eq!(text(arc.clone()), "A.\n\nB.");
    let found = read(arc);
    assert_eq!((found.headline.as_deref(), found.author.as_deref(), found.url), (Some("T"), Some("Ann Orr"), None));
    let paid = json!({"title": "T", "content": "ONLY AVAILABLE IN PAID PLANS", "description": "It began.",
        "source_url": "https://a.example/", "source_name": "The A", "creator": ["Ann Orr"]});
    assert_eq!(text(paid.clone()), "It began.");
    assert_eq!((read(paid.clone()).url, read(paid).outlet.as_deref()), (None, Some("The A")));
    let page = json!({"html": "<!DOCTYPE html><html><p>Menu</p><p>The article.</p></html>", "text": "The article."});
    assert_eq!(text(page), "The article.");
    let entry =
        json!({"title": "T", "summary": "S.", "content": [{"type": "text/html", "value": "<p>A.</p><p>B.</p>"}]});
    assert_eq!(text(entry), "A.\n\nB.");
}

#[test]
fn headlines_lose_the_outlet_behind_them() {
    let headline = |title: &str| {
        let object = json!({"source": {"id": null, "name": "Selwick Post"}, "title": title, "content": "She said no."});
        record(&object, &FieldMap::default()).metadata.headline
    };
    assert_eq!(headline("Ferry sold - Selwick Post").as_deref(), Some("Ferry sold"));
    assert_eq!(headline("Ferry sold - again").as_deref(), Some("Ferry sold - again"));
    assert_eq!(headline("Selwick Post").as_deref(), Some("Selwick Post"));
}
