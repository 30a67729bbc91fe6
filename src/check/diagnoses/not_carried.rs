//! The rest of the note names what every wording of a diagnosis leaves open.

use super::{Saying, finding, questionable};
use crate::check::codes::unspecified::{counts, says};
use crate::check::finding::{Finding, Label};
use crate::check::placement::MOST_RELATED;
use crate::check::view::View;
use crate::detect::{AlternativeEvidence, AlternativeMention, AxisEvidence};
use crate::rule::{Diagnoses, Rule};
use std::collections::HashSet;

pub(super) fn run(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for (at, diagnosis) in questionable(view, rule, ask) {
        let axes = diagnosis.axes.iter().filter(|axis| ask.is_about(&axis.name));
        let named: Vec<(&AxisEvidence, &AlternativeEvidence, &AlternativeMention)> =
            axes.flat_map(|axis| named(view, axis)).collect();
        if named.is_empty() || !seen.insert(&diagnosis.codes) {
            continue;
        }
        let axes: Vec<&str> = named.iter().map(|(axis, ..)| axis.name.as_str()).collect();
        let label = |axis: &AxisEvidence, place: &AlternativeMention| Label {
            span: place.span,
            text: format!("{} documented here", axis.name),
        };
        let saying = Saying {
            shown_for: "less specific than the note",
            related: named.iter().map(|(axis, _, place)| label(axis, place)).take(MOST_RELATED).collect(),
            says: named.iter().map(|(_, each, _)| says(&each.alternative)).collect(),
            codes: named.iter().map(|(_, each, _)| each.alternative.to_string()).collect(),
            axis: Some(crate::check::compose::join(&axes)),
        };
        findings.extend(finding(view, rule, at, saying));
    }
    findings
}

/// What the note names along an axis, with one place each.
fn named<'v>(
    view: &View,
    axis: &'v AxisEvidence,
) -> Vec<(&'v AxisEvidence, &'v AlternativeEvidence, &'v AlternativeMention)> {
    let place = |each: &'v AlternativeEvidence| each.named.iter().find(|place| counts(view, axis, place));
    axis.alternatives.iter().filter_map(|each| Some((axis, each, place(each)?))).collect()
}
