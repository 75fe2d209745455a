//! What the fields of an object or the cells of a row say about an article: those that the user named, else those whose
//! names are usual for it ([`names`]).
//!
//! Where several fields may hold the text, the longest does; a summary counts only where there is nothing else.

mod about;
mod markup;
mod names;
mod values;

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::json::kind;
use super::published::Order;
use super::{FieldMap, Metadata};
pub(super) use names::{Role, folded};

/// The longest id taken from a file, in bytes; ids are kept for the whole run.
const LONGEST_ID: usize = 1000;

/// How much of the longest text another has to hold to come before it, if its name is the better one: the same text with
/// and without markup differs by less.
const NEARLY: f64 = 0.75;

/// What is shorter than this, in bytes, is no article where there is an address that leads to one.
const SHORT: usize = 150;

/// Objects that wrap the fields of an article: Elasticsearch, the Guardian, JSON:API, WordPress, newspaper3k and
/// others have them.
const WRAPPERS: &[&str] = &[
    "source",
    "fields",
    "attributes",
    "article",
    "document",
    "doc",
    "data",
    "item",
    "post",
    "node",
    "metadata",
    "meta",
    "og",
    "thread",
    "embedded",
];

/// An article's fields.
#[derive(Debug)]
pub(super) struct Record {
    /// Its id as given.
    pub(super) id: Option<String>,
    /// Its text, or why there is none, with a remedy.
    pub(super) text: Result<String, String>,
    /// The rest.
    pub(super) metadata: Metadata,
    /// What could not be understood, and what may surprise.
    pub(super) remarks: Vec<String>,
}

/// A field: its name and what stands there.
pub(super) type Field<'a> = (&'a str, &'a Value);

/// The fields among which each part of an article is looked for, in order of preference.
#[derive(Debug)]
pub(super) struct Sought<'a, 'n> {
    /// All of them.
    fields: Vec<Field<'a>>,
    /// What the user called them.
    names: &'n FieldMap,
    /// The object, in which names with dots lead further.
    object: Option<&'a Map<String, Value>>,
    /// The places in `fields` that may play each role, by [`Role::ALL`].
    places: Cow<'n, Places>,
    /// Whether the text has one place only, as in a table.
    fixed: bool,
    /// The order of day and month that the column of dates proves.
    order: Option<Order>,
}

/// For each role the places of the fields that may play it, in order of preference.
pub(super) type Places = [Vec<usize>; Role::ALL.len()];

/// The places of the names that are usual for each role.
pub(super) fn places<'a>(names: impl Iterator<Item = &'a str>) -> Places {
    let names: Vec<_> = names.map(|name| (folded(name), name.starts_with('@') || name == "_source")).collect();
    Role::ALL.map(|role| {
        let mut found: Vec<_> = names
            .iter()
            .enumerate()
            // JSON-LD calls the address of a node its @id; Elasticsearch keeps the article in _source.
            .filter(|(_, (_, marked))| !(*marked && matches!(role, Role::Id | Role::Outlet)))
            .filter_map(|(place, (name, _))| Some((role.rank(name)?, place)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    })
}

/// What the fields of an object say.
pub(super) fn extract(object: &Map<String, Value>, names: &FieldMap) -> Record {
    Sought::object(object, names).record()
}

/// What the fields of an object say about an article whose text stands elsewhere, and what of it was not understood.
pub(super) fn about(object: &Map<String, Value>, names: &FieldMap) -> (Metadata, Vec<String>) {
    let mut remarks = Vec::new();
    let metadata = Sought::object(object, names).metadata(&mut remarks);
    (metadata, remarks)
}

/// The text of an object, if it has one, and whether that is more than a summary.
pub(super) fn text_of<'a>(object: &'a Map<String, Value>, names: &FieldMap) -> Option<(Cow<'a, str>, bool)> {
    let sought = Sought::object(object, names);
    let full = sought.longest(Role::Text).filter(|text| !text.is_empty());
    if let Some(text) = full {
        return Some((text, true));
    }
    sought.longest(Role::Summary).filter(|text| !text.is_empty()).map(|text| (text, false))
}

/// Whether an object looks like an article, though perhaps without a text: it has a headline or an address.
pub(super) fn is_article(object: &Map<String, Value>, names: &FieldMap) -> bool {
    let sought = Sought::object(object, names);
    sought.headline().is_some() || sought.url().is_some()
}

/// What the cells of a row say, in a table whose columns play these roles.
pub(super) fn of_row(fields: Vec<Field<'_>>, names: &FieldMap, places: &Places, order: Option<Order>) -> Record {
    Sought { fields, names, object: None, places: Cow::Borrowed(places), fixed: true, order }.record()
}

/// The text of one value; markup is resolved.
pub(super) fn plain_text(value: &Value) -> Option<Cow<'_, str>> {
    values::text(value)
}

impl<'a, 'n> Sought<'a, 'n> {
    fn object(object: &'a Map<String, Value>, names: &'n FieldMap) -> Self {
        let mut fields = Vec::new();
        unwrap(object, 2, &mut fields);
        let places = places(fields.iter().map(|(name, _)| *name));
        Self { fields, names, object: Some(object), places: Cow::Owned(places), fixed: false, order: None }
    }

    fn record(&self) -> Record {
        let mut remarks = Vec::new();
        let text = self.text(&mut remarks);
        let metadata = self.metadata(&mut remarks);
        Record { id: self.id(&mut remarks), text, metadata, remarks }
    }

    /// What stands under the name that the user gave: `None` if the user gave none.
    fn given(&self, role: Role) -> Option<(&'n str, Option<&'a Value>)> {
        let name = role.given(self.names)?;
        let value = match self.object {
            Some(object) => find(object, name),
            None => self.fields.iter().find(|(column, _)| column.trim() == name.trim()).map(|(_, value)| *value),
        };
        // As a person would have typed it.
        let alike = || self.fields.iter().find(|(field, _)| folded(field) == folded(name)).map(|(_, value)| *value);
        Some((name, value.or_else(alike)))
    }

    /// The values whose names are usual for a role.
    fn usual(&self, role: Role) -> impl Iterator<Item = Field<'a>> {
        let at = Role::ALL.iter().position(|other| *other == role).unwrap_or_default();
        self.places[at].iter().filter_map(|&place| self.fields.get(place).copied())
    }

    fn id(&self, remarks: &mut Vec<String>) -> Option<String> {
        let id = match self.given(Role::Id) {
            Some((name, value)) => values::id(value?).unwrap_or_else(|other| {
                remarks.push(format!("its field \"{name}\" is {}, which cannot be an id", kind(other)));
                None
            }),
            None => self.usual(Role::Id).find_map(|(_, value)| values::id(value).ok().flatten()),
        }?;
        if id.len() > LONGEST_ID {
            remarks.push(format!("its id is longer than {LONGEST_ID} bytes and was not used"));
            return None;
        }
        (!id.is_empty()).then_some(id)
    }

    /// The longest of the texts that may play a role, or an earlier one that is nearly as long. Empty where the fields
    /// are there and hold nothing.
    fn longest(&self, role: Role) -> Option<Cow<'a, str>> {
        if role == Role::Text
            && let Some((_, value)) = self.given(role)
        {
            return value.and_then(values::text);
        }
        if role == Role::Summary && Role::Text.given(self.names).is_some() {
            return None;
        }
        let mut texts: Vec<_> =
            self.usual(role).filter_map(|(_, value)| Some((values::text(value)?, rank_of_markup(value)))).collect();
        // A page as it was fetched has its menus in it.
        if texts.iter().any(|(text, rank)| !text.is_empty() && *rank != Markup::Page) {
            texts.retain(|(_, rank)| *rank != Markup::Page);
        }
        let longest = texts.iter().map(|(text, _)| text.len()).max()?;
        texts.retain(|(text, _)| text.len() as f64 >= NEARLY * longest as f64);
        // The same text without markup has often lost its paragraphs, like the Guardian's "bodyText".
        let markup = texts.iter().position(|(_, rank)| *rank == Markup::Fragment);
        let parted = || texts.iter().position(|(text, _)| text.trim().contains('\n'));
        let best = markup.or_else(parted).unwrap_or_default();
        texts.into_iter().nth(best).map(|(text, _)| text)
    }

    fn text(&self, remarks: &mut Vec<String>) -> Result<String, String> {
        if let Some((name, value)) = self.given(Role::Text) {
            return match value {
                None | Some(Value::Null) if self.fixed => Ok(String::new()),
                None | Some(Value::Null) => Err(self.without(&format!("it has no text under \"{name}\""))),
                Some(value) => values::text(value).map(Cow::into_owned).ok_or_else(|| {
                    format!(
                        "its field \"{name}\" is {}, not a text; name the field that holds the text with --text-field",
                        kind(value)
                    )
                }),
            }
            .inspect(|text| remark_on_end(text, remarks));
        }
        let text = self.longest(Role::Text);
        if self.fixed {
            let text = text.unwrap_or_default().into_owned();
            remark_on_end(&text, remarks);
            return Ok(text);
        }
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
            remark_on_end(text, remarks);
            return Ok(text.clone().into_owned());
        }
        match (self.longest(Role::Summary).filter(|text| !text.is_empty()), text) {
            (Some(summary), _) => {
                remarks.push("its text is a summary or its first lines; the file does not hold the rest".to_owned());
                Ok(summary.into_owned())
            }
            (None, Some(empty)) => Ok(empty.into_owned()),
            (None, None) => Err(self.without("it has no text under a name that is usual for it")),
        }
    }

    /// Why there is no text, and what to do.
    fn without(&self, what: &str) -> String {
        match self.longest_string() {
            other if self.url().is_some() && other.is_none_or(|(_, text)| text.len() < SHORT) => {
                format!("{what}, only an address; fetch the article first, or name the field with --text-field")
            }
            Some((name, _)) => {
                format!("{what}; name the field that holds the text, for instance --text-field {name}")
            }
            None => format!("{what}; name the field that holds the text with --text-field"),
        }
    }

    /// The field that most likely holds the text, and what stands there: the longest that is no headline or the like.
    fn longest_string(&self) -> Option<(&'a str, &'a str)> {
        let known: Vec<usize> = self.places.iter().flatten().copied().collect();
        self.fields
            .iter()
            .enumerate()
            .filter(|(place, _)| !known.contains(place))
            .filter_map(|(_, (name, value))| Some((*name, value.as_str()?)))
            .filter(|(_, text)| text.trim().contains(char::is_whitespace))
            .max_by_key(|(_, text)| text.len())
    }
}

/// How much of a web page a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// Nothing of it.
    None,
    /// The paragraphs of an article.
    Fragment,
    /// All of it.
    Page,
}

/// How much of a web page a value is.
pub(super) fn rank_of_markup(value: &Value) -> Markup {
    let Some(text) = value.as_str() else { return Markup::None };
    if super::sniff::is_whole_page(text) {
        Markup::Page
    } else if markup::is_markup(text) {
        Markup::Fragment
    } else {
        Markup::None
    }
}

/// The fields of an object, and behind them those of the objects that wrap others.
fn unwrap<'a>(object: &'a Map<String, Value>, depth: usize, fields: &mut Vec<Field<'a>>) {
    fields.extend(object.iter().map(|(name, value)| (name.as_str(), value)));
    if depth == 0 {
        return;
    }
    for (name, value) in object {
        if let Value::Object(inner) = value
            && WRAPPERS.contains(&folded(name).as_str())
            // Elasticsearch calls it _source; without the mark it is the outlet.
            && name != "source"
        {
            unwrap(inner, depth - 1, fields);
        }
    }
}

/// The value under a name: the field of exactly that name, else the one that its dots lead to.
fn find<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    find(object.get(first)?.as_object()?, rest)
}

/// News services cut texts off: `… [+1234 chars]`.
fn remark_on_end(text: &str, remarks: &mut Vec<String>) {
    let cut = text
        .trim_end()
        .strip_suffix(" chars]")
        .and_then(|text| text.rsplit_once("[+"))
        .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    if cut {
        remarks.push("its text is cut off by the service that gave it; the file does not hold the rest".to_owned());
    }
}

#[cfg(test)]
mod tests;
