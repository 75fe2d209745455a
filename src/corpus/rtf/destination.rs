//! Where the text of a group of RTF goes: into the article, nowhere, or elsewhere (RTF Specification 1.9.1,
//! "Destinations").

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the article.
    Text,
    /// Into a box of the article.
    Box,
    /// Nowhere.
    Nowhere,
    /// Nowhere, but groups inside may go elsewhere: a drawing, in which a box may be.
    Drawing,
    /// Nowhere, but it may hold the title and the author.
    About,
    /// The title of the file.
    Title,
    /// The author of the file.
    Author,
    /// The table of fonts.
    Fonts,
    /// The mark of an item of a list.
    Mark,
    /// A text twice, in a code page and in Unicode, of which the second counts.
    Twice,
}

/// The destination that a control word opens inside one; `None` if it opens none. `starred` is whether `\*` stands
/// before the word, by which readers that do not know it pass its group over.
pub(super) fn destination(word: &[u8], starred: bool, inside: Destination) -> Option<Destination> {
    use Destination as D;
    // Of a text that stands twice, only `\ud` leads out, to the second.
    if matches!(inside, D::Nowhere | D::Twice) {
        return None;
    }
    if inside == D::Drawing {
        return match word {
            b"shptxt" | b"dptxbxtext" => Some(D::Box),
            b"shpinst" | b"shpgrp" | b"shp" | b"do" => Some(D::Drawing),
            b"sp" | b"shprslt" | b"pict" => Some(D::Nowhere),
            _ if starred => Some(D::Nowhere),
            _ => None,
        };
    }
    Some(match word {
        b"fonttbl" => D::Fonts,
        b"info" => D::About,
        b"title" if inside == D::About => D::Title,
        b"author" if inside == D::About => D::Author,
        b"upr" => D::Twice,
        b"listtext" | b"pntext" => D::Mark,
        b"shp" | b"shpgrp" => D::Drawing,
        b"shpinst" | b"do" if starred => D::Drawing,
        b"colortbl" | b"stylesheet" | b"pict" | b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer"
        | b"footerl" | b"footerr" | b"footerf" | b"footnote" | b"fldinst" | b"nonshppict" | b"shprslt" | b"xe"
        | b"tc" | b"tcn" | b"rxe" | b"txe" | b"bkmkstart" | b"bkmkend" | b"objdata" | b"objclass" | b"objname"
        | b"annotation" | b"atnid" | b"atnauthor" | b"nonesttables" | b"listtable" | b"listoverridetable"
        | b"revtbl" | b"filetbl" | b"ftnsep" | b"ftnsepc" | b"aftnsep" | b"aftnsepc" | b"themedata" | b"datafield"
        | b"falt" | b"panose" => D::Nowhere,
        _ if starred => D::Nowhere,
        _ => return None,
    })
}
