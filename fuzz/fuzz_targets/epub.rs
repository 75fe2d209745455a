//! The reader of e-books: a sound package with any chapter in it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let container = br#"<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>"#;
    let opf = br#"<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"#;
    let kind: &[u8] = b"application/epub+zip";
    let parts: [(&str, &[u8]); 4] =
        [("mimetype", kind), ("META-INF/container.xml", container), ("a.opf", opf), ("a.xhtml", bytes)];
    sayso_fuzz::read("book.epub", &sayso_fuzz::package(&parts));
});
