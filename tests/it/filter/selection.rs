//! Which findings of a run are reported: personas, patterns and tags, and the threshold.

use crate::check::rules::{lint_with, never, onset, pack, rule, says};
use crate::check::toy::{FEVER, context};
use notelint::base::{Persona, Severity};
use notelint::filter::{Counts, Disposition, Outcome, Selection, fails};
use notelint::rule::Rule;

#[test]
fn filtering_drops_nothing_and_counts_what_is_reported() {
    let ranked = |name: &str, persona, severity| Rule { persona, severity, ..rule(name, never(says(FEVER))) };
    let rules = vec![
        ranked("a", Persona::Regular, Severity::Warning),
        ranked("b", Persona::Thorough, Severity::Error),
        ranked("c", Persona::Regular, Severity::Advice),
    ];
    let checked = lint_with("Has fever.", context(), rules);
    let without_c = Selection { ignore: vec!["back-pain/c".into()], ..Selection::default() };
    let outcome = Outcome::new(checked.clone(), Persona::Regular, &without_c);
    let states: Vec<_> = outcome.findings.iter().map(|triaged| triaged.disposition.clone()).collect();
    assert_eq!(states, [Disposition::Reported, Disposition::BelowPersona, Disposition::Deselected]);
    assert_eq!(outcome.worst(), Some(Severity::Warning));

    let mut counts = Outcome::new(checked, Persona::Thorough, &Selection::default()).counts();
    assert_eq!(counts, Counts { errors: 1, warnings: 1, advice: 1, ..Counts::default() });
    counts += outcome.counts();
    assert_eq!(counts, Counts { errors: 1, warnings: 2, advice: 1, ..Counts::default() });
}

#[test]
fn patterns_name_rules_packs_and_beginnings() {
    let wants = |select: &str| Selection { select: vec![select.into()], ignore: vec![] }.wants("back-pain/onset");
    for pattern in ["back-pain/onset", "back-pain", "back-pain/*", "back-pain/on*", "*"] {
        assert!(wants(pattern), "{pattern}");
    }
    for pattern in ["back", "back-pain/on", "back-pain/onset-date", "neck-pain/*", ""] {
        assert!(!wants(pattern), "{pattern}");
    }
    let both = Selection { select: vec!["back-pain".into()], ignore: vec!["back-pain/onset".into()] };
    assert!(both.wants("back-pain/radiation") && !both.wants("back-pain/onset"));
}

#[test]
fn a_tag_stands_for_the_rules_that_carry_it() {
    let tagged = |name: &str, tags: &[&str]| Rule {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..rule(name, never(says(FEVER)))
    };
    let rules = pack(vec![tagged("a", &["codes", "sides"]), tagged("b", &["codes"]), tagged("c", &[])]);
    let wanted = |select: &[&str], ignore: &[&str]| {
        let [select, ignore] = [select, ignore].map(|list| list.iter().map(|word| (*word).to_owned()).collect());
        let selection = Selection { select, ignore }.resolved(&rules);
        ["a", "b", "c"].into_iter().filter(|name| selection.wants(&format!("back-pain/{name}"))).collect::<String>()
    };
    assert_eq!(wanted(&["tag:codes"], &[]), "ab");
    assert_eq!(wanted(&["tag:codes"], &["tag:sides"]), "b");
    assert_eq!(wanted(&["tag:sides", "back-pain/c"], &[]), "ac");
    assert_eq!(wanted(&["tag:none"], &[]), "", "a tag that no rule carries is not as if nothing had been asked");
    let strange = Selection { select: vec!["tag:codes".into(), "tag:code".into()], ignore: vec![] };
    assert_eq!(strange.unknown(&rules), ["tag:code"]);
}

#[test]
fn patterns_that_name_nothing_are_reported() {
    let selection = Selection { select: vec!["back-pain".into()], ignore: vec!["back-pain/onsett".into()] };
    assert_eq!(selection.unknown(&pack(vec![onset()])), ["back-pain/onsett"]);
}

#[test]
fn the_threshold_decides() {
    assert!(fails(Some(Severity::Warning), Some(Severity::Warning)));
    assert!(!fails(Some(Severity::Advice), Some(Severity::Warning)));
    assert!(!fails(Some(Severity::Error), None));
    assert!(!fails(None, Some(Severity::Advice)));
}
