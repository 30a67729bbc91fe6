//! SARIF 2.1.0, for code scanning.
//!
//! Results come note by note and the descriptions of their rules after them, since the keys of a JSON object may come in
//! any order; so a run of any size is written with the memory of one note. Suppressed and baselined findings are results
//! too, marked as the standard requires. A run in which a note could not be read is reported as unsuccessful, so that its
//! report is not mistaken for a clean one.

use crate::base::{Severity, Span};
use crate::filter::{Disposition, Triaged};
use crate::note::Source;
use crate::report::check::reporter::Reporter;
use crate::report::shared::json::{BETWEEN, write_value, write_values};
use crate::report::shared::linted::Linted;
use crate::report::shared::region::{Region, uri};
use crate::report::shared::style::{Style, message_and_help};
use crate::report::shared::tally::Tally;
use serde_json::{Value, json};
use std::io::{self, Write};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes SARIF.
pub(crate) struct Sarif;

impl Reporter for Sarif {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let results = linted.outcome.findings.iter().filter_map(|triaged| result(&linted.note.source, triaged, style));
        write_values(results, out)
    }

    fn between(&self) -> &'static [u8] {
        BETWEEN
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let rules = tally.rules.iter().map(|(id, rule)| {
            let mut descriptor = json!({"id": id, "defaultConfiguration": {"level": level(rule.severity)}});
            if !rule.why.is_empty() {
                descriptor["shortDescription"] = json!({"text": rule.why});
            }
            if let Some(url) = &rule.url {
                descriptor["helpUri"] = json!(url);
            }
            if !rule.tags.is_empty() {
                descriptor["properties"] = json!({"tags": rule.tags});
            }
            descriptor
        });
        let rules = rules.collect::<Vec<_>>();
        let driver = json!({"name": "notelint", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
        let notification = |trouble: &String| json!({"level": "error", "message": {"text": trouble}});
        let invocation = json!({
            "executionSuccessful": tally.troubles.is_empty(),
            "toolExecutionNotifications": tally.troubles.iter().map(notification).collect::<Vec<_>>(),
        });
        out.write_all(b"\n],\"tool\":")?;
        write_value(&json!({"driver": driver}), out)?;
        out.write_all(b",\"invocations\":")?;
        write_value(&json!([invocation]), out)?;
        out.write_all(b"}]}\n")
    }
}

/// A finding as a result; `None` for one that the selection or the persona excludes.
fn result(source: &Source, triaged: &Triaged, style: &Style) -> Option<Value> {
    let suppressions = match &triaged.disposition {
        Disposition::Reported => None,
        Disposition::Suppressed { reason, in_file } => {
            let kind = if *in_file { "inSource" } else { "external" };
            Some(json!([{"kind": kind, "status": "accepted", "justification": reason}]))
        }
        Disposition::Baselined => {
            Some(json!([{"kind": "external", "status": "accepted", "justification": "baseline"}]))
        }
        Disposition::Deselected | Disposition::BelowPersona | Disposition::Covered => return None,
    };
    let finding = &triaged.finding;
    let related = finding.related.iter().enumerate().map(|(id, label)| {
        let mut location = location(source, label.span);
        location["id"] = json!(id);
        location["message"] = json!({"text": label.text});
        location
    });
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": message_and_help(finding, style)},
        "locations": [location(source, finding.primary.span)],
        "partialFingerprints": {"notelint/v1": finding.fingerprint},
        "properties": {"kind": finding.kind.as_str(), "codes": finding.codes},
    });
    if !finding.related.is_empty() {
        result["relatedLocations"] = related.collect();
    }
    if let Some(suppressions) = suppressions {
        result["suppressions"] = suppressions;
    }
    if triaged.disposition == Disposition::Baselined {
        result["baselineState"] = json!("unchanged");
    }
    Some(result)
}

fn location(source: &Source, span: Span) -> Value {
    let Region { line, column, end_line, end_column } = Region::new(source, span);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(source.path())},
        "region": {
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
            "byteOffset": span.start, "byteLength": span.len(),
        },
    }})
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
        Severity::Off => "none",
    }
}
