//! How far what was read is what a person finds.

use std::collections::HashMap;

use sayso::corpus::{Article, Outcome};
use sayso::description::Description;

use crate::expected::{Expected, ExpectedDocument};

/// Right, wrong and missing values of one kind.
#[derive(Debug, Default, Clone, Copy)]
struct Told {
    right: usize,
    wrong: usize,
    empty: usize,
}

/// The figures of a format.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// Files read.
    pub(crate) files: usize,
    /// Documents whose status, path or message is wrong, that are missing, or that nobody expects.
    pub(crate) rows_wrong: usize,
    articles: usize,
    words_expected: usize,
    words_kept: usize,
    words_added: usize,
    paragraphs_expected: usize,
    paragraphs_right: usize,
    told: [Told; 5],
}

const TOLD: [&str; 5] = ["headline", "author", "outlet", "url", "published"];

impl Score {
    /// Compares the documents of a file with what is expected; `faults` takes what is wrong, in words.
    pub(crate) fn compare(
        &mut self,
        name: &str,
        expected: &Expected,
        found: &[Outcome],
        describe: impl Fn(&Article) -> Description,
        faults: &mut Vec<String>,
    ) {
        if expected.documents.len() != found.len() {
            self.rows_wrong += 1;
            let rows: Vec<_> = found.iter().map(|outcome| format!("{} {}", outcome.id(), outcome.status())).collect();
            faults.push(format!("{name}: {} documents, not {}: {rows:?}", found.len(), expected.documents.len()));
        }
        for (number, (expected, outcome)) in expected.documents.iter().zip(found).enumerate() {
            let place = format!("{name} ({})", number + 1);
            let (path, message) = match outcome {
                Outcome::Article(article) => (&article.path, &article.message),
                Outcome::Failed(failure) => (&failure.path, &failure.message),
            };
            let same_path = expected.path.as_ref().is_none_or(|expected| expected == path);
            let status = outcome.status().as_str();
            if status != expected.status || !same_path || !message.contains(&expected.message) {
                self.rows_wrong += 1;
                faults.push(format!("{place}: {path} {status} \"{message}\", expected {expected:?}"));
            }
            if let Outcome::Article(article) = outcome {
                self.articles += 1;
                self.text(&place, expected, article, faults);
                self.metadata(&place, expected, &describe(article), faults);
            }
        }
    }

    fn text(&mut self, place: &str, expected: &ExpectedDocument, article: &Article, faults: &mut Vec<String>) {
        let found: Vec<String> = article.text.split("\n\n").map(folded).filter(|text| !text.is_empty()).collect();
        let wanted: Vec<String> = expected.paragraphs.iter().map(|text| folded(text)).collect();
        let kept = common(&words(&wanted), &words(&found));
        let (all, read) = (words(&wanted).len(), words(&found).len());
        self.words_expected += all;
        self.words_kept += kept;
        self.words_added += read - kept;
        self.paragraphs_expected += wanted.len();
        self.paragraphs_right += common(&wanted, &found);
        for text in &wanted {
            if !found.contains(text) {
                faults.push(format!("{place}: paragraph lost: {text}"));
            }
        }
        for text in &found {
            if !wanted.contains(text) {
                faults.push(format!("{place}: paragraph that is none: {text}"));
            }
        }
    }

    fn metadata(&mut self, place: &str, expected: &ExpectedDocument, about: &Description, faults: &mut Vec<String>) {
        let found = [
            about.headline.clone(),
            about.author.clone(),
            about.outlet.clone(),
            about.url.clone(),
            about.published.map(|day| day.to_string()).unwrap_or_default(),
        ];
        let wanted = [&expected.headline, &expected.author, &expected.outlet, &expected.url, &expected.published];
        for (kind, (found, wanted)) in found.iter().zip(wanted).enumerate() {
            let wanted = wanted.as_deref().unwrap_or_default();
            let told = &mut self.told[kind];
            if found == wanted {
                told.right += usize::from(!found.is_empty());
                continue;
            }
            *if found.is_empty() { &mut told.empty } else { &mut told.wrong } += 1;
            faults.push(format!("{place}: {} is \"{found}\", expected \"{wanted}\"", TOLD[kind]));
        }
    }

    /// The share of the words that were kept.
    pub(crate) fn words(&self) -> f64 {
        share(self.words_kept, self.words_expected)
    }

    /// The share of the paragraphs that came out as they are.
    pub(crate) fn paragraphs(&self) -> f64 {
        share(self.paragraphs_right, self.paragraphs_expected)
    }

    /// The share of wrong values among those that were given.
    pub(crate) fn wrong(&self) -> f64 {
        let wrong: usize = self.told.iter().map(|told| told.wrong).sum();
        let given: usize = self.told.iter().map(|told| told.right + told.wrong).sum();
        if given == 0 { 0.0 } else { wrong as f64 / given as f64 }
    }

    /// The names of the columns of [`Score::row`].
    pub(crate) fn header() -> String {
        let told = TOLD.map(|kind| format!("{kind:>12}")).concat();
        format!("{:10}{:>6}{:>9}{:>8}{:>7}{:>6}{told}", "format", "files", "articles", "words", "added", "par.")
    }

    /// The figures in columns: right/wrong/empty for each kind of metadata.
    pub(crate) fn row(&self, format: &str) -> String {
        let told =
            self.told.map(|told| format!("{:>12}", format!("{}/{}/{}", told.right, told.wrong, told.empty))).concat();
        format!(
            "{format:10}{:>6}{:>9}{:>7.1}%{:>6.1}%{:>5.0}%{told}",
            self.files,
            self.articles,
            100.0 * self.words(),
            100.0 * share(self.words_added, self.words_expected.max(1)),
            100.0 * self.paragraphs(),
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(paragraphs: &[String]) -> Vec<String> {
    paragraphs.iter().flat_map(|text| text.split(' ')).map(str::to_owned).collect()
}

/// How many of the first list are in the second, each as often as it is there.
fn common(wanted: &[String], found: &[String]) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for item in found {
        *counts.entry(item).or_default() += 1;
    }
    wanted
        .iter()
        .filter(|item| match counts.get_mut(item.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
        .count()
}
