//! What the program says to the person at the terminal. All of it goes to standard error, so that standard output
//! holds data alone.

use std::io::Write;

use sayso::output::number;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// Nothing but errors.
    Quiet,
    /// Progress, the first failures, a summary.
    Normal,
    /// Every failure.
    Verbose,
}

/// Says a line. A closed standard error is no reason to stop.
pub(crate) fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Says why the program could not do what it was asked.
pub(crate) fn error(message: &str) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    say(&format!("{style}error:{style:#} {message}"));
}

/// A number with its noun: `1 claim`, `2 claims`.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", number(count), if count == 1 { "" } else { "s" })
}

/// A time as people say it: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
pub(crate) fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..10 => format!("{seconds:.1} s"),
        10..60 => format!("{whole} s"),
        60..3600 => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!([0.44, 9.4, 59.0, 61.0, 7500.0].map(duration), ["0.4 s", "9.4 s", "59 s", "1 min 1 s", "2 h 5 min"]);
    }
}
