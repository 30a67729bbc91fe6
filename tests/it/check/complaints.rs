//! Whose complaint a mention is about, in notes with several complaints.

use super::rules::{ask, element, radiation_counts, status};
use super::toy::RADIATION;
use notelint::base::Profile;
use notelint::check::Status;
use notelint::rule::{About, Condition, Evidence};

#[test]
fn the_nearest_subject_of_the_sentence_decides() {
    assert!(radiation_counts("The back pain radiates, knee pain stays local."));
    assert!(radiation_counts("The back pain radiates and knee pain is new."));
    assert!(radiation_counts("The knee pain is new, and the back pain radiates."));
    assert!(!radiation_counts("The back pain is dull, knee pain radiates."));
    assert!(!radiation_counts("Has radiating knee pain."));
    assert!(!radiation_counts("The back pain comes with radiating knee pain."));
}

#[test]
fn a_sentence_without_a_subject_follows_its_paragraph() {
    assert!(radiation_counts("Here for back pain. It radiates."));
    assert!(!radiation_counts("Here for knee pain. It radiates."));
    assert!(radiation_counts("Here for knee pain. The back pain is worse. It radiates."));
}

#[test]
fn a_paragraph_without_a_subject_follows_what_its_section_began_with() {
    assert!(!radiation_counts("Here for knee pain.\nIt radiates."));
    assert!(radiation_counts("Here for back pain.\nIt radiates."));
    assert!(radiation_counts("It radiates.\nAlso has knee pain."));
    assert!(radiation_counts("It radiates.\nPlan: Treat knee pain."));
}

#[test]
fn a_head_about_something_else_takes_its_sentence() {
    assert!(!radiation_counts("Here for back pain. Migraine that radiates."));
    assert!(!radiation_counts("Here for back pain. Migraine, not back pain, radiates."));
    assert!(radiation_counts("Here for back pain. Migraine in May. It radiates."));
}

#[test]
fn a_head_that_opens_a_line_takes_the_line_until_this_complaint_is_named() {
    assert!(!radiation_counts("Here for back pain.\nMigraine in May. It radiates."));
    assert!(radiation_counts("Here for back pain.\nMigraine in May. The back pain is worse. It radiates."));
    assert!(radiation_counts("Here for back pain.\nMigraine in May.\nIt radiates."));
}

#[test]
fn a_denied_complaint_takes_neither_the_list_nor_what_follows() {
    assert!(radiation_counts("denies fever, chest pain, numbness."));
    assert!(radiation_counts("denies numbness, chest pain, fever."));
    assert!(radiation_counts("denies fever/chest pain/numbness."));
    assert!(radiation_counts("denies fever or chest pain or numbness."));
    assert!(radiation_counts("denies chest pain. It radiates."));
    assert!(!radiation_counts("denies chest pain radiating to the arm."));
    assert!(radiation_counts("Has history of knee pain. It radiates."));
}

#[test]
fn complaints_of_relatives_and_feared_ones_are_no_subjects() {
    assert!(radiation_counts("Her mother has knee pain. It radiates."));
    assert!(radiation_counts("Call if chest pain. It radiates."));
}

#[test]
fn the_focus_is_where_a_note_says_what_it_evaluates() {
    let is = |note: &str| {
        let asked = Evidence { about: About::Focus, ..ask(RADIATION) };
        status(note, Profile::Note, element("radiation", Condition::Concept(asked))) == Status::Documented
    };
    let filler = "The patient slept well and ate well and walked the dog every day. ".repeat(5);
    assert!(is("CC: back pain\nHPI: The pain radiates."));
    assert!(!is(&format!("CC: back pain\nHPI: {filler}The pain radiates.")));
    assert!(is(&format!("CC: back pain\nHPI: {filler}\nAssessment: The pain radiates.")));
    // A chief complaint that names another one, and a history that begins with another one.
    assert!(!is("CC: knee pain\nHPI: The pain radiates. Has back pain too."));
    assert!(!is("HPI: Has knee pain. It radiates. Also back pain."));
    assert!(is("HPI: Has back pain. It radiates. Also knee pain."));
}

#[test]
fn named_wants_the_topic_in_the_sentence_and_any_wants_nothing() {
    let is = |hpi: &str, about| {
        let rule = element("radiation", Condition::Concept(Evidence { about, ..ask(RADIATION) }));
        status(&format!("CC: back pain\nHPI: {hpi}"), Profile::Note, rule) == Status::Documented
    };
    assert!(!is("Here for back pain. It radiates.", About::Named));
    assert!(is("The back pain radiates.", About::Named));
    assert!(is("The knee pain radiates.", About::Any));
}
