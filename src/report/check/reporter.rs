//! The interface between a format of `check` and the run that writes it.

use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use std::io::{self, Write};

/// How much the reader of a format takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Results.
    pub results: usize,
    /// Bytes, compressed.
    pub bytes: usize,
}

/// Writes one format. Notes reach it one by one, in the order of the input, and what it writes of each is passed on at
/// once, so that memory does not grow with the number of notes.
pub(crate) trait Reporter: Sync {
    /// What is written before the first note. `tally` is complete only where the format needs the whole run.
    fn begin(&self, _tally: &Tally, _style: &Style, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One note; nothing at all if the format has nothing to say about it.
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()>;

    /// What separates two notes of which something was written.
    fn between(&self) -> &'static [u8] {
        b""
    }

    /// The most that its reader takes; `None` if any number.
    fn room(&self) -> Option<Room> {
        None
    }

    /// What is written after the last note.
    fn end(&self, _tally: &Tally, _style: &Style, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
