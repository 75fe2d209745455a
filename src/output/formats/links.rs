//! Which addresses become links that one can click, in a workbook: those on the web that Excel is sure to take. It calls a
//! whole workbook damaged for one link that is no URI, so that whatever is doubtful stays the text that it is.

/// The most characters of a link ("Excel specifications and limits": 2,079).
const LONGEST: usize = 2_079;

/// What an address has to be percent-encoded as for the writer of workbooks, which takes any other escape for a percent sign
/// and encodes that again.
const KEPT_ESCAPES: [&str; 11] = ["20", "22", "25", "3c", "3e", "5b", "5d", "5e", "60", "7b", "7d"];

/// Characters whose escape means the same as they themselves, in a path or a query: `encodeURIComponent` leaves them be
/// (ECMA-262, 19.2.6.4), and the comma, which it does not, parts nothing there.
const PLAIN: &str = "-_.!~*'(),";

/// The target of a link to this address, if it can have one.
pub(super) fn target(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    // A second # is no URI (RFC 3986, 3.5).
    if !web || !is_host(host) || path.matches('#').count() > 1 {
        return None;
    }
    let path = readable(path)?;
    let target = format!("{}://{host}{path}", scheme.to_ascii_lowercase());
    (target.encode_utf16().count() <= LONGEST).then_some(target)
}

/// A name or number of a computer, perhaps with a port. No user, which a news article's address never has, but a deceiving
/// one does (`https://bank.example@evil.example`).
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let labels = |name: &str| name.split('.').all(|label| !label.is_empty() && !label.starts_with('-'));
    name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        && labels(name)
        && port.len() <= 5
        && port.chars().all(|c| c.is_ascii_digit())
}

/// Path, query and fragment with their escapes undone where that changes nothing; `None` where something in it is not allowed
/// or would be encoded twice.
fn readable(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let (mut kept, mut other) = (false, false);
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '%' {
            if !(c.is_alphanumeric() || "/?#:@!$&'()*+,;=-._~".contains(c)) {
                return None;
            }
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        let digits = rest.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        rest = &rest[2..];
        let byte = u8::from_str_radix(digits, 16).ok()?;
        let plain = byte.is_ascii_alphanumeric() || (byte.is_ascii() && PLAIN.contains(char::from(byte)));
        if byte >= 0x80 || plain {
            bytes.push(byte);
        } else {
            bytes.push(b'%');
            bytes.extend_from_slice(digits.as_bytes());
            if KEPT_ESCAPES.contains(&digits.to_ascii_lowercase().as_str()) {
                kept = true;
            } else {
                other = true;
            }
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let readable = text.chars().all(|c| c.is_ascii() || c.is_alphanumeric() || is_common(c));
    // One escape that the writer knows, and it leaves all of them alone.
    (readable && (kept || !other)).then_some(text)
}

/// Marks that headlines leave in addresses.
fn is_common(c: char) -> bool {
    matches!(c, '‐'..='―' | '‘'..='‟' | '…' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_the_web_are_links() {
        for same in [
            "https://example.org",
            "http://example.org:8080/a/b.html?x=1&y=2#part",
            "https://www.example.org/politik/müller-spricht",
            "https://example.org/a%20b%2Fc",
        ] {
            assert_eq!(target(same).as_deref(), Some(same));
        }
        // An escape that the writer of workbooks does not know, it would encode again.
        assert_eq!(target("HTTPS://example.org/m%C3%BCller%2C").as_deref(), Some("https://example.org/müller,"));
        assert_eq!(target("https://example.org/?to=https%3A%2F%2Fx.example"), None);
    }

    #[test]
    fn what_is_doubtful_is_text() {
        for text in [
            "",
            "example.org",
            "ftp://example.org",
            "file:///etc/passwd",
            "javascript://example.org/%0aalert(1)",
            "mailto:a@example.org",
            "https://",
            "https:///path",
            "https://bank.example@evil.example/",
            "https://exam ple.org",
            "https://example.org/a b",
            "https://example.org/\"x",
            "https://example.org/%",
            "https://example.org/%zz",
            "https://example.org/%FF",
            "https://example.org/a#b#c",
            "https://a..b/",
            "https://[::1]/",
            "=HYPERLINK(\"https://example.org\")",
        ] {
            assert_eq!(target(text), None, "{text}");
        }
        assert_eq!(target(&format!("https://example.org/{}", "a".repeat(LONGEST))), None);
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in prop_oneof![any::<String>(), "https?://[a-z.]{1,9}(/|%|[0-9a-fA-F]{2}|#|é|\\PC){0,12}"]) {
            if let Some(target) = target(&text) {
                prop_assert!(target.starts_with("http"));
                let forbidden = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}[]".contains(c);
                prop_assert!(!target.contains(forbidden), "{}", target);
            }
        }
    }
}
