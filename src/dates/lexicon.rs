//! The words that can begin, hold or date a time expression, with their class. The list is the data file
//! `lexicon.txt`, one `word class argument` a line, read once; all other words cost one failed look-up and nothing
//! else. What the classes are for is said at [`Word`].

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::holidays;

/// Units of time from small to large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }
}

/// Seasons by their TIMEX3 codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of the day by their TIMEX3 codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// Which one of a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// "last", "past": before the publication date.
    Last,
    /// "this", "current".
    This,
    /// "next", "coming".
    Next,
    /// "previous", "prior": before the last date mentioned.
    Previous,
    /// "following": after the last date mentioned.
    Following,
    /// "that", "same": the last date mentioned.
    That,
    /// "latest": the last one that is over, or the one under discussion.
    Latest,
}

/// The three references without a calendar value (TIMEX3 guidelines, section on non-specific expressions).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vague {
    Past,
    Present,
    Future,
}

/// Class of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// In no list.
    Other,
    /// One byte that is neither letter, digit nor white space.
    Punct(u8),
    /// A run of digits; the value counts at most nine of them.
    Digits { value: u32, length: u8 },
    /// "april".
    Month(u8),
    /// "apr", with or without its full stop.
    MonthShort(u8),
    /// "monday", 1 as in ISO 8601.
    Weekday(u8),
    /// "mondays".
    Weekdays(u8),
    /// "mon".
    WeekdayShort(u8),
    /// "year".
    Unit(Unit),
    /// "years".
    Units(Unit),
    /// "zero" to "nineteen".
    Number(u32),
    /// "twenty" to "ninety".
    Tens(u32),
    /// "hundred", "thousand", "dozen".
    Scale(u32),
    /// "a", "an".
    Article,
    /// "several".
    Several,
    /// "third"; "second" is a unit and read as an ordinal where one can stand.
    Ordinal(u32),
    /// "summer".
    Season(Season),
    /// "summers".
    Seasons(Season),
    /// "morning".
    Part(Part),
    /// "mornings".
    Parts(Part),
    /// "noon", as an hour.
    Clock(u8),
    /// "yesterday", in days from today.
    Deictic(i32),
    /// "last".
    Pick(Pick),
    /// "recently".
    Ref(Vague),
    /// "every", "each".
    Every,
    /// "weekly".
    Often(Unit),
    /// "nineties", as a decade.
    Era(i16),
    /// "fiscal".
    Fiscal,
    /// "mid".
    Mid,
    /// The first word of a holiday's name.
    Holiday,
    /// A verb or particle that puts its clause into the future.
    FutureCue,
    /// A verb in the past.
    PastCue,
    /// A verb in the present.
    PresentCue,
}

static WORDS: LazyLock<FxHashMap<&'static [u8], Word>> = LazyLock::new(|| {
    let mut words: FxHashMap<&[u8], Word> = LIST.lines().filter_map(entry).collect();
    for head in holidays::heads() {
        words.entry(head.as_bytes()).or_insert(Word::Holiday);
    }
    words
});

const LIST: &str = include_str!("lexicon.txt");

/// No word of the lists is longer: longer ones are not looked up. A test holds this against the data.
const LONGEST: usize = 16;

/// The class of a word, capitals aside.
pub(super) fn class(word: &[u8]) -> Word {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return Word::Other };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    WORDS.get(&*lower).copied().unwrap_or(Word::Other)
}

/// A line of the list. Lines that cannot be read are left out; a test keeps the file free of them.
fn entry(line: &'static str) -> Option<(&'static [u8], Word)> {
    let mut fields = line.split(' ');
    let (word, class, argument) = (fields.next()?, fields.next()?, fields.next().unwrap_or_default());
    let number = argument.parse::<i16>();
    let small = || number.clone().ok().and_then(|value| u8::try_from(value).ok());
    let count = || number.clone().ok().and_then(|value| u32::try_from(value).ok());
    let class = match class {
        "month" => Word::Month(small()?),
        "month-short" => Word::MonthShort(small()?),
        "weekday" => Word::Weekday(small()?),
        "weekdays" => Word::Weekdays(small()?),
        "weekday-short" => Word::WeekdayShort(small()?),
        "unit" => Word::Unit(Unit::parse(argument)?),
        "units" => Word::Units(Unit::parse(argument)?),
        "number" => Word::Number(count()?),
        "tens" => Word::Tens(count()?),
        "scale" => Word::Scale(count()?),
        "article" => Word::Article,
        "vague" => Word::Several,
        "ordinal" => Word::Ordinal(count()?),
        "season" => Word::Season(season(argument)?),
        "seasons" => Word::Seasons(season(argument)?),
        "part" => Word::Part(part(argument)?),
        "parts" => Word::Parts(part(argument)?),
        "clock" => Word::Clock(small()?),
        "deictic" => Word::Deictic(i32::from(number.ok()?)),
        "pick" => Word::Pick(pick(argument)?),
        "ref" => Word::Ref(vague(argument)?),
        "every" => Word::Every,
        "often" => Word::Often(Unit::parse(argument)?),
        "eras" => Word::Era(number.ok()?),
        "fiscal" => Word::Fiscal,
        "mid" => Word::Mid,
        "future" => Word::FutureCue,
        "past" => Word::PastCue,
        "present" => Word::PresentCue,
        _ => return None,
    };
    Some((word.as_bytes(), class))
}

fn season(code: &str) -> Option<Season> {
    Some(match code {
        "SP" => Season::Spring,
        "SU" => Season::Summer,
        "FA" => Season::Autumn,
        "WI" => Season::Winter,
        _ => return None,
    })
}

fn part(code: &str) -> Option<Part> {
    Some(match code {
        "MO" => Part::Morning,
        "AF" => Part::Afternoon,
        "EV" => Part::Evening,
        "NI" => Part::Night,
        _ => return None,
    })
}

fn pick(name: &str) -> Option<Pick> {
    Some(match name {
        "last" => Pick::Last,
        "this" => Pick::This,
        "next" => Pick::Next,
        "previous" => Pick::Previous,
        "following" => Pick::Following,
        "that" => Pick::That,
        "latest" => Pick::Latest,
        _ => return None,
    })
}

fn vague(name: &str) -> Option<Vague> {
    Some(match name {
        "past" => Vague::Past,
        "present" => Vague::Present,
        "future" => Vague::Future,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_unique_lower_case_and_every_line_is_read() {
        let words: Vec<&str> = LIST.lines().map(|line| line.split(' ').next().unwrap()).collect();
        assert!(words.is_sorted_by(|a, b| a < b), "sorted and unique");
        for line in LIST.lines() {
            let (word, _) = entry(line).unwrap_or_else(|| panic!("a line that cannot be read: {line}"));
            assert!(word.len() <= LONGEST && word.iter().all(u8::is_ascii_lowercase), "{line}");
        }
    }

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(class(b"APRIL"), Word::Month(4));
        assert_eq!(class(b"we"), Word::Other);
        assert_eq!(class("décembre".as_bytes()), Word::Other);
    }
}
