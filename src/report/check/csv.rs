//! A worklist for a spreadsheet: one row a finding, loudest columns first.
//!
//! Spreadsheets take a file for UTF-8 only where it begins with a byte order mark, and take a cell that begins with
//! `=` or its like for a formula: such a cell gets an apostrophe, for its words may come from a note or a file name.

use crate::note::BOM;
use crate::report::check::format::Report;
use crate::report::shared::clean;
use crate::report::shared::linted::Linted;
use crate::report::shared::linted::Style;
use crate::report::shared::tally::Tally;
use csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};

const HEAD: [&str; 11] = [
    "note",
    "line",
    "column",
    "severity",
    "rule",
    "checklist",
    "element",
    "what",
    "what would satisfy it",
    "codes",
    "fingerprint",
];

/// Writes the worklist.
pub(crate) struct Worklist;

impl Report for Worklist {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        begin(out)?;
        let mut csv = writer(out);
        csv.write_record(HEAD)?;
        csv.flush()
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let source = &linted.note.source;
        let path = source.path().to_string_lossy();
        let mut csv = writer(out);
        for finding in linted.outcome.reported() {
            let at = source.position(finding.primary.span.start);
            let (checklist, element) = finding.element.as_ref().map_or(("", ""), |e| (&*e.checklist, &*e.label));
            let row: [&str; HEAD.len()] = [
                &path,
                &at.line.to_string(),
                &at.column.to_string(),
                finding.severity.as_str(),
                &finding.rule,
                checklist,
                element,
                &finding.message.render(style.redact),
                &finding.help.render(style.redact),
                &finding.codes.join(" "),
                &finding.fingerprint,
            ];
            csv.write_record(row.map(cell).iter().map(|cell| cell.as_bytes()))?;
        }
        csv.flush()
    }
}

/// The mark by which spreadsheets know UTF-8.
pub(crate) fn begin(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{BOM}")
}

/// A writer of records as RFC 4180 has them.
pub(crate) fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// A cell that is no formula and has no control character.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    match clean::line(text) {
        words if words.starts_with(['=', '+', '-', '@']) => Cow::Owned(format!("'{words}")),
        words => words,
    }
}
