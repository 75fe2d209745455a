//! What a run remembers of the articles gone by: which ids are taken, and which texts were read under which id.
//!
//! This is the only part of reading that grows with the number of articles, so it keeps hashes instead of texts: about
//! 60 bytes an article and the length of its id.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Article, Failure, Outcome, Status};

/// The memory of one run.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// How often each id was used, by 64 bits of its hash. Two ids that share a hash cost one of them a needless
    /// `~2`, no more.
    uses: HashMap<u64, u32>,
    /// Place in `ids` of the article that had this text, by 128 bits of its hash: a false alarm would take one in
    /// 10^26 for a run of a million articles.
    texts: HashMap<[u8; 16], u32>,
    /// The ids of the articles in `texts`.
    ids: Ids,
}

impl Ledger {
    /// Enters an outcome: makes its id unique, and turns an article whose text was read before into a failure, unless
    /// the user wants to keep it.
    pub(super) fn enter(&mut self, outcome: Outcome, keep_duplicates: bool) -> Outcome {
        match outcome {
            Outcome::Article(mut article) => {
                article.id = self.unique(article.id);
                if keep_duplicates {
                    return Outcome::Article(article);
                }
                match self.seen(&article) {
                    Some(earlier) => Outcome::Failed(duplicate(article, earlier)),
                    None => Outcome::Article(article),
                }
            }
            Outcome::Failed(mut failure) => {
                failure.id = self.unique(failure.id);
                Outcome::Failed(failure)
            }
        }
    }

    /// `id`, or `id~2`, `id~3` if it is taken.
    fn unique(&mut self, id: String) -> String {
        let hash = hash(&id);
        let Some(&used) = self.uses.get(&hash) else {
            self.uses.insert(hash, 1);
            return id;
        };
        let mut count = used + 1;
        loop {
            let candidate = format!("{id}~{count}");
            let key = self::hash(&candidate);
            // An article may be called `a~2` by itself.
            if let std::collections::hash_map::Entry::Vacant(free) = self.uses.entry(key) {
                free.insert(1);
                self.uses.insert(hash, count);
                return candidate;
            }
            count += 1;
        }
    }

    /// The id of the earlier article with this text; if there is none, the article is remembered.
    fn seen(&mut self, article: &Article) -> Option<String> {
        let key = prefix(&article.sha256);
        if let Some(&ordinal) = self.texts.get(&key) {
            return Some(self.ids.get(ordinal).to_owned());
        }
        self.texts.insert(key, self.ids.push(&article.id));
        None
    }
}

/// Many ids in one allocation.
#[derive(Debug, Default)]
struct Ids {
    all: String,
    ends: Vec<usize>,
}

impl Ids {
    fn push(&mut self, id: &str) -> u32 {
        self.all.push_str(id);
        self.ends.push(self.all.len());
        self.ends.len() as u32 - 1
    }

    fn get(&self, ordinal: u32) -> &str {
        let ordinal = ordinal as usize;
        let start = ordinal.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[ordinal]]
    }
}

/// The row of an article that was read before. Its text is let go.
fn duplicate(article: Article, earlier: String) -> Failure {
    let message =
        format!("the same text as {earlier}; its claims are not counted twice (--keep-duplicates counts them)");
    Failure {
        id: article.id,
        path: article.path,
        status: Status::Duplicate,
        message,
        format: article.format.to_owned(),
        encoding: article.encoding,
        sha256: article.sha256,
        duplicate_of: Some(earlier),
        metadata: article.metadata,
    }
}

/// 64 bits of an id's SHA-256, the same in every run and on every system.
fn hash(id: &str) -> u64 {
    let digest = Sha256::digest(id.as_bytes());
    digest.iter().take(8).fold(0, |hash, &byte| hash << 8 | u64::from(byte))
}

/// The first 16 of the hexadecimal digits' 32 bytes.
fn prefix(sha256: &str) -> [u8; 16] {
    let digit = |byte: u8| if byte <= b'9' { byte.wrapping_sub(b'0') } else { byte.wrapping_sub(b'a' - 10) };
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(sha256.as_bytes().chunks_exact(2)) {
        *byte = digit(pair[0]) << 4 | digit(pair[1]);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(ledger: &mut Ledger, id: &str, text: &str) -> Outcome {
        ledger.enter(Outcome::Article(Article::from_text(id, text)), false)
    }

    #[test]
    fn ids_are_made_unique() {
        let mut ledger = Ledger::default();
        let ids: Vec<_> = ["a", "a~2", "a", "b", "a", "a~2"]
            .iter()
            .enumerate()
            .map(|(n, id)| enter(&mut ledger, id, &n.to_string()).id().to_owned())
            .collect();
        assert_eq!(ids, ["a", "a~2", "a~3", "b", "a~4", "a~2~2"]);
    }

    #[test]
    fn a_text_counts_once() {
        let mut ledger = Ledger::default();
        assert_eq!(enter(&mut ledger, "first", "x").status(), Status::Ok);
        assert_eq!(enter(&mut ledger, "other", "y").status(), Status::Ok);
        let Outcome::Failed(failure) = enter(&mut ledger, "again", "y") else { panic!("a duplicate") };
        assert_eq!(failure.duplicate_of.as_deref(), Some("other"));
        assert_eq!(failure.id, "again");
        let kept = ledger.enter(Outcome::Article(Article::from_text("kept", "y")), true);
        assert_eq!(kept.status(), Status::Ok);
    }

    #[test]
    fn prefix_reads_hexadecimal() {
        let article = Article::from_text("a", "x");
        assert_eq!(crate::hash::hexadecimal(&prefix(&article.sha256)), article.sha256[..32]);
    }
}
