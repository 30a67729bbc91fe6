//! Rules of the kind `forbid`.

use super::rules::{code, lint, lint_with, never, pointed, rule, says};
use super::toy::{FEVER, LUMBAR, context};
use notelint::base::{PlaceholderKind, SectionKind};
use notelint::note::Context;
use notelint::rule::{Check, Condition, Forbid, Rule};

#[test]
fn forbid_reports_each_place_once() {
    let blank = || Condition::Placeholder(vec![PlaceholderKind::Wildcard]);
    assert_eq!(pointed("Onset: ***\nPlan: ***", rule("unfilled", never(blank()))), ["***", "***"]);
    let twice = Condition::Any(vec![blank(), blank()]);
    assert_eq!(pointed("Onset: ***", rule("unfilled", never(twice))), ["***"]);
    assert!(lint("Plan: Rest.", rule("unfilled", never(blank()))).is_empty());
}

#[test]
fn forbid_waits_for_its_occasion() {
    let check = Check::Forbid(Forbid { when: Some(code("M54.*")), forbid: says(FEVER) });
    let hedged = || Rule { quiet_if: Some(says(LUMBAR)), ..rule("hedged", check.clone()) };
    assert_eq!(pointed("HPI: Has fever.\nAssessment: M54.9", hedged()), ["fever"]);
    assert!(lint("HPI: Has fever.", hedged()).is_empty());
    assert!(lint("HPI: Has fever, lumbar ache.\nAssessment: M54.9", hedged()).is_empty());
}

#[test]
fn what_is_forbidden_without_words_is_one_finding() {
    let no_fever = rule("unscreened", never(Condition::Not(Box::new(says(FEVER)))));
    assert_eq!(pointed("Visit form\nStable.", no_fever.clone()), ["Visit form"]);
    let placed = Rule { belongs_in: vec![SectionKind::Ros, SectionKind::Hpi], ..no_fever };
    assert_eq!(pointed("Visit form\nHPI: Stable.", placed), ["HPI"]);
}

#[test]
fn codes_beside_the_note_are_findings_of_their_own() {
    let context = Context { codes: vec!["M54.9".into(), "M54.50".into()], ..context() };
    let found = lint_with("Assessment: Stable.", context, vec![rule("coded", never(code("M54.*")))]).findings;
    let codes: Vec<_> = found.iter().map(|finding| finding.codes.concat()).collect();
    assert_eq!(codes, ["M54.9", "M54.50"]);
}
