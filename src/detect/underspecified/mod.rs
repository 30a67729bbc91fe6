//! What the codes of a note do not specify, and which of it the note's own words name.
//!
//! An unspecified code has axes ("laterality") with alternatives ("right", "left"). A word such as "right" says
//! something about the code only next to the condition that it codes: "right" next to "knee" for a pain in an
//! unspecified knee. So the condition is looked for first (`condition`), and then the distinguishing words near it
//! (`evidence`); words that belong to something else, or leave it open, are refused (`refusal`, `past`). Their assertion
//! is decided as for any mention.

mod condition;
mod evidence;
mod past;
mod refusal;

use super::assertion::Assertions;
use super::codes;
use super::facts::{AxisEvidence, CodeMention, CodeState, Underspecified};
use super::words::{LazyWords, NoteWords};
use crate::base::{Date, Span};
use crate::icd10::{Class, Code, CodeSet, Entry};
use crate::note::Note;
use condition::Condition;
use evidence::Finder;
use std::collections::HashSet;

/// The codes of a note that do not specify something, each once, at its first mention in the text.
pub(super) fn find(
    note: &Note,
    codes: &[CodeMention],
    assertions: &Assertions,
    words: &LazyWords,
) -> Vec<Underspecified> {
    let day = codes::day(note);
    let set = CodeSet::builtin();
    let mut found: Vec<Underspecified> = Vec::new();
    let mut seen = HashSet::new();
    for (at, mention) in codes.iter().enumerate() {
        if !seen.insert(&mention.code) || mention.state != CodeState::Valid {
            continue;
        }
        let Some(entry) = Code::parse(&mention.code).and_then(|code| set.find(code)) else { continue };
        if entry.unspecified_axes(day).is_empty() && entry.class() != Class::Unspecified {
            continue;
        }
        let (axes, sentences) = axes(note, assertions, words, entry, day);
        found.push(Underspecified { code: at, class: entry.class(), title: entry.title(), axes, sentences });
    }
    found
}

/// What a code does not specify, with the words of the note that name it, and the sentences that name its condition.
pub(super) fn axes(
    note: &Note,
    assertions: &Assertions,
    words: &NoteWords,
    entry: Entry,
    day: Date,
) -> (Vec<AxisEvidence>, Vec<usize>) {
    let condition = Condition::of(&entry, words, assertions);
    let finder = Finder::new(note, assertions, words, entry, &condition);
    let axes = entry.unspecified_axes(day).into_iter().map(|axis| finder.axis(axis.axis, axis.alternatives)).collect();
    let mut sentences: Vec<usize> = condition.home.iter().map(|stretch| stretch.sentence).collect();
    sentences.dedup();
    (axes, sentences)
}

/// The words of a note without its codes: the E of "E56.9" is no vitamin.
pub(super) fn words_of(note: &Note, codes: &[CodeMention]) -> NoteWords {
    let mut spans: Vec<Span> = codes.iter().filter_map(|mention| mention.span).collect();
    spans.sort_unstable();
    NoteWords::new(&note.folded, note.sentences.len(), |range| {
        // Most notes have no code.
        if spans.is_empty() {
            return false;
        }
        let place = note.folded.original(range);
        spans.get(spans.partition_point(|span| span.end <= place.start)).is_some_and(|span| span.overlaps(place))
    })
}
