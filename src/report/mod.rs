//! Layer 6: what was found, written for one kind of reader.
//!
//! One format, one file, each a pure function from a [`Linted`] note to a writer (see `format`). Nothing here decides
//! what is reported, and nothing prints.
//!
//! Two promises hold for every format: no control byte of a note or file name reaches the output, and with
//! [`Style::redact`] no word of the note does.

mod case;
mod clean;
mod code;
mod code_json;
mod csv;
mod diff;
mod explain;
mod format;
mod github;
mod gitlab;
mod group;
mod html;
mod inspect;
mod inspect_json;
mod inspect_why;
mod inspect_why_json;
mod json;
mod junit;
mod labels;
mod markdown;
mod matrix;
mod open_codes;
mod place;
mod pretty;
mod rdjson;
mod repeats;
mod sarif;
mod short;
mod source_code;
mod tally;
#[cfg(test)]
mod tests;
mod wrap;

pub use case::{FailedCase, Miss, Said, failed_case};
pub use clean::{line as clean_line, path as clean_path, text as clean_text};
pub use code::{Lookup, pretty as code_pretty};
pub use code_json::json as code_json;
pub use diff::{Change, Diff, diff_json, diff_markdown, diff_pretty};
pub use explain::{Explained, Library, SetBy, explain_json, explain_markdown, explain_pretty, overview};
pub use format::Format;
pub use inspect::pretty as inspect_pretty;
pub use inspect_json::json as inspect_json;
pub use inspect_why::pretty as inspect_why;
pub use json::write_value as write_json;
pub use pretty::number;
pub use tally::{NoteRow, RuleTally, Tally};

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
fn told(finding: &Finding, style: &Style) -> String {
    let (message, help) = (finding.message.render(style.redact), finding.help.render(style.redact));
    clean::text(&if help.is_empty() { message } else { format!("{message}\n{help}") })
}
