//! Texts that no newspaper prints. None may break a stage; the times are printed and not judged, because the machine
//! they run on is not known: `cargo test --test whole edges -- --nocapture --test-threads 1`, and the long ones with
//! `--ignored`.

use std::fmt::Write;
use std::time::Instant;

use sayso::corpus::{self, Article, Options, Outcome, Status};
use sayso::{dates, quotes, sentences, text};

use crate::laws;
use crate::shared::{analyse, analyse_text};

/// One text through the walk, laws checked; seconds, all and after the model, are printed and returned.
fn walk(name: &str, text: &str) -> (f64, f64) {
    let began = Instant::now();
    let document = analyse_text(text);
    let seconds = began.elapsed().as_secs_f64();
    let found = &document.findings;
    println!(
        "{name}: {} kB, {} words, {} sentences, {} claims: {seconds:.2} s, of it {:.2} s outside the model",
        text.len() / 1000,
        found.words,
        found.sentences.len(),
        found.claims.len(),
        found.seconds,
    );
    laws::check(&document);
    (seconds, found.seconds)
}

#[test]
fn short_texts() {
    for text in [
        "",
        " ",
        "\n\n",
        "a",
        "No",
        "No.",
        "“",
        "”",
        "“”",
        "“No.”",
        "said",
        "He said",
        "he said:",
        "according to",
        "“No,” said.",
        "# Council votes to close old market",
        "COUNCIL VOTES TO CLOSE OLD MARKET\n\nBy Ann Orr",
        "PARIS (AP) —",
        "May 14, 2025",
        "NOLAN:",
        "1.",
        "- ",
        ".",
        "…",
        "\u{feff}",
        "\u{301}",
        "---\n---",
    ] {
        laws::check(&analyse_text(text));
    }
}

#[test]
fn other_scripts_and_line_ends() {
    let cases = [
        ("emoji", "“👩‍🔬👍🏽 is fine,” 😀 said 🇳🇴🇳🇴. Ann 😀 Orr told 👨‍👩‍👧‍👦 that 💥.".repeat(20)),
        ("combining", "E\u{301}ric\u{327} sai\u{308}d “no\u{301}\u{302}\u{303}\u{304}” to A\u{30a}sa. ".repeat(20)),
        ("stacked combining", format!("He said “a{}” on Monday.", "\u{301}".repeat(3000))),
        ("right to left", "אמר ראש הממשלה: „לא”. قال الوزير إن «الخطة جيدة» يوم الاثنين. ".repeat(20)),
        (
            "Chinese, Japanese, Korean",
            "部长说：“不。”大臣は「いいえ」と述べた。장관은 “아니오”라고 말했다. ".repeat(20),
        ),
        (
            "Windows line ends",
            "“No,” said Ann Orr.\r\n\r\nShe said\r\nthat it was late.\r\n\r\n“Yes,\r\n\r\n“she said.”\r\n".repeat(20),
        ),
        ("old Mac line ends", "“No,” said Ann Orr.\r\rShe said that it was late.\r".repeat(20)),
        (
            "no-break spaces",
            "“No,”\u{a0}said\u{a0}Ann\u{202f}Orr\u{2009}on\u{a0}May\u{a0}5,\u{a0}2025.\u{2028}".repeat(20),
        ),
        ("zero width", "Ann\u{200b}Orr\u{ad} sa\u{200d}id \u{2060}that\u{feff} “no”.\u{200e} ".repeat(20)),
        ("control characters", "Ann\u{1}Orr said\u{0} that\u{8} “no\u{1b}[31m”.\u{c}\u{b} ".repeat(20)),
        ("formulas", "=SUM(A1) said Ann Orr. “=1+1,” +49 30 said. @POTUS said that -1. “@x,” he said.\n".repeat(5)),
        ("case changes length", "İSTANBUL said ẞ that İ. ŉ told ﬃ “ǰ,” said ΐ. ".repeat(20)),
    ];
    for (name, text) in cases {
        walk(name, &text);
    }
}

#[test]
fn control_characters_in_json_text() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"id": "=a\u0000\n", "title": "\u0007No\u2028", "author": "A\tB", "text": "Ann\u0000 Orr said \u0001 \u001b[31mthat \u2028she \ufffe would not\u0085 go.\r\n“No,\u0000” she\u000b said. \ud800"}"#;
    std::fs::write(folder.path().join("a.jsonl"), line).unwrap();
    let outcomes: Vec<_> = corpus::read(&[folder.path().to_owned()], &Options::default()).unwrap().collect();
    assert_eq!(outcomes[0].status(), Status::Ok);
    let Outcome::Article(article) = &outcomes[0] else { panic!("{outcomes:?}") };
    assert!(article.text.contains('\0'));
    let documents = analyse(vec![Article { id: "a".into(), ..article.clone() }]);
    laws::check(&documents[0]);
    let rendered = sayso::output::render(&analyse(vec![article.clone()])[0].view(), &crate::tables::options());
    for table in sayso::output::Table::ALL {
        let cells = String::from_utf8(rendered.csv(table).to_vec()).unwrap();
        assert!(cells.chars().all(|c| c == '\n' || c == '\r' || !c.is_control()), "{table}: {cells:?}");
        assert_eq!(cells.lines().count() as u64, rendered.rows(table), "{table}: a cell has several lines");
    }
}

#[test]
fn a_sentence_of_three_thousand_words() {
    let clause = "the minister said that the report, which Ann Orr wrote in 2019, found “no risk” for the bridge and ";
    let text = format!("{}that was all.", clause.repeat(3000 / clause.split(' ').count()));
    walk("a sentence of 3,000 words", &text);
}

/// Some of a kind of text, by its length in bytes.
type Make = fn(usize) -> String;

/// Texts that might make a stage slower than its length warrants.
const HOSTILE: [(&str, Make); 14] = [
    ("one paragraph without full stops", |n| fill("the council said that it would not close the bridge ", n)),
    ("quotation marks, curly", |n| fill("“", n)),
    ("quotation marks, straight", |n| fill("\"", n)),
    ("quotation marks, mixed", |n| fill("“ ‘ ” ’ \" ' « » ", n)),
    ("opened again and again", |n| fill("“No, he said.\n\n", n)),
    ("quotations", |n| fill("“No,” he said. ", n)),
    ("he said", |n| fill("He said. She told. They asked that. ", n)),
    ("full stops", |n| fill(".", n)),
    ("abbreviations", |n| fill("U.S. Dr. No. ", n)),
    ("line ends", |n| fill("a\n", n)),
    ("names", |n| fill("Ann Orr, Ben Ode, Cy Poe of Port Halvern, ", n)),
    ("different names", |n| {
        (0..n / 18)
            .flat_map(|i| ["Ann".into(), letters(i), " Orr".into(), letters(i / 7), " said no. ".into()])
            .collect()
    }),
    ("dates", |n| fill("on Monday, May 5, 2025, three days later at 6 a.m. last week, ", n)),
    ("a word without end", |n| fill("a", n)),
];

fn fill(part: &str, length: usize) -> String {
    part.repeat(length / part.len())
}

fn letters(mut number: usize) -> String {
    let mut word = String::new();
    while number > 0 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}

#[test]
fn hostile_texts() {
    for (name, make) in HOSTILE {
        walk(name, &make(2_000));
    }
}

/// A text of each kind at two sizes, one four times the other, and how the times grow: the whole walk, the stages after
/// the model, and, on much longer texts, the stages that need no model.
#[test]
#[ignore = "takes minutes; run it when a stage has changed"]
fn hostile_texts_take_time_in_proportion() {
    let mut table = String::new();
    for (name, make) in HOSTILE {
        write!(table, "{name:<36}").unwrap();
        let (small, large) = (walk(name, &make(5_000)), walk(name, &make(20_000)));
        let rules = [without_model(&make(100_000)), without_model(&make(400_000))];
        for (a, b) in [(small.0, large.0), (small.1, large.1), (rules[0], rules[1])] {
            write!(table, "{a:>8.2} s{b:>8.2} s x{:<5.1}", b / a).unwrap();
        }
        table.push('\n');
    }
    println!("four times the text: all at 5 and 20 kB, after the model, without a model at 100 and 400 kB\n{table}");
}

/// Seconds for the stages that need no model.
fn without_model(text: &str) -> f64 {
    let began = Instant::now();
    let sections = text::sections(text);
    let sentences = sentences::split(text, &sections);
    let quotations = quotes::find(text, &sections);
    let dates = dates::find(text, &sentences, Some(jiff::civil::date(2025, 5, 14)));
    let seconds = began.elapsed().as_secs_f64();
    println!("  {} sentences, {} quotations, {} dates: {seconds:.2} s", sentences.len(), quotations.len(), dates.len());
    seconds
}

#[test]
#[ignore = "takes minutes"]
fn very_long_texts() {
    walk("one paragraph without full stops", &fill("the council said that it would not close the bridge ", 200_000));
    walk("quotation marks", &fill("“", 100_000));
}
