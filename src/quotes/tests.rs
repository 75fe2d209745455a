//! The laws on arbitrary strings, and one line for each habit of writers that the stage knows.

use super::*;
use proptest::prelude::*;

/// Paragraphs at blank lines, all of them body.
fn sections(text: &str) -> Sections {
    let mut paragraphs = Vec::new();
    let mut from = 0;
    for piece in text.split("\n\n") {
        let span = Span::new(from, from + piece.len()).trim(text);
        if !span.is_empty() {
            paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
        }
        from += piece.len() + 2;
    }
    Sections { paragraphs, ..Sections::default() }
}

/// Each quotation as its inner text, `>` for each level of depth before it, ` ...` after it when it is not closed, and
/// `~` before it when it is a scare quotation.
fn view(text: &str) -> Vec<String> {
    let sections = sections(text);
    let mut lines = Vec::new();
    for quotation in find(text, &sections) {
        let depth = ">".repeat(usize::from(quotation.depth));
        let scare = if quotation.scare { "~" } else { "" };
        let end = if quotation.closed { "" } else { " ..." };
        lines.push(format!("{depth}{scare}{}{end}", quotation.inner.slice(text).replace("\n\n", " / ")));
    }
    lines
}

macro_rules! cases {
    ($($name:ident: $text:expr => [$($line:expr),* $(,)?];)*) => {
        $(#[test] fn $name() { assert_eq!(view($text), Vec::<&str>::from([$($line),*])); })*
    };
}

cases! {
    curly: "“We won,” he said. “We did.”" => ["We won,", "We did."];
    straight: "\"We won,\" he said. \"We did.\"" => ["We won,", "We did."];
    british: "‘We won,’ he said. ‘We don’t lose.’" => ["We won,", "We don’t lose."];
    straight_single: "'We won,' he said. 'We don't lose the dogs' home.'" => ["We won,", "We don't lose the dogs' home."];
    low: "„Nie,” said Łukasz. „Nein“, said Jürgen." => ["Nie,", "Nein"];
    guillemets: "« Jamais », she said. »Niemals«, he said. «Nunca»." => [" Jamais ", "Niemals", "Nunca"];
    wire: "``We won,'' he said. ``He told me `never' and left.''" => ["We won,", "He told me `never' and left.", ">never"];
    two_apostrophes: "''We won,'' he said. ''He said 'no'.''" => ["We won,", "He said 'no'.", ">no"];
    nested: "“He told me ‘never’ and left,” she said." => ["He told me ‘never’ and left,", ">never"];
    nested_at_the_border: "“‘Never,’ he told me. ‘Never.’”" => ["‘Never,’ he told me. ‘Never.’", ">Never,", ">Never."];
    nested_british: "‘He told me “never” and left,’ she said." => ["He told me “never” and left,", ">never"];
    nested_alike: "“He told me “never” and left,” she said." => ["He told me “never” and left,", ">never"];
    nested_straight_alike: "\"He told me \"never\" and left,\" she said." => ["He told me \"never\" and left,", ">never"];
    three_deep: "“She said, ‘He said “no way” twice,’ and sat.”" =>
        ["She said, ‘He said “no way” twice,’ and sat.", ">He said “no way” twice,", ">>no way"];
    paragraphs: "“One day.\n\n“Two days.\n\n“Three days,” he said. “Four.”" => ["One day. / “Two days. / “Three days,", "Four."];
    paragraphs_british: "He said: ‘One day.\n\n‘Two days.’\n\nEnd." => ["One day. / ‘Two days."];
    paragraphs_straight: "\"One day.\n\n\"Two days.\"" => ["One day. / \"Two days."];
    paragraphs_nested: "“He said: ‘One.\n\n“‘Two.’ And left.”" => ["He said: ‘One. / “‘Two.’ And left.", ">One. / “‘Two."];
    paragraphs_unmarked: "He said: “One day.\n\nTwo days.”\n\nHe left." => ["One day. / Two days."];
    paragraphs_never_closed: "“One day.\n\n“Two days.\n\nHe left “soon” then." => ["One day. / “Two days. ...", "~soon"];
    unclosed: "“We won.\n\nThe mayor left." => ["We won. ..."];
    unclosed_tag: "“We won, he said.\n\n“We lost,” she said." => ["We won, he said. ...", "We lost,"];
    unclosed_in_the_middle: "“We won, he said. “We lost,” she said. “So it goes.”" => ["We won, he said. ...", "We lost,", "So it goes."];
    unclosed_straight: "\"We won, he said. \"We lost,\" she said." => ["We won, he said. ...", "We lost,"];
    stray_close: "He left.” Then “she stayed for a week” too." => ["she stayed for a week"];
    inverted: "a “firm handshake“with rivals, and “time to act now.”" => ["~firm handshake", "time to act now."];
    wrong_way: "”We won today,” he said." => ["We won today,"];
    both_open: "“We won today,“ he said. “We did.“" => ["We won today,", "We did."];
    mixed: "\"We won today,” he said. “We did.\"" => ["We won today,", "We did."];
    space_missing_after: "“We won today,”he said.“We did.”" => ["We won today,", "We did."];
    space_misplaced: "\"We won today, \"he said. \"We did.\"" => ["We won today, ", "We did."];
    spaced: "He said \" we won today \" and left." => [" we won today "];
    touching: "“Who?”“Me.”“You?”" => ["Who?", "Me.", "You?"];
    apostrophes: "Don’t tell ‘em it’s the ’90s, ‘tis O’Neill’s dogs’ rock ‘n’ roll, ‘twas ever thus." => [];
    straight_apostrophes: "Don't tell 'em it's the '90s, 'tis the dogs' rock 'n' roll, goin' on." => [];
    apostrophes_within: "‘The dogs’ home didn’t want ‘em in the ’90s,’ he said." => ["The dogs’ home didn’t want ‘em in the ’90s,"];
    lengths: "He is 6' 2\" and has a 12\" ruler, a 5-inch 5\" nail and 6'2\" of rope." => [];
    lengths_within: "\"He is 6' 2\" tall,\" she said. \"The ruler is 12\" long.\"" => ["He is 6' 2\" tall,", "The ruler is 12\" long."];
    year_at_the_end: "It said \"it was founded in 1995\" and \"it was closed in 1996\" on it." => ["it was founded in 1995", "it was closed in 1996"];
    dashes: "He said—“never again, never”—and left." => ["never again, never"];
    brackets: "(“Never again in my life.”) And [\"not me\"]." => ["Never again in my life.", "not me"];
    possessive: "He was on “Good Day”’s couch, and “Late”'s too." => ["~Good Day", "~Late"];
    ellipsis: "He said “...and then we lost it” and \"... so be it, folks\"." => ["...and then we lost it", "... so be it, folks"];
    scare: "The so-called “truce” held; the “border czar” left." => ["~truce", "~border czar"];
    scare_american: "It was a “truce,” but a short one. It was a “truce.”" => ["~truce,", "~truce."];
    no_scare: "“Never,” he said. He said “never”. “No!” She shouted: “Yes.”" => ["Never,", "never", "No!", "Yes."];
    blank: "“” and \" \" and ''''." => [];
    boilerplate_mark: "Read more »" => [];
    windows: "\u{93}We won\u{94}, he said. It\u{92}s good." => ["We won"];
}

#[test]
fn headlines_carry_nothing() {
    let text = "“We won\n\n“We did,” he said.";
    let mut sections = sections(text);
    sections.paragraphs[0].kind = ParagraphKind::Headline;
    let found = find(text, &sections);
    assert_eq!(found.len(), 2);
    assert!(!found[0].closed && found[1].closed);
}

#[test]
fn an_advertisement_does_not_end_a_quotation() {
    let text = "“We won.\n\nSubscribe \"now!\n\n“We did,” he said.";
    let mut sections = sections(text);
    sections.paragraphs[1].kind = ParagraphKind::Boilerplate;
    assert_eq!(find(text, &sections).len(), 1);
}

#[test]
fn lists_are_sorted() {
    for list in [ELISIONS, SPEECH_VERBS] {
        let lines: Vec<&str> = list.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "sorted and unique");
        assert!(lines.iter().all(|line| line.to_lowercase() == **line && !line.is_empty()));
    }
}

#[test]
fn time_is_linear() {
    // Quadratic look-ahead would take minutes on any of these.
    for piece in ["‘“\"'a ", "'", "“", "a“\n\n", "s’ "] {
        let text = piece.repeat(20_000);
        find(&text, &sections(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn laws(text in "[“”\"'‘’«»`„aé.,s5 \n\n]{0,60}") {
        let sections = sections(&text);
        let found = find(&text, &sections);
        for (index, quotation) in found.iter().enumerate() {
            prop_assert!(quotation.span.contains(quotation.inner));
            prop_assert!(!quotation.inner.slice(&text).trim().is_empty());
            prop_assert!(sections.paragraphs[quotation.paragraph.index()].span.contains_offset(quotation.span.start()));
            prop_assert_eq!(quotation.span.slice(&text).trim(), quotation.span.slice(&text));
            if let Some(next) = found.get(index + 1) {
                prop_assert!(quotation.span.start() < next.span.start());
            }
            let around = found[..index].iter().filter(|outer| outer.span.contains(quotation.span)).count();
            prop_assert_eq!(around, usize::from(quotation.depth));
            for other in &found[index + 1..] {
                prop_assert!(!quotation.span.overlaps(other.span) || quotation.inner.contains(other.span));
            }
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        find(&text, &sections(&text));
    }

    #[test]
    fn an_unclosed_mark_stays_in_its_paragraph(words in "[a-z ]{1,20}a", after in "[a-zA-Z ,.]{1,30}") {
        let text = format!("“{}\n\n{after}", words.trim());
        for quotation in find(&text, &sections(&text)) {
            prop_assert!(quotation.span.end() <= text.find('\n').unwrap());
        }
    }
}
