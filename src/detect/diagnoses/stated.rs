//! Words of a note that may hold diagnoses, and in which form they stand.

use super::super::mentions::Place;
use crate::note::Note;

/// What the words at a place are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A title, an item, a line of a list.
    Listed,
    /// A sentence in which anything may be told.
    Prose,
    /// What a sentence concludes.
    Conclusion,
    /// What a sentence of a course says the patient turned out to have, in a note without an assessment.
    Told,
    /// A sentence under a diagnosis that says what it is taken for.
    Reasoning,
}

/// Words that may hold diagnoses.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    pub place: Place,
    pub form: Form,
}

/// A whole sentence, without the number before its words.
pub(super) fn whole(note: &Note, sentence: usize, form: Form) -> Stated {
    let mut range = note.folded.sentence(sentence);
    let words = &note.folded.text()[range.clone()];
    range.start += words.find(|c: char| c.is_alphabetic()).unwrap_or(0);
    Stated { place: Place { range, sentence }, form }
}
