//! The elements of HTML, as far as they matter to text: which have no content, which are blocks, which end others.

/// An element's tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[rustfmt::skip]
pub(super) enum Tag {
    Root, Text,
    A, Address, Area, Article, Aside, Audio, B, Base, Blockquote, Body, Br, Button, Canvas, Caption, Center, Cite, Col,
    Dd, Details, Dialog, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6,
    Head, Header, Hgroup, Hr, Html, I, Iframe, Img, Input, Label, Li, Link, Main, Map, Menu, Meta, Nav, Noscript, Object,
    Ol, Optgroup, Option, P, Param, Picture, Pre, Q, Script, Search, Section, Select, Source, Span, Strong, Style,
    Summary, Sup, Svg, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Ul, Video, Wbr,
    /// Any other.
    Other,
}

use Tag::{
    A, Address, Area, Article, Aside, Audio, B, Base, Blockquote, Body, Br, Button, Canvas, Caption, Center, Cite, Col,
    Dd, Details, Dialog, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6,
    Head, Header, Hgroup, Hr, Html, I, Iframe, Img, Input, Label, Li, Link, Main, Map, Menu, Meta, Nav, Noscript,
    Object, Ol, Optgroup, Option as Choice, Other, P, Param, Picture, Pre, Q, Root, Script, Search, Section, Select,
    Source, Span, Strong, Style, Summary, Sup, Svg, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time,
    Title, Tr, Track, Ul, Video, Wbr,
};

/// In order of the name.
#[rustfmt::skip]
const NAMES: &[(&str, Tag)] = &[
    ("a", A), ("address", Address), ("area", Area), ("article", Article), ("aside", Aside), ("audio", Audio), ("b", B),
    ("base", Base), ("blockquote", Blockquote), ("body", Body), ("br", Br), ("button", Button), ("canvas", Canvas),
    ("caption", Caption), ("center", Center), ("cite", Cite), ("col", Col), ("dd", Dd), ("details", Details),
    ("dialog", Dialog), ("div", Div), ("dl", Dl), ("dt", Dt), ("em", Em), ("embed", Embed), ("fieldset", Fieldset),
    ("figcaption", Figcaption), ("figure", Figure), ("footer", Footer), ("form", Form), ("h1", H1), ("h2", H2),
    ("h3", H3), ("h4", H4), ("h5", H5), ("h6", H6), ("head", Head), ("header", Header), ("hgroup", Hgroup), ("hr", Hr),
    ("html", Html), ("i", I), ("iframe", Iframe), ("img", Img), ("input", Input), ("label", Label), ("li", Li),
    ("link", Link), ("main", Main), ("map", Map), ("menu", Menu), ("meta", Meta), ("nav", Nav), ("noscript", Noscript),
    ("object", Object), ("ol", Ol), ("optgroup", Optgroup), ("option", Choice), ("p", P), ("param", Param),
    ("picture", Picture), ("pre", Pre), ("q", Q), ("script", Script), ("search", Search), ("section", Section),
    ("select", Select), ("source", Source), ("span", Span), ("strong", Strong), ("style", Style), ("summary", Summary),
    ("sup", Sup), ("svg", Svg), ("table", Table), ("tbody", Tbody), ("td", Td), ("template", Template),
    ("textarea", Textarea), ("tfoot", Tfoot), ("th", Th), ("thead", Thead), ("time", Time), ("title", Title),
    ("tr", Tr), ("track", Track), ("ul", Ul), ("video", Video), ("wbr", Wbr),
];

/// The tag of this name, which is in lower case.
pub(super) fn tag(name: &str) -> Tag {
    NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).map_or(Other, |at| NAMES[at].1)
}

impl Tag {
    /// Whether it has neither content nor end tag (HTML Standard, section 13.1.2).
    pub(super) const fn is_void(self) -> bool {
        matches!(self, Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Whether it is one of the three around all others, which need not be written and may end anywhere.
    pub(super) const fn is_outer(self) -> bool {
        matches!(self, Html | Head | Body)
    }

    /// Whether it is a heading.
    pub(super) const fn is_heading(self) -> bool {
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// Whether text in it stands apart from the text around it (HTML Standard, section 15.3).
    pub(super) const fn is_block(self) -> bool {
        self.is_heading()
            || self.is_scope()
            || self.is_outer()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Center
                    | Dd
                    | Details
                    | Dialog
                    | Div
                    | Dl
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Form
                    | Header
                    | Hgroup
                    | Hr
                    | Li
                    | Main
                    | Menu
                    | Nav
                    | Ol
                    | P
                    | Pre
                    | Root
                    | Search
                    | Section
                    | Summary
                    | Tbody
                    | Tfoot
                    | Thead
                    | Tr
                    | Ul
            )
    }

    /// Whether an end tag inside cannot close what is outside (HTML Standard, section 13.2.4.2, "scope").
    pub(super) const fn is_scope(self) -> bool {
        matches!(self, Button | Caption | Object | Table | Td | Template | Th)
    }

    /// Whether a paragraph ends where it starts.
    pub(super) const fn ends_paragraph(self) -> bool {
        self.is_block() && !matches!(self, Button | Caption | Td | Th | Tr | Tbody | Tfoot | Thead | Object | Template)
    }

    /// The elements that end where it starts, and those beyond which none is looked for.
    pub(super) const fn closes(self) -> (&'static [Tag], &'static [Tag]) {
        match self {
            A => (&[A], &[Td, Th, Table, Li, Div, P, Section, Article]),
            Li => (&[Li], &[Ul, Ol, Menu, Table, Td, Th, Button]),
            Dt | Dd => (&[Dt, Dd], &[Dl, Table, Td, Th, Button]),
            Td | Th => (&[Td, Th, Caption], &[Tr, Table]),
            Tr => (&[Tr, Caption], &[Table]),
            Tbody | Thead | Tfoot => (&[Tbody, Thead, Tfoot, Caption], &[Table]),
            Choice | Optgroup => (&[Choice], &[Select]),
            H1 | H2 | H3 | H4 | H5 | H6 => (&[H1, H2, H3, H4, H5, H6], &[Td, Th, Table, Div, Section, Article, Li, A]),
            _ => (&[], &[]),
        }
    }

    /// Whether nothing in it is text of the page: programs, controls, pictures.
    pub(super) const fn is_mute(self) -> bool {
        matches!(
            self,
            Audio
                | Button
                | Canvas
                | Dialog
                | Embed
                | Head
                | Iframe
                | Input
                | Map
                | Noscript
                | Object
                | Script
                | Select
                | Style
                | Svg
                | Template
                | Textarea
                | Title
                | Video
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(NAMES.is_sorted_by(|one, other| one.0 < other.0));
        assert_eq!((tag("wbr"), tag("bsp-timestamp"), Tag::Text.is_block()), (Wbr, Other, false));
        assert!([Picture, Label, Time, Sup, Strong, Em, I, Cite, Q, Span].iter().all(|tag| !tag.is_block()));
    }
}
