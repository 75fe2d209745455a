//! The words that tell a day of publication from other days: labels, endings of newspapers' names, and what stands in
//! names of files before days of other kinds.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word says. One word may say several things in different places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// "Published", "posted".
    Published,
    /// "Updated", "modified".
    Updated,
    /// A word that may stand in a label beside those: "first", "article".
    Beside,
    /// A word of a time of day, or a weekday.
    Time,
    /// The last word of a newspaper's name, or of a reporter's title.
    Outlet,
    /// In a name: the day after it is another one ("born", "until").
    Before,
    /// In a name: the days anywhere behind it are others ("events", "anniversary").
    Event,
    /// In a name: none of its days is that of publication ("downloaded").
    Void,
}

const LIST: &str = include_str!("words.txt");

static TABLE: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    LIST.lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, name)| Some((word, parse(name)?)))
        .collect()
});

fn parse(name: &str) -> Option<Class> {
    Some(match name {
        "published" => Class::Published,
        "updated" => Class::Updated,
        "beside" => Class::Beside,
        "time" => Class::Time,
        "outlet" => Class::Outlet,
        "before" => Class::Before,
        "event" => Class::Event,
        "void" => Class::Void,
        _ => return None,
    })
}

/// What a word says, capitals aside.
pub(super) fn class(word: &str) -> Option<Class> {
    TABLE.get(word.to_lowercase().as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_unique_lower_case_and_understood() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().all(|line| **line == line.to_lowercase()));
        assert_eq!(TABLE.len(), lines.len());
    }
}
