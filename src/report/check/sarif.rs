//! SARIF 2.1.0, for code scanning.
//!
//! Results come note by note and the descriptions of their rules after them, since the keys of a JSON object may come in
//! any order; so a run of any size is written with the memory of one note. Suppressed and baselined findings are results
//! too, marked as the standard requires. A run in which a note could not be read is reported as unsuccessful, so that its
//! report is not mistaken for a clean one.

use crate::base::{Fnv, Severity, Span};
use crate::check::Finding;
use crate::filter::{Disposition, Triaged};
use crate::report::check::reporter::{Reporter, Room};
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
        let results = linted.outcome.findings.iter().filter_map(|triaged| result(linted, triaged, style));
        write_values(results, out)
    }

    /// GitHub refuses a larger report as a whole. Some bytes are kept for the rules.
    fn room(&self) -> Option<Room> {
        Some(Room { results: 25_000, bytes: 9_000_000 })
    }

    fn between(&self) -> &'static [u8] {
        BETWEEN
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let rules = tally.rules.iter().map(|(id, rule)| {
            // Code scanning requires all of these texts, whatever the author of a rule has written.
            let why = if rule.why.is_empty() { format!("A finding of the rule {id}.") } else { rule.why.clone() };
            let source = if rule.source.is_empty() { String::new() } else { format!("\n\nSource: {}", rule.source) };
            let mut descriptor = json!({
                "id": id,
                "name": id,
                "shortDescription": {"text": first_sentence(&why)},
                "fullDescription": {"text": why},
                "help": {
                    "text": format!("{why}{source}\n\nnotelint explain {id} says what it asks, with examples."),
                    "markdown": format!("{why}{source}\n\n`notelint explain {id}` says what it asks, with examples."),
                },
                "defaultConfiguration": {"level": level(rule.severity)},
            });
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
        let mut notifications: Vec<Value> = tally.troubles.iter().map(notification).collect();
        if tally.left_out > 0 {
            let text = format!("{} more results are left out: code scanning takes no larger report", tally.left_out);
            notifications.push(json!({"level": "warning", "message": {"text": text}}));
        }
        let invocation = json!({
            "executionSuccessful": tally.troubles.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        out.write_all(b"\n],\"tool\":")?;
        write_value(&json!({"driver": driver}), out)?;
        out.write_all(b",\"invocations\":")?;
        write_value(&json!([invocation]), out)?;
        out.write_all(b"}]}\n")
    }
}

/// A finding as a result; `None` for one that the selection or the persona excludes.
fn result(linted: &Linted<'_>, triaged: &Triaged, style: &Style) -> Option<Value> {
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
        let mut location = location(linted, label.span);
        location["id"] = json!(id);
        location["message"] = json!({"text": label.text});
        location
    });
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": message_and_help(finding, style)},
        "locations": [location(linted, finding.primary.span)],
        "partialFingerprints": {"notelint/v1": finding.fingerprint, "primaryLocationLineHash": line_hash(finding)},
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

fn location(linted: &Linted<'_>, span: Span) -> Value {
    let source = &linted.note.source;
    let Region { line, column, end_line, end_column } = Region::new(source, span);
    let mut region = json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column});
    // Of a file in another encoding, the bytes are not those of the text.
    if !source.is_guessed() {
        region["byteOffset"] = json!(span.start);
        region["byteLength"] = json!(span.len());
    }
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(linted.place())}, "region": region}})
}

/// What code scanning knows a result by from one run to the next. A missing element is known by its rule, so that it is
/// the same result under another heading.
fn line_hash(finding: &Finding) -> String {
    match finding.element {
        Some(_) => format!("{:016x}:1", Fnv::new().and(finding.rule.as_bytes()).value()),
        None => format!("{}:1", finding.fingerprint),
    }
}

/// The first sentence of a text, for a list.
fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
        Severity::Off => "none",
    }
}
