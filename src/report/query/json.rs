//! Queries for programs: the schema `notelint-query/1`.

use super::QueryPage;
use crate::note::Note;
use crate::query::{Draft, Drafts, Indicator};
use crate::report::shared::clean;
use crate::report::shared::json::write_value;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    version: &'static str,
    notes: Vec<NoteOf>,
}

#[derive(Serialize)]
struct NoteOf {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    date: Option<String>,
    queries: Vec<QueryOf>,
    left_out: Vec<LeftOutOf>,
}

#[derive(Serialize)]
struct QueryOf {
    id: String,
    title: String,
    indicators: Vec<IndicatorOf>,
    question: String,
    items: Vec<ItemOf>,
    options: Vec<String>,
    findings: Vec<FindingOf>,
}

#[derive(Serialize)]
struct IndicatorOf {
    start: usize,
    end: usize,
    line: usize,
    section: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize)]
struct ItemOf {
    rule: String,
    ask: String,
}

#[derive(Serialize)]
struct FindingOf {
    rule: String,
    severity: &'static str,
    fingerprint: String,
}

#[derive(Serialize)]
struct LeftOutOf {
    rule: String,
    reason: &'static str,
}

/// Writes the queries, by note.
///
/// # Errors
/// Only those of the writer.
pub fn json(page: &QueryPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let notes = page.letters.iter().flat_map(|letter| &letter.notes);
    let notes = notes.map(|(note, drafts)| page.note_of(note, drafts)).collect();
    write_value(&Document { schema: "notelint-query/1", version: env!("CARGO_PKG_VERSION"), notes }, out)?;
    writeln!(out)
}

impl QueryPage<'_> {
    fn note_of(&self, note: &Note, drafts: &Drafts) -> NoteOf {
        let left_out = drafts.left_out.iter().map(|(rule, why)| LeftOutOf { rule: rule.clone(), reason: why.as_str() });
        NoteOf {
            path: clean::path(note.source.path()),
            author: note.author().filter(|_| !self.redact).map(str::to_owned),
            date: note.date.map(|date| date.to_string()),
            queries: drafts.drafts.iter().map(|draft| self.query_of(note, draft)).collect(),
            left_out: left_out.collect(),
        }
    }

    fn query_of(&self, note: &Note, draft: &Draft) -> QueryOf {
        let words = |span| (!self.redact).then(|| note.words(span).to_owned());
        let indicator = |indicator: &Indicator| IndicatorOf {
            start: indicator.span.start,
            end: indicator.span.end,
            line: indicator.line,
            section: indicator.section.as_str(),
            heading: indicator.heading.and_then(words).map(|heading| clean::line(&heading).into_owned()),
            text: words(indicator.span),
        };
        let asked = draft.findings.iter().map(|asked| FindingOf {
            rule: asked.rule.clone(),
            severity: asked.severity.as_str(),
            fingerprint: asked.fingerprint.clone(),
        });
        QueryOf {
            id: draft.id.clone(),
            title: self.words(&draft.title),
            indicators: draft.indicators.iter().map(indicator).collect(),
            question: self.words(&draft.question),
            items: draft
                .items
                .iter()
                .map(|item| ItemOf { rule: item.rule.clone(), ask: self.words(&item.ask) })
                .collect(),
            options: self.options(draft),
            findings: asked.collect(),
        }
    }
}
