//! When A, then B: a diagnosis without its indicators, a red flag without a plan.

use super::compose::{self, Draft, Slots};
use super::finding::{Finding, Label};
use super::placement::MOST_RELATED;
use super::view::View;
use crate::rule::{Require, Rule};

/// Points at what calls for B; the related spans are everything else that does, and the section where B belongs.
pub(super) fn run(view: &View, rule: &Rule, check: &Require) -> Option<Finding> {
    let occasion = view.judge(&check.when, rule.pack);
    if !occasion.holds || view.judge(&check.require, rule.pack).holds {
        return None;
    }
    let found = view.best(&occasion.evidence);
    let primary = view.place(found, &rule.belongs_in)?;
    let mut related: Vec<Label> = Vec::new();
    for span in occasion.evidence.iter().filter_map(|&e| view.span(e)) {
        if related.len() + 1 < MOST_RELATED && !span.overlaps(primary) && !related.iter().any(|l| l.span.overlaps(span))
        {
            related.push(Label { span, text: "so does this".into() });
        }
    }
    related.extend(view.belongs(&rule.belongs_in, primary));
    compose::finding(
        view,
        rule,
        Draft {
            primary,
            shown_for: "this calls for it".into(),
            related,
            severity: rule.severity,
            message: &rule.message,
            found,
            says: Vec::new(),
            codes: view.codes(&occasion.evidence),
            element: None,
            slots: Slots::default(),
        },
    )
}
