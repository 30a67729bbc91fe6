//! Never B: unfilled placeholders, unsafe abbreviations, hedged diagnoses that carry a code.

use super::compose::{self, Draft, Slots};
use super::condition::EvidenceRef;
use super::finding::Finding;
use super::view::View;
use crate::rule::{Forbid, Rule};

/// One finding for each place where the note has B, or a single one if B holds without any words.
pub(super) fn run(view: &View, rule: &Rule, check: &Forbid) -> Vec<Finding> {
    if check.when.as_ref().is_some_and(|when| !view.judge(when, rule.pack).holds) {
        return Vec::new();
    }
    let found = view.judge(&check.forbid, rule.pack);
    if !found.holds {
        return Vec::new();
    }
    let mut evidence = found.evidence;
    evidence.sort_by_key(|&e| (view.span(e), e));
    // Words that two conditions forbid are one place; codes without words are kept apart.
    evidence.dedup_by(|a, b| a == b || view.span(*a).is_some_and(|span| view.span(*b) == Some(span)));
    let places = if evidence.is_empty() { vec![None] } else { evidence.into_iter().map(Some).collect() };
    let finding = |place: Option<EvidenceRef>| {
        compose::finding(
            view,
            rule,
            Draft {
                primary: view.place(place, &rule.belongs_in)?,
                shown_for: "here".into(),
                related: Vec::new(),
                severity: rule.severity,
                message: &rule.message,
                found: place,
                says: Vec::new(),
                codes: place.map(|e| view.codes(&[e])).unwrap_or_default(),
                element: None,
                slots: Slots::default(),
            },
        )
    };
    places.into_iter().filter_map(finding).collect()
}
