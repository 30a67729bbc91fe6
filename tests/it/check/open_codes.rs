//! The findings about a code that does not specify something: the three verdicts, on notes by many authors.
//!
//! `tests/open_codes.yaml` contains short invented notes, each with the verdict that a coder would give. A pack's own
//! tests cannot distinguish advice from a warning, and that difference matters here.

use crate::builtin::LINTER;
use notelint::base::{Date, RuleKind, Severity};
use notelint::filter::{Outcome, Selection};
use notelint::lint::Linter;
use notelint::note::{Context, Source};
use serde::Deserialize;
use std::path::Path;

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Warning,
    Advice,
    Silent,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    verdict: Verdict,
    note: String,
}

fn outcome(text: &str) -> Outcome {
    outcome_of(text, &LINTER)
}

fn outcome_of(text: &str, linter: &Linter) -> Outcome {
    let context = Context { day: Date::parse("2026-11-02"), ..Context::default() };
    linter.examine(linter.read(Source::from_text("note.txt", text), context)).outcome
}

/// The most severe finding about the specificity of the codes of a note.
fn verdict(text: &str) -> Verdict {
    let outcome = outcome(text);
    let about_codes = outcome.reported().filter(|f| f.kind == RuleKind::Specify && !f.codes.is_empty());
    match about_codes.map(|finding| finding.severity).max() {
        Some(Severity::Advice) => Verdict::Advice,
        Some(_) => Verdict::Warning,
        None => Verdict::Silent,
    }
}

#[test]
fn each_note_gets_the_verdict_of_a_coder() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/open_codes.yaml");
    let cases: Vec<Case> = serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(cases.len() >= 50);
    let wrong = cases.iter().filter(|case| verdict(&case.note) != case.verdict);
    let wrong: Vec<_> = wrong.map(|case| format!("{:?} is expected of {:?}", case.verdict, case.note)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A topic's own rule reads the note better than the code set does; if both apply to one code, only the topic's rule reports.
#[test]
fn the_rule_of_a_topic_covers_what_the_code_set_says() {
    let text = "HPI: Pain across the lumbar spine for a week.\nAssessment: Back pain M54.9";
    let outcome = outcome(text);
    let rules: Vec<&str> =
        outcome.reported().filter(|f| f.kind == RuleKind::Specify).map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["back-pain/unspecified-back-pain"]);
    let alone = Selection { select: vec!["icd10".into()], ignore: Vec::new() };
    let outcome = outcome_of(text, &LINTER.clone().select(&alone).unwrap());
    assert_eq!(outcome.reported().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["icd10/unspecified-code"]);
}

/// Every pair that an Excludes1 note excludes is reported once, whichever code comes first.
#[test]
fn excluded_pairs_are_reported_in_both_directions() {
    let pairs = |text: &str| -> Vec<Vec<String>> {
        let outcome = outcome(text);
        let found = outcome.reported().filter(|f| f.rule == "icd10/excludes1");
        found
            .map(|finding| {
                let mut codes = finding.codes.clone();
                codes.sort();
                codes
            })
            .collect()
    };
    let forward = pairs("Codes: M54.50, M54.41, S39.012A, E11.9, R73.9");
    let mut backward = pairs("Codes: R73.9, E11.9, S39.012A, M54.41, M54.50");
    backward.reverse();
    let mut sorted = (forward.clone(), backward);
    sorted.0.sort();
    sorted.1.sort();
    assert_eq!(sorted.0, sorted.1);
    assert_eq!(sorted.0, [["E11.9", "R73.9"], ["M54.41", "M54.50"], ["M54.50", "S39.012A"]]);
}
