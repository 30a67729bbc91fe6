//! A diagnosis or code is vaguer than what the note documents.
//!
//! Three verdicts, because the guidelines allow an unspecified code if nothing more is known: the note documents more,
//! and both places are shown; it documents nothing more, and what would add specificity may be given as advice; the
//! provider says that the cause is undetermined, and the rule reports nothing (`quiet-if`).

use super::compose::{self, Draft, Slots};
use super::condition::EvidenceRef;
use super::finding::{Finding, Label};
use super::placement::MOST_RELATED;
use super::view::View;
use crate::base::{Severity, Span};
use crate::rule::{Detail, Rule, Specify};

/// Points at the vague words; the related spans are what the note documents beyond them.
pub(super) fn run(view: &View, rule: &Rule, check: &Specify) -> Option<Finding> {
    let vague = view.judge(&check.vague, rule.pack);
    if !vague.holds {
        return None;
    }
    let taken = ground(view, &vague.evidence);
    let held: Vec<(&Detail, Option<Span>)> = check
        .documented
        .iter()
        .filter_map(|detail| Some((detail, beyond(view, rule, &vague.evidence, &taken, detail)?)))
        .collect();
    let (severity, message, shown_for) = match &check.advice {
        _ if !held.is_empty() => (rule.severity, &rule.message, "less specific than the note"),
        Some(advice) => (Severity::Advice, advice, "the note documents nothing more specific"),
        None => return None,
    };
    let found = view.best(&vague.evidence);
    let mut codes = view.codes(&vague.evidence);
    codes.extend(held.iter().filter_map(|(detail, _)| detail.family.clone()));
    let label = |(detail, span): &(&Detail, Option<Span>)| Some(Label { span: (*span)?, text: detail.says.clone() });
    compose::finding(
        view,
        rule,
        Draft {
            primary: view.place(found, &rule.belongs_in)?,
            shown_for: shown_for.into(),
            related: held.iter().filter_map(label).take(MOST_RELATED).collect(),
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

/// Whether a detail holds on other words than the vague ones, and on which. Words inside the vague statement ("back
/// pain" in "low back pain") say nothing more.
fn beyond(view: &View, rule: &Rule, vague: &[EvidenceRef], taken: &[Span], detail: &Detail) -> Option<Option<Span>> {
    let judgement = view.judge(&detail.condition, rule.pack);
    if !judgement.holds {
        return None;
    }
    if judgement.evidence.is_empty() {
        return Some(None);
    }
    let free = |e: &&EvidenceRef| match view.span(**e) {
        Some(span) => !taken.get(taken.partition_point(|t| t.end <= span.start)).is_some_and(|t| t.overlaps(span)),
        None => !vague.contains(e),
    };
    judgement.evidence.iter().find(free).map(|&e| view.span(e))
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
