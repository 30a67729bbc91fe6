//! What the assessment says about its diagnoses, beside what the rest of the note and its codes say.
//!
//! A rule compares one thing for every diagnosis; the code set and the note give the answers, and the rule's YAML says what
//! is reported about them.

mod against;
mod carried;
mod coded;
mod not_carried;
mod open;
mod reasoning;
mod sides;

pub use carried::{Carried, carried};

use super::codes::undetermined::Undetermined;
use super::compose::{self, Draft, Slots};
use super::condition::EvidenceRef;
use super::finding::{Finding, Label};
use super::view::View;
use crate::base::{Certainty, CodeSlot, DiagnosisCheck, Span};
use crate::detect::{CodeMention, Diagnosis};
use crate::rule::{Diagnoses, Rule};

/// One finding for each diagnosis that the answer is about.
pub(super) fn run(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    if view.facts.diagnoses.is_empty() {
        return Vec::new();
    }
    match ask.what {
        DiagnosisCheck::NotCarried => not_carried::run(view, rule, ask),
        DiagnosisCheck::Open => open::run(view, rule, ask),
        DiagnosisCheck::Reasoning => reasoning::run(view, rule, ask),
        DiagnosisCheck::AgainstCode => coded::against_code(view, rule, ask),
        DiagnosisCheck::SideAgainstNote => sides::run(view, rule, ask),
        DiagnosisCheck::HistoryCoded => coded::history(view, rule, ask),
        DiagnosisCheck::HedgedCoded => coded::hedged(view, rule, ask),
    }
}

/// The diagnoses that a rule is about.
fn concerned<'v>(view: &View<'v>, ask: &Diagnoses) -> impl Iterator<Item = (usize, &'v Diagnosis)> {
    let all = view.facts.diagnoses.iter().enumerate();
    all.filter(|(_, diagnosis)| diagnosis.codes.first().is_some_and(|code| ask.concerns(code)))
}

/// Those of them that leave something open which a rule may ask for: neither past nor coded, and not said to be
/// undetermined. The rules about codes speak for a diagnosis with a code.
fn questionable<'v>(view: &View<'v>, rule: &Rule, ask: &Diagnoses) -> Vec<(usize, &'v Diagnosis)> {
    let stated = Undetermined::in_note(view, rule);
    let answered = |diagnosis: &Diagnosis| {
        diagnosis.certainty == Certainty::Undetermined
            || stated.as_ref().is_some_and(|stated| stated.is_about_diagnosis(view, diagnosis))
    };
    let asked = |(_, diagnosis): &(usize, &Diagnosis)| {
        !diagnosis.past && code_at(view, diagnosis).is_none() && !answered(diagnosis)
    };
    concerned(view, ask).filter(asked).collect()
}

/// What a finding about a diagnosis says beyond its wording.
#[derive(Default)]
struct Saying {
    shown_for: &'static str,
    related: Vec<Label>,
    says: Vec<String>,
    codes: Vec<String>,
    axis: Option<String>,
}

/// A finding that points at a diagnosis.
fn finding(view: &View, rule: &Rule, diagnosis: usize, saying: Saying) -> Option<Finding> {
    let found = EvidenceRef::Diagnosis(diagnosis);
    compose::finding(
        view,
        rule,
        Draft {
            primary: view.facts.diagnoses[diagnosis].span,
            shown_for: saying.shown_for.into(),
            related: saying.related,
            severity: rule.severity,
            message: &rule.message,
            found: Some(found),
            says: saying.says.iter().map(String::as_str).collect(),
            codes: saying.codes,
            element: None,
            slots: Slots {
                filled: saying.axis.map(|axis| (CodeSlot::Axis, axis)).into_iter().collect(),
                ..Slots::default()
            },
        },
    )
}

/// The code that stands at a diagnosis, with its place: one among its words, else the next one after it in its sentence
/// that follows no other diagnosis, or, in a list that puts codes first, the one before it. Both are in text order, so that only those of the
/// sentence are looked at.
pub(super) fn code_at(view: &View, diagnosis: &Diagnosis) -> Option<(usize, Span)> {
    let sentence = view.note.sentences.get(diagnosis.sentence)?.span;
    let (codes, all) = (&view.facts.codes, &view.facts.diagnoses);
    let first = codes.partition_point(|code| code.span.is_some_and(|span| span.start < sentence.start));
    let within = |(at, code): (usize, &CodeMention)| Some((at, code.span.filter(|span| sentence.contains(*span))?));
    let here: Vec<(usize, Span)> = codes.iter().enumerate().skip(first).map_while(within).collect();
    let first = all.partition_point(|other| other.sentence < diagnosis.sentence);
    let length = all[first..].partition_point(|other| other.sentence == diagnosis.sentence);
    let beside = &all[first..first + length];
    let inside = here.iter().copied().find(|(_, code)| diagnosis.span.contains(*code));
    if inside.is_some() {
        return inside;
    }
    let codes_first = here.first().zip(beside.first()).is_some_and(|((_, code), first)| code.start < first.span.start);
    let between = |low: usize, high: usize| {
        let mut others = beside.iter().filter(|other| other.span != diagnosis.span);
        others.any(|other| low <= other.span.start && other.span.end <= high)
    };
    if codes_first {
        return here
            .into_iter()
            .rfind(|(_, code)| code.end <= diagnosis.span.start && !between(code.end, diagnosis.span.start));
    }
    here.into_iter().find(|(_, code)| diagnosis.span.end <= code.start && !between(diagnosis.span.end, code.start))
}
