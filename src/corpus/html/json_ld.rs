//! JSON-LD: what a page says about its article in the terms of schema.org, where sites say it best, as search engines ask
//! for it. Broken JSON is mended where it is clear what was meant.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// What a page says about its article.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) headline: Option<String>,
    /// Persons, or organisations where there are none.
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) published: Option<String>,
    /// The text, for pages that a program writes in the browser.
    pub(super) body: Option<String>,
}

type Object = Map<String, Value>;

/// What the scripts say about the article; `matches` tells whether a headline or an address is that of the page, which is
/// asked where there are several articles.
pub(super) fn read(scripts: &[String], matches: impl Fn(&str) -> bool) -> Said {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, &mut objects, 0);
    }
    let ids: HashMap<&str, &Object> = objects
        .iter()
        .filter(|object| object.len() > 1)
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    let articles: Vec<&Object> = objects.iter().copied().filter(|object| is(object, is_article)).collect();
    let own = |object: &&&Object| {
        ["headline", "name", "url", "@id", "mainEntityOfPage"]
            .iter()
            .any(|key| text(object.get(*key)).is_some_and(|said| matches(&said)))
    };
    let article = match articles.as_slice() {
        [] => None,
        [only] => Some(*only),
        several => several.iter().find(own).copied(),
    };
    let page = objects.iter().copied().find(|object| is(object, |kind| kind.ends_with("WebPage")));
    let site = objects.iter().copied().find(|object| is(object, |kind| kind == "WebSite"));
    let Some(object) = article else {
        let weak = |page: &Object| Said { published: text(page.get("datePublished")), ..Said::default() };
        return page.map(weak).unwrap_or_default();
    };
    let resolved = |value: Option<&Value>| names(value, &ids, 0);
    let mut authors = resolved(object.get("author"));
    if authors.is_empty() {
        authors = resolved(object.get("creator"));
    }
    if authors.iter().any(|(_, person)| *person) {
        authors.retain(|(_, person)| *person);
    }
    let outlet = resolved(object.get("publisher")).into_iter().next().map(|(name, _)| name);
    Said {
        headline: text(object.get("headline")).or_else(|| text(object.get("name"))),
        authors: authors.into_iter().map(|(name, _)| name).collect(),
        outlet: outlet.or_else(|| text(site?.get("name"))),
        url: text(object.get("url")).or_else(|| text(object.get("mainEntityOfPage"))),
        published: text(object.get("datePublished")).or_else(|| text(page?.get("datePublished"))),
        body: text(object.get("articleBody")),
    }
}

/// Objects that describe the page, or may be referred to. What is listed (`itemListElement`, `liveBlogUpdate`, `hasPart`)
/// are other things.
fn collect<'a>(value: &'a Value, into: &mut Vec<&'a Object>, depth: usize) {
    match value {
        _ if depth > 8 || into.len() > 500 => {}
        Value::Array(values) => values.iter().for_each(|value| collect(value, into, depth + 1)),
        Value::Object(object) => {
            into.push(object);
            for key in ["@graph", "mainEntity"] {
                if let Some(value) = object.get(key) {
                    collect(value, into, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// Whether one of an object's types is wanted.
fn is(object: &Object, wanted: impl Fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::String(kind)) => wanted(kind.trim_start_matches("schema:")),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}

/// `Article` and what schema.org derives from it.
fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || matches!(kind, "Report" | "BlogPosting" | "LiveBlogPosting" | "SocialMediaPosting")
}

/// The text of a value: itself, that of its `@id` or `@value`, or the first of a list.
fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text,
        Value::Array(values) => return text(values.first().filter(|first| !first.is_array())),
        Value::Object(object) => {
            ["@value", "@id", "url"].iter().find_map(|key| object.get(*key).and_then(Value::as_str))?
        }
        _ => return None,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The names of persons and organisations, and whether each is not an organisation.
fn names(value: Option<&Value>, ids: &HashMap<&str, &Object>, depth: usize) -> Vec<(String, bool)> {
    match value {
        Some(Value::String(name)) => match ids.get(name.as_str()) {
            Some(object) if depth < 3 => named(object, ids, depth),
            _ => vec![(name.clone(), true)],
        },
        Some(Value::Array(values)) if depth < 3 => {
            values.iter().take(30).flat_map(|value| names(Some(value), ids, depth + 1)).collect()
        }
        Some(Value::Object(object)) => named(object, ids, depth),
        _ => Vec::new(),
    }
}

fn named(object: &Object, ids: &HashMap<&str, &Object>, depth: usize) -> Vec<(String, bool)> {
    let person = !is(object, |kind| kind.ends_with("Organization"));
    match object.get("name") {
        Some(Value::String(name)) => vec![(name.clone(), person)],
        Some(Value::Array(values)) => {
            values.iter().filter_map(Value::as_str).take(30).map(|name| (name.to_owned(), person)).collect()
        }
        _ => match object.get("@id").and_then(Value::as_str).and_then(|id| ids.get(id)) {
            Some(other) if depth < 3 && !std::ptr::eq(*other, object) => named(other, ids, depth + 1),
            _ => Vec::new(),
        },
    }
}

/// The value in a script.
fn parse(script: &str) -> Option<Value> {
    serde_json::from_str(script).or_else(|_| serde_json::from_str(&mend(script))).ok()
}

/// JSON without what people and templates do wrong: comments around it, line breaks in strings, commas before brackets,
/// escaped apostrophes, a semicolon at the end.
fn mend(script: &str) -> String {
    let script = script.replace("<![CDATA[", "").replace("]]>", "");
    let start = script.find(['{', '[']).unwrap_or(0);
    let close = if script[start..].starts_with('{') { '}' } else { ']' };
    let end = script.rfind(close).map_or(script.len(), |end| end + 1);
    let script = script.get(start..end).unwrap_or_default();
    let mut mended = String::with_capacity(script.len());
    let (mut string, mut escaped) = (false, false);
    // Where a comma stands behind which only white space came.
    let mut comma = None;
    for c in script.chars() {
        if string {
            match c {
                '\'' if escaped => {
                    mended.pop();
                    mended.push(c);
                }
                c if c.is_control() => mended.push(' '),
                c => mended.push(c),
            }
            string = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '}' | ']' => {
                if let Some(at) = comma {
                    mended.truncate(at);
                }
                comma = None;
            }
            ',' => comma = Some(mended.len()),
            c if c.is_whitespace() => {}
            _ => comma = None,
        }
        string = c == '"';
        mended.push(c);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(script: &str) -> Said {
        read(&[script.to_owned()], |said| said == "Ours")
    }

    #[test]
    fn graphs_are_followed() {
        let said = said(
            r##"{"@graph":[{"@type":"NewsArticle","headline":"A","author":{"@id":"#p"},"publisher":{"@id":"#o"},
            "datePublished":"2025-01-02"},{"@type":"Person","@id":"#p","name":"Ann Orr"},
            {"@type":"Organization","@id":"#o","name":"Post"}]}"##,
        );
        assert_eq!((said.authors, said.outlet.as_deref()), (vec!["Ann Orr".to_owned()], Some("Post")));
    }

    #[test]
    fn persons_come_before_organisations() {
        let said = said(
            r#"[{"@type":["Article","Thing"],"author":[{"@type":"Organization","name":"Post"},{"@type":"Person","name":"Ann"}]}]"#,
        );
        assert_eq!(said.authors, ["Ann"]);
    }

    #[test]
    fn of_several_articles_the_page_has_one() {
        let both = r#"[{"@type":"Article","headline":"Other"},{"@type":"Article","headline":"Ours"}]"#;
        assert_eq!(said(both).headline.as_deref(), Some("Ours"));
        assert_eq!(said(&both.replace("Ours", "Else")), Said::default());
    }

    #[test]
    fn broken_json_is_mended() {
        for script in [
            "/* <![CDATA[ */ {\"@type\":\"Article\",\"headline\":\"A\",} /* ]]> */",
            "<!-- {\"@type\":\"Article\",\"headline\":\"A\" , \n} -->",
            "{\"@type\":\"Article\",\"headline\":\"A\",\"d\":\"x\ny\"};",
            "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A\",\"d\":\"it\\'s\"}\n//]]>",
        ] {
            assert_eq!(said(script).headline.as_deref(), Some("A"), "{script}");
        }
    }

    proptest! {
        #[test]
        fn any_script_gives_an_answer(script in "[\\[\\]{}\":,a\\\\' \n]{0,60}|\\PC{0,40}") {
            let _ = said(&script);
        }
    }
}
