//! What notelint sees in a note, for programs: every span that the rules rest on.

use crate::base::{Assertion, Effect, Span};
use crate::check::Why;
use crate::detect::{Facts, Mention};
use crate::lint::{CodeReport, DiagnosisReport};
use crate::note::Note;
use crate::report::inspect::why_json::{ElementEntry, TopicEntry, entries};
use crate::report::shared::json::write_value;
use crate::rule::RuleSet;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    sections: Vec<SectionEntry>,
    sentences: Vec<SentenceEntry>,
    placeholders: Vec<PlaceholderEntry>,
    mentions: Vec<MentionEntry<'a>>,
    values: Vec<ValueEntry<'a>>,
    diagnoses: Vec<DiagnosisReport>,
    codes: Vec<CodeReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topics: Option<Vec<TopicEntry<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    elements: Option<Vec<ElementEntry<'a>>>,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct SectionEntry {
    kind: &'static str,
    start: usize,
    end: usize,
    heading: Option<Range>,
}

#[derive(Serialize)]
struct SentenceEntry {
    start: usize,
    end: usize,
    section: usize,
}

#[derive(Serialize)]
struct PlaceholderEntry {
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Serialize)]
struct MentionEntry<'a> {
    concept: &'a str,
    start: usize,
    end: usize,
    section: usize,
    sentence: usize,
    act: &'static str,
    assertion: AssertionEntry,
}

#[derive(Serialize)]
struct ValueEntry<'a> {
    value: &'a str,
    start: usize,
    end: usize,
    low: f64,
    high: f64,
    unit: Option<&'a str>,
    when: &'static str,
}

#[derive(Serialize)]
struct AssertionEntry {
    negated: bool,
    uncertain: bool,
    historical: bool,
    hypothetical: bool,
    family: bool,
    planned: bool,
    unfilled: bool,
    cues: Vec<CueEntry>,
}

#[derive(Serialize)]
struct CueEntry {
    start: usize,
    end: usize,
    effect: &'static str,
}

/// Writes the structure of a note and its mentions as one JSON value and a line feed. It holds no word
/// of the note but its codes. With `why`, it also says why words do or do not document an element.
///
/// # Errors
/// Only those of the writer.
pub fn json(note: &Note, facts: &Facts, why: Option<&Why>, rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    let (topics, elements) = why.map(|why| entries(note, why, rules)).unzip();
    let range = |span: Span| Range { start: span.start, end: span.end };
    let document = Document {
        sections: (note.sections.iter())
            .map(|s| SectionEntry {
                kind: s.kind.as_str(),
                start: s.span.start,
                end: s.span.end,
                heading: s.heading.map(range),
            })
            .collect(),
        sentences: (note.sentences.iter())
            .map(|s| SentenceEntry { start: s.span.start, end: s.span.end, section: s.section })
            .collect(),
        placeholders: (note.placeholders.iter())
            .map(|p| PlaceholderEntry { start: p.span.start, end: p.span.end, kind: p.kind.as_str() })
            .collect(),
        mentions: (facts.mentions.iter())
            .map(|m| MentionEntry {
                concept: &rules.concepts[m.concept.0 as usize].id,
                start: m.span.start,
                end: m.span.end,
                section: m.section(),
                sentence: m.sentence(),
                act: m.act.as_str(),
                assertion: assertion(m.assertion, m),
            })
            .collect(),
        values: (facts.values.iter())
            .map(|v| ValueEntry {
                value: &rules.values.get(v.value).name,
                start: v.span.start,
                end: v.span.end,
                low: v.low,
                high: v.high,
                unit: v.unit.map(|unit| rules.values.unit(unit)),
                when: v.when.as_str(),
            })
            .collect(),
        diagnoses: (facts.diagnoses.iter()).map(|diagnosis| DiagnosisReport::new(note, diagnosis, |_| None)).collect(),
        codes: facts.codes.iter().map(CodeReport::from).collect(),
        topics,
        elements,
    };
    write_value(&document, out)?;
    out.write_all(b"\n")
}

fn assertion(assertion: Assertion, mention: &Mention) -> AssertionEntry {
    AssertionEntry {
        negated: assertion.has(Effect::Negated),
        uncertain: assertion.has(Effect::Uncertain),
        historical: assertion.has(Effect::Historical),
        hypothetical: assertion.has(Effect::Hypothetical),
        family: assertion.has(Effect::Family),
        planned: assertion.has(Effect::Planned),
        unfilled: assertion.has(Effect::Unfilled),
        cues: (mention.cues.iter())
            .map(|cue| CueEntry { start: cue.span.start, end: cue.span.end, effect: cue.effect.as_str() })
            .collect(),
    }
}
