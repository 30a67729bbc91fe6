//! What a format is given: a note with what checking it amounts to, and how it is to be shown.

use crate::base::Severity;
use crate::check::Finding;
use crate::detect::CodeMention;
use crate::filter::Outcome;
use crate::note::Note;

/// One note with what checking it amounts to.
#[derive(Clone, Copy, Debug)]
pub struct Linted<'a> {
    /// The note.
    pub note: &'a Note,
    /// The findings and the state of the checklists.
    pub outcome: &'a Outcome,
    /// The codes written in the note or given with it.
    pub codes: &'a [CodeMention],
    /// The least severity that makes the run fail; `None` where nothing does.
    pub fail_on: Option<Severity>,
}

/// How it is shown.
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

/// What is missing or wrong, and below it what would satisfy the rule, for a program that shows text of several lines.
pub(crate) fn told(finding: &Finding, style: &Style) -> String {
    let (message, help) = (finding.message.render(style.redact), finding.help.render(style.redact));
    crate::report::shared::clean::text(&if help.is_empty() { message } else { format!("{message}\n{help}") })
}
