//! The code set as a note asks it: each spelling once, on the day of the note.

use crate::base::{Date, Span};
use crate::detect::facts::{CodeMention, CodeState};
use crate::icd10::{Code, CodeSet};
use std::collections::HashMap;

/// What the code set knows of a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// What it is on the day of the note.
    pub state: CodeState,
    /// It is or was a code, a header or a category.
    pub listed: bool,
    /// It is, was or will be billable as it stands.
    pub billable: bool,
    /// Not listed, but one by a seventh character: one that the base does not take, or one put where placeholders
    /// belong (`S33.5A`).
    pub meant: bool,
    /// Its first three characters are a category.
    pub category: bool,
}

/// The code set on the day of one note.
#[derive(Debug)]
pub(super) struct Set {
    codes: CodeSet,
    day: Date,
    known: HashMap<Code, Known>,
}

impl Set {
    /// Without a day, codes are judged on the last day of the code set's release.
    pub fn new(day: Option<Date>) -> Set {
        Set { codes: CodeSet::builtin(), day: day.unwrap_or_else(last_day), known: HashMap::new() }
    }

    /// What is known of a spelling.
    pub fn known(&mut self, code: Code) -> Known {
        let (codes, day) = (&self.codes, self.day);
        *self.known.entry(code).or_insert_with(|| look_up(codes, code, day))
    }

    /// A code that somebody gave as one, whatever it looks like.
    pub fn mention(&mut self, code: &str, span: Option<Span>) -> CodeMention {
        match Code::parse(code) {
            Some(code) => CodeMention { code: code.to_string(), span, state: self.known(code).state },
            None => CodeMention { code: code.trim().to_uppercase(), span, state: CodeState::Unknown },
        }
    }
}

fn look_up(codes: &CodeSet, code: Code, day: Date) -> Known {
    let entry = codes.find(code);
    Known {
        state: entry.map_or(CodeState::Unknown, |entry| entry.state(day).into()),
        listed: entry.is_some(),
        billable: entry.is_some_and(|entry| entry.period().is_some()),
        meant: entry.is_none() && (codes.base_of(code).is_some() || with_placeholders(codes, code)),
        category: codes.find(code.category()).is_some(),
    }
}

/// Whether a code becomes one with its last character in the seventh place.
fn with_placeholders(codes: &CodeSet, code: Code) -> bool {
    let text = code.undotted_str();
    let Some((base, seventh)) = text.split_at_checked(text.len() - 1) else { return false };
    let letter = seventh.starts_with(|c: char| c.is_ascii_uppercase());
    (4..7).contains(&text.len())
        && letter
        && Code::parse(&format!("{base:X<6}{seventh}")).is_some_and(|whole| codes.find(whole).is_some())
}

/// The last day of the release: `FY2027` ends on 2027-09-30.
fn last_day() -> Date {
    let year = CodeSet::release().trim_start_matches("FY").parse().unwrap_or(9999);
    Date::new(year, 9, 30).expect("every year has this day")
}
