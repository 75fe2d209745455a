//! Tests of the register over small runs: each article is a list of quotations with their speakers.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::claims::{GroupId, NamesInClaim};
use crate::entities::{Entity, EntityId, Mention, NameLabel};
use crate::quotes;
use crate::span::Span;
use crate::speakers::{Speaker, SpeakerForm, SpeakerType};
use crate::tagger::calibration::Evidence;
use crate::text::{self, ParagraphId};

const BRIDGE: &str = "The bridge will stay closed until every bolt has been checked twice";
const RIVER: &str = "nobody should have to swim across the river to go to school";

/// An article: what it explains ("Vell Harbour Authority (VHA)"), and who says what in it.
#[derive(Debug, Clone)]
struct Told {
    id: &'static str,
    explains: &'static str,
    said: Vec<(&'static str, SpeakerType, &'static str)>,
}

fn told(id: &'static str, said: &[(&'static str, &'static str)]) -> Told {
    let kind = |name: &str| match name {
        "officials" => SpeakerType::Anonymous,
        _ if name.contains("Authority") || name.contains("Agency") || name == "VHA" => SpeakerType::Organization,
        _ => SpeakerType::Person,
    };
    Told { id, explains: "", said: said.iter().map(|&(name, words)| (name, kind(name), words)).collect() }
}

impl Told {
    /// The article's claims, with the ids that the register gives them.
    fn enter(&self, register: &mut Register) -> Vec<Claim> {
        let mut text = format!("{}\n\n", self.explains);
        let mut claims: Vec<Claim> = Vec::new();
        for &(name, kind, words) in &self.said {
            let from = text.len();
            text.push_str(words);
            let named = kind != SpeakerType::Anonymous;
            let speaker = Speaker {
                name: name.into(),
                kind: Some(kind),
                role: String::new(),
                form: if named { SpeakerForm::Name } else { SpeakerForm::Unnamed },
                via: String::new(),
                entity: named.then(|| EntityId::new(0)),
            };
            claims.push(Claim {
                speaker_id: crate::claims::identity::speaker_id(&speaker, self.id),
                group: None,
                speaker,
                kind: ClaimKind::Direct,
                act: "assert",
                negated: false,
                hedged: false,
                said_on: None,
                names: NamesInClaim::default(),
                dates: vec![],
                evidence: Evidence::default(),
                confidence: 1.0,
                content: vec![Span::new(from, text.len())],
                source: vec![],
                cue: vec![],
                sentences: 0..1,
                paragraph: ParagraphId::new(0),
            });
            text.push_str("\n\n");
        }
        let quotations = quotes::find(&text, &text::sections(&text));
        let end = self.explains.find(" (").unwrap_or(self.explains.len());
        let name = Span::new(0, end);
        let mut entities = Entities::default();
        if !name.is_empty() {
            let (label, entity) = (NameLabel::Organization, EntityId::new(0));
            entities.mentions.push(Mention { span: name, label, confidence: 1.0, entity });
            entities.entities.push(Entity { name, label });
        }
        let input = Input { doc_id: self.id, text: &text, entities: &entities, quotations: &quotations };
        register.enter(input, &mut claims);
        claims
    }
}

/// The claims of a run, with the ids that they have at its end.
fn run(articles: &[Told]) -> Vec<Claim> {
    let mut register = Register::default();
    let mut claims: Vec<Claim> = articles.iter().flat_map(|article| article.enter(&mut register)).collect();
    let settled = register.settle();
    for claim in &mut claims {
        if let Some(id) = settled.speaker(&claim.speaker_id) {
            claim.speaker_id = id.to_owned();
        }
    }
    claims
}

/// The group of each claim at the end of a run: `1` is the first claim's.
fn groups(articles: &[Told]) -> String {
    let mut register = Register::default();
    let claims: Vec<Claim> = articles.iter().flat_map(|article| article.enter(&mut register)).collect();
    let settled = register.settle();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = |group: GroupId| {
        let group = group.to_string();
        let group = settled.group(&group).unwrap_or(&group).to_owned();
        let next = numbers.len() + 1;
        numbers.entry(group).or_insert(next).to_string()
    };
    let numbers: Vec<String> = claims.iter().map(|claim| claim.group.map_or("-".into(), &mut number)).collect();
    numbers.join(" ")
}

fn quoted(words: &str) -> &'static str {
    Box::leak(format!("“{words}.”").into_boxed_str())
}

#[test]
fn the_same_words_are_one_quotation() {
    let articles = [
        told("a", &[("Ann Orr", quoted(BRIDGE)), ("Ann Orr", quoted(RIVER))]),
        told(
            "b",
            &[("Ann B. Orr", "“The bridge will stay CLOSED,” she said, “until every bolt has been checked twice!”")],
        ),
        told("c", &[("Ann Orr", "“The bridge will stay closed until every [single] bolt has been … checked twice”")]),
    ];
    assert_eq!(groups(&articles), "1 2 1 1");
}

#[test]
fn a_cut_or_changed_quotation_is_the_same() {
    let articles = [
        told("a", &[("Ann Orr", quoted(BRIDGE))]),
        told("b", &[("Ann Orr", "“the bridge will stay closed until every bolt”")]),
        told("c", &[("Ann Orr", "“The bridge will remain closed until every bolt has been checked twice”")]),
        told(
            "d",
            &[(
                "Ann Orr",
                "“I said it before. The bridge will stay closed until every bolt has been checked twice. Sorry.”",
            )],
        ),
    ];
    assert_eq!(groups(&articles), "1 1 1 1");
    for changed in [
        "“The bridge must stay closed until every bolt has been checked twice”",
        "“The bridge will stay closed until every bolt was checked twice”",
        "“The bridge will stay closed until every bolt has been checked again”",
    ] {
        assert_eq!(groups(&[articles[0].clone(), told("b", &[("Ann Orr", changed)])]), "1 1", "{changed}");
    }
}

#[test]
fn like_words_are_not_the_same_words() {
    let articles = [
        told("a", &[("Ann Orr", quoted(BRIDGE))]),
        told("b", &[("Ann Orr", "“The bridge will stay closed until somebody pays for it all”")]),
        told("c", &[("Ann Orr", "“The bridge will be open when every bolt has been painted red”")]),
    ];
    assert_eq!(groups(&articles), "1 2 3");
}

#[test]
fn short_quotations_must_be_equal() {
    let articles = [
        told("a", &[("Ann Orr", "“The bridge will stay closed”"), ("Ann Orr", "“No comment at all”")]),
        told("b", &[("Ann Orr", "“the bridge will stay closed!”"), ("Ann Orr", "“The bridge will stay shut”")]),
        told(
            "c",
            &[
                ("Ann Orr", quoted(BRIDGE)),
                ("Ann Orr", "“No comment at all”"),
                ("Tom Vell", "“the bridge will stay closed!”"),
            ],
        ),
    ];
    assert_eq!(groups(&articles), "1 - 1 2 3 - 4");
}

#[test]
fn the_same_words_of_others_are_others() {
    let said = |id, name| told(id, &[(name, quoted(BRIDGE))]);
    assert_eq!(groups(&[said("a", "Ann Orr"), said("b", "Tom Vell"), said("c", "Tom Orr")]), "1 2 3");
    // A surname, an acronym and a description are all that some articles give.
    assert_eq!(groups(&[said("a", "Ann Orr"), said("b", "Orr"), said("c", "Vell")]), "1 1 2");
    assert_eq!(groups(&[said("a", "VHA"), said("b", "Vell Harbour Authority"), said("c", "Vell Agency")]), "1 1 2");
    assert_eq!(groups(&[said("a", "officials"), said("b", "officials"), said("c", "")]), "1 1 2");
}

#[test]
fn two_parts_of_a_third_are_one_in_the_end() {
    let whole =
        quoted("The bridge will stay closed until every bolt has been checked twice, and nobody should have to swim");
    let articles = [
        told(
            "a",
            &[
                ("Ann Orr", quoted(BRIDGE)),
                ("Ann Orr", "“every bolt has been checked twice, and nobody should have to swim”"),
            ],
        ),
        told("b", &[("Ann Orr", whole)]),
    ];
    assert_eq!(groups(&articles), "1 1 1");
    let mut register = Register::default();
    let before: Vec<Option<GroupId>> = articles.iter().flat_map(|a| a.enter(&mut register)).map(|c| c.group).collect();
    assert_ne!(before[0], before[1]);
    assert_eq!(before[0], before[2]);
    assert!(before[0].is_some_and(|group| group.to_string().ends_with("_0001")));
}

/// Articles of which some explain acronyms that others use.
fn with_acronyms() -> Vec<Told> {
    vec![
        told("a", &[("VHA", quoted(BRIDGE))]),
        Told { explains: "Vell Harbour Authority (VHA)", ..told("b", &[("Vell Harbour Authority", quoted(RIVER))]) },
        Told {
            explains: "U.S. Vell Harbour Authority (V.H.A.)",
            ..told("c", &[("U.S. Vell Harbour Authority", quoted(RIVER))])
        },
        told("d", &[("VHA", "“No”"), ("Ann Orr", "“No”"), ("Orr", "“No”")]),
    ]
}

#[test]
fn an_acronym_is_joined_with_its_name() {
    let claims = run(&with_acronyms());
    let ids: Vec<&str> = claims.iter().map(|claim| claim.speaker_id.as_str()).collect();
    assert_eq!(ids[..4], [ids[0]; 4]);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 3);
    // The id is that of the full name: the same as in a run that never sees the acronym.
    assert_eq!(ids[0], id_of("vell harbour authority"));
}

#[test]
fn an_acronym_of_two_is_joined_with_neither() {
    let mut articles = with_acronyms();
    articles.push(Told { explains: "Vell Housing Agency (VHA)", ..told("e", &[("Vell Housing Agency", "“No”")]) });
    let claims = run(&articles);
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim.speaker_id.as_str()).collect();
    assert_eq!(ids.len(), 6);
}

#[test]
fn the_users_ids_win() {
    let list = "name,aliases,id\nHarbour Authority of Vell,Vell Harbour Authority,Q1\nAnn Orr,Orr,=Q2\n";
    let mut register = Register::new(KnownSpeakers::parse(list.as_bytes(), "list").unwrap());
    let claims: Vec<Claim> = with_acronyms().iter().flat_map(|article| article.enter(&mut register)).collect();
    let settled = register.settle();
    let ids: Vec<&str> =
        claims.iter().map(|claim| settled.speaker(&claim.speaker_id).unwrap_or(&claim.speaker_id)).collect();
    assert_eq!(ids, ["Q1", "Q1", "Q1", "Q1", "=Q2", "=Q2"]);
    assert_eq!(settled.name("Q1"), Some("Harbour Authority of Vell"));
    assert_eq!(claims[0].speaker.name, "VHA");
}

/// Articles that repeat, cut and change some quotations.
fn repeating() -> Vec<Told> {
    vec![
        told("a", &[("Ann Orr", quoted(BRIDGE)), ("Ann Orr", "“Not on my watch, ever”")]),
        told("b", &[("Orr", "“until every bolt has been checked twice”"), ("Tom Vell", quoted(RIVER))]),
        told("c", &[("Ann Orr", "“The bridge will remain closed until every bolt has been checked twice”")]),
        told(
            "d",
            &[("Tom Vell", "“Nobody should have to swim across the river”"), ("Ann Orr", "“not on my watch ever”")],
        ),
        told("e", &[("Tom Vell", "“swim across the river to go to school, or to work”")]),
        told("f", &[("officials", quoted(RIVER))]),
    ]
}

proptest! {
    /// Who is one speaker, and which quotations are one, does not depend on the order of the articles.
    #[test]
    fn the_order_of_the_articles_does_not_matter(
        acronyms in Just(with_acronyms()).prop_shuffle(),
        repeating in Just(repeating()).prop_shuffle(),
    ) {
        let ids = |articles: &[Told]| -> BTreeSet<(String, String)> {
            run(articles).into_iter().map(|claim| (claim.speaker.name, claim.speaker_id)).collect()
        };
        prop_assert_eq!(ids(&acronyms), ids(&with_acronyms()));

        let partition = |articles: &[Told]| -> BTreeSet<BTreeSet<(&'static str, usize)>> {
            let of = |article: &Told| (0..article.said.len()).map(|n| (article.id, n)).collect::<Vec<_>>();
            let claims: Vec<_> = articles.iter().flat_map(of).collect();
            let mut sets: BTreeMap<String, BTreeSet<(&'static str, usize)>> = BTreeMap::new();
            for (group, claim) in groups(articles).split(' ').zip(claims) {
                sets.entry(group.to_owned()).or_default().insert(claim);
            }
            sets.into_values().collect()
        };
        prop_assert_eq!(partition(&repeating), partition(&self::repeating()));
    }
}

#[test]
fn a_phrase_that_is_said_ten_thousand_times_takes_no_longer() {
    let mut register = Register::default();
    let phrase = "We are going to be fine, and I have said so many times";
    let began = std::time::Instant::now();
    for number in 0..10_000 {
        let words = quoted(&format!("{phrase}, at least {number} times, in {number} towns and {number} halls"));
        told(Box::leak(number.to_string().into_boxed_str()), &[("Ann Orr", words)]).enter(&mut register);
    }
    // Comparing each with all before would be fifty million comparisons.
    assert!(began.elapsed().as_secs() < 60);
}
