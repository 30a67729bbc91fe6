//! Two codes of one note: they exclude each other, one code says both, or one is more specific than the other.

use super::more_specific::ValidCodes;
use super::undetermined::Undetermined;
use super::{Saying, distinct, entry, finding, title};
use crate::base::{CodeSlot, Span};
use crate::check::compose::{self, Slots};
use crate::check::condition::EvidenceRef;
use crate::check::finding::{Finding, Label};
use crate::check::view::View;
use crate::detect::Underspecified;
use crate::icd10::{CodeSet, Entry, Exclusion};
use crate::rule::{Codes, Rule};

/// Pairs of codes that an Excludes1 note excludes.
pub(super) fn excludes1(view: &View, rule: &Rule, ask: &Codes) -> Vec<Finding> {
    report(view, rule, ask, "excluded beside the other", Entry::excludes1_among)
}

/// Pairs of codes that an Excludes1 note names one code for.
pub(super) fn combination(view: &View, rule: &Rule, ask: &Codes) -> Vec<Finding> {
    report(view, rule, ask, "one of two that belong together", Entry::combined_among)
}

/// Reports pairs of codes that an Excludes1 note is about, unless the note answers what it asks.
fn report(
    view: &View,
    rule: &Rule,
    ask: &Codes,
    shown_for: &str,
    among: impl Fn(&[Entry]) -> Vec<(usize, usize, Exclusion)>,
) -> Vec<Finding> {
    let set = CodeSet::builtin();
    let known: Vec<(usize, Entry)> =
        distinct(view, ask).into_iter().filter_map(|(at, mention)| Some((at, entry(&set, mention)?))).collect();
    let entries: Vec<Entry> = known.iter().map(|(_, entry)| *entry).collect();
    let answered = Undetermined::in_note(view, rule);
    let report = |(one, other, exclusion): (usize, usize, Exclusion)| {
        let (first, one) = known[one];
        let (second, other) = known[other];
        if answered.as_ref().is_some_and(|stated| stated.joins(view, [first, second])) {
            return None;
        }
        let tabular = format!("\"{}\" under {}", exclusion.text, exclusion.carrier);
        let saying = Saying {
            severity: rule.severity,
            message: &rule.message,
            shown_for: shown_for.into(),
            related: other_place(view, first, second).into_iter().collect(),
            says: Vec::new(),
            codes: vec![other.code().to_string()],
            slots: Slots {
                filled: vec![title(&one), (CodeSlot::Tabular, tabular)],
                other: Some(other.code().to_string()),
                ..Slots::default()
            },
        };
        finding(view, rule, first, saying)
    };
    among(&entries).into_iter().filter_map(report).collect()
}

/// Codes that do not specify an axis which another code of the note specifies.
pub(super) fn less_specific(view: &View, rule: &Rule, ask: &Codes) -> Vec<Finding> {
    let undetermined = Undetermined::in_note(view, rule);
    let valid = ValidCodes::of(view);
    let report = |open: &Underspecified| {
        let mention = &view.facts.codes[open.code];
        let (axes, other) = valid.more_specific_code(view, open)?;
        if !ask.concerns(&mention.code) || undetermined.as_ref().is_some_and(|stated| stated.is_about(view, open)) {
            return None;
        }
        let code = view.facts.codes[other].code.clone();
        let axis = compose::join(&axes);
        let title = open.title.clone().unwrap_or_default();
        let saying = Saying {
            severity: rule.severity,
            message: &rule.message,
            shown_for: format!("leaves the {axis} open"),
            related: other_place(view, open.code, other).into_iter().collect(),
            says: Vec::new(),
            codes: vec![code.clone()],
            slots: Slots {
                filled: vec![(CodeSlot::Title, title), (CodeSlot::Axis, axis)],
                other: Some(code),
                ..Slots::default()
            },
        };
        finding(view, rule, open.code, saying)
    };
    view.facts.underspecified.iter().filter_map(report).collect()
}

/// The other code, if it is written and not at the same place.
fn other_place(view: &View, one: usize, other: usize) -> Option<Label> {
    let span: Span = view.span(EvidenceRef::Code(other))?;
    let apart = view.span(EvidenceRef::Code(one)).is_none_or(|place| !place.overlaps(span));
    apart.then(|| Label { span, text: "the other code".into() })
}
