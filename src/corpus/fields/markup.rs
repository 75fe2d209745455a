//! HTML inside a field: content systems and feeds export their articles as fragments of a web page. [`text_of_markup`] is
//! the one place where such a value becomes a text.

use std::borrow::Cow;

use html_escape::decode_html_entities;

use super::super::blocks::Blocks;

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements whose content is no part of the article's text.
const SKIPPED: &[&str] =
    &["button", "figcaption", "form", "iframe", "noscript", "script", "select", "style", "svg", "template", "video"];

/// Whether a value is a fragment of HTML, or has been escaped as one: a paragraph or a line break of it is in there.
pub(crate) fn is_markup(text: &str) -> bool {
    let marks: [&[u8]; 7] = [b"</p>", b"<br", b"</div>", b"<p>", b"</li>", b"&lt;/p&gt;", b"&lt;br"];
    let bytes = text.as_bytes();
    memchr_any(bytes).any(|at| {
        marks.iter().any(|mark| bytes[at..].get(..mark.len()).is_some_and(|part| part.eq_ignore_ascii_case(mark)))
    })
}

/// Where a mark may begin.
fn memchr_any(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'<' | b'&')).map(|(at, _)| at)
}

/// The text of a fragment of HTML, with a blank line between its paragraphs; of any other value, the same with its
/// character references resolved.
pub(crate) fn text_of_markup(text: &str) -> Cow<'_, str> {
    if !is_markup(text) {
        return decode_html_entities(text);
    }
    // Feeds escape the markup once more.
    let escaped = !text.contains("</") && !text.contains("<br") && text.contains("&lt;");
    let markup = if escaped { decode_html_entities(text) } else { Cow::Borrowed(text) };
    Cow::Owned(stripped(&markup))
}

/// The paragraphs of a fragment of HTML.
fn stripped(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    // Without paragraphs, line breaks are what parts the text.
    let break_parts = !lower.contains("</p>") && !lower.contains("<p>");
    let last_end = html.rfind('>').unwrap_or_default();
    let (mut blocks, mut paragraph, mut item) = (Blocks::default(), String::new(), false);
    let mut flush = |paragraph: &mut String, item: &mut bool| {
        if *item {
            blocks.push_item(paragraph);
        } else {
            blocks.push(paragraph);
        }
        paragraph.clear();
        *item = false;
    };
    let (mut at, mut endless) = (0, Vec::new());
    while at < html.len() {
        let rest = &html[at..];
        let until = rest.find('<').unwrap_or(rest.len());
        paragraph.push_str(&decode_html_entities(&rest[..until]));
        at += until;
        if at == html.len() {
            break;
        }
        let rest = &lower[at..];
        let next = rest.as_bytes().get(1).copied().unwrap_or_default();
        if at > last_end || !(next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')) {
            paragraph.push('<');
            at += 1;
            continue;
        }
        if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let (closing, name) = tag(&rest[..end]);
        at += end;
        if !closing && SKIPPED.contains(&name) {
            if !endless.contains(&name) {
                match skipped(&lower[at..], name) {
                    Some(length) => at += length,
                    // Looked for once, so that elements that never end take no time that grows with their square.
                    None => endless.push(name),
                }
            }
        } else if name == "br" && (break_parts || follows_break(&lower[at..])) {
            flush(&mut paragraph, &mut item);
        } else if name == "br" {
            paragraph.push(' ');
        } else if BLOCKS.contains(&name) {
            flush(&mut paragraph, &mut item);
            item = name == "li" && !closing;
        }
    }
    flush(&mut paragraph, &mut item);
    blocks.into_text()
}

/// Whether a tag closes an element, and the element's name.
fn tag(tag: &str) -> (bool, &str) {
    let inner = tag.trim_start_matches('<');
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    (closing, &inner[..end])
}

/// The bytes up to the end of an element whose content is skipped; `None` if it never ends, as its content is then text
/// more likely than not.
fn skipped(rest: &str, name: &str) -> Option<usize> {
    let start = rest.find(&format!("</{name}"))?;
    Some(rest[start..].find('>').map_or(rest.len(), |end| start + end + 1))
}

/// Whether the next tag is a line break, too.
fn follows_break(rest: &str) -> bool {
    rest.trim_start().starts_with("<br")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_of_html_are_kept() {
        for (html, text) in [
            ("<p>The wall &amp; the quay.</p>\n<p>It <b>fell</b>.</p>", "The wall & the quay.\n\nIt fell."),
            ("One.<br>Two.<br/><br />Three.", "One.\n\nTwo.\n\nThree."),
            ("<p>One<br>line.</p><ul><li>A</li><li>B</li></ul>", "One line.\n\n• A\n\n• B"),
            ("<p>A</p><script>if (a < b) {}</script><figcaption>x</figcaption><p>B</p>", "A\n\nB"),
            ("<!-- wp:paragraph --><P CLASS=\"x\">A 5 < 6</P>", "A 5 < 6"),
            ("&lt;p&gt;A&amp;amp;B&lt;/p&gt;&lt;p&gt;C&lt;/p&gt;", "A&B\n\nC"),
            ("No markup: 3 < 4 &#8217;\n\nB", "No markup: 3 < 4 \u{2019}\n\nB"),
            ("<p>cut <a", "cut <a"),
        ] {
            assert_eq!(text_of_markup(html), text, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_text(html in "(<|>|/|p|br|!--|-->|script|li|&lt;|&amp;|é|\u{130}| ){0,40}") {
            let _ = text_of_markup(&html);
        }
    }
}
