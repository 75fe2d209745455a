use super::*;

#[test]
fn an_issue_tells_its_day() {
    let day = jiff::civil::date(2025, 5, 2);
    assert_eq!(issue("The Herald [Fri, 02 May 2025]"), ("The Herald".to_owned(), Some(day)));
    assert_eq!(issue("The Herald"), ("The Herald".to_owned(), None));
    assert_eq!(issue("The Herald [Vol 3]"), ("The Herald".to_owned(), None));
}
