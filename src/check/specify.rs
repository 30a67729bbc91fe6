//! A diagnosis or code is vaguer than what the note documents.
//!
//! Three verdicts, because the guidelines allow an unspecified code if nothing more is known: the note documents more,
//! and both places are shown; it documents nothing more, and what would add specificity may be given as advice; the
//! provider says that the cause is undetermined, and the rule reports nothing (`quiet-if`).

use super::compose::{self, Draft, Slots};
use super::condition::EvidenceRef;
use super::diagnoses::code_at;
use super::finding::{Finding, Label};
use super::view::View;
use crate::base::{Severity, Span};
use crate::note::Problem;
use crate::rule::{Detail, Rule, Specify};

/// The most places that are shown besides the vague words.
const MOST_SHOWN: usize = 6;

/// Points at the vague words; the related spans are what the note documents beyond them.
pub(super) fn run(view: &View, rule: &Rule, check: &Specify) -> Option<Finding> {
    let vague = view.judge(&check.vague, rule.pack);
    if !vague.holds {
        return None;
    }
    let taken = ground(view, &vague.evidence);
    let problems = titled(view, &vague.evidence);
    // Another diagnosis is a problem of its own, and is meant to be.
    let other = |e: &EvidenceRef| {
        !matches!(e, EvidenceRef::Diagnosis(_))
            && view.problem(*e).is_some_and(|p| !problems.is_empty() && !problems.contains(&p))
    };
    let held: Vec<(&Detail, Vec<Span>)> = check
        .documented
        .iter()
        .filter_map(|detail| Some((detail, beyond(view, rule, &vague.evidence, &taken, other, detail)?)))
        .collect();
    let (severity, message, shown_for) = match &check.advice {
        _ if !held.is_empty() => (rule.severity, &rule.message, "less specific than the note"),
        Some(advice) => (Severity::Advice, advice, "no word of the note that notelint knows says more"),
        None => return None,
    };
    let mut related = places(&held);
    related.extend(vague.evidence.iter().filter_map(|e| code_beside(view, *e)));
    let found = view.best(&vague.evidence);
    let mut codes = view.codes(&vague.evidence);
    codes.extend(held.iter().filter_map(|(detail, _)| detail.family.clone()));
    compose::finding(
        view,
        rule,
        Draft {
            primary: view.place(found, &rule.belongs_in)?,
            shown_for: shown_for.into(),
            related,
            severity,
            message,
            found,
            says: held.iter().map(|(detail, _)| detail.says.as_str()).collect(),
            codes,
            element: None,
            slots: Slots::default(),
        },
    )
}

/// The code beside a diagnosis.
fn code_beside(view: &View, evidence: EvidenceRef) -> Option<Label> {
    let EvidenceRef::Diagnosis(at) = evidence else { return None };
    let (_, span) = code_at(view, view.facts.diagnoses.get(at)?)?;
    Some(Label { span, text: "its code".into() })
}

/// Whether a detail holds on other words than the vague ones, and on which: one place for each concept. Words inside the
/// vague statement ("back pain" in "low back pain") say nothing more, and those under another problem are about that.
fn beyond(
    view: &View,
    rule: &Rule,
    vague: &[EvidenceRef],
    taken: &[Span],
    other: impl Fn(&EvidenceRef) -> bool,
    detail: &Detail,
) -> Option<Vec<Span>> {
    let judgement = view.judge(&detail.condition, rule.pack);
    if !judgement.holds {
        return None;
    }
    let free = |e: &EvidenceRef| match view.span(*e) {
        Some(span) => !taken.get(taken.partition_point(|t| t.end <= span.start)).is_some_and(|t| t.overlaps(span)),
        None => !vague.contains(e),
    };
    let none_needed = judgement.evidence.is_empty();
    let mut said: Vec<EvidenceRef> = judgement.evidence.into_iter().filter(|e| free(e) && !other(e)).collect();
    let holds = none_needed || !said.is_empty();
    let mut concepts = Vec::new();
    said.retain(|e| {
        let concept = view.mention(*e).map(|mention| mention.concept);
        let new = !concepts.contains(&concept);
        concepts.push(concept);
        new
    });
    holds.then(|| said.iter().filter_map(|&e| view.span(e)).collect())
}

/// The places to show: one for every detail, then what else each of them rests on.
fn places(held: &[(&Detail, Vec<Span>)]) -> Vec<Label> {
    let label = |detail: &Detail, span: Span| Label { span, text: detail.says.clone() };
    let first = held.iter().filter_map(|(detail, spans)| Some(label(detail, *spans.first()?)));
    let more = held.iter().flat_map(|(detail, spans)| spans.iter().skip(1).map(|&span| label(detail, span)));
    let mut shown: Vec<Label> = Vec::new();
    for label in first.chain(more) {
        if shown.len() < MOST_SHOWN && !shown.iter().any(|other| other.span.overlaps(label.span)) {
            shown.push(label);
        }
    }
    shown
}

/// The problems whose titles all of the evidence is in; none if some of it is elsewhere.
fn titled<'v>(view: &'v View, evidence: &[EvidenceRef]) -> Vec<&'v Problem> {
    let title = |&e: &EvidenceRef| view.problem(e).filter(|p| view.span(e).is_some_and(|span| p.title.overlaps(span)));
    evidence.iter().map(title).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The text that evidence covers, as spans in order that do not overlap.
fn ground(view: &View, evidence: &[EvidenceRef]) -> Vec<Span> {
    let mut spans: Vec<Span> = evidence.iter().filter_map(|&e| view.span(e)).collect();
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let joined = last.overlaps(*next);
        if joined {
            *last = last.cover(*next);
        }
        joined
    });
    spans
}
