//! Notes by elements in Markdown, one table for each checklist: which note documents what, which template prompts for it.

use crate::base::Profile;
use crate::check::Status;
use crate::report::check::reporter::Reporter;
use crate::report::shared::count::number;
use crate::report::shared::grid::{Grid, grids, mark, met};
use crate::report::shared::linted::Linted;
use crate::report::shared::markdown::escape;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use std::io::{self, Write};

/// Writes the tables.
pub(crate) struct Matrix;

impl Reporter for Matrix {
    fn note(&self, _: &Linted<'_>, _: &Style, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let grids = grids(tally);
        if grids.is_empty() {
            writeln!(out, "No checklist applies to any of {} notes.", tally.notes)?;
        }
        for (at, grid) in grids.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            table(grid, out)?;
        }
        if !style.quiet && !grids.is_empty() {
            let words = |status: Status, profile| (mark(status), status.in_words(profile));
            let (yes, documented) = words(Status::Documented, Profile::Note);
            let (_, prompted) = words(Status::Prompted, Profile::Template);
            let (open, unfilled) = words(Status::Unfilled, Profile::Note);
            let (no, _) = words(Status::Missing, Profile::Note);
            writeln!(out, "\n`{yes}` {documented} or {prompted}, `{open}` {unfilled}, `{no}` neither.")?;
        }
        Ok(())
    }
}

fn table(grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", escape(grid.id))?;
    writeln!(out, "| note | {} | of {} |", grid.elements.join(" | "), grid.elements.len())?;
    writeln!(out, "| --- |{} ---: |", " :-: |".repeat(grid.elements.len()))?;
    for (row, statuses) in &grid.rows {
        let cells = statuses.iter().map(|(_, status)| mark(*status)).collect::<Vec<_>>().join(" | ");
        writeln!(out, "| {} | {cells} | {} |", escape(&row.path), met(statuses))?;
    }
    let sums = grid.sums().map(|sum| sum.to_string()).collect::<Vec<_>>().join(" | ");
    writeln!(out, "| **of {}** | {sums} | |", number(grid.rows.len(), "note", "notes"))
}
