//! Never B.

use super::{Check, Draft};

pub(super) fn link(draft: &Draft<'_, '_>) -> Option<Check> {
    let forbid = draft.any(&draft.rule.forbid)?;
    draft.can_report(&[Some(&forbid), draft.when.as_ref()], &[])?;
    let when = draft.when.clone().map(|when| draft.in_topic(when)).or_else(|| draft.topic.clone());
    Some(Check::Forbid { when, forbid })
}
