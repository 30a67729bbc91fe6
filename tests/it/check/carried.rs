//! What the rest of a note settles about an assessed diagnosis, and with which words.
//!
//! `tests/carried.yaml` contains short invented notes: some have something to carry, the others only seem to. Its head
//! explains the keys.

use crate::builtin::LINTER;
use notelint::note::Context;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Case {
    note: String,
    warns: Option<String>,
    at: String,
    shows: Vec<String>,
    once: bool,
}

impl Case {
    /// What is wrong with the findings of the note.
    fn fault(&self) -> Option<String> {
        let report = LINTER.lint(&self.note, &Context::default());
        let about = |rule: &str| rule.starts_with("diagnoses") || rule.starts_with("icd10");
        let loud: Vec<_> = report.findings.iter().filter(|f| f.severity != "advice" && about(&f.rule)).collect();
        let rules: Vec<&str> = loud.iter().map(|finding| finding.rule.as_str()).collect();
        let Some(rule) = &self.warns else {
            return (!loud.is_empty()).then(|| format!("not quiet: {rules:?}"));
        };
        let Some(found) = loud.iter().find(|finding| finding.rule == *rule) else {
            return Some(format!("no {rule} among {rules:?}"));
        };
        let words: Vec<&str> = found.related.iter().filter_map(|place| place.text.as_deref()).collect();
        let shown = self.shows.iter().zip(&words).all(|(wanted, shown)| shown.contains(wanted.as_str()));
        if found.primary.text.as_deref() != Some(self.at.as_str()) || !shown || words.len() < self.shows.len() {
            return Some(format!("points at {:?} and shows {words:?}", found.primary.text));
        }
        (self.once && loud.len() > 1).then(|| format!("more than one finding: {rules:?}"))
    }
}

#[test]
fn a_warning_shows_the_words_that_settle_what_is_open() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/carried.yaml");
    let cases: Vec<Case> = serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let faults: Vec<String> =
        cases.iter().filter_map(|case| Some(format!("{}\n  {}", case.note, case.fault()?))).collect();
    assert!(faults.is_empty(), "{} of {} notes:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn a_report_lists_what_the_note_says_elsewhere() {
    let text =
        "HPI: Known CKD stage 4. Right knee is sore.\nAssessment:\n1. Chronic kidney disease.\n2. History of gout.";
    let report = LINTER.lint(text, &Context::default());
    let kidney = &report.diagnoses[0];
    let carried: Vec<(&str, &str, &str)> = kidney
        .carried
        .iter()
        .map(|each| (each.axis.as_str(), &text[each.start..each.end], each.codes[0].as_str()))
        .collect();
    assert_eq!(carried, [("stage", "stage 4", "N18.4")]);
    assert!(report.diagnoses[1..].iter().all(|diagnosis| diagnosis.carried.is_empty()));
}
