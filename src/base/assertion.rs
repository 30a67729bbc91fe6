//! In which sense something is said: the ConText attributes, and the senses that rules accept.
//!
//! The attributes are those of ConText (Harkema et al. 2009, J Biomed Inform 42:839) with two that notes of
//! a template world need: `planned` and `unfilled`.

use super::kinds::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a cue does to the mentions in its scope.
    Effect {
        /// "denies", "no", "without": said not to be.
        Negated = "negated",
        /// "possible", "rule out": hedged.
        Uncertain = "uncertain",
        /// "history of", "in 2012": at another time.
        Historical = "historical",
        /// "return if", "risks include": not a statement about the patient.
        Hypothetical = "hypothetical",
        /// "mother had": of a relative.
        Family = "family",
        /// "will order": still to be done.
        Planned = "planned",
        /// `[radiation]`, `Onset: ***`: a prompt without an answer.
        Unfilled = "unfilled",
    }
}

/// The set of effects that reach one mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Assertion(u8);

impl Assertion {
    /// Plainly affirmed, current, of this patient.
    pub const AFFIRMED: Assertion = Assertion(0);

    /// Whether `effect` reaches the mention.
    pub const fn has(self, effect: Effect) -> bool {
        self.0 & (1 << effect as u8) != 0
    }

    /// The assertion with `effect` added.
    #[must_use]
    pub const fn with(self, effect: Effect) -> Self {
        Assertion(self.0 | 1 << effect as u8)
    }

    /// The assertion without `effect`.
    #[must_use]
    pub const fn without(self, effect: Effect) -> Self {
        Assertion(self.0 & !(1 << effect as u8))
    }

    /// The effects of the set, in the order of the closed list.
    pub fn iter(self) -> impl Iterator<Item = Effect> {
        Effect::ALL.iter().copied().filter(move |e| self.has(*e))
    }

    const fn any(self, effects: &[Effect]) -> bool {
        let mut i = 0;
        while i < effects.len() {
            if self.has(effects[i]) {
                return true;
            }
            i += 1;
        }
        false
    }
}

words! {
    /// Which assertions a rule accepts.
    Sense {
        /// Stated about this patient's present problem, either way: "denies radiation" documents radiation.
        Documented = "documented",
        /// Affirmed, current, this patient. A hedge does not count.
        Present = "present",
        /// Affirmed or hedged, current, this patient: "concern for a torn ligament", but not "no sign of one".
        Suspected = "suspected",
        /// Negated, current, this patient.
        Denied = "denied",
        /// Stated about this patient at any time: past treatment, past imaging, a history of cancer.
        Ever = "ever",
        /// Named at all, even as a prompt or a plan.
        Named = "named",
    }
}

impl Sense {
    /// Whether a mention with `assertion` counts in this sense.
    pub const fn accepts(self, assertion: Assertion) -> bool {
        use Effect::*;
        match self {
            Sense::Documented => !assertion.any(&[Historical, Hypothetical, Family, Planned, Unfilled]),
            Sense::Present => {
                !assertion.any(&[Negated, Uncertain, Historical, Hypothetical, Family, Planned, Unfilled])
            }
            Sense::Suspected => !assertion.any(&[Negated, Historical, Hypothetical, Family, Planned, Unfilled]),
            Sense::Denied => {
                assertion.has(Negated) && !assertion.any(&[Historical, Hypothetical, Family, Planned, Unfilled])
            }
            Sense::Ever => !assertion.any(&[Hypothetical, Family, Planned, Unfilled]),
            Sense::Named => true,
        }
    }
}
