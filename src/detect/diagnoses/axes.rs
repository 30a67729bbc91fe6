//! What a diagnosis leaves open, and which of it the rest of the note names.
//!
//! A diagnosis is often worded more than once, so that what one wording leaves open another states: an axis is open only
//! if no wording of the condition in the assessment states it.

use super::super::assertion::Assertions;
use super::super::underspecified;
use super::super::words::NoteWords;
use super::Diagnosis;
use crate::base::{Date, Span};
use crate::detect::AxisEvidence;
use crate::icd10::{Class, Code, CodeSet, Entry};
use crate::note::Note;
use std::collections::HashMap;

/// Fills in the axes of all diagnoses.
pub(super) fn fill(note: &Note, assertions: &Assertions, day: Date, diagnoses: &mut [Diagnosis]) {
    if diagnoses.is_empty() {
        return;
    }
    let set = CodeSet::builtin();
    let words = NoteWords::new(&note.folded, note.sentences.len());
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
        for axis in open {
            if !diagnosis.open.contains(&axis) {
                diagnosis.open.push(axis);
            }
        }
        diagnosis.axes.clone_from(axes);
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

/// The code of a wording, or of a family the one that specifies least.
fn unspecified<'s>(set: &'s CodeSet, code: &str, day: Date) -> Option<Entry<'s>> {
    let mut entry = set.find(Code::parse(code.trim_end_matches(['-', '.']))?)?;
    while code.ends_with('-') && entry.class() != Class::Unspecified {
        entry = entry.children(day).into_iter().find(|child| child.class() == Class::Unspecified)?;
    }
    Some(entry)
}
