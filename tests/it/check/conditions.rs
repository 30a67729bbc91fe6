//! Conditions by themselves.

use super::rules::{ask, code, element, lint_with, rule, says};
use super::toy::{FEVER, IMAGING, LEFT, LUMBAR, ONSET, context};
use notelint::base::{Profile, SectionKind, Setting};
use notelint::note::Context;
use notelint::rule::{Check, Condition, Evidence, Require};

/// Whether a condition holds in a note.
fn holds(text: &str, context: Context, condition: Condition) -> bool {
    let check = Check::Require(Require { when: condition, require: Condition::Any(vec![]) });
    !lint_with(text, context, vec![rule("probe", check)]).findings.is_empty()
}

#[test]
fn codes_match_alone_and_by_family() {
    let beside = |code: &str| Context { codes: vec![code.into()], ..context() };
    for pattern in ["M54.50", "M54.*", "M54.-", "M54.5-", "M54.5*"] {
        assert!(holds("Assessment: M54.50 today.", context(), code(pattern)), "{pattern}");
        assert!(holds("Stable.", beside("M54.50"), code(pattern)), "{pattern}");
    }
    for pattern in ["M54.5", "M54.9", "M54.1-", "M25.*"] {
        assert!(!holds("Assessment: M54.50 today.", context(), code(pattern)), "{pattern}");
    }
    assert!(holds("Stable.", beside("M54"), code("M54.-")));
}

#[test]
fn company_in_the_sentence_is_demanded_or_refused() {
    let with = || Condition::Concept(Evidence { with: vec![FEVER], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache with fever.", context(), with()));
    assert!(holds("Has lumbar ache, denies fever.", context(), with()));
    assert!(!holds("Has lumbar ache. Has fever.", context(), with()));
    assert!(!holds("Has lumbar ache, call if fever.", context(), with()));
    let without = || Condition::Concept(Evidence { without: vec![FEVER], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache. Has fever.", context(), without()));
    assert!(!holds("Has lumbar ache with fever.", context(), without()));
    assert!(!holds("Has lumbar ache, call if fever.", context(), without()));
}

/// `with` was documented as "all must be mentioned" and took any one of them.
#[test]
fn with_demands_all_its_concepts_and_with_any_one() {
    let all = || Condition::Concept(Evidence { with: vec![FEVER, LEFT], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache with fever on the left.", context(), all()));
    assert!(!holds("Has lumbar ache with fever.", context(), all()));
    assert!(!holds("Has lumbar ache on the left. Has fever.", context(), all()));
    let any = || Condition::Concept(Evidence { with_any: vec![FEVER, LEFT], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache with fever.", context(), any()));
    assert!(holds("Has lumbar ache on the left.", context(), any()));
    assert!(!holds("Has lumbar ache.", context(), any()));
    let both = Condition::Concept(Evidence { with: vec![FEVER], with_any: vec![LEFT], ..ask(LUMBAR) });
    assert!(!holds("Has lumbar ache on the left.", context(), both));
}

#[test]
fn a_title_is_the_name_of_a_problem() {
    let titled = || Condition::Concept(Evidence { title: true, ..ask(LUMBAR) });
    let is = |text: &str| holds(text, context(), titled());
    assert!(is("Assessment:\n1. Lumbar ache - heat.\n2. Diabetes."));
    assert!(is("#2 Lumbar ache\nHeat helps."));
    assert!(!is("Assessment:\n1. Diabetes - also has a lumbar ache.\n2. Asthma."));
    // An assessment without a list of problems begins with one.
    assert!(is("Assessment: Lumbar ache. Heat."));
    assert!(!is("Assessment: Doing well. Has a lumbar ache."));
    assert!(!is("HPI: Lumbar ache."));
}

#[test]
fn conditions_combine() {
    let is = |condition| holds("Has lumbar ache with fever.", context(), condition);
    let (yes, no) = (|| says(FEVER), || says(IMAGING));
    assert!(is(Condition::All(vec![yes(), says(LUMBAR)])));
    assert!(!is(Condition::All(vec![yes(), no()])));
    assert!(is(Condition::Any(vec![no(), yes()])));
    assert!(!is(Condition::Any(vec![no()])));
    assert!(is(Condition::Not(Box::new(no()))));
    assert!(!is(Condition::Not(Box::new(yes()))));
    assert!(is(Condition::AtLeast(2, vec![yes(), no(), says(LUMBAR)])));
    assert!(!is(Condition::AtLeast(2, vec![yes(), no()])));
}

#[test]
fn conditions_read_what_came_with_the_note() {
    let given = || Context { note_type: Some("ED".into()), setting: Some(Setting::Inpatient), ..context() };
    let (ed, inpatient) = (|| Condition::NoteType(vec!["ed".into()]), || Condition::Setting(Setting::Inpatient));
    assert!(holds("Stable.", given(), ed()) && !holds("Stable.", context(), ed()));
    assert!(holds("Stable.", given(), inpatient()) && !holds("Stable.", context(), inpatient()));
    assert!(holds("Stable.", context(), Condition::Profile(Profile::Note)));
    assert!(!holds("Stable.", context(), Condition::Profile(Profile::Template)));
    let exam = || Condition::Section([SectionKind::Exam].into_iter().collect());
    assert!(holds("Exam: Normal.", context(), exam()) && !holds("HPI: Ache.", context(), exam()));
}

#[test]
fn topic_and_elements_can_be_asked_for_and_a_ring_comes_to_an_end() {
    let fires = |text: &str, documented_by: Condition, when: Condition| {
        let check = Check::Require(Require { when, require: Condition::Any(vec![]) });
        let rules = vec![element("onset", documented_by), rule("probe", check)];
        lint_with(text, context(), rules).findings.iter().any(|finding| finding.rule == "back-pain/probe")
    };
    assert!(fires("CC: back pain", says(ONSET), Condition::Applies(0)));
    assert!(!fires("CC: knee pain", says(ONSET), Condition::Applies(0)));
    assert!(fires("CC: back pain for 3 days", says(ONSET), Condition::Element(0)));
    assert!(!fires("CC: back pain", says(ONSET), Condition::Element(0)));
    assert!(!fires("CC: back pain", Condition::Element(0), Condition::Element(0)));
}
