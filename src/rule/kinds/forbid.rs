//! Never B.

use super::{Check, Draft, Kind, KindRow, Statement};
use crate::base::RuleKind;
use crate::rule::Condition;
use crate::rule::record::ConditionNode;
use crate::yaml::{Spanned, record};
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// What must not hold: each piece of evidence for one of these conditions is a finding.
        forbid: Spanned<Vec<ConditionNode>> = crate::rule::clauses::some(),
    }
}

pub(super) const ROW: KindRow = KindRow {
    key: "forbid",
    needs: &["message"],
    needs_one_of: &[],
    takes: &["when", "quiet-if"],
    slots: |_| &["found"],
    link: |draft| link(draft, &draft.rule.forbid).map(Check::Forbid),
};

/// Never `forbid`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forbid {
    /// When the rule applies; `None` for always.
    pub when: Option<Condition>,
    /// What must not be; each piece of evidence is a finding.
    pub forbid: Condition,
}

impl Forbid {
    /// Whether it forbids places that were left to be filled in.
    pub fn is_of_places(&self) -> bool {
        self.forbid.leaves().any(|leaf| matches!(leaf.condition, Condition::Placeholder(_)))
    }
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Forbid> {
    let forbid = draft.any(&keys.forbid)?;
    draft.can_report(&[Some(&forbid), draft.when.as_ref()], &[])?;
    let when = draft.when.clone().map(|when| draft.in_topic(when)).or_else(|| draft.topic.clone());
    Some(Forbid { when, forbid })
}

impl Kind for Forbid {
    fn kind(&self) -> RuleKind {
        RuleKind::Forbid
    }

    fn in_words(&self) -> &'static str {
        "something that must not be in the note"
    }

    fn conditions(&self) -> Vec<&Condition> {
        self.when.iter().chain([&self.forbid]).collect()
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        self.when.iter_mut().chain([&mut self.forbid]).collect()
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        let when = self.when.iter().flat_map(|when| [Statement::text("All of these hold:"), Statement::All(when)]);
        when.chain([Statement::text("It reports each place where:"), Statement::Any(&self.forbid)]).collect()
    }
}
