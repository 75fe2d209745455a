//! Made cases, each with the day and source expected of it, or none; right, wrong and empty answers are counted. Wrong
//! ones are never allowed.

use proptest::prelude::*;

use super::*;
use crate::{sentences, text};

/// Running text that tells no day.
const BODY: &str = "The council of Halvern voted on Monday to close the old fish market, and the traders said that they \
                    would go on with their protest until the mayor met them in the town hall.";

/// Expected, address, path, and the lines of the text; `~` stands for [`BODY`].
type Case = (&'static str, &'static str, &'static str, &'static str);

fn found((_, url, path, lines): Case) -> String {
    let text = lines.replace('~', BODY).replace(" / ", "\n\n");
    let sections = text::sections(&text);
    let sentences = sentences::split(&text, &sections);
    let given = |value: &'static str| (!value.is_empty()).then_some(value);
    let (day, source) = published(Evidence {
        text: &text,
        sections: &sections,
        sentences: &sentences,
        metadata: None,
        url: given(url),
        path: given(path),
        given: None,
    });
    day.map_or_else(|| "- none".to_owned(), |day| format!("{day} {}", source.as_str()))
}

const EVIDENCE: &[Case] = &[
    // The address.
    ("2025-05-02 url", "https://halvern.example/2025/05/02/market-closes", "", "Market closes / ~ / ~"),
    ("2025-05-02 url", "https://halvern.example/news/2025/5/2/market", "", "Market closes / ~"),
    ("2025-05-02 url", "http://halvern.example/world/2025/may/02/market-closes", "", "~ / ~"),
    ("2025-05-02 url", "https://halvern.example/2025-05-02-market-closes.html", "", "~ / ~"),
    ("2025-05-02 url", "https://halvern.example/news/market-closes-20250502", "", "~ / ~"),
    ("2025-05-02 url", "https://halvern.example/story?id=77&date=2025-05-02", "", "~ / ~"),
    ("2025-05-02 url", "https://halvern.example/story?published=20250502&x=1", "", "~ / ~"),
    ("2025-05-02 url", "https://halvern.example/a/20250502/market", "2025-05-04.txt", "Published 3 May 2025 / ~"),
    ("2025-05-02 url", "halvern.example/2025/05/02/a/", "", "HALVERN, May 1, 2025 (AP) — ~"),
    // The dateline.
    ("2025-05-03 dateline", "", "", "Market closes / HALVERN, May 3, 2025 (AP) — ~"),
    ("2025-05-03 dateline", "", "", "HALVERN, Norland, 3 May 2025 (Meridian Wire) - ~ / ~"),
    ("2025-11-28 dateline", "", "", "Cracks spread / By Ilse Marant / TEREBIN, Nov. 28, 2025 — ~"),
    ("2025-05-03 dateline", "https://halvern.example/2025/05/market", "", "HALVERN, May 3 (AP) — ~"),
    ("2025-05-03 dateline", "", "2025/05/market.txt", "HALVERN, May 3 (AP) — ~"),
    ("2025-05-03 dateline", "", "2025/market.txt", "HALVERN, May 3 (AP) — ~"),
    ("2025-05-03 dateline", "", "market-2025-05-04.txt", "HALVERN, May 3 (AP) — ~"),
    ("2024-12-31 dateline", "https://halvern.example/2025/01/market", "", "HALVERN, Dec. 31 (AP) — ~"),
    ("2025-08-27 dateline", "", "", "One lagoon / August 28, 2025 / HALVERN, Aug. 27 — ~"),
    // The name of the file, and of its folders.
    ("2025-05-14 file name", "", "2025-05-14-port-strike.txt", "Port strike / ~ / ~"),
    ("2025-05-14 file name", "", "wire/port_strike_20250514.txt", "~ / ~"),
    ("2025-05-14 file name", "", "14.05.2025.txt", "~ / ~"),
    ("2025-05-14 file name", "", "May-14-2025.md", "~ / ~"),
    ("2025-05-14 file name", "", "port strike 14 May 2025.txt", "~ / ~"),
    ("2025-05-14 file name", "", "port-strike-14th-may-2025.txt", "~ / ~"),
    ("2025-05-14 file name", "", "2025/05/14/port-strike.txt", "~ / ~"),
    ("2025-05-14 file name", "", "2025/05/14.txt", "~ / ~"),
    ("2025-05-14 file name", "", "2025-05-14/017.txt", "~ / ~"),
    ("2025-05-05 file name", "", "strike 05-05-2025.txt", "~ / ~"),
    ("2025-05-14 file name", "", "2025-05-14_10-30-00_port.txt", "~ / ~"),
    ("2025-05-14 file name", "", "port_20250514T1030.txt", "~ / ~"),
    ("1998-02-06 file name", "", "MWR19980206.0460.txt", "~ / ~"),
    // The first lines.
    ("2025-05-02 text", "", "", "Market closes / Published 2 May 2025 / ~ / ~"),
    ("2025-05-02 text", "", "", "Market closes / By Ada Brown / Published: May 2, 2025 10:31 am EDT / ~"),
    ("2025-05-02 text", "", "", "Market closes / Published May 2, 2025 Updated May 3, 2025 / ~"),
    ("2025-05-02 text", "", "", "Market closes / Updated 3 May 2025 | First published on 2 May 2025 / ~"),
    ("2025-05-02 text", "", "", "Market closes / Posted on Friday, May 2nd, 2025 at 9:05 p.m. / ~"),
    ("2025-05-02 text", "", "", "Market closes / Posted by Ada Brown on 2 May 2025 / ~"),
    ("2025-05-02 text", "", "", "Market closes / Last modified: 2025-05-02T10:31:00Z / ~"),
    ("2025-05-02 text", "", "", "Market closes / Updated May 2, 2025, 5:18 p.m. ET / ~"),
    ("2025-05-02 text", "", "", "Market closes / Published / May 2, 2025 / ~"),
    ("2025-05-02 text", "", "", "Market closes / By Jane Doe / May 2, 2025 / ~ / ~"),
    ("2025-05-02 text", "", "", "Friday 2 May 2025 / Market closes / ~ / ~"),
    ("2025-05-02 text", "", "", "Market closes / By Jane Doe | May 2, 2025 / ~"),
    ("2025-05-02 text", "", "", "Market closes / By Jane Doe | The Halvern Post | May 2, 2025 | Updated 6:40 p.m. / ~"),
    ("2025-05-02 text", "", "", "# Market closes / *By Jane Doe, 2 May 2025* / ~"),
    ("2025-05-02 text", "", "", "Market closes / Halvern Daily Dispatch, 2 May 2025 / ~"),
    ("2025-05-02 text", "", "", "Market closes / OPINION | May 2, 2025 / ~"),
    ("2025-05-02 text", "", "", "Market closes / The council has voted to close the old market. / 2 May 2025 / ~"),
    ("2025-05-25 text", "", "", "Market closes / 25/05/2025 / ~"),
    ("2025-05-02 text", "", "05-04-2025.txt", "Market closes / Published 2 May 2025 / ~"),
    ("2025-05-02 text", "", "", "Date: 2 May 2025 / Market closes / ~"),
    // The last lines.
    ("2025-05-02 text", "", "", "Market closes / ~ / ~ / (Published 2 May 2025)"),
    ("2025-05-02 text", "", "", "~ / ~ / This article was first published on 2 May 2025."),
    (
        "2025-05-02 text",
        "",
        "",
        "~ / ~ / Ada Brown is our reporter. This story was published on May 2, 2025, in The Halvern Post.",
    ),
    ("2025-05-02 text", "", "", "~ / ~ / Last updated: 2 May 2025, 14:00 GMT"),
    ("2025-05-02 text", "", "", "~ / Published: 2 May 2025 / © 2019 Halvern Post"),
    // What the text says of today.
    ("2025-05-02 text", "", "", "~ / The bridge was opened today, May 2, 2025, after nine years of work on its piers."),
    (
        "2025-05-02 text",
        "",
        "",
        "The bridge fell yesterday (1 May 2025) into the river, and nobody was hurt there. / ~",
    ),
    ("2025-05-02 text", "", "", "~ / The court will hear the case tomorrow, Saturday, 3 May 2025, in the town hall."),
];

const NONE: &[Case] = &[
    ("- none", "", "", "~ / ~"),
    ("- none", "", "", "Market closes / By Jane Doe / ~ / The Bridge Act of 14 June 2007 forbids it. / ~"),
    ("- none", "", "", "Market closes / Ann Orr was born on 2 May 1950 in Halvern and lives there. / ~"),
    ("- none", "", "", "Ann Orr, 1 May 1940 - 2 May 2025 / ~ / ~"),
    ("- none", "", "", "Ann Orr / 1940 – 2 May 2025 / ~"),
    ("- none", "", "", "Market closes / © 2019 Halvern Post / ~ / Copyright 2 May 2019 Halvern Post. / ~"),
    ("- none", "", "", "On 3 March 2024 the court of Halvern sent Colm Orr to prison for the theft of a boat. / ~"),
    ("- none", "", "", "Halvern Fair, May 2, 2025 / ~ / ~"),
    ("- none", "", "", "Market to close on May 2, 2026 / By Jane Doe / ~"),
    ("- none", "", "", "May 8, 1945 / It was the day on which the bells of Halvern rang again for an hour. / ~"),
    ("- none", "", "", "The strike day by day / 1 May 2025 / The port closed. / 3 May 2025 / It opened. / ~"),
    ("- none", "", "", "~ / LONDON, June 6, 1944 (AP) — ~ / ~"),
    ("- none", "", "", "~ / “HALVERN, June 6, 1944 — ~” / ~"),
    ("- none", "", "", "Spring concert / Date: 12 June 2025 / Time: 7 p.m. / Place: Town hall / ~"),
    ("- none", "", "", "HALVERN, May 3 (AP) — ~ / ~"),
    ("- none", "", "", "HALVERN, May 3 (AP) — ~ / The port has been closed since 1998. / © 2019 Halvern Post"),
    ("- none", "", "05-04-2025.txt", "~ / ~"),
    ("- none", "", "port-strike-04_05_2025.txt", "~ / ~"),
    ("- none", "", "2025/05/port-strike.txt", "~ / ~"),
    ("- none", "", "2025-02-31-port-strike.txt", "~ / ~"),
    ("- none", "", "2025-05-01-to-2025-05-14.txt", "~ / ~"),
    ("- none", "", "downloaded-2025-05-14/a.txt", "~ / ~"),
    ("- none", "", "orr-born-2025-05-14.txt", "~ / ~"),
    ("- none", "", "protest-planned-for-may-1-2025.txt", "~ / ~"),
    ("- none", "", "isbn-978-3-16-148410-0.txt", "~ / ~"),
    ("- none", "", "tel-555-0142-2025.txt", "~ / ~"),
    ("- none", "", "article-87654321.txt", "~ / ~"),
    ("- none", "", "a3f20250514b.txt", "~ / ~"),
    ("- none", "https://halvern.example/2025/05/market-closes", "", "~ / ~"),
    ("- none", "https://halvern.example/on-this-day/1945/05/08", "", "~ / ~"),
    ("- none", "https://halvern.example/protests-planned-may-1-2025-in-port", "", "~ / ~"),
    ("- none", "https://2025-05-02.example/market", "", "~ / ~"),
    ("- none", "https://halvern.example/2025/05/02/a/2025/05/03", "", "~ / ~"),
    ("- none", "https://halvern.example/2025/13/02/a", "", "~ / ~"),
    ("- none", "https://halvern.example/03-05-2025/a", "", "~ / ~"),
    ("- none", "", "", "Market closes / Published 2 May 2025 / Published 3 May 2025 / ~"),
    ("- none", "", "", "Market closes / 05/04/2025 / ~"),
    ("- none", "", "", "Market closes / Published 31 February 2025 / ~"),
    ("- none", "", "", "Market closes / Published on May 3, 2019, the report warned of it. / ~"),
    ("- none", "", "", "Market closes / Published May 2025 / ~"),
    ("- none", "", "", "Market closes / Photo: May 2, 2019 / ~"),
    ("- none", "", "", "~ / ~ / A version of this article appears in print on May 3, 2025, Section A, Page 4."),
    ("- none", "", "", "~ / ~ / Her book was first published on 3 May 2019."),
    ("- none", "", "", "Halvern 2 Kingsholt 1 / By Jo Petrie / ~ / ~"),
    ("- none", "", "", "~ / “We open today, May 2, 2019,” the mayor had said. / ~"),
    ("- none", "", "", "~ / The ferry stopped just a few days ago, on May 1st. / ~"),
    ("- none", "", "", "~ / “It begins today, June 6, 1944,” he wrote, and on 1 May 2025 it was found. / ~"),
    ("- none", "", "", "~ / ~ / You May Also Like / Ten Bridges To See / Published 2 May 2025 / The Last Ferry"),
    ("- none", "", "", "Market closes / By Monday, May 5, 2025 / ~"),
];

/// Cases written after the rules, to see what they do on others than those they were made for.
const LATER: &[Case] = &[
    ("2024-10-09 url", "https://www.orrin-ledger.example/articles/2024/10/09/dam/?utm=20231111", "", "Dam / ~"),
    ("2024-10-09 url", "https://orrin.example/2024-10-09/dam-cracks", "2024-10-11.txt", "~"),
    ("2024-10-09 url", "https://orrin.example/dam-cracks-2024-10-09/", "", "~"),
    ("2024-10-09 url", "https://orrin.example/news?pubDate=2024-10-09T08:00:00Z", "", "~"),
    ("2024-10-09 url", "https://orrin.example/2024/oct/09/dam-since-1998", "", "~"),
    ("2024-10-09 file name", "https://orrin.example/story/4471", "orrin/2024-10-09 Dam cracks.txt", "~"),
    ("2024-10-09 file name", "", "Dam cracks (9 October 2024).txt", "~"),
    ("2024-10-09 file name", "", "Orrin_Ledger_Oct_9_2024.txt", "~"),
    ("2024-10-19 file name", "", "10-19-2024 dam.txt", "~"),
    ("2024-10-19 file name", "", "19_10_2024_dam.txt", "~"),
    ("2024-10-09 file name", "", "2024/2024-10/2024-10-09/dam.txt", "~"),
    ("2024-10-09 file name", "", "2024/October/09/dam.txt", "~"),
    ("2024-10-09 file name", "", "nested.v2/20241009-dam-2.txt", "~"),
    ("2024-10-09 dateline", "", "", "ST. ORRIN, Norland, Oct. 9, 2024 (UPI) -- ~"),
    ("2024-10-09 dateline", "", "dam_2024-10-09.txt", "Dam cracks / By A. Orr / ORRIN, Oct. 9 — ~"),
    ("2024-10-08 dateline", "", "", "Dam cracks / Published 9 October 2024 / ORRIN, Oct. 8 (AP) — ~"),
    ("2024-10-09 text", "", "", "Dam cracks / Published 9 October 2024 / ORRIN, June 3 (AP) — ~"),
    ("2024-10-09 text", "", "", "Dam cracks / Ada Orr, senior reporter / Wednesday, October 9, 2024 / ~"),
    (
        "2024-10-09 text",
        "",
        "",
        "Dam cracks / Ada Orr / Wed 9 Oct 2024 06.00 BST / Last modified on Wed 9 Oct 2024 19.14 BST / ~",
    ),
    ("2024-10-09 text", "", "", "Dam cracks / First published on Wed 9 Oct 2024 06.00 BST / ~"),
    (
        "2024-10-09 text",
        "",
        "",
        "Dam cracks / PUBLISHED: October 9, 2024 at 6:00 a.m. | UPDATED: October 10, 2024 at 3:12 p.m. / ~",
    ),
    ("2024-10-09 text", "", "", "Dam cracks / Oct. 9, 2024, 6:00 AM EDT / Updated Oct. 10, 2024, 7:00 AM EDT / ~"),
    ("2024-10-09 text", "", "", "Dam cracks / By ADA ORR Oct. 9, 2024 / ~"),
    ("2024-10-09 text", "", "", "Dam cracks / 9th October 2024 / ~"),
    ("2024-10-09 text", "", "", "Dam cracks / 2024-10-09 06:00 / ~"),
    ("2024-10-09 text", "", "", "Orrin Ledger / October 9, 2024 Wednesday / Dam cracks / ~"),
    ("2024-10-09 text", "", "", "News · 9 October 2024 · 4 min read / Dam cracks / ~"),
    ("2024-10-09 text", "", "", "Dam cracks / Ada Orr • Published 9 Oct 2024 • 3 comments / ~"),
    ("2024-10-09 text", "", "", "Dam cracks / The Orrin Ledger (9 October 2024) / ~"),
    ("2024-10-09 text", "", "", "Dam cracks / Orrin, 9 October 2024 – ~ ~"),
    ("2024-10-09 text", "", "", "~ / ~ / Originally published October 9, 2024."),
    ("2024-10-09 text", "", "", "~ / ~ / Published in The Orrin Ledger on October 9, 2024"),
    (
        "2024-10-09 text",
        "",
        "",
        "~ / ~ / This article was amended on 11 October 2024. / First published: 9 October 2024",
    ),
    ("2024-10-09 text", "", "", "~ / ~ / [This story was last updated on 9 October 2024.]"),
    ("2024-10-09 url", "https://orrin.example/2024/10/09/history-of-the-dam-1998-01-02", "", "~"),
    ("2024-10-09 url", "https://orrin.example/archive/2024-10-09-schedule-of-events", "", "~"),
    ("2024-10-09 file name", "", "archive/2024-10-09-anniversary-of-the-dam.txt", "~"),
    ("- none", "", "anniversary-of-the-dam-2024-10-09.txt", "~"),
    ("- none", "", "2024-10-09-dam-downloaded.txt", "~"),
    ("- none", "https://orrin.example/story/2024", "", "ORRIN, Oct. 9 — ~"),
    ("- none", "", "", "~ / ~ / This article was amended on 11 October 2024 because a name was wrong."),
    ("- none", "", "", "Dam Disaster of October 9, 1974 / ~ / ~"),
    ("- none", "", "", "Remembering the dam / October 9, 1974 | October 9, 2024 / ~"),
    ("- none", "", "", "Dam cracks / Deadline: October 9, 2024 / ~"),
    ("- none", "", "", "Tickets for October 9, 2024 on sale now / ~ / ~"),
    ("- none", "", "", "Dam cracks / By Ada Orr / The dam was built under the Water Act of October 9, 1934. / ~"),
    ("- none", "", "", "Letter from the front / Dear mother, it is October 9, 1944 and it rains on us all day. / ~"),
    ("- none", "", "", "The dam through the years / - 9 October 1934: built / - 9 October 1974: cracked / ~"),
    ("- none", "", "", "Dam cracks / File photo, October 9, 2014 / ~"),
    ("- none", "", "", "Dam cracks / Correction, October 9, 2024: a name was wrong. / ~"),
    ("- none", "", "", "Dam cracks / Election Day, November 5, 2024 / ~"),
    ("- none", "", "", "~ / ~ / Ann Orr, October 9, 1934 – October 9, 2024"),
    ("- none", "", "", "~ / ~ / Retrieved October 9, 2024"),
    ("- none", "", "", "~ / ~ / Next meeting: October 9, 2024"),
    ("- none", "", "", "Ann Orr / Second goalkeeper / Debut / October 9, 2012 / ~"),
    ("- none", "", "", "Ann Orr / League record / October 9, 2012, for Halvern Rovers / ~"),
    ("- none", "", "", "The Dam / Film by Colm Orr / Release date / October 9, 2012 / ~"),
    ("- none", "", "", "~ / ~ / © Orrin Ledger, published 2024"),
    ("- none", "", "", "~ / The report, published on 9 October 2024, says that the dam is safe. / ~"),
    ("- none", "", "", "~ / He said that today, October 9, he would go to the dam. / ~"),
    ("- none", "", "orrin-2024-10.txt", "~"),
    ("- none", "", "interview 1-2-2024.txt", "~"),
    ("- none", "", "part-3-of-12-2024.txt", "~"),
    ("- none", "", "1998-2024-history.txt", "~"),
    ("- none", "", "555-867-5309.txt", "~"),
    ("- none", "", "score-3-2-2024.txt", "~"),
    ("- none", "", "00041231-dam.txt", "~"),
    ("- none", "", "29991231.txt", "~"),
    ("- none", "https://orrin.example/tag/2024/10/", "", "~"),
    ("- none", "https://orrin.example/events/2024/10/09/fair", "", "~"),
    ("- none", "https://orrin.example/the-9-october-1934-dam", "", "~"),
    ("- none", "https://orrin.example/p?id=20241009", "", "~"),
    ("- none", "https://orrin.example/dam-1934-10-09-and-after", "", "~"),
];

fn count(cases: &[Case]) -> (usize, usize, Vec<String>) {
    let (mut right, mut empty, mut wrong) = (0, 0, Vec::new());
    for &case in cases {
        let found = found(case);
        match (found == case.0, found == "- none") {
            (true, _) => right += 1,
            (false, true) => {
                empty += 1;
                println!("empty: {case:?}");
            }
            (false, false) => wrong.push(format!("{found} for {case:?}")),
        }
    }
    (right, empty, wrong)
}

#[test]
fn made_cases() {
    for (name, cases) in [("with evidence", EVIDENCE), ("without", NONE), ("later", LATER)] {
        let (right, empty, wrong) = count(cases);
        println!("{name}: {} cases, {right} right, {} wrong, {empty} empty", cases.len(), wrong.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // A place in small letters before a day is no dateline yet.
        assert!(empty <= usize::from(name == "later"), "answers are missing");
    }
}

#[test]
fn what_is_told_comes_first_and_what_the_user_gave_last() {
    let sections = text::sections(BODY);
    let day = |day| date(2025, 5, day);
    let evidence = |metadata, url, given| Evidence {
        text: BODY,
        sections: &sections,
        sentences: &[],
        metadata,
        url,
        path: None,
        given,
    };
    let url = Some("https://halvern.example/2025/05/02/a");
    assert_eq!(published(evidence(day(1), url, day(3))), (day(1), PublishedSource::Metadata));
    assert_eq!(published(evidence(None, url, day(3))), (day(2), PublishedSource::Url));
    assert_eq!(published(evidence(None, None, day(3))), (day(3), PublishedSource::Given));
    assert_eq!(published(evidence(None, None, None)), (None, PublishedSource::None));
}

proptest! {
    #[test]
    fn any_text_and_names_give_an_answer(
        lines in "(Published|Updated|By Ada|2 May 2025|HALVERN|, May 3| \\(AP\\)| — |today, |\\||\n|é|\\PC){0,14}",
        name in "(2025|05|14|may|20250514|born|[-/._ é?=%#]|\\PC){0,9}",
    ) {
        let sections = text::sections(&lines);
        let sentences = sentences::split(&lines, &sections);
        let (day, source) = published(Evidence {
            text: &lines,
            sections: &sections,
            sentences: &sentences,
            metadata: None,
            url: Some(&name),
            path: Some(&name),
            given: None,
        });
        prop_assert_eq!(day.is_none(), source == PublishedSource::None);
        prop_assert!(day.is_none_or(|day| YEARS.contains(&day.year())));
    }
}
