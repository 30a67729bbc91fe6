//! The formats of `check`: one row each.
//!
//! Three properties of a format decide how the run uses it. A format that is made for other systems leaves the words of
//! a note out unless they are requested. One that needs the whole run, because it begins with the totals, is kept in
//! memory until the last note. One that shows the checklists of all notes together needs a row of the tally for each.

use crate::report::check::reporter::{Reporter, Room};
use crate::report::check::{csv, github, gitlab, html, json, junit, markdown};
use crate::report::check::{matrix, matrix_csv, pretty, rdjson, sarif, short};
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use std::fmt;
use std::io::{self, Write};

/// A format of `check`.
#[derive(Clone, Copy)]
pub struct Format(&'static Row);

struct Row {
    name: &'static str,
    description: &'static str,
    reporter: &'static dyn Reporter,
    for_other_systems: bool,
    needs_whole_run: bool,
    needs_rows: bool,
}

static ROWS: [Row; 14] = [
    Row::new("pretty", "snippets with labels, for people at a terminal", &pretty::Pretty),
    Row::new("short", "one line for each finding, for editors and `grep`", &short::Short),
    Row::new("json", "one document of the schema notelint/1, for programs", &json::Json),
    Row::new("jsonl", "the same with a line for each note", &json::JsonLines),
    Row::new("sarif", "SARIF 2.1.0, for code scanning", &sarif::Sarif).for_other_systems(),
    Row::new("github", "annotations of a GitHub workflow", &github::Github).for_other_systems(),
    Row::new("gitlab", "a code quality report for GitLab", &gitlab::Gitlab).for_other_systems(),
    Row::new("junit", "JUnit XML, for the test reports of CI servers", &junit::Junit).for_other_systems(),
    Row::new("rdjson", "the diagnostic format of reviewdog", &rdjson::Rdjson).for_other_systems(),
    Row::new("csv", "a worklist for a spreadsheet, one row for each finding", &csv::Csv).for_other_systems(),
    Row::new("markdown", "a summary for a pull request or job page", &markdown::Markdown)
        .for_other_systems()
        .with_rows(),
    Row { needs_whole_run: true, ..Row::new("html", "one page for a browser, with the notes' text", &html::Html) }
        .with_rows(),
    Row::new("matrix", "which note or template has which element, in Markdown", &matrix::Matrix).with_rows(),
    Row::new("matrix-csv", "the same for a spreadsheet", &matrix_csv::MatrixCsv).with_rows(),
];

impl Row {
    const fn new(name: &'static str, description: &'static str, reporter: &'static dyn Reporter) -> Row {
        Row { name, description, reporter, for_other_systems: false, needs_whole_run: false, needs_rows: false }
    }

    const fn for_other_systems(self) -> Row {
        Row { for_other_systems: true, ..self }
    }

    const fn with_rows(self) -> Row {
        Row { needs_rows: true, ..self }
    }
}

impl Format {
    /// All formats, those for people first.
    pub fn all() -> impl ExactSizeIterator<Item = Format> {
        ROWS.iter().map(Format)
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Format> {
        Format::all().find(|format| format.name() == name)
    }

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// What it is and for whom, to be read after its name.
    pub const fn description(self) -> &'static str {
        self.0.description
    }

    /// Whether it is made for another system, which gets the words of a note only if they are requested.
    pub const fn is_for_other_systems(self) -> bool {
        self.0.for_other_systems
    }

    /// Whether nothing can be written before the last note is known. What it writes of each note is kept in memory.
    pub const fn needs_whole_run(self) -> bool {
        self.0.needs_whole_run
    }

    /// Whether it shows the checklists of all notes together, for which the tally must keep a row for each note.
    pub const fn needs_rows(self) -> bool {
        self.0.needs_rows
    }

    /// What is written before the first note. `tally` is that of the whole run where the format
    /// [needs it](Format::needs_whole_run); no other format reads it.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn begin(self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.0.reporter.begin(tally, style, out)
    }

    /// One note. If the format has nothing to say about it, nothing is written, and it is not separated from others.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn note(self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.0.reporter.note(linted, style, out)
    }

    /// What separates two notes of which something was written.
    pub fn between(self) -> &'static [u8] {
        self.0.reporter.between()
    }

    /// The most that its reader takes; `None` if any number.
    pub fn room(self) -> Option<Room> {
        self.0.reporter.room()
    }

    /// What is written after the last note.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn end(self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.0.reporter.end(tally, style, out)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Format {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back() {
        for format in Format::all() {
            assert_eq!(Format::named(format.name()), Some(format));
            assert_eq!(Format::all().filter(|other| other.name() == format.name()).count(), 1, "{format:?}");
        }
    }
}
