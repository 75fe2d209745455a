//! Rules as tables, and the laws of the stage on arbitrary text. The tables are written for Friday, 2 May 2025.

use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::text::ParagraphId;

const PUBLISHED: &str = "2025-05-02";

fn sentence(text: &str) -> Vec<Sentence> {
    let span = Span::new(0, text.len()).trim(text);
    if span.is_empty() { Vec::new() } else { vec![Sentence { span, paragraph: ParagraphId::new(0) }] }
}

/// The expressions of one sentence as `words=value`, with the type where it is not a date.
fn read(text: &str, published: Option<&str>) -> String {
    let published = published.map(|day| day.parse::<Date>().unwrap());
    let show = |found: &TimeExpression| {
        let kind = match found.kind {
            TimexType::Date => "",
            TimexType::Time => " TIME",
            TimexType::Duration => " DURATION",
            TimexType::Set => " SET",
        };
        format!("{}={}{kind}", found.span.slice(text), found.value)
    };
    find(text, &sentence(text), published).iter().map(show).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn table(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read(text, Some(PUBLISHED)), *expected, "{text}");
    }
}

#[test]
fn calendar_dates() {
    table(&[
        ("Signed on May 2, 2025.", "May 2, 2025=2025-05-02"),
        ("Signed on 2 May 2025.", "2 May 2025=2025-05-02"),
        ("The law passed on May 2nd.", "May 2nd=2025-05-02"),
        ("They approved a toll, starting in September.", "September=2025-09"),
        ("She fell ill in her early 20s.", ""),
        ("They postponed it until Tuesday.", "Tuesday=2025-05-06"),
        ("Results come by year-end.", "year-end=2025-12-31"),
        ("Signed on the 2nd of May, 2024.", "the 2nd of May, 2024=2024-05-02"),
        ("It ended Jan. 31 in Oslo.", "Jan. 31=2025-01-31"),
        ("Filed 2025-05-02 and 5/2/2025.", "2025-05-02=2025-05-02; 5/2/2025=2025-05-02"),
        ("Filed 25/12/2024.", "25/12/2024=2024-12-25"),
        ("They met in May of 2024.", "May of 2024=2024-05"),
        ("They met in early April.", "early April=2025-04"),
        ("It was on April 11 and 12, she said.", "April 11=2025-04-11; 12=2025-04-12"),
        ("It fell in August and September 1914.", "August=1914-08; September 1914=1914-09"),
        ("They fought on 6-7 January 1916.", "6=1916-01-06; 7 January 1916=1916-01-07"),
        ("They met in 2014 and 2016.", "2014=2014; 2016=2016"),
        ("It grew between 1990 and 1995.", "1990=1990; 1995=1995"),
        ("In the 1990s and the late '80s it grew.", "the 1990s=199; the late '80s=198"),
        ("It dates from the 20th century.", "the 20th century=19"),
        ("She was born in '82.", "'82=1982"),
        ("Rome fell in 480 BC.", "480 BC=BC0480"),
        ("It froze about 4,000 years ago.", "about 4,000 years ago=BC1976"),
        ("They spoke on Friday\u{2019}s show.", "Friday=2025-05-02"),
    ]);
}

#[test]
fn no_dates() {
    table(&[
        ("We may march on, and the second man sat in the sun.", ""),
        ("Prices fall as we spring into action.", ""),
        ("About 2000 people paid $1998 for 1,500 shares and 1500 tons.", ""),
        ("The 44-year-old man, 55 years old, won by 3.5 points.", ""),
        ("USA Today and the Daily Mail wrote about it.", ""),
        ("The US said we won 10-2.", ""),
    ]);
}

#[test]
fn weekdays_by_tense() {
    table(&[
        ("He resigned Tuesday.", "Tuesday=2025-04-29"),
        ("He will resign Tuesday, officials said Monday.", "Tuesday=2025-05-06; Monday=2025-04-28"),
        ("They met last Tuesday and next Friday.", "last Tuesday=2025-04-29; next Friday=2025-05-09"),
        ("He spoke on Monday night.", "Monday night=2025-04-28TNI TIME"),
        ("On Friday, Oct. 25, 2024, he left.", "Friday, Oct. 25, 2024=2024-10-25"),
        ("The trial is set to begin on Wednesday.", "Wednesday=2025-05-07"),
        ("Critics of Wednesday's ruling will appeal.", "Wednesday=2025-04-30"),
    ]);
}

#[test]
fn relative_dates() {
    table(&[
        ("He left today, yesterday or tomorrow.", "today=2025-05-02; yesterday=2025-05-01; tomorrow=2025-05-03"),
        ("They met tonight.", "tonight=2025-05-02TNI TIME"),
        ("They met last month, this year and next week.", "last month=2025-04; this year=2025; next week=2025-W19"),
        ("He left two days ago.", "two days ago=2025-04-30"),
        ("He left five months ago.", "five months ago=2024-12"),
        ("He left 10 years ago.", "10 years ago=2015"),
        ("He left several years ago.", "several years ago=PAST_REF"),
        ("It rained in May 2020. A day later it stopped.", "May 2020=2020-05; A day later=2020-05-02"),
        ("He won on March 3, 2020, and left the next day.", "March 3, 2020=2020-03-03; the next day=2020-03-04"),
        ("He won in 1998 and left that year.", "1998=1998; that year=1998"),
        ("Sales rose in 2020 from a year earlier.", "2020=2020; a year earlier=2019"),
        ("It is now in the past or in the future.", "now=PRESENT_REF; the past=PAST_REF; the future=FUTURE_REF"),
        ("He recently left.", "recently=PAST_REF"),
        ("They meet the day after tomorrow.", "the day after tomorrow=2025-05-04"),
    ]);
}

#[test]
fn parts_of_years() {
    table(&[
        ("Sales rose in the third quarter of 1998.", "the third quarter of 1998=1998-Q3"),
        ("Sales rose in the first quarter.", "the first quarter=2025-Q1"),
        ("The second-quarter loss widened.", "second-quarter=2025-Q2"),
        ("It was in the summer of 2020.", "the summer of 2020=2020-SU"),
        ("It fell last fall.", "last fall=2024-FA"),
        ("It fell in fiscal 1999.", "fiscal 1999=1999"),
        ("It rose in the first half of 2024.", "the first half of 2024=2024-H1"),
        ("Sales rose in the third quarter of last year.", "the third quarter of last year=2024-Q3"),
    ]);
}

#[test]
fn durations() {
    table(&[
        ("It took five years.", "five years=P5Y DURATION"),
        ("It took several months.", "several months=PXM DURATION"),
        ("It was a 24-hour strike.", "24-hour=PT24H DURATION"),
        ("It took a decade.", "a decade=P10Y DURATION"),
        ("It took two and a half years.", "two and a half years=P2.5Y DURATION"),
        ("It took 5 1/2 hours.", "5 1/2 hours=PT5H30M DURATION"),
        ("It took at least 20 more years.", "at least 20 more years=P20Y DURATION"),
        ("In the past three months it fell.", "the past three months=P3M DURATION"),
        ("It took two hours and 15 minutes.", "two hours and 15 minutes=PT2H15M DURATION"),
        ("It took a couple of weeks.", "a couple of weeks=P2W DURATION"),
    ]);
}

#[test]
fn sets() {
    table(&[
        ("They meet every day.", "every day=P1D SET"),
        ("They meet each Monday.", "each Monday=XXXX-WXX-1 SET"),
        ("They meet annually.", "annually=P1Y SET"),
        ("They meet weekly, twice a month.", "weekly=P1W SET; a month=P1M SET"),
        ("It costs $2 million a year.", "a year=P1Y SET"),
        ("They meet every two years.", "every two years=P2Y SET"),
    ]);
}

#[test]
fn times() {
    table(&[
        ("He spoke at 3 p.m. on Tuesday.", "3 p.m. on Tuesday=2025-04-29T15:00 TIME"),
        ("He spoke at 10:30 a.m. EST.", "10:30 a.m. EST=2025-05-02T10:30 TIME"),
        ("It flew at 14:48 UTC.", "14:48 UTC=2025-05-02T14:48Z TIME"),
        ("He spoke at noon Thursday.", "noon Thursday=2025-05-01T12:00 TIME"),
        ("He left this morning.", "this morning=2025-05-02TMO TIME"),
        ("He left at 25:99 and 99 p.m.", ""),
    ]);
}

#[test]
fn holidays_fixed_and_movable() {
    table(&[
        ("He spoke on Christmas Day 2023.", "Christmas Day 2023=2023-12-25"),
        ("They met last Thanksgiving.", "last Thanksgiving=2024-11-28"),
        ("It closed on Good Friday.", "Good Friday=2025-04-18"),
        ("It was New Year's Eve.", "New Year's Eve=2024-12-31"),
    ]);
}

#[test]
fn without_a_publication_date() {
    let rows = [
        ("He left on Tuesday.", "Tuesday=XXXX-WXX-2"),
        ("He left on May 1.", "May 1=XXXX-05-01"),
        ("He left last year.", "last year=XXXX"),
        ("He left on May 1, 2020.", "May 1, 2020=2020-05-01"),
        ("They met May 1, 2020, and left yesterday.", "May 1, 2020=2020-05-01; yesterday=XXXX-XX-XX"),
    ];
    for (text, expected) in rows {
        assert_eq!(read(text, None), expected, "{text}");
    }
    let found = find("He left on Tuesday.", &sentence("He left on Tuesday."), None);
    assert_eq!((found[0].days, found[0].anchor), (None, Anchor::None));
}

#[test]
fn days_bound_the_value() {
    let bounds = |text: &str| {
        let found = find(text, &sentence(text), Some(PUBLISHED.parse().unwrap()));
        found[0].days.map(|(first, last)| format!("{first} {last}"))
    };
    assert_eq!(bounds("They met in April 2025.").as_deref(), Some("2025-04-01 2025-04-30"));
    assert_eq!(bounds("They met last week.").as_deref(), Some("2025-04-21 2025-04-27"));
    assert_eq!(bounds("They met in the summer of 2020.").as_deref(), Some("2020-06-01 2020-08-31"));
    assert_eq!(bounds("They met in the 1990s.").as_deref(), Some("1990-01-01 1999-12-31"));
    assert_eq!(bounds("They met for five years."), None);
    assert_eq!(bounds("They meet now."), None);
}

#[test]
fn anchors() {
    let text = "He won on March 3, 2020, and left the next day, she said Monday.";
    let found = find(text, &sentence(text), Some(PUBLISHED.parse().unwrap()));
    let anchors: Vec<Anchor> = found.iter().map(|found| found.anchor).collect();
    assert_eq!(anchors, [Anchor::None, Anchor::Expression(TimeExpressionId::new(0)), Anchor::Published]);
}

fn check(text: &str, sentences: &[Sentence], published: Option<Date>) {
    let mut last = 0;
    for found in find(text, sentences, published) {
        assert!(!found.span.is_empty() && found.span.start() >= last);
        assert!(!found.span.slice(text).is_empty() && !found.value.is_empty());
        assert!(sentences.iter().any(|sentence| sentence.span.contains(found.span)));
        assert!(found.days.is_none_or(|(first, end)| first <= end));
        last = found.span.end();
    }
}

/// Words that rules act on, so that arbitrary orders of them reach deep into the rules.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "a",
        "of",
        "last",
        "next",
        "this",
        "past",
        "that",
        "year",
        "years",
        "quarter",
        "day",
        "week",
        "May",
        "April",
        "Jan.",
        "Monday",
        "Christmas",
        "Day",
        "first",
        "second",
        "20th",
        "2nd",
        "twenty",
        "two",
        "hundred",
        "thousand",
        "1998",
        "9999",
        "12",
        "31",
        "999999999",
        "99999999999",
        ",",
        "-",
        "/",
        "'",
        ":",
        "p.m.",
        "in",
        "on",
        "ago",
        "earlier",
        "later",
        "and",
        "half",
        "every",
        "daily",
        "century",
        "centuries",
        "decades",
        "fiscal",
        "summer",
        "night",
        "noon",
        "today",
        "s",
        "end",
        "mid",
        "BC",
        "\u{2019}",
        "é",
        "will",
        "said",
        "from",
        "now",
        "to",
        "hours",
        "minutes",
        "fortnight",
        "weekend",
    ]);
    let glue = prop::sample::select(vec![" ", "", " ", "\u{a0}", "-"]);
    prop::collection::vec((word, glue), 0..24)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, glue)| [word, glue]).collect())
}

fn day() -> impl Strategy<Value = Option<Date>> {
    let year = prop_oneof![1900_i16..2100, -9999_i16..=9999, Just(-9999), Just(9999)];
    (year, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).ok())
}

#[test]
fn a_day_without_a_year_anchors_nothing() {
    let text = "It began on May 1, 2024. They met on April 11. A day later they left.";
    let found = read_all(text);
    assert_eq!(found, "May 1, 2024=2024-05-01; April 11=XXXX-04-11; A day later=XXXX-XX-XX");
}

/// The expressions of several sentences, without a day of publication.
fn read_all(text: &str) -> String {
    let sections = crate::text::sections(text);
    let found = find(text, &crate::sentences::split(text, &sections), None);
    found.iter().map(|date| format!("{}={}", date.span.slice(text), date.value)).collect::<Vec<_>>().join("; ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_words_keep_the_law(text in words(), published in prop::option::of(day())) {
        check(&text, &sentence(&text), published.flatten());
    }

    #[test]
    fn any_text_keeps_the_law(text in "\\PC{0,120}", published in prop::option::of(day())) {
        check(&text, &sentence(&text), published.flatten());
    }

    #[test]
    fn sentences_bound_expressions(left in words(), right in words(), published in day()) {
        let text = format!("{left}\n{right}");
        let halves = [Span::new(0, left.len()).trim(&text), Span::new(left.len() + 1, text.len()).trim(&text)];
        let halves = halves.into_iter().filter(|span| !span.is_empty());
        let sentences: Vec<Sentence> = halves.map(|span| Sentence { span, paragraph: ParagraphId::new(0) }).collect();
        check(&text, &sentences, published);
    }
}
