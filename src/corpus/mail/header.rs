//! What a mail says about its text: its subject is the headline, its date the day of publication. Who sent it wrote it in
//! few cases (newsletters come from a desk or a machine), so that an author is taken only from "Ann Orr from The Quay", and
//! an outlet only where the sender's name is plainly one or stands in the sender's address, too. What was forwarded is of the day that the first mail names, not of the last.

use std::borrow::Cow;

use jiff::civil::Date;
use mail_parser::Message;

use super::mime::Part;
use crate::corpus::{Metadata, people, press, published};

/// The headers of a mail, read.
pub(super) struct MailHead {
    /// What they say about the text.
    pub(super) metadata: Metadata,
    /// Whether the subject says that the mail was forwarded.
    forwarded: bool,
}

/// Marks of answers and forwarded mails before a subject, in the languages of the mail programs.
const REPLIED: &[&str] = &["re", "aw", "sv", "ynt", "odp", "antw"];
const FORWARDED: &[&str] = &["fw", "fwd", "wg", "tr", "rv", "vs", "doorst"];

/// What offices of the press put before the headline of what they send.
const ANNOUNCED: &[&str] = &[
    "communiqué de presse",
    "comunicado de prensa",
    "media release",
    "medienmitteilung",
    "news release",
    "nota de prensa",
    "pm",
    "press release",
    "pressemitteilung",
];

/// What the mail programs of companies put in brackets before a subject.
const NOTICES: &[&str] = &["ext", "external", "extern", "externe", "spam"];

/// Reads the headers of a mail.
pub(super) fn read(part: &Part<'_>) -> MailHead {
    let Some(headers) = part.headers() else {
        return MailHead { metadata: Metadata::default(), forwarded: false };
    };
    let listed = part.raw("List-Id").is_some();
    // Lists put their name before a subject; it is that of their address, too.
    let to = ["To", "Cc", "Reply-To", "Sender"].iter().filter_map(|name| part.raw(name)).map(letters);
    let to: Vec<_> = to.collect();
    let is_list = |raw: &str| {
        let tag = letters(raw);
        // "[port-talk]" is a list; "[Video]" is not.
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        listed
            || raw.chars().all(is_name) && raw.contains('-')
            || NOTICES.contains(&tag.as_str())
            || (tag.len() > 2 && to.iter().any(|address| address.contains(&tag)))
    };
    let (headline, forwarded) = subject(headers.subject().unwrap_or_default(), is_list);
    // Lists of clippings name the outlet behind the headline: "Storm shuts port (Selwick Post)".
    let behind = headline.strip_suffix(')').and_then(|headline| headline.rsplit_once(" ("));
    let headline = behind.filter(|(_, outlet)| press::is_outlet(outlet)).map_or(headline.as_str(), |(bare, _)| bare);
    // Of newsletters and of lists.
    let archived = part.raw("List-Post").into_iter().chain(part.raw("Archived-At"));
    let mut archived = archived.map(|url| url.trim_matches(['<', '>', ' ']));
    let (author, outlet) = sender(part, headers).filter(|_| !forwarded).unwrap_or_default();
    let day = part.raw("Date").and_then(published::parse).or_else(|| day(headers));
    let metadata = Metadata {
        headline: Some(headline.to_owned()).filter(|headline| !headline.is_empty()),
        author,
        outlet,
        url: archived.find(|url| url.starts_with("http")).map(str::to_owned),
        published: day.filter(|_| !forwarded),
    };
    MailHead { metadata, forwarded }
}

/// The date, where it is not written as the standard has it; programs of the nineties left out commas and zones.
fn day(headers: &Message<'_>) -> Option<Date> {
    let date = headers.date().filter(|date| date.is_valid() && date.year >= 1980)?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// A subject without what mail programs and lists put before it, and whether one of the marks says "forwarded".
fn subject(subject: &str, is_list: impl Fn(&str) -> bool) -> (String, bool) {
    let mut forwarded = false;
    let mut rest = subject.trim();
    loop {
        if let Some((mark, behind)) = rest.split_once(':')
            && let Some(is_forwarded) = is_mark(mark)
        {
            forwarded |= is_forwarded;
            rest = behind.trim_start();
        } else if let Some((tag, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            && !behind.trim().is_empty()
            && is_list(tag)
        {
            rest = behind.trim_start();
        } else {
            let announced = rest.split_once(": ").filter(|(label, _)| is_announcement(label));
            let words: Vec<_> = announced.map_or(rest, |(_, rest)| rest).split_whitespace().collect();
            return (words.join(" "), forwarded);
        }
    }
}

/// "Press release", "PM Nr. 17/2025".
fn is_announcement(label: &str) -> bool {
    let label = label.to_lowercase();
    let bare = label.trim_end_matches(|c: char| !c.is_alphabetic());
    ANNOUNCED.contains(&bare.trim_end_matches(" nr").trim_end_matches(" no").trim_end())
}

/// Whether what stands before a colon marks an answer (`Some(false)`) or a forwarded mail (`Some(true)`); counted ones
/// (`Re[2]`) too.
fn is_mark(mark: &str) -> Option<bool> {
    let word = mark.trim().split(['[', '(']).next().unwrap_or_default().trim().to_lowercase();
    if REPLIED.contains(&word.as_str()) { Some(false) } else { FORWARDED.contains(&word.as_str()).then_some(true) }
}

/// Author and outlet, where the mail went to many: a sender's name that ends like an outlet's or stands in the address.
fn sender(part: &Part<'_>, headers: &Message<'_>) -> Option<(Option<String>, Option<String>)> {
    let bulk = part.raw("List-Id").is_some()
        || part.raw("List-Unsubscribe").is_some()
        || part.raw("Precedence").is_some_and(|value| value.eq_ignore_ascii_case("bulk"));
    let from = headers.from()?.first()?;
    let name = from.name()?.trim();
    let address = letters(from.address().unwrap_or_default());
    let addressed = |name: &str| {
        let name = letters(name);
        let name = name.strip_prefix("the").unwrap_or(&name);
        name.len() > 4 && address.contains(name)
    };
    if !bulk {
        return None;
    }
    if let Some((author, outlet)) = name.split_once(" from ")
        && addressed(outlet)
    {
        return Some((people::author(author), Some(outlet.to_owned())));
    }
    let words: Vec<_> = name.split_whitespace().collect();
    // "Jane Doe, The Bay Times", "Jane Doe at The Bay Times", "The Bay Times via Mailer".
    let plain = words.iter().all(|word| {
        word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '&' | '-'))
            && !["at", "from", "via", "by", "for"].iter().any(|link| word.eq_ignore_ascii_case(link))
    });
    let last = words.last()?.to_lowercase();
    let named = press::ends_name(&last) && (2..=5).contains(&words.len());
    // Two words may be a person's name.
    (plain && (named || addressed(name) && words.len() > 2)).then(|| (None, Some(words.join(" "))))
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A newsletter's text without the lines at its ends that lead to it on the web and end the subscription; `head` takes the
/// address.
pub(super) fn without_links(text: &str, head: &mut MailHead) -> String {
    let mut first = text.lines().filter(|line| !line.trim().is_empty()).take(TOP);
    let mut rest = Cow::Borrowed(text);
    if let Some((line, url)) = first.find_map(|line| Some((line, link_after(line, VIEWED)?))) {
        head.metadata.url.get_or_insert_with(|| url.to_owned());
        rest = Cow::Owned(text.replacen(line, "", 1));
    }
    let kept = rest.trim_end();
    let last = kept.lines().next_back().unwrap_or_default();
    let end = if link_after(last, ENDED).is_some() { kept.len() - last.len() } else { rest.len() };
    rest[..end].to_owned()
}

/// Lines with words among which the one that leads to the web is looked for: the newsletter's name may stand above it.
const TOP: usize = 3;

/// The address in a line that begins with one of these.
fn link_after<'a>(line: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    let lower = line.trim_start().to_lowercase();
    let mut words = line.split_whitespace().map(|word| word.trim_matches(['(', ')', '<', '>']));
    beginnings.iter().any(|begin| lower.starts_with(begin)).then(|| words.find(|word| word.starts_with("http")))?
}

/// First words of a newsletter's line that leads to it on the web, and of the one that ends the subscription.
const VIEWED: &[&str] =
    &["view this", "view in", "view online", "view the", "view email", "read this", "read online", "open in"];
const ENDED: &[&str] = &["unsubscribe", "to unsubscribe", "manage your", "update your"];

/// The lines that mail programs put before a forwarded text.
const BEGINNINGS: &[&str] =
    &["forwarded message", "original message", "begin forwarded message:", "forwarded by", "weitergeleitete nachricht"];

/// The headers that they repeat there.
const REPEATED: &[&str] = &["from", "date", "sent", "subject", "to", "cc", "reply-to"];

/// The most lines before it: a word to the one that it is sent to.
const PREFACE: usize = 12;

/// A text without the headers that a mail program repeats before a forwarded one; `head` takes the day that they name.
pub(super) fn without_forwarding(text: &str, head: &mut MailHead) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &str| {
        let line = line.trim().trim_matches('-').trim().to_lowercase();
        BEGINNINGS.contains(&line.as_str())
    };
    let Some(begin) = lines.iter().take(PREFACE).position(|line| begins(line)) else { return text.to_owned() };
    let repeated = |line: &&&str| {
        let name = line.split_once(':').map(|(name, _)| name.trim_matches(['*', ' ']).to_lowercase());
        line.trim().is_empty() || name.is_some_and(|name| REPEATED.contains(&name.as_str()))
    };
    let headers: Vec<&&str> = lines.iter().skip(begin + 1).take_while(repeated).collect();
    let preface = lines.iter().take(begin).any(|line| !line.trim().is_empty());
    if headers.iter().all(|line| line.trim().is_empty()) || (preface && !head.forwarded) {
        return text.to_owned();
    }
    let value = |wanted: &[&str]| {
        headers.iter().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let name = name.trim_matches(['*', ' ']).to_lowercase();
            wanted.contains(&name.as_str()).then(|| value.trim_matches(['*', ' ']))
        })
    };
    head.metadata.published = value(&["date", "sent"]).and_then(written);
    head.metadata.outlet = None;
    let end = begin + 1 + headers.len();
    let kept = lines.iter().enumerate().filter(|(place, _)| !(begin..end).contains(place));
    kept.flat_map(|(_, line)| [line, "\n"]).collect()
}

/// The day in a line like "Fri, May 2, 2025 at 10:00 AM", "Friday, 2 May 2025 10:00" or as in a header.
fn written(text: &str) -> Option<Date> {
    published::parse(text).or_else(|| {
        let words: Vec<_> = text.split_whitespace().collect();
        let weekday = words
            .first()
            .is_some_and(|word| word.ends_with(',') && word.chars().filter(|c| c.is_alphabetic()).count() >= 3);
        let date: Vec<_> = words.iter().skip(usize::from(weekday)).take(3).copied().collect();
        published::parse(date.join(" ").trim_end_matches(','))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(headers: &str) -> Metadata {
        read(&Part::of(headers.as_bytes())).metadata
    }

    #[test]
    fn subjects_are_headlines() {
        for (text, listed, expected) in [
            ("Fwd: RE: Re[2]: Harbour to close", false, ("Harbour to close", true)),
            ("AW: WG: Hafen", false, ("Hafen", true)),
            ("[port-talk] Re: Harbour", true, ("Harbour", false)),
            ("[Video] Harbour", false, ("[Video] Harbour", false)),
            ("[EXTERNAL] Harbour", false, ("Harbour", false)),
            ("Opinion: the harbour", false, ("Opinion: the harbour", false)),
            ("Press release: the harbour", false, ("the harbour", false)),
            ("PM Nr. 17/2025: Hafen", false, ("Hafen", false)),
        ] {
            let is_list = |tag: &str| listed || NOTICES.contains(&letters(tag).as_str());
            assert_eq!(subject(text, is_list), (expected.0.to_owned(), expected.1), "{text}");
        }
    }

    #[test]
    fn outlets_are_those_of_bulk_mail() {
        let from = |name: &str| metadata(&format!("From: {name} <a@b.example>\nList-Unsubscribe: <x>\n\n")).outlet;
        assert_eq!(from("\"The Halvern Times\"").as_deref(), Some("The Halvern Times"));
        for person in
            ["Jane Doe", "Jane Doe, The Halvern Times", "Jane Doe at The Halvern Times", "Google Alerts", "News"]
        {
            assert_eq!(from(&format!("\"{person}\"")), None, "{person}");
        }
        assert_eq!(metadata("From: The Halvern Times <a@b.example>\n\n").outlet, None);
    }

    #[test]
    fn senders_whose_address_has_their_name_are_outlets() {
        let from = |from: &str| {
            let metadata = metadata(&format!("From: {from}\nList-Unsubscribe: <x>\n\n"));
            (metadata.author.unwrap_or_default(), metadata.outlet.unwrap_or_default())
        };
        let given = |author: &str, outlet: &str| (author.to_owned(), outlet.to_owned());
        assert_eq!(from("Ann Orr from Low Quay <lowquay@mails.example>"), given("Ann Orr", "Low Quay"));
        assert_eq!(from("The Halvern Letter <halvernletter@mails.example>"), given("", "The Halvern Letter"));
        assert_eq!(from("Ann Orr <annorr@mails.example>"), given("", ""));
        assert_eq!(from("Ann Orr from Low Quay <a@mails.example>"), given("", ""));
    }

    #[test]
    fn newsletters_lose_the_lines_that_lead_elsewhere() {
        let mut head = read(&Part::of(b"Subject: Harbour\n\n"));
        let text = "View this post on the web at https://a.example/p/harbour\n\nThe text.\n\nUnsubscribe https://a.example/x\n";
        assert_eq!(without_links(text, &mut head).trim(), "The text.");
        assert_eq!(head.metadata.url.as_deref(), Some("https://a.example/p/harbour"));
        let text = "LOW QUAY\nView in browser: https://a.example/p/2\n\nThe text.\n";
        assert_eq!(without_links(text, &mut head), "LOW QUAY\n\n\nThe text.\n");
        for text in ["View this as a warning.", "Unsubscribe", ""] {
            assert_eq!(without_links(text, &mut head), text);
        }
    }

    #[test]
    fn the_day_is_that_of_the_zone_of_the_sender() {
        let day =
            |date: &str| metadata(&format!("From: a@b.example\nDate: {date}\n\n")).published.map(|day| day.to_string());
        for date in
            ["Fri, 2 May 2025 23:30:00 -0700", "2 May 2025 10:00:00 GMT", "Fri, 2 May 2025 10:00:00 +0200 (CEST)"]
        {
            assert_eq!(day(date).as_deref(), Some("2025-05-02"), "{date}");
        }
        for date in ["05/02/2025", "yesterday", "Thu, 1 Jan 1970 00:00:00 +0000x"] {
            assert_eq!(day(date), None, "{date}");
        }
    }

    #[test]
    fn what_was_forwarded_is_of_its_own_day() {
        let headers = "Subject: Fwd: Harbour\nDate: Mon, 5 May 2025 10:00:00 +0000\n\n";
        for date in [
            "Date: Fri, May 2, 2025 at 10:00 AM",
            "Date: Fri, 2 May 2025 09:00:00 +0100",
            "*Sent:* Friday, 2 May 2025 10:00",
        ] {
            let mut head = read(&Part::of(headers.as_bytes()));
            let text =
                format!("FYI\n\n---------- Forwarded message ---------\nFrom: A <a@b>\n{date}\nTo: c@d\n\nThe text.\n");
            assert_eq!(without_forwarding(&text, &mut head), "FYI\n\nThe text.\n");
            assert_eq!(head.metadata.published.map(|day| day.to_string()).as_deref(), Some("2025-05-02"), "{date}");
        }
        let mut head = read(&Part::of(headers.as_bytes()));
        assert_eq!(without_forwarding("The text.", &mut head), "The text.");
        assert_eq!(head.metadata.published, None);
    }
}
