//! Data for the page's script: JSON that can stand inside an HTML document and inside a script.
//!
//! Law: whatever the texts, the result holds none of `<`, `>`, `&` and the two line breaks of Unicode, and a reader of JSON
//! gets back the same texts.

use serde::Serialize;

/// The JSON of a value. Those five characters can only stand inside its strings, where `\u` may stand for them: then no
/// text can end the script element, begin a comment in it (HTML, "Restrictions for contents of script elements") or break
/// a line of an older JavaScript.
pub(super) fn json(value: &impl Serialize) -> String {
    // Lists, texts and numbers can always be written as JSON.
    let plain = serde_json::to_string(value).unwrap_or_default();
    let mut safe = String::with_capacity(plain.len() + plain.len() / 64);
    let mut rest = plain.as_str();
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        safe.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        safe.push_str(match c {
            '<' => "\\u003c",
            '>' => "\\u003e",
            '&' => "\\u0026",
            '\u{2028}' => "\\u2028",
            _ => "\\u2029",
        });
        rest = &rest[at + c.len_utf8()..];
    }
    safe.push_str(rest);
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back_and_ends_no_script(
            texts in prop::collection::vec(prop_oneof![any::<String>(), "[<>&!/\\\\\"'a\u{2028}\u{2029}\r\n-]{0,12}"], 0..5),
        ) {
            let written = json(&texts);
            let special = written.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n', '\r']);
            prop_assert!(!special, "{written}");
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), texts);
        }
    }
}
