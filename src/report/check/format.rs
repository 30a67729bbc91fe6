//! The formats of `check`: what each is for, and what it needs of a run.
//!
//! A format is a file of this folder that implements [`Report`]. Notes reach it one by one, in the order of the input,
//! and its pages are written as they come, so that memory does not grow with the number of notes. Two facts about a
//! format steer the run around it: whether its text leaves the reader's hands for another system, in which case the
//! words of the note stay out unless they are asked for; and whether its head tells what the whole run amounts to, in
//! which case its pages wait for the last note.

use crate::report::check::csv;
use crate::report::check::github;
use crate::report::check::gitlab;
use crate::report::check::html;
use crate::report::check::json;
use crate::report::check::junit;
use crate::report::check::markdown;
use crate::report::check::matrix;
use crate::report::check::pretty;
use crate::report::check::rdjson;
use crate::report::check::sarif;
use crate::report::check::short;
use crate::report::shared::linted::Linted;
use crate::report::shared::linted::Style;
use crate::report::shared::tally::Tally;
use std::io::{self, Write};

/// For whom a run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// People at a terminal: snippets with labels, grouped checklists.
    Pretty,
    /// Editors and `grep`: one line for each finding.
    Short,
    /// Programs: the schema `notelint/1`.
    Json,
    /// Programs that read note by note: an entry of `notelint/1` a line.
    Jsonl,
    /// Code scanning: SARIF 2.1.0.
    Sarif,
    /// A workflow of GitHub: annotations.
    Github,
    /// A merge request of GitLab: a code quality report.
    Gitlab,
    /// Test reports of CI servers: JUnit XML.
    Junit,
    /// reviewdog: its diagnostic format.
    Rdjson,
    /// A worklist for a spreadsheet: one row a finding.
    Csv,
    /// A summary of the run for a pull request or a job page.
    Markdown,
    /// One page for a browser, with the notes' text.
    Html,
    /// Which note or template has which element of each checklist, in Markdown.
    Matrix,
    /// The same for a spreadsheet.
    MatrixCsv,
}

/// What writes a format.
pub(crate) trait Report {
    /// What stands before the first note. `tally` is complete where [`Format::is_held_back`], else empty.
    fn begin(&self, _tally: &Tally, _style: &Style, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One note; nothing at all where the format has nothing to say of it.
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()>;

    /// What stands between the pages of two notes.
    fn between(&self) -> &'static [u8] {
        b""
    }

    /// What stands after the last note.
    fn end(&self, _tally: &Tally, _style: &Style, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

impl Format {
    /// All formats, with the names that the command line gives them.
    pub const ALL: [(Format, &str); 14] = [
        (Format::Pretty, "pretty"),
        (Format::Short, "short"),
        (Format::Json, "json"),
        (Format::Jsonl, "jsonl"),
        (Format::Sarif, "sarif"),
        (Format::Github, "github"),
        (Format::Gitlab, "gitlab"),
        (Format::Junit, "junit"),
        (Format::Rdjson, "rdjson"),
        (Format::Csv, "csv"),
        (Format::Markdown, "markdown"),
        (Format::Html, "html"),
        (Format::Matrix, "matrix"),
        (Format::MatrixCsv, "matrix-csv"),
    ];

    /// The format of a name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    /// Whether its text is made for another system, where the words of a note must not go unasked.
    pub const fn leaves_the_house(self) -> bool {
        use Format::{Csv, Github, Gitlab, Junit, Markdown, Rdjson, Sarif};
        matches!(self, Sarif | Github | Gitlab | Junit | Rdjson | Csv | Markdown)
    }

    /// Whether nothing can be written before the last note is known. Its pages are then kept in memory.
    pub const fn is_held_back(self) -> bool {
        matches!(self, Format::Html)
    }

    /// Whether it shows the state of each checklist for each note, for which the tally must keep a row a note.
    pub const fn has_rows(self) -> bool {
        matches!(self, Format::Html | Format::Markdown | Format::Matrix | Format::MatrixCsv)
    }

    fn report(self) -> &'static dyn Report {
        match self {
            Format::Pretty => &pretty::Pretty,
            Format::Short => &short::Short,
            Format::Json => &json::Json,
            Format::Jsonl => &json::Lines,
            Format::Sarif => &sarif::Sarif,
            Format::Github => &github::Github,
            Format::Gitlab => &gitlab::Gitlab,
            Format::Junit => &junit::Junit,
            Format::Rdjson => &rdjson::Rdjson,
            Format::Csv => &csv::Worklist,
            Format::Markdown => &markdown::Summary,
            Format::Html => &html::Page,
            Format::Matrix => &matrix::Markdown,
            Format::MatrixCsv => &matrix::Csv,
        }
    }

    /// What stands before the first note. `tally` is that of the whole run where the format
    /// [is held back](Format::is_held_back); no other format reads it.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn begin(self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.report().begin(tally, style, out)
    }

    /// One note. Nothing is written where the format has nothing to say of it; such a page is not parted from others.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn note(self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.report().note(linted, style, out)
    }

    /// What stands between the pages of two notes.
    pub fn between(self) -> &'static [u8] {
        self.report().between()
    }

    /// What stands after the last note.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn end(self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.report().end(tally, style, out)
    }
}
