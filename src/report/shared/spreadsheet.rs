//! CSV that spreadsheets read as it is meant.
//!
//! They read a file as UTF-8 only if it begins with a byte order mark, and a cell that begins with `=`, `+`, `-` or `@`
//! as a formula. Such a cell gets an apostrophe, because its words may come from a note or a file name.

use crate::note::BOM;
use crate::report::shared::clean;
use csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};

/// The mark by which spreadsheets know UTF-8.
pub(crate) fn begin(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{BOM}")
}

/// A writer of records as RFC 4180 has them.
pub(crate) fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// A cell that is not a formula and has no control character.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    match clean::line(text) {
        words if words.starts_with(['=', '+', '-', '@']) => Cow::Owned(format!("'{words}")),
        words => words,
    }
}
