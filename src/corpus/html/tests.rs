//! Whole pages: what is written on purpose to break a reader, and what other readers ask of this one.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn page(markup: &str) -> Page {
    super::page(&Dom::parse(markup))
}

const SENTENCE: &str = "<p>The mayor of Selwick said on Monday that the quay would be closed until the spring.</p>";

/// Reads a page on a stack of 2 MiB, as the threads of the program have, and within a few seconds.
fn read(markup: String) -> Page {
    let begun = Instant::now();
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || page(&markup)).unwrap();
    let page = thread.join().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    page
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let numbered = |count: usize| (0..count).map(|number| format!(" a{number}=x")).collect::<Vec<_>>().concat();
    let fonts: String = (0..30_000).map(|number| format!("<font size={number}>")).collect::<Vec<_>>().concat();
    for (name, junk) in [
        ("nested blocks", many("<div>", 100_000)),
        ("nested quotations", many("<blockquote><q>", 50_000)),
        ("nested lists", many("<ul><li>", 50_000)),
        ("nested tables", many("<table><tr><td>", 40_000)),
        ("nested figures", many("<figure>", 100_000)),
        ("unclosed formatting", fonts + &many("<p>a", 30_000)),
        ("links", many("<a href=x>a", 100_000)),
        ("headings that are links", many("<h3><a href=x>a</a></h3>", 50_000)),
        ("unclosed tags", many("<b>", 400_000)),
        ("end tags", many("</div></b>", 200_000)),
        ("attributes", format!("<div{}>", numbered(200_000))),
        ("a picture in the page", format!("<img src=\"data:image/png;base64,{}\">", many("iVBORw0KG", 500_000))),
        ("NULs", many("\0", 1_000_000)),
        ("broken tags", many("<", 500_000)),
        ("broken comments", many("<!-", 300_000)),
        ("references", many("&amp", 300_000)),
        ("breaks", many("<br>", 200_000)),
    ] {
        for page in [format!("<html><body>{SENTENCE}{junk}"), format!("<html><body>{junk}{SENTENCE}")] {
            let begun = Instant::now();
            let read = read(page);
            println!("{name}: {:?} {:?}", begun.elapsed(), read.text.as_ref().map(String::len).map_err(|_| ()));
        }
    }
}

#[test]
fn a_deep_page_keeps_its_text() {
    let page = read(format!("<html><body>{}{SENTENCE}", "<div>".repeat(100_000)));
    assert!(page.text.unwrap().starts_with("The mayor of Selwick"));
}

#[test]
fn json_nested_deeply_is_passed_over() {
    let json = format!("<script type=application/ld+json>{}</script>{SENTENCE}", "[".repeat(100_000));
    assert!(read(json).text.is_ok());
}

#[test]
fn fragments_are_read_whole() {
    let text = fragment(
        "<style>p{}</style><p>One <b>two</b>,<br>three.<ul><li>four<li>five</ul>&ldquo;six&rdquo;<script>x</script>",
    );
    assert_eq!(text, "One two, three.\n\n• four\n\n• five\n\n“six”");
    assert_eq!(fragment("no markup & <none"), "no markup &");
}

#[test]
fn spaces_are_those_of_a_browser() {
    let text = fragment("<p>She said<em> no</em>.</p><p>a<span>b</span>c <q>d <q>e</q></q></p><p>x<wbr>y</p>");
    assert_eq!(text, "She said no.\n\nabc “d ‘e’”\n\nxy");
}

#[test]
fn a_page_without_an_article_says_so() {
    let Err((status, message)) = page("<html><body><nav><a href=/>Home</a></nav></body></html>").text else {
        panic!("no article")
    };
    assert_eq!(status, Status::NoText);
    assert!(message.contains("front page"), "{message}");
}

proptest! {
    #[test]
    fn any_markup_gives_a_page(markup in "(<[/!]?(p|div|h1|h2|a href=x|article|br|q|li|td|script|title|meta name=author content=)>?|a b\\. |&#?x?[0-9a-z]{0,4};?|\\PC){0,60}") {
        let _ = page(&markup);
        let _ = fragment(&markup);
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Html.parse(File { bytes, extension: "html" }, &Options::default());
    }
}
