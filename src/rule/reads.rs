//! What a rule looks for in a note.
//!
//! To see why a rule reports something, or nothing, its author wants to see the words that it could have used. They are
//! gathered from its conditions, through the elements and topics that these name.

use super::{ConceptId, Condition, Rule, RuleSet};
use std::collections::BTreeSet;

impl RuleSet {
    /// What a rule looks for, including what only prevents its findings.
    pub fn reads_of(&self, rule: &Rule) -> RuleReads {
        let mut gathering = Gathering { rules: self, reads: RuleReads::default() };
        gathering.rule(rule);
        gathering.reads
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
    reads: RuleReads,
}

impl Gathering<'_> {
    fn rule(&mut self, rule: &Rule) {
        rule.conditions().into_iter().for_each(|condition| self.condition(condition));
    }

    fn condition(&mut self, condition: &Condition) {
        for leaf in condition.leaves() {
            match leaf.condition {
                Condition::Concept(evidence) => self.reads.concepts.extend(&evidence.concepts),
                // An element rests on no element, so this goes one step deep.
                Condition::Element(index) => self.rule(&self.rules.rules[*index as usize]),
                Condition::Applies(index) => {
                    let checklist = self.rules.packs[*index as usize].checklist.as_ref();
                    if let Some(checklist) = checklist {
                        self.condition(&checklist.applies);
                    }
                }
                Condition::Code(codes) => self.reads.codes.extend(codes.iter().cloned()),
                Condition::Diagnosis(asked) => self.reads.codes.extend(asked.of.iter().cloned()),
                Condition::Placeholder(kinds) => self.reads.placeholders.extend(kinds.iter().map(|kind| kind.as_str())),
                _ => {}
            }
        }
    }
}
