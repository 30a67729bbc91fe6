//! What a format of `check` is given for each note.

use crate::base::Severity;
use crate::detect::Facts;
use crate::filter::Outcome;
use crate::note::Note;

/// One note with the result of checking it.
#[derive(Clone, Copy, Debug)]
pub struct Linted<'a> {
    /// The note.
    pub note: &'a Note,
    /// The findings and the status of each checklist element.
    pub outcome: &'a Outcome,
    /// What the note says.
    pub facts: &'a Facts,
    /// The least severity that makes the run fail; `None` if nothing does.
    pub fail_on: Option<Severity>,
}
