//! The answer to a condition: whether it holds, and the evidence, which is indices into the facts or the note.

/// Whether a condition holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Judgement {
    pub holds: bool,
    /// What it rests on, best first; may be empty though the condition holds.
    pub evidence: Vec<EvidenceRef>,
}

/// One thing that a judgement rests on: an index into the facts or the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EvidenceRef {
    Mention(usize),
    Code(usize),
    Diagnosis(usize),
    Value(usize),
    Placeholder(usize),
}

impl Judgement {
    /// One that rests on no words.
    pub fn bare(holds: bool) -> Judgement {
        Judgement { holds, evidence: Vec::new() }
    }

    /// One that holds if there is any evidence.
    pub fn resting_on(evidence: Vec<EvidenceRef>) -> Judgement {
        Judgement { holds: !evidence.is_empty(), evidence }
    }
}
