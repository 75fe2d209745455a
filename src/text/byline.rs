//! Bylines: "By Jane Doe", "By JANE DOE and JOHN ROE, Staff Writers".

use crate::span::Span;

/// Longest byline in bytes.
const LONGEST: usize = 160;

/// Words in small letters that stand inside names.
const PARTICLES: [&str; 14] = ["al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "van", "von", "y"];

/// The names in a byline, from the first to the last, without "By" and without roles and outlets; `None` for any other
/// paragraph. Places are relative to `line`.
pub(super) fn author(line: &str) -> Option<Span> {
    if line.len() > LONGEST {
        return None;
    }
    let start = line.len() - after_by(line)?.len();
    let mut end = start;
    let mut names = 0;
    let mut at = start;
    while let Some(name_end) = name(line, at) {
        names += 1;
        end = name_end;
        let rest = &line[end..];
        let Some(joint) = [", and ", " and ", " & ", ", ", " AND "].into_iter().find(|joint| rest.starts_with(joint))
        else {
            break;
        };
        // After a comma comes another name only if one more joint follows: "A B, C D and E F"; else it is a role.
        let after = end + joint.len();
        let is_list = joint != ", "
            || name(line, after).is_some_and(|next| {
                [" and ", " & ", ", and ", " AND "].iter().any(|joint| line[next..].starts_with(joint))
            });
        if !is_list {
            break;
        }
        at = after;
    }
    let rest = line[end..].trim();
    let is_one_word = !line[start..end].contains(' ');
    let is_rest_plain = rest.is_empty()
        || rest == "."
        || rest.starts_with(['|', '-', '–', '—', '/', '(', '•', '·'])
        || (rest.starts_with(',') && !has_verb(rest))
        || ["for ", "of ", "in ", "at "].iter().any(|word| {
            rest.starts_with(word) && rest[word.len()..].starts_with(|c: char| c.is_uppercase() || c == 't')
        });
    let is_rest_plain = is_rest_plain && (rest.len() <= 1 || !(is_one_word || rest.ends_with('.') && rest.len() > 40));
    (names > 0 && is_rest_plain).then(|| Span::new(start, end))
}

/// The names with which a byline begins that goes on with a role: "By Jane Doe rural affairs correspondent".
pub(super) fn opening(line: &str) -> Option<Span> {
    let ends = line.match_indices(' ').map(|(at, _)| at).chain([line.len()]);
    let ends: Vec<usize> = ends.skip(1).take(8).collect();
    ends.into_iter().rev().find_map(|end| author(&line[..end]))
}

/// The names behind "Von", "Par", "Por" or "Di", if the line has nothing but names: "Von Wiebke Sand und Uwe Thed".
pub(super) fn foreign(line: &str) -> Option<Span> {
    let opening = ["Von ", "von ", "VON ", "Par ", "par ", "PAR ", "Por ", "por ", "POR ", "Di ", "di "];
    let names = opening.into_iter().find_map(|by| line.strip_prefix(by))?.trim();
    // "Par Jane Doe, correspondante à Halvern".
    let role = names.match_indices(", ").find(|(at, _)| names[at + 2..].starts_with(char::is_lowercase));
    let names = role.map_or(names, |(at, _)| &names[..at]);
    let parts = names.split([',', '&']).flat_map(|part| part.split(" und ")).flat_map(|part| part.split(" et "));
    let all = parts.flat_map(|part| part.split(" y ")).flat_map(|part| part.split(" e ")).all(is_name);
    let start = names.as_ptr() as usize - line.as_ptr() as usize;
    all.then(|| Span::new(start, start + names.len()))
}

/// Whether a line may be nothing but a person's name: two to four words with capitals, particles aside.
pub(super) fn is_name(words: &str) -> bool {
    let words = words.trim();
    let count = words.split(' ').filter(|word| !PARTICLES.contains(word)).count();
    let part = |word: &str| {
        PARTICLES.contains(&word)
            || word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
    };
    words.len() <= 60 && (2..=4).contains(&count) && words.split(' ').all(part) && !is_date(words)
}

/// What follows "By" in any of its forms.
fn after_by(line: &str) -> Option<&str> {
    let opening =
        ["BYLINE: ", "Byline: ", "Written by ", "Story by ", "Text by ", "Reported by ", "By: ", "By ", "BY ", "by "];
    let line = line.trim_start_matches(['*', '_']);
    opening.into_iter().find_map(|by| line.strip_prefix(by)).map(str::trim_start)
}

/// The end of the name at `at`: up to five words, capitalised or particles.
fn name(line: &str, at: usize) -> Option<usize> {
    let mut end = at;
    let mut cursor = at;
    for index in 0..5 {
        let word =
            line[cursor..].split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | '/' | ';')).next()?;
        let bare = word.trim_end_matches(['.', '*', '_']);
        let is_joint = matches!(bare, "AND" | "and" | "&" | "-" | "–" | "—");
        let is_part = bare.starts_with(char::is_uppercase) && !bare.contains(|c: char| c.is_ascii_digit())
            || (index > 0 && PARTICLES.contains(&bare));
        if word.is_empty() || is_joint || !is_part {
            break;
        }
        // The stop of an initial or of "Jr." belongs to the name, that at the end of the line does not.
        let is_short = bare.chars().count() <= 2 && bare.len() < word.len();
        end = cursor + if is_short { word.len() } else { bare.len() };
        cursor += word.len();
        if !line[cursor..].starts_with(' ') {
            break;
        }
        cursor += 1;
    }
    (end > at && !is_date(&line[at..end])).then_some(end)
}

/// "By Monday", "By May" and the like are no bylines.
fn is_date(name: &str) -> bool {
    const DATES: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    DATES.contains(&name.split(' ').next().unwrap_or_default())
}

/// Whether a phrase after a comma is more than a role: it goes on in small letters for long.
fn has_verb(rest: &str) -> bool {
    rest.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_roles() {
        for (line, names) in [
            ("By Jane Doe", "Jane Doe"),
            ("By JANE DOE and JOHN ROE, Staff Writer", "JANE DOE and JOHN ROE"),
            ("By Jane A. Doe, John Roe and Li Na", "Jane A. Doe, John Roe and Li Na"),
            ("BYLINE: Ana de la Cruz.", "Ana de la Cruz"),
            ("By Jane Doe, Harbour Press", "Jane Doe"),
            ("By Jane Doe | Harbour Press", "Jane Doe"),
            ("By Jane Doe for The Harbour Press", "Jane Doe"),
            ("By Reuters", "Reuters"),
        ] {
            assert_eq!(author(line).map(|span| span.slice(line)), Some(names), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By Monday the bridge was closed.",
            "By 1990, it was gone.",
            "By Ada Brown's count, nine.",
            "By Friday",
            "By the sea",
            "Jane Doe",
            "By",
            "By Oslo Council rules it is closed.",
        ] {
            assert_eq!(author(line), None, "{line}");
        }
    }
}
