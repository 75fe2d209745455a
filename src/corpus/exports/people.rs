//! Authors as the headers of news databases give them. Names are kept as they are written: capitals, too, because
//! "McDONALD" and "VAN DER BERG" can be put into small letters only by guessing.

use super::lines::folded;

/// The longest value that is taken for names, in bytes.
const LONGEST: usize = 200;

/// Nouns that end a role ("Chief Political Correspondent").
const ROLES: &[&str] = &[
    "columnist",
    "contributor",
    "correspondent",
    "correspondents",
    "critic",
    "editor",
    "editors",
    "producer",
    "reporter",
    "reporters",
    "writer",
    "writers",
];

/// What stands before them. Roles without a comma are cut off only as far as these words reach.
const KINDS: &[&str] = &[
    "affairs",
    "and",
    "arts",
    "assistant",
    "associate",
    "bureau",
    "business",
    "chief",
    "city",
    "consumer",
    "crime",
    "culture",
    "defence",
    "defense",
    "deputy",
    "diplomatic",
    "economics",
    "education",
    "energy",
    "environment",
    "executive",
    "features",
    "finance",
    "financial",
    "foreign",
    "health",
    "home",
    "industry",
    "legal",
    "local",
    "media",
    "medical",
    "national",
    "news",
    "political",
    "regional",
    "religion",
    "science",
    "senior",
    "social",
    "special",
    "sports",
    "staff",
    "technology",
    "transport",
    "travel",
    "world",
];

/// The names in a byline, without "By", roles, places and addresses of mail; `None` if there are none.
pub(super) fn author(value: &str) -> Option<String> {
    let value = folded(value);
    if value.len() > LONGEST {
        return None;
    }
    let names: Vec<_> = value.split([';', '|']).filter_map(one).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

/// The same for databases that put the surname first: "Doe, Jane; Roe, John".
pub(super) fn surname_first(value: &str) -> Option<String> {
    let turned: Vec<_> = value
        .split(';')
        .map(|name| {
            let name = name.trim();
            let mut parts = name.split(',').map(str::trim);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(last), Some(first), None) if is_name(last, 3) && is_name(first, 3) => format!("{first} {last}"),
                _ => name.to_owned(),
            }
        })
        .collect();
    author(&turned.join("; "))
}

/// Whether these are up to `most` words of a name, and no role.
fn is_name(words: &str, most: usize) -> bool {
    let count = words.split(' ').count();
    let is_role = |word: &str| ROLES.contains(&word.to_lowercase().as_str()) || ["Jr", "Sr"].contains(&word);
    !words.is_empty() && count <= most && words.starts_with(char::is_alphabetic) && !words.split(' ').any(is_role)
}

/// One author, or several that share a sentence: "Jane Doe, John Roe and Li Na, Staff Writers".
fn one(part: &str) -> Option<String> {
    let mut part = part.trim();
    if part.eq_ignore_ascii_case("by") {
        return None;
    }
    for by in ["BYLINE:", "Byline:", "By:", "By ", "BY ", "by ", "From ", "FROM "] {
        part = part.strip_prefix(by).map_or(part, str::trim_start);
    }
    let words: Vec<_> = part.split(' ').filter(|word| !word.contains(['@', '<', '>'])).collect();
    // "Jane Doe in Port Selwick and John Roe in Halvern": the places go, the names stay.
    let mut kept: Vec<&str> = Vec::new();
    let mut in_place = false;
    for (at, word) in words.iter().enumerate() {
        let next_is_name = words.get(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase));
        if at > 0 && matches!(*word, "in" | "IN" | "at") && next_is_name {
            in_place = true;
        } else if matches!(*word, "and" | "AND" | "&") {
            in_place = false;
        }
        if !in_place {
            kept.push(word);
        }
    }
    let names = without_role(&kept.join(" "));
    let names = names.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | '-' | '–' | '—'));
    let plain = names.starts_with(char::is_alphabetic) && !names.contains(|c: char| c.is_ascii_digit());
    (plain && names.split(' ').count() <= 14).then(|| names.to_owned())
}

/// "Jane Doe, Political Editor" and "Jane Doe Political Editor" -> "Jane Doe".
fn without_role(names: &str) -> String {
    let pieces: Vec<_> = names.split(", ").collect();
    // Behind a comma stands another name only if a list goes on to an "and".
    let last_joint = pieces.iter().rposition(|piece| {
        piece.starts_with("and ") || piece.contains(" and ") || piece.contains(" AND ") || piece.contains(" & ")
    });
    let is_role = |piece: &str| piece.split(' ').any(|word| ROLES.contains(&word.to_lowercase().as_str()));
    let mut end = 1;
    while end < pieces.len() && last_joint.is_some_and(|joint| end <= joint) && !is_role(pieces[end]) {
        end += 1;
    }
    let names = pieces[..end].join(", ");
    let mut words: Vec<_> = names.split(' ').collect();
    if words.len() > 2 && words.last().is_some_and(|word| ROLES.contains(&word.to_lowercase().as_str())) {
        let mut left = words.len() - 1;
        while left > 2 && KINDS.contains(&words[left - 1].to_lowercase().as_str()) {
            left -= 1;
        }
        // "Our Staff Reporter" is all there is.
        if !KINDS.contains(&words[left - 1].to_lowercase().as_str()) {
            words.truncate(left);
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_as_they_are_written() {
        for (value, names) in [
            ("By Jane Doe", "Jane Doe"),
            ("JANE DOE; JOHN ROE", "JANE DOE; JOHN ROE"),
            ("By JANE DOE and JOHN ROE", "JANE DOE and JOHN ROE"),
            ("By Jane Doe, Political Editor", "Jane Doe"),
            ("Jane Doe, Washington Post Staff Writer", "Jane Doe"),
            ("Jane Doe Chief Political Correspondent", "Jane Doe"),
            ("Jane Doe in Port Selwick", "Jane Doe"),
            ("Jane Doe in Port Selwick and John Roe in Halvern", "Jane Doe and John Roe"),
            ("By Jane Doe, John Roe and Li Na, Staff Writers", "Jane Doe, John Roe and Li Na"),
            ("Jane Doe, jane@example.org", "Jane Doe"),
            ("  By  Staff  Reporter ", "Staff Reporter"),
            ("Ana de la Cruz", "Ana de la Cruz"),
        ] {
            assert_eq!(author(value).as_deref(), Some(names), "{value}");
        }
        for value in ["", "By", "12 May", "-"] {
            assert_eq!(author(value), None, "{value}");
        }
    }

    #[test]
    fn surnames_that_come_first_are_turned() {
        assert_eq!(surname_first("Doe, Jane").as_deref(), Some("Jane Doe"));
        assert_eq!(surname_first("Doe, Jane A; van Roe, J. P.").as_deref(), Some("Jane A Doe; J. P. van Roe"));
        assert_eq!(surname_first("Jane Doe, Staff Writer").as_deref(), Some("Jane Doe"));
    }
}
