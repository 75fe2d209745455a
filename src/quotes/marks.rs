//! The candidate marks of a paragraph and what stands beside them. Nothing is decided here: an apostrophe, an inch sign
//! and a closing mark may be the same character, so each candidate carries the evidence that `costs` weighs.

use crate::span::Span;

/// Marks of one family can close each other, however they are drawn: `"hello”` is one quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// `“ ” „ "`, two apostrophes, two grave accents.
    Double = 1,
    /// `‘ ’ ‚ '`, one grave accent.
    Single = 2,
    /// `« » ‹ ›`.
    Guillemet = 3,
}

/// The direction in which a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Open,
    Close,
    Either,
}

/// What stands beside a run of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// White space, or the border of the paragraph.
    Edge,
    /// An opening bracket.
    OpenBracket,
    /// A closing bracket.
    CloseBracket,
    /// A dash, hyphen or slash.
    Dash,
    /// Punctuation that ends a clause.
    Stop,
    /// Three dots, which may also begin a quotation.
    Ellipsis,
    Letter,
    Digit,
    /// Anything else: currency, `#`, `@`.
    Symbol,
}

/// A candidate quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) family: Family,
    pub(super) shape: Shape,
    /// Left of the run of touching marks that this one stands in: in `“‘Never` both marks stand at the edge.
    pub(super) left: Side,
    /// Right of that run.
    pub(super) right: Side,
    /// How many marks stand before it in its paragraph, if nothing else does: 0 for the paragraph's first character.
    pub(super) leading: Option<u8>,
    /// Drawn like an apostrophe and standing where one may stand: `dogs’`, `goin’`, `’90s`, `’em`, `6'`.
    pub(super) elision: bool,
}

/// Appends the candidates of the paragraph at `place`, in text order.
pub(super) fn collect(text: &str, place: Span, marks: &mut Vec<Mark>) {
    let Some(paragraph) = text.get(place.range()) else { return };
    let mut characters = paragraph.char_indices().peekable();
    let mut before = None;
    let mut run = Vec::new();
    let mut only_marks = Some(0);
    while let Some(&(at, character)) = characters.peek() {
        if quoting(character).is_none() {
            before = Some(character);
            only_marks = None;
            characters.next();
            continue;
        }
        run.clear();
        while let Some(&(at, character)) = characters.peek()
            && let Some(kind) = quoting(character)
        {
            run.push((at, character, kind));
            characters.next();
        }
        let rest = &paragraph[characters.peek().map_or(paragraph.len(), |&(at, _)| at)..];
        read_run(&paragraph[..at], &run, rest, place.start(), before, &mut only_marks, marks);
        before = run.last().map(|&(_, character, _)| character);
    }
}

/// The family and shape of a character that may be a quotation mark, alone.
fn quoting(character: char) -> Option<(Family, Shape)> {
    Some(match character {
        // U+0091 to U+0094 are Windows-1252 marks read as Latin-1.
        '“' | '„' | '\u{93}' => (Family::Double, Shape::Open),
        '”' | '\u{94}' => (Family::Double, Shape::Close),
        '"' | '‟' | '＂' => (Family::Double, Shape::Either),
        '‘' | '‛' | '‚' | '`' | '\u{91}' => (Family::Single, Shape::Open),
        '’' | '\u{92}' => (Family::Single, Shape::Close),
        '\'' => (Family::Single, Shape::Either),
        '«' | '‹' => (Family::Guillemet, Shape::Open),
        '»' | '›' => (Family::Guillemet, Shape::Close),
        _ => return None,
    })
}

/// Reads a run of touching marks: pairs of single marks become one double mark, apostrophes inside words disappear.
fn read_run(
    head: &str,
    run: &[(usize, char, (Family, Shape))],
    rest: &str,
    offset: usize,
    before: Option<char>,
    only_marks: &mut Option<u8>,
    marks: &mut Vec<Mark>,
) {
    let left = before.map_or(Side::Edge, |character| side(character, head.ends_with("..")));
    let right = rest.chars().next().map_or(Side::Edge, |character| side(character, rest.starts_with("..")));
    let in_word = matches!(left, Side::Letter | Side::Digit) && matches!(right, Side::Letter | Side::Digit);
    if let [(_, _, (Family::Single, shape))] = run
        && in_word
        && *shape != Shape::Open
    {
        return;
    }
    let mut index = 0;
    while let Some(&(at, character, (family, shape))) = run.get(index) {
        // Of three apostrophes the lone one stands inside: first where the run closes, last where it opens.
        let alike = run[index..].iter().take(4).take_while(|&&(_, other, _)| other == character).count();
        let closes = !matches!(left, Side::Edge | Side::OpenBracket | Side::Dash);
        let twofold = family == Family::Single && alike >= 2 && !(alike == 3 && closes);
        let (length, family) = if twofold { (2, Family::Double) } else { (1, family) };
        let end = at + length * character.len_utf8();
        let last = index + length == run.len();
        let elision = family == Family::Single
            && shape != Shape::Open
            && ((index == 0 && elides_after(head, rest, left)) || (last && index > 0 && possessive(rest)));
        let elision = elision
            || (family == Family::Single
                && last
                && matches!(left, Side::Edge | Side::OpenBracket | Side::Dash)
                && elides_before(rest));
        marks.push(Mark {
            span: Span::new(offset + at, offset + end),
            family,
            shape,
            left,
            right,
            leading: *only_marks,
            elision,
        });
        *only_marks = only_marks.and_then(|count| count.checked_add(1));
        index += length;
    }
}

fn side(character: char, dots: bool) -> Side {
    match character {
        '…' => Side::Ellipsis,
        '.' if dots => Side::Ellipsis,
        '.' | ',' | ';' | ':' | '!' | '?' | '%' => Side::Stop,
        '(' | '[' | '{' | '<' => Side::OpenBracket,
        ')' | ']' | '}' | '>' => Side::CloseBracket,
        '-' | '‐' | '‑' | '–' | '—' | '―' | '/' => Side::Dash,
        _ if character.is_whitespace() || character.is_control() => Side::Edge,
        _ if character.is_alphabetic() => Side::Letter,
        _ if character.is_numeric() => Side::Digit,
        _ => Side::Symbol,
    }
}

/// `dogs’`, `goin’`, `o’`, `6'`: an apostrophe or a foot sign after a word.
fn elides_after(head: &str, rest: &str, left: Side) -> bool {
    let mut back = head.chars().rev();
    match (back.next(), left) {
        // A plural possessive is followed by the thing possessed.
        (Some('s' | 'S'), _) => {
            rest.starts_with([' ', '\u{a0}']) && rest.trim_start().starts_with(char::is_alphanumeric)
        }
        (Some('n'), _) if head.ends_with("‘n") || head.ends_with("’n") || head.ends_with("'n") => true,
        (Some('n'), _) => back.next() == Some('i') && back.next().is_some_and(char::is_alphabetic),
        (Some('o' | 'O'), _) => !back.next().is_some_and(char::is_alphanumeric),
        (_, side) => side == Side::Digit,
    }
}

/// `’em`, `’tis`, `’n’`, `’90s`, `’08`: an apostrophe before a word.
fn elides_before(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(9).flat_map(char::to_lowercase).collect();
    let after = rest.get(word.len()..).and_then(|tail| tail.chars().next());
    let digits = word.strip_suffix('s').unwrap_or(&word);
    word == "n" && matches!(after, Some('’' | '\'' | ' ' | '‘'))
        || digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) && !matches!(after, Some('%' | ':'))
        || super::listed(super::ELISIONS, &word)
}

/// The `’s` of `“Good Day”’s`.
fn possessive(rest: &str) -> bool {
    let mut ahead = rest.chars();
    ahead.next() == Some('s') && !ahead.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let mut marks = Vec::new();
        collect(text, Span::new(0, text.len()), &mut marks);
        marks.iter().map(|mark| format!("{}{}", mark.span.slice(text), if mark.elision { "!" } else { "" })).collect()
    }

    #[test]
    fn apostrophes_inside_words_are_no_candidates() {
        assert!(seen("don’t O'Neill 5'10").is_empty());
    }

    #[test]
    fn elisions_are_known() {
        assert_eq!(seen("’90s ‘em dogs’ food goin’ rock ’n’ roll 6' 2"), ["’!", "‘!", "’!", "’!", "’!", "’!", "'!"]);
    }

    #[test]
    fn two_single_marks_are_a_double_one() {
        assert_eq!(seen("``He said 'no'''"), ["``", "'", "'", "''"]);
        assert_eq!(seen("'''No,' he said''"), ["''", "'", "'", "''"]);
    }
}
