use crate::base::{Certainty, Span};
use crate::detect::AxisEvidence;
use crate::icd10::Code;

/// The axis of causes.
pub(super) const CAUSE: &str = "cause";

/// A condition that the provider assesses.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// Its wording.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The codes that the wording alone supports, most likely first: `I50.9`, and a family with its hyphen (`C50.-`) where
    /// no code is the default.
    pub codes: Vec<String>,
    /// How it is stated.
    pub certainty: Certainty,
    /// Whether it is stated as past: "history of breast cancer".
    pub past: bool,
    /// Whether its words are a name of the condition, nothing missing.
    pub is_exact: bool,
    /// Whether it states what it is due to.
    pub has_cause: bool,
    /// The axes that a reviewer would ask about.
    pub asks: Vec<&'static str>,
    /// The axes that no wording of it in the assessment states: those that the classification distinguishes, and those
    /// that a reviewer would ask about.
    pub open: Vec<String>,
    /// The words of the note that name what it leaves open.
    pub axes: Vec<AxisEvidence>,
    /// If it names a side: where the rest of the note names the part with a side.
    pub sides: Option<AxisEvidence>,
}

impl Diagnosis {
    /// Whether a code belongs to the category of one of its codes.
    pub fn is_of(&self, code: Code) -> bool {
        self.codes.iter().any(|own| own.starts_with(code.category().undotted_str()))
    }

    /// Whether it leaves an axis open. Every condition has a cause, whether or not the classification asks for it.
    pub fn leaves_open(&self, axis: &str) -> bool {
        if axis == CAUSE { !self.has_cause } else { self.open.iter().any(|open| open == axis) }
    }
}
