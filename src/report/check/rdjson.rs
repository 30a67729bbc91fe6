//! reviewdog's diagnostic format: findings as comments of a review, whatever the code host.

use crate::base::Severity;
use crate::check::Finding;
use crate::report::check::reporter::Reporter;
use crate::report::shared::json::{BETWEEN, write_values};
use crate::report::shared::linted::Linted;
use crate::report::shared::region::byte_column;
use crate::report::shared::style::{Style, message_and_help};
use crate::report::shared::tally::Tally;
use serde_json::json;
use std::io::{self, Write};

/// Writes rdjson.
pub(crate) struct Rdjson;

impl Reporter for Rdjson {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"source\":{\"name\":\"notelint\"},\"diagnostics\":[\n")
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let source = &linted.note.source;
        let path = source.path().to_string_lossy();
        let place = |at: usize| json!({"line": source.position(at).line, "column": byte_column(source, at)});
        let diagnostic = |finding: &Finding| {
            let severity = match finding.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Advice | Severity::Off => "INFO",
            };
            let span = finding.primary.span;
            let mut code = json!({"value": finding.rule});
            if let Some(url) = &finding.url {
                code["url"] = json!(url);
            }
            json!({
                "message": message_and_help(finding, style),
                "location": {"path": path, "range": {"start": place(span.start), "end": place(span.end)}},
                "severity": severity,
                "code": code,
            })
        };
        write_values(linted.outcome.reported().map(diagnostic), out)
    }

    fn between(&self) -> &'static [u8] {
        BETWEEN
    }

    fn end(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}
