//! Templates by elements: which form asks for what, one table for each checklist.
//!
//! It is as useful for notes, where it says which note documents what. Packs give every note of a run the elements of a
//! checklist in the same order, so the first row that has a checklist names the columns.

use crate::check::Status;
use crate::report::check::csv;
use crate::report::check::format::Report;
use crate::report::check::markdown;
use crate::report::shared::linted::Linted;
use crate::report::shared::linted::Style;
use crate::report::shared::tally::NoteRow;
use crate::report::shared::tally::Tally;
use std::io::{self, Write};

/// A Markdown table.
pub(crate) struct Markdown;

/// Rows for a spreadsheet.
pub(crate) struct Csv;

/// One checklist over all notes to which it applies.
pub(crate) struct Grid<'a> {
    pub(crate) id: &'a str,
    pub(crate) elements: Vec<&'a str>,
    pub(crate) rows: Vec<(&'a NoteRow, &'a [(String, Status)])>,
}

impl Report for Markdown {
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
            writeln!(out, "\n`yes` documented or asked for, `open` a prompt without an answer, `-` neither.")?;
        }
        Ok(())
    }
}

fn table(grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", markdown::escape(grid.id))?;
    writeln!(out, "| note | {} | of {} |", grid.elements.join(" | "), grid.elements.len())?;
    writeln!(out, "| --- |{} ---: |", " :-: |".repeat(grid.elements.len()))?;
    for (row, statuses) in &grid.rows {
        let cells = statuses.iter().map(|(_, status)| short(*status)).collect::<Vec<_>>().join(" | ");
        writeln!(out, "| {} | {cells} | {} |", markdown::escape(&row.path), met(statuses))?;
    }
    let sums = grid.sums().map(|sum| sum.to_string()).collect::<Vec<_>>().join(" | ");
    writeln!(out, "| **of {}** | {sums} | |", crate::report::check::pretty::number(grid.rows.len(), "note", "notes"))
}

impl Report for Csv {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        csv::begin(out)
    }

    fn note(&self, _: &Linted<'_>, _: &Style, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut csv = csv::writer(out);
        csv.write_record(["note", "checklist", "element", "status"])?;
        for grid in grids(tally) {
            for (row, statuses) in &grid.rows {
                for (element, status) in *statuses {
                    csv.write_record([&*csv::cell(&row.path), grid.id, element, status.as_str()])?;
                }
            }
        }
        csv.flush()
    }
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

/// Elements that are documented or asked for.
pub(crate) fn met(statuses: &[(String, Status)]) -> usize {
    statuses.iter().filter(|(_, status)| is_met(*status)).count()
}

const fn is_met(status: Status) -> bool {
    matches!(status, Status::Documented | Status::Prompted)
}

const fn short(status: Status) -> &'static str {
    match status {
        Status::Documented | Status::Prompted => "yes",
        Status::Unfilled => "open",
        Status::Missing => "-",
    }
}
