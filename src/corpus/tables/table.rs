//! Tables of articles, one a row: which row names the columns, which of them holds the text, and what a row says.

use serde_json::Value;

use crate::corpus::FieldMap;
use crate::corpus::fields::{self, Field, Markup, Places, Record, Role, folded};
use crate::corpus::published::Order;

/// Rows among which that with the names of the columns is looked for: exports have titles and notes above it.
const MOST_ABOVE: usize = 10;

/// Rows that are looked at before the first is read, to tell which column holds the texts.
pub(super) const SAMPLE_ROWS: usize = 200;

/// The same in bytes of text.
pub(super) const SAMPLE_BYTES: usize = 1024 * 1024;

/// The characters, as UTF-16 counts them, that a cell of Excel holds at most.
const EXCEL_MOST: usize = 32_767;

/// The columns of a table of articles.
#[derive(Debug)]
pub(super) struct Columns {
    names: Vec<String>,
    places: Places,
    order: Option<Order>,
    /// Whether the texts are summaries, for want of something longer.
    summaries: bool,
    /// How many of the columns are known.
    known: usize,
}

/// Whether a column of days has a name in a language in which the day comes before the month.
fn is_foreign(name: &str) -> bool {
    const BEGINNINGS: &[&str] = &["data", "datede", "dateparution", "datum", "erschein", "fecha", "veröffentlich"];
    let name = folded(name);
    BEGINNINGS.iter().any(|begin| name.starts_with(begin)) && !name.starts_with("database")
}

impl Columns {
    /// The columns of a table that begins with these rows, and the place of the row that names them; `None` if none of
    /// the first rows names a column of texts.
    pub(super) fn find(rows: &[&[Value]], names: &FieldMap) -> Option<(usize, Self)> {
        let headers = rows.iter().take(MOST_ABOVE).enumerate();
        let found = headers.filter_map(|(at, row)| Some((at, Self::named(row, names)?)));
        let (at, mut columns) = found.reduce(|best, other| if other.1.known > best.1.known { other } else { best })?;
        columns.settle(rows.get(at + 1..).unwrap_or_default());
        Some((at, columns))
    }

    /// The columns that a row names.
    fn named(row: &[Value], names: &FieldMap) -> Option<Self> {
        let header: Vec<String> = row.iter().map(|cell| cell.as_str().unwrap_or_default().trim().to_owned()).collect();
        let mut places = fields::places(header.iter().map(String::as_str));
        let has = |name: &str| header.iter().any(|column| column.eq_ignore_ascii_case(name));
        // Tables of what was found in articles, such as our own, quote them and hold none.
        if names.text.is_none() && (has("claim_id") || (has("doc_id") && has("start") && has("end"))) {
            return None;
        }
        let place = |role: Role| Role::ALL.iter().position(|other| *other == role).unwrap_or_default();
        let (text, summary) = (place(Role::Text), place(Role::Summary));
        let known = places.iter().filter(|places| !places.is_empty()).count();
        let mut summaries = false;
        if let Some(name) = &names.text {
            let exact = header.iter().position(|column| column == name.trim());
            let alike = || header.iter().position(|column| folded(column) == folded(name));
            places[text] = vec![exact.or_else(alike)?];
        } else if places[text].is_empty() {
            // A summary alone could be a column of anything.
            summaries = !places[summary].is_empty() && !places[place(Role::Headline)].is_empty();
            if !summaries {
                return None;
            }
            let summary = places[summary].clone();
            places[text] = summary;
        }
        Some(Self { names: header, places, order: None, summaries, known })
    }

    /// Chooses the column with the longest texts and looks what order of day and month the dates prove.
    fn settle(&mut self, rows: &[&[Value]]) {
        for (role, places) in Role::ALL.into_iter().zip(&mut self.places) {
            match role {
                Role::Text => {
                    let texts = |place: usize| rows.iter().filter_map(move |row| row.get(place));
                    let length = |place: usize| -> usize {
                        let pages = texts(place).any(|value| fields::rank_of_markup(value) == Markup::Page);
                        let lengths = texts(place).filter_map(fields::plain_text).map(|text| text.len());
                        // A page as it was fetched has its menus in it.
                        if pages { 1 } else { lengths.sum() }
                    };
                    let lengths: Vec<_> = places.iter().map(|&place| length(place)).collect();
                    let longest = lengths.iter().copied().max().unwrap_or_default();
                    let mut best = places.iter().zip(&lengths).filter(|(_, length)| **length * 4 >= longest * 3);
                    let parted = |place: &usize| {
                        texts(*place)
                            .filter_map(Value::as_str)
                            .any(|text| text.trim().contains('\n') || text.contains("</p>"))
                    };
                    let first = best.clone().next();
                    let best = best.find(|(place, _)| parted(place)).or(first).map(|(place, _)| *place);
                    *places = best.into_iter().collect();
                }
                Role::Published => {
                    let dates =
                        places.iter().map(|&place| Order::of(rows.iter().filter_map(|row| row.get(place)?.as_str())));
                    // Where a column has a French, German, Italian or Spanish name, the day comes first.
                    let foreign = |place: &usize| is_foreign(self.names.get(*place).map_or("", String::as_str));
                    let spoken = places.first().filter(|place| foreign(place)).map(|_| Order::DayFirst);
                    self.order = dates.flatten().next().or(spoken);
                }
                _ => {}
            }
        }
    }

    /// How many of the parts of an article have a column.
    pub(super) const fn known(&self) -> usize {
        self.known
    }

    /// How many columns there are.
    pub(super) const fn count(&self) -> usize {
        self.names.len()
    }

    /// What a row says; a table has no texts but in their column, so that the text of a row may be empty.
    pub(super) fn record(&self, row: &[Value], names: &FieldMap) -> Record {
        let fields: Vec<Field<'_>> = self.names.iter().map(String::as_str).zip(row).collect();
        // A row that ends before the column of the texts.
        let mut record = fields::of_row(fields, names, &self.places, self.order);
        if let Ok(text) = &record.text {
            if self.summaries && !text.is_empty() {
                record.remarks.push("its text is a summary; the table does not hold the rest".to_owned());
            }
            if text.len() >= EXCEL_MOST && text.encode_utf16().count() == EXCEL_MOST {
                record.remarks.push(
                    "its text ends at 32,767 characters, the most that a cell of Excel holds: it may be cut off"
                        .to_owned(),
                );
            }
        }
        record
    }
}

/// Whether a row is one of empty cells.
pub(super) fn is_blank(row: &[Value]) -> bool {
    row.iter().all(|cell| match cell {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    })
}

/// Why a table that begins with these rows has no articles, and what to do.
pub(super) fn nothing_in(rows: &[&[Value]], names: &FieldMap) -> String {
    let cells = |row: &&[Value]| -> Vec<String> {
        let texts = row.iter().filter_map(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        texts.map(|text| text.chars().take(30).collect()).collect()
    };
    // Titles above the table have one cell.
    let listed = rows
        .iter()
        .take(MOST_ABOVE)
        .map(cells)
        .reduce(|best, other| if other.len() > best.len() { other } else { best });
    let mut listed = listed.unwrap_or_default();
    let more = if listed.len() > 15 { ", …" } else { "" };
    listed.truncate(15);
    let listed = listed.join(", ");
    match &names.text {
        Some(name) => format!("none of its first rows names a column \"{name}\"; it has {listed}{more}"),
        None => format!(
            "none of its columns ({listed}{more}) has a name that is usual for texts; name the column that holds the text \
             with --text-column, and see that the first row names the columns"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<Value>> {
        rows.iter().map(|row| row.iter().map(|&cell| cell.into()).collect()).collect()
    }

    fn find(table: &[Vec<Value>], names: &FieldMap) -> Option<(usize, Columns)> {
        Columns::find(&table.iter().map(Vec::as_slice).collect::<Vec<_>>(), names)
    }

    #[test]
    fn the_header_may_stand_below_titles() {
        let table = rows(&[&["Export of 2 May"], &[], &["Date", "Text", "Source"], &["31/05/2025", "A.", "X"]]);
        let names = FieldMap::default();
        let (at, columns) = find(&table, &names).unwrap();
        assert_eq!((at, columns.count()), (2, 3));
        let record = columns.record(&rows(&[&["02/05/2025", "B.", "Y", "more"]])[0], &names);
        assert_eq!(record.text.as_deref(), Ok("B."));
        assert_eq!(record.metadata.published, Some(jiff::civil::date(2025, 5, 2)));
        let short = columns.record(&rows(&[&["soon"]])[0], &names);
        assert_eq!(short.text.as_deref(), Ok(""));
        assert_eq!(short.remarks.len(), 1);
    }

    #[test]
    fn the_column_of_the_longest_texts_is_taken() {
        let table = rows(&[&["text", "content"], &["A word.", "A whole article, so to say."], &["", ""]]);
        let names = FieldMap::default();
        let (_, columns) = find(&table, &names).unwrap();
        assert_eq!(columns.record(&table[1], &names).text.as_deref(), Ok("A whole article, so to say."));
        let named = FieldMap { text: Some("Text".into()), ..FieldMap::default() };
        let (_, columns) = find(&table, &named).unwrap();
        assert_eq!(columns.record(&table[1], &named).text.as_deref(), Ok("A word."));
        let other = FieldMap { text: Some("words".into()), ..FieldMap::default() };
        assert!(find(&table, &other).is_none());
        let first: Vec<_> = table.iter().map(Vec::as_slice).collect();
        assert!(nothing_in(&first, &other).contains("\"words\""));
    }

    #[test]
    fn our_own_tables_are_not_articles() {
        for header in [&["claim_id", "content", "text"][..], &["doc_id", "start", "end", "text"]] {
            assert!(find(&rows(&[header, &["a", "b", "c", "d"]]), &FieldMap::default()).is_none());
        }
        let summaries = find(&rows(&[&["title", "description"], &["A", "B."]]), &FieldMap::default()).unwrap().1;
        assert!(summaries.record(&rows(&[&["A", "B."]])[0], &FieldMap::default()).remarks[0].contains("summary"));
        assert!(find(&rows(&[&["name", "description"], &["A", "B."]]), &FieldMap::default()).is_none());
    }
}
