//! The rest of the note names what every wording of a diagnosis leaves open.

use super::{Saying, finding, questionable};
use crate::check::codes::unspecified::{labels, says, settled};
use crate::check::compose;
use crate::check::finding::Finding;
use crate::check::view::View;
use crate::rule::{Diagnoses, Rule};
use std::collections::HashSet;

pub(super) fn run(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for (at, diagnosis) in questionable(view, rule, ask) {
        let axes = diagnosis.axes.iter().filter(|axis| ask.is_about(&axis.name));
        let named = settled(view.note, Some(diagnosis.span), axes);
        if named.is_empty() || !seen.insert(&diagnosis.codes) {
            continue;
        }
        let axes: Vec<&str> = named.iter().map(|each| each.axis.name.as_str()).collect();
        let saying = Saying {
            shown_for: "less specific than the note",
            related: labels(&named),
            says: named.iter().map(|each| says(&each.evidence.alternative)).collect(),
            codes: named.iter().map(|each| each.evidence.alternative.to_string()).collect(),
            axis: Some(compose::join(&axes)),
        };
        findings.extend(finding(view, rule, at, saying));
    }
    findings
}
