//! Feeds (RSS 2.0, RSS 1.0, Atom) that carry whole articles: each item is read like an object of JSON, under the names of
//! its elements.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde_json::{Map, Value};

use super::head::Head;
use super::whole::{File, Parsed, Parser, Refusal};
use super::{Options, Status, fields, html, plain};

/// Titles of feeds and notices below their articles are shorter, in bytes.
const LONGEST_TITLE: usize = 300;

/// Elements around a place that are remembered.
const DEEPEST: usize = 50;

/// Reads feeds.
pub(super) struct Feed;

impl Parser for Feed {
    fn format(&self) -> &'static str {
        "feed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom"]
    }

    /// Whether the first element is that of a feed.
    fn recognises(&self, head: &Head) -> bool {
        let start = head.start();
        let mut rest = start;
        // The declaration, style sheets and comments stand above it.
        while let Some(inner) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!--")) {
            let end = if rest.starts_with("<?") { "?>" } else { "-->" };
            let Some((_, behind)) = inner.split_once(end) else { return false };
            rest = behind.trim_start();
        }
        let element = rest.split_once('>').map_or(rest, |(element, _)| element);
        rest.starts_with("<rss")
            || (rest.starts_with("<rdf:RDF") && element.contains("purl.org/rss"))
            || (rest.starts_with("<feed") && element.contains("2005/Atom"))
    }

    fn is_text(&self) -> bool {
        true
    }

    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        let decoded = plain::decode_checked(file.bytes)?;
        let channel = read(&decoded.text).map_err(|(offset, reason)| {
            let line = decoded.text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count() + 1;
            (Status::Corrupt, format!("line {line}: no valid XML ({reason}); get the feed again"))
        })?;
        if channel.items.is_empty() {
            return Err((Status::Empty, "the feed has no items; leave it out".to_owned()));
        }
        let outlet = channel.outlet();
        let parsed = channel.items.iter().enumerate().map(|(at, item)| {
            let mut record = fields::extract(item, &options.fields);
            record.text = record.text.map(without_notice);
            record.metadata.outlet = record.metadata.outlet.or_else(|| outlet.clone());
            Parsed {
                entry: Some((at + 1).to_string()),
                id: record.id,
                text: record.text.map_err(|reason| (Status::NoText, reason)),
                metadata: record.metadata,
                encoding: decoded.encoding.to_owned(),
                remarks: record.remarks.into_iter().chain(decoded.remark()).collect(),
            }
        });
        Ok(parsed.collect())
    }
}

/// A feed.
#[derive(Debug, Default)]
struct Channel {
    /// Its items, as objects with the texts of their elements.
    items: Vec<Map<String, Value>>,
    title: String,
    link: String,
}

impl Channel {
    /// The outlet: of "Harbour - The Selwick Post" the part that the feed's address has, too.
    fn outlet(&self) -> Option<String> {
        html::site_of_title(&self.title, self.link.trim().split('/').nth(2).unwrap_or_default())
    }

    /// Takes a piece of the text of an element that stands beside the items; `path` leads to it.
    fn take(&mut self, path: &[String], piece: &str) {
        let Some((last, outer)) = path.split_last() else { return };
        let own = matches!(outer.last().map(String::as_str), Some("channel" | "feed"));
        let into = match last.as_str() {
            "title" if own => &mut self.title,
            "link" if own => &mut self.link,
            _ => return,
        };
        if into.len() < LONGEST_TITLE {
            into.push_str(piece);
        }
    }

    /// Takes the address that Atom keeps in an attribute.
    fn link(&mut self, element: &BytesStart<'_>) {
        let mut found = Map::new();
        link(element, &mut found);
        if let Some(Value::String(link)) = found.remove("url")
            && self.link.is_empty()
        {
            self.link = link;
        }
    }
}

/// A text without what WordPress writes below it: "The post A first appeared on The Selwick Post."
fn without_notice(mut text: String) -> String {
    let last = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let line = &text[last..];
    if last > 0 && line.starts_with("The post ") && line.contains("appeared") && line.len() < LONGEST_TITLE {
        text.truncate(text[..last].trim_end().len());
    }
    text
}

/// Reads a feed; else the place of what is wrong, and what it is.
fn read(text: &str) -> Result<Channel, (usize, String)> {
    let mut reader = Reader::from_str(text);
    let mut channel = Channel::default();
    // The elements around this place, outside of items.
    let mut path: Vec<String> = Vec::new();
    let mut item = Map::new();
    // How deep in the item, 0 outside; the name and the text of its element.
    let (mut depth, mut name, mut content) = (0_usize, String::new(), String::new());
    loop {
        let event = reader.read_event().map_err(|error| (reader.error_position() as usize, error.to_string()))?;
        match event {
            Event::Start(element) if depth == 0 => {
                depth = usize::from(matches!(element.local_name().as_ref(), "item" | "entry"));
                if depth == 0 && path.len() < DEEPEST {
                    channel.link(&element);
                    path.push(element.local_name().as_ref().to_owned());
                }
            }
            Event::End(_) if depth == 0 => drop(path.pop()),
            Event::Text(part) if depth == 0 => channel.take(&path, &part),
            Event::CData(part) if depth == 0 => channel.take(&path, &part),
            Event::GeneralRef(part) if depth == 0 => channel.take(&path, &referred(&part)),
            Event::Empty(element) if depth == 0 => channel.link(&element),
            Event::Start(element) => {
                depth += 1;
                if depth == 2 {
                    element.name().as_ref().clone_into(&mut name);
                    content.clear();
                    link(&element, &mut item);
                } else if name == "author" && element.local_name().as_ref() == "name" {
                    content.clear();
                    "authorname".clone_into(&mut name);
                } else if name != "authorname" {
                    // XHTML in Atom. The tags are read as markup with the rest.
                    content.extend(["<", element.local_name().as_ref(), ">"]);
                }
            }
            Event::Empty(element) if depth == 1 => link(&element, &mut item),
            Event::Empty(element) if depth > 1 => content.extend(["<", element.local_name().as_ref(), ">"]),
            Event::Text(part) if depth > 1 => content.push_str(&part),
            Event::CData(part) if depth > 1 => content.push_str(&part),
            Event::GeneralRef(part) if depth > 1 => content.push_str(&referred(&part)),
            Event::End(_) if depth == 1 => {
                channel.items.push(std::mem::take(&mut item));
                depth = 0;
            }
            Event::End(element) if depth > 1 => {
                depth -= 1;
                let author = (name == "authorname" && element.local_name().as_ref() == "name")
                    || (depth == 1 && name.ends_with("creator"));
                if let Some(Value::String(authors)) = item.get_mut(&name).filter(|_| author) {
                    // Another author of the same item.
                    if !content.trim().is_empty() && authors.len() < LONGEST_TITLE {
                        *authors = format!("{authors}; {}", content.trim());
                        content.clear();
                    }
                } else if depth == 1 && !content.trim().is_empty() && !item.contains_key(&name) {
                    item.insert(std::mem::take(&mut name), Value::String(std::mem::take(&mut content)));
                } else if depth > 1 && name == "authorname" {
                    item.entry("authorname").or_insert_with(|| Value::String(std::mem::take(&mut content)));
                } else if depth > 1 {
                    content.extend(["</", element.local_name().as_ref(), ">"]);
                }
            }
            Event::Eof if depth > 0 => return Err((text.len(), "it is cut off here".to_owned())),
            Event::Eof => return Ok(channel),
            _ => {}
        }
    }
}

/// What a reference stands for; nothing if it is not known.
fn referred(part: &BytesRef<'_>) -> String {
    let character = part.resolve_char_ref().ok().flatten().map(String::from);
    character.or_else(|| resolve_html5_entity(part).map(str::to_owned)).unwrap_or_default()
}

/// The address that Atom keeps in an attribute, if it is that of the article.
fn link(element: &BytesStart<'_>, item: &mut Map<String, Value>) {
    if element.name().as_ref() != "link" {
        return;
    }
    let of = |name: &str| {
        let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
        Some(found.value.replace("&amp;", "&"))
    };
    if of("rel").is_none_or(|rel| rel == "alternate")
        && let Some(address) = of("href")
    {
        item.insert("url".to_owned(), Value::String(address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<Vec<Parsed>, Refusal> {
        Feed.parse(File { bytes: text.as_bytes().to_vec(), extension: "xml" }, &Options::default())
    }

    #[test]
    fn items_of_rss_are_articles() {
        let text = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>X</title><item><title>A &amp; B</title>\
            <link>https://a.example/1</link><dc:creator><![CDATA[Ann Orr]]></dc:creator><pubDate>Fri, 02 May 2025 10:00:00 \
            GMT</pubDate><description>Short.</description><content:encoded><![CDATA[<p>One &amp; two.</p><p>Three.</p>]]>\
            </content:encoded></item><item><title>C</title><description>Begun.</description></item></channel></rss>";
        let found = parse(text).unwrap();
        assert_eq!(found[0].text.as_deref(), Ok("One & two.\n\nThree."));
        let about = &found[0].metadata;
        assert_eq!((about.headline.as_deref(), about.author.as_deref()), (Some("A & B"), Some("Ann Orr")));
        assert_eq!(about.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(about.published, Some(jiff::civil::date(2025, 5, 2)));
        assert!(found[1].remarks[0].contains("summary"));
        assert_eq!(found[1].metadata.outlet, None);
    }

    #[test]
    fn a_feed_names_its_outlet_and_all_authors() {
        let text = "<rss><channel><title>Harbour &#8211; The Selwick Post</title><link>https://selwickpost.example/</link>\
            <image><title>Logo</title></image><item><title>A</title><dc:creator>Ann Orr</dc:creator><dc:creator>Jo \
            Peart</dc:creator><content:encoded>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;The post &lt;a&gt;A&lt;/a&gt; appeared first \
            on Post.&lt;/p&gt;</content:encoded></item></channel></rss>";
        let found = parse(text).unwrap();
        let about = &found[0].metadata;
        assert_eq!(
            (about.outlet.as_deref(), about.author.as_deref()),
            (Some("The Selwick Post"), Some("Ann Orr; Jo Peart"))
        );
        assert_eq!(found[0].text.as_deref(), Ok("One."));
    }

    #[test]
    fn entries_of_atom_are_articles() {
        let text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>tag:1</id><title>T</title>\
            <link rel=\"self\" href=\"https://a.example/feed\"/><link href=\"https://a.example/1?a=1&amp;b=2\"/>\
            <author><name>Ann Orr</name><uri>https://a.example/orr</uri></author><published>2025-05-02T10:00:00Z</published>\
            <updated>2026-01-01T00:00:00Z</updated><content type=\"html\">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;\
            </content></entry></feed>";
        let found = parse(text).unwrap();
        assert_eq!(found[0].text.as_deref(), Ok("One.\n\nTwo."));
        assert_eq!(found[0].metadata.author.as_deref(), Some("Ann Orr"));
        assert_eq!(found[0].metadata.url.as_deref(), Some("https://a.example/1?a=1&b=2"));
        assert!(parse("<rss><channel><item><title>A").unwrap_err().1.contains("cut off"));
        assert_eq!(parse("<rss></rss>").unwrap_err().0, Status::Empty);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_value(text in "(<item>|</item>|<title>|</title>|<link href=\"x\"/>|<author>|<name>|</name>|</author>|&amp;|&#1;|&x;|<!\\[CDATA\\[|\\]\\]>|a|<){0,20}") {
            let _ = parse(&text);
        }
    }
}
