//! What pages put around an article: advertisements, links to other stories, calls to subscribe or follow, copyright lines.
//! Done with restraint, since losing words of the article is worse than keeping some that are not: only short paragraphs
//! that open as the list beside this file says, and what follows the heading of a list of teasers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Paragraph, ParagraphKind, shape};

const PHRASES: &str = include_str!("boilerplate.txt");

/// Longest paragraph, in bytes, that is taken for boilerplate by its words alone.
const LONGEST: usize = 280;

/// How a listed phrase marks a paragraph. A `*` in a phrase stands for any words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The paragraph is the phrase.
    Line,
    /// The paragraph begins with the phrase.
    Start,
    /// The paragraph ends with the phrase.
    End,
    /// The paragraph is the phrase, or begins with it and a colon, and points to another story.
    Link,
    /// The paragraph is the heading of a list of teasers; with a colon after it, it is itself a teaser.
    Tail,
}

impl Rule {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "line" => Self::Line,
            "start" => Self::Start,
            "end" => Self::End,
            "link" => Self::Link,
            "tail" => Self::Tail,
            _ => return None,
        })
    }
}

struct Phrases {
    by_first_word: FxHashMap<&'static str, Vec<(&'static str, Rule)>>,
    ends: Vec<&'static str>,
}

static TABLE: LazyLock<Phrases> = LazyLock::new(|| {
    let mut table = Phrases { by_first_word: FxHashMap::default(), ends: Vec::new() };
    for (phrase, rule) in PHRASES.lines().filter_map(|line| line.split_once('\t')) {
        match Rule::parse(rule) {
            Some(Rule::End) => table.ends.push(phrase),
            Some(rule) => table.by_first_word.entry(first_word(phrase)).or_default().push((phrase, rule)),
            None => {}
        }
    }
    table
});

/// Letters up to the first space or mark; a sign such as `©` alone.
fn first_word(words: &str) -> &str {
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    if end > 0 { &words[..end] } else { &words[..words.chars().next().map_or(0, char::len_utf8)] }
}

/// What a paragraph is, by its words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Article,
    Boilerplate,
    TailHeading,
}

/// Marks the boilerplate among `paragraphs`.
pub(super) fn mark(text: &str, paragraphs: &mut [Paragraph]) {
    let mut titles_from: Option<Vec<usize>> = None;
    let mut index = 0;
    while index < paragraphs.len() {
        match judge(paragraphs[index].span.slice(text)) {
            Verdict::Article => {}
            Verdict::Boilerplate => paragraphs[index].kind = ParagraphKind::Boilerplate,
            Verdict::TailHeading => {
                let titles_from = titles_from.get_or_insert_with(|| count_titles(text, paragraphs));
                let end = index + 1 + teasers(text, paragraphs, index, titles_from);
                for paragraph in &mut paragraphs[index..end] {
                    paragraph.kind = ParagraphKind::Boilerplate;
                }
                index = end;
                continue;
            }
        }
        index += 1;
    }
}

/// How many of the paragraphs after the heading at `heading` belong to its list of teasers.
///
/// All of them where the list is the end of the page: not much of the text, and mostly titles and broken-off beginnings.
/// Otherwise the list stands within the article, and only the titles directly after the heading belong to it.
/// `titles_from` holds the number of titles from each paragraph to the end.
fn teasers(text: &str, paragraphs: &[Paragraph], heading: usize, titles_from: &[usize]) -> usize {
    let after = &paragraphs[heading + 1..];
    let length = after.first().map_or(0, |first| text.len() - first.span.start());
    if titles_from[heading + 1] * 2 >= after.len() && length * 5 <= text.len() * 2 {
        return after.len();
    }
    after.iter().take(8).take_while(|paragraph| is_title(text, paragraph) && paragraph.span.len() <= 160).count()
}

/// Whether a paragraph looks like the title or the broken-off beginning of another article.
fn is_title(text: &str, paragraph: &Paragraph) -> bool {
    let words = paragraph.span.slice(text);
    !shape::is_sentence(words) || words.ends_with(['…', '?']) || words.ends_with("...")
}

/// The number of titles from each paragraph to the end, and a 0 for the end itself.
fn count_titles(text: &str, paragraphs: &[Paragraph]) -> Vec<usize> {
    let mut counts = vec![0; paragraphs.len() + 1];
    for (index, paragraph) in paragraphs.iter().enumerate().rev() {
        counts[index] = counts[index + 1] + usize::from(is_title(text, paragraph));
    }
    counts
}

fn judge(words: &str) -> Verdict {
    if !words.chars().any(char::is_alphanumeric) {
        return Verdict::Boilerplate;
    }
    if words.len() > LONGEST {
        return Verdict::Article;
    }
    let folded = words.to_lowercase().replace('’', "'");
    let folded = folded.trim_matches(|c: char| {
        matches!(c, '#' | '*' | '_' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | '-' | '–' | '—' | '>' | '»' | '|')
            || c.is_whitespace()
    });
    let line = folded.trim_end_matches(['.', ':', '…', '!']);
    if TABLE.ends.iter().any(|end| line.ends_with(end)) {
        return Verdict::Boilerplate;
    }
    let Some(phrases) = TABLE.by_first_word.get(first_word(folded)) else { return Verdict::Article };
    phrases
        .iter()
        .map(|(phrase, rule)| apply(phrase, *rule, folded, line))
        .find(|verdict| *verdict != Verdict::Article)
        .unwrap_or(Verdict::Article)
}

fn apply(phrase: &str, rule: Rule, folded: &str, line: &str) -> Verdict {
    let (head, rest) = phrase.split_once('*').unwrap_or((phrase, ""));
    let Some(after) = folded.strip_prefix(head) else { return Verdict::Article };
    let holds_rest = after.contains(rest.trim());
    let is_short_line = line.len() <= 60 && !folded.ends_with(['.', '!']);
    let is_led = after.starts_with(':') || after.starts_with(" >") || after.starts_with(" »");
    match rule {
        Rule::Line if line == phrase => Verdict::Boilerplate,
        Rule::Start
            if holds_rest && !after.starts_with(char::is_alphabetic)
                || (rule == Rule::Start && head.ends_with(' ') && holds_rest) =>
        {
            Verdict::Boilerplate
        }
        Rule::Link if line == phrase || is_led => Verdict::Boilerplate,
        Rule::Tail if line == phrase || (phrase.contains('*') && is_short_line) => Verdict::TailHeading,
        Rule::Tail if is_led => Verdict::Boilerplate,
        _ => Verdict::Article,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_unique_and_lower_case() {
        let phrases: Vec<&str> = PHRASES.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
        for pair in phrases.windows(2) {
            assert!(pair[0] < pair[1], "not sorted or not unique: {} {}", pair[0], pair[1]);
        }
        for line in PHRASES.lines() {
            let (phrase, rule) = line.split_once('\t').unwrap_or_default();
            assert_eq!(phrase, phrase.to_lowercase());
            assert!(Rule::parse(rule).is_some(), "{line}");
        }
    }

    #[test]
    fn lines_of_pages() {
        for line in [
            "ADVERTISEMENT",
            "Advertisement",
            "Copyright 2019 The Harbour Press. All rights reserved.",
            "© 2020 Harbour Press",
            "Follow Ada Brown on Twitter @adabrown.",
            "Read more: Why the market closed",
            "Related: Ten bridges to see",
            "Subscribe to our weekly letter",
            "Sign up for our daily newsletter",
            "This material may not be published, broadcast, rewritten or redistributed.",
            "(Reporting by Ada Brown; Editing by Carl Lund)",
            "* * *",
        ] {
            assert_eq!(judge(line), Verdict::Boilerplate, "{line}");
        }
        for line in [
            "Related companies in the harbour were not searched.",
            "Follow the money, said Ada Brown, and you will find the mayor.",
            "Copyright law is the subject of the bill.",
            "More from the mayor is expected on Monday.",
            "Read more slowly, she told the children.",
            "Advertisement revenue fell.",
            "Trending upward, prices rose.",
            "Subscribers left in great numbers.",
        ] {
            assert_eq!(judge(line), Verdict::Article, "{line}");
        }
    }
}
