//! Letters become words, and words that stand beside each other become segments: pieces of a line that no gap as wide as
//! the one between two columns parts.
//!
//! The order in which a page is drawn is good evidence for what belongs together, as nearly every program draws a line from
//! left to right and a column to its end; the places of the letters decide where it is none.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::glyphs::Glyph;
use super::strings;

/// A word: letters without a gap between them. Distances in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Its letters, and the marks beside them.
    pub(super) text: String,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    /// From left to right; never empty.
    pub(super) words: Vec<Word>,
    /// The line that it stands on.
    pub(super) y: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    /// See [`Glyph::artifact`].
    pub(super) artifact: bool,
    /// Its turn in the drawing of the page.
    pub(super) turn: usize,
}

impl Segment {
    /// Left edge.
    pub(super) fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.x0)
    }

    /// Right edge.
    pub(super) fn x1(&self) -> f32 {
        self.words.last().map_or(0.0, |word| word.x1)
    }

    /// The words with a space between them.
    pub(super) fn text(&self) -> String {
        let words: Vec<_> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

/// Widest gap between two words that are drawn one after the other, in sizes of the font. The spaces of justified lines in
/// a narrow column are wide.
const WIDEST_SPACE: f32 = 2.5;

/// The same for words that are not drawn one after the other; columns are seldom closer than this.
const WIDEST_STRAY: f32 = 0.7;

/// Least gap between two words, in sizes of the font. TeX shrinks spaces to 0.22, kerning moves letters by 0.1 at most.
const LEAST_SPACE: f32 = 0.17;

/// The segments of a page, from top to bottom.
pub(super) fn segments(glyphs: &[Glyph]) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut from = 0;
    for to in 1..=glyphs.len() {
        if to == glyphs.len() || !goes_on(&glyphs[to - 1], &glyphs[to]) {
            found.extend(segment(&glyphs[from..to], from));
            from = to;
        }
    }
    found.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x0().total_cmp(&other.x0())));
    let mut found = part_at_gutters(join_strays(found));
    lead_items(&mut found);
    found
}

/// Whether a letter continues the line of the one drawn before it.
fn goes_on(before: &Glyph, next: &Glyph) -> bool {
    let (small, large) = (before.size.min(next.size), before.size.max(next.size));
    let gap = next.x0 - before.x1;
    // A raised note mark is small and stands up to half a line higher.
    (before.y - next.y).abs() < 0.4 * large
        && large < 2.6 * small
        && gap > -0.8 * large
        && next.x0 > before.x0 - 0.3 * large
        && gap < WIDEST_SPACE * large
        && before.artifact == next.artifact
}

/// The segment of letters that follow each other on a line; `None` if they are all space.
fn segment(glyphs: &[Glyph], turn: usize) -> Option<Segment> {
    let tracking = tracking(glyphs);
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    let mut edge = f32::NEG_INFINITY;
    let mut accent: Option<(char, Glyph)> = None;
    let mut accents = false;
    for (index, glyph) in glyphs.iter().enumerate() {
        if glyph.c == ' ' {
            // A space that the next letter is drawn over is none (programs use it to measure).
            let covered = glyphs.get(index + 1).is_some_and(|next| next.x0 < glyph.x0 + 0.05 * glyph.size);
            open &= covered;
            continue;
        }
        let gap = glyph.x0 - edge;
        edge = glyph.x1.max(edge);
        if !(open && gap < (LEAST_SPACE + tracking) * glyph.size) {
            words.push(Word { text: String::new(), x0: glyph.x0, x1: glyph.x1 });
            open = true;
        }
        let Some(word) = words.last_mut() else { continue };
        // An accent over the letter that comes next, or over the one before.
        if let Some((mark, place)) = accent.take()
            && glyph.c.is_alphabetic()
            && overlap(&place, glyph)
        {
            word.text.pop();
            word.text.push(glyph.c);
            word.text.push(mark);
            accents = true;
        } else {
            strings::push_parts(&mut word.text, glyph.c);
        }
        accent = strings::combining(glyph.c).map(|mark| (mark, *glyph));
        accents |= is_combining_mark(glyph.c);
        word.x1 = word.x1.max(glyph.x1);
    }
    if accents {
        for word in &mut words {
            word.text = word.text.nfc().collect();
        }
    }
    let first = glyphs.iter().find(|glyph| glyph.c != ' ')?;
    let (y, size) = body(glyphs);
    Some(Segment { words, y, size, artifact: first.artifact, turn })
}

fn overlap(one: &Glyph, other: &Glyph) -> bool {
    let shared = one.x1.min(other.x1) - one.x0.max(other.x0);
    shared > 0.5 * (one.x1 - one.x0).min(other.x1 - other.x0)
}

/// How far the letters are set apart beyond their own widths, in sizes: the median over pairs without a space. Headings
/// are often set so.
fn tracking(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter(|pair| pair[0].c != ' ' && pair[1].c != ' ')
        .map(|pair| (pair[1].x0 - pair[0].x1) / pair[1].size)
        .collect();
    if gaps.len() < 4 {
        return 0.0;
    }
    let middle = gaps.len() / 2;
    let (_, median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    if *median > 0.04 { *median } else { 0.0 }
}

/// The line and the size of most letters.
fn body(glyphs: &[Glyph]) -> (f32, f32) {
    let mut lines: Vec<(f32, f32, usize)> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.c != ' ') {
        if let Some(line) = lines.iter_mut().find(|(_, size, _)| (size - glyph.size).abs() < 0.05 * size) {
            line.2 += 1;
        } else if lines.len() < 8 {
            // More sizes than this on one line are no line of text.
            lines.push((glyph.y, glyph.size, 1));
        }
    }
    lines.into_iter().max_by_key(|line| line.2).map_or((0.0, 1.0), |(y, size, _)| (y, size))
}

/// Joins what stands close together on one line though it was not drawn together. The segments are sorted by `y`.
fn join_strays(segments: Vec<Segment>) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::with_capacity(segments.len());
    for mut row in rows(segments) {
        row.sort_by(|one, other| one.x0().total_cmp(&other.x0()));
        let from = joined.len();
        for segment in row {
            match joined[from..].last_mut() {
                Some(line) if beside(line, &segment) => merge(line, segment),
                _ => joined.push(segment),
            }
        }
    }
    joined
}

/// Parts what is sorted by `y` into rows: what stands on one line, whatever the columns.
pub(super) fn rows(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut rows: Vec<Vec<Segment>> = Vec::new();
    for segment in segments {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| segment.y - first.y < 0.4 * first.size.min(segment.size)) => {
                row.push(segment);
            }
            _ => rows.push(vec![segment]),
        }
    }
    rows
}

fn beside(one: &Segment, other: &Segment) -> bool {
    let (small, large) = (one.size.min(other.size), one.size.max(other.size));
    let gap = (other.x0() - one.x1()).max(one.x0() - other.x1());
    (one.y - other.y).abs() < 0.4 * large
        && large < 2.0 * small
        && gap < WIDEST_STRAY * large
        && gap > -0.3 * large
        && one.artifact == other.artifact
}

/// Adds a piece to a line, in front or behind.
fn merge(line: &mut Segment, mut piece: Segment) {
    if piece.x0() < line.x0() {
        std::mem::swap(line, &mut piece);
    }
    let gap = piece.x0() - line.x1();
    let weight = |segment: &Segment| segment.x1() - segment.x0();
    if weight(&piece) > weight(line) {
        (line.y, line.size) = (piece.y, piece.size);
    }
    line.turn = line.turn.min(piece.turn);
    let mut words = piece.words.into_iter();
    if gap < LEAST_SPACE * line.size
        && let (Some(last), Some(first)) = (line.words.last_mut(), words.next())
    {
        last.text.push_str(&first.text);
        last.x1 = last.x1.max(first.x1);
    }
    line.words.extend(words);
}

/// Parts segments that run across the white space between two columns, as some programs draw line after line over the whole
/// width of the page. Such a space is at the same place in many lines, and few words lie in it.
fn part_at_gutters(segments: Vec<Segment>) -> Vec<Segment> {
    const CELL: f32 = 2.0;
    let cell = |x: f32| (x / CELL).clamp(0.0, 4000.0) as usize;
    let (mut gaps, mut words) = (vec![0_u32; 4001], vec![0_u32; 4001]);
    let mut any = false;
    for segment in &segments {
        for word in &segment.words {
            words[cell(word.x0)..=cell(word.x1).max(cell(word.x0))].iter_mut().for_each(|count| *count += 1);
        }
        for pair in segment.words.windows(2) {
            if pair[1].x0 - pair[0].x1 > 1.1 * segment.size {
                any = true;
                gaps[cell(pair[0].x1) + 1..cell(pair[1].x0).max(cell(pair[0].x1) + 1)]
                    .iter_mut()
                    .for_each(|count| *count += 1);
            }
        }
    }
    if !any {
        return segments;
    }
    let gutter = |from: f32, to: f32| (cell(from) + 1..cell(to)).any(|x| gaps[x] >= 6 && gaps[x] > 4 * words[x]);
    let mut parted = Vec::with_capacity(segments.len());
    for segment in segments {
        let mut rest = segment;
        while let Some(at) = rest
            .words
            .windows(2)
            .position(|pair| pair[1].x0 - pair[0].x1 > 1.1 * rest.size && gutter(pair[0].x1, pair[1].x0))
        {
            let right = rest.words.split_off(at + 1);
            let next = Segment { words: right, ..rest.clone() };
            parted.push(std::mem::replace(&mut rest, next));
        }
        parted.push(rest);
    }
    parted
}

/// Joins the mark of a list's item with the item, however far it stands from it, and a large first letter that reaches over
/// several lines with the first of these. The segments are sorted by `y`.
fn lead_items(segments: &mut Vec<Segment>) {
    for index in 0..segments.len() {
        let segment = &segments[index];
        let near = index.saturating_sub(40)..(index + 40).min(segments.len());
        let found = if is_mark(segment) {
            near.filter(|&other| other != index && !segments[other].words.is_empty()).find(|&other| {
                let (other, gap) = (&segments[other], segments[other].x0() - segment.x1());
                (other.y - segment.y).abs() < 0.4 * other.size && gap > -1.0 && gap < 4.0 * other.size
            })
        } else if is_initial(segment) {
            let top = segment.y - 0.8 * segment.size;
            near.filter(|&other| other != index && !segments[other].words.is_empty()).find(|&other| {
                let (other, gap) = (&segments[other], segments[other].x0() - segment.x1());
                segment.size > 1.8 * other.size
                    && other.y - other.size < segment.y
                    && (other.y - 0.7 * other.size - top).abs() < other.size
                    && gap > -0.3 * other.size
                    && gap < 1.5 * other.size
            })
        } else {
            None
        };
        let Some(other) = found else { continue };
        let initial = !is_mark(segment);
        let words = std::mem::take(&mut segments[index].words);
        let lead = Segment { words, ..segments[index] };
        let line = &mut segments[other];
        if initial {
            if let (Some(letter), Some(word)) = (lead.words.first(), line.words.first_mut()) {
                // "A storm" begins with a word of one letter, "The storm" does not.
                let own = matches!(letter.text.as_str(), "A" | "I" | "O") && word.text.starts_with(char::is_lowercase);
                let gap = word.x0 - letter.x1;
                if own && gap > 0.25 * line.size {
                    line.words.insert(0, letter.clone());
                } else {
                    word.text.insert_str(0, &letter.text);
                    word.x0 = letter.x0;
                }
            }
        } else {
            line.words.splice(0..0, lead.words);
        }
        line.turn = line.turn.min(lead.turn);
    }
    segments.retain(|segment| !segment.words.is_empty());
}

fn is_mark(segment: &Segment) -> bool {
    matches!(segment.words.as_slice(), [word] if super::items::is_mark(&word.text))
}

fn is_initial(segment: &Segment) -> bool {
    let [word] = segment.words.as_slice() else { return false };
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1 && word.text.chars().count() <= 2 && word.text.ends_with(char::is_uppercase)
}
