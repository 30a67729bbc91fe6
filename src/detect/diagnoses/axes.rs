//! What a diagnosis leaves open, and which of it the rest of the note names.
//!
//! A diagnosis is often worded more than once, so that what one wording leaves open another states: an axis is open only
//! if no wording of the condition in the assessment states it.

use super::super::assertion::Assertions;
use super::super::facts::{AxisEvidence, CAUSE, CodeMention, Diagnosis};
use super::super::underspecified;
use super::super::words::NoteWords;
use crate::base::{Date, Span};
use crate::icd10::{Class, Code, CodeSet, Entry, LATERALITY};
use crate::note::Note;
use std::collections::HashMap;

/// Fills in the axes of all diagnoses.
pub(super) fn fill(
    note: &Note,
    codes: &[CodeMention],
    assertions: &Assertions,
    day: Date,
    diagnoses: &mut [Diagnosis],
) {
    if diagnoses.is_empty() {
        return;
    }
    let set = CodeSet::builtin();
    let words = underspecified::words_of(note, codes);
    let stated: Vec<(Code, Span)> =
        diagnoses.iter().filter_map(|each| Some((category(each)?, place(note, each)))).collect();
    let mut known: HashMap<String, (Vec<AxisEvidence>, Vec<String>)> = HashMap::new();
    for diagnosis in diagnoses {
        let (Some(code), Some(category)) = (diagnosis.codes.first(), category(diagnosis)) else { continue };
        let (axes, settled) = known.entry(code.clone()).or_insert_with(|| {
            let Some(entry) = unspecified(&set, code, day) else { return Default::default() };
            let axes = underspecified::axes(note, assertions, &words, entry, day).0;
            let own = |span: Span| stated.iter().any(|(of, place)| *of == category && place.overlaps(span));
            let is_stated = |axis: &AxisEvidence| {
                axis.alternatives.iter().flat_map(|each| &each.named).any(|named| own(named.span))
            };
            let (settled, mut axes): (Vec<_>, Vec<_>) = axes.into_iter().partition(is_stated);
            // What is an item of its own is carried.
            let other = |span: Span| stated.iter().any(|(of, place)| *of != category && place.overlaps(span));
            axes.iter_mut()
                .flat_map(|axis| &mut axis.alternatives)
                .for_each(|each| each.named.retain(|named| !other(named.span)));
            (axes, settled.into_iter().map(|axis| axis.name).collect())
        });
        let asked = diagnosis.asks.iter().map(|axis| (*axis).to_owned());
        let open = axes.iter().map(|axis| axis.name.clone()).chain(asked.filter(|axis| !settled.contains(axis)));
        for axis in open.filter(|axis| axis != CAUSE || !diagnosis.has_cause).collect::<Vec<_>>() {
            if !diagnosis.open.contains(&axis) {
                diagnosis.open.push(axis);
            }
        }
        let own = |span: Span| stated.iter().any(|(of, place)| *of == category && place.overlaps(span));
        let sided = has_side(note.words(diagnosis.span));
        let sides = sided.then(|| sides(note, assertions, &words, &set, code, day)).flatten();
        diagnosis.sides = sides.map(|mut axis| {
            axis.alternatives.iter_mut().for_each(|each| each.named.retain(|named| !own(named.span)));
            axis
        });
        diagnosis.axes = axes.iter().filter(|axis| axis.name != CAUSE || !diagnosis.has_cause).cloned().collect();
    }
}

fn category(diagnosis: &Diagnosis) -> Option<Code> {
    Code::parse(diagnosis.codes.first()?.trim_end_matches(['-', '.'])).map(|code| code.category())
}

/// Where a diagnosis is stated: its sentence, and what else is in the line.
fn place(note: &Note, diagnosis: &Diagnosis) -> Span {
    let (text, sentence) = (note.source.text(), note.sentences[diagnosis.sentence].span);
    let line = text[sentence.end..].find(['\n', '\r']).map_or(text.len(), |length| sentence.end + length);
    let section = note.section_at(sentence.start).map_or(line, |section| section.span.end);
    Span::new(sentence.start, line.min(section).max(sentence.end))
}

/// Whether words name a side.
fn has_side(words: &str) -> bool {
    let sides = ["right", "left", "rt", "lt", "r", "l"];
    words.split(|c: char| !c.is_alphanumeric()).any(|word| sides.iter().any(|side| side.eq_ignore_ascii_case(word)))
}

/// If a code is that of one side: what its neighbour without a side leaves open, and where the rest of the note names it.
fn sides(
    note: &Note,
    assertions: &Assertions,
    words: &NoteWords,
    set: &CodeSet,
    code: &str,
    day: Date,
) -> Option<AxisEvidence> {
    let base = set.find(Code::parse(code.trim_end_matches(['-', '.']))?)?.base();
    let one_side = |title: &str| title.contains("right") || title.contains("left");
    base.title().filter(|title| one_side(title))?;
    let neighbour =
        base.parent()?.children(day).into_iter().find(|child| {
            child.class() == Class::Unspecified && child.title().is_some_and(|title| !one_side(&title))
        })?;
    underspecified::axes(note, assertions, words, neighbour, day).0.into_iter().find(|axis| axis.name == LATERALITY)
}

/// The code of a wording, or of a family the one that specifies least.
fn unspecified<'s>(set: &'s CodeSet, code: &str, day: Date) -> Option<Entry<'s>> {
    let mut entry = set.find(Code::parse(code.trim_end_matches(['-', '.']))?)?;
    while code.ends_with('-') && entry.class() != Class::Unspecified {
        entry = entry.children(day).into_iter().find(|child| child.class() == Class::Unspecified)?;
    }
    Some(entry)
}
