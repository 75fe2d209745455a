//! Whole articles of invented people: for whom each source stands.

use super::*;
use crate::tagger::calibration::Evidence;
use crate::tagger::crf::Chunk;
use crate::tagger::{Tags, words};

/// Reads `marked`, where `[Ann Orr]P` is a name with the letter of its label (P, O, L, M) and `{he}` a source, and gives
/// speaker and form of each source. What follows a source up to the line's end is its content.
fn read(marked: &str) -> Vec<(String, &'static str)> {
    speakers(marked).into_iter().map(|speaker| (speaker.name, speaker.form.as_str())).collect()
}

fn speakers(marked: &str) -> Vec<Speaker> {
    let mut text = String::new();
    let (mut names, mut sources, mut open) = (Vec::new(), Vec::new(), 0);
    let mut chars = marked.chars();
    let mut source = 0;
    while let Some(c) = chars.next() {
        match c {
            '[' => open = text.len(),
            ']' => {
                let label = "POLM".find(chars.next().unwrap_or('P')).unwrap_or(0);
                names.push((Span::new(open, text.len()), label as u8));
            }
            '{' => source = text.len(),
            '}' => {
                sources.push(Span::new(source, text.len()));
                source = text.len();
            }
            _ => text.push(c),
        }
    }
    let sections = crate::text::sections(&text);
    let sentences = crate::sentences::split(&text, &sections);
    let words = words::words(&text, &sentences);
    let mut chunks: Vec<Chunk> = Vec::new();
    for &(span, label) in &names {
        let range = overlapping(&words, span);
        let apart = chunks.last().is_none_or(|chunk| (chunk.last as usize) < range.start);
        if !range.is_empty() && apart {
            chunks.push(Chunk {
                label,
                first: range.start as u32,
                last: range.end as u32 - 1,
                confidence: 1.0,
                mean: 1.0,
            });
        }
    }
    let tags = Tags { names: chunks, words: words.clone(), attribution: Vec::new(), ..Tags::default() };
    let entities = crate::entities::find(&text, &tags);
    let attributions: Vec<Attribution> = sources
        .iter()
        .map(|&source| {
            let end = text[source.end()..].find(['\n', '.']).map_or(text.len(), |at| source.end() + at);
            let content = vec![Span::new(source.end(), end)];
            Attribution {
                source: Some(source),
                cue: None,
                content,
                via: None,
                cited: None,
                continues: None,
                evidence: Evidence::default(),
                confidence: 1.0,
            }
        })
        .collect();
    let input = Input {
        text: &text,
        author: None,
        sentences: &sentences,
        words: &words,
        entities: &entities,
        attributions: &attributions,
    };
    resolve(input)
}

fn only(marked: &str) -> (String, &'static str) {
    read(marked).pop().unwrap_or_default()
}

#[test]
fn names_head_their_phrase() {
    let name = |marked| only(marked).0;
    assert_eq!(name("{The nonpartisan [Harbour Commission]O} says that it rained."), "Harbour Commission");
    assert_eq!(
        name("{Sens. [Ann Orr]P (D-Vell), [Tom Vale]P (D-Brask) and [Maria Kell]P} said that it rained."),
        "Ann Orr; Tom Vale; Maria Kell"
    );
    assert_eq!(name("It rained, {which [Tom Vale]P} called a shame."), "Tom Vale");
    assert_eq!(
        name("{A 2014 study by [Vell University]O professor [Ann Orr]P} found that it rains."),
        "2014 study by Vell University professor Ann Orr"
    );
    assert_eq!(name("{a new [Vell University]O poll released Tuesday} says that it rains."), "Vell University poll");
}

#[test]
fn descriptions_agree_with_whom_they_stand_for() {
    let text = "Democratic nominee [Maria Orr]P met Republican nominee [Tom Vale]P in [Brask]L. It rained.\n\n";
    assert_eq!(
        only(&format!("{text}{{The Democratic nominee}} said that it was wet.")),
        ("Maria Orr".into(), "nominal")
    );
    assert_eq!(
        only(&format!("{text}{{The Republican nominee}} said that it was wet.")),
        ("Tom Vale".into(), "nominal")
    );
    assert_eq!(only(&format!("{text}{{The businesswoman}} said that it was wet.")), ("Maria Orr".into(), "nominal"));
    assert_eq!(only(&format!("{text}{{Her campaign}} said that it was wet.")), ("Orr campaign".into(), "nominal"));
    assert_eq!(
        only(&format!("{text}{{The two nominees}} said that it was wet.")),
        ("Maria Orr; Tom Vale".into(), "nominal")
    );
    assert_eq!(only("{Six officials} said that it was wet."), ("Six officials".into(), "unnamed"));
}

#[test]
fn documents_are_named_where_they_are_introduced() {
    let text = "A report by the [Vell Institute]O is out. Nobody read it.\n\n{The report} says that it is wet.";
    assert_eq!(only(text), ("report by the Vell Institute".into(), "nominal"));
}

#[test]
fn relatives_take_up_what_stands_before() {
    assert_eq!(only("We met [Ann Orr]P (D-Vell), {who} said that it rained.").0, "Ann Orr");
    assert_eq!(only("We met [Ann Orr]P, a lawyer for [Brask]O, {who} said that it rained.").0, "Ann Orr");
    assert_eq!(
        only("This is likely to please nervous investors in [Vell]L, {who} said that it rained.").0,
        "nervous investors in Vell"
    );
}

#[test]
fn pronouns_take_up_the_salient() {
    let text = "[Tom Vale]P spoke in [Brask]L. Later he met [Maria Orr]P.\n\n";
    assert_eq!(only(&format!("{text}{{He}} said that it was wet.")), ("Tom Vale".into(), "pronoun"));
    assert_eq!(only(&format!("{text}{{She}} said that it was wet.")), ("Maria Orr".into(), "pronoun"));
}

#[test]
fn two_parts_are_two_speakers() {
    let name = |marked: &str| only(marked).0;
    assert_eq!(name("{[Ann Orr]P and other scientists} said that it rained."), "Ann Orr; other scientists");
    assert_eq!(name("{[Ann Orr]P, head of the [Vell Institute]O, and others} said that it rained."), "Ann Orr; others");
    assert_eq!(name("{[Vell TV]O and its defenders} said that it rained."), "Vell TV; Vell TV's defenders");
    assert_eq!(name("[Ann Orr]P spoke. {[Orr]P and her aides} said that it rained."), "Ann Orr; Orr's aides");
    assert_eq!(
        name("{The [Harbour Times]O and the [Vell]O newspaper chain} argue so."),
        "Harbour Times; the Vell newspaper chain"
    );
    assert_eq!(
        name("{the mayor of [Vell]L and the harbour} said that it rained."),
        "the mayor of Vell and the harbour"
    );
    let text = "Senators [Ann Orr]P and [Tom Vale]P met.\n\n{[Orr]P and [Vale]P} said that it rained.";
    assert_eq!(name(&format!("{text}\n\n{{The senators}} said that it was wet.")), "Ann Orr; Tom Vale");
}

#[test]
fn an_apposition_stands_for_its_name() {
    assert_eq!(only("Even [Vell]L, {[Brask]L's only ally,} said that it rained.").0, "Vell");
    assert_eq!(only("In [Vell]L, {the mayor,} it is told, said that it rained.").0, "the mayor");
}

#[test]
fn authors_sign_below_or_are_told_of() {
    let letters =
        "{I} think that it rains.\n\n[Ann Orr]P.\n\nVell, Brask.\n\n{I} hope that it rains.\n\n[Tom Vale]P.\n";
    let names: Vec<String> = read(letters).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Ann Orr", "Tom Vale"]);
    let guest = "{I} think that it rains.\n\nIt did.\n\n[Maria Kell]P is a playwright in [Vell]L.\n";
    assert_eq!(only(guest), ("Maria Kell".into(), "pronoun"));
    // Whom the story is about did not write it.
    let other = "[Maria Kell]P came.\n\n{I} think that it rains.\n\n[Maria Kell]P is a playwright in [Vell]L.\n";
    assert_eq!(only(other).0, "the author");
    assert_eq!(only("It rains, and {you} know that it does.").0, "the reader");
}

#[test]
fn relatives_take_up_the_subject_of_a_predicate() {
    assert_eq!(only("[Ann Orr]P is a former lawyer {who} said that it rained.").0, "Ann Orr");
    assert_eq!(only("They fund [Vell Forward]O, a new group {that} wants to hear of it.").0, "Vell Forward");
}

/// The role of the only source.
fn role(marked: &str) -> String {
    speakers(marked).pop().map_or(String::new(), |speaker| speaker.role)
}

#[test]
fn roles_stand_around_names() {
    assert_eq!(
        role("{[Ann Orr]P} left. [Ann Orr]P, a biologist at [Vell University]O, came."),
        "biologist at Vell University"
    );
    assert_eq!(role("Even Secretary of State [Ann Orr]P came. {[Orr]P} said so."), "Secretary of State");
    assert_eq!(
        role("[Brask]L’s Secretary of Harbours, Gen. [Ann Orr]P, came. {[Orr]P} said so."),
        "Brask’s Secretary of Harbours"
    );
    assert_eq!(role("[Vale]P’s “harbour czar” [Ann Orr]P came. {[Orr]P} said so."), "“harbour czar”");
    assert_eq!(role("[Ann Orr]P, who now leads the harbour panel, came. {[Orr]P} said so."), "leads the harbour panel");
    assert_eq!(role("Its director, Sir [Tom Orr]P, came. {[Orr]P} said so."), "director");
    assert_eq!(role("[Tom Orr]P of [Vell Capital]O came. {[Orr]P} said so."), "Vell Capital");
    assert_eq!(role("Dr. [Ann Orr]P, a cardiologist who was not involved, came. {[Orr]P} said so."), "cardiologist");
    assert_eq!(role("A worker for Mrs. [Orr]P came. {[Orr]P} said so."), "");
    assert_eq!(role("While Secretary [Orr]P came, nobody did. {[Orr]P} said so."), "Secretary");
    assert_eq!(
        role("[Ann Orr]P, an aide to President [Tom W. Vale]P, came. {[Orr]P} said so."),
        "aide to President Tom W. Vale"
    );
}

#[test]
fn offices_are_told_apart() {
    let text = "Vice presidential nominee [Tom Vale]P came with [Maria Orr]P, the Democratic presidential candidate.\n\n\
                {[Orr]P} said that it rained.\n\n";
    assert_eq!(only(&format!("{text}{{The presidential nominee}} said that it was wet.")).0, "Maria Orr");
    let text = "[Orr]P attorney [Ann Vale]P came.\n\nMr. [Tom Orr]P did not.\n\n";
    assert_eq!(only(&format!("{text}{{His lawyer}} said that it was wet.")).0, "Ann Vale");
}

proptest::proptest! {
    #[test]
    fn any_text_has_speakers(marked in "([A-Za-z',.()\"’ ]|\\[[A-Z][a-z]+\\]P|\\{(the|his|who|a|two) ?[a-z ]+\\}|the |a |and |of ){0,60}") {
        read(&marked);
    }

    #[test]
    fn any_characters_have_speakers(marked in "(\\PC|\\[\\PC{1,8}\\][POLM]|\\{\\PC{1,12}\\}){0,40}") {
        read(&marked);
    }
}
