use super::kinds::words;
use serde::{Deserialize, Serialize};

words! {
    /// The closed list of what a section of a note can be.
    SectionKind {
        /// Chief complaint, reason for visit.
        Cc = "cc",
        /// History of present illness, subjective.
        Hpi = "hpi",
        /// Review of systems.
        Ros = "ros",
        /// Past medical history, problem list.
        Pmh = "pmh",
        /// Past surgical history.
        Psh = "psh",
        /// Family history.
        Fh = "fh",
        /// Social history.
        Sh = "sh",
        /// Medications.
        Meds = "meds",
        /// Allergies.
        Allergies = "allergies",
        /// Vital signs.
        Vitals = "vitals",
        /// Physical examination, objective.
        Exam = "exam",
        /// Laboratory, imaging, studies.
        Results = "results",
        /// Hospital or emergency department course.
        Course = "course",
        /// Assessment, impression, diagnosis.
        Assessment = "assessment",
        /// Plan, recommendations, disposition.
        Plan = "plan",
        /// Assessment and plan in one, medical decision making.
        AssessmentPlan = "assessment-plan",
        /// Diagnosis codes, billing.
        Codes = "codes",
        /// Instructions to the patient, return precautions, education.
        Instructions = "instructions",
        /// Anything else, and text under no heading.
        Other = "other",
    }
}

/// A set of section kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionKinds(u32);

impl SectionKinds {
    /// No kind at all.
    pub const NONE: SectionKinds = SectionKinds(0);
    /// Every kind.
    pub const ALL: SectionKinds = SectionKinds(u32::MAX);

    /// Where diagnoses are written: the assessment, by itself or with the plan.
    pub const ASSESSMENT: SectionKinds =
        SectionKinds(1 << SectionKind::Assessment as u32 | 1 << SectionKind::AssessmentPlan as u32);

    /// Whether the set shares a kind with `other`.
    pub const fn overlaps(self, other: SectionKinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set names `kind`.
    pub const fn contains(self, kind: SectionKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Whether the set names no kind.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of the set, in the order of the closed list.
    pub fn iter(self) -> impl Iterator<Item = SectionKind> {
        SectionKind::ALL.iter().copied().filter(move |k| self.contains(*k))
    }
}

impl FromIterator<SectionKind> for SectionKinds {
    fn from_iter<I: IntoIterator<Item = SectionKind>>(kinds: I) -> Self {
        SectionKinds(kinds.into_iter().fold(0, |set, k| set | 1 << k as u32))
    }
}
