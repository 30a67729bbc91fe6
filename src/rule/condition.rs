//! Conditions on a note, as rules state them.
//!
//! A condition is a tree. The leaves say what to look for, and the `not`s above a leaf decide whether it is wanted or
//! unwanted: [`Condition::leaves`] walks them all, so that no other code has to.

use super::{ConceptId, ValueId};
use crate::base::{Act, Acts, Certainty, PlaceholderKind, Profile, SectionKinds, Sense, Setting, When};
use serde::{Deserialize, Serialize};

/// A condition on a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// All hold; the evidence is that of all.
    All(Vec<Condition>),
    /// At least one holds; the evidence is that of each that does.
    Any(Vec<Condition>),
    /// It does not hold; has no evidence.
    Not(Box<Condition>),
    /// At least so many hold.
    AtLeast(u32, Vec<Condition>),
    /// Concepts in a sense and sections.
    Concept(Evidence),
    /// A code (`M54.9`) or family (`M54.*`, `M54.5-`) is coded in the note or came with it.
    Code(Vec<String>),
    /// The note assesses a condition.
    Diagnosis(Assessed),
    /// The note has a value that fits.
    Value(Compared),
    /// The note has a section of one of these kinds.
    Section(SectionKinds),
    /// The note has placeholders of these kinds.
    Placeholder(Vec<PlaceholderKind>),
    /// An element of the pack's checklist is documented: its index in [`RuleSet::rules`](super::RuleSet::rules).
    Element(u32),
    /// The pack's topic applies: the pack's index.
    Applies(u32),
    /// The note is of one of these types.
    NoteType(Vec<String>),
    /// The encounter's setting.
    Setting(Setting),
    /// The profile that the note is read in.
    Profile(Profile),
}

/// One leaf of a condition: a condition that contains no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaf<'c> {
    /// What it tests.
    pub condition: &'c Condition,
    /// Whether it is under an odd number of `not`s, so that the whole requires its absence.
    pub negated: bool,
}

impl Condition {
    /// The leaves of the tree, in the author's order.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf<'_>> {
        let mut open = vec![Leaf { condition: self, negated: false }];
        std::iter::from_fn(move || {
            loop {
                let Leaf { condition, negated } = open.pop()?;
                match condition {
                    Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                        open.extend(parts.iter().rev().map(|condition| Leaf { condition, negated }));
                    }
                    Condition::Not(part) => open.push(Leaf { condition: part, negated: !negated }),
                    _ => return Some(Leaf { condition, negated }),
                }
            }
        })
    }

    /// What its leaves require of concepts, in the author's order, and whether each requirement is negated.
    pub fn evidence(&self) -> impl Iterator<Item = (&Evidence, bool)> {
        self.leaves().filter_map(|leaf| match leaf.condition {
            Condition::Concept(evidence) => Some((evidence, leaf.negated)),
            _ => None,
        })
    }
}

impl Evidence {
    /// What mentions may do if the author does not say: a condition that does not look where findings are written accepts
    /// none that is written elsewhere.
    pub fn default_acts(sections: SectionKinds) -> Acts {
        let findings = sections.iter().any(|kind| Act::of_section(kind) == Act::Finding);
        if findings { Acts::ALL } else { Acts::ALL.without(Act::Finding) }
    }

    /// Every concept that it names: those that it looks for, then those that must or must not be in the same sentence.
    pub fn named(&self) -> impl Iterator<Item = ConceptId> {
        [&self.concepts, &self.with, &self.with_any, &self.without].into_iter().flatten().copied()
    }
}

/// A demand on mentions of concepts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Any of these.
    pub concepts: Vec<ConceptId>,
    /// In this sense.
    pub sense: Sense,
    /// In these sections; text under no heading belongs to every section that the note has no heading for.
    pub sections: SectionKinds,
    /// What it must do.
    pub acts: Acts,
    /// Whether it must be in the title of a problem.
    pub title: bool,
    /// Whose complaint it must be about.
    pub about: About,
    /// Every one of these must be mentioned in the same sentence.
    pub with: Vec<ConceptId>,
    /// At least one of these must be mentioned in the same sentence; no requirement if empty.
    pub with_any: Vec<ConceptId>,
    /// None of these may be mentioned in the same sentence.
    pub without: Vec<ConceptId>,
}

/// A demand on the diagnoses of the assessment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessed {
    /// Any of these codes (`I10`) and families (`M54.5-`).
    pub of: Vec<String>,
    /// An axis that no mention of the diagnosis states.
    pub leaves_open: Option<String>,
    /// How the provider states it; in any way if `None`.
    pub certainty: Option<Certainty>,
}

/// A demand on measured values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// What is measured.
    pub value: ValueId,
    /// How its numbers compare, in the unit of the value.
    pub test: Comparison,
    /// When it was measured.
    pub when: Vec<When>,
    /// Whether two values of different days must fit.
    pub on_different_days: bool,
    /// In these sections.
    pub sections: SectionKinds,
    /// Every one of these must be mentioned in the same sentence.
    pub with: Vec<ConceptId>,
    /// At least one of these must be mentioned in the same sentence; no requirement if empty.
    pub with_any: Vec<ConceptId>,
    /// None of these may be mentioned in the same sentence.
    pub without: Vec<ConceptId>,
}

/// How a number compares with others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Comparison {
    /// Any number.
    Any,
    /// It is less.
    Below(f64),
    /// It is greater.
    Above(f64),
    /// It is in the range, whose ends belong to it.
    Between(f64, f64),
    /// It is so much above the lowest one from before.
    RiseOf(f64),
    /// It is so much below the highest one from before.
    FallOf(f64),
    /// It is so many times the lowest one from before.
    AtLeastTimes(f64),
}

/// Whose complaint a mention must be about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// The pack's topic: refused if the text is about another complaint.
    #[default]
    Topic,
    /// Anything.
    Any,
    /// The pack's topic, named in the same sentence.
    Named,
    /// The pack's topic, by what surrounds it: the words themselves may name another complaint, as an accompanying
    /// symptom does.
    Context,
    /// What the visit is for: the chief complaint, the assessment, or the opening of the history.
    Focus,
}
