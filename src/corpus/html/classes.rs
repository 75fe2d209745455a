//! What the classes of an element say about it. Sites name theirs for the people who lay them out: `newsletter-signup`,
//! `StoryBodyCompanionColumn`, `imageCaption`. The words of such names are looked up in lists, singly and in pairs.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::dom::Dom;
use super::tags::Tag;

/// What an element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class {
    /// Not the article: advertisements, comments, links to other articles.
    pub(super) never: bool,
    /// A request for consent.
    pub(super) wall: bool,
    /// Hardly the article, unless much of the page's prose is in it: captions, tools, tags.
    pub(super) aside: bool,
    /// A line about the article: its author, its day, its section.
    pub(super) line: bool,
    /// Nothing to be read where it stands within a line.
    pub(super) inline: bool,
    /// The article's text.
    pub(super) body: bool,
    /// The sentences between headline and text.
    pub(super) standfirst: bool,
}

type List = FxHashSet<&'static str>;

static NEVER: LazyLock<List> = LazyLock::new(|| include_str!("words/never.txt").lines().collect());
static WALL: LazyLock<List> = LazyLock::new(|| include_str!("words/wall.txt").lines().collect());
static ASIDE: LazyLock<List> = LazyLock::new(|| include_str!("words/aside.txt").lines().collect());
static LINE: LazyLock<List> = LazyLock::new(|| include_str!("words/line.txt").lines().collect());
static INLINE: LazyLock<List> = LazyLock::new(|| include_str!("words/inline.txt").lines().collect());
static BODY: LazyLock<List> = LazyLock::new(|| include_str!("words/body.txt").lines().collect());
static STANDFIRST: LazyLock<List> = LazyLock::new(|| include_str!("words/standfirst.txt").lines().collect());

/// Attributes whose value names what an element is for.
const NAMING: &[&str] = &["class", "data-component", "data-gu-name", "data-qa", "data-testid", "id", "role"];

/// Words after which a name says what an element has beside it, or lacks: `has-sidebar`, `no-comments`.
const NEGATORS: &[&str] = &["has", "have", "hide", "is", "no", "non", "not", "show", "with", "without"];

/// Distinct values remembered; a page that has more is no page of a site.
const MOST_REMEMBERED: usize = 20_000;

/// Bytes of a name that are looked at.
const LONGEST_NAME: usize = 200;

/// Reads classes; the same ones come again and again on a page.
#[derive(Debug, Default)]
pub(super) struct Classes {
    known: FxHashMap<String, Class>,
}

impl Classes {
    /// What an element's names say.
    pub(super) fn of(&mut self, dom: &Dom, node: usize) -> Class {
        let mut class = Class::default();
        for (name, value) in dom.attributes(node) {
            match name {
                "itemprop" => class.body |= matches!(value, "articleBody" | "reviewBody"),
                "hidden" => class.aside = true,
                "style" => class.aside |= hides(value),
                "name" if dom.nodes()[node].tag == Tag::Section => class.body |= value == "articleBody",
                // The `id` of a heading is made of its words, as a place to link to.
                "id" if dom.nodes()[node].tag.is_heading() => {}
                // What search engines are told by this name is the text that subscribers read (schema.org,
                // `isAccessibleForFree`); others call the offer so.
                "class" if is_text(dom.nodes()[node].tag) && value.split(' ').any(|name| name == "paywall") => {
                    let others: Vec<&str> = value.split_whitespace().filter(|name| *name != "paywall").collect();
                    let said = self.named(&others.join(" "));
                    class.never |= said.never;
                    class.aside |= said.aside;
                    class.line |= said.line;
                }
                // The notes of an article, unlike those of the page.
                "role" if value == "contentinfo" && dom.around(node, |tag| tag == Tag::Article) != 0 => {}
                _ if NAMING.contains(&name) => {
                    let said = self.named(value);
                    class.never |= said.never;
                    class.wall |= said.wall;
                    class.aside |= said.aside;
                    class.line |= said.line;
                    class.inline |= said.inline;
                    class.body |= said.body;
                    class.standfirst |= said.standfirst;
                }
                _ => {}
            }
        }
        class
    }

    fn named(&mut self, value: &str) -> Class {
        if let Some(known) = self.known.get(value) {
            return *known;
        }
        let class = value.split_whitespace().map(one).fold(Class::default(), |all, one| Class {
            never: all.never || one.never,
            wall: all.wall || one.wall,
            aside: all.aside || one.aside,
            line: all.line || one.line,
            inline: all.inline || one.inline,
            body: all.body || one.body,
            standfirst: all.standfirst || one.standfirst,
        });
        if self.known.len() < MOST_REMEMBERED {
            self.known.insert(value.to_owned(), class);
        }
        class
    }
}

/// Whether an element holds a piece of text.
const fn is_text(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Li | Tag::Ul | Tag::Ol | Tag::Blockquote) || tag.is_heading()
}

/// Whether a style makes its element invisible.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden") || style.contains("clip:rect(0")
}

/// What a single name says.
fn one(name: &str) -> Class {
    let words = words(name);
    let mut class = Class::default();
    for (at, word) in words.iter().enumerate() {
        let negated = at.checked_sub(1).is_some_and(|before| NEGATORS.contains(&words[before].as_str()));
        if negated {
            continue;
        }
        let pair = words.get(at + 1).map(|next| format!("{word} {next}"));
        let any = |list: &List| {
            list.contains(word.as_str()) || pair.as_ref().is_some_and(|pair| list.contains(pair.as_str()))
        };
        class.never |= any(&NEVER);
        class.wall |= any(&WALL);
        class.aside |= any(&ASIDE);
        class.line |= any(&LINE);
        class.inline |= any(&INLINE);
        class.body |= any(&BODY);
        class.standfirst |= any(&STANDFIRST);
    }
    class
}

/// The words of a name: `StoryBody__ad-slot` -> `story body ad slot`. What a program made up (`f98b1ad2`) has none.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.get(..LONGEST_NAME).unwrap_or(name).split(|c: char| !c.is_alphanumeric()) {
        let bare = part.trim_start_matches(|c: char| c.is_ascii_digit()).trim_end_matches(|c: char| c.is_ascii_digit());
        if bare.contains(|c: char| c.is_ascii_digit())
            || bare.len() > 2 && part.starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let mut word = String::new();
        let mut before = ' ';
        for c in bare.chars() {
            if c.is_uppercase() && before.is_lowercase() {
                words.push(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase());
            before = c;
        }
        words.push(word);
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(words("StoryBody__ad-slot2"), ["story", "body", "ad", "slot"]);
        assert_eq!(words("sc-f98b1ad2-1 text__2BtD"), ["sc", "text"]);
        assert!(one("newsletter-signup").never);
        assert!(one("imageCaption").aside);
        assert!(one("article-body__content__17Yit").body);
        assert_eq!(one("header-anchor-post"), Class::default());
        assert_eq!(one("has-sidebar"), Class::default());
        assert_eq!(one("shadow-addon"), Class::default());
    }

    #[test]
    fn lists_are_in_order() {
        for list in [
            include_str!("words/never.txt"),
            include_str!("words/wall.txt"),
            include_str!("words/aside.txt"),
            include_str!("words/line.txt"),
            include_str!("words/inline.txt"),
            include_str!("words/body.txt"),
            include_str!("words/standfirst.txt"),
        ] {
            assert!(list.lines().is_sorted_by(|one, other| one < other));
            assert!(!list.chars().any(char::is_uppercase));
        }
    }
}
