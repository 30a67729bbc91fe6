use crate::base::{Assertion, Effect, Span};
use crate::rule::ConceptId;

/// All that one note says, in the words of one rule set.
#[derive(Debug, Default)]
pub struct Facts {
    /// Mentions ordered by their start.
    pub mentions: Vec<Mention>,
    /// Codes written in the note or given with it.
    pub codes: Vec<CodeMention>,
}

/// A place where a concept stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What stands there.
    pub concept: ConceptId,
    /// Its words.
    pub span: Span,
    /// Index of its section.
    pub section: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// In which sense it is said.
    pub assertion: Assertion,
    /// The words that say so.
    pub cues: Vec<CueHit>,
    /// It stands in the prompt of a `Prompt: value` line, or inside a placeholder.
    pub asked: bool,
}

/// The words that set an assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueHit {
    /// The cue's words; empty where the section itself is the cue.
    pub span: Span,
    /// What it did.
    pub effect: Effect,
}

/// An ICD-10-CM code written in the note, or given beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeMention {
    /// The code in capitals with its dot: `M54.9`.
    pub code: String,
    /// Where it is written; `None` where it travels with the note.
    pub span: Option<Span>,
}
