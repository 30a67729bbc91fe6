//! A diagnosis names a side, and the rest of the note names the same part only on the other one.

use super::{Saying, concerned, finding};
use crate::check::codes::unspecified::{counts, says};
use crate::check::finding::{Finding, Label};
use crate::check::placement::MOST_RELATED;
use crate::check::view::View;
use crate::detect::{AlternativeEvidence, AlternativeMention, Diagnosis};
use crate::rule::{Diagnoses, Rule};

pub(super) fn run(view: &View, rule: &Rule, ask: &Diagnoses) -> Vec<Finding> {
    let report = |(at, diagnosis): (usize, &Diagnosis)| {
        let sides = diagnosis.sides.as_ref().filter(|_| !diagnosis.past)?;
        let named = |each: &&AlternativeEvidence| each.named.iter().any(|place| counts(view.note, sides, place));
        let own = |each: &AlternativeEvidence| {
            diagnosis.codes.first().is_some_and(|code| code.starts_with(&each.alternative.code.to_string()))
        };
        let mut told = sides.alternatives.iter().filter(named);
        let (Some(only), None) = (told.next(), told.next()) else { return None };
        let elsewhere: Vec<&AlternativeMention> =
            only.named.iter().filter(|place| counts(view.note, sides, place)).collect();
        if own(only) || !sides.alternatives.iter().any(own) {
            return None;
        }
        let label = |place: &&AlternativeMention| Label { span: place.span, text: "the other side".into() };
        let saying = Saying {
            shown_for: "one side",
            related: elsewhere.iter().map(label).take(MOST_RELATED).collect(),
            says: vec![says(&only.alternative)],
            ..Saying::default()
        };
        finding(view, rule, at, saying)
    };
    concerned(view, ask).filter_map(report).collect()
}
