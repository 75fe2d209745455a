//! What a mail shows: its plain text unwrapped and freed from the marks of mail (quotation marks at the line's start,
//! signatures, footers of mailing lists), or its HTML as text; and which of two forms of the same text is the better one.

use super::mime::Part;
use crate::corpus::html;

/// Text that the mail program shows.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The text; paragraphs end at blank lines.
    pub(super) text: String,
    /// Whether it comes from HTML.
    pub(super) html: bool,
    /// Name of the character encoding.
    pub(super) encoding: &'static str,
    /// What the user should know of the decoding.
    pub(super) remark: Option<String>,
}

/// The most lines of a signature. What is longer behind `--` is text.
const LONGEST_SIGNATURE: usize = 20;

/// The text of a part; `None` if it is a footer, or nothing.
pub(super) fn shown(part: &Part<'_>, html: bool) -> Option<Shown> {
    let decoded = part.text();
    let is = |name: &str, value: &str| part.parameter(name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let text = if html {
        html::fragment(&decoded.text)
    } else {
        let lines: Vec<_> = decoded.text.lines().map(|line| line.trim_end_matches('\r')).collect();
        plain_text(if is("format", "flowed") { unwrapped(&lines, is("delsp", "yes")) } else { quoted(&lines) })
    };
    let shown = Shown { html, encoding: decoded.encoding, remark: decoded.remark(), text };
    (!shown.text.trim().is_empty()).then_some(shown)
}

/// The better of several forms of one text: the plain one, unless it only says that there is another (it then has not half
/// of its words).
pub(super) fn best(forms: Vec<Vec<Shown>>) -> Vec<Shown> {
    let words = |form: &Vec<Shown>| form.iter().map(|shown| shown.text.split_whitespace().count()).sum::<usize>();
    let most = forms.iter().map(words).max().unwrap_or_default();
    let plain = |form: &Vec<Shown>| form.iter().all(|shown| !shown.html);
    let chosen = forms.iter().position(|form| plain(form) && words(form) * 2 >= most);
    // The last form is the sender's best (RFC 2046, section 5.1.4).
    let chosen = chosen.or_else(|| forms.iter().rposition(|form| !plain(form))).unwrap_or_default();
    forms.into_iter().nth(chosen).unwrap_or_default()
}

/// A line and how often it is quoted.
type Quoted = (usize, String);

/// Lines without the marks of quotation before them.
fn quoted(lines: &[&str]) -> Vec<Quoted> {
    let quoted = lines.iter().map(|line| {
        let (depth, rest) = marks(line);
        (depth, rest.strip_prefix(' ').filter(|_| depth > 0).unwrap_or(rest).to_owned())
    });
    quoted.collect()
}

/// How many marks of quotation stand before a line, and what follows them; a space may stand between two.
fn marks(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(behind) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >").filter(|_| depth > 0)) {
        (depth, rest) = (depth + 1, behind);
    }
    (depth, rest)
}

/// Paragraphs that were wrapped for transfer, each on one line again (RFC 3676, section 4.2).
fn unwrapped(lines: &[&str], delete_space: bool) -> Vec<Quoted> {
    let mut paragraphs: Vec<Quoted> = Vec::new();
    let mut open = false;
    for line in lines {
        let depth = line.bytes().take_while(|&byte| byte == b'>').count();
        let rest = line.get(depth..).unwrap_or_default();
        let text = rest.strip_prefix(' ').unwrap_or(rest);
        let signature = text == "-- ";
        let flows = text.ends_with(' ') && !signature;
        let text = if flows && delete_space { text.strip_suffix(' ').unwrap_or(text) } else { text };
        match paragraphs.last_mut() {
            Some((last, paragraph)) if open && *last == depth && !signature => paragraph.push_str(text),
            _ => paragraphs.push((depth, text.to_owned())),
        }
        open = flows;
    }
    paragraphs
}

/// Lines as a text: without signature and list footer, and with a blank line where a quotation begins or ends.
fn plain_text(lines: Vec<Quoted>) -> String {
    let end = end_of_text(&lines);
    let mut text = String::new();
    let mut depth = 0;
    for (quoted, line) in lines.into_iter().take(end) {
        if !line.trim().is_empty() {
            if quoted != depth && !text.is_empty() && !text.ends_with("\n\n") {
                text.push('\n');
            }
            depth = quoted;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Where signature or list footer begin.
fn end_of_text(lines: &[Quoted]) -> usize {
    let from = lines.len().saturating_sub(LONGEST_SIGNATURE + 1);
    let is_rule = |line: &str| line.len() >= 20 && line.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'='));
    let tail = || lines.iter().enumerate().skip(from).filter(|(_, (depth, _))| *depth == 0);
    let signature = tail().find(|(_, (_, line))| matches!(line.as_str(), "-- " | "--")).map(|(place, _)| place);
    let footer = tail().find(|(place, (_, line))| {
        is_rule(line.trim()) && lines.iter().skip(place + 1).take(3).any(|(_, line)| line.contains("mailing list"))
    });
    signature.into_iter().chain(footer.map(|(place, _)| place)).min().unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(headers: &str, body: &str) -> String {
        let mail = format!("{headers}\n\n{body}");
        shown(&Part::of(mail.as_bytes()), headers.contains("html")).map_or_else(String::new, |shown| shown.text)
    }

    #[test]
    fn flowed_text_is_unwrapped() {
        let text = "She said \r\nno.\r\n\r\n>> He \r\n>> agreed.\r\n> Why?\r\n From here.\r\n-- \r\nJ. D.\r\n";
        assert_eq!(
            read("Content-Type: text/plain; format=flowed", text),
            "She said no.\n\nHe agreed.\n\nWhy?\n\nFrom here.\n"
        );
        assert_eq!(read("Content-Type: text/plain; format=flowed; delsp=yes", "one \ntwo\n"), "onetwo\n");
    }

    #[test]
    fn marks_signatures_and_footers_go() {
        let text = "One.\n\nOn Monday, J. Doe wrote:\n> > Two\n> Three\nFour\n--\nJ. D.\n";
        assert_eq!(read("A: b", text), "One.\n\nOn Monday, J. Doe wrote:\n\nTwo\n\nThree\n\nFour\n");
        let text = "One.\n_______________________\nPort mailing list\nPort@lists.example\n";
        assert_eq!(read("A: b", text), "One.\n");
        let rule = "One.\n-----------------------\nTwo.\n";
        assert_eq!(read("A: b", rule), rule);
    }

    #[test]
    fn a_stub_gives_way_to_html() {
        let form = |html, text: &str| vec![Shown { text: text.to_owned(), html, encoding: "UTF-8", remark: None }];
        let page = "The harbour will close on Monday, the council said on Tuesday.";
        assert!(best(vec![form(false, "View this in your browser."), form(true, page)])[0].html);
        assert!(!best(vec![form(false, page), form(true, page)])[0].html);
        assert!(best(vec![form(true, page)])[0].html);
        assert!(best(Vec::new()).is_empty());
    }

    proptest! {
        #[test]
        fn any_lines_give_a_text(lines in "(> |>|-- |a |é|\n|\r\n){0,40}") {
            read("Content-Type: text/plain; format=flowed", &lines);
            read("A: b", &lines);
        }
    }
}
