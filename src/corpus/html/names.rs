//! Authors and headlines as they should stand in a table: without what sites put around them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::prose::folded;
use crate::corpus::people::is_nobody;
use crate::corpus::published::is_weekday;

static ROLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| include_str!("words/roles.txt").lines().collect());

/// What stands before names.
const BEFORE: &[&str] = &[
    "by ",
    "by: ",
    "by:",
    "written by ",
    "words by ",
    "story by ",
    "report by ",
    "reported by ",
    "posted by ",
    "from ",
    "por: ",
    "par: ",
    "von: ",
    "di: ",
    "interview: ",
];

/// What stands behind the names of those who made the pictures.
const PICTURES: &[&str] = &["bild", "foto", "grafik", "illustration", "image", "photo", "picture", "video"];

/// Words at which a name ends: "Anouk Delacroix in Halvern", "Chloe Banks for Lantern Online".
const AFTER: &[&str] = &["at", "for", "from", "in", "of"];

/// What parts the headline from the site's name in the title of a window.
const SEPARATORS: &[&str] = &[" | ", " :: ", " : ", " » ", " — ", " – ", " - ", " · ", " • ", " ‹ ", " « ", " ⋆ "];

/// Longer titles are not taken apart, in bytes.
const LONGEST_TITLE: usize = 1000;

/// Longer ones are no names.
const LONGEST_NAME: usize = 80;

/// The authors that the values name, with `; ` between them; `None` if they name nobody.
pub(super) fn authors(values: &[String], outlet: Option<&str>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values.iter().take(30) {
        for name in split(without_outlet(&folded(value), outlet)) {
            let same = |other: &str| other.eq_ignore_ascii_case(&name);
            if !outlet.is_some_and(|outlet| same_name(outlet, &name)) && !names.iter().any(|other| same(other)) {
                names.push(name);
            }
        }
    }
    (!names.is_empty() && names.len() <= 20).then(|| names.join("; "))
}

/// "JANE DOE Selwick Post" -> "JANE DOE".
fn without_outlet<'a>(value: &'a str, outlet: Option<&str>) -> &'a str {
    let outlet = outlet.map(|outlet| outlet.strip_prefix("The ").unwrap_or(outlet)).unwrap_or_default();
    let start = value.len().saturating_sub(outlet.len());
    let ends = value.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(outlet));
    let names = value.get(..start).unwrap_or_default().trim_end();
    let names = names.strip_suffix(" The").or_else(|| names.strip_suffix(" the")).unwrap_or(names);
    let is_name = names.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count() > 1;
    if !outlet.is_empty() && ends && is_name && !names.ends_with(" and") { names } else { value }
}

/// The names in a byline.
fn split(byline: &str) -> Vec<String> {
    let mut rest = byline.trim();
    while let Some(stripped) = BEFORE.iter().find_map(|before| strip_prefix(rest, before)) {
        rest = stripped.trim_start();
    }
    // "Von Neumann" is a name.
    for before in ["von ", "par ", "por ", "di "] {
        let names =
            strip_prefix(rest, before).filter(|names| names.starts_with(char::is_uppercase) && names.contains(' '));
        rest = names.unwrap_or(rest);
    }
    if rest.contains("://") || rest.starts_with("www.") || rest.len() > 400 {
        return Vec::new();
    }
    // "Wirth, Fabian", as library records have it.
    if let Some((last, first)) = rest.split_once(", ")
        && !last.contains(' ')
        && first.split(' ').count() <= 2
        && !first.contains(',')
        && is_name(last)
        && is_name(first)
        && !is_role(first)
        && !is_role(last)
        && !is_nobody(last)
    {
        return vec![format!("{first} {last}")];
    }
    // "Department for Coasts & Harbours".
    if is_institution(rest.split(' ').next().unwrap_or_default()) && !rest.contains([',', ';']) {
        return vec![rest.to_owned()];
    }
    let mut names: Vec<String> = Vec::new();
    let marked = [
        " und ", " et ", " and ", " AND ", " And ", " & ", " with ", ";", "|", " / ", " • ", " · ", " — ", " – ", " - ",
    ]
    .iter()
    .fold(rest.to_owned(), |rest, mark| rest.replace(mark, "\n"));
    for (at_all, group) in marked.split('\n').enumerate() {
        let parts: Vec<&str> = group.split(',').map(str::trim).collect();
        for (at, &part) in parts.iter().enumerate() {
            // "Jane Doe (Text), John Roe (Bilder)", "John Roe, Bilder".
            let drawn = |words: &str| PICTURES.iter().any(|word| words.to_lowercase().starts_with(word));
            let aside = part.split_once(['(', '[']).map(|(_, aside)| aside);
            if aside.is_some_and(drawn) || parts.get(at + 1).is_some_and(|next| drawn(next)) {
                continue;
            }
            if at > 0
                && let Some(name) = names.last_mut()
                && matches!(
                    part.trim_end_matches('.'),
                    "Jr" | "Sr" | "II" | "III" | "MD" | "PhD" | "Inc" | "Ltd" | "LLC"
                )
            {
                name.push_str(", ");
                name.push_str(part);
                continue;
            }
            let name = clean(part);
            // What follows a comma is a second author only if it looks like one: not "Reuters", not "Political Editor".
            let second = at == 0 || name.contains(' ') && !is_agency(&name);
            // "selwickpost.example" is a site.
            if name.contains('.') && !name.contains(' ') && !name.ends_with('.') {
                continue;
            }
            if second
                && !(at_all > 0 && is_institution(&name))
                && is_name(&name)
                && !is_role(&name)
                && !is_nobody(&name)
            {
                names.push(name);
            }
        }
    }
    names
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// A name without what follows it.
fn clean(name: &str) -> String {
    let name = name.split(['(', '[', '<']).next().unwrap_or_default();
    // "Jane Doe jdoe@selwickpost.example", "Jane Doe @janedoe".
    let words: Vec<&str> =
        name.split(' ').filter(|word| !word.is_empty()).take_while(|word| !word.contains('@')).collect();
    let end = words
        .iter()
        .enumerate()
        .position(|(at, word)| {
            let word = word.to_lowercase();
            let word = word.trim_end_matches([',', '.']);
            at >= 2 && (AFTER.contains(&word) || word.len() > 5 && is_weekday(word))
        })
        .unwrap_or(words.len());
    let name = words[..end].join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim_start_matches('.');
    // A stop behind a name is that of the line; those of initials and of "Jr." are short.
    let bare = name.strip_suffix('.').filter(|bare| bare.rsplit([' ', '.']).next().is_some_and(|last| last.len() > 3));
    bare.unwrap_or(name).to_owned()
}

/// Whether it may be a person's or an agency's name.
fn is_name(name: &str) -> bool {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    // Scripts without capitals have no lower-case letters either.
    let capital = name.chars().any(|c| c.is_alphabetic() && !c.is_lowercase());
    !name.is_empty() && name.len() <= LONGEST_NAME && capital && digits == 0 && name.split(' ').count() <= 7
}

/// Whether it is where somebody works: "College of Engineering".
fn is_institution(name: &str) -> bool {
    let mut words = name.split(' ');
    words.any(|word| {
        ["College", "Department", "Faculty", "Institute", "Ministry", "Office", "School", "University"].contains(&word)
    })
}

/// Whether it is an agency and a place behind a person: "ADB Berlin".
fn is_agency(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    (2..=5).contains(&first.len()) && name.contains(' ') && first.chars().all(char::is_uppercase)
}

/// Whether it is what somebody is: "Political Editor", "BBC News correspondent".
pub(super) fn is_role(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    ROLES.contains(last.as_str()) && name.contains(' ') || ROLES.contains(name.to_lowercase().as_str())
}

/// A title without the names of site and section; `sites` are names that are known.
pub(in crate::corpus) fn without_site(title: &str, sites: &[&str]) -> String {
    let mut title = title.trim();
    let is_site = |part: &str| sites.iter().any(|site| same_name(part, site));
    while let Some((at, separator)) = last_separator(title) {
        let (head, tail) = (title[..at].trim(), title[at + separator.len()..].trim());
        if !head.is_empty() && is_site(tail) {
            title = head;
        } else {
            break;
        }
    }
    // A colon stands in many headlines, and parts a site's name only where that comes first.
    for separator in SEPARATORS.iter().chain(&[": "]) {
        if let Some((head, tail)) = title.split_once(separator)
            && is_site(head.trim())
            && !tail.trim().is_empty()
        {
            return tail.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The parts of a window's title: the headline, the section, the site's name, in their order.
pub(super) fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    if title.len() <= LONGEST_TITLE {
        for separator in SEPARATORS {
            parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
        }
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The last separator of a title, and where it stands.
fn last_separator(title: &str) -> Option<(usize, &'static str)> {
    SEPARATORS.iter().filter_map(|separator| Some((title.rfind(separator)?, *separator))).max()
}

/// Whether two names are the same but for "The", capitals and signs.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        let name = name.trim_start_matches("www.");
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        name
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_names_alone() {
        for (byline, names) in [
            ("By Jane Doe", "Jane Doe"),
            ("Jane Doe, Political Editor", "Jane Doe"),
            ("Jane Doe and John Roe", "Jane Doe; John Roe"),
            ("Jane Doe, John Roe and Ann Orr", "Jane Doe; John Roe; Ann Orr"),
            ("Chloe Banks For Lantern Online", "Chloe Banks"),
            ("Anouk Delacroix in Halvern", "Anouk Delacroix"),
            ("Wirth, Fabian", "Fabian Wirth"),
            ("Jane Doe | The Selwick Post", "Jane Doe"),
            ("Sammy Davis, Jr.", "Sammy Davis, Jr."),
            ("Jane Doe (Corvin)", "Jane Doe"),
            ("Rhys Calloway, NNO News, Dunmere", "Rhys Calloway"),
            ("JANE DOE The Selwick Post", "JANE DOE"),
            ("Department for Coasts & Harbours", "Department for Coasts & Harbours"),
            ("Posted by Jane Doe", "Jane Doe"),
            ("Maëlle DOE-ROE.", "Maëlle DOE-ROE"),
            ("Jana Doe (Text), John Roe (Bilder)", "Jana Doe"),
            ("Jana Doe, Text, John Roe, Bilder", "Jana Doe"),
            ("Von Jana Doe und John Roe, Selwick", "Jana Doe; John Roe"),
            ("by Jane Doe Saturday, Apr. 14, 2007 at 10:52 PM", "Jane Doe"),
            ("Von Jana Doe, Selwick", "Jana Doe"),
            ("Jana Doe und John Roe, ADB Berlin", "Jana Doe; John Roe"),
            ("selwickpost.example", ""),
            ("Jana Doe, Freie Mitarbeiterin", "Jana Doe"),
            ("https://www.facebook.com/selwickpost", ""),
            ("admin", ""),
            ("editor2", ""),
            ("Newsdesk, Ashby Echo", ""),
        ] {
            let outlets = ["The Selwick Post", "NNO News", "Ashby Echo"];
            let outlet = outlets.iter().find(|outlet| byline.contains(**outlet)).copied();
            assert_eq!(authors(&[byline.to_owned()], outlet).unwrap_or_default(), names, "{byline}");
        }
    }

    #[test]
    fn titles_lose_their_sites() {
        assert_eq!(without_site("Ferry sold - The Selwick Post", &["Selwick Post"]), "Ferry sold");
        assert_eq!(without_site("Post-war - a history", &["Selwick Post"]), "Post-war - a history");
        assert_eq!(without_site("NNO News - Ferry sold", &["NNO News"]), "Ferry sold");
        assert_eq!(without_site("The Selwick Post: Ferry sold", &["Selwick Post"]), "Ferry sold");
        assert_eq!(without_site("Ferry: Selwick Post", &["Selwick Post"]), "Ferry: Selwick Post");
        assert_eq!(parts("Ferry sold | Rivers - Selwick Post"), ["Ferry sold", "Rivers", "Selwick Post"]);
    }
}
