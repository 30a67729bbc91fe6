//! What a format of `check` is given for each note.

use crate::base::Severity;
use crate::detect::Facts;
use crate::filter::Outcome;
use crate::note::Note;
use std::path::Path;

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
    /// The path of the note as its repository knows it, for systems that show the repository; `None` outside of one.
    pub in_repository: Option<&'a Path>,
}

impl Linted<'_> {
    /// The path by which a system that shows the repository knows the note.
    pub(crate) fn place(&self) -> &Path {
        self.in_repository.unwrap_or_else(|| self.note.source.path())
    }
}
