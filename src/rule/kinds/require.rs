//! When A, then B.

use super::{Check, Draft};

pub(super) fn link(draft: &Draft<'_, '_>) -> Option<Check> {
    let require = draft.any(&draft.rule.require);
    if draft.rule.when.is_none() {
        draft.linker.missing("when", "the occasion on which `require` must hold");
    }
    let (when, require) = (draft.when.clone()?, require?);
    draft.can_report(&[Some(&when)], &[&require])?;
    Some(Check::Require { when: draft.in_topic(when), require })
}
