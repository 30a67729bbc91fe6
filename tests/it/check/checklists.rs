//! Checklists: what is missing, what documents an element, and where a finding about it points.

use super::rules::{
    element, lint, lint_with, onset, pointed, primary, radiation_counts, related, says, status, within,
};
use super::toy::{ONSET, RADIATION, context};
use notelint::base::{Profile, SectionKind, Severity};
use notelint::check::{Checked, Status};
use notelint::note::Context;
use notelint::rule::{Check, Condition, Element, Rule};

#[test]
fn a_missing_element_points_at_the_complaint_and_shows_where_it_belongs() {
    let text = "CC: back pain\nHPI: Dull ache.";
    let found = lint(text, onset());
    assert_eq!(found.len(), 1);
    assert_eq!(primary(text, &found[0]), "back pain");
    assert_eq!(related(text, &found[0]), ["HPI"]);
    assert_eq!(found[0].rule, "back-pain/onset");
    let of = found[0].element.clone().expect("an element");
    assert_eq!((of.checklist.as_str(), of.title.as_str(), of.label.as_str()), ("back-pain", "Back pain", "onset"));
    assert_eq!((of.ask.as_str(), of.unfilled), ("Please clarify.", false));
    assert_eq!(found[0].message.render(false), "onset not documented: Please clarify.");
}

#[test]
fn a_denial_documents_and_is_distinguished() {
    let rules = vec![element("radiation", says(RADIATION))];
    let checked = lint_with("CC: back pain\nHPI: Dull ache, denies radiation.", context(), rules);
    assert!(checked.findings.is_empty());
    let element = &checked.checklists[0].elements[0];
    assert_eq!(element.status, Status::Documented);
    assert!(element.evidence[0].denied);
}

#[test]
fn evidence_comes_in_text_order_each_place_once() {
    let both = Condition::Any(vec![says(ONSET), says(RADIATION), says(ONSET)]);
    let text = "CC: back pain\nHPI: It radiates. Began 3 days ago.";
    let checked = lint_with(text, context(), vec![element("onset", both)]);
    let words: Vec<_> = checked.checklists[0].elements[0].evidence.iter().map(|e| &text[e.span.range()]).collect();
    assert_eq!(words, ["radiates", "3 days"]);
}

#[test]
fn advice_to_return_relatives_and_plans_document_nothing() {
    assert!(radiation_counts("It radiates."));
    assert!(!radiation_counts("Call if pain radiates."));
    assert!(!radiation_counts("Her mother had numbness."));
    assert!(!radiation_counts("We will order studies for numbness."));
}

#[test]
fn sections_bind_only_text_that_stands_under_a_heading() {
    let in_hpi = || element("radiation", within(RADIATION, SectionKind::Hpi));
    assert_eq!(status("CC: back pain\nHPI: It radiates.", Profile::Note, in_hpi()), Status::Documented);
    assert_eq!(status("CC: back pain\nPlan: It radiates.", Profile::Note, in_hpi()), Status::Missing);
    assert_eq!(status("Dull back pain that radiates.", Profile::Note, in_hpi()), Status::Documented);
}

#[test]
fn a_checklist_whose_topic_is_absent_has_neither_findings_nor_statuses() {
    assert_eq!(lint_with("CC: knee pain\nHPI: no back pain.", context(), vec![onset()]), Checked::default());
}

#[test]
fn a_requested_checklist_points_at_the_heading_or_the_first_line() {
    let run = |text| {
        let context = Context { checklists: vec!["back-pain".into()], ..context() };
        let checked = lint_with(text, context, vec![onset()]);
        assert_eq!(checked.checklists[0].elements[0].status, Status::Missing);
        checked.findings.iter().map(|finding| primary(text, finding)).collect::<Vec<_>>()
    };
    assert_eq!(run("Visit form\nHPI: Dull ache."), ["HPI"]);
    assert_eq!(run("\n  Visit form  \nDull ache."), ["Visit form"]);
    assert!(run("").is_empty());
    assert!(run(" \n\t").is_empty());
}

#[test]
fn a_topic_known_only_from_a_code_beside_the_note_points_at_the_heading() {
    let text = "HPI: Dull ache.\nAssessment: Stable.";
    let context = Context { codes: vec!["M54.50".into()], ..context() };
    let found = lint_with(text, context, vec![onset()]).findings;
    assert_eq!(primary(text, &found[0]), "HPI");
}

#[test]
fn a_long_first_line_is_not_pointed_at_in_full() {
    let text = "\u{e9}".repeat(500);
    let context = Context { checklists: vec!["back-pain".into()], ..context() };
    let found = lint_with(&text, context, vec![onset()]).findings;
    assert_eq!(primary(&text, &found[0]).chars().count(), 80);
}

#[test]
fn an_unanswered_prompt_is_unfilled_in_a_note_and_prompts_in_a_template() {
    let text = "CC: back pain\nHPI: Onset: ***";
    let found = lint(text, onset());
    assert_eq!(status(text, Profile::Note, onset()), Status::Unfilled);
    assert_eq!(primary(text, &found[0]), "***");
    assert!(found[0].element.as_ref().expect("an element").unfilled);
    assert_eq!(found[0].message.render(false), "onset prompt left open: Please clarify.");
    let checked = lint_with(text, Context { profile: Profile::Template, ..context() }, vec![onset()]);
    assert_eq!(checked.checklists[0].elements[0].status, Status::Prompted);
    assert!(checked.findings.is_empty());
}

#[test]
fn a_blank_may_stand_before_the_words_that_it_waits_for() {
    let text = "CC: back pain\nHPI: *** 3 days";
    assert_eq!(status(text, Profile::Note, onset()), Status::Unfilled);
    assert_eq!(pointed(text, onset()), ["***"]);
}

#[test]
fn words_that_would_document_an_element_ask_for_it_only_where_they_would() {
    let plan = || element("onset", within(ONSET, SectionKind::Plan));
    let text = "CC: back pain\nHPI: Onset: ***\nPlan: Rest.";
    assert_eq!(status(text, Profile::Note, plan()), Status::Missing);
    assert_eq!(status(text, Profile::Template, plan()), Status::Missing);
    let text = "CC: back pain\nPlan: Onset: ***";
    assert_eq!(status(text, Profile::Note, plan()), Status::Unfilled);
    assert_eq!(status(text, Profile::Template, plan()), Status::Prompted);
}

#[test]
fn an_answer_elsewhere_makes_up_for_an_unanswered_prompt() {
    assert_eq!(status("CC: back pain for 3 days\nHPI: Onset: ***", Profile::Note, onset()), Status::Documented);
}

#[test]
fn a_template_is_held_to_its_prompts() {
    assert_eq!(status("CC: back pain\nHPI: For 3 days.", Profile::Template, onset()), Status::Documented);
    assert_eq!(status("CC: back pain\nHPI: Onset:", Profile::Template, onset()), Status::Prompted);
    assert_eq!(status("CC: back pain\nHPI: Ask if 3 days.", Profile::Template, onset()), Status::Prompted);
    let text = "CC: back pain\nHPI: Character: ***";
    let checked = lint_with(text, Context { profile: Profile::Template, ..context() }, vec![onset()]);
    assert_eq!(checked.checklists[0].elements[0].status, Status::Missing);
    assert_eq!(primary(text, &checked.findings[0]), "back pain");
}

#[test]
fn prompt_words_of_their_own_count_as_prompts() {
    let mut rule = element("radiation", says(RADIATION));
    if let Check::Element(Element { prompted_by, .. }) = &mut rule.check {
        prompted_by.push(ONSET);
    }
    let text = "CC: back pain\nHPI: Onset: ***";
    assert_eq!(status(text, Profile::Note, rule.clone()), Status::Unfilled);
    assert_eq!(status(text, Profile::Template, rule.clone()), Status::Prompted);
    assert_eq!(status("CC: back pain\nHPI: Onset: 3 days", Profile::Note, rule), Status::Missing);
}

#[test]
fn an_element_that_is_off_or_of_the_other_profile_has_a_status_and_no_finding() {
    let off = Rule { severity: Severity::Off, ..onset() };
    let template = Rule { profile: Some(Profile::Template), ..onset() };
    for rule in [off, template] {
        let checked = lint_with("CC: back pain", context(), vec![rule]);
        assert!(checked.findings.is_empty());
        assert_eq!(checked.checklists[0].elements[0].status, Status::Missing);
    }
}
