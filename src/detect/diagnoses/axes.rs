//! What a diagnosis leaves open, and which of it the rest of the note names.
//!
//! A diagnosis is often worded more than once, so that what one wording leaves open another states: an axis is open only
//! if no wording of the condition in the assessment states it. The note is searched once for each code.

use super::super::assertion::Assertions;
use super::super::facts::{AxisEvidence, CAUSE, Diagnosis};
use super::super::underspecified;
use super::super::words::{LazyWords, NoteWords};
use crate::base::{Date, Span};
use crate::icd10::{Class, Code, CodeSet, Entry, LATERALITY};
use crate::note::Note;
use std::collections::HashMap;

/// Fills in the axes of all diagnoses, which are in text order.
pub(super) fn fill(note: &Note, assertions: &Assertions, words: &LazyWords, day: Date, diagnoses: &mut [Diagnosis]) {
    if diagnoses.is_empty() {
        return;
    }
    let finder = Finder { note, assertions, words, set: CodeSet::builtin(), day, stated: stated(note, diagnoses) };
    let mut known: HashMap<String, OfCode> = HashMap::new();
    for diagnosis in diagnoses {
        let (Some(written), Some(code)) = (diagnosis.codes.first(), diagnosis.code()) else { continue };
        let is_family = written.ends_with('-');
        let found = known.entry(written.clone()).or_insert_with(|| finder.of_code(code, is_family));
        let asked = diagnosis.asks.iter().map(|axis| (*axis).to_owned());
        let open = found.axes.iter().map(|axis| axis.name.clone());
        for axis in open.chain(asked.filter(|axis| !found.settled.contains(axis))) {
            if (axis != CAUSE || !diagnosis.has_cause) && !diagnosis.open.contains(&axis) {
                diagnosis.open.push(axis);
            }
        }
        if has_side(note.words(diagnosis.span)) {
            diagnosis.sides.clone_from(found.sides.get_or_insert_with(|| finder.sides(code)));
        }
        diagnosis.axes = found.axes.iter().filter(|axis| axis.name != CAUSE || !diagnosis.has_cause).cloned().collect();
    }
}

/// What is the same for all diagnoses with one code.
struct OfCode {
    /// What no wording of it states.
    axes: Vec<AxisEvidence>,
    /// The axes that a wording of it states.
    settled: Vec<String>,
    /// Where the rest of the note names the part with a side; `None` until the first question.
    sides: Option<Option<AxisEvidence>>,
}

/// Where the diagnoses of a note are stated, with their categories: each its sentence, and what else is in the line.
fn stated(note: &Note, diagnoses: &[Diagnosis]) -> Vec<(Code, Span)> {
    let text = note.source.text();
    let mut line = 0;
    let place = |diagnosis: &Diagnosis| {
        let category = diagnosis.code()?.category();
        let sentence = note.sentences[diagnosis.sentence].span;
        // The sentences of one line have one end.
        if line < sentence.end {
            line = text[sentence.end..].find(['\n', '\r']).map_or(text.len(), |length| sentence.end + length);
        }
        let section = note.section_at(sentence.start).map_or(line, |section| section.span.end);
        Some((category, Span::new(sentence.start, line.min(section).max(sentence.end))))
    };
    diagnoses.iter().filter_map(place).collect()
}

struct Finder<'a> {
    note: &'a Note,
    assertions: &'a Assertions<'a>,
    words: &'a NoteWords,
    set: CodeSet,
    day: Date,
    /// In text order.
    stated: Vec<(Code, Span)>,
}

impl Finder<'_> {
    /// What the code of a wording leaves open.
    fn of_code(&self, code: Code, is_family: bool) -> OfCode {
        let mut found = OfCode { axes: Vec::new(), settled: Vec::new(), sides: None };
        let Some(entry) = self.unspecified(code, is_family) else { return found };
        let category = code.category();
        let is_stated = |axis: &AxisEvidence| {
            let mut named = axis.alternatives.iter().flat_map(|each| &each.named);
            named.any(|named| self.states(named.span, |of| of == category))
        };
        let (settled, axes): (Vec<_>, Vec<_>) = self.axes(entry).into_iter().partition(is_stated);
        found.settled = settled.into_iter().map(|axis| axis.name).collect();
        // What is an item of its own is carried.
        found.axes = axes.into_iter().map(|axis| self.without(axis, |of| of != category)).collect();
        found
    }

    /// If a code is that of one side: what its neighbour without a side leaves open, and where the rest of the note names
    /// it.
    fn sides(&self, code: Code) -> Option<AxisEvidence> {
        let base = self.set.find(code)?.base();
        let one_side = |title: &str| title.contains("right") || title.contains("left");
        base.title().filter(|title| one_side(title))?;
        let mut neighbours = base.parent()?.children(self.day).into_iter();
        let neighbour = neighbours.find(|child| {
            child.class() == Class::Unspecified && child.title().is_some_and(|title| !one_side(&title))
        })?;
        let axis = self.axes(neighbour).into_iter().find(|axis| axis.name == LATERALITY)?;
        Some(self.without(axis, |of| of == code.category()))
    }

    /// The code of a wording, or of a family the one that specifies least.
    fn unspecified(&self, code: Code, is_family: bool) -> Option<Entry<'_>> {
        let mut entry = self.set.find(code)?;
        while is_family && entry.class() != Class::Unspecified {
            entry = entry.children(self.day).into_iter().find(|child| child.class() == Class::Unspecified)?;
        }
        Some(entry)
    }

    fn axes(&self, entry: Entry) -> Vec<AxisEvidence> {
        underspecified::axes(self.note, self.assertions, self.words, entry, self.day).0
    }

    /// An axis without the words in statements of some categories.
    fn without(&self, mut axis: AxisEvidence, category: impl Fn(Code) -> bool) -> AxisEvidence {
        for alternative in &mut axis.alternatives {
            alternative.named.retain(|named| !self.states(named.span, &category));
        }
        axis
    }

    /// Whether words are in a statement of such a category.
    fn states(&self, words: Span, category: impl Fn(Code) -> bool) -> bool {
        let first = self.stated.partition_point(|(_, place)| place.end <= words.start);
        let mut here = self.stated[first..].iter().take_while(|(_, place)| place.start < words.end);
        here.any(|(of, _)| category(*of))
    }
}

/// Whether words name a side.
fn has_side(words: &str) -> bool {
    let sides = ["right", "left", "rt", "lt", "r", "l"];
    words.split(|c: char| !c.is_alphanumeric()).any(|word| sides.iter().any(|side| side.eq_ignore_ascii_case(word)))
}
