//! What a PDF says about its article apart from the text, as far as the text bears it out. The fields of a PDF are filled
//! by programs more often than by people: the title is that of a draft or of a template, the author whoever owns the
//! computer, and the dates are those of the file.

use super::super::Metadata;
use super::strings;

/// Paragraphs at the beginning among which a title or byline is looked for.
const FIRST: usize = 6;

/// What stands between the headline of a web page and the name of its outlet in a title.
const PARTERS: [&str; 5] = [" | ", " - ", " – ", " — ", " :: "];

/// What may be said about an article with this text. `title` and `author` are the fields of the file, `addresses` what a
/// browser printed on its pages.
pub(super) fn metadata(text: &str, title: Option<&[u8]>, author: Option<&[u8]>, addresses: &[String]) -> Metadata {
    let first: Vec<&str> = text.split("\n\n").take(FIRST).collect();
    let title = title.map(strings::decode).map(|title| folded(&title)).unwrap_or_default();
    let headline = headline(&title, &first);
    let url = address(addresses);
    let outlet = headline.zip(url.as_deref()).and_then(|(headline, url)| outlet(&title, headline, url));
    let author = author.map(strings::decode).map(|author| folded(&author)).filter(|author| {
        let byline = format!("by {}", author.to_lowercase());
        author.contains(' ') && first.iter().any(|line| line.to_lowercase() == byline)
    });
    Metadata { headline: headline.map(str::to_owned), author, outlet, url, published: None }
}

/// The paragraph that is the title, or what comes before the outlet's name in it.
fn headline<'a>(title: &str, first: &[&'a str]) -> Option<&'a str> {
    let lower = title.to_lowercase();
    first.iter().copied().find(|line| {
        let line = line.to_lowercase();
        // One word may be the name of a section.
        line.contains(' ')
            && lower
                .strip_prefix(&line)
                .is_some_and(|rest| rest.is_empty() || PARTERS.iter().any(|parter| rest.starts_with(parter)))
    })
}

/// The last part of a title, if the address says that it is the outlet: "Quay closed | News | The Halvern Post" on
/// `halvernpost.example`.
fn outlet(title: &str, headline: &str, url: &str) -> Option<String> {
    let rest = title.get(headline.len()..)?;
    let name = PARTERS
        .iter()
        .filter_map(|parter| rest.rsplit_once(parter))
        .map(|(_, name)| name)
        .min_by_key(|name| name.len())?;
    let squashed: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let short = squashed.strip_prefix("the").unwrap_or(&squashed);
    let host = url.split("://").nth(1)?.split(['/', ':', '?']).next()?;
    let known = host.split('.').any(|label| {
        let label: String = label.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        label.len() > 2
            && label != "www"
            && (label == squashed || label == short || label.contains(short) && short.len() > 3)
    });
    known.then(|| name.to_owned())
}

/// The address on all pages that have one, if it is the same and whole.
fn address(addresses: &[String]) -> Option<String> {
    let (first, others) = addresses.split_first()?;
    let whole = (first.starts_with("http://") || first.starts_with("https://"))
        && !first.contains(['…', '\u{FFFD}'])
        && !first.contains("...");
    (whole && others.iter().all(|other| other == first)).then(|| first.clone())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Quay closed after storm\n\nBy Hanna Orrey\n\nThe quay was closed on Monday.";
    const PAGE: &str = "https://www.halvernpost.example/2025/quay";

    #[test]
    fn a_title_counts_if_the_text_has_it() {
        let said = metadata(TEXT, Some(b"Quay closed after storm | News | The Halvern Post"), None, &[PAGE.into()]);
        assert_eq!(said.headline.as_deref(), Some("Quay closed after storm"));
        assert_eq!(said.outlet.as_deref(), Some("The Halvern Post"));
        assert_eq!(said.url.as_deref(), Some(PAGE));
        for title in
            [&b"Microsoft Word - quay_v3.doc"[..], b"Quay", b"", b"\xFE\xFF", b"Quay closed after stormy night"]
        {
            assert_eq!(metadata(TEXT, Some(title), None, &[]), Metadata::default());
        }
        let elsewhere = metadata(TEXT, Some(b"Quay closed after storm - Opinion"), None, &[PAGE.into()]);
        assert_eq!(elsewhere.outlet, None);
    }

    #[test]
    fn an_author_counts_if_the_byline_has_it() {
        assert_eq!(metadata(TEXT, None, Some(b"Hanna Orrey"), &[]).author.as_deref(), Some("Hanna Orrey"));
        assert_eq!(metadata(TEXT, None, Some(b"jsmith"), &[]).author, None);
    }

    #[test]
    fn an_address_counts_if_it_is_one() {
        assert_eq!(address(&[PAGE.into(), PAGE.into()]).as_deref(), Some(PAGE));
        assert_eq!(address(&[PAGE.into(), "https://other.example".into()]), None);
        assert_eq!(address(&["file:///home/a.html".into()]), None);
        assert_eq!(address(&["https://halvernpost.example/2025/…".into()]), None);
    }
}
