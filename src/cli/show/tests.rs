//! The page of a small article, in colours and in brackets.

use sayso::claims::{Claim, ClaimKind, NamesInClaim};
use sayso::corpus::{Article, Status};
use sayso::dates::{Anchor, PublishedSource, TimeExpression, TimeExpressionId, TimexType};
use sayso::description::Description;
use sayso::entities::{Entities, Entity, EntityId, Mention, NameLabel};
use sayso::output::DocumentView;
use sayso::span::Span;
use sayso::speakers::{Speaker, SpeakerForm, SpeakerType};
use sayso::text::{ParagraphId, Sections};

use super::*;

const TEXT: &str = "“The tower in Pisa is\nsafe,” Ärger said on Monday.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn with_page(width: usize, plain: bool) -> String {
    let entity = |words, label| Entity { name: span(words), label };
    let mention = |words, label, id| Mention { span: span(words), label, confidence: 1.0, entity: EntityId::new(id) };
    let (person, place) = (NameLabel::Person, NameLabel::Location);
    let claim = Claim {
        speaker: Speaker {
            name: "Zoë Ärger".into(),
            kind: Some(SpeakerType::Person),
            role: "mayor".into(),
            via: String::new(),
            form: SpeakerForm::Name,
            entity: Some(EntityId::new(1)),
        },
        speaker_id: "s_1".into(),
        group: None,
        kind: ClaimKind::Direct,
        act: "assert",
        negated: false,
        hedged: false,
        said_on: Some(TimeExpressionId::new(0)),
        names: NamesInClaim::default(),
        dates: vec![],
        evidence: Default::default(),
        confidence: 0.875,
        content: vec![span("“The tower in Pisa is\nsafe,”")],
        source: vec![span("Ärger")],
        cue: vec![span("said")],
        sentences: 0..1,
        paragraph: ParagraphId::new(0),
    };
    let view = DocumentView {
        article: &Article::from_text("a.txt", TEXT),
        sections: &Sections::default(),
        sentences: &[],
        entities: &Entities {
            mentions: vec![mention("Pisa", place, 0), mention("Ärger", person, 1)],
            outlets: Vec::new(),
            entities: vec![entity("Pisa", place), entity("Ärger", person)],
        },
        dates: &[TimeExpression {
            span: span("Monday"),
            kind: TimexType::Date,
            value: "2025-04-07".into(),
            days: None,
            anchor: Anchor::Published,
        }],
        quotations: &[],
        claims: &[claim],
        description: &Description {
            published: Some("2025-04-08".parse().unwrap()),
            published_source: PublishedSource::Given,
            headline: "The tower".into(),
            outlet: "The Paper".into(),
            ..Description::default()
        },
        words: 9,
        seconds: 0.0,
        status: Status::Ok,
        message: "",
    };
    page(&view, width, plain).iter().fold(String::new(), |text, line| text + &line.to_string() + "\n")
}

#[test]
fn brackets() {
    insta::assert_snapshot!(with_page(72, true), @"
    The tower
    The Paper · published 2025-04-08 (given) · a.txt

    [claim 1: “The tower in [LOC: Pisa] is safe,”] [source 1: [PER: Ärger]]
    [cue 1: said] on [date 2025-04-07: Monday].

    1 claim

    1 Zoë Ärger, mayor (person)
       said · on 2025-04-07 · direct · assert · confidence 0.88
       “The tower in Pisa is safe,”
    ");
}

#[test]
fn colours_say_nothing_else_than_the_text() {
    let page = with_page(72, false);
    assert!(page.contains("\u{1b}["));
    let bare = anstream::adapter::strip_str(&page).to_string();
    assert!(bare.contains("\n“The tower in Pisa is safe,” Ärger said on Monday.\n"), "{bare}");
}

#[test]
fn lines_keep_the_width() {
    for line in with_page(40, true).lines() {
        assert!(line.chars().count() <= 40, "{line}");
    }
}
