//! Sentence ends without a full stop, in text that was taken from a screen: the stamp of a message ("03/15/2001 04:03 PM"),
//! an address with a new sentence after it, a ruled line, a smiley. Articles hold them in comments and quoted mail.

/// Longest address that is looked at, in bytes, so that the work at a mark has a bound.
const LONGEST: usize = 300;

/// Shortest run of dashes or the like that is a ruled line.
const RULE: usize = 5;

/// Where sentences end around a place.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// Before it.
    pub(super) before: Option<usize>,
    /// After it.
    pub(super) after: Option<usize>,
    /// Where to read on.
    pub(super) resume: usize,
}

/// The sentence ends around the slash, colon, dash or the like at `at`, in a sentence that begins at `start`.
pub(super) fn breaks(text: &str, start: usize, at: usize) -> Breaks {
    let bytes = text.as_bytes();
    let found = match bytes[at] {
        b'/' if bytes[start..at].ends_with(b":") => address(text, at),
        b'/' => stamp(text, start, at),
        b'-' | b'=' | b'_' | b'*' if bytes.get(at + 1) == Some(&bytes[at]) => Some(rule(text, start, at)),
        b':' | b';' | b'=' => smiley(text, start, at),
        _ => None,
    };
    found.unwrap_or(Breaks { before: None, after: None, resume: at + 1 })
}

/// Whether the text goes on, after white space, with a character that `fits`.
fn goes_on(text: &str, at: usize, fits: impl Fn(char) -> bool) -> bool {
    let words = text[at..].trim_start();
    words.len() < text.len() - at
        && words.starts_with(|c: char| fits(c) || matches!(c, '"' | '“') && words[c.len_utf8()..].starts_with(&fits))
}

/// `http://…`: ends a sentence where a capital or another address follows.
fn address(text: &str, at: usize) -> Option<Breaks> {
    let rest = &text[at..];
    let end = at + rest.char_indices().take(LONGEST).find(|(_, c)| c.is_whitespace())?.0;
    let is_clean = text[..end].ends_with(|c: char| c.is_alphanumeric() || c == '/');
    let is_followed = goes_on(text, end, char::is_uppercase) || text[end..].trim_start().starts_with("http");
    (is_clean && is_followed).then_some(Breaks { before: None, after: Some(end), resume: end })
}

/// A date in numbers with a time of day after it, which stands between the sender and the words of a message.
fn stamp(text: &str, start: usize, at: usize) -> Option<Breaks> {
    let bytes = text.as_bytes();
    let first = at - bytes[start..at].iter().rev().take(2).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = first;
    for (most, joint) in [(2, "/"), (2, "/"), (4, " "), (2, ":"), (2, "")] {
        let digits = bytes[end..].iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || !text[end + digits..].starts_with(joint) {
            return None;
        }
        end += digits + joint.len();
    }
    if let [b':', b'0'..=b'9', b'0'..=b'9', ..] = bytes[end..] {
        end += 3;
    }
    if let [b' ', b'A' | b'P' | b'a' | b'p', b'M' | b'm', ..] = bytes[end..] {
        end += 3;
    }
    let before = text[start..first].trim_end();
    let sender = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_sent = sender.starts_with(char::is_uppercase) || sender.contains('@');
    let is_followed = goes_on(text, end, char::is_alphabetic);
    Some(Breaks { before: is_sent.then_some(first), after: is_followed.then_some(end), resume: end })
}

/// A run of dashes or the like, as long as a ruled line.
fn rule(text: &str, start: usize, at: usize) -> Breaks {
    let bytes = text.as_bytes();
    let end = at + bytes[at..].iter().take_while(|&&byte| byte == bytes[at]).count();
    let is_alone = bytes[start..at].last().is_none_or(u8::is_ascii_whitespace)
        && bytes.get(end).is_none_or(u8::is_ascii_whitespace);
    let is_rule = end - at >= RULE && is_alone;
    let has_words = !text[start..at].trim_end().is_empty();
    Breaks { before: (is_rule && has_words).then_some(at), after: is_rule.then_some(end), resume: end }
}

/// `:)` and its kin, between a space or an end of sentence and a capital.
fn smiley(text: &str, start: usize, at: usize) -> Option<Breaks> {
    let bytes = text.as_bytes();
    let is_apart = bytes[start..at].last().is_some_and(|byte| matches!(byte, b' ' | b'.' | b'!' | b'?'));
    let nose = usize::from(bytes.get(at + 1) == Some(&b'-'));
    let has_mouth = matches!(bytes.get(at + 1 + nose), Some(b')' | b'(' | b'D' | b'P'));
    let end = at + 2 + nose;
    (is_apart && has_mouth && goes_on(text, end, char::is_uppercase)).then_some(Breaks {
        before: None,
        after: Some(end),
        resume: end,
    })
}
