//! Two statements that cannot both be true.

use super::{Check, Detail, Draft, Kind, KindRow, Statement};
use crate::base::RuleKind;
use crate::rule::Condition;
use crate::rule::record::DetailRecord;
use crate::yaml::{Spanned, record};
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// Two statements that contradict each other.
        conflict: Spanned<Vec<Spanned<DetailRecord>>> = crate::rule::clauses::two(),
    }
}

pub(super) const ROW: KindRow = KindRow {
    key: "conflict",
    needs: &["message"],
    needs_one_of: &[],
    takes: &["quiet-if"],
    slots: |_| &["found", "other", "says"],
    link: |draft| link(draft, &draft.rule.conflict).map(Check::Conflict),
};

/// Two statements that cannot both be true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// One; its evidence is the primary span.
    pub one: Detail,
    /// The other.
    pub other: Detail,
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Conflict> {
    let details = keys.conflict.as_ref()?;
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
    Some(Conflict { one, other })
}

impl Kind for Conflict {
    fn kind(&self) -> RuleKind {
        RuleKind::Conflict
    }

    fn in_words(&self) -> &'static str {
        "two statements that contradict each other"
    }

    fn conditions(&self) -> Vec<&Condition> {
        vec![&self.one.condition, &self.other.condition]
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        vec![&mut self.one.condition, &mut self.other.condition]
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        vec![Statement::text("The note says both:"), Statement::Details(vec![&self.one, &self.other])]
    }
}
