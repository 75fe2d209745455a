//! One article as data for the page: its text, and the places in it that are marked. The tables count code points, and
//! JavaScript UTF-16 units; here the one becomes the other.

use serde::Serialize;

use super::json::json;

/// Text and marks, in the making.
#[derive(Debug, Serialize)]
pub(super) struct Article {
    /// The article's number on the page.
    number: u32,
    text: String,
    /// Each claim's places: content, source, cue. A place is a start and an end, one after the other.
    claims: Vec<[Vec<u32>; 3]>,
    /// Start, end, label and full name.
    names: Vec<(u32, u32, String, String)>,
    /// Start, end and value.
    dates: Vec<(u32, u32, String)>,
    /// Start and end.
    quotes: Vec<(u32, u32)>,
    /// The UTF-16 unit at which each code point begins, and the end; empty where the two counts are the same.
    #[serde(skip)]
    units: Vec<u32>,
    /// Code points in the text.
    #[serde(skip)]
    length: usize,
}

impl Article {
    /// The text without marks.
    pub(super) fn new(number: u32, text: String) -> Self {
        let length = text.chars().count();
        let mut units = Vec::new();
        if text.chars().any(|c| c.len_utf16() > 1) {
            let mut unit = 0;
            units.reserve(length + 1);
            for c in text.chars() {
                units.push(unit);
                unit += c.len_utf16() as u32;
            }
            units.push(unit);
        }
        Self { number, text, claims: vec![], names: vec![], dates: vec![], quotes: vec![], units, length }
    }

    /// A place of a table as UTF-16 units, if it lies in the text.
    fn place(&self, start: usize, end: usize) -> Option<(u32, u32)> {
        let unit = |point: usize| self.units.get(point).copied().unwrap_or(point as u32);
        (start <= end && end <= self.length).then(|| (unit(start), unit(end)))
    }

    /// Adds a claim by its cells: the places of content, source and cue. `None` where one does not lie in the text.
    pub(super) fn claim(&mut self, cells: [&str; 3]) -> Option<()> {
        let mut places: [Vec<u32>; 3] = Default::default();
        for (cell, places) in cells.into_iter().zip(&mut places) {
            for place in cell.split_ascii_whitespace() {
                let (start, end) = place.split_once(':')?;
                let (start, end) = self.place(start.parse().ok()?, end.parse().ok()?)?;
                places.extend([start, end]);
            }
        }
        self.claims.push(places);
        Some(())
    }

    /// Adds a name. `None` where it does not lie in the text.
    pub(super) fn name(&mut self, start: usize, end: usize, label: &str, name: &str) -> Option<()> {
        let (start, end) = self.place(start, end)?;
        self.names.push((start, end, label.to_owned(), name.to_owned()));
        Some(())
    }

    /// Adds a time expression. `None` where it does not lie in the text.
    pub(super) fn date(&mut self, start: usize, end: usize, value: &str) -> Option<()> {
        let (start, end) = self.place(start, end)?;
        self.dates.push((start, end, value.to_owned()));
        Some(())
    }

    /// Adds a quotation. `None` where it does not lie in the text.
    pub(super) fn quote(&mut self, start: usize, end: usize) -> Option<()> {
        let place = self.place(start, end)?;
        self.quotes.push(place);
        Some(())
    }

    /// The article as JSON.
    pub(super) fn to_json(&self) -> String {
        json(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_outside_the_text_are_refused() {
        let mut article = Article::new(0, "No.".into());
        assert!(article.claim(["0:2", "", ""]).is_some());
        assert!(article.claim(["0:4", "", ""]).is_none() && article.claim(["2:1", "", ""]).is_none());
        assert!(article.claim(["0-1", "", ""]).is_none() && article.quote(3, 4).is_none());
    }

    proptest! {
        /// The units of a place are those that cut the same words out of the text's UTF-16.
        #[test]
        fn units_cut_the_same_words(text in "(?s)[a-c😀é\u{10ffff}\n]{0,12}|.{0,12}", at in any::<(usize, usize)>()) {
            let points: Vec<char> = text.chars().collect();
            let start = at.0 % (points.len() + 1);
            let end = start + at.1 % (points.len() - start + 1);
            let article = Article::new(0, text.clone());
            let (from, to) = article.place(start, end).unwrap();
            let units: Vec<u16> = text.encode_utf16().collect();
            let words: String = points[start..end].iter().collect();
            prop_assert_eq!(String::from_utf16(&units[from as usize..to as usize]).unwrap(), words);
        }
    }
}
