//! How accurately notes are read that the vocabularies were not written for.
//!
//! `tests/reading` contains invented notes by many authors, each with what a careful reader found in it: which elements
//! it documents, with the words that do, which are missing, and what its assessment says. The figures are printed
//! (`cargo test --test it reading -- --nocapture`), and each set has minimum figures below which reading has become
//! worse. What a reader called borderline is in neither list. `docs/accuracy.md` describes the origin of the sets.

#![allow(clippy::print_stdout, reason = "it says what it measured")]

use crate::builtin;
use notelint::base::{RuleKind, Severity, Span};
use notelint::check::Status;
use notelint::filter::Outcome;
use notelint::note::Context;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// One note and what a reader found in it.
#[derive(Deserialize)]
struct Read {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "style")]
    _style: String,
    /// The pain that the note evaluates now: `back`, `neck`, `other: knee`, `none`.
    complaint: String,
    /// Whether current back pain is mentioned, though it need not be what the note evaluates.
    #[serde(rename = "back_mention")]
    _back_mention: bool,
    note: String,
    /// Element to the words that document it.
    #[serde(default)]
    documented: BTreeMap<String, String>,
    #[serde(default)]
    absent: Vec<String>,
    diagnosis: Option<Diagnosis>,
}

/// What the assessment says about the complaint.
#[derive(Deserialize)]
struct Diagnosis {
    /// `specific`, `unspecified` or `none`.
    says: String,
    /// A more specific code that the rest of the note supports.
    supports: Option<String>,
}

/// Right and wrong answers to a question that is answered with yes or no.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    wrongly_said: usize,
    unsaid: usize,
}

impl Score {
    fn count(&mut self, said: bool, so: bool) {
        match (said, so) {
            (true, true) => self.right += 1,
            (true, false) => self.wrongly_said += 1,
            (false, true) => self.unsaid += 1,
            (false, false) => {}
        }
    }

    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrongly_said)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.unsaid)
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "precision {:.3}  recall {:.3}  F1 {:.3}", self.precision(), self.recall(), self.f1())
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[derive(Default)]
struct Figures {
    trigger: Score,
    missing: Score,
    unspecified: Score,
    evidence: (usize, usize),
}

fn measure(set: &str) -> Figures {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading").join(set);
    let read: Vec<Read> = serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut figures = Figures::default();
    for expected in &read {
        figures.add(expected, &builtin::examine(&expected.note, Context::default()).outcome);
    }
    println!("{set}: {} notes", read.len());
    println!("  the topic is back pain   {}", figures.trigger);
    println!("  element not documented   {}", figures.missing);
    println!("  unspecified diagnosis    {}", figures.unspecified);
    println!("  evidence in its sentence {:.3}", share(figures.evidence.0, figures.evidence.1));
    figures
}

impl Figures {
    fn add(&mut self, expected: &Read, outcome: &Outcome) {
        let list = outcome.checklists.iter().find(|list| list.id == "back-pain");
        let evaluated = expected.complaint.contains("back");
        self.trigger.count(list.is_some(), evaluated);
        if !evaluated {
            return;
        }
        let state = |id: &str| list.and_then(|list| list.elements.iter().find(|element| element.id == id));
        for id in &expected.absent {
            let said = state(id).is_some_and(|element| matches!(element.status, Status::Missing | Status::Unfilled));
            self.missing.count(said, true);
        }
        for (id, words) in &expected.documented {
            let Some(element) = state(id) else { continue };
            let documented = element.status == Status::Documented;
            self.missing.count(!documented, false);
            if documented {
                let sentence = sentence_of(&expected.note, words);
                self.evidence.0 += usize::from(element.evidence.iter().any(|e| e.span.overlaps(sentence)));
                self.evidence.1 += 1;
            }
        }
        let flagged = outcome.findings.iter().map(|triaged| &triaged.finding).any(|finding| {
            finding.kind == RuleKind::Specify
                && finding.severity > Severity::Advice
                && finding.rule.starts_with("back-pain/")
        });
        match expected.diagnosis.as_ref().map(|d| (d.says.as_str(), d.supports.is_some())) {
            Some(("unspecified", true)) => self.unspecified.count(flagged, true),
            Some(("specific", false)) => self.unspecified.count(flagged, false),
            _ => {}
        }
    }
}

/// The line or sentence that holds the words.
fn sentence_of(note: &str, words: &str) -> Span {
    let start = note.find(words).unwrap_or_else(|| panic!("{words:?} is not in its note"));
    let end = start + words.len();
    let from = note[..start].rfind(['.', '\n']).map_or(0, |at| at + 1);
    let to = note[end..].find(['.', '\n']).map_or(note.len(), |at| end + at);
    Span::new(from, to)
}

/// The minimum figures of a set: F1 of the topic and of missing elements, share of evidence, precision of unspecified
/// diagnoses.
fn holds(set: &str, floors: [f64; 4]) {
    let figures = measure(set);
    let evidence = share(figures.evidence.0, figures.evidence.1);
    let measured = [figures.trigger.f1(), figures.missing.f1(), evidence, figures.unspecified.precision()];
    let names = ["topic", "missing", "evidence", "unspecified"];
    for ((name, measured), floor) in names.iter().zip(measured).zip(floors) {
        assert!(measured >= floor, "{set}: {name} {measured:.3} is below {floor:.3}");
    }
}

#[test]
fn notes_of_clinics_and_emergency_departments() {
    holds("clinic.yaml", [0.97, 0.95, 0.97, 0.95]);
}

#[test]
fn notes_of_therapists_and_by_telephone() {
    holds("therapy.yaml", [0.97, 0.97, 0.96, 0.95]);
}

#[test]
fn dictated_notes_and_drafts_of_scribes() {
    holds("dictation.yaml", [0.98, 0.97, 0.96, 0.95]);
}

#[test]
fn notes_of_many_kinds() {
    holds("mixed.yaml", [0.97, 0.95, 0.95, 0.95]);
}

#[test]
fn notes_that_no_rule_was_written_for() {
    holds("fresh.yaml", [0.96, 0.94, 0.97, 0.95]);
}

#[test]
fn shorthand_and_forms() {
    holds("desk.yaml", [0.98, 0.94, 0.97, 0.95]);
}

#[test]
fn daily_notes_and_letters() {
    holds("letters.yaml", [0.98, 0.96, 0.95, 0.95]);
}

#[test]
fn remote_visits_and_requests() {
    holds("remote.yaml", [0.98, 0.95, 0.97, 0.95]);
}

#[test]
fn shorthand_and_mentions_in_passing() {
    holds("practice.yaml", [0.92, 0.90, 0.97, 0.95]);
}

#[test]
fn visits_for_several_problems() {
    holds("visits.yaml", [0.95, 0.97, 0.97, 0.95]);
}

#[test]
fn consults_and_requests() {
    holds("consults.yaml", [0.95, 0.95, 0.97, 0.95]);
}

#[test]
fn offices_and_letters() {
    holds("offices.yaml", [0.93, 0.94, 0.96, 0.95]);
}

#[test]
fn wards_and_work_injuries() {
    holds("wards.yaml", [0.97, 0.95, 0.96, 0.95]);
}

#[test]
fn shifts_and_letters() {
    holds("shifts.yaml", [0.97, 0.91, 0.95, 0.95]);
}

#[test]
fn rounds_and_telephone_calls() {
    holds("rounds.yaml", [0.95, 0.89, 0.96, 0.80]);
}

#[test]
fn units_and_forms() {
    holds("units.yaml", [0.92, 0.82, 0.92, 0.70]);
}
