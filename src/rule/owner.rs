//! Whose words are found: the owners of terms, phrases and patterns, and the one word that each is stored as.

use serde::{Deserialize, Serialize};

/// Index of a concept in [`RuleSet::concepts`](super::RuleSet::concepts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptId(pub u32);

/// Whose vocabulary a term, phrase or pattern belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A mention of the concept.
    Concept(ConceptId),
    /// A look-alike: a mention that lies inside the hit, or overlaps a longer one, does not count. If the look-alike is a
    /// phrase, any mention that it overlaps does not count.
    Except(ConceptId),
    /// What is said of another complaint: a mention in it counts only for a topic whose own site it names.
    Elsewhere(ConceptId),
    /// A word that must not be near a mention of the concept.
    NotNear(ConceptId),
    /// A word of which one must be near a mention of the concept.
    OnlyNear(ConceptId),
    /// A cue, by its index in [`RuleSet::cues`](super::RuleSet::cues).
    Cue(u32),
}

const KIND_BITS: u32 = 3;

impl Owner {
    /// The owner as a word.
    pub fn word(self) -> u32 {
        let (kind, index) = match self {
            Owner::Concept(ConceptId(index)) => (0, index),
            Owner::Except(ConceptId(index)) => (1, index),
            Owner::NotNear(ConceptId(index)) => (2, index),
            Owner::OnlyNear(ConceptId(index)) => (3, index),
            Owner::Cue(index) => (4, index),
            Owner::Elsewhere(ConceptId(index)) => (5, index),
        };
        (index << KIND_BITS) | kind
    }

    /// The owner that a word means.
    pub fn of_word(word: u32) -> Owner {
        let index = word >> KIND_BITS;
        match word & ((1 << KIND_BITS) - 1) {
            0 => Owner::Concept(ConceptId(index)),
            1 => Owner::Except(ConceptId(index)),
            2 => Owner::NotNear(ConceptId(index)),
            3 => Owner::OnlyNear(ConceptId(index)),
            5 => Owner::Elsewhere(ConceptId(index)),
            _ => Owner::Cue(index),
        }
    }
}
