//! Looks up spellings in the code set: each once, on the day of the note.

use crate::base::{Date, Span};
use crate::detect::facts::{CodeMention, CodeState};
use crate::icd10::{Code, CodeSet};
use std::collections::HashMap;

/// What the code set knows about a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listing {
    /// What it is on the day of the note.
    pub state: CodeState,
    /// Whether it is or was a code, a header or a category.
    pub listed: bool,
    /// Whether it is, was or will be billable as written.
    pub billable: bool,
    /// Whether it is not listed, but is one except for a seventh character: one that the base does not take, or one put
    /// where placeholders belong (`S33.5A`).
    pub meant: bool,
    /// Whether its first three characters are a category.
    pub category: bool,
}

/// The code set on the day of one note.
#[derive(Debug)]
pub(super) struct CodeLookup {
    codes: CodeSet,
    day: Date,
    known: HashMap<Code, Listing>,
}

impl CodeLookup {
    /// Nothing is looked up yet.
    pub fn new(day: Date) -> CodeLookup {
        CodeLookup { codes: CodeSet::builtin(), day, known: HashMap::new() }
    }

    /// What is known of a spelling.
    pub fn known(&mut self, code: Code) -> Listing {
        let (codes, day) = (&self.codes, self.day);
        *self.known.entry(code).or_insert_with(|| look_up(codes, code, day))
    }

    /// A code that was given as one, whatever it looks like.
    pub fn mention(&mut self, code: &str, span: Option<Span>) -> CodeMention {
        match Code::parse(code) {
            Some(code) => CodeMention { code: code.to_string(), span, state: self.known(code).state },
            None => CodeMention { code: code.trim().to_uppercase(), span, state: CodeState::Unknown },
        }
    }
}

fn look_up(codes: &CodeSet, code: Code, day: Date) -> Listing {
    let entry = codes.find(code);
    Listing {
        state: entry.map_or(CodeState::Unknown, |entry| entry.validity(day).into()),
        listed: entry.is_some(),
        billable: entry.is_some_and(|entry| entry.period().is_some()),
        meant: entry.is_none() && codes.base_of(code).is_some(),
        category: codes.find(code.category()).is_some(),
    }
}
