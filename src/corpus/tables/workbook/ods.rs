//! Sheets of OpenDocument write equal cells and rows once, with a number of repetitions (OpenDocument 1.3, part 3, section
//! 19.676), and are read with all of them. What that will take is reckoned before.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a cell takes beside its text, in bytes, in the two shapes in which it is held.
const CELL: u64 = 64;

/// One table in the reckoning.
#[derive(Debug, Default)]
struct Sheet {
    /// Columns up to the last with anything in it.
    width: u64,
    /// Rows up to the last with anything in it, and the blank ones behind.
    rows: u64,
    blank_rows: u64,
    /// Bytes of text in all cells.
    text: u64,
}

/// The row that is being read.
#[derive(Debug, Default)]
struct Row {
    repeated: u64,
    width: u64,
    blank: u64,
    text: u64,
}

/// The bytes that the cells of a `content.xml` take when all repetitions are written out.
///
/// # Errors
/// What is wrong with the XML.
pub(super) fn weigh(content: impl BufRead) -> Result<u64, quick_xml::Error> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let (mut sheet, mut row, mut repeated) = (Sheet::default(), Row::default(), 1);
    let (mut total, mut buffer) = (0_u64, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "table" => sheet = Sheet::default(),
                "table-row" => row = Row { repeated: attribute(&element, "number-rows-repeated"), ..Row::default() },
                "table-cell" | "covered-table-cell" => {
                    repeated = attribute(&element, "number-columns-repeated");
                    let filled = element
                        .attributes()
                        .flatten()
                        .any(|attribute| matches!(attribute.key.local_name().as_ref(), "value-type" | "formula"));
                    if filled {
                        row.width = row.width.saturating_add(row.blank).saturating_add(repeated);
                        row.blank = 0;
                    } else {
                        row.blank = row.blank.saturating_add(repeated);
                    }
                }
                _ => {}
            },
            Event::Text(text) => row.text = row.text.saturating_add(repeated.saturating_mul(text.len() as u64)),
            Event::End(element) => match element.local_name().as_ref() {
                "table-row" if row.width == 0 => sheet.blank_rows = sheet.blank_rows.saturating_add(row.repeated),
                "table-row" => {
                    sheet.width = sheet.width.max(row.width);
                    sheet.rows = sheet.rows.saturating_add(sheet.blank_rows).saturating_add(row.repeated);
                    sheet.blank_rows = 0;
                    sheet.text = sheet.text.saturating_add(row.repeated.saturating_mul(row.text));
                }
                "table" => {
                    let cells = sheet.width.saturating_mul(sheet.rows);
                    total = total.saturating_add(cells.saturating_mul(CELL)).saturating_add(sheet.text);
                }
                _ => {}
            },
            Event::Eof => return Ok(total),
            _ => {}
        }
        buffer.clear();
    }
}

/// A number of repetitions; 1 if there is none.
fn attribute(element: &BytesStart<'_>, name: &str) -> u64 {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name);
    found.and_then(|attribute| attribute.value.trim().parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_count_where_they_are_written_out() {
        let cell = r#"<table:table-cell office:value-type="string"><text:p>abcd</text:p></table:table-cell>"#;
        let of = |rows: &str| weigh(format!("<a><table:table>{rows}</table:table></a>").as_bytes()).unwrap();
        let row = format!("<table:table-row>{cell}</table:table-row>");
        assert_eq!(of(&row), CELL + 4);
        let end = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
        assert_eq!(of(&format!("{row}{end}")), CELL + 4);
        assert_eq!(of(&format!("{row}{end}{row}")), 1_000_002 * CELL + 8);
        let wide = r#"<table:table-row table:number-rows-repeated="10"><table:table-cell table:number-columns-repeated="99"/><table:table-cell office:value-type="float"/></table:table-row>"#;
        assert_eq!(of(wide), 1000 * CELL);
        assert!(weigh(&b"<a><b></a>"[..]).is_err());
    }
}
