//! What a page shows: its letters, each with its place, as the interpreter of the page's content draws them.
//!
//! Coordinates are in points (1/72 inch), x to the right and y down from the upper left corner of the page as it is seen.
//! Letters outside the page, letters drawn twice on the same spot (shadows, bold type made of regular) and lines of text
//! that run in another direction than most of the page (credits along a picture's edge) are left out.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Instant;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Name, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, interpret_page,
};

use super::strings;

/// A letter on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The character; U+FFFD where the font does not say which it is.
    pub(super) c: char,
    /// Where it begins.
    pub(super) x0: f32,
    /// Where the next letter would begin.
    pub(super) x1: f32,
    /// The line it stands on.
    pub(super) y: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// Whether the file says that it belongs to the page and not to the text: a running header, a page number.
    pub(super) artifact: bool,
}

/// A page as it was drawn.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// In points.
    pub(super) height: f32,
    /// The letters in the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// Whether pictures cover most of the page, as a scan does.
    pub(super) scanned: bool,
}

/// Why the drawing was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// There are more letters than an article may have.
    TooLong,
    /// It takes too long.
    TooSlow,
    /// The interpreter broke on it.
    Broken,
}

/// What may not be exceeded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Letters in all.
    pub(super) letters: u64,
    /// When to stop.
    pub(super) until: Instant,
}

/// The pages of a file.
///
/// # Errors
/// The limit that was reached.
pub(super) fn pages(pdf: &Pdf, limits: Limits) -> Result<Vec<Page>, Stop> {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut left = limits.letters;
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let (width, height) = page.render_dimensions();
            let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let transform = Affine::new(page.initial_transform(true).as_coeffs());
            let mut canvas = Canvas::new(bounds, Limits { letters: left, ..limits });
            canvas.tick();
            let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
            interpret_page(page, &mut context, &mut canvas);
            canvas.finish()
        }));
        match drawn {
            Ok(page) => {
                left = left.saturating_sub(page.glyphs.len() as u64);
                pages.push(page);
            }
            Err(cause) => return Err(cause.downcast_ref::<Stop>().copied().unwrap_or(Stop::Broken)),
        }
    }
    Ok(pages)
}

/// A letter, and the direction in which its line runs: 0 to the right, 1 down, 2 to the left, 3 up.
type Directed = (Glyph, u8);

/// Takes down what is drawn.
struct Canvas {
    bounds: Rect,
    limits: Limits,
    steps: u32,
    glyphs: Vec<Directed>,
    /// Which character was drawn at which size in which cell, a tenth of its size wide.
    spots: HashSet<(char, i32, i32, i32)>,
    /// What pictures cover, in square points.
    pictured: f64,
    marks: Vec<Mark>,
}

/// A stretch of marked content (ISO 32000-1, 14.6) that is being drawn.
struct Mark {
    artifact: bool,
    /// What the letters in it mean (`ActualText`, 14.9.4), and how many letters there were before it.
    actual: Option<(String, usize)>,
}

impl Canvas {
    fn new(bounds: Rect, limits: Limits) -> Self {
        Self { bounds, limits, steps: 0, glyphs: Vec::new(), spots: HashSet::new(), pictured: 0.0, marks: Vec::new() }
    }

    /// Called at every step, as a page can ask for the same drawing without end. The interpreter has no way to be told to
    /// stop, so that its stack is unwound; unlike a panic, this says nothing on standard error.
    fn tick(&mut self) {
        if self.steps.is_multiple_of(256) && Instant::now() > self.limits.until {
            resume_unwind(Box::new(Stop::TooSlow));
        }
        self.steps = self.steps.wrapping_add(1);
    }

    fn glyph(&mut self, glyph: &Drawn<'_>, transform: Affine) {
        let width = match glyph {
            Drawn::Outline(glyph) => glyph.advance_width().map(f64::from),
            Drawn::Type3(glyph) => glyph.advance_width().map(f64::from),
        };
        // Text space is scaled so that 1000 units are one size of the font (9.2.4). Half a size is about the mean width.
        let width = width.filter(|width| width.is_finite() && width.abs() < 5000.0).unwrap_or(500.0);
        let start = transform * Point::ZERO;
        let along = transform * Point::new(width, 0.0) - start;
        let up = transform * Point::new(0.0, 1000.0) - start;
        let size = up.hypot();
        let legible = (0.5..1000.0).contains(&size) && start.is_finite() && along.is_finite();
        if !legible {
            return;
        }
        let margin = size;
        if !self.bounds.inflate(margin, margin).contains(start) {
            return;
        }
        let (direction, x, y) = upright(unit(transform), start);
        let place = Glyph {
            c: ' ',
            x0: x as f32,
            x1: (x + along.hypot()) as f32,
            y: y as f32,
            size: size as f32,
            artifact: self.marks.iter().any(|mark| mark.artifact),
        };
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.letter(c, place, direction),
            Some(BfString::String(text)) => {
                for (c, place) in spread(&text, place) {
                    self.letter(c, place, direction);
                }
            }
            None => self.letter('\u{FFFD}', place, direction),
        }
    }

    fn letter(&mut self, c: char, place: Glyph, direction: u8) {
        let Some(c) = strings::readable(c) else { return };
        if !c.is_whitespace() && self.drawn_before(c, place) {
            return;
        }
        if self.glyphs.len() as u64 >= self.limits.letters {
            resume_unwind(Box::new(Stop::TooLong));
        }
        self.glyphs.push((Glyph { c, ..place }, direction));
    }

    /// Whether the same letter stands on the same spot, give or take a tenth of its size; if not, it does from now on.
    fn drawn_before(&mut self, c: char, place: Glyph) -> bool {
        // The size rounded, so that the cells of letters of about one size are the same.
        let size = place.size.round().max(1.0);
        let cell = size * 0.1;
        let (column, row) = ((place.x0 / cell).round() as i32, (place.y / cell).round() as i32);
        let near = |dx: i32, dy: i32| (c, size as i32, column.saturating_add(dx), row.saturating_add(dy));
        let before = (-1..=1).any(|dx| (-1..=1).any(|dy| self.spots.contains(&near(dx, dy))));
        self.spots.insert(near(0, 0));
        before
    }

    /// The letters of a stretch with an `ActualText` are replaced by it, if they stand on one line. On several lines it is
    /// the text of a whole paragraph, and nobody could tell which part of it stands where.
    fn actual(&mut self, text: &str, from: usize) {
        let drawn = self.glyphs.get(from..).unwrap_or_default();
        let (Some(&(first, direction)), Some(&(last, _))) = (drawn.first(), drawn.last()) else { return };
        let one_line = drawn.iter().all(|(glyph, _)| (glyph.y - first.y).abs() < first.size * 0.5);
        if !one_line || text.chars().count() > 4 * drawn.len() + 4 {
            return;
        }
        self.glyphs.truncate(from);
        let whole = Glyph { x1: last.x1.max(first.x1), ..first };
        for (c, place) in spread(text, whole) {
            if let Some(c) = strings::readable(c) {
                self.glyphs.push((Glyph { c, ..place }, direction));
            }
        }
    }

    /// The page, with the direction of most of its letters turned to the right.
    fn finish(self) -> Page {
        let (width, height) = (self.bounds.width() as f32, self.bounds.height() as f32);
        let scanned = self.pictured > 0.5 * self.bounds.area();
        let mut counts = [0_usize; 4];
        for (_, direction) in &self.glyphs {
            counts[usize::from(*direction)] += 1;
        }
        let main = (0..4_u8).rev().max_by_key(|&direction| counts[usize::from(direction)]).unwrap_or(0);
        let glyphs = self.glyphs.into_iter().filter(|(_, direction)| *direction == main);
        // The lines run along x in every case (see `upright`); here they are moved back to where the page begins.
        let (dx, dy, height) = match main {
            1 => (0.0, width, width),
            2 => (width, height, height),
            3 => (height, 0.0, width),
            _ => (0.0, 0.0, height),
        };
        let moved = |glyph: Glyph| Glyph { x0: glyph.x0 + dx, x1: glyph.x1 + dx, y: glyph.y + dy, ..glyph };
        Page { height, glyphs: glyphs.map(|(glyph, _)| moved(glyph)).collect(), scanned }
    }
}

/// The direction in which text runs, as a vector.
fn unit(transform: Affine) -> Vec2 {
    transform * Point::new(1.0, 0.0) - transform * Point::ZERO
}

/// The nearest of the four directions, and the point in a frame of reference in which that direction is to the right.
fn upright(along: Vec2, at: Point) -> (u8, f64, f64) {
    if along.x.abs() >= along.y.abs() {
        if along.x >= 0.0 { (0, at.x, at.y) } else { (2, -at.x, -at.y) }
    } else if along.y >= 0.0 {
        (1, at.y, -at.x)
    } else {
        (3, -at.y, at.x)
    }
}

/// The characters of a text, each with its share of a place.
fn spread(text: &str, place: Glyph) -> impl Iterator<Item = (char, Glyph)> {
    let count = text.chars().count().max(1) as f32;
    let step = (place.x1 - place.x0) / count;
    text.chars().enumerate().map(move |(index, c)| {
        let x0 = step.mul_add(index as f32, place.x0);
        (c, Glyph { x0, x1: x0 + step, ..place })
    })
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.tick();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.tick();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.tick();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.tick();
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.tick();
        let (width, height) = match &image {
            Image::Raster(image) => (image.width(), image.height()),
            Image::Stencil(image) => (image.width(), image.height()),
        };
        let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let area = props.transform.transform_rect_bbox(whole).intersect(self.bounds).area();
        if area.is_finite() {
            self.pictured += area;
        }
    }

    fn pop_clip(&mut self) {
        self.tick();
    }

    fn pop_transparency_group(&mut self) {
        self.tick();
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.tick();
        let pagination =
            |dict: &Dict<'_>| dict.get::<Name<'_>>(b"Type").is_some_and(|kind| kind.as_ref() == b"Pagination");
        let actual = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText"));
        self.marks.push(Mark {
            artifact: tag == b"Artifact" && properties.is_some_and(pagination),
            actual: actual.map(|text| (strings::decode(text.as_bytes()), self.glyphs.len())),
        });
    }

    fn end_marked_content(&mut self) {
        if let Some(Mark { actual: Some((text, from)), .. }) = self.marks.pop() {
            self.actual(&text, from);
        }
    }
}
