//! Two statements that cannot both be true.

use super::{Check, Detail, Draft};

pub(super) fn link(draft: &Draft<'_, '_>) -> Option<Check> {
    let details = draft.rule.conflict.as_ref()?;
    let [one, other] = &details.value[..] else {
        draft.linker.scope.yaml.fault(
            details.place(),
            format!("a conflict needs two statements, not {}", details.value.len()),
            "one on either side",
            "write two entries, each with `condition` and `says`",
        );
        return None;
    };
    let (one, other) = (draft.detail(one), draft.detail(other));
    let (one, other) = (one?, other?);
    draft.can_report(&[Some(&one.condition), Some(&other.condition)], &[])?;
    let one = Detail { condition: draft.in_topic(one.condition), ..one };
    Some(Check::Conflict { one, other })
}
