//! Notes by elements: one grid for each checklist.
//!
//! Packs give every note of a run the elements of a checklist in the same order, so the first row that has a checklist
//! names the columns.

use crate::check::Status;
use crate::report::shared::tally::{NoteRow, Tally};

/// One checklist over all notes to which it applies.
pub(crate) struct Grid<'a> {
    pub(crate) id: &'a str,
    pub(crate) elements: Vec<&'a str>,
    pub(crate) rows: Vec<(&'a NoteRow, &'a [(String, Status)])>,
}

/// The checklists of a run, in the order in which they first apply.
pub(crate) fn grids(tally: &Tally) -> Vec<Grid<'_>> {
    let mut grids: Vec<Grid<'_>> = Vec::new();
    for row in &tally.rows {
        for (id, statuses) in &row.checklists {
            match grids.iter_mut().find(|grid| grid.id == id) {
                Some(grid) => grid.rows.push((row, statuses)),
                None => {
                    let elements = statuses.iter().map(|(element, _)| element.as_str()).collect();
                    grids.push(Grid { id, elements, rows: vec![(row, statuses)] });
                }
            }
        }
    }
    grids
}

impl Grid<'_> {
    /// The notes that meet each element.
    pub(crate) fn sums(&self) -> impl Iterator<Item = usize> {
        let meets =
            |column: usize, statuses: &[(String, Status)]| statuses.get(column).is_some_and(|(_, s)| is_met(*s));
        (0..self.elements.len()).map(move |column| self.rows.iter().filter(|(_, row)| meets(column, row)).count())
    }
}

/// How many elements are documented or prompted for.
pub(crate) fn met(statuses: &[(String, Status)]) -> usize {
    statuses.iter().filter(|(_, status)| is_met(*status)).count()
}

const fn is_met(status: Status) -> bool {
    matches!(status, Status::Documented | Status::Prompted)
}

/// A status in a narrow cell.
pub(crate) const fn mark(status: Status) -> &'static str {
    match status {
        Status::Documented | Status::Prompted => "yes",
        Status::Unfilled => "open",
        Status::Missing => "-",
    }
}
