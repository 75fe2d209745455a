//! HTML inside a field: content systems and feeds export their articles as fragments of a web page. [`text_of_markup`] is
//! the one place where such a value becomes a text.

use std::borrow::Cow;

use html_escape::decode_html_entities;

use super::super::html;

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
    Cow::Owned(paragraphs(&markup))
}

/// The paragraphs of a fragment of HTML. Where no element parts them, line breaks do.
fn paragraphs(markup: &str) -> String {
    let parted = markup.contains("<p") || markup.contains("<P");
    if parted { html::fragment(markup) } else { html::fragment(&markup.replace("<br", "<p").replace("<BR", "<p")) }
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
            ("<p>cut <a", "cut"),
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
