//! ICD-10-CM codes as notes write them.
//!
//! A code with its dot (`M54.9`, `S39.012A`) is taken wherever it stands. Without a dot the same letters are far
//! more often a vertebra (`T12`), a laboratory value (`B12`) or a model name, so a bare category or an undotted code
//! counts only in a section of codes.

use super::facts::CodeMention;
use crate::base::{SectionKind, Span};
use crate::note::Note;

/// Codes written in the note, in order, then those that came with it.
pub(super) fn find(note: &Note) -> Vec<CodeMention> {
    let mut codes = Vec::new();
    for sentence in &note.sentences {
        let in_codes = note.sections[sentence.section].kind == SectionKind::Codes;
        for (offset, word) in words(note.words(sentence.span)) {
            if let Some(code) = as_code(word, in_codes) {
                let start = sentence.span.start + offset;
                codes.push(CodeMention { code, span: Some(Span::new(start, start + word.len())) });
            }
        }
    }
    codes.extend(
        note.context.codes.iter().map(|code| CodeMention { code: code.trim().to_ascii_uppercase(), span: None }),
    );
    codes
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
