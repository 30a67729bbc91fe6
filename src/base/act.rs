//! What a sentence does: tell, describe what was found, judge, order, advise.

use super::kinds::words;
use super::{Assertion, Effect, SectionKind};
use serde::{Deserialize, Serialize};

words! {
    /// What words do in a note.
    Act {
        /// Told by the patient or about the past: "she has had pain for 3 weeks".
        History = "history",
        /// Seen, measured, or read from an image: "there is tightness of the paraspinals".
        Finding = "finding",
        /// Judged by the provider: "this is a lumbar strain".
        Assessment = "assessment",
        /// Ordered, prescribed, planned: "will get an x-ray".
        Order = "order",
        /// Instructions, precautions, counselling: "return if it becomes severe".
        Advice = "advice",
    }
}

impl Act {
    /// What the words of a section do, unless their sentence says otherwise.
    pub const fn of_section(kind: SectionKind) -> Act {
        match kind {
            SectionKind::Exam | SectionKind::Vitals | SectionKind::Results => Act::Finding,
            SectionKind::Assessment | SectionKind::AssessmentPlan | SectionKind::Codes => Act::Assessment,
            SectionKind::Plan => Act::Order,
            SectionKind::Instructions => Act::Advice,
            _ => Act::History,
        }
    }

    /// What an assertion alone says: a plan is an order, and what is only a condition is advice.
    pub const fn of_assertion(assertion: Assertion) -> Option<Act> {
        if assertion.has(Effect::Planned) {
            Some(Act::Order)
        } else if assertion.has(Effect::Hypothetical) {
            Some(Act::Advice)
        } else {
            None
        }
    }
}

/// A set of acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acts(u8);

impl Acts {
    /// Every act.
    pub const ALL: Acts = Acts(u8::MAX);

    /// Whether the set names `act`.
    pub const fn contains(self, act: Act) -> bool {
        self.0 & (1 << act as u8) != 0
    }

    /// The set without `act`.
    #[must_use]
    pub const fn without(self, act: Act) -> Acts {
        Acts(self.0 & !(1 << act as u8))
    }

    /// The acts of the set, in the order of the closed list.
    pub fn iter(self) -> impl Iterator<Item = Act> {
        Act::ALL.iter().copied().filter(move |act| self.contains(*act))
    }
}

impl FromIterator<Act> for Acts {
    fn from_iter<I: IntoIterator<Item = Act>>(acts: I) -> Self {
        Acts(acts.into_iter().fold(0, |set, act| set | 1 << act as u8))
    }
}
