//! A diagnosis leaves open what a reviewer would ask about, and the note names nothing more.

use super::{Saying, finding, questionable};
use crate::check::codes::unspecified::settled;
use crate::check::compose;
use crate::check::finding::Finding;
use crate::check::view::View;
use crate::detect::Diagnosis;
use crate::rule::{Diagnoses, Rule};
use std::collections::HashSet;

pub(super) fn run(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let report = |(at, diagnosis): (usize, &Diagnosis)| {
        let asked = |axis: &&str| diagnosis.leaves_open(axis) && ask.is_about(axis);
        if !settled(view.note, None, &diagnosis.axes).is_empty() {
            return None;
        }
        let axes: Vec<&str> = diagnosis.asks.iter().copied().filter(asked).collect();
        if axes.is_empty() || !seen.insert(diagnosis.codes.clone()) {
            return None;
        }
        let saying = Saying { shown_for: "not specified", axis: Some(compose::join(&axes)), ..Saying::default() };
        finding(view, rule, at, saying)
    };
    questionable(view, rule, ask).into_iter().filter_map(report).collect()
}
