//! Laws of the formats: whatever the words, they come back from each format as they were before CSV guarded them.

use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx as Workbook, open_workbook};
use proptest::prelude::*;

use super::rows::columns;
use super::*;
use crate::output::cell::{LONGEST_CELL, guarded};
use crate::output::schema::{Column, Kind};
use crate::output::sheet::{self, GUARD_LIST, Sheet};

/// Words that programs are known to spoil.
const TORTURE: [&str; 34] = [
    "=1+1",
    "+49 30 1234567",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    " =1+1",
    "'=1+1",
    "'quoted'",
    "007",
    "12345678901234567890",
    "1E5",
    "1.0",
    "1,5",
    "0x10",
    "2025-04-07",
    "1/2",
    "MAR1",
    "NA",
    "NaN",
    "null",
    "TRUE",
    "#N/A",
    "=HYPERLINK(\"https://example.org\",\"x\")",
    "she said \"no\", twice; then left, slowly",
    "👩‍👩‍👧 🇩🇪 😀",
    "שלום עולם, مرحبا",
    "ırmak İstanbul ǅ ﬁ",
    "_x000D_ and _xD83D_ and _x005F_",
    "\\uD83D \\n %s ${x} {{y}}",
    "<b>&amp;</b> ]]> <!-- -->",
    "e\u{301} a\u{200b}b \u{feff}c \u{202e}d",
    "\u{fffd} \u{e000} \u{10ffff}",
    "a  b   c",
    "\u{a0}no-break\u{3000}",
];

/// What a cell is given before it is guarded.
type Row = Vec<String>;

/// A row with these words in every column of words, and something fitting in the others.
fn row(table: Table, words: &str, number: usize) -> Row {
    let cell = |column: &Column| match column.kind {
        Kind::Text | Kind::Prose => words.to_owned(),
        Kind::Url => if number.is_multiple_of(2) { "https://example.org/a?b=1#c" } else { words }.to_owned(),
        Kind::List => crate::output::cell::list([words, "Ann", "Bo"]),
        Kind::Id => format!("c_0_{number}"),
        Kind::OneOf(words) => words[number % words.len()].to_owned(),
        Kind::YesNo => if number.is_multiple_of(2) { "yes" } else { "no" }.to_owned(),
        Kind::Count => number.to_string(),
        Kind::Share => "0.88".into(),
        Kind::Seconds => "0.125".into(),
        Kind::Day => ["2025-04-07", "1899-12-31", ""][number % 3].to_owned(),
        Kind::Spans => ["12:30 41:77", "0:1", ""][number % 3].to_owned(),
        Kind::Hash => "0".repeat(64),
    };
    columns(table).map(cell).collect()
}

/// The CSV of these rows, as a run leaves it.
fn sealed(folder: &Path, table: Table, rows: &[Row]) -> (Table, Part) {
    let mut part = Part::create(folder, &table.file_name()).unwrap();
    part.write(BYTE_ORDER_MARK.as_bytes()).unwrap();
    part.write(&sheet::header(table, Delimiter::Semicolon)).unwrap();
    let mut sheet = Sheet::new(table, Delimiter::Semicolon);
    for row in rows {
        let mut cells = row.iter();
        for column in table.columns() {
            if column.name == GUARD_LIST {
                sheet.guard_list();
                continue;
            }
            let cell = cells.next().unwrap().clone();
            _ = if column.kind.holds_words() { sheet.text(column.name, cell) } else { sheet.own(column.name, cell) };
        }
        sheet.end_row();
    }
    part.write(&sheet.finish().bytes).unwrap();
    part.seal().unwrap();
    (table, part)
}

/// Every format but CSV that is built in.
fn others() -> Formats {
    let others: Vec<Format> =
        Format::ALL.into_iter().filter(|&format| format != Format::Csv && format.is_built_in()).collect();
    Formats::new(&others).unwrap()
}

/// Puts the tables into `folder` in all formats.
fn write(folder: &Path, tables: &[(Table, Vec<Row>)]) -> Vec<Written> {
    let sealed: Vec<_> = tables.iter().map(|(table, rows)| sealed(folder, *table, rows)).collect();
    let put = |(written, part): (Written, Part)| {
        part.put_in_place().unwrap();
        written
    };
    convert(&sealed, others(), folder, Delimiter::Semicolon).unwrap().into_iter().map(put).collect()
}

/// The rows of a sheet, every cell as CSV would have it.
fn sheet_rows(folder: &Path, name: &str, table: Table) -> Vec<Row> {
    let mut book: Workbook<_> = open_workbook(folder.join(xlsx::FILE_NAME)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let mut rows = range.rows();
    let header: Vec<_> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    assert!(header.iter().eq(columns(table).map(|column| column.name)));
    let cell = |(column, cell): (&Column, &Data)| match (column.kind, cell) {
        (_, Data::Empty) => String::new(),
        (Kind::Count, Data::Float(number)) => format!("{number}"),
        (Kind::Share, Data::Float(number)) => format!("{number:.2}"),
        (Kind::Seconds, Data::Float(number)) => format!("{number:.3}"),
        (Kind::Day, Data::DateTime(_)) => {
            let (year, month, day, ..) = cell.get_datetime().unwrap().to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        (Kind::Count | Kind::Share | Kind::Seconds, other) => panic!("{}: {other:?} is no number", column.name),
        (_, Data::String(text)) => text.clone(),
        (_, other) => panic!("{}: {other:?} is no text", column.name),
    };
    rows.map(|row| columns(table).zip(row).map(cell).collect()).collect()
}

/// The rows of a file of JSON Lines, every cell as CSV would have it.
fn json_rows(folder: &Path, table: Table) -> Vec<Row> {
    let text = std::fs::read_to_string(folder.join(Format::Jsonl.file_name(table))).unwrap();
    let row = |line: &str| -> Row {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        assert!(object.len() == columns(table).count());
        let cell = |column: &Column| match (&object[column.name], column.kind) {
            (serde_json::Value::Null, kind) => {
                assert!(!matches!(kind, Kind::List | Kind::Spans));
                String::new()
            }
            (serde_json::Value::Array(items), Kind::Spans) => {
                items.iter().map(|place| format!("{}:{}", place[0], place[1])).collect::<Vec<_>>().join(" ")
            }
            (serde_json::Value::Array(items), Kind::List) => {
                items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join("; ")
            }
            (serde_json::Value::Bool(yes), Kind::YesNo) => if *yes { "yes" } else { "no" }.to_owned(),
            (serde_json::Value::Number(number), Kind::Count) => number.to_string(),
            (serde_json::Value::Number(number), Kind::Share) => format!("{:.2}", number.as_f64().unwrap()),
            (serde_json::Value::Number(number), Kind::Seconds) => format!("{:.3}", number.as_f64().unwrap()),
            (serde_json::Value::String(text), _) => text.clone(),
            (other, kind) => panic!("{}: {other} in a column of {kind:?}", column.name),
        };
        columns(table).map(cell).collect()
    };
    text.lines().map(row).collect()
}

/// The rows of a Parquet file, every cell as CSV would have it.
#[cfg(feature = "parquet")]
fn parquet_rows(folder: &Path, table: Table) -> Vec<Row> {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::Field;

    fn cell(field: &Field, kind: Kind) -> String {
        match (field, kind) {
            (Field::Null, _) => String::new(),
            (Field::Bool(yes), Kind::YesNo) => if *yes { "yes" } else { "no" }.to_owned(),
            (Field::Long(count), Kind::Count) => count.to_string(),
            (Field::Double(number), Kind::Share) => format!("{number:.2}"),
            (Field::Double(number), Kind::Seconds) => format!("{number:.3}"),
            (Field::Date(days), Kind::Day) => {
                (jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*days)).to_string()
            }
            (Field::Str(text), _) => text.clone(),
            (Field::ListInternal(list), Kind::List) => {
                list.elements().iter().map(|item| cell(item, Kind::Text)).collect::<Vec<_>>().join("; ")
            }
            (Field::ListInternal(list), Kind::Spans) => {
                let place = |item: &Field| {
                    let Field::Group(place) = item else { panic!("{item:?} is no place") };
                    let mut ends = place.get_column_iter().map(|(_, end)| cell(end, Kind::Count));
                    format!("{}:{}", ends.next().unwrap(), ends.next().unwrap())
                };
                list.elements().iter().map(place).collect::<Vec<_>>().join(" ")
            }
            (other, kind) => panic!("{other:?} in a column of {kind:?}"),
        }
    }

    let file = File::open(folder.join(Format::Parquet.file_name(table))).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| {
        let row = row.unwrap();
        assert!(row.get_column_iter().map(|(name, _)| name.as_str()).eq(columns(table).map(|column| column.name)));
        columns(table).zip(row.get_column_iter()).map(|(column, (_, field))| cell(field, column.kind)).collect()
    })
    .collect()
}

/// Whatever was put in comes out of each format.
fn comes_back(tables: &[(Table, Vec<Row>)]) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), tables);
    for (table, rows) in tables {
        assert_eq!(&sheet_rows(folder.path(), table.name(), *table), rows);
        assert_eq!(&json_rows(folder.path(), *table), rows);
        #[cfg(feature = "parquet")]
        assert_eq!(&parquet_rows(folder.path(), *table), rows);
    }
}

#[test]
fn what_programs_spoil_comes_back() {
    let rows = |table| TORTURE.iter().enumerate().map(|(number, words)| row(table, words, number)).collect();
    let tables: Vec<_> = Table::ALL.into_iter().map(|table| (table, rows(table))).collect();
    comes_back(&tables);
    // In CSV, what is a formula is guarded, and nothing else is.
    let guards = TORTURE.iter().filter(|words| guarded((**words).to_owned()).1).count();
    assert_eq!(guards, 8);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_words_come_back(words in prop::collection::vec(prop_oneof![any::<String>(), "_x[0-9A-F]{4}_|['=;,\"\\t ]{0,6}"], 1..6)) {
        // As render makes cells: no control characters, and nothing that is not XML at all.
        let words: Vec<String> = words.iter().map(|words| crate::output::cell::folded(words)).collect();
        let rows = words.iter().enumerate().map(|(number, words)| row(Table::Claims, words, number)).collect();
        comes_back(&[(Table::Claims, rows)]);
    }
}

#[test]
fn a_table_without_rows_has_its_header() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[(Table::Claims, Vec::new())]);
    assert_eq!(sheet_rows(folder.path(), "claims", Table::Claims), Vec::<Row>::new());
    assert_eq!(json_rows(folder.path(), Table::Claims), Vec::<Row>::new());
    #[cfg(feature = "parquet")]
    assert_eq!(parquet_rows(folder.path(), Table::Claims), Vec::<Row>::new());
}

#[test]
fn the_first_sheet_explains_every_column() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[(Table::Sentences, vec![row(Table::Sentences, "a", 1)]), (Table::Claims, Vec::new())]);
    let mut book: Workbook<_> = open_workbook(folder.path().join(xlsx::FILE_NAME)).unwrap();
    assert_eq!(book.sheet_names(), ["columns", "sentences", "claims"]);
    let range = book.worksheet_range("columns").unwrap();
    let text: Vec<String> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    assert_eq!(text[0], "table|column|cells|meaning");
    assert_eq!(text[1], "sentences||1 row|One row per sentence.");
    assert!(text[2].starts_with("sentences|doc_id|text|The document"));
    assert_eq!(text.len(), 3 + columns(Table::Sentences).count() + columns(Table::Claims).count());
}

#[test]
fn a_long_cell_is_cut_where_it_must_be_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let long = "ä😀".repeat(20_000);
    let rows = vec![row(Table::Sentences, &long, 1), row(Table::Sentences, &"x".repeat(LONGEST_CELL), 2)];
    write(folder.path(), &[(Table::Sentences, rows.clone())]);
    assert_eq!(json_rows(folder.path(), Table::Sentences), rows);
    let cells = sheet_rows(folder.path(), "sentences", Table::Sentences);
    let cut = cells[0].last().unwrap();
    assert!(cut.encode_utf16().count() >= LONGEST_CELL - 1);
    assert!(long.starts_with(cut.strip_suffix("… [cut: whole in the files that end in .jsonl]").unwrap()));
    assert_eq!(cells[1], rows[1]);
    let mut book: Workbook<_> = open_workbook(folder.path().join(xlsx::FILE_NAME)).unwrap();
    let last: Vec<String> =
        book.worksheet_range("columns").unwrap().rows().next_back().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(last[..3], ["all", "", "2"]);
}

#[test]
fn rows_go_on_in_the_next_sheet_and_links_end() {
    let folder = tempfile::tempdir().unwrap();
    let rows: Vec<Row> = (0..7).map(|number| row(Table::Documents, "a", number * 2)).collect();
    let (table, part) = sealed(folder.path(), Table::Documents, &rows);
    let limits = xlsx::Limits { rows: 4, links: 2 };
    let mut writer = Box::new(xlsx::Xlsx::with_limits(folder.path(), None, limits).unwrap());
    writer.table(table, &mut super::rows(table, &part, folder.path(), Delimiter::Semicolon).unwrap()).unwrap();
    for (_, part) in writer.finish().unwrap() {
        part.put_in_place().unwrap();
    }
    let sheets = ["documents", "documents (2)", "documents (3)"].map(|name| sheet_rows(folder.path(), name, table));
    assert_eq!(sheets.each_ref().map(Vec::len), [3, 3, 1]);
    assert_eq!(sheets.concat(), rows);
    let links = |sheet: &str| {
        let mut zip = zip::ZipArchive::new(File::open(folder.path().join(xlsx::FILE_NAME)).unwrap()).unwrap();
        let mut text = String::new();
        zip.by_name(sheet).unwrap().read_to_string(&mut text).unwrap();
        text.matches("<hyperlink ").count()
    };
    assert_eq!(links("xl/worksheets/sheet2.xml"), 2);
    assert_eq!(links("xl/worksheets/sheet4.xml"), 1);
}

#[test]
fn equal_tables_give_equal_bytes() {
    let [one, two] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let rows: Vec<Row> = TORTURE.iter().enumerate().map(|(number, words)| row(Table::Claims, words, number)).collect();
    let of = |folder: &tempfile::TempDir| write(folder.path(), &[(Table::Claims, rows.clone())]);
    let (first, second) = (of(&one), of(&two));
    assert_eq!(first, second);
    for written in first {
        let bytes = std::fs::read(one.path().join(&written.name)).unwrap();
        assert_eq!(bytes, std::fs::read(two.path().join(&written.name)).unwrap(), "{}", written.name);
        assert_eq!((bytes.len() as u64, crate::hash::sha256(&bytes)), (written.seal.bytes, written.seal.sha256));
    }
}

#[test]
fn a_writer_that_breaks_is_an_error_with_a_remedy() {
    let panic: Box<dyn std::any::Any + Send> = Box::new(String::from("No space left on device"));
    let message = broken(Format::Xlsx, Path::new("output"), &*panic).to_string();
    assert_eq!(
        message,
        "output: the tables cannot be written as xlsx: No space left on device; see that the disk has room, or leave xlsx \
         out of --format"
    );
}

#[test]
fn formats_by_name() {
    for (index, format) in Format::ALL.into_iter().enumerate() {
        assert_eq!(format as usize, index);
        if format.is_built_in() {
            assert_eq!(format.name().to_uppercase().parse(), Ok(format));
        }
    }
    assert_eq!(
        "excel".parse::<Format>().unwrap_err(),
        "there is no format \"excel\"; the formats are csv, xlsx, jsonl, parquet"
    );
    assert_eq!(Formats::new(&[]), None);
    assert_eq!(Formats::new(&[Format::Csv]), Some(Formats::default()));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn what_is_not_built_in_says_how_to_build_it() {
    assert!("parquet".parse::<Format>().unwrap_err().contains("--features parquet"));
}

#[test]
fn a_table_is_looked_for_where_it_is_whole() {
    let of = |formats: &[Format]| Formats::new(formats).unwrap().file_of(Table::Documents);
    assert_eq!(of(&[Format::Xlsx]), "sayso.xlsx");
    assert_eq!(of(&[Format::Xlsx, Format::Jsonl]), "documents.jsonl");
    assert_eq!(of(&Format::ALL), "documents.csv");
}
