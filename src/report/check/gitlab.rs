//! GitLab's code quality report: a JSON array of Code Climate issues.

use crate::base::{Fnv, Severity};
use crate::check::Finding;
use crate::report::check::reporter::Reporter;
use crate::report::shared::clean;
use crate::report::shared::json::{BETWEEN, write_values};
use crate::report::shared::linted::Linted;
use crate::report::shared::region::Region;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use serde_json::json;
use std::io::{self, Write};

/// Writes a code quality report.
pub(crate) struct Gitlab;

impl Reporter for Gitlab {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[\n")
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let source = &linted.note.source;
        let path = linted.place().to_string_lossy();
        let issue = |finding: &Finding| {
            let Region { line, end_line, .. } = Region::new(source, finding.primary.span);
            let severity = match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Advice | Severity::Off => "info",
            };
            json!({
                "description": clean::line(&finding.message.render(style.redact)),
                "check_name": finding.rule,
                "fingerprint": unique(&path, &finding.fingerprint),
                "severity": severity,
                "location": {"path": path.strip_prefix("./").unwrap_or(&path), "lines": {"begin": line, "end": end_line}},
            })
        };
        write_values(linted.outcome.reported().map(issue), out)
    }

    fn between(&self) -> &'static [u8] {
        BETWEEN
    }

    fn end(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

/// GitLab requires a fingerprint that no other file has.
fn unique(path: &str, fingerprint: &str) -> String {
    format!("{fingerprint}{:016x}", Fnv::new().and(path.as_bytes()).value())
}
