//! Findings for programs: the schema `notelint/1`, one note on each line.
//!
//! The document is written as it comes, so that a folder of any size needs the memory of one note. Keys are only ever
//! added to the schema; `text` is absent, not empty, where it is redacted.

use crate::base::Span;
use crate::check::{Finding, Label};
use crate::filter::{Counts, Shown};
use crate::icd10::CodeSet;
use crate::note::Note;
use crate::report::check::reporter::Reporter;
use crate::report::shared::json::{BETWEEN, CodeEntry, Located, write_value};
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
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
        write_value(&entry(linted, style, None), out)
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
        write_value(&entry(linted, style, Some("notelint/1")), out)?;
        out.write_all(b"\n")
    }
}

#[derive(Serialize)]
struct NoteEntry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<&'static str>,
    path: Cow<'a, str>,
    profile: &'static str,
    findings: Vec<FindingEntry<'a>>,
    /// How many findings of a rule are counted but not listed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    omitted: BTreeMap<&'a str, usize>,
    checklists: Vec<ChecklistEntry<'a>>,
    codes: Vec<CodeEntry<'a>>,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: &'a str,
    kind: &'static str,
    severity: &'static str,
    message: String,
    help: String,
    url: Option<&'a str>,
    primary: Located<'a>,
    related: Vec<Located<'a>>,
    codes: &'a [String],
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct ChecklistEntry<'a> {
    id: &'a str,
    elements: Vec<ElementEntry<'a>>,
}

#[derive(Serialize)]
struct ElementEntry<'a> {
    id: &'a str,
    status: &'static str,
    evidence: Vec<EvidenceEntry<'a>>,
}

#[derive(Serialize)]
struct EvidenceEntry<'a> {
    start: usize,
    end: usize,
    sense: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

fn entry<'a>(linted: &Linted<'a>, style: &Style, schema: Option<&'static str>) -> NoteEntry<'a> {
    let note = linted.note;
    let words = |span: Span| (!style.redact).then(|| note.words(span));
    let checklists = linted.outcome.checklists.iter().map(|list| ChecklistEntry {
        id: &list.id,
        elements: list
            .elements
            .iter()
            .map(|element| ElementEntry {
                id: &element.id,
                status: element.status.as_str(),
                evidence: element
                    .evidence
                    .iter()
                    .map(|e| EvidenceEntry {
                        start: e.span.start,
                        end: e.span.end,
                        sense: if e.denied { "denied" } else { "present" },
                        text: words(e.span),
                    })
                    .collect(),
            })
            .collect(),
    });
    let Shown { shown, omitted } = linted.outcome.shown();
    NoteEntry {
        schema,
        path: note.source.path().to_string_lossy(),
        profile: note.context.profile.as_str(),
        findings: shown.into_iter().map(|f| finding(note, f, style)).collect(),
        omitted,
        checklists: checklists.collect(),
        codes: linted.codes.iter().map(CodeEntry::from).collect(),
    }
}

fn finding<'a>(note: &'a Note, finding: &'a Finding, style: &Style) -> FindingEntry<'a> {
    let located = |label: &'a Label| Located::new(note, label.span, style.redact);
    let related = |label: &'a Label| Located { label: Some(&*label.text), ..located(label) };
    FindingEntry {
        rule: &finding.rule,
        kind: finding.kind.as_str(),
        severity: finding.severity.as_str(),
        message: finding.message.render(style.redact),
        help: finding.help.render(style.redact),
        url: finding.url.as_deref(),
        primary: located(&finding.primary),
        related: finding.related.iter().map(related).collect(),
        codes: &finding.codes,
        fingerprint: &finding.fingerprint,
    }
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
