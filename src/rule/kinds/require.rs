//! When A, then B.

use super::{Check, Draft, Kind, KindRow, Statement};
use crate::base::RuleKind;
use crate::rule::Condition;
use crate::rule::record::ConditionNode;
use crate::yaml::{Spanned, record};
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// What must then hold: at least one of these conditions.
        require: Spanned<Vec<ConditionNode>> = crate::rule::clauses::some(),
    }
}

pub(super) const ROW: KindRow = KindRow {
    key: "require",
    needs: &["when", "message"],
    needs_one_of: &[],
    takes: &["belongs-in", "quiet-if"],
    slots: |_| &["found", "other"],
    link: |draft| link(draft, &draft.rule.require).map(Check::Require),
};

/// When `when`, then `require`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Require {
    /// When the rule applies; its evidence is the primary span.
    pub when: Condition,
    /// What must hold then.
    pub require: Condition,
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Require> {
    let require = draft.any(&keys.require);
    if draft.rule.when.is_none() {
        draft.linker.missing("when", "the occasion on which `require` must hold");
    }
    let (when, require) = (draft.when.clone()?, require?);
    draft.can_report(&[Some(&when)], &[&require])?;
    Some(Require { when: draft.in_topic(when), require })
}

impl Kind for Require {
    fn kind(&self) -> RuleKind {
        RuleKind::Require
    }

    fn in_words(&self) -> &'static str {
        "one thing requires another"
    }

    fn conditions(&self) -> Vec<&Condition> {
        vec![&self.when, &self.require]
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        vec![&mut self.when, &mut self.require]
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        vec![
            Statement::text("All of these hold:"),
            Statement::All(&self.when),
            Statement::text("and none of these:"),
            Statement::Any(&self.require),
        ]
    }
}
