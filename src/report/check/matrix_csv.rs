//! Notes by elements for a spreadsheet: one row for each note and element.

use crate::report::check::reporter::Reporter;
use crate::report::shared::grid::grids;
use crate::report::shared::linted::Linted;
use crate::report::shared::spreadsheet;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use std::io::{self, Write};

/// Writes the rows.
pub(crate) struct MatrixCsv;

impl Reporter for MatrixCsv {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        spreadsheet::begin(out)
    }

    fn note(&self, _: &Linted<'_>, _: &Style, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut csv = spreadsheet::writer(out);
        csv.write_record(["note", "checklist", "element", "status"])?;
        for grid in grids(tally) {
            for (row, statuses) in &grid.rows {
                for (element, status) in *statuses {
                    csv.write_record([&*spreadsheet::cell(&row.path), grid.id, element, status.as_str()])?;
                }
            }
        }
        csv.flush()
    }
}
