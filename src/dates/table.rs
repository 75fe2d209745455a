//! Relative dates as a table to read: each line has the sentence, the day of publication with its weekday, the direction of
//! the verbs around, and the value.

use super::*;
use crate::text::ParagraphId;

const CASES: [(&str, &str); 44] = [
    ("2025-05-02", "They met last Tuesday."),
    ("2025-05-02", "They met on Tuesday."),
    ("2025-05-02", "They will meet on Tuesday."),
    ("2025-05-02", "They will meet next Tuesday."),
    ("2025-05-02", "They met this Tuesday."),
    ("2025-05-02", "He will resign Tuesday, officials said Monday."),
    ("2025-05-02", "The strike, planned for Sunday, was called off Thursday."),
    ("2025-05-02", "Friday’s ruling was a surprise."),
    ("2025-05-02", "They have until Monday to sign."),
    ("2025-05-02", "The vote was postponed until Wednesday."),
    ("2025-05-02", "She left yesterday and returns tomorrow."),
    ("2025-05-02", "It rained last night."),
    ("2025-05-02", "It will rain tonight."),
    ("2025-05-02", "It rained the night before last."),
    ("2025-05-02", "They met last week."),
    ("2025-05-02", "They meet next week."),
    ("2025-05-02", "It happened two weeks ago."),
    ("2025-05-02", "It will open in two weeks."),
    ("2025-05-02", "It closed over the weekend."),
    ("2025-05-02", "It rose last month."),
    ("2025-05-02", "It rose in March."),
    ("2025-05-02", "It will open in March."),
    ("2025-05-02", "The talks resume in September."),
    ("2025-05-02", "The toll was approved in September."),
    ("2025-05-02", "They agreed to buy it in July."),
    ("2025-05-02", "It fell last year and will rise next year."),
    ("2025-05-02", "A year ago it fell."),
    ("2025-05-02", "It was built a decade ago."),
    ("2025-05-02", "Sales rose in the third quarter."),
    ("2025-05-02", "It closed last summer."),
    ("2025-05-02", "It will close this summer."),
    ("2025-05-02", "They voted on April 11, and a day later they left."),
    ("2025-05-02", "It ends Dec. 31."),
    ("2025-05-02", "It began Dec. 31."),
    ("2025-01-03", "It happened on Dec. 30."),
    ("2025-01-03", "It rose in December."),
    ("2025-01-03", "They met last Friday."),
    ("2025-01-06", "They met over the weekend."),
    ("2024-03-01", "They met yesterday."),
    ("2024-12-30", "They meet next week."),
    ("2025-05-04", "They met on Sunday."),
    ("2025-05-05", "They met on Monday."),
    ("2025-05-05", "They met Sunday night."),
    ("2025-05-02", "It was noon Wednesday when they left."),
];

#[test]
fn relative_dates() {
    let line = |(published, text): &(&str, &str)| {
        let day: Date = published.parse().unwrap();
        let sentences = [Sentence { span: Span::new(0, text.len()), paragraph: ParagraphId::new(0) }];
        let found = find(text, &sentences, Some(day));
        let values: Vec<String> =
            found.iter().map(|date| format!("{} = {}", date.span.slice(text), date.value)).collect();
        let weekday = day.strftime("%a");
        format!("{published} {weekday}  {text:<58} {}", values.join("; "))
    };
    let table: Vec<String> = CASES.iter().map(line).collect();
    insta::assert_snapshot!(table.join("\n"));
}
