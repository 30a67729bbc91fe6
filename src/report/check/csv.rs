//! A worklist for a spreadsheet: one row for each finding.

use crate::report::check::reporter::Reporter;
use crate::report::shared::linted::Linted;
use crate::report::shared::spreadsheet;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
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
pub(crate) struct Csv;

impl Reporter for Csv {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        spreadsheet::begin(out)?;
        let mut csv = spreadsheet::writer(out);
        csv.write_record(HEAD)?;
        csv.flush()
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let source = &linted.note.source;
        let path = source.path().to_string_lossy();
        let mut csv = spreadsheet::writer(out);
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
            csv.write_record(row.map(spreadsheet::cell).iter().map(|cell| cell.as_bytes()))?;
        }
        csv.flush()
    }
}
