//! Findings for programs: the schema `notelint/1`, one note on each line.
//!
//! The document is written as it comes, so that a folder of any size needs the memory of one note. Keys are only ever
//! added to the schema; `text` is absent, not empty, if it is redacted.

use crate::filter::Counts;
use crate::icd10::CodeSet;
use crate::lint;
use crate::report::check::reporter::Reporter;
use crate::report::shared::json::{BETWEEN, write_value};
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use serde::Serialize;
use std::io::{self, Write};

/// One document for the run.
pub(crate) struct Json;

/// One line for each note: its entry, with the schema's name before it.
pub(crate) struct JsonLines;

impl Reporter for Json {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        let release = CodeSet::release();
        writeln!(
            out,
            "{{\"schema\":\"notelint/1\",\"version\":\"{version}\",\"code_set\":\"ICD-10-CM {release}\",\"notes\":["
        )
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        write_value(&report(linted, style), out)
    }

    fn between(&self) -> &'static [u8] {
        BETWEEN
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n],\"summary\":")?;
        let Counts { errors, warnings, advice, suppressed, baselined } = tally.counts;
        write_value(&Summary { notes: tally.notes, errors, warnings, advice, suppressed, baselined }, out)?;
        out.write_all(b"}\n")
    }
}

impl Reporter for JsonLines {
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        write_value(&Line { schema: "notelint/1", report: report(linted, style) }, out)?;
        out.write_all(b"\n")
    }
}

/// A note's report, with the schema's name before it.
#[derive(Serialize)]
struct Line {
    schema: &'static str,
    #[serde(flatten)]
    report: lint::Report,
}

fn report(linted: &Linted<'_>, style: &Style) -> lint::Report {
    lint::Report::new(linted.note, linted.outcome, linted.facts, style.redact)
}

/// What the run counted.
#[derive(Serialize)]
struct Summary {
    notes: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    suppressed: usize,
    baselined: usize,
}
