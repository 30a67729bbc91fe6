//! ICD-10-CM codes as notes write them, and those given with a note.
//!
//! A letter, a digit, a digit: that is a code, a vertebra (`T12`), a vitamin (`B12`), a room, a model, a temperature
//! (`T36.6`). The code set, the dot, and the surrounding words decide. A code of the set with its dot is accepted
//! wherever it is; the fewer characters a spelling has, the more its surroundings must say: a cue (`Dx:`, `ICD-10`),
//! brackets, a list of diagnoses, other codes next to it. A spelling that the code set does not know counts only if a
//! code was clearly meant, since a rule will report it. `shape` finds what looks like a code, `surroundings` reads the
//! text around it, `verdict` weighs both, and `code_cues` contains the words.
//!
//! A family (`M54.1-`, `M54.*`, `M54.xx`) and a range (`E08-E13`) name no single code and are not mentions of one.
//!
//! Time is linear in the text, and a note without anything of the shape is read only once, without using the code set.

mod code_cues;
mod lookup;
mod shape;
mod surroundings;
mod verdict;

use super::facts::CodeMention;
use crate::base::{Date, SectionKind, Span};
use crate::icd10::CodeSet;
use crate::note::Note;
use lookup::CodeLookup;
use memchr::memchr2;
use shape::Shape;
use surroundings::Lead;

/// The day on which the codes of a note are judged: its own, or the last one of the code set's release.
pub fn day(note: &Note) -> Date {
    note.context.day.unwrap_or_else(CodeSet::last_day)
}

/// Codes of the front matter and of the text, in order, then those that came with the note.
pub(super) fn find(note: &Note) -> Vec<CodeMention> {
    let beside = &note.context.codes;
    if beside.is_empty() && !shape::occurs(note.source.text()) {
        return Vec::new();
    }
    let mut lookup = CodeLookup::new(day(note));
    let given = note.front_matter.iter().flat_map(|front| &front.codes);
    let mut found: Vec<CodeMention> = given.map(|span| lookup.mention(note.words(*span), Some(*span))).collect();
    for shape in written(note, &mut lookup) {
        let state = lookup.known(shape.code).state;
        found.push(CodeMention { code: shape.code.to_string(), span: Some(shape.span), state });
    }
    found.extend(beside.iter().map(|code| lookup.mention(code, None)));
    found
}

/// The codes in the text, line by line.
fn written(note: &Note, lookup: &mut CodeLookup) -> Vec<Shape> {
    let text = note.source.text();
    let mut taken = Vec::new();
    let mut lead = Lead::default();
    let mut sections = note.sections.iter().peekable();
    let mut kind = SectionKind::Other;
    // Lines that are not blank.
    let mut number = 0;
    let mut start = note.front_matter.as_ref().map_or(0, |front| front.span.end);
    while start < text.len() {
        let end = memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map_or(text.len(), |length| start + length);
        let line = Span::new(start, end);
        start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
        let shapes = shape::in_line(text, line, lookup);
        lead.read(&text[line.range()], !shapes.is_empty());
        number += usize::from(!text[line.range()].trim().is_empty());
        for chain in shape::chains(text, &shapes) {
            while let Some(section) = sections.next_if(|section| section.span.start <= chain[0].span.start) {
                kind = section.kind;
            }
            let around = surroundings::around(text, line, chain, kind, &lead);
            verdict::weigh(chain, number, &around, lookup, &mut taken);
        }
    }
    let settled = verdict::settle(taken);
    settled.filter(|shape| !is_unfilled(note, shape.span) && !note.in_comment(shape.span.start)).collect()
}

/// Whether the place is unfilled: inside a placeholder, or after a box that was not ticked.
fn is_unfilled(note: &Note, span: Span) -> bool {
    let next = note.placeholders.partition_point(|place| place.span.end <= span.start);
    let open = note.placeholders.get(next).is_some_and(|place| place.span.overlaps(span));
    let after = note.sentences.partition_point(|sentence| sentence.span.start <= span.start);
    let boxed = || after.checked_sub(1).and_then(|at| note.empty_box(&note.sentences[at]));
    open || boxed().is_some()
}
