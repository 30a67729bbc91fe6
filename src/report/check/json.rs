//! Findings for programs: the schema `notelint/1`, one note a line.
//!
//! The document is written as it comes, so that a folder of any size needs the memory of one note. Keys are only ever
//! added to the schema; `text` is absent, not empty, where it is redacted. serde_json leaves DEL and the C1 controls
//! as they are, which a terminal would obey, so [`Escaping`] writes those as `\u` escapes as well.

use crate::base::Span;
use crate::check::{Finding, Label};
use crate::detect::CodeMention;
use crate::filter::Counts;
use crate::icd10::CodeSet;
use crate::note::Note;
use crate::report::check::format::Report;
use crate::report::shared::linted::Linted;
use crate::report::shared::linted::Style;
use crate::report::shared::tally::Tally;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};
use std::borrow::Cow;
use std::io::{self, Write};

/// One document for the run.
pub(crate) struct Json;

/// One line for each note: its entry, with the schema's name before it.
pub(crate) struct Lines;

impl Report for Json {
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

impl Report for Lines {
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
    primary: Place<'a>,
    related: Vec<Place<'a>>,
    codes: &'a [String],
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
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

/// A code of the note. `start` and `end` are null where it travels with the note.
#[derive(Serialize)]
pub(crate) struct CodeEntry<'a> {
    code: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    state: &'static str,
}

impl<'a> From<&'a CodeMention> for CodeEntry<'a> {
    fn from(mention: &'a CodeMention) -> CodeEntry<'a> {
        CodeEntry {
            code: &mention.code,
            start: mention.span.map(|s| s.start),
            end: mention.span.map(|s| s.end),
            state: mention.state.as_str(),
        }
    }
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
    NoteEntry {
        schema,
        path: note.source.path().to_string_lossy(),
        profile: note.context.profile.as_str(),
        findings: linted.outcome.reported().map(|f| finding(note, f, style)).collect(),
        checklists: checklists.collect(),
        codes: linted.codes.iter().map(CodeEntry::from).collect(),
    }
}

fn finding<'a>(note: &'a Note, finding: &'a Finding, style: &Style) -> FindingEntry<'a> {
    let place = |label: &'a Label, with_label: bool| {
        let at = note.source.position(label.span.start);
        Place {
            start: label.span.start,
            end: label.span.end,
            line: at.line,
            column: at.column,
            label: with_label.then_some(&*label.text),
            text: (!style.redact).then(|| note.words(label.span)),
        }
    };
    FindingEntry {
        rule: &finding.rule,
        kind: finding.kind.as_str(),
        severity: finding.severity.as_str(),
        message: finding.message.render(style.redact),
        help: finding.help.render(style.redact),
        url: finding.url.as_deref(),
        primary: place(&finding.primary, false),
        related: finding.related.iter().map(|label| place(label, true)).collect(),
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

/// Writes one JSON value, compact, with every control character escaped.
///
/// # Errors
/// Only those of the writer.
pub fn write_value(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value
        .serialize(&mut serde_json::Serializer::with_formatter(out, Escaping(CompactFormatter)))
        .map_err(io::Error::from)
}

/// What parts the values of a list that is written as it comes.
pub(crate) const BETWEEN: &[u8] = b",\n";

/// Writes the values of a part of a list; nothing where there are none.
///
/// # Errors
/// Only those of the writer.
pub(crate) fn write_values(values: impl Iterator<Item: Serialize>, out: &mut dyn Write) -> io::Result<()> {
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.write_all(BETWEEN)?;
        }
        write_value(&value, out)?;
    }
    Ok(())
}

struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| crate::report::shared::clean::stand_in(*c) != *c) {
            self.0.write_string_fragment(out, &fragment[from..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        self.0.write_string_fragment(out, &fragment[from..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_read_back() {
        let text = "a\u{7f}\u{9b}31m\u{202e}\u{1b}\té";
        let mut out = Vec::new();
        write_value(&text, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, r#""a\u007f\u009b31m\u202e\u001b\té""#);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
