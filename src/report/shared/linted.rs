//! What a format of `check` is given for each note.

use crate::base::Severity;
use crate::detect::CodeMention;
use crate::filter::Outcome;
use crate::note::Note;

/// One note with the result of checking it.
#[derive(Clone, Copy, Debug)]
pub struct Linted<'a> {
    /// The note.
    pub note: &'a Note,
    /// The findings and the status of each checklist element.
    pub outcome: &'a Outcome,
    /// The codes written in the note or given with it.
    pub codes: &'a [CodeMention],
    /// The least severity that makes the run fail; `None` if nothing does.
    pub fail_on: Option<Severity>,
}
