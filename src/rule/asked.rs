//! Which vocabularies a rule looks at.
//!
//! Whoever wonders why a rule speaks, or is silent, wants to see the words that it could have rested on. They are
//! gathered from its conditions, through the elements and topics that these name.

use super::{Check, ConceptId, Condition, Rule, RuleSet};
use std::collections::BTreeSet;

impl RuleSet {
    /// The concepts of which a rule asks where they are mentioned; those that only silence it included.
    pub fn concepts_of(&self, rule: &Rule) -> BTreeSet<ConceptId> {
        let mut asked = Asked { rules: self, concepts: BTreeSet::new() };
        asked.check(&rule.check);
        asked.concepts
    }
}

struct Asked<'r> {
    rules: &'r RuleSet,
    concepts: BTreeSet<ConceptId>,
}

impl Asked<'_> {
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
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                self.conditions(parts.iter().map(Some));
            }
            Condition::Not(part) => self.condition(part),
            Condition::Concept(evidence) => self.concepts.extend(&evidence.concepts),
            // An element rests on no element, so this goes one step deep.
            Condition::Element(index) => self.check(&self.rules.rules[*index as usize].check),
            Condition::Applies(index) => {
                let checklist = self.rules.packs[*index as usize].checklist.as_ref();
                self.conditions([checklist.map(|checklist| &checklist.applies)]);
            }
            Condition::Code(_)
            | Condition::Section(_)
            | Condition::Placeholder(_)
            | Condition::NoteType(_)
            | Condition::Setting(_)
            | Condition::Profile(_) => {}
        }
    }
}
