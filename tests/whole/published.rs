//! Where the day of publication comes from in a whole run.

use sayso::corpus::Article;

use crate::shared::{DOCUMENTS, analyse};

const TEXT: &str = "The council voted on Monday to close the old market.";

#[test]
fn the_name_of_a_file_counts_for_its_only_article() {
    let article = |own_file| Article { own_file, ..Article::from_text("market-2025-05-14.x", TEXT) };
    let found = analyse(vec![article(true), article(false)]);
    let told = |index: usize| {
        let about = &found[index].findings.description;
        (about.published, about.published_source.as_str())
    };
    assert_eq!(told(0), ("2025-05-14".parse().ok(), "file name"));
    assert_eq!(told(1), (None, "none"));
}

#[test]
fn a_sample_article_tells_its_day_or_nothing() {
    let open: Vec<&str> = DOCUMENTS
        .iter()
        .filter(|document| document.findings.description.published.is_none())
        .map(|document| document.article.path.as_str())
        .collect();
    assert_eq!(open, ["features/last-ferry-to-ister.txt", "world/lagoon-port-three-countries.txt"]);
}
