//! What a cell of CSV means: the same value in every other format, as that format writes such values.
//!
//! Law: the value of a cell is what was put into it before it was guarded; nothing is added, cut or guessed. "007" in a
//! column of text is a text, and so is "1E5".

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::output::cell::unguarded;
use crate::output::schema::Kind;

/// The value of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::output) enum Value<'a> {
    /// Not known, or does not apply. Lists and places are never this: they are empty.
    Empty,
    /// Words, an identifier, a word of a fixed list.
    Text(&'a str),
    /// Texts joined by `; `, perhaps none: see [`Value::items`].
    List(&'a str),
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Count(i64),
    /// A number with this many decimals in CSV.
    Number(f64, u8),
    /// A day.
    Day(Date),
    /// Places in the text as CSV writes them, perhaps none: see [`Value::places`].
    Spans(&'a str),
}

impl<'a> Value<'a> {
    /// The value of a cell in a column of this kind; `None` where the cell is not of the kind, which no cell of ours is.
    pub(in crate::output) fn of(kind: Kind, cell: &'a str) -> Option<Self> {
        let cell = if kind.holds_words() { unguarded(cell) } else { cell };
        match kind {
            Kind::List => return Some(Self::List(cell)),
            Kind::Spans => return Some(Self::Spans(cell)).filter(|_| cell.is_empty() || all_places(cell)),
            _ if cell.is_empty() => return Some(Self::Empty),
            _ => {}
        }
        Some(match kind {
            Kind::YesNo => Self::YesNo(match cell {
                "yes" => true,
                "no" => false,
                _ => return None,
            }),
            Kind::Count => Self::Count(cell.parse().ok()?),
            Kind::Share => Self::Number(finite(cell)?, 2),
            Kind::Seconds => Self::Number(finite(cell)?, 3),
            Kind::Day => Self::Day(cell.parse().ok()?),
            _ => Self::Text(cell),
        })
    }
}

fn finite(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|number: &f64| number.is_finite())
}

fn place(words: &str) -> Option<(i64, i64)> {
    let (start, end) = words.split_once(':')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

fn all_places(cell: &str) -> bool {
    cell.split(' ').all(|words| place(words).is_some())
}

/// The texts of a list.
pub(in crate::output) fn items(list: &str) -> impl Iterator<Item = &str> {
    // An item holds no semicolon (`cell::list`), so that this is the join undone.
    list.split("; ").filter(|item| !item.is_empty())
}

/// First and one past the last code point of each place.
pub(in crate::output) fn places(spans: &str) -> impl Iterator<Item = (i64, i64)> {
    spans.split(' ').filter_map(place)
}

impl Serialize for Value<'_> {
    /// As JSON has it: numbers as numbers, yes and no as `true` and `false`, lists as arrays of strings, places as arrays
    /// of two numbers, and `null` where nothing is known.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Empty => to.serialize_unit(),
            Self::Text(text) => to.serialize_str(text),
            Self::List(list) => to.collect_seq(items(list)),
            Self::YesNo(yes) => to.serialize_bool(yes),
            Self::Count(count) => to.serialize_i64(count),
            Self::Number(number, _) => to.serialize_f64(number),
            Self::Day(day) => to.collect_str(&day),
            Self::Spans(spans) => to.collect_seq(places(spans).map(|(start, end)| [start, end])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::cell::{guarded, list, single_line};
    use proptest::prelude::*;

    #[test]
    fn kinds() {
        let json = |kind, cell| serde_json::to_string(&Value::of(kind, cell).unwrap()).unwrap();
        assert_eq!(json(Kind::Text, "007"), r#""007""#);
        assert_eq!(json(Kind::Text, "'=1+1"), r#""=1+1""#);
        assert_eq!(json(Kind::Text, ""), "null");
        assert_eq!(json(Kind::Id, "'=x"), r#""'=x""#);
        assert_eq!(json(Kind::List, "Ann; Bo"), r#"["Ann","Bo"]"#);
        assert_eq!(json(Kind::List, ""), "[]");
        assert_eq!(json(Kind::Spans, "12:30 41:77"), "[[12,30],[41,77]]");
        assert_eq!(json(Kind::Spans, ""), "[]");
        assert_eq!(json(Kind::YesNo, "no"), "false");
        assert_eq!(json(Kind::Count, "12"), "12");
        assert_eq!(json(Kind::Share, "0.88"), "0.88");
        assert_eq!(json(Kind::Share, "1.00"), "1.0");
        assert_eq!(json(Kind::Day, "2025-04-07"), r#""2025-04-07""#);
        assert_eq!(json(Kind::Day, ""), "null");
    }

    #[test]
    fn what_is_not_of_the_kind_is_not_guessed_at() {
        for (kind, cell) in [
            (Kind::YesNo, "YES"),
            (Kind::Count, "1.5"),
            (Kind::Share, "NaN"),
            (Kind::Seconds, "inf"),
            (Kind::Day, "2025-04"),
            (Kind::Spans, "1:2 3"),
        ] {
            assert_eq!(Value::of(kind, cell), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn words_come_back(text in "['=@+ -]{0,4}.{0,20}") {
            let text = single_line(&text);
            let cell = guarded(text.clone()).0;
            for kind in [Kind::Text, Kind::Prose, Kind::Url] {
                let expected = if text.is_empty() { Value::Empty } else { Value::Text(&text) };
                prop_assert_eq!(Value::of(kind, &cell), Some(expected));
            }
        }

        #[test]
        fn lists_come_back(texts in prop::collection::vec("['=; a-c]{0,6}", 0..5)) {
            let joined = list(texts.iter().map(String::as_str));
            let cell = guarded(joined.clone()).0;
            let Some(Value::List(back)) = Value::of(Kind::List, &cell) else { panic!("no list") };
            let again: Vec<&str> = items(back).collect();
            prop_assert_eq!(list(again.iter().copied()), joined);
            prop_assert!(again.iter().all(|item| !item.contains(';')));
        }
    }
}
