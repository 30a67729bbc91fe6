//! ICD-10-CM codes as notes write them.
//!
//! A code with its dot (`M54.9`, `S39.012A`) is taken wherever it stands. Without a dot the same letters are far
//! more often a vertebra (`T12`), a laboratory value (`B12`) or a model name, so a bare category or an undotted code
//! counts only in a section of codes.

use super::facts::{CodeMention, CodeState};
use crate::base::{Date, SectionKind, Span};
use crate::icd10::{Code, CodeSet};
use crate::note::Note;
use std::collections::HashMap;

/// Codes written in the note, in order, then those that came with it.
pub(super) fn find(note: &Note) -> Vec<CodeMention> {
    let mut codes = Vec::new();
    let mut judge = Judge::new(day(note));
    for sentence in &note.sentences {
        let in_codes = note.sections[sentence.section].kind == SectionKind::Codes;
        for (offset, word) in words(note.words(sentence.span)) {
            if let Some(code) = as_code(word, in_codes) {
                let start = sentence.span.start + offset;
                let state = judge.state(&code);
                codes.push(CodeMention { code, span: Some(Span::new(start, start + word.len())), state });
            }
        }
    }
    for code in &note.context.codes {
        let code = Code::parse(code).map_or_else(|| code.trim().to_ascii_uppercase(), |code| code.to_string());
        let state = judge.state(&code);
        codes.push(CodeMention { code, span: None, state });
    }
    codes
}

/// Says what codes are on the day of a note, each once.
struct Judge {
    set: CodeSet,
    day: Date,
    known: HashMap<String, CodeState>,
}

impl Judge {
    fn new(day: Date) -> Judge {
        Judge { set: CodeSet::builtin(), day, known: HashMap::new() }
    }

    fn state(&mut self, code: &str) -> CodeState {
        let (set, day) = (&self.set, self.day);
        let look_up = || {
            let entry = Code::parse(code).and_then(|code| set.find(code));
            entry.map_or(CodeState::Unknown, |entry| entry.state(day).into())
        };
        *self.known.entry(code.to_owned()).or_insert_with(look_up)
    }
}

/// The day on which the codes of a note are judged: its own, or the last one of the code set's release.
pub fn day(note: &Note) -> Date {
    note.context.day.unwrap_or_else(CodeSet::last_day)
}

/// Runs of letters, digits and inner dots, with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric() && c != '.').map(move |word| {
        let word = word.trim_matches('.');
        (word.as_ptr() as usize - text.as_ptr() as usize, word)
    })
}

fn as_code(word: &str, in_codes: bool) -> Option<String> {
    let (category, rest) = match word.split_once('.') {
        Some((category, rest)) => (category, Some(rest)),
        None if in_codes && word.is_ascii() && word.len() >= 3 => (&word[..3], (word.len() > 3).then(|| &word[3..])),
        None => return None,
    };
    let shape = category.as_bytes();
    let is_category = shape.len() == 3
        && shape[0].is_ascii_alphabetic()
        && shape[1].is_ascii_digit()
        && (shape[2].is_ascii_digit() || matches!(shape[2].to_ascii_uppercase(), b'A' | b'B'));
    let rest_fits = rest.is_none_or(|r| {
        (1..=4).contains(&r.len())
            && r.bytes().all(|b| b.is_ascii_alphanumeric())
            && r.as_bytes()[0].is_ascii_alphanumeric()
    });
    // A lower-case letter at the start is taken only where codes are listed.
    let cased = in_codes || shape.first().is_some_and(u8::is_ascii_uppercase);
    (is_category && rest_fits && cased).then(|| match rest {
        Some(rest) => format!("{}.{}", category.to_ascii_uppercase(), rest.to_ascii_uppercase()),
        None => category.to_ascii_uppercase(),
    })
}
