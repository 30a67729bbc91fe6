//! Queries as people write them, each with the checks that report something about it.

use notelint::query::lint::{CHECKS, lint};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    reports: BTreeSet<String>,
    query: String,
}

fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/queries.yaml");
    serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn each_query_gets_its_reports_and_no_others() {
    let mut wrong = Vec::new();
    for case in cases() {
        let outcome = lint(&case.query);
        let found: BTreeSet<String> = outcome.reported().map(|finding| finding.rule.clone()).collect();
        if found != case.reports {
            let messages: Vec<String> = outcome.reported().map(|f| f.message.render(false)).collect();
            wrong.push(format!("{}: wanted {:?}, got {found:?}: {messages:?}", case.name, case.reports));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_check_has_a_case_and_is_explained() {
    let reported: BTreeSet<String> = cases().into_iter().flat_map(|case| case.reports).collect();
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/queries.md")).unwrap();
    for check in CHECKS {
        assert!(reported.contains(check.id), "{} has no case", check.id);
        assert!(docs.contains(&format!("`{}`", check.id)), "docs/queries.md does not list {}", check.id);
    }
    assert!(cases().len() >= 30);
}

#[test]
fn findings_point_at_the_words() {
    let text = "Na 121 on 2/2. Please clarify the cause, since it pays more.";
    let outcome = lint(text);
    let finding = outcome.reported().next().unwrap();
    assert_eq!((finding.rule.as_str(), &text[finding.primary.span.range()]), ("query/payment", "pays more"));
}
