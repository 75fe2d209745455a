//! From meaning to value: the expressions of an article in order, each against the publication date or the last date
//! mentioned. Nothing here looks at words.

use jiff::civil::{Date, Weekday};

use super::anchoring::{choose, is_narrative, nearest, shift};
use super::calendar::{self, add_days, add_years, date};
use super::holidays::Rule;
use super::lexicon::{Pick, Unit};
use super::meaning::{From, Meaning, Portion, YearOf};
use super::tense::Tense;
use super::value::{self, Value, every_text, unknown, vague_text};
use super::{Anchor, Read, TimeExpression, TimeExpressionId};

/// A date that later expressions can refer to.
#[derive(Debug, Clone, Copy)]
struct Mention {
    value: Value,
    id: TimeExpressionId,
}

/// What is known when an expression is resolved.
pub(super) struct Resolver {
    published: Option<Date>,
    /// Months and days without a year belong to the year last mentioned: the article tells of years long past.
    narrative: bool,
    last: Option<Mention>,
    quarter: Option<Mention>,
}

/// A value with its anchor, or only the text of one that has unknown parts.
enum Answer {
    Known(Value, Anchor),
    Partial(String),
    Fixed(String),
}

impl Resolver {
    /// A resolver for an article whose expressions are `read`.
    pub(super) fn new(published: Option<Date>, read: &[Read]) -> Self {
        let narrative = published.is_some_and(|published| is_narrative(published.year(), read));
        Self { published, narrative, last: None, quarter: None }
    }

    /// The expression with its value. `id` is its place in the list.
    pub(super) fn resolve(&mut self, read: &Read, id: TimeExpressionId) -> TimeExpression {
        let answer = self.answer(read);
        let (value, days, anchor) = match answer {
            Answer::Known(value, anchor) => {
                // A story goes on from its own dates, not from today's.
                if !self.narrative || anchor != Anchor::Published {
                    self.remember(value, id, read.meaning);
                }
                (value.text(), value.days(), anchor)
            }
            Answer::Partial(value) => {
                // "On April 11 ... A day later" is not a day after a date that was mentioned before.
                if matches!(read.meaning, Meaning::Calendar { .. } | Meaning::Weekday(..) | Meaning::Holiday(..)) {
                    self.last = None;
                }
                (value, None, Anchor::None)
            }
            Answer::Fixed(value) => (value, None, Anchor::None),
        };
        let value = match read.clock {
            Some(clock) => value + &clock.text(),
            None => value,
        };
        TimeExpression { span: read.span, kind: read.kind, value, days, anchor }
    }

    fn remember(&mut self, value: Value, id: TimeExpressionId, meaning: Meaning) {
        let mention = Mention { value, id };
        if matches!(value, Value::Portion(_, Portion::Quarter(_)))
            && !matches!(meaning, Meaning::Portion(_, YearOf::Shift(..)) | Meaning::Period { .. })
        {
            self.quarter = Some(mention);
        }
        if !matches!(meaning, Meaning::Period { .. }) {
            self.last = Some(mention);
        }
    }

    fn answer(&self, read: &Read) -> Answer {
        let partial = |text: &str| Answer::Partial(text.to_owned());
        match read.meaning {
            Meaning::Vague(vague) => Answer::Fixed(vague_text(vague).to_owned()),
            Meaning::Year(year) => Answer::Known(Value::Year(year), Anchor::None),
            Meaning::Before(year) => Answer::Fixed(format!("BC{year:04}")),
            Meaning::Decade(decade) => Answer::Known(Value::Decade(decade), Anchor::None),
            Meaning::Century(century) => Answer::Known(Value::Century(century), Anchor::None),
            Meaning::Length(amount) => Answer::Fixed(value::length(amount)),
            Meaning::Every(every) => Answer::Fixed(every_text(every)),
            Meaning::Calendar { month, day, year } => {
                self.calendar(month as i8, day.map(|day| day as i8), year, read.tense)
            }
            Meaning::WeekOf { month, day, year } => match self.calendar(month as i8, Some(day as i8), year, read.tense)
            {
                Answer::Known(Value::Day(day), anchor) => Answer::Known(Value::Week(day), anchor),
                _ => partial("XXXX-WXX"),
            },
            Meaning::DayOfMonth(day) => self.day_of_month(day as i8),
            Meaning::Weekday(day, pick) => self.weekday(day as i8, pick, read.tense),
            Meaning::Portion(portion, year) => self.portion(portion, year, read.tense),
            Meaning::Holiday(rule, year) => self.holiday(rule, year, read.tense),
            Meaning::Step { unit, count, from } => self.step(unit, count, from),
            Meaning::Period { years, from } => self.period(years, from),
            Meaning::Latest => {
                self.latest().map_or_else(|| partial("XXXX-QX"), |(value, anchor)| Answer::Known(value, anchor))
            }
            Meaning::Day => match self.day_anchor() {
                Some((day, anchor)) => Answer::Known(Value::Day(day), anchor),
                None => partial("XXXX-XX-XX"),
            },
        }
    }

    /// The last day mentioned or else the day of publication.
    fn day_anchor(&self) -> Option<(Date, Anchor)> {
        match self.last {
            Some(Mention { value: Value::Day(day), id }) => Some((day, Anchor::Expression(id))),
            _ => self.published.map(|day| (day, Anchor::Published)),
        }
    }

    /// The anchor as a day: the first one of what was mentioned.
    fn anchor(&self, from: From) -> Option<(Date, Anchor)> {
        let mentioned = || self.last.and_then(|last| Some((last.value.days()?.0, Anchor::Expression(last.id))));
        let published = self.published.map(|day| (day, Anchor::Published));
        match from {
            From::Published if self.narrative => mentioned().or(published),
            From::Published => published,
            From::Mentioned => mentioned().or(published),
        }
    }

    /// The year that is said or counted, with its anchor; `None` where it is open.
    fn year(&self, year: YearOf) -> Option<(i16, Anchor)> {
        match year {
            YearOf::Fixed(year) => Some((year, Anchor::None)),
            YearOf::Shift(years, from) => {
                let (day, anchor) = self.anchor(from)?;
                Some((add_years(day.year(), years)?, anchor))
            }
            YearOf::Open | YearOf::Pick(_) => None,
        }
    }

    /// The year of a date in a story: the one last mentioned. (Passing to the next year after December was tried: on
    /// `WikiWars` it breaks more values than it mends, because stories look back as often as they go on.)
    fn story_year(&self) -> Option<(i16, Anchor)> {
        let last = self.last.filter(|_| self.narrative)?;
        Some((last.value.days()?.0.year(), Anchor::Expression(last.id)))
    }

    fn calendar(&self, month: i8, day: Option<i8>, year: YearOf, tense: Tense) -> Answer {
        let make = |year: i16| match day {
            None => Some(Value::Month(year, month)),
            Some(day) => date(year, month, day).map(Value::Day),
        };
        let story = || if year == YearOf::Open { self.story_year() } else { None };
        let known = self.year(year).or_else(story).or_else(|| {
            let published = self.published?;
            let from = date(published.year(), month, day.unwrap_or(1)).or_else(|| date(published.year(), month, 1))?;
            let to = if day.is_some() { from } else { calendar::month_end(published.year(), month)? };
            let chosen = match year {
                YearOf::Open if day.is_some() => nearest(published, from, tense)?,
                _ => choose(published, (from, to), year, tense)?,
            };
            Some((chosen, Anchor::Published))
        });
        let answer = known.and_then(|(year, anchor)| Some(Answer::Known(make(year)?, anchor)));
        answer.unwrap_or_else(|| {
            let year = known.map_or_else(|| "XXXX".to_owned(), |(year, _)| format!("{year:04}"));
            Answer::Partial(
                day.map_or_else(|| format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}")),
            )
        })
    }

    fn day_of_month(&self, day: i8) -> Answer {
        let found = self
            .anchor(From::Mentioned)
            .and_then(|(near, anchor)| Some((date(near.year(), near.month(), day)?, anchor)));
        match found {
            Some((day, anchor)) => Answer::Known(Value::Day(day), anchor),
            None => Answer::Partial(format!("XXXX-XX-{day:02}")),
        }
    }

    fn weekday(&self, day: i8, pick: Option<Pick>, tense: Tense) -> Answer {
        let found = Weekday::from_monday_one_offset(day).ok().and_then(|weekday| {
            let from = match pick {
                Some(Pick::Previous | Pick::Following | Pick::That) => From::Mentioned,
                _ => From::Published,
            };
            let (near, anchor) = self.anchor(from)?;
            let found = match pick {
                Some(Pick::Last | Pick::Previous) => calendar::on_or_before(add_days(near, -1)?, weekday),
                Some(Pick::Next | Pick::Following) => calendar::on_or_after(add_days(near, 1)?, weekday),
                Some(Pick::This) => add_days(calendar::monday(near)?, i32::from(day) - 1),
                None if tense == Tense::Future => calendar::on_or_after(near, weekday),
                _ => calendar::on_or_before(near, weekday),
            }?;
            Some((found, anchor))
        });
        match found {
            Some((day, anchor)) => Answer::Known(Value::Day(day), anchor),
            None => Answer::Partial(format!("XXXX-WXX-{day}")),
        }
    }

    fn portion(&self, portion: Portion, year: YearOf, tense: Tense) -> Answer {
        let story = || if year == YearOf::Open { self.story_year() } else { None };
        let known = self.year(year).or_else(story).or_else(|| {
            let published = self.published?;
            let days = Value::Portion(published.year(), portion).days()?;
            let chosen = match (portion, year) {
                (Portion::Season(_), _) | (_, YearOf::Pick(_)) => choose(published, days, year, tense)?,
                // Reports are about quarters that are over or under way: the fourth is last year's until spring, and what
                // has risen in a quarter to come has done so last year.
                _ if days.0 > published
                    && (tense == Tense::Past || (published.month() <= 3 && tense != Tense::Future)) =>
                {
                    add_years(published.year(), -1)?
                }
                _ => published.year(),
            };
            Some((chosen, Anchor::Published))
        });
        match known {
            Some((year, anchor)) => Answer::Known(Value::Portion(year, portion), anchor),
            None => Answer::Partial(format!("XXXX-{}", value::code(portion))),
        }
    }

    fn holiday(&self, rule: Rule, year: YearOf, tense: Tense) -> Answer {
        let story = || if year == YearOf::Open { self.story_year() } else { None };
        let known = self.year(year).or_else(story).or_else(|| {
            let published = self.published?;
            let day = rule.day(published.year())?;
            Some((choose(published, (day, day), year, tense)?, Anchor::Published))
        });
        let day = known.and_then(|(year, anchor)| Some((rule.day(year)?, anchor)));
        match (day, rule) {
            (Some((day, anchor)), _) => Answer::Known(Value::Day(day), anchor),
            (None, Rule::Fixed(month, day)) => Answer::Partial(format!("XXXX-{month:02}-{day:02}")),
            (None, _) => Answer::Partial("XXXX-XX-XX".to_owned()),
        }
    }

    fn step(&self, unit: Unit, count: i32, from: From) -> Answer {
        // "today" is the reader's even where the story is an old one.
        let found = match (self.published, unit, count) {
            (Some(published), Unit::Day, -1..=1) if from == From::Published => Some((published, Anchor::Published)),
            _ => self.anchor(from),
        };
        // Americans begin the week on Sunday: on that day "last week" is the ISO week that is about to end.
        let week = |(near, anchor): (Date, Anchor)| {
            let sunday = unit == Unit::Week && from == From::Published && near.weekday() == Weekday::Sunday;
            Some((if sunday { add_days(near, 1)? } else { near }, anchor))
        };
        let found = found.and_then(week).and_then(|(near, anchor)| Some((shift(near, unit, count)?, anchor)));
        match found {
            Some((value, anchor)) => Answer::Known(value, anchor),
            None => Answer::Partial(unknown(unit).to_owned()),
        }
    }

    /// The period under discussion a year before: its quarter, its month, or its year.
    fn period(&self, years: i32, from: From) -> Answer {
        let moved = |value: Value| {
            Some(match value {
                Value::Portion(year, portion) => Value::Portion(add_years(year, years)?, portion),
                Value::Month(year, month) if from == From::Mentioned => Value::Month(add_years(year, years)?, month),
                Value::Year(year) if from == From::Mentioned => Value::Year(add_years(year, years)?),
                _ => return None,
            })
        };
        if let Some((value, id)) = self.quarter.or(self.last).and_then(|last| Some((moved(last.value)?, last.id))) {
            return Answer::Known(value, Anchor::Expression(id));
        }
        self.step(Unit::Year, years, From::Published)
    }

    /// The quarter under discussion, or the last one that is over.
    fn latest(&self) -> Option<(Value, Anchor)> {
        let over = |quarter: &Mention| Some(quarter.value.days()?.0 <= add_days(self.published?, -45)?);
        if let Some(quarter) = self.quarter.filter(|quarter| over(quarter).unwrap_or(true)) {
            return Some((quarter.value, Anchor::Expression(quarter.id)));
        }
        Some((shift(self.published?, Unit::Quarter, -1)?, Anchor::Published))
    }
}
