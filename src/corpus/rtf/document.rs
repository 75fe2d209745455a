//! The tokens of RTF as paragraphs. Groups are a stack on the heap, so that no nesting exhausts the program's own.

use std::collections::HashMap;

use super::super::Status;
use super::super::flow::{BREAK, Flow, PAGE};
use super::super::properties::Properties;
use super::super::symbols::symbol;
use super::super::whole::Refusal;
use super::charset::Charset;
use super::destination::{Destination, destination};
use super::state::{Font, Group, Paragraph, character};
use super::tokens::{Token, Tokens};

/// Groups inside groups; Word writes some dozens.
const DEEPEST: usize = 10_000;

/// A file that was read.
pub(super) struct Document {
    /// Its text.
    pub(super) flow: Flow,
    /// What it says about itself.
    pub(super) properties: Properties,
    /// The name of its code page.
    pub(super) encoding: &'static str,
    /// What the user should know.
    pub(super) remark: Option<&'static str>,
}

/// Reads a file that begins with its opening brace.
///
/// # Errors
/// If its groups nest beyond all reason.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut walk = Walk::new(bytes);
    let mut tokens = Tokens::new(bytes);
    for token in tokens.by_ref() {
        walk.take(token);
        if walk.groups.is_empty() {
            break;
        }
        if walk.groups.len() > DEEPEST {
            let message = format!(
                "its groups nest more than {DEEPEST} deep, which no word processor writes; open it in one and save it \
                 again, or get it again"
            );
            return Err((Status::Corrupt, message));
        }
    }
    walk.flush();
    let remark = if !walk.groups.is_empty() {
        Some("it ends too early, perhaps cut off; what there is was read")
    } else if tokens.rest().iter().filter(|byte| byte.is_ascii_alphabetic()).nth(ENOUGH).is_some() {
        Some("it goes on behind its end, perhaps several files in one; only the first was read")
    } else {
        None
    };
    walk.flow.close();
    Ok(Document { flow: walk.flow, properties: walk.properties, encoding: walk.page.name(), remark })
}

/// So many letters behind the end are worth a remark.
const ENOUGH: usize = 40;

/// What is known at one point of the walk.
struct Walk {
    groups: Vec<Group>,
    flow: Flow,
    properties: Properties,
    page: Charset,
    fonts: HashMap<i32, Charset>,
    default_font: i32,
    /// The entry of the table of fonts that is being read.
    font: Font,
    /// Bytes that wait for the rest of their character.
    bytes: Vec<u8>,
    /// Whether characters stand in the file as UTF-8, against the standard.
    utf8: bool,
    /// The first half of a pair of UTF-16.
    high: Option<u16>,
    /// Characters still to be passed over because they stand in for a `\u`.
    skip: usize,
    paragraph: Paragraph,
    /// The paragraphs around it, if it stands in boxes.
    around: Vec<Paragraph>,
}

impl Walk {
    fn new(bytes: &[u8]) -> Self {
        Self {
            groups: Vec::new(),
            flow: Flow::default(),
            properties: Properties::default(),
            page: Charset::Encoding(encoding_rs::WINDOWS_1252),
            fonts: HashMap::new(),
            default_font: 0,
            font: Font::default(),
            bytes: Vec::new(),
            utf8: !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok(),
            high: None,
            skip: 0,
            paragraph: Paragraph::default(),
            around: Vec::new(),
        }
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => {
                let skipped = self.skip.min(text.len());
                self.skip -= skipped;
                return self.text(&text[skipped..]);
            }
            Token::Byte(byte) if self.skip == 0 => return self.bytes.push(byte),
            Token::Byte(_) | Token::Symbol(b'\\' | b'{' | b'}' | b'~' | b'_') if self.skip > 0 => {
                self.skip -= 1;
                return;
            }
            _ => {}
        }
        self.flush();
        match token {
            Token::Open => {
                self.skip = 0;
                let group = self.group();
                self.groups.push(Group { starred: false, ..group });
            }
            Token::Close => {
                self.skip = 0;
                let closed = self.groups.pop();
                if closed.is_some_and(|group| group.destination == Destination::Box)
                    && self.group().destination != Destination::Box
                {
                    self.flow.close_box();
                    self.paragraph = self.around.pop().unwrap_or_default();
                }
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => self.word(word, number),
            Token::Text(_) | Token::Byte(_) => {}
        }
    }

    /// The innermost group.
    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group {
            destination: Destination::Text,
            around: Destination::Text,
            font: self.default_font,
            stand_ins: 1,
            hidden: false,
            deleted: false,
            starred: false,
        })
    }

    fn set(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    /// Whether paragraphs end here.
    fn in_text(&self) -> bool {
        matches!(self.group().destination, Destination::Text | Destination::Box)
    }

    /// Characters as they stand in the file.
    fn text(&mut self, text: &[u8]) {
        if self.group().destination == Destination::Nowhere {
            return;
        }
        if self.utf8 && !text.is_ascii() {
            self.flush();
            self.push(&String::from_utf8_lossy(text));
        } else {
            self.bytes.extend_from_slice(text);
        }
    }

    /// Turns the bytes that wait into characters. Has to come before anything else is done with the group or the font.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let mut text = String::new();
        self.fonts.get(&self.group().font).unwrap_or(&self.page).decode(&self.bytes, &mut text);
        self.bytes.clear();
        self.push(&text);
    }

    /// Characters to where the group sends them.
    fn push(&mut self, text: &str) {
        let group = self.group();
        if self.high.take().is_some() {
            self.push("\u{FFFD}");
        }
        match group.destination {
            Destination::Text | Destination::Box if !group.hidden && !group.deleted => self.flow.push(text),
            Destination::Title => self.properties.title.push_str(text),
            Destination::Author => self.properties.author.push_str(text),
            Destination::Mark if !text.trim().is_empty() => self.paragraph.marked = true,
            Destination::Fonts => {
                for (number, name) in text.split(';').enumerate() {
                    if number > 0 {
                        self.define();
                    }
                    self.font.name.push_str(name);
                }
            }
            _ => {}
        }
    }

    /// Ends an entry of the table of fonts.
    fn define(&mut self) {
        let Font { number, charset, page, name } = std::mem::take(&mut self.font);
        let name = name.trim().to_owned();
        let symbols = charset == Some(2) || (charset.is_none() && (name == "Symbol" || name.starts_with("Wingdings")));
        let found = if symbols {
            Some(Charset::Symbols(name))
        } else {
            page.and_then(Charset::of_page).or_else(|| Charset::of_font(charset?))
        };
        if let Some(found) = found {
            self.fonts.insert(number, found);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\\' => self.push("\\"),
            b'{' => self.push("{"),
            b'}' => self.push("}"),
            b'~' => self.push("\u{A0}"),
            b'_' => self.push("-"),
            b'\t' => self.push("\t"),
            b'\r' | b'\n' => self.end(),
            b'*' => self.set(|group| group.starred = true),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        if word == b"u" {
            return self.unicode(number.unwrap_or(0));
        }
        if let Some(text) = character(word) {
            if self.skip > 0 {
                self.skip -= 1;
            } else {
                self.push(text);
            }
            return;
        }
        self.skip = 0;
        let group = self.group();
        self.set(|group| group.starred = false);
        if word == b"ud" && group.destination == Destination::Twice {
            return self.set(|group| group.destination = group.around);
        }
        if let Some(found) = destination(word, group.starred, group.destination) {
            self.set(|group| (group.around, group.destination) = (group.destination, found));
            if found == Destination::Box && group.destination != Destination::Box {
                self.flow.open_box();
                self.around.push(std::mem::take(&mut self.paragraph));
            }
            return;
        }
        if group.destination == Destination::Fonts {
            match word {
                b"f" => self.font.number = number.unwrap_or(0),
                b"fcharset" => self.font.charset = number,
                b"cpg" => self.font.page = number,
                _ => {}
            }
            return;
        }
        let on = number != Some(0);
        match word {
            b"uc" => self.set(|group| group.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(0)),
            b"f" => self.set(|group| group.font = number.unwrap_or(0)),
            b"v" => self.set(|group| group.hidden = on),
            // Text that was moved away leaves a copy like text that was deleted.
            b"deleted" | b"mvf" => self.set(|group| group.deleted = on),
            b"plain" => {
                let font = self.default_font;
                self.set(|group| (group.font, group.hidden, group.deleted) = (font, false, false));
            }
            b"ansicpg" => self.page = number.and_then(Charset::of_page).unwrap_or_else(|| self.page.clone()),
            b"mac" => self.page = Charset::of_page(10000).unwrap_or_else(|| self.page.clone()),
            b"pc" => self.page = Charset::of_page(437).unwrap_or_else(|| self.page.clone()),
            b"pca" => self.page = Charset::of_page(850).unwrap_or_else(|| self.page.clone()),
            b"deff" => {
                self.default_font = number.unwrap_or(0);
                self.set(|group| group.font = number.unwrap_or(0));
            }
            _ if self.in_text() => self.layout(word, number),
            _ => {}
        }
    }

    /// Words that shape the text.
    fn layout(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"par" => self.end(),
            b"sect" | b"cell" | b"row" | b"nestcell" | b"nestrow" => self.end_at_all_events(),
            b"line" | b"softline" | b"lbr" => self.push(BREAK),
            b"page" | b"column" => self.push(PAGE),
            b"pard" => self.paragraph = Paragraph { marked: self.paragraph.marked, ..Paragraph::default() },
            b"ls" => self.paragraph.listed = number.is_some_and(|list| list > 0),
            b"outlinelevel" => self.paragraph.level = number.filter(|level| (0..9).contains(level)),
            b"dropcapli" => self.paragraph.initial = true,
            _ => {}
        }
    }

    /// Ends the paragraph, unless its end was deleted or is hidden, or it is the initial of the next one.
    fn end(&mut self) {
        let group = self.group();
        if self.in_text() && !group.deleted && !group.hidden && !self.paragraph.initial {
            self.end_at_all_events();
        }
    }

    fn end_at_all_events(&mut self) {
        self.flow.end(self.paragraph.kind());
        self.paragraph.marked = false;
    }

    /// A character by its number, in UTF-16 and signed (RTF Specification 1.9.1, "Unicode RTF").
    fn unicode(&mut self, number: i32) {
        let group = self.group();
        self.skip = group.stand_ins;
        let code = (if number < 0 { number + 0x1_0000 } else { number }) as u32;
        let c = match (self.high.take(), code) {
            (_, 0xD800..0xDC00) => {
                self.high = Some(code as u16);
                return;
            }
            (Some(high), 0xDC00..0xE000) => char::decode_utf16([high, code as u16]).next().and_then(Result::ok),
            // A number of the private-use area that means something in a font of symbols.
            (_, 0xF000..0xF100) => match self.fonts.get(&group.font) {
                Some(Charset::Symbols(font)) => symbol(font, code),
                _ => symbol("", code),
            },
            _ => Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
        };
        if let Some(c) = c {
            self.push(c.encode_utf8(&mut [0; 4]));
        }
    }
}
