//! What the tables are: their names, columns, types and keys. This one list makes the header of every CSV file, the
//! descriptor `datapackage.json` and the column reference of the documentation, so that the three cannot differ.

use std::fmt;
use std::str::FromStr;

use super::columns;

/// A table of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// One row per attributed claim.
    Claims,
    /// One row per speaker of the run.
    Speakers,
    /// One row per quotation, attributed or not.
    Quotes,
    /// One row per name at its place.
    Entities,
    /// One row per time expression.
    Dates,
    /// One row per sentence; written only when asked for.
    Sentences,
    /// One row per input document, failures included.
    Documents,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Its meaning, for the documentation and the descriptor.
    pub meaning: &'static str,
}

/// What the cells of a column hold. An empty cell means "not known" or "does not apply" in every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An identifier that this program made. Never looks like a number.
    Id,
    /// Words from the input: a name, a path, some words. See `Kind::holds_words`.
    Text,
    /// Running text from the input: a sentence and more.
    Prose,
    /// An address as the input gives it; nobody has checked that it is one.
    Url,
    /// Words from the input, several of them joined by `; `.
    List,
    /// One word of a fixed list.
    OneOf(&'static [&'static str]),
    /// `yes` or `no`.
    YesNo,
    /// A whole number, 0 or more.
    Count,
    /// A number from 0 to 1 with two decimals.
    Share,
    /// Seconds with three decimals.
    Seconds,
    /// A calendar day, `YYYY-MM-DD`.
    Day,
    /// Places in the text, `12:30 41:77`: Unicode code points, end exclusive.
    Spans,
    /// A SHA-256 in lower-case hexadecimal digits.
    Hash,
}

impl Kind {
    /// Whether its cells hold words from the input. These are the kinds that may have to be guarded.
    pub(super) const fn holds_words(self) -> bool {
        matches!(self, Self::Text | Self::Prose | Self::Url | Self::List)
    }
}

/// Cells that must be found in another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    /// The column in this table.
    pub column: &'static str,
    /// The other table.
    pub table: Table,
    /// The column there.
    pub target: &'static str,
}

const TO_DOCUMENT: ForeignKey = ForeignKey { column: "doc_id", table: Table::Documents, target: "doc_id" };
const TO_SPEAKER: ForeignKey = ForeignKey { column: "speaker_id", table: Table::Speakers, target: "speaker_id" };
const TO_CLAIM: ForeignKey = ForeignKey { column: "claim_id", table: Table::Claims, target: "claim_id" };

impl Table {
    /// How many tables there are.
    pub const COUNT: usize = 7;

    /// Every table, in the order in which they are written and put in place. Claims come first: the file most likely
    /// to be held open by a spreadsheet program, so that the refusal comes before anything was changed.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Claims, Self::Speakers, Self::Quotes, Self::Entities, Self::Dates, Self::Sentences, Self::Documents];

    /// Its name, as `--tables` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Speakers => "speakers",
            Self::Quotes => "quotes",
            Self::Entities => "entities",
            Self::Dates => "dates",
            Self::Sentences => "sentences",
            Self::Documents => "documents",
        }
    }

    /// The name of its file, e.g. `claims.csv`.
    pub fn file_name(self) -> String {
        format!("{}.csv", self.name())
    }

    /// What one row stands for.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Claims => "One row per attributed claim: who said what, where in the text.",
            Self::Speakers => "One row per speaker of the run, those with the most claims first.",
            Self::Quotes => "One row per quotation in quotation marks, attributed or not.",
            Self::Entities => "One row per name at its place.",
            Self::Dates => "One row per time expression.",
            Self::Sentences => "One row per sentence.",
            Self::Documents => "One row per input document, failures included.",
        }
    }

    /// Its columns, in the order of the header.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Claims => columns::CLAIMS,
            Self::Speakers => columns::SPEAKERS,
            Self::Quotes => columns::QUOTES,
            Self::Entities => columns::ENTITIES,
            Self::Dates => columns::DATES,
            Self::Sentences => columns::SENTENCES,
            Self::Documents => columns::DOCUMENTS,
        }
    }

    /// The columns that tell its rows apart.
    pub const fn primary_key(self) -> &'static [&'static str] {
        match self {
            Self::Claims => &["claim_id"],
            Self::Speakers => &["speaker_id"],
            Self::Quotes => &["quote_id"],
            Self::Entities | Self::Dates => &["doc_id", "start", "end"],
            Self::Sentences => &["sentence_id"],
            Self::Documents => &["doc_id"],
        }
    }

    /// The columns that lead to other tables.
    pub const fn foreign_keys(self) -> &'static [ForeignKey] {
        match self {
            Self::Claims => &[TO_DOCUMENT, TO_SPEAKER],
            Self::Quotes => &[TO_DOCUMENT, TO_CLAIM],
            Self::Speakers | Self::Documents => &[],
            _ => &[TO_DOCUMENT],
        }
    }

    /// Its place in [`Table::ALL`].
    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Table {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let wanted = name.trim().to_ascii_lowercase();
        let wanted = wanted.strip_suffix(".csv").unwrap_or(&wanted);
        Self::ALL.into_iter().find(|table| table.name() == wanted).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|table| table.name()).collect();
            format!("there is no table \"{}\"; the tables are {}", name.trim(), names.join(", "))
        })
    }
}

/// The tables that a run writes. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen([bool; Table::COUNT]);

impl Chosen {
    /// These tables, or `None` if there are none.
    pub fn new(tables: &[Table]) -> Option<Self> {
        let mut chosen = [false; Table::COUNT];
        for table in tables {
            chosen[table.index()] = true;
        }
        (!tables.is_empty()).then_some(Self(chosen))
    }

    /// The claims alone: what goes to standard output.
    pub fn claims_only() -> Self {
        let mut chosen = [false; Table::COUNT];
        chosen[Table::Claims.index()] = true;
        Self(chosen)
    }

    /// Whether the table is among them.
    pub const fn contains(self, table: Table) -> bool {
        self.0[table.index()]
    }

    /// The chosen tables, in the order of [`Table::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Table> {
        Table::ALL.into_iter().filter(move |&table| self.contains(table))
    }
}

impl Default for Chosen {
    /// All but the sentences, which triple the size of the output and are rarely wanted.
    fn default() -> Self {
        let mut chosen = [true; Table::COUNT];
        chosen[Table::Sentences.index()] = false;
        Self(chosen)
    }
}

/// The character between two cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`, which spreadsheet programs expect where the comma is the decimal sign.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    /// The character as one byte of ASCII.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

impl FromStr for Delimiter {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "," | "comma" => Ok(Self::Comma),
            ";" | "semicolon" => Ok(Self::Semicolon),
            "\t" | "\\t" | "tab" => Ok(Self::Tab),
            _ => Err(format!("\"{name}\" is no delimiter; give comma, semicolon or tab")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_follow_the_list() {
        for (index, table) in Table::ALL.into_iter().enumerate() {
            assert_eq!(table.index(), index);
            assert_eq!(table.name().parse(), Ok(table));
        }
    }

    #[test]
    fn an_unknown_table_is_refused_with_the_known_ones() {
        assert_eq!(
            "quotations".parse::<Table>().unwrap_err(),
            "there is no table \"quotations\"; the tables are claims, speakers, quotes, entities, dates, sentences, documents"
        );
    }

    #[test]
    fn keys_name_columns() {
        let has = |table: Table, name: &str| table.columns().iter().any(|column| column.name == name);
        for table in Table::ALL {
            assert!(table.primary_key().iter().all(|name| has(table, name)), "{table}");
            assert!(table.foreign_keys().iter().all(|key| has(table, key.column) && has(key.table, key.target)));
        }
    }
}
