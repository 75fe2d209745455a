//! What belongs to the page and not to the text: running headers and footers, page numbers, and the lines that a browser
//! prints above and below a web page. They are told by repetition over the pages, and by their form.

use std::collections::HashMap;

use super::segments::Segment;

/// The part of a page's height at its top and bottom in which such lines stand.
const ZONE: f32 = 0.13;

/// A page's segments, with its height in points.
#[derive(Debug)]
pub(super) struct Laid {
    /// From top to bottom.
    pub(super) segments: Vec<Segment>,
    /// In points.
    pub(super) height: f32,
}

/// Where a repeated line stands: whether at the top, its height and size, and the number of its pages.
struct Place {
    top: bool,
    y: f32,
    size: f32,
    pages: usize,
    last: usize,
}

/// Takes away what belongs to the page. The addresses that a browser printed are handed back, one a page where it is there.
pub(super) fn remove(pages: &mut [Laid]) -> Vec<String> {
    let places = repeated(pages);
    let total = pages.len();
    let mut addresses = Vec::new();
    for page in pages {
        let stale = |segment: &Segment, top: bool| {
            find(&places, segment, top)
                .is_some_and(|place| place.pages >= 2 && (place.pages * 2 >= total || place.pages >= 3))
        };
        let height = page.height;
        let mut gone = vec![false; page.segments.len()];
        for (index, segment) in page.segments.iter().enumerate() {
            gone[index] = segment.artifact || zone(segment, height).is_some_and(|top| stale(segment, top));
        }
        title_above_itself(&page.segments, &mut gone, height);
        edge(&page.segments, &mut gone, (0..page.segments.len()).collect(), height);
        edge(&page.segments, &mut gone, (0..page.segments.len()).rev().collect(), height);
        lone_header(&page.segments, &mut gone, height);
        let mut gone = gone.into_iter();
        page.segments.retain(|segment| {
            let gone = gone.next().unwrap_or(false);
            let text = if gone { segment.text() } else { String::new() };
            if is_address(&text) {
                addresses.push(text);
            }
            !gone
        });
    }
    addresses
}

/// A headline that runs as a small line at the top of the page on which it stands itself, too.
fn title_above_itself(segments: &[Segment], gone: &mut [bool], height: f32) {
    for (index, small) in segments.iter().enumerate().take(4) {
        let again = |large: &Segment| large.size > 1.2 * small.size && large.text() == small.text();
        gone[index] |= zone(small, height) == Some(true) && segments.iter().skip(index + 1).take(8).any(again);
    }
}

/// A header of a single page, which nothing repeats: a small line at the very top, far above a headline. With a digit in it,
/// it may be the day of publication, and stays.
fn lone_header(segments: &[Segment], gone: &mut [bool], height: f32) {
    let rest: Vec<_> = (0..segments.len()).filter(|&index| !gone[index]).take(6).collect();
    let [first, below @ ..] = rest.as_slice() else { return };
    let (first, header) = (*first, &segments[*first]);
    // The headline need not be next: the text of another column may begin a little higher.
    let far = below.first().is_some_and(|&next| segments[next].y - header.y > 2.2 * header.size);
    let lone = far && below.iter().any(|&index| segments[index].size > 1.2 * header.size);
    if lone && header.y < 0.09 * height && !header.text().contains(|c: char| c.is_ascii_digit()) {
        gone[first] = true;
    }
}

/// Whether a segment stands at the top (true) or bottom (false) of its page; `None` if at neither.
fn zone(segment: &Segment, height: f32) -> Option<bool> {
    if segment.y < ZONE * height { Some(true) } else { (segment.y > (1.0 - ZONE) * height).then_some(false) }
}

/// The texts at the top and bottom of all pages, digits made alike.
fn repeated(pages: &[Laid]) -> HashMap<String, Vec<Place>> {
    let mut places: HashMap<String, Vec<Place>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        for segment in &page.segments {
            let Some(top) = zone(segment, page.height) else { continue };
            let (y, size) = (segment.y, segment.size);
            let list = places.entry(key(segment)).or_default();
            if let Some(place) = list.iter_mut().find(|place| place.is(segment, top)) {
                place.pages += usize::from(place.last != number);
                place.last = number;
            } else if list.len() < 8 {
                list.push(Place { top, y, size, pages: 1, last: number });
            }
        }
    }
    places
}

impl Place {
    fn is(&self, segment: &Segment, top: bool) -> bool {
        self.top == top && (self.y - segment.y).abs() < 8.0 && (self.size - segment.size).abs() < 0.1 * self.size
    }
}

fn find<'a>(places: &'a HashMap<String, Vec<Place>>, segment: &Segment, top: bool) -> Option<&'a Place> {
    places.get(&key(segment))?.iter().find(|place| place.is(segment, top))
}

fn key(segment: &Segment) -> String {
    let mut key = String::new();
    for c in segment.text().chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if !(c == '#' && key.ends_with('#')) {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// Goes over a page's lines from one edge inwards, for as long as they have the form of what belongs to the page.
fn edge(segments: &[Segment], gone: &mut [bool], order: Vec<usize>, height: f32) {
    let mut order = order.into_iter().peekable();
    while let Some(first) = order.next() {
        if zone(&segments[first], height).is_none() {
            return;
        }
        let mut line = vec![first];
        while let Some(next) = order.next_if(|&next| (segments[next].y - segments[first].y).abs() < 4.0) {
            line.push(next);
        }
        if line.iter().all(|&index| gone[index]) {
            continue;
        }
        let texts: Vec<_> = line.iter().map(|&index| segments[index].text()).collect();
        let printed = texts.iter().any(|text| is_address(text) || is_moment(text) || is_page_of(text));
        for (&index, text) in line.iter().zip(&texts) {
            gone[index] |= is_address(text) || is_moment(text) || is_page_of(text);
        }
        // A number in a line with other words may be one of a table's.
        let alone = printed || line.iter().filter(|&&index| !gone[index]).count() == 1;
        for (&index, text) in line.iter().zip(&texts) {
            gone[index] |= alone && is_page_number(text);
        }
        let others = line.iter().filter(|&&index| !gone[index]).count();
        // Between the time and the page number stands the title of the web page, and nothing else does.
        if printed && others == 1 && line.len() > 1 {
            for &index in &line {
                gone[index] = true;
            }
        }
        if !line.iter().all(|&index| gone[index]) {
            return;
        }
    }
}

/// Whether a text is one address and nothing else. Long ones are printed with dots in their middle or at their end.
fn is_address(text: &str) -> bool {
    let begins = ["http://", "https://", "file:///", "about:", "www."].iter().any(|start| text.starts_with(start));
    begins && !text.contains(' ')
}

/// Whether a text is a day with a time, in digits, as browsers print it.
fn is_moment(text: &str) -> bool {
    let word = |word: &str| {
        matches!(word.to_ascii_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m." | "at")
            || word.chars().all(|c| c.is_ascii_digit() || "/.:,-".contains(c))
    };
    let days = text.chars().filter(|c| "/.-".contains(*c)).count();
    text.chars().any(|c| c.is_ascii_digit()) && text.contains(':') && days >= 2 && text.split(' ').all(word)
}

/// Whether a text is a page number among so many: `Page 3 of 7`, `3 of 7`, `3/7`, `Page 3`.
fn is_page_of(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let (named, rest) = match text.strip_prefix("page") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.as_str()),
    };
    let number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match rest.split_once(" of ").or_else(|| rest.split_once(" / ")).or_else(|| rest.split_once('/')) {
        Some((page, pages)) => number(page.trim()) && number(pages.trim()),
        None => named && number(rest),
    }
}

/// Whether a text is a page number: `3`, `- 3 -`, `A3`, `iv`.
fn is_page_number(text: &str) -> bool {
    let text = text.trim_matches(|c: char| " -–—|·•[]".contains(c));
    let digits = text.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(text);
    let arabic = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let roman = (1..=5).contains(&text.len()) && text.bytes().all(|byte| b"ivxl".contains(&byte));
    arabic || roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for text in ["Page 3 of 7", "3/7", "1 of 12", "page 2", "Page 3/9"] {
            assert!(is_page_of(text), "{text}");
        }
        for text in ["3", "3 of them", "Page boy", "1/2025/3", "page"] {
            assert!(!is_page_of(text), "{text}");
        }
        for text in ["3", "– 12 –", "A3", "iv", "| 7"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "Quay", "12345", "3.5%", "vivid"] {
            assert!(!is_page_number(text), "{text}");
        }
        for text in ["11/24/26, 12:56 PM", "24.11.2026, 12:56", "2026-11-24 12:56:20"] {
            assert!(is_moment(text), "{text}");
        }
        for text in ["12:56", "March 4, 2025", "10-11", "3:2", "Score 3:2 on 1/2/3"] {
            assert!(!is_moment(text), "{text}");
        }
        assert!(is_address("https://a.example/x") && !is_address("https://a.example/x is") && !is_address("a.example"));
    }
}
