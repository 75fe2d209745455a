//! What pages say about their articles, in the ways in which sites say it.

use crate::corpus::Metadata;
use crate::corpus::html::dom::Dom;
use crate::corpus::html::{self, Page};

fn page(markup: &str) -> Page {
    html::page(&Dom::parse(markup))
}

const TEXT: &str = "<p>The quay of Selwick will be closed until the spring, the mayor said on Monday.</p>";

/// The metadata of a page with these elements in its head, above its text, and below it.
fn read(head: &str, above: &str, below: &str) -> Metadata {
    page(&format!("<html><head>{head}</head><body>{above}{TEXT}{TEXT}{below}</body></html>")).metadata
}

fn author(above: &str) -> String {
    read("", &format!("<h1>Quay of Selwick closed</h1>{above}"), "").author.unwrap_or_default()
}

#[test]
fn bylines_are_read_as_they_are_shown() {
    for (byline, names) in [
        ("<p class=byline>By JANE DOE<br>The Allied Wire</p>", "JANE DOE"),
        ("<div data-component=byline-block><div>By Jane Doe</div><div>NNO News, Selwick</div></div>", "Jane Doe"),
        ("<p class=byline>By <a class=author>Jane Doe</a> and <a>John Roe</a></p>", "Jane Doe; John Roe"),
        ("<span class=byline>Jane Doe <a>jdoe@selwickpost.example</a></span>", "Jane Doe"),
        (
            "<ul class=authors><li class=author>Jane Doe<br>Reporter</li><li class=author>John Roe<br>Wales</li></ul>",
            "Jane Doe; John Roe",
        ),
        (
            "<div class=author-list><span class=author>Jane Doe</span><span class=author>John Roe</span></div>",
            "Jane Doe; John Roe",
        ),
        ("<div class=byline>Monday at noon</div>", ""),
        ("<div class=author-bio>Jane Doe</div>", ""),
    ] {
        assert_eq!(author(byline), names, "{byline}");
    }
}

#[test]
fn authors_whom_search_engines_are_not_told_are_found() {
    let said =
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Jane Doe\"}}</script>";
    for (head, above) in [
        (
            "<meta name=twitter:label1 content=\"Written by\"><meta name=twitter:data1 content=\"Jane Doe, John Roe\">",
            "",
        ),
        ("", "<p class=byline>By Jane Doe and John Roe</p>"),
        ("<meta name=author content=\"John Roe\"><meta name=author content=\"Jane Doe\">", ""),
    ] {
        let found = read(&format!("{said}{head}"), above, "").author.unwrap_or_default();
        assert!(["Jane Doe; John Roe", "John Roe; Jane Doe"].contains(&found.as_str()), "{found}");
    }
    assert_eq!(read(said, "<p class=byline>By John Roe</p>", "").author.as_deref(), Some("Jane Doe"));
}

#[test]
fn the_footer_of_the_article_counts_and_no_other() {
    let foot = "<footer><time class=entry-date datetime=2024-05-19T23:52:03+01:00>19 May 2024</time> \
        <a rel=author href=/a>Hester Quayle</a></footer>";
    let own = page(&format!("<article><h1>Quay of Selwick closed</h1>{TEXT}{TEXT}{foot}</article>")).metadata;
    assert_eq!(own.author.as_deref(), Some("Hester Quayle"));
    assert_eq!(own.published, Some(jiff::civil::date(2024, 5, 19)));
    let other = page(&format!("<article><h1>Quay of Selwick closed</h1>{TEXT}</article><article>{foot}</article>"));
    assert_eq!((other.metadata.author, other.metadata.published), (None, None));
}

#[test]
fn the_day_is_that_of_the_papers_readers() {
    let stamp = "<meta property=article:published_time content=2023-11-14T03:12:44.000Z>";
    for (head, above, day) in [
        ("", "", 14),
        ("", "<time datetime=2023-11-13T22:12:44-05:00>Nov. 13</time>", 13),
        ("", "<time datetime=2023-11-14T03:12:44Z>Nov. 13, 2023</time>", 13),
        ("<meta name=pdate content=20231113>", "", 13),
        ("<link rel=canonical href=https://selwickpost.example/2023/11/13/quay>", "", 13),
        ("<link rel=canonical href=https://selwickpost.example/2023/nov/13/quay>", "", 13),
        ("", "<div aria-label='Published: 10:12 p.m. ET Nov. 13, 2023 Updated: 8 a.m. ET Nov. 14, 2023'></div>", 13),
        ("", "<p class=timestamp>Posted Nov 13, 2023, updated Nov 14, 2023</p>", 13),
        // Too far away to be the same day anywhere.
        ("", "<time>November 12, 2023</time>", 14),
        ("<link rel=canonical href=https://selwickpost.example/2023/11/12/quay>", "", 14),
    ] {
        let found = read(&format!("{stamp}{head}"), &format!("<h1>Quay of Selwick closed</h1>{above}"), "");
        assert_eq!(found.published, Some(jiff::civil::date(2023, 11, day)), "{head}{above}");
    }
}

#[test]
fn days_of_changes_are_not_those_of_publication() {
    for (above, day) in [
        ("<time class='entry-date published updated' datetime=2024-05-19>19 May</time>", Some(19)),
        ("<time class=updated datetime=2024-05-19>19 May</time>", None),
        ("<span>Last updated</span> <time datetime=2024-05-19>19 May</time>", None),
        ("<time datetime=2024-05-19>19 May</time><time datetime=2024-05-20>20 May</time>", Some(19)),
    ] {
        let found = read("", &format!("<h1>Quay of Selwick closed</h1>{above}"), "");
        assert_eq!(found.published, day.map(|day| jiff::civil::date(2024, 5, day)), "{above}");
    }
}

#[test]
fn the_headline_is_the_one_shown() {
    let said = |said: &str, shown: &str| {
        let script =
            format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"{said}\"}}</script>");
        read(&script, &format!("<h1>{shown}</h1>"), "").headline.unwrap_or_default()
    };
    let long = "Quay of Selwick closed after council called it a danger";
    assert_eq!(said("Quay of Selwick closed", long), long);
    assert_eq!(said("Quay of Selwick closed", "LIVE: Quay of Selwick closed"), "Quay of Selwick closed");
    assert_eq!(said("Quay of Selwick closed", "The news of the day"), "Quay of Selwick closed");
}

#[test]
fn pages_without_headings_have_their_headline_in_a_line() {
    let found = read(
        "<title>The Selwick Post - Quay to be closed</title>",
        "<img src=logo.gif alt='The Selwick Post'><font size=5><b>Quay to be closed</b></font><br><i>By Jane Doe, Staff \
         Writer</i><br>Posted Tuesday, March 15, 2005",
        "<font size=1>Copyright &copy; 2005 The Selwick Post. All rights reserved.</font>",
    );
    assert_eq!(found.headline.as_deref(), Some("Quay to be closed"));
    assert_eq!((found.outlet.as_deref(), found.author.as_deref()), (Some("The Selwick Post"), Some("Jane Doe")));
    assert_eq!(found.published, Some(jiff::civil::date(2005, 3, 15)));
}

#[test]
fn the_outlet_is_what_the_page_calls_itself() {
    let canonical = "<link rel=canonical href=https://selwickpost.example/ferry>";
    for (head, above, outlet) in [
        ("<title>Quay closed - Selwick Post</title>", "", Some("Selwick Post")),
        ("<title>Quay closed - The North Selwick Post</title>", "", Some("The North Selwick Post")),
        ("<title>Quay closed - Harbour News</title>", "", None),
        (
            "<title>Quay closed - Harbour News</title>",
            "<p class=site-title><a rel=home href=/>Harbour News</a></p>",
            Some("Harbour News"),
        ),
        ("<title>Quay closed</title>", "<a href=/ rel=home>The Selwick Post</a>", Some("The Selwick Post")),
        ("<title>Quay closed</title>", "<a href=/ rel=home>Front</a>", None),
        (
            "<title>Quay closed | The Post</title><meta name=publisher content='Selwick Media, Inc.'><meta property=dc.publisher content='The Post'>",
            "",
            Some("The Post"),
        ),
        (
            "<meta property=og:site_name content='selwickpost.example'><meta name=publisher content='The Post'>",
            "",
            Some("The Post"),
        ),
    ] {
        let found = read(&format!("{canonical}{head}"), above, "");
        assert_eq!(found.outlet.as_deref(), outlet, "{head}{above}");
    }
}

#[test]
fn addresses_of_archives_are_those_of_the_pages() {
    let head = "<link rel=canonical href=https://web.archive.org/web/20090411083015/http://selwickpost.example/a/>";
    assert_eq!(read(head, "", "").url.as_deref(), Some("http://selwickpost.example/a/"));
    let own = "<link rel=canonical href=https://web.archive.org/web/about>";
    assert_eq!(read(own, "", "").url.as_deref(), Some("https://web.archive.org/web/about"));
}
