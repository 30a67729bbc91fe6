use super::why_not::WhyNot;
use crate::base::{Act, Assertion, Certainty, Effect, Span, When};
use crate::icd10::{Alternative, Class, Code, Validity};
use crate::rule::{ConceptId, ValueId};

/// Everything that one note says, in terms of one rule set.
#[derive(Debug, Default)]
pub struct Facts {
    /// Mentions ordered by their start.
    pub mentions: Vec<Mention>,
    /// Codes written in the note or given with it.
    pub codes: Vec<CodeMention>,
    /// What those codes do not specify; each code once.
    pub underspecified: Vec<Underspecified>,
    /// Measured values, in text order.
    pub values: Vec<Measured>,
    /// What the provider assesses, in text order.
    pub diagnoses: Vec<Diagnosis>,
    /// What the text under a diagnosis takes it for: "I believe this is a strain".
    pub reasoned: Vec<Diagnosis>,
}

/// A place where a concept is mentioned. A long note has hundreds of thousands, so they are small.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The concept.
    pub concept: ConceptId,
    /// Its words.
    pub span: Span,
    pub(super) section: u32,
    pub(super) sentence: u32,
    /// Its assertion.
    pub assertion: Assertion,
    /// What it does in its sentence.
    pub act: Act,
    /// The words that set the assertion.
    pub cues: Box<[CueHit]>,
    /// Whether it is in the prompt of a `Prompt: value` line, or inside a placeholder.
    pub asked: bool,
    /// The words around it that say it of some other part of the body: it counts only for a topic whose own site they
    /// name.
    pub elsewhere: Option<Span>,
}

impl Mention {
    /// A mention in a section and a sentence, by their indices, that no cue concerns.
    pub fn new(concept: ConceptId, span: Span, section: usize, sentence: usize) -> Mention {
        Mention {
            concept,
            span,
            section: section as u32,
            sentence: sentence as u32,
            assertion: Assertion::AFFIRMED,
            act: Act::History,
            cues: Box::default(),
            asked: false,
            elsewhere: None,
        }
    }

    /// Index of its section.
    pub fn section(&self) -> usize {
        self.section as usize
    }

    /// Index of its sentence.
    pub fn sentence(&self) -> usize {
        self.sentence as usize
    }
}

/// A measured value: a number, or a range, of something that is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// What is measured.
    pub value: ValueId,
    /// Its number or range, without the unit.
    pub span: Span,
    /// What a finding points at: the number with its unit, and with the name if that is right before it.
    pub said: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The number as it is written, or the lower end of the range.
    pub low: f64,
    /// The number as it is written, or the higher end of the range.
    pub high: f64,
    /// The unit of these, an index into the units of the rules; that of the value if none is written.
    pub unit: Option<u32>,
    /// Both in the value's own unit.
    pub own: (f64, f64),
    /// When it was measured.
    pub when: When,
    /// The day of its measurement in the form 20261201, if it is written beside it; the year is 0 if it is not.
    pub day: Option<u32>,
}

/// Words of a concept's vocabulary that are not a mention of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearMiss {
    /// The concept.
    pub concept: ConceptId,
    /// The words.
    pub span: Span,
    /// Why they are not a mention.
    pub why_not: WhyNot<'static>,
}

/// The words that set an assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueHit {
    /// The cue's words; empty if the section itself is the cue.
    pub span: Span,
    /// What it did.
    pub effect: Effect,
}

/// An ICD-10-CM code written in the note, or given with it.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeMention {
    /// The code in capitals with its dot: `M54.9`.
    pub code: String,
    /// Where it is written; `None` if it comes with the note.
    pub span: Option<Span>,
    /// What the code set says about it on the day of the note.
    pub state: CodeState,
}

/// What a written code is on the day of its note.
///
/// It is [`Validity`] without the days, and with a word for what is not in the code set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeState {
    /// It can be billed.
    Valid,
    /// It could be billed once, and nothing below it can be now.
    Retired,
    /// It only gathers the codes below it.
    Header,
    /// It is complete but for its seventh character.
    NeedsSeventh,
    /// It can be billed from a later day on.
    NotYet,
    /// There is no such code.
    Unknown,
}

impl CodeState {
    /// The word in JSON. A code that is not in force yet is `unknown` to the code set of its day.
    pub const fn as_str(self) -> &'static str {
        match self {
            CodeState::Valid => "valid",
            CodeState::Retired => "retired",
            CodeState::Header => "header",
            CodeState::NeedsSeventh => "needs-seventh",
            CodeState::NotYet | CodeState::Unknown => "unknown",
        }
    }
}

impl From<Validity> for CodeState {
    fn from(validity: Validity) -> CodeState {
        match validity {
            Validity::Valid => CodeState::Valid,
            Validity::Retired(_) => CodeState::Retired,
            Validity::NotYet(_) => CodeState::NotYet,
            Validity::Header => CodeState::Header,
            Validity::NeedsSeventh => CodeState::NeedsSeventh,
        }
    }
}

/// A code that does not specify something.
#[derive(Clone, Debug, PartialEq)]
pub struct Underspecified {
    /// Index of its first mention in [`Facts::codes`].
    pub code: usize,
    /// How much it specifies.
    pub class: Class,
    /// Its title.
    pub title: Option<String>,
    /// What it does not specify.
    pub axes: Vec<AxisEvidence>,
    /// The sentences that name its condition.
    pub sentences: Vec<usize>,
}

/// An axis of specificity that a code does not specify.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisEvidence {
    /// Its name: `laterality`, `stage` ...
    pub name: String,
    /// What could be said.
    pub alternatives: Vec<AlternativeEvidence>,
}

/// Something more specific, and where the note names it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlternativeEvidence {
    /// The code or family that says it.
    pub alternative: Alternative,
    /// The words that name it near the condition, with any assertion.
    pub named: Vec<AlternativeMention>,
}

/// Words that name what a code does not specify.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlternativeMention {
    /// The words.
    pub span: Span,
    /// Index of their section.
    pub section: usize,
    /// Their assertion.
    pub assertion: Assertion,
    /// Whether the alternative is a denial ("without aura"): these words name it if they are negated.
    pub denied: bool,
}

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
    /// The code that its words mean, or the header of the family; `None` if the classification has none.
    pub fn code(&self) -> Option<Code> {
        Code::parse(self.codes.first()?.trim_end_matches(['-', '.']))
    }

    /// Whether a code belongs to the category of one of its codes.
    pub fn is_of(&self, code: Code) -> bool {
        self.codes.iter().any(|own| own.starts_with(code.category().undotted_str()))
    }

    /// Whether it leaves an axis open. Every condition has a cause, whether or not the classification asks for it.
    pub fn leaves_open(&self, axis: &str) -> bool {
        if axis == CAUSE { !self.has_cause } else { self.open.iter().any(|open| open == axis) }
    }
}
