//! Two statements that cannot both be true: sides, denials against affirmations, exam against history.

use super::compose::{self, Draft, Slots};
use super::finding::{Finding, Label};
use super::view::View;
use crate::rule::{Conflict, Rule};

/// Points at one statement, with the other as a related span; a rule cannot say which of them is right.
pub(super) fn run(view: &View, rule: &Rule, Conflict { one, other }: &Conflict) -> Option<Finding> {
    let first = view.judge(&one.condition, rule.pack);
    if !first.holds {
        return None;
    }
    let second = view.judge(&other.condition, rule.pack);
    if !second.holds {
        return None;
    }
    let found = view.best(&first.evidence);
    let primary = view.place(found, &rule.belongs_in)?;
    // The same words cannot contradict themselves.
    let against =
        second.evidence.iter().find(|&&e| Some(e) != found && view.span(e).is_none_or(|s| !s.overlaps(primary)));
    if against.is_none() && !second.evidence.is_empty() {
        return None;
    }
    let related = against.and_then(|&e| view.place(Some(e), &rule.belongs_in)).filter(|s| !s.overlaps(primary));
    let mut evidence = first.evidence;
    evidence.extend(against);
    compose::finding(
        view,
        rule,
        Draft {
            primary,
            shown_for: one.says.clone(),
            related: related.map(|span| Label { span, text: other.says.clone() }).into_iter().collect(),
            severity: rule.severity,
            message: &rule.message,
            found,
            says: vec![&one.says, &other.says],
            codes: view.codes(&evidence),
            element: None,
            slots: Slots::default(),
        },
    )
}
