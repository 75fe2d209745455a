//! Ctrl-C. The first one asks the run to end, which it does between two articles; the second ends the program at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

use super::{Ending, voice};

/// Whether somebody has pressed Ctrl-C, closed the terminal or asked the process to end. Copies share the answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Begins to listen.
    pub(crate) fn listen() -> Result<Self> {
        let interrupt = Self::default();
        let seen = Arc::clone(&interrupt.0);
        ctrlc::set_handler(move || {
            if seen.swap(true, Ordering::Relaxed) {
                // What is left in the output folder are hidden temporary files; the next run clears them away.
                std::process::exit(Ending::Interrupted as i32);
            }
            voice::say("Stopping after the articles in work; press Ctrl-C again to stop at once.");
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(interrupt)
    }

    /// Whether it has happened.
    pub(crate) fn happened(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
