//! Findings as a whole: their order and their fingerprints.

use super::rules::{lint, lint_with, never, rule, says};
use super::toy::{FEVER, LUMBAR, context};
use notelint::rule::Rule;

#[test]
fn findings_come_in_text_order_then_by_rule() {
    let rules = vec![rule("a", never(says(LUMBAR))), rule("c", never(says(FEVER))), rule("b", never(says(FEVER)))];
    let found = lint_with("HPI: Has fever. The lumbar ache is old.", context(), rules).findings;
    let ids: Vec<_> = found.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(ids, ["back-pain/b", "back-pain/c", "back-pain/a"]);
}

#[test]
fn fingerprints_tell_findings_apart_and_outlive_edits_elsewhere() {
    let prints = |text: &str, name: &str| -> Vec<String> {
        lint(text, rule(name, never(says(FEVER)))).into_iter().map(|finding| finding.fingerprint).collect()
    };
    let before = prints("HPI: Has fever.\nPlan: Watch fever.", "fever");
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(prints("CC: Unwell.\nHPI: Since May has fever.\nPlan: Rest. Watch fever.", "fever"), before);
    assert_ne!(prints("HPI: Has fever.", "other")[0], before[0]);
}

/// Baselines hold fingerprints: this one must be the same in every release.
#[test]
fn a_fingerprint_is_the_same_in_every_release() {
    let found = lint("HPI: Has fever.", rule("fever", never(says(FEVER))));
    assert_eq!(found[0].fingerprint, "4c56c19a06a1a13a");
}

#[test]
fn a_rule_yields_to_another_at_the_same_place_unless_that_one_yields_too() {
    let yields = |name: &str, to: &str| Rule { yields_to: vec![to.into()], ..rule(name, never(says(FEVER))) };
    let yielded = |rules: Vec<Rule>| {
        let found = lint_with("HPI: Has fever. The lumbar ache is old.", context(), rules).findings;
        found.into_iter().map(|finding| finding.yields_to).collect::<Vec<_>>()
    };
    let fever = || rule("b", never(says(FEVER)));
    assert_eq!(yielded(vec![yields("a", "back-pain/b"), fever()]), [vec!["back-pain/b".to_owned()], vec![]]);
    assert_eq!(yielded(vec![yields("a", "back-pain/b"), rule("b", never(says(LUMBAR)))]), [vec![""; 0], vec![]]);
    assert_eq!(yielded(vec![yields("a", "back-pain"), yields("b", "back-pain")]), [vec![""; 0], vec![]]);
}
