//! The result of linting one note, as values for programs: an entry of `notes` in the schema `notelint/1`.
//!
//! [`Linter::lint`](super::Linter::lint) returns it, and the JSON formats write it, so that a user of the library and a
//! reader of JSON see the same. Every field serialises under its own name. Offsets are bytes of the text as read,
//! half-open; lines count from 1, and columns from 1 in characters.

use crate::base::Span;
use crate::check::{Carried, ChecklistResult, Finding, Label, carried};
use crate::detect::{CodeMention, Diagnosis, Facts};
use crate::filter::{Outcome, Shown};
use crate::note::Note;
use serde::Serialize;
use std::collections::BTreeMap;

/// One note: its findings, and the state of its checklists and codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The name under which the note was read.
    pub path: String,
    /// Whether it was read as `note` or `template`.
    pub profile: &'static str,
    /// The error in its front matter, if there is one. What cannot be read there does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front_matter: Option<FrontMatterReport>,
    /// The findings that this persona sees, in the order of their places; of one rule at most
    /// [`MOST_SHOWN`](crate::filter::MOST_SHOWN).
    pub findings: Vec<FindingReport>,
    /// How many more findings of a rule there are, by its id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub omitted: BTreeMap<String, usize>,
    /// The checklists whose topic applies.
    pub checklists: Vec<ChecklistReport>,
    /// What the provider assesses, in text order. A form assesses nothing.
    pub diagnoses: Vec<DiagnosisReport>,
    /// The codes written in the note or given with it.
    pub codes: Vec<CodeReport>,
}

/// Front matter that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrontMatterReport {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to write.
    pub message: String,
}

/// What a rule reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingReport {
    /// `pack/name`.
    pub rule: String,
    /// What kind of rule it is: `checklist`, `require`, `forbid`, `specify`, `conflict`.
    pub kind: &'static str,
    /// `error`, `warning` or `advice`.
    pub severity: &'static str,
    /// What is missing, unspecified or contradictory, in one line.
    pub message: String,
    /// What would satisfy the rule.
    pub help: String,
    /// A page about the rule.
    pub url: Option<String>,
    /// Where it points.
    pub primary: Location,
    /// What else it rests on.
    pub related: Vec<Location>,
    /// Codes that it concerns.
    pub codes: Vec<String>,
    /// Stays the same while other lines of the note change; contains no word of the note.
    pub fingerprint: String,
}

/// A place in the note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Why it is shown; only of related places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The note's words there; `None` if the report is redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A checklist whose topic applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChecklistReport {
    /// The pack's id.
    pub id: String,
    /// Its elements, in the pack's order.
    pub elements: Vec<ElementReport>,
}

/// The state of one element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ElementReport {
    /// Its id without the pack.
    pub id: String,
    /// `documented`, `missing`, `prompted` or `unfilled`.
    pub status: &'static str,
    /// The words that document it or prompt for it, in order.
    pub evidence: Vec<EvidenceReport>,
}

/// Words that document an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceReport {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// `present` or `denied`.
    pub sense: &'static str,
    /// The note's words; `None` if the report is redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A condition that the provider assesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiagnosisReport {
    /// First byte of its wording.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Its wording; `None` if the report is redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The codes that the wording alone supports, most likely first; a family with its hyphen (`C50.-`) where no code is
    /// the default.
    pub codes: Vec<String>,
    /// `stated`, `hedged` or `undetermined`.
    pub certainty: &'static str,
    /// The axes that the wording leaves open and that the classification distinguishes: `type`, `stage`, `side`.
    pub open: Vec<String>,
    /// What the rest of the note says about them.
    pub carried: Vec<CarriedReport>,
}

/// Words elsewhere in the note that settle what a diagnosis leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CarriedReport {
    /// The axis that they settle.
    pub axis: String,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The words; `None` if the report is redacted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The codes and families that they would support.
    pub codes: Vec<String>,
}

/// A code of the note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeReport {
    /// In capitals, with its dot.
    pub code: String,
    /// First byte; `None` if the code came with the note and is not written in it.
    pub start: Option<usize>,
    /// The byte after the last.
    pub end: Option<usize>,
    /// What the code set says about it on the day of the note: `valid`, `retired`, `header`, `needs-seventh`,
    /// `unknown`, ...
    pub state: &'static str,
}

impl Report {
    /// The report of a note, of what was decided about its findings, and of its diagnoses and codes; `redact` leaves out
    /// every word of the note.
    pub fn new(note: &Note, outcome: &Outcome, facts: &Facts, redact: bool) -> Report {
        let Shown { shown, omitted } = outcome.shown();
        let words = |span: Span| (!redact).then(|| note.words(span).to_owned());
        let fault = note.front_matter.as_ref().and_then(|front| front.fault.as_ref());
        Report {
            path: note.source.path().to_string_lossy().into_owned(),
            profile: note.context.profile.as_str(),
            front_matter: fault.map(|fault| FrontMatterReport {
                line: note.source.position(fault.span.start).line,
                message: fault.kind.to_string(),
            }),
            findings: shown.into_iter().map(|finding| FindingReport::new(note, finding, redact)).collect(),
            omitted: omitted.into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect(),
            checklists: outcome.checklists.iter().map(|list| ChecklistReport::new(list, words)).collect(),
            diagnoses: facts.diagnoses.iter().map(|diagnosis| DiagnosisReport::new(note, diagnosis, words)).collect(),
            codes: facts.codes.iter().map(CodeReport::from).collect(),
        }
    }
}

impl FindingReport {
    /// The report of a finding; `redact` leaves out every word of the note.
    pub fn new(note: &Note, finding: &Finding, redact: bool) -> FindingReport {
        let location = |label: &Label| Location::new(note, label.span, redact);
        let related = |label: &Label| Location { label: Some(label.text.clone()), ..location(label) };
        FindingReport {
            rule: finding.rule.clone(),
            kind: finding.kind.as_str(),
            severity: finding.severity.as_str(),
            message: finding.message.render(redact),
            help: finding.help.render(redact),
            url: finding.url.clone(),
            primary: location(&finding.primary),
            related: finding.related.iter().map(related).collect(),
            codes: finding.codes.clone(),
            fingerprint: finding.fingerprint.clone(),
        }
    }
}

impl Location {
    /// The place of a span; `redact` leaves out its words.
    pub(crate) fn new(note: &Note, span: Span, redact: bool) -> Location {
        let at = note.source.position(span.start);
        let text = (!redact).then(|| note.words(span).to_owned());
        Location { start: span.start, end: span.end, line: at.line, column: at.column, label: None, text }
    }
}

impl ChecklistReport {
    fn new(list: &ChecklistResult, words: impl Fn(Span) -> Option<String>) -> ChecklistReport {
        let evidence = |span: Span, denied: bool| EvidenceReport {
            start: span.start,
            end: span.end,
            sense: if denied { "denied" } else { "present" },
            text: words(span),
        };
        let elements = list.elements.iter().map(|element| ElementReport {
            id: element.id.clone(),
            status: element.status.as_str(),
            evidence: element.evidence.iter().map(|found| evidence(found.span, found.denied)).collect(),
        });
        ChecklistReport { id: list.id.clone(), elements: elements.collect() }
    }
}

impl DiagnosisReport {
    /// A diagnosis; `words` gives the words of a span, or nothing if they are to be left out.
    pub(crate) fn new(note: &Note, diagnosis: &Diagnosis, words: impl Fn(Span) -> Option<String>) -> DiagnosisReport {
        DiagnosisReport {
            start: diagnosis.span.start,
            end: diagnosis.span.end,
            text: words(diagnosis.span),
            codes: diagnosis.codes.clone(),
            certainty: diagnosis.certainty.as_str(),
            open: diagnosis.open.clone(),
            carried: carried(note, diagnosis).into_iter().map(|each| CarriedReport::new(each, &words)).collect(),
        }
    }
}

impl CarriedReport {
    fn new(carried: Carried, words: impl Fn(Span) -> Option<String>) -> CarriedReport {
        CarriedReport {
            axis: carried.axis,
            start: carried.span.start,
            end: carried.span.end,
            text: words(carried.span),
            codes: vec![carried.code],
        }
    }
}

impl From<&CodeMention> for CodeReport {
    fn from(mention: &CodeMention) -> CodeReport {
        CodeReport {
            code: mention.code.clone(),
            start: mention.span.map(|span| span.start),
            end: mention.span.map(|span| span.end),
            state: mention.state.as_str(),
        }
    }
}
