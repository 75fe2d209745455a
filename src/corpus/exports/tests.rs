//! What is no export, and the laws of all exports.

use std::fmt::Write as _;
use std::time::Instant;

use super::*;
use proptest::prelude::*;

/// An article like any other, with lines in it that exports have, too.
fn article(lines: &[&str]) -> String {
    let prose = "The harbour master said on Friday that the wall was safe, and that nobody had told him otherwise.";
    let mut text = String::from("Leaked papers show who knew\n\nBy Ada Kellow\n\n");
    for line in lines {
        let _ = write!(text, "{prose}\n\n{line}\n\n");
    }
    text
}

#[test]
fn articles_that_quote_such_lines_stay_whole() {
    for lines in [
        &["Document 1 of 3"][..],
        &["Document 1 of 3", "Document 2 of 3", "Document 3 of 3"],
        &["1 of 3 DOCUMENTS", "LENGTH: 200 words", "2 of 3 DOCUMENTS", "LENGTH: 300 words"],
        &["End of Document"],
        &["End of Document", "The rest"],
        &["Copyright 2025 Selwick Media All Rights Reserved", "End of Document"],
        &["Copyright 2025 Selwick Media", "LENGTH: 200 words", "SECTION: News", "BYLINE: Ada Kellow"],
        &["Body", "Section: News", "Length: 200 words"],
        &["812 words", "2 May 2025", "The Selwick Post"],
        &["Document 12 of the file was lost", "Document SELPST0020250502el52000"],
        &["____________________________", "Title: The Wall", "____________________________", "Title: The Sea"],
        &["Title: The Wall", "Date: May 2, 2025", "Source: The Selwick Post"],
        &["Full text: see below", "Abstract: none"],
        &["HD", "BY", "PD 2 May 2025", "IN"],
        &["Page 1 of 2", "Page 2 of 2"],
    ] {
        assert_eq!(split(&article(lines)), None, "{lines:?}");
    }
    for text in ["", "\n", "End of Document", "Document 1 of 1", "LENGTH: 200 words", "LENGTH: 200 words\n\nA text.\n"]
    {
        assert_eq!(split(text), None, "{text}");
    }
}

/// A document of Nexis Uni.
fn document(body: &str) -> String {
    format!(
        "Storm shuts port\nThe Selwick Post\nMay 2, 2025 Friday\nCopyright 2025 Selwick Media\nSection: NEWS\nLength: 9 words\n\
         Byline: Jane Doe\nBody\n\n{body}\n\nLoad-Date: May 3, 2025\n\nEnd of Document\n\n"
    )
}

#[test]
fn quotes_stay_in_the_documents_of_exports() {
    let body = "He read it.\n\nEnd of Document\n\n“Document 2 of 9,” it said.\n\nDocument 2 of 9\n\nNobody knew.";
    for text in [document(body) + &document("No."), document("No.") + &document(body)] {
        let articles = split(&text).unwrap();
        let texts: Vec<_> = articles.iter().map(|article| article.text.as_str()).collect();
        assert!(texts == [body, "No."] || texts == ["No.", body], "{texts:#?}");
    }
}

#[test]
fn values_of_several_lines_stay_with_their_fields() {
    let document = |number: u32| {
        format!(
            "Record: {number}\nTitle: Storm shuts the port of Selwick and both of its bridges\nfor a third day\nAuthors:\n\
             Doe, Jane\nSource: Selwick Post, The. 05/0{number}/2025, p4.\nSubject Terms: Ports\nLOST ships\nDatabase: News\n\n\
             She said no.\n\n"
        )
    };
    let found = split(&(document(1) + &document(2))).unwrap();
    for article in &found {
        let metadata = &article.metadata;
        let headline = "Storm shuts the port of Selwick and both of its bridges for a third day";
        assert_eq!((metadata.headline.as_deref(), metadata.author.as_deref()), (Some(headline), Some("Jane Doe")));
        assert_eq!((metadata.outlet.as_deref(), article.text.as_str()), (Some("The Selwick Post"), "She said no."));
    }
    assert_eq!(found[1].metadata.published, Some(jiff::civil::date(2025, 5, 2)));
}

#[test]
fn other_databases_are_known_by_their_fields() {
    let newsbank = "Storm shuts port\nSelwick Post, The (XX) - May 2, 2025\n\nAuthor/Byline: Jane Doe, Staff Writer\nSection: \
        News\n\nShe said no.\n\nIndex terms: ports\nRecord: 1A2B77C0D1E4\nCopyright (c) 2025 The Selwick Post\n";
    let gale = "Storm shuts port\nAuthors: Jane Doe\nDate: May 2, 2025\nFrom: The Selwick Post (Selwick, XX)\nDocument Type: \
        Article\n\nFull Text: \nByline: Jane Doe\n\nShe said no.\n\nCopyright: COPYRIGHT 2025 Selwick\n\
        http://selwickpost.example/\nSource Citation (MLA 9th Edition)\nDoe, Jane. \"Storm shuts port.\"\nGale Document \
        Number: GALE|A785540127\n";
    let bars = "Storm shuts port\nMay 2, 2025 | Selwick Post, The (XX)\nAuthor/Byline: Jane Doe | Section: News | Page: A1\n\
        612 Words\n\nShe said no.\n\nCITATION (AGLC STYLE)\nJane Doe, 'Storm shuts port', Selwick Post, The (online), 2 May 2025\n\
        Record: 1A2B77C0D1E4\nCopyright (c) 2025 The Selwick Post\n";
    for text in [newsbank, bars, gale] {
        let found = split(text).unwrap();
        let about = &found[0].metadata;
        assert_eq!((about.headline.as_deref(), about.author.as_deref()), (Some("Storm shuts port"), Some("Jane Doe")));
        assert_eq!((about.outlet.as_deref(), found[0].text.as_str()), (Some("The Selwick Post"), "She said no."));
        assert_eq!((about.published, about.url.as_deref()), (Some(jiff::civil::date(2025, 5, 2)), None));
    }
    let ebsco = "Record: 1\nTitle: Storm shuts port.\nAuthors: Doe, Jane\n         Roe, John\nSource: Selwick Post, The. \
        05/02/2025, p4.\nDatabase: News\n\nStorm shuts port\n\nShe said no.\n\n~~~~~~~~\n\nBy Jane Doe and John Roe\n\n\
        Copyright of Selwick Post, The is the property of Selwick Media and its content may not be copied.\n\n_____\n";
    let found = split(&ebsco.repeat(2)).unwrap();
    assert_eq!(found[1].metadata.author.as_deref(), Some("Jane Doe; John Roe"));
    assert_eq!(found[1].text, "She said no.");
}

#[test]
fn a_line_above_each_article_names_outlet_and_day() {
    let wiso = "Selwicker Post vom 02.05.2025, Nr. 52, S. 17 / Lokales\n\n\nSturm schließt Hafen\n\nBoote bleiben liegen\n\nVon Jane \
        Doe\n\n„Nein“, sagte sie.\n\nQuelle:\tSelwicker Post vom 02.05.2025, Nr. 52, S. 17\nDokumentnummer:\t20250502171\n\n© \
        GBI-Genios\n\n";
    let above = "Sturm schließt Hafen\n\nSelwicker Post vom 02.05.2025, Nr. 52, Seite 17\n\nAutor: Doe, Jane\n\n„Nein“, sagte \
        sie.\n\nQuelle:\tSelwicker Post vom 02.05.2025, Nr. 52, S. 17\nDokumentnummer:\t20250502171\n\n© GBI-Genios\n\n";
    let source = "Nom de la source\nSelwicker Post\nType de source\nPresse\nVendredi 2 mai 2025\nSelwicker Post • p. 7 • 84 \
        mots\nRégion\n\nSturm schließt Hafen\n\nJane Doe\n\n„Nein“, sagte sie.\n\n© 2025 Selwicker \
        Post\nnews·20250502·SP·0457211930\n\n";
    let europresse = "Selwicker Post, no. 24563\nRégion, vendredi 2 mai 2025 111 mots, p. 12\n\nSturm schließt Hafen\n\nJane \
        Doe\n\nVendredi 9 mai 2025 à 10 h 22\n\n„Nein“, sagte sie.\n\nCet article est paru dans Selwicker Post\n\n© 2025 \
        Selwicker Post\n\nnews·20250502·SP·0457211930\n\n";
    let bars = "Sturm schließt Hafen\nMay 2, 2025 | Selwicker Post (Selwick, XX)\nAuthor: Jane Doe | Section: News | 9 Words\n\
        OpenURL Link\n\n„Nein“, sagte sie.\n\nSelwicker Post (Selwick, XX)\nCitation (APA Style)\nDoe, J. (2025).\n\n";
    let westlaw = "5/2/25 Selwicker Post A4\n2025 WLNR 5740122\n\nSelwicker Post (XX)\nCopyright © 2025 Selwick. All rights \
        reserved.\n\nMay 2, 2025\n\nSection: local\n\nSturm schließt Hafen\n\nJane Doe\n\n„Nein“, sagte sie.\n\n---- Index \
        References ----\nLanguage: EN\nEnd of Document\n\n";
    let below = "Sturm schließt Hafen\n\n„Nein“, sagte sie.\n\nAutor: Doe, Jane\nQuelle: Selwicker Post vom 02.05.2025, Nr. 52, S. \
        1\nDokumentnummer: 20250502171\n\n© GBI-Genios\n\n";
    let barred = "Sturm schließt Hafen\n\nMay 2, 2025 | Selwicker Post (Selwick, XX) | Jane Doe | Page 5 | 9 Words | OpenURL \
        Link\n\n„Nein“, sagte sie.\n\nSelwicker Post (Selwick, XX)\nCitation (APA Style)\nDoe, J. NewsBank.\n\n";
    for text in [below, barred, wiso, above, europresse, source, bars, westlaw] {
        for count in [1, 2] {
            let found = split(&text.repeat(count)).unwrap();
            assert_eq!(found.len(), count, "{text}");
            let article = found.last().unwrap();
            let about = &article.metadata;
            assert_eq!(article.text.split("\n\n").last(), Some("„Nein“, sagte sie."), "{text}");
            assert_eq!(about.headline.as_deref(), Some("Sturm schließt Hafen"), "{text}");
            assert_eq!(about.author.as_deref(), Some("Jane Doe"), "{text}");
            assert_eq!(about.outlet.as_deref(), Some("Selwicker Post"), "{text}");
            assert_eq!(about.published, Some(jiff::civil::date(2025, 5, 2)), "{text}");
        }
    }
    let none = "The council met.\n\nHe read from Selwicker Post vom 02.05.2025, Nr. 52, and sat down.\n\nGenios is a database.";
    assert_eq!(split(none), None);
}

#[test]
fn clippings_are_told_apart_by_outlet_and_day() {
    let text = "Press clippings, spring 2025\n\nStorm shuts port\n\nThe Selwick Post, 2 May 2025\n\nBy Jane Doe\n\n\
        https://selwickpost.example/storm\n\nThe harbour master said that the wall was safe.\n\nEels are back\n\nEstuary News, \
        4 May 2025\n\nVolunteers counted four thousand young eels in March.\n\nShe said no.\n";
    let found = split(text).unwrap();
    let [one, two] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(one.text, "The harbour master said that the wall was safe.");
    assert_eq!(one.metadata.author.as_deref(), Some("Jane Doe"));
    assert_eq!(one.metadata.url.as_deref(), Some("https://selwickpost.example/storm"));
    assert_eq!(two.metadata.headline.as_deref(), Some("Eels are back"));
    assert_eq!(two.metadata.outlet.as_deref(), Some("Estuary News"));
    assert!(two.text.ends_with("She said no."));
    // An article that quotes two reviews has text above the first.
    let review = "A film opened. ".repeat(9);
    let quoting = format!(
        "{review}\n\n{review}\n\n{review}\n\n{review}\n\n{review}\n\n{review}\n\nGreat\nThe Selwick Post, 2 May \
        2025\n\nDull\nEstuary News, 4 May 2025\n"
    );
    assert_eq!(split(&quoting), None);
}

#[test]
fn single_records_are_known_by_fields_of_databases() {
    let newsbank = "Selwick Post (XX)\n\nDate: May 2, 2025\nSection: Front\nArticle ID: 0606110114\n\nHeadline: Storm shuts \
        port\nByline: By JANE DOE\nOf the Post staff\n\nText: She said no.\n\nCopyright, 2025, Selwick Post.\nRecord Number: \
        0606110114\n";
    let ebsco = "Record: 1\nTitle:\n    Storm shuts port\nAuthors:\n    DOE, JANE\nSource:\n    Selwick Post. 05/02/2025, p9.\n\
        Accession Number:\n    118400275\nDatabase:\n    Newspaper Source\n\nHTML Full Text\n\nSection: News\n\nShe said \
        no.\n\n~~~~~~~~\n\nPersistent link to this record (Permalink): https://search.example/login?AN=1\n";
    for text in [newsbank, ebsco] {
        let found = split(text).unwrap();
        let [article] = found.as_slice() else { panic!("{found:?}") };
        let about = &article.metadata;
        assert_eq!(article.text, "She said no.");
        assert_eq!((about.headline.as_deref(), about.author.as_deref()), (Some("Storm shuts port"), Some("JANE DOE")));
        assert_eq!(about.outlet.as_deref(), Some("Selwick Post"));
        assert_eq!(about.published, Some(jiff::civil::date(2025, 5, 2)));
    }
}

#[test]
fn factiva_speaks_other_languages() {
    let german = "Wirtschaft\nSturm schließt den Hafen von Selwick\nVon Jane Doe\n1.812 Wörter\n2. Mai 2025\n10:15\nSelwicker Post\nSELPST\n\
        Deutsch\n(c) 2025 Selwicker Post. Alle Rechte vorbehalten.\n\n„Nein“, sagte sie.\n\nDokument SELPST0020250502el5200001\n\n";
    let french = "La tempête ferme le port de Selwick\nPar Jane Doe\n812 mots\n2 mai 2025\nSelwicker Post\nSELPST\n\
        Français\nCopyright 2025. Selwicker Post Tous droits réservés.\n\n«\u{A0}Non\u{A0}», dit-elle.\n\nDocument SELPST0020250502el5200001\n\n";
    for (text, body) in [(german, "„Nein“, sagte sie."), (french, "«\u{A0}Non\u{A0}», dit-elle.")] {
        let found = split(text).unwrap();
        let [article] = found.as_slice() else { panic!("{found:?}") };
        let about = &article.metadata;
        assert_eq!((article.text.as_str(), about.author.as_deref()), (body, Some("Jane Doe")));
        assert_eq!(about.outlet.as_deref(), Some("Selwicker Post"));
        assert_eq!(about.published, Some(jiff::civil::date(2025, 5, 2)));
        assert!(about.headline.as_deref().is_some_and(|headline| headline.ends_with("Selwick")), "{about:?}");
    }
}

#[test]
fn an_article_with_a_card_above_it_is_read_without_the_card() {
    let text = "Title: Storm shuts port\nSource: Selwick Post, The\nDate: 2-May-2025\nAuthor: Doe, Jane\nURL: \
        https://selwickpost.example/storm\n\nShe said no.\n\nTitle: he said.\n";
    let found = split(text).unwrap();
    let [article] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(article.text, "She said no.\n\nTitle: he said.");
    assert_eq!(article.metadata.author.as_deref(), Some("Jane Doe"));
    assert_eq!(article.metadata.outlet.as_deref(), Some("The Selwick Post"));
    assert_eq!(article.metadata.published, Some(jiff::civil::date(2025, 5, 2)));
    assert_eq!(split("Title: Storm\nShe said no.\nDate: today\n\nNo."), None);
}

#[test]
fn what_has_only_a_header_is_empty() {
    let text = document("No.") + &document("");
    let parsed = apart(vec![Parsed::of(text)], "txt");
    assert_eq!(parsed[0].entry.as_deref(), Some("1"));
    assert_eq!(parsed[1].text.as_ref().unwrap_err().0, Status::Empty);
    assert_eq!(parsed[1].metadata.headline.as_deref(), Some("Storm shuts port"));
}

#[test]
fn only_texts_of_one_article_are_taken_apart() {
    let one = Parsed::of(document("No.") + &document("Yes."));
    assert_eq!(apart(vec![one.clone()], "csv").len(), 1);
    assert_eq!(apart(vec![one.clone(), one.clone()], "pdf").len(), 2);
    assert_eq!(apart(vec![one], "rtf").len(), 2);
    let single = apart(vec![Parsed::of(document("No."))], "docx");
    assert_eq!((single.len(), single[0].entry.as_deref()), (1, None));
    assert_eq!(single[0].metadata.author.as_deref(), Some("Jane Doe"));
}

#[test]
fn time_is_linear() {
    // Lines that begin something each, very often.
    for line in [
        "End of Document\n",
        "1 of 2 DOCUMENTS\n",
        "Byline:\n",
        "Byline:\nx\n",
        "Body\n",
        "May 2, 2025\n",
        "HD\n",
        "812 words\n2 May 2025\n",
        "Document SELPST0020250502el5200001\n",
        "Document SELPST0020250502el5200001\nx\n",
        "Title: x\n\n",
        "Title: x\nDate: 2 May 2025\nSource: x\n\nNo.\n\n",
        "ProQuest document ID: 1\n",
        "Full text: x\n",
        "____________________\nx\n",
        "Client/Matter: -None-\n",
        "Selwicker Post vom 02.05.2025, Nr. 52, S. 17\nDokumentnummer: 1\n",
        "Quelle: Selwicker Post vom 02.05.2025, Nr. 52\nDokumentnummer: 1\n",
        "x\nMay 2, 2025 | Post | Jane Doe\nOpenURL Link\n",
        "5/2/25 Selwick Post\n2025 WLNR 1\n",
        "Nom de la source\nx\nnews·20250502·SP·1\n",
        "Le Quai, no. 1\nvendredi 2 mai 2025 9 mots\nnews·20250502·SP·1\n",
        "Storm\nThe Selwick Post, 2 May 2025\nThe wall was safe, he said, and nobody had told him so.\n",
        "Graphic\nLoad-Date: x\n",
        "x\n",
        "\n",
    ] {
        let begun = Instant::now();
        let _ = split(&line.repeat(20_000));
        assert!(begun.elapsed().as_secs() < 10, "{line:?}");
    }
    let of = |count: usize| {
        let text = document(&"The wall is safe, he said.\n\n".repeat(100)).repeat(count);
        let begun = Instant::now();
        assert_eq!(split(&text).map(|articles| articles.len()), Some(count));
        begun.elapsed()
    };
    // 43,000 lines and a million.
    let (few, many) = (of(200), of(4800));
    assert!(many < 24 * 4 * few, "{few:?} {many:?}");
}

proptest! {
    #[test]
    fn any_text_gives_a_value(text in "\\PC{0,200}") {
        let _ = split(&text);
    }

    #[test]
    fn any_order_of_lines_gives_a_value(lines in proptest::collection::vec(proptest::sample::select(vec![
        "", "   ", "1 of 2 DOCUMENTS", "Document 2 of 2", "End of Document", "____________________", "The Selwick Post",
        "May 2, 2025 Friday", "Copyright 2025 Selwick Media", "LENGTH: 812 words", "Length: 812 words", "Byline: Jane Doe",
        "Section:", "Body", "BODY:", "No.", "Graphic", "Load-Date: May 3, 2025", "URL: http://a.example/b", "812 words",
        "HD       Storm", "BY", "PD 2 May 2025", "LP", "TD", "IN  i1 : x", "Document SELPST0020250502el5200001",
        "Document 1 of 2", "Title: Storm", "Source: The Post. 2 May 2025", "Full text: No.", "ProQuest document ID: 1",
        "Selwicker Post vom 02.05.2025, Nr. 52, S. 17", "Quelle: Selwicker Post vom 02.05.2025, Nr. 52", "Dokumentnummer: 1",
        "May 2, 2025 | Post | Jane Doe", "OpenURL Link", "5/2/25 Selwick Post", "2025 WLNR 1", "Nom de la source", "Le Quai, no. 1",
        "vendredi 2 mai 2025 9 mots", "news·20250502·SP·1", "The Selwick Post, 2 May 2025", "Autor: Doe, Jane",
        "Publication info:", "Record: 1", "Page 1 of 2", "é", "By É", "Narrowed by:", "é: É", "Étitle: x", "£ength: 9 words", "\u{AD}", "Documents (2)",
    ]), 0..40)) {
        for article in split(&lines.join("\n")).unwrap_or_default() {
            prop_assert!(!article.text.contains("\n\n\n") && article.text.trim() == article.text);
        }
    }

    #[test]
    fn all_words_between_headers_are_kept(bodies in proptest::collection::vec("[a-zé.”]{1,9}( [A-Za-z:]{1,9}){0,30}(\n\n[A-Z][a-z ]{0,40}[.]){0,5}", 2..6)) {
        let text: String = bodies.iter().map(|body| document(body)).collect();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let articles = split(&text).unwrap();
        prop_assert_eq!(articles.len(), bodies.len());
        for (article, body) in articles.iter().zip(&bodies) {
            prop_assert_eq!(words(&article.text), words(body));
        }
    }
}
