//! Rules of the kind `specify`.

use super::rules::{detail, lint, lint_with, primary, related, rule, says, unspecified};
use super::toy::{LUMBAR, context};
use notelint::base::Severity;
use notelint::note::Context;
use notelint::rule::{Check, Message, Specify};

#[test]
fn specify_shows_both_places_when_the_note_documents_more() {
    let text = "HPI: Has lumbar ache that radiates, left worse.\nAssessment: M54.9";
    let found = lint(text, unspecified());
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
    assert_eq!(primary(text, &found[0]), "M54.9");
    assert_eq!(related(text, &found[0]), ["lumbar", "radiates", "left"]);
    assert_eq!(found[0].related[0].text, "the lumbar region");
    assert_eq!(found[0].codes, ["M54.9", "M54.5-"]);
    assert_eq!(
        found[0].message.render(false),
        "\"M54.9\" is in the assessment; the note documents the lumbar region, radiating pain and the side"
    );
    assert!(!found[0].message.render(true).contains("M54.9"));
}

#[test]
fn specify_advises_when_nothing_more_is_documented() {
    let found = lint("HPI: Dull ache.\nAssessment: M54.9", unspecified());
    assert_eq!((found.len(), found[0].severity), (1, Severity::Advice));
    assert_eq!(found[0].message.render(false), "Region and side would add detail to \"M54.9\"");
}

#[test]
fn specify_is_silent_when_undetermined_or_already_specific() {
    assert!(lint("HPI: Has lumbar ache.\nAssessment: M54.9, cause undetermined", unspecified()).is_empty());
    assert!(lint("HPI: Has lumbar ache.\nAssessment: M54.50", unspecified()).is_empty());
}

#[test]
fn a_code_beside_the_note_is_named_by_the_message_and_anchored_at_the_assessment() {
    let text = "HPI: Has lumbar ache.\nAssessment: Stable.";
    let context = Context { codes: vec!["M54.9".into()], ..context() };
    let found = lint_with(text, context, vec![unspecified()]).findings;
    assert_eq!(primary(text, &found[0]), "Assessment");
    assert!(found[0].message.render(false).starts_with("\"M54.9\" is"));
}

#[test]
fn the_vague_words_are_no_detail_of_themselves() {
    let circle = |advice| {
        let documented = vec![detail(says(LUMBAR), "the lumbar region")];
        rule("circle", Check::Specify(Specify { vague: says(LUMBAR), documented, advice }))
    };
    assert!(lint("Has lumbar ache.", circle(None)).is_empty());
    assert_eq!(lint("Has lumbar ache.", circle(Some(Message::default())))[0].severity, Severity::Advice);
}
