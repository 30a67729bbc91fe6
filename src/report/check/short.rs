//! One line for each finding, `path:line:column: severity[rule] message`: what editors and `grep` read.

use crate::report::check::reporter::Reporter;
use crate::report::shared::clean;
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use std::io::{self, Write};

/// Writes the lines.
pub(crate) struct Short;

impl Reporter for Short {
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let source = &linted.note.source;
        let path = clean::path(source.path());
        let shown = linted.outcome.shown();
        for finding in &shown.shown {
            let at = source.position(finding.primary.span.start);
            let (severity, rule) = (finding.severity.as_str(), &finding.rule);
            let message = finding.message.render(style.redact);
            writeln!(out, "{path}:{}:{}: {severity}[{rule}] {}", at.line, at.column, clean::line(&message))?;
        }
        shown.more().try_for_each(|line| writeln!(out, "{path}: {line}"))
    }
}
