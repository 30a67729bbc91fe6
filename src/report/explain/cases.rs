//! The cases of a rule's own tests, as explanations show them.

use crate::base::Profile;
use crate::rule::{Case, Expect};

/// The note of a case with marks around the words that the rule must report.
pub(super) fn marked(case: &Case) -> String {
    match case.expect {
        Expect::Flagged(span) => {
            let (before, rest) = case.text.split_at(span.start);
            let (words, after) = rest.split_at(span.len());
            format!("{before}<<{words}>>{after}")
        }
        Expect::Clean | Expect::Spoken => case.text.clone(),
    }
}

/// What a case is about, and what comes with its note.
pub(super) fn about(case: &Case) -> Option<String> {
    let codes = (!case.codes.is_empty()).then(|| format!("given with {}", case.codes.join(", ")));
    let day = case.day.map(|day| format!("seen on {day}"));
    let setting = case.setting.map(|setting| setting.to_string());
    let kind = case.note_type.as_ref().map(|kind| format!("note type {kind}"));
    let template = (case.profile == Profile::Template).then(|| "a template".to_owned());
    let given: Vec<String> = [template, kind, setting, day, codes].into_iter().flatten().collect();
    match (&case.name, given.is_empty()) {
        (None, true) => None,
        (None, false) => Some(given.join("; ")),
        (Some(name), true) => Some(name.clone()),
        (Some(name), false) => Some(format!("{name} ({})", given.join("; "))),
    }
}
