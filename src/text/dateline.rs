//! Datelines: "PARIS (AP) -", "FLINT, Mich., Oct. 4 (UPI) --", "NEW DELHI: ". Place and agency follow the practice of the
//! AP Stylebook ("datelines"): the place in capitals, state or country after it in small letters, the date where given.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Dateline;
use crate::span::Span;

/// Cities that stand in datelines alone. Only these are believed before a colon, which also follows speakers and labels.
static CITIES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| include_str!("cities.txt").lines().collect());

/// Words in capitals before a dash that are no places: "UPDATE", "EXCLUSIVE".
static LABELS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| include_str!("labels.txt").lines().collect());

/// Longest dateline in bytes.
const LONGEST: usize = 110;

/// The dateline at the start of `paragraph`; places are relative to it.
pub(super) fn find(paragraph: &str) -> Option<Dateline> {
    let (head_end, agency, mark, end) = frame(paragraph)?;
    let head = paragraph[..head_end].trim_end().trim_end_matches(',');
    let place_end = place_end(head)?;
    let place = &head[..place_end];
    let city = place.split(',').next()?.trim();
    let is_upper = !city.contains(char::is_lowercase) && city.chars().filter(|c| c.is_uppercase()).count() >= 3;
    let is_place = city.split([' ', '-']).count() <= 5
        && city.starts_with(char::is_uppercase)
        && !city.contains(|c: char| c.is_ascii_digit());
    let folded = city.to_lowercase();
    let is_sure = agency.is_some() || place.len() > city.len() || place_end < head.len();
    let is_plausible = match mark {
        ':' => is_upper && (agency.is_some() || CITIES.contains(folded.as_str())),
        '-' if !is_sure => is_upper && CITIES.contains(folded.as_str()),
        _ => is_upper || agency.is_some(),
    };
    (is_place && is_plausible && !LABELS.contains(folded.as_str())).then(|| Dateline {
        span: Span::new(0, end),
        place: Some(Span::new(0, place_end)),
        agency,
    })
}

/// Where the words before agency and dash end, the agency, the kind of dash and the end of it. The kinds are `—`, a long dash
/// with a space before it; `-`, a hyphen or a dash without one, which say less; and `:`.
fn frame(paragraph: &str) -> Option<(usize, Option<Span>, char, usize)> {
    let mut head_end = None;
    let mut agency = None;
    let mut chars = paragraph.char_indices().take_while(|&(at, _)| at < LONGEST);
    while let Some((at, c)) = chars.next() {
        let rest = &paragraph[at..];
        let after_space = paragraph[..at].ends_with(char::is_whitespace);
        let mark = match c {
            '(' if agency.is_none() => {
                let length = rest.find(')')?;
                let name = &rest[1..length];
                if !is_agency(name) {
                    return None;
                }
                head_end = Some(at);
                agency = Some(Span::new(at + 1, at + length));
                // What is in the brackets is read.
                chars.by_ref().take_while(|&(_, c)| c != ')').last();
                continue;
            }
            '—' | '–' => Some((if after_space { '—' } else { '-' }, c.len_utf8())),
            '-' if rest.starts_with("--") => {
                Some((if after_space { '—' } else { '-' }, rest.len() - rest.trim_start_matches('-').len()))
            }
            '-' | '_' if after_space && rest[1..].starts_with(char::is_whitespace) => Some(('-', 1)),
            ':' if rest[1..].starts_with(char::is_whitespace) => Some((':', 1)),
            '.' | ',' | '\'' | '’' | '-' | '/' | '&' => None,
            _ if c.is_alphanumeric() || c.is_whitespace() => {
                if agency.is_some() && !c.is_whitespace() {
                    return None;
                }
                None
            }
            _ => return None,
        };
        if let Some((mark, length)) = mark {
            let end = at + length;
            let goes_on = paragraph[end..].chars().any(char::is_alphanumeric);
            return goes_on.then_some((head_end.unwrap_or(at), agency, mark, end));
        }
    }
    None
}

/// Whether the words in brackets can be the name of an agency.
fn is_agency(name: &str) -> bool {
    let capitals = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    (2..=40).contains(&name.len())
        && capitals * 2 > name.split_whitespace().count()
        && !name.contains(|c: char| c.is_ascii_digit())
}

/// Where the place ends and the date begins, in the words before agency and dash: "FLINT, Mich.| , Oct. 4".
fn place_end(head: &str) -> Option<usize> {
    let mut end = 0;
    let mut at = 0;
    for (index, part) in head.split(',').enumerate() {
        let words = part.trim();
        let is_short = words.len() <= 40 && words.split_whitespace().count() <= 5;
        let is_date = words.starts_with(|c: char| c.is_ascii_digit()) || words.split_whitespace().any(is_month_or_day);
        let small = words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
        if !is_short || index > 3 || (small > 0 && !matches!(words.split_whitespace().nth(1), Some("of" | "de" | "do")))
        {
            return None;
        }
        if is_date && index == 0 {
            return None;
        }
        if !is_date {
            if words.is_empty() || end != at.max(1) - 1 && index > 0 {
                return None;
            }
            end = at + part.trim_end().len();
        }
        at += part.len() + 1;
    }
    (end > 0).then_some(end)
}

fn is_month_or_day(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
        "fri", "sat", "sun",
    ];
    const WHOLE: [&str; 25] = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
        "tues",
        "thur",
        "thurs",
        "weds",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    NAMES.contains(&word.as_str()) || WHOLE.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(paragraph: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
        let line = find(paragraph)?;
        Some((
            line.span.slice(paragraph),
            line.place.map(|span| span.slice(paragraph)),
            line.agency.map(|span| span.slice(paragraph)),
        ))
    }

    #[test]
    fn datelines() {
        for (paragraph, span, place, agency) in [
            ("PARIS (AP) - The mayor", "PARIS (AP) -", "PARIS", Some("AP")),
            ("WASHINGTON — The mayor", "WASHINGTON —", "WASHINGTON", None),
            ("WASHINGTON—The mayor", "WASHINGTON—", "WASHINGTON", None),
            ("LONDON, May 3 (Reuters) - The mayor", "LONDON, May 3 (Reuters) -", "LONDON", Some("Reuters")),
            ("FLINT, Mich., Oct. 4 (UPI) -- The mayor", "FLINT, Mich., Oct. 4 (UPI) --", "FLINT, Mich.", Some("UPI")),
            ("NEW DELHI: The mayor", "NEW DELHI:", "NEW DELHI", None),
            (
                "Oslo, Norway (Harbour Press) – The mayor",
                "Oslo, Norway (Harbour Press) –",
                "Oslo, Norway",
                Some("Harbour Press"),
            ),
            ("RIO DE JANEIRO, Brazil -- The mayor", "RIO DE JANEIRO, Brazil --", "RIO DE JANEIRO, Brazil", None),
            (
                "PORT-AU-PRINCE, Haiti (AP) _ The mayor",
                "PORT-AU-PRINCE, Haiti (AP) _",
                "PORT-AU-PRINCE, Haiti",
                Some("AP"),
            ),
            ("ST. PAUL, Minn. (AP) — The mayor", "ST. PAUL, Minn. (AP) —", "ST. PAUL, Minn.", Some("AP")),
        ] {
            assert_eq!(parts(paragraph), Some((span, Some(place), agency)), "{paragraph}");
        }
    }

    #[test]
    fn no_datelines() {
        for paragraph in [
            "UPDATE: The bridge is open",
            "EXCLUSIVE — The bridge is open",
            "BROWN: I never said that",
            "The mayor (a Democrat) - no friend of bridges - left",
            "NASA - the agency - said",
            "Mayor Ada Brown — who left — said",
            "PARIS",
            "PARIS —",
            "PARIS (AP)",
            "WHO: Masks help",
            "",
            "BROWN-- I never said that",
            "(AP) - The mayor",
            "On May 3, the mayor — said",
        ] {
            assert_eq!(parts(paragraph), None, "{paragraph}");
        }
    }

    #[test]
    fn lists_are_sorted_unique_and_lower_case() {
        for list in [include_str!("cities.txt"), include_str!("labels.txt")] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(lines.iter().all(|line| **line == line.to_lowercase()));
        }
    }
}
