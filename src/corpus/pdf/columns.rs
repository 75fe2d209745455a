//! The order in which a page is read: segments become blocks (lines under each other in one column), and the page is cut
//! along the white space between these, down and across, until one block is left on each piece (the recursive X-Y cut of
//! Nagy and Seth, "Hierarchical representation of optically scanned documents", ICPR 1984).

use super::segments::{self, Segment};

/// A line with the edges of its column. Distances in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its words, one space between them.
    pub(super) text: String,
    /// Width of its first word.
    pub(super) first: f32,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
    /// Where it stands.
    pub(super) y: f32,
    /// Size of the font.
    pub(super) size: f32,
    /// Left edge of the column.
    pub(super) left: f32,
    /// Right edge of the column.
    pub(super) right: f32,
    /// Number of the block, unique in the file.
    pub(super) block: usize,
    /// Number of the page.
    pub(super) page: usize,
}

/// Lines of one column, with nothing beside them that belongs to it.
#[derive(Debug)]
struct Block {
    lines: Vec<Segment>,
    x0: f32,
    x1: f32,
}

impl Block {
    fn new(line: Segment) -> Self {
        Self { x0: line.x0(), x1: line.x1(), lines: vec![line] }
    }

    fn push(&mut self, line: Segment) {
        self.x0 = self.x0.min(line.x0());
        self.x1 = self.x1.max(line.x1());
        self.lines.push(line);
    }

    fn last(&self) -> (f32, f32) {
        self.lines.last().map_or((0.0, 1.0), |line| (line.y, line.size))
    }

    fn top(&self) -> f32 {
        self.lines.first().map_or(0.0, |line| 0.8f32.mul_add(-line.size, line.y))
    }

    fn bottom(&self) -> f32 {
        let (y, size) = self.last();
        0.2f32.mul_add(size, y)
    }

    fn turn(&self) -> usize {
        self.lines.iter().map(|line| line.turn).min().unwrap_or(0)
    }

    /// Whether it stands over or under something from `x0` to `x1`.
    fn meets(&self, x0: f32, x1: f32) -> bool {
        self.x0 < x1 && x0 < self.x1
    }
}

/// Blocks that may still grow. A page has a few columns, and what is more is a drawing.
const OPEN: usize = 48;

/// Blocks above which a page is no page of text, and is read in the order in which it is drawn.
const MOST_BLOCKS: usize = 500;

/// Widest distance between two lines of a block, in sizes of the font: a blank line between double-spaced ones.
const WIDEST_LEADING: f32 = 3.2;

/// The lines of a page in reading order. The segments are sorted from top to bottom.
pub(super) fn lines(segments: Vec<Segment>, page: usize, next_block: &mut usize) -> Vec<Line> {
    let blocks = blocks(segments);
    let order = if blocks.len() > MOST_BLOCKS {
        let mut order: Vec<_> = (0..blocks.len()).collect();
        order.sort_by_key(|&index| blocks[index].turn());
        order
    } else {
        let mut order = Vec::with_capacity(blocks.len());
        cut(&blocks, (0..blocks.len()).collect(), &mut order, 0);
        order
    };
    let edges: Vec<_> = blocks.iter().map(|block| edges(block, &blocks)).collect();
    let mut blocks: Vec<_> = blocks.into_iter().map(Some).collect();
    let mut lines = Vec::new();
    for index in order {
        let Some(block) = blocks[index].take() else { continue };
        let (left, right) = edges[index];
        lines.extend(block.lines.into_iter().map(|line| Line {
            text: line.text(),
            first: line.words.first().map_or(0.0, |word| word.x1 - word.x0),
            x0: line.x0(),
            x1: line.x1(),
            y: line.y,
            size: line.size,
            left,
            right,
            block: *next_block,
            page,
        }));
        *next_block += 1;
    }
    lines
}

/// The edges of a block's column: its own, if it has lines enough to show them, else those of what stands in its column.
fn edges(block: &Block, all: &[Block]) -> (f32, f32) {
    if block.lines.len() >= 3 || all.len() > MOST_BLOCKS {
        return (block.x0, block.x1);
    }
    let (_, size) = block.last();
    let alike = |other: &&Block| {
        let (_, other_size) = other.last();
        let shared = block.x1.min(other.x1) - block.x0.max(other.x0);
        (other_size - size).abs() < 0.15 * size && other.lines.len() >= 3 && shared > 0.8 * (block.x1 - block.x0)
    };
    // The narrowest: a paragraph over the whole width of the page stands over all of its columns.
    let width = |block: &&Block| block.x1 - block.x0;
    let column = all.iter().filter(alike).min_by(|one, other| width(one).total_cmp(&width(other)));
    column.map_or((block.x0, block.x1), |column| (block.x0.min(column.x0), block.x1.max(column.x1)))
}

/// Puts each segment under the block that it continues.
fn blocks(segments: Vec<Segment>) -> Vec<Block> {
    let mut done = Vec::new();
    let mut open: Vec<Block> = Vec::new();
    for row in segments::rows(segments) {
        // A block that goes on in two pieces does not go on; a piece under two blocks belongs to neither.
        let mut owners = vec![0_usize; open.len()];
        let mut homes = Vec::with_capacity(row.len());
        for segment in &row {
            let mut home = None;
            let mut several = false;
            for (index, block) in open.iter().enumerate() {
                if block.meets(segment.x0(), segment.x1()) {
                    owners[index] += 1;
                    several |= home.is_some();
                    home = Some(index);
                }
            }
            homes.push(home.filter(|_| !several));
        }
        let mut begun = Vec::new();
        let mut ended: Vec<bool> = owners.iter().map(|&count| count > 1).collect();
        for (segment, home) in row.into_iter().zip(homes) {
            let grows = |index: &usize| {
                let (y, size) = open[*index].last();
                let (small, large) = (size.min(segment.size), size.max(segment.size));
                owners[*index] == 1 && large < 1.15 * small && segment.y - y < WIDEST_LEADING * large
            };
            if let Some(index) = home.filter(grows) {
                open[index].push(segment);
            } else {
                for (index, block) in open.iter().enumerate() {
                    ended[index] |= block.meets(segment.x0(), segment.x1());
                }
                begun.push(Block::new(segment));
            }
        }
        let mut ended = ended.into_iter();
        let (stay, gone): (Vec<_>, Vec<_>) = open.into_iter().partition(|_| !ended.next().unwrap_or(false));
        done.extend(gone);
        open = stay;
        open.extend(begun);
        if open.len() > OPEN {
            open.sort_by(|one, other| one.bottom().total_cmp(&other.bottom()));
            done.extend(open.drain(..open.len() - OPEN));
        }
    }
    done.extend(open);
    done
}

/// Cuts a part of the page into pieces, and puts the blocks of these into order.
fn cut(blocks: &[Block], part: Vec<usize>, order: &mut Vec<usize>, depth: usize) {
    if part.len() < 2 || depth > 40 {
        order.extend(by_turn(blocks, part));
        return;
    }
    let columns = columns(blocks, &part);
    if columns.len() > 1 {
        for column in columns {
            cut(blocks, column, order, depth + 1);
        }
        return;
    }
    let strips = pieces(&part, |index| (blocks[index].top(), blocks[index].bottom()));
    if strips.len() == 1 {
        order.extend(by_turn(blocks, part));
        return;
    }
    // Blank lines at the same height in two columns part neither: strips that share a gutter are read as one.
    let mut strips = strips.into_iter();
    let mut group = strips.next().unwrap_or_default();
    for strip in strips {
        let mut both = group.clone();
        both.extend(&strip);
        if self::columns(blocks, &both).len() > 1 {
            group = both;
        } else {
            cut(blocks, std::mem::replace(&mut group, strip), order, depth + 1);
        }
    }
    cut(blocks, group, order, depth + 1);
}

fn by_turn(blocks: &[Block], mut part: Vec<usize>) -> Vec<usize> {
    part.sort_by_key(|&index| blocks[index].turn());
    part
}

/// The columns of a part, from left to right, if they stand beside each other and not only on different heights.
fn columns(blocks: &[Block], part: &[usize]) -> Vec<Vec<usize>> {
    let columns = pieces(part, |index| (blocks[index].x0, blocks[index].x1));
    let height = |column: &Vec<usize>| {
        column.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(top, bottom), &index| {
            (top.min(blocks[index].top()), bottom.max(blocks[index].bottom()))
        })
    };
    let beside = columns.windows(2).all(|pair| {
        let ((top, bottom), (other_top, other_bottom)) = (height(&pair[0]), height(&pair[1]));
        bottom.min(other_bottom) > top.max(other_top)
    });
    if beside { columns } else { vec![part.to_vec()] }
}

/// Parts what has an extent along a line into what hangs together.
fn pieces(part: &[usize], extent: impl Fn(usize) -> (f32, f32)) -> Vec<Vec<usize>> {
    let mut sorted = part.to_vec();
    sorted.sort_by(|&one, &other| extent(one).0.total_cmp(&extent(other).0));
    let mut pieces: Vec<Vec<usize>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for index in sorted {
        let (from, to) = extent(index);
        match pieces.last_mut() {
            Some(piece) if from < end => piece.push(index),
            _ => pieces.push(vec![index]),
        }
        end = end.max(to);
    }
    pieces
}
