//! A progress bar, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far a long command is.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar with a word before it; it draws itself only on a terminal.
    #[must_use]
    pub fn new(word: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{prefix} [{bar:40}] {pos}/{len} {eta}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_prefix(word);
        Self(bar)
    }

    /// So many steps are to be done.
    pub fn begin(&self, steps: usize) {
        self.0.set_length(u64::try_from(steps).unwrap_or(u64::MAX));
    }

    /// One step was done.
    pub fn step(&self) {
        self.by(1);
    }

    /// So many steps were done.
    pub fn by(&self, steps: usize) {
        self.0.inc(u64::try_from(steps).unwrap_or(0));
    }

    /// All is done.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
