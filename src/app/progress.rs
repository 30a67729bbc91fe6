//! The progress bar of a long run.
//!
//! It is on standard error, from the second second on, and only if it would not be in the way: not in a log, and not
//! between findings that go to the same terminal, which show the progress by themselves.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::Duration;

/// Runs shorter than this show none.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bar of a run, if it is to have one.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// One for so many notes.
    pub fn new(notes: usize, quiet: bool) -> Progress {
        let wanted = !quiet && io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = wanted.then(|| {
            let style = ProgressStyle::with_template("{pos} of {len} notes {wide_bar} {eta} left");
            let bar = ProgressBar::with_draw_target(Some(notes as u64), ProgressDrawTarget::hidden());
            style.map(|style| bar.set_style(style)).ok();
            bar
        });
        Progress { bar }
    }

    /// So many notes more are done.
    pub fn add(&mut self, notes: usize) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && bar.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(notes as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
