//! The diagnoses that a note assesses.
//!
//! `places` finds where they are stated, `parts` cuts what stands there at the words that join conditions, `read` takes the
//! wordings of the code set from the parts, and the assertion of each decides whether it is one: what is denied, a
//! relative's, only a reason for an order or still to come is none.

mod axes;
mod parts;
mod places;
mod read;

use super::assertion::Assertions;
use super::codes::day;
use super::facts::{CodeMention, Diagnosis};
use super::words::LazyWords;
use crate::icd10::CodeSet;
use crate::note::Note;
use places::Form;
use read::Reader;
use std::cell::RefCell;

/// What a provider states, in text order.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What is assessed.
    pub diagnoses: Vec<Diagnosis>,
    /// What the text under a diagnosis takes it for.
    pub reasoned: Vec<Diagnosis>,
}

/// The diagnoses of a note.
pub(super) fn find(note: &Note, codes: &[CodeMention], assertions: &Assertions, words: &LazyWords) -> Found {
    let places = places::find(note);
    if places.is_empty() {
        return Found::default();
    }
    let day = day(note);
    let bare = |code: &CodeMention| code.span.map(|_| code.code.replace('.', ""));
    let mut written: Vec<String> = codes.iter().filter_map(bare).collect();
    written.sort_unstable();
    written.dedup();
    let reader = Reader { note, assertions, set: CodeSet::builtin(), day, codes: written, known: RefCell::default() };
    let mut found = Found::default();
    for stated in &places {
        let read = reader.read(stated);
        if stated.form == Form::Reasoning {
            found.reasoned.extend(read);
        } else {
            found.diagnoses.extend(read);
        }
    }
    found.diagnoses.sort_by_key(|diagnosis| diagnosis.span);
    found.diagnoses.dedup_by_key(|diagnosis| diagnosis.span);
    axes::fill(note, assertions, words, day, &mut found.diagnoses);
    found
}
