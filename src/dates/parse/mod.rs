//! Reading time expressions out of the tokens of a sentence. Each family of expressions has a file and one function
//! that answers for the token it is asked about; this file asks them in order and widens what they find.

mod calendar;
mod durations;
mod periods;
mod relative;
mod sets;
mod times;
mod widen;
mod years;

use super::lexicon::Word;
use super::meaning::Found;
use super::tokens::View;

/// Appends the expressions of one sentence, in order and without overlaps.
pub(super) fn sentence(view: View<'_>, found: &mut Vec<Found>) {
    let (mut at, mut free) = (0, 0);
    while at < view.len() {
        let core =
            if matches!(view.word(at), Word::Other | Word::Punct(_)) { apostrophe(view, at) } else { core(view, at) };
        if let Some(core) = core.filter(|core| core.end > at) {
            let mut next = Some(widen::widen(view, core, free));
            while let Some(wide) = next {
                (at, free) = (wide.end, wide.end);
                next = calendar::listed(view, &wide);
                found.push(wide);
            }
        } else {
            at += 1;
        }
    }
}

/// "'82", "'90s": the only expressions that begin with a mark.
fn apostrophe(view: View<'_>, at: usize) -> Option<Found> {
    if view.mark(at, b'\'') { years::short_year(view, at) } else { None }
}

/// The expression whose main word is at `at`. The order is from the most specific family to the least: a month before
/// a number, a number of units before a single unit.
fn core(view: View<'_>, at: usize) -> Option<Found> {
    match view.word(at) {
        Word::Month(_) | Word::MonthShort(_) => calendar::holiday(view, at).or_else(|| calendar::month(view, at)),
        Word::Weekday(_) | Word::WeekdayShort(_) => relative::weekday(view, at),
        Word::Holiday => calendar::holiday(view, at),
        Word::Clock(_) => times::time(view, at),
        Word::Deictic(_) => relative::deictic(view, at),
        Word::Pick(_) => periods::picked_ordinal(view, at).or_else(|| relative::picked(view, at)),
        Word::Ref(_) => relative::reference(view, at),
        Word::Every => sets::every(view, at),
        Word::Often(unit) => sets::often(view, at, unit),
        Word::Fiscal => periods::fiscal(view, at),
        Word::Mid => calendar::mid(view, at),
        Word::Era(decade) => years::era(view, at, decade),
        Word::Season(_) => periods::season(view, at),
        Word::Seasons(_) | Word::Weekdays(_) | Word::Parts(_) => sets::plural(view, at),
        Word::Part(_) => times::part(view, at),
        Word::Ordinal(_) => periods::ordinal(view, at)
            .or_else(|| calendar::day_first(view, at))
            .or_else(|| durations::counted_head(view, at)),
        Word::Digits { .. } => calendar::numeric(view, at)
            .or_else(|| periods::year_first(view, at))
            .or_else(|| times::time(view, at))
            .or_else(|| calendar::day_first(view, at))
            .or_else(|| periods::ordinal(view, at))
            .or_else(|| durations::counted(view, at))
            .or_else(|| years::year(view, at)),
        Word::Number(_) | Word::Tens(_) => times::time(view, at)
            .or_else(|| periods::ordinal(view, at))
            .or_else(|| durations::counted(view, at))
            .or_else(|| years::year_in_words(view, at)),
        Word::Article => sets::rate(view, at).or_else(|| durations::counted(view, at)),
        Word::Several | Word::Scale(_) => durations::counted(view, at),
        Word::Unit(unit) => periods::ordinal(view, at).or_else(|| relative::unit(view, at, unit)),
        Word::Units(unit) => durations::bare(view, at, unit),
        _ => None,
    }
}
