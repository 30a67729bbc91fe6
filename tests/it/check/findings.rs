//! Findings as a whole: their order and their fingerprints.

use super::rules::{lint, lint_with, never, rule, says};
use super::toy::{FEVER, LUMBAR, context};

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
