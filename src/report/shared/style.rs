//! How a report is shown.

use crate::check::Finding;
use crate::report::shared::clean;

/// How a report is shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours are wanted.
    pub color: bool,
    /// Leave out every word of the note.
    pub redact: bool,
    /// One diagnostic for each finding, instead of one for each checklist and one for all that a rule forbids.
    pub split: bool,
    /// Leave out the closing summary.
    pub quiet: bool,
    /// Say at the end how often each rule reported something.
    pub statistics: bool,
}

impl Style {
    /// All words shown, nothing left out and nothing added.
    pub const fn new(width: usize, color: bool) -> Style {
        Style { width, color, redact: false, split: false, quiet: false, statistics: false }
    }
}

/// The message of a finding with its help on the next line, for programs that show several lines of text.
pub(crate) fn message_and_help(finding: &Finding, style: &Style) -> String {
    let (message, help) = (finding.message.render(style.redact), finding.help.render(style.redact));
    clean::text(&if help.is_empty() { message } else { format!("{message}\n{help}") })
}
