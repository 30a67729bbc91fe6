//! GitHub workflow commands: each finding becomes an annotation of its file in a pull request.

use crate::base::Severity;
use crate::report::check::reporter::Reporter;
use crate::report::shared::clean;
use crate::report::shared::linted::Linted;
use crate::report::shared::region::Region;
use crate::report::shared::style::{Style, message_and_help};
use std::io::{self, Write};

/// Writes annotations.
pub(crate) struct Github;

impl Reporter for Github {
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let source = &linted.note.source;
        let path = property(&source.path().to_string_lossy());
        let shown = linted.outcome.shown();
        for finding in &shown.shown {
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice | Severity::Off => "notice",
            };
            let Region { line, column, end_line, end_column } = Region::new(source, finding.primary.span);
            write!(out, "::{level} file={path},line={line},endLine={end_line}")?;
            // GitHub accepts columns only where both are on one line; the last column is that of the last character.
            if line == end_line {
                write!(out, ",col={column},endColumn={}", end_column.saturating_sub(1).max(column))?;
            }
            writeln!(out, ",title={}::{}", property(&finding.rule), data(&message_and_help(finding, style)))?;
        }
        shown.more().try_for_each(|line| writeln!(out, "::notice file={path}::{}", data(&line)))
    }
}

/// The words of a message, which may have several lines.
fn data(text: &str) -> String {
    clean::text(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value in the head of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
