//! The diagnoses that a note assesses.
//!
//! `places` finds where they are stated, by what `says` hears in a sentence; `parts` cuts what stands there at the words
//! that join conditions; `read` takes the wordings of the code set from the parts, minding the words `beside` them. The
//! assertion of each decides whether it is one: what is denied, a relative's, only a reason for an order or still to come
//! is none.

mod axes;
mod beside;
mod parts;
mod places;
mod read;
mod says;
mod stated;

use super::assertion::Assertions;
use super::codes::day;
use super::facts::{CodeMention, Diagnosis};
use super::words::LazyWords;
use crate::base::{Certainty, Span};
use crate::icd10::CodeSet;
use crate::note::Note;
use read::Reader;
use stated::Form;
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
    let (mut listed, mut opening) = (false, Vec::new());
    for stated in &places {
        let mut read = reader.read(stated);
        join_causes(note, &mut read);
        match stated.form {
            Form::Reasoning => found.reasoned.extend(read),
            Form::Prose => opening.extend(read),
            Form::Listed | Form::Conclusion | Form::Told => {
                listed |= stated.form == Form::Listed && !read.is_empty();
                found.diagnoses.extend(read);
            }
        }
    }
    // The prose beside a list introduces it or reasons about it.
    if !listed {
        found.diagnoses.extend(opening);
    }
    found.diagnoses.sort_by_key(|diagnosis| diagnosis.span);
    found.diagnoses.dedup_by_key(|diagnosis| diagnosis.span);
    axes::fill(note, assertions, words, day, &mut found.diagnoses);
    found
}

/// Words with which a provider says what a complaint is taken for.
const TAKEN_FOR: [&str; 8] =
    ["consistent with", "c/w", "compatible with", "likely", "probably", "presumably", "suggestive of", "suspected"];

/// What a complaint is taken for is its cause: "dizziness, consistent with migraine".
fn join_causes(note: &Note, statement: &mut [Diagnosis]) {
    for other in 1..statement.len() {
        let (before, after) = (&statement[other - 1], &statement[other]);
        let between = Span::new(before.span.end, after.span.start.max(before.span.end));
        let words = note.words(between).to_ascii_lowercase();
        let taken_for = TAKEN_FOR.iter().any(|each| words.contains(each));
        if after.certainty == Certainty::Hedged && taken_for {
            statement[other - 1].has_cause = true;
        }
    }
}
