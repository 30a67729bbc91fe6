//! A code or diagnosis is vaguer than what the note documents.

use super::{Check, Draft};

pub(super) fn link(draft: &Draft<'_, '_>) -> Option<Check> {
    let rule = draft.rule;
    let vague = draft.any(&rule.specify);
    let documented = rule.when_documented.iter().flat_map(|details| &details.value);
    let documented: Vec<_> = documented.map(|detail| draft.detail(detail)).collect();
    let advice = draft.advice(&["found"]);
    if rule.when_documented.is_none() && advice.is_none() {
        draft.linker.missing("when-documented", "what the note may document, or `advice:`");
    }
    let (vague, documented) = (vague?, documented.into_iter().collect::<Option<Vec<_>>>()?);
    draft.can_report(&[Some(&vague)], &[])?;
    Some(Check::Specify { vague: draft.in_topic(vague), documented, advice })
}
