//! What a rule looks for in a note.
//!
//! Whoever wonders why a rule speaks, or is silent, wants to see the words that it could have rested on. They are
//! gathered from its conditions, through the elements and topics that these name.

use super::{Check, ConceptId, Condition, Rule, RuleSet};
use std::collections::BTreeSet;

impl RuleSet {
    /// What a rule looks for, that which only silences it included.
    pub fn reads_of(&self, rule: &Rule) -> RuleReads {
        let mut gathering = Gathering { rules: self, asked: RuleReads::default() };
        gathering.check(&rule.check);
        gathering.asked
    }
}

/// What the conditions of a rule name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleReads {
    /// Concepts.
    pub concepts: BTreeSet<ConceptId>,
    /// Codes and families of codes.
    pub codes: BTreeSet<String>,
    /// Kinds of placeholders.
    pub placeholders: BTreeSet<&'static str>,
}

struct Gathering<'r> {
    rules: &'r RuleSet,
    asked: RuleReads,
}

impl Gathering<'_> {
    fn check(&mut self, check: &Check) {
        match check {
            Check::Element { documented_by, .. } => self.condition(documented_by),
            Check::Require { when, require, quiet_if } => {
                self.conditions([Some(when), Some(require), quiet_if.as_ref()])
            }
            Check::Forbid { when, forbid, quiet_if } => {
                self.conditions([when.as_ref(), Some(forbid), quiet_if.as_ref()]);
            }
            Check::Specify { vague, documented, quiet_if, .. } => {
                self.conditions([Some(vague), quiet_if.as_ref()]);
                self.conditions(documented.iter().map(|detail| Some(&detail.condition)));
            }
            Check::Codes { quiet_if, .. } => self.conditions([quiet_if.as_ref()]),
            Check::Comments(_) => {}
            Check::Conflict { one, other, quiet_if } => {
                self.conditions([Some(&one.condition), Some(&other.condition), quiet_if.as_ref()]);
            }
        }
    }

    fn conditions<'c>(&mut self, conditions: impl IntoIterator<Item = Option<&'c Condition>>) {
        for condition in conditions.into_iter().flatten() {
            self.condition(condition);
        }
    }

    fn condition(&mut self, condition: &Condition) {
        for leaf in condition.leaves() {
            match leaf.condition {
                Condition::Concept(evidence) => self.asked.concepts.extend(&evidence.concepts),
                // An element rests on no element, so this goes one step deep.
                Condition::Element(index) => self.check(&self.rules.rules[*index as usize].check),
                Condition::Applies(index) => {
                    let checklist = self.rules.packs[*index as usize].checklist.as_ref();
                    self.conditions([checklist.map(|checklist| &checklist.applies)]);
                }
                Condition::Code(codes) => self.asked.codes.extend(codes.iter().cloned()),
                Condition::Placeholder(kinds) => self.asked.placeholders.extend(kinds.iter().map(|kind| kind.as_str())),
                _ => {}
            }
        }
    }
}
