//! Rules of the kind `require`.

use super::rules::{fever_needs_imaging, lint, related, says};
use super::toy::LUMBAR;
use notelint::base::{Profile, Severity, Span};
use notelint::rule::Rule;

#[test]
fn require_points_at_the_occasion_and_shows_where_the_answer_belongs() {
    let text = "HPI: Reports fever. Had fever twice.\nPlan: Rest.";
    let found = lint(text, fever_needs_imaging(None));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].primary.span, Span::new(13, 18));
    assert_eq!(related(text, &found[0]), ["fever", "Plan"]);
}

#[test]
fn require_is_quiet_without_its_occasion_with_its_answer_and_where_silenced() {
    assert!(lint("HPI: denies fever.", fever_needs_imaging(None)).is_empty());
    assert!(lint("HPI: possible fever.", fever_needs_imaging(None)).is_empty());
    assert!(lint("HPI: Has fever.\nPlan: will order MRI.", fever_needs_imaging(None)).is_empty());
    assert!(lint("HPI: Has fever, lumbar ache.", fever_needs_imaging(Some(says(LUMBAR)))).is_empty());
}

#[test]
fn rules_that_are_off_or_of_the_other_profile_are_silent() {
    assert!(lint("HPI: Has fever.", Rule { severity: Severity::Off, ..fever_needs_imaging(None) }).is_empty());
    let template = Rule { profile: Some(Profile::Template), ..fever_needs_imaging(None) };
    assert!(lint("HPI: Has fever.", template).is_empty());
}
