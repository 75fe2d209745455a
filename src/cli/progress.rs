//! How far a run is: a bar that redraws itself where standard error is a terminal, a line now and then where it is a
//! file or another program, nothing with `--quiet`.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sayso::output::number;

use super::reading::Position;
use super::voice::{self, Voice, counted};

/// Time between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

/// Reports how far a run is.
pub(crate) struct Progress {
    position: Arc<Position>,
    bar: ProgressBar,
    lines: bool,
    started: Instant,
    last_line: Instant,
}

impl Progress {
    /// Begins to report.
    pub(crate) fn new(position: Arc<Position>, voice: Voice) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let target = if voice == Voice::Quiet || !terminal {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(8)
        };
        let bar = ProgressBar::with_draw_target(None, target).with_style(style(false));
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        let now = Instant::now();
        Self { position, bar, lines: voice != Voice::Quiet && !terminal, started: now, last_line: now }
    }

    /// `done` documents are finished, with so many claims.
    pub(crate) fn update(&mut self, done: u64, claims: u64) {
        let total = self.position.total();
        if !self.bar.is_hidden() {
            if total != self.bar.length() {
                if total.is_some() != self.bar.length().is_some() {
                    self.bar.set_style(style(total.is_some()));
                }
                match total {
                    Some(total) => self.bar.set_length(total),
                    None => self.bar.unset_length(),
                }
            }
            self.bar.set_message(counted(claims, "claim"));
            self.bar.set_position(done);
        }
        if self.lines && self.last_line.elapsed() >= PAUSE {
            self.last_line = Instant::now();
            voice::say(&line(done, total, claims, self.started.elapsed().as_secs_f64()));
        }
    }

    /// Says a line without disturbing the bar.
    pub(crate) fn say(&self, line: &str) {
        self.bar.suspend(|| voice::say(line));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

const WITH_TOTAL: &str = "{bar:30} {human_pos} of {human_len} articles, {msg}, {per_sec:.1}, {eta} left";
const WITHOUT_TOTAL: &str = "{spinner} {human_pos} articles, {msg}, {per_sec:.1}, {elapsed}";

fn style(total_known: bool) -> ProgressStyle {
    let template = if total_known { WITH_TOTAL } else { WITHOUT_TOTAL };
    // A template that does not parse would be found by the test below; the default is better than no run.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The line for a file or another program.
fn line(done: u64, total: Option<u64>, claims: u64, seconds: f64) -> String {
    let rate = done as f64 / seconds.max(0.001);
    let of = total.map(|total| format!(" of {}", number(total))).unwrap_or_default();
    let left = match total {
        Some(total) if rate > 0.0 && total > done => {
            format!(", about {} left", voice::duration((total - done) as f64 / rate))
        }
        _ => String::new(),
    };
    format!("{}{of} articles, {}, {rate:.1} articles/s{left}", number(done), counted(claims, "claim"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_sound() {
        for template in [WITH_TOTAL, WITHOUT_TOTAL] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn lines_for_logs() {
        assert_eq!(
            line(1200, Some(5000), 8300, 60.0),
            "1,200 of 5,000 articles, 8,300 claims, 20.0 articles/s, about 3 min 10 s left"
        );
        assert_eq!(line(3, None, 1, 2.0), "3 articles, 1 claim, 1.5 articles/s");
        assert_eq!(line(0, Some(0), 0, 0.0), "0 of 0 articles, 0 claims, 0.0 articles/s");
    }
}
