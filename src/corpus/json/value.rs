//! A JSON value read with an eye on the memory that it takes: a list of empty objects takes a hundred times its size in
//! the file.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// What an object with fields takes beside them, in bytes: a node of a B-tree has room for eleven names and values.
const NODE: u64 = 640;

/// What the values take, and what was seen on the way.
#[derive(Debug)]
pub(super) struct Count {
    limit: u64,
    taken: u64,
    /// Whether they took more than they may.
    pub(super) over: bool,
    /// The first name that an object had twice.
    twice: Option<String>,
}

impl Count {
    /// A count up to `limit` bytes.
    pub(super) const fn new(limit: u64) -> Self {
        Self { limit, taken: 0, over: false, twice: None }
    }

    /// What the user should know.
    pub(super) fn remark(&self) -> Option<String> {
        let name: String = self.twice.as_ref()?.chars().take(40).collect();
        Some(format!("an object in the file has \"{name}\" more than once; the last is taken"))
    }

    fn take<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        self.taken = self.taken.saturating_add(bytes as u64);
        self.over |= self.taken > self.limit;
        if self.over { Err(E::custom("too many values")) } else { Ok(()) }
    }
}

/// Reads one value and counts it.
pub(super) struct Limited<'c>(&'c mut Count);

impl<'c> Limited<'c> {
    /// The next value of a source.
    ///
    /// # Errors
    /// What is wrong with it, or that it takes too much memory.
    pub(super) fn of<'de, D: Deserializer<'de>>(count: &'c mut Count, source: D) -> Result<Value, D::Error> {
        Self(count).deserialize(source)
    }
}

impl<'de> DeserializeSeed<'de> for Limited<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Limited<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.0.take(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.0.take(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(Limited(self.0))? {
            self.0.take(size_of::<Value>())?;
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            // Every node is at least half full.
            let node = if object.len().is_multiple_of(6) { NODE } else { 0 };
            self.0.take(node as usize + name.len())?;
            let value = fields.next_value_seed(Limited(self.0))?;
            if object.contains_key(&name) && self.0.twice.is_none() {
                self.0.twice = Some(name.clone());
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
