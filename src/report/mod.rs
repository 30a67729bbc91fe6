//! Layer 6: what was found, written for one kind of reader.
//!
//! One format, one file, each a pure function from a [`Linted`] note to a writer. A format writes note by note, so a
//! run over a folder holds one note's output at a time; what a format needs before the first note and after the last
//! one is in [`Format::begin`] and [`Format::end`]. Nothing here decides what is reported, and nothing prints.
//!
//! Two promises hold for every format: no control byte of a note or file name reaches the output, and with
//! [`Style::redact`] no word of the note does.

mod case;
mod clean;
mod code;
mod code_json;
mod explain;
mod group;
mod inspect;
mod inspect_json;
mod inspect_why;
mod inspect_why_json;
mod json;
mod labels;
mod open_codes;
mod pretty;
mod repeats;
mod short;
mod source_code;
#[cfg(test)]
mod tests;
mod wrap;

pub use case::{FailedCase, Miss, Said, failed_case};
pub use clean::{line as clean_line, text as clean_text};
pub use code::{Lookup, pretty as code_pretty};
pub use code_json::json as code_json;
pub use explain::{Explained, Library, SetBy, explain_json, explain_markdown, explain_pretty, overview};
pub use inspect::pretty as inspect_pretty;
pub use inspect_json::json as inspect_json;
pub use inspect_why::pretty as inspect_why;
pub use json::write_value as write_json;

use crate::detect::CodeMention;
use crate::filter::{Counts, Outcome};
use crate::note::Note;
use std::io::{self, Write};

/// One note with what checking it amounts to.
#[derive(Clone, Copy, Debug)]
pub struct Linted<'a> {
    /// The note.
    pub note: &'a Note,
    /// The findings and the state of the checklists.
    pub outcome: &'a Outcome,
    /// The codes written in the note or given with it.
    pub codes: &'a [CodeMention],
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
}

/// What a run counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Notes that were read.
    pub notes: usize,
    /// What is reported about them.
    pub counts: Counts,
}

/// For whom a run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// People at a terminal: snippets with labels, grouped checklists.
    Pretty,
    /// Editors and `grep`: one line for each finding.
    Short,
    /// Programs: the schema `notelint/1`.
    Json,
}

impl Format {
    /// What stands before the first note.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn begin(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Pretty | Format::Short => Ok(()),
            Format::Json => json::begin(out),
        }
    }

    /// One note.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn note(self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Pretty => pretty::note(linted, style, out),
            Format::Short => short::note(linted, style, out),
            Format::Json => json::note(linted, style, out),
        }
    }

    /// What stands between two notes.
    pub const fn between(self) -> &'static [u8] {
        match self {
            Format::Pretty | Format::Short => b"",
            Format::Json => json::BETWEEN,
        }
    }

    /// What stands after the last note.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn end(self, tally: &Tally, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Pretty => pretty::end(tally, style, out),
            Format::Short => Ok(()),
            Format::Json => json::end(tally, out),
        }
    }
}
