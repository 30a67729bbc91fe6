//! Measured values: which number is whose, in which unit, and when it was measured.
//!
//! Words name a value ("Na", "blood pressure") or a time ("on admission"); they are mentions like any others, and which
//! concepts they are is data (`values:` in `rules/lexicons/values-*.yaml`). Here a sentence that names a value is cut into
//! pieces, and the numbers after the name are read as far as the sentence goes on about them: `Cr 1.1 -> 2.9`,
//! `Hgb 6.8 (10.2 in March)`, a row of a table. A number that is a date, a dose or a score of something else is refused by
//! what is beside it.

mod columns;
mod pieces;
mod quantity;
mod region;
mod row;
mod times;

use super::facts::Measured;
use super::mentions::Place;
use crate::base::{Assertion, Effect, SectionKind, When};
use crate::note::Note;
use crate::rule::{ConceptId, Named, RuleSet, ValueId};
use crate::words::Tokens;
use pieces::{Kind, Piece, pieces};
use std::ops::Range;

/// A place that names a value or a time.
#[derive(Clone, Debug)]
struct Naming {
    /// In the folded text.
    range: Range<usize>,
    sentence: usize,
    named: Named,
    assertion: Assertion,
}

/// The values of a note, read part by part.
pub(super) struct Values<'a> {
    note: &'a Note,
    rules: &'a RuleSet,
    /// The names in the part at hand.
    names: Vec<Naming>,
    found: Vec<Measured>,
}

impl<'a> Values<'a> {
    pub fn new(note: &'a Note, rules: &'a RuleSet) -> Self {
        Values { note, rules, names: Vec::new(), found: Vec::new() }
    }

    /// Takes in a mention, if it names a value or a time.
    pub fn learn(&mut self, concept: ConceptId, place: &Place, assertion: Assertion) {
        let Place { range, sentence } = place;
        self.names.extend(self.rules.values.named(concept).map(|named| Naming {
            range: range.clone(),
            sentence: *sentence,
            named,
            assertion,
        }));
    }

    /// Reads the values of a part whose names are known.
    pub fn read(&mut self, tokens: &Tokens) {
        let mut names = std::mem::take(&mut self.names);
        names.sort_by_key(|name| (name.sentence, name.range.start, usize::MAX - name.range.end));
        for of_sentence in names.chunk_by(|one, other| one.sentence == other.sentence) {
            if of_sentence.iter().all(|name| matches!(name.named, Named::Time(_))) {
                continue;
            }
            let sentence = of_sentence[0].sentence;
            let kind = self.note.sections[self.note.sentences[sentence].section].kind;
            // A list of medicines has doses, and limits for giving them.
            if kind != SectionKind::Meds {
                let pieces = pieces(self.note.folded.text(), tokens, sentence, of_sentence);
                let header = || columns::header(self.note, tokens, sentence, &names);
                self.sentence(sentence, of_sentence, &pieces, &header);
            }
        }
        names.clear();
        self.names = names;
    }

    /// All of them, in text order.
    pub fn finish(mut self) -> Vec<Measured> {
        self.found.sort_by_key(|value| (value.span, value.value));
        self.found.dedup_by_key(|value| (value.span, value.value));
        self.found
    }

    fn sentence(
        &mut self,
        sentence: usize,
        names: &[Naming],
        pieces: &[Piece],
        header: &dyn Fn() -> Vec<columns::Label>,
    ) {
        let mut lead = None;
        let mut at = 0;
        let mut taken = vec![false; pieces.len()];
        while at < pieces.len() {
            match pieces[at].kind {
                Kind::Time(when) => lead = Some(when),
                Kind::Sign(b';') => lead = None,
                Kind::Name(_) => {
                    let group = group(pieces, at);
                    let after = at + 2 * group.len() - 1;
                    let next = pieces[after..].iter().position(|piece| matches!(piece.kind, Kind::Name(_)));
                    let end = next.map_or(pieces.len(), |next| after + next);
                    let region = region::Region {
                        note: self.note,
                        rules: self.rules,
                        sentence,
                        pieces,
                        name: at,
                        body: after..end,
                        lead,
                        assertion: assertion_at(names, pieces[at].start),
                        header,
                    };
                    let (stop, carried) = region.read(&group, &mut taken, &mut self.found);
                    lead = carried.or(lead);
                    at = stop.max(after);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        for (at, piece) in pieces.iter().enumerate() {
            if let Kind::After(value) = piece.kind {
                let region = region::Region {
                    note: self.note,
                    rules: self.rules,
                    sentence,
                    pieces,
                    name: at,
                    body: at.saturating_sub(4)..at,
                    lead: None,
                    assertion: assertion_at(names, piece.start),
                    header,
                };
                region.read_before(value, &mut taken, &mut self.found);
            }
        }
    }
}

/// The values that a name and those joined to it by slashes name: `BUN/Cr`.
fn group(pieces: &[Piece], at: usize) -> Vec<ValueId> {
    let mut group = Vec::new();
    for pair in pieces[at..].chunks(2) {
        let Kind::Name(value) = pair[0].kind else { break };
        group.push(value);
        if pair.get(1).is_none_or(|sign| sign.kind != Kind::Sign(b'/')) {
            break;
        }
    }
    group
}

fn assertion_at(names: &[Naming], start: usize) -> Assertion {
    names.iter().find(|name| name.range.start == start).map_or(Assertion::AFFIRMED, |name| name.assertion)
}

/// When a value was measured if nothing beside it says so; `None` if it is not the patient's.
fn when_asserted(assertion: Assertion, section: SectionKind) -> Option<When> {
    if assertion.has(Effect::Family) {
        return None;
    }
    let aimed = assertion.has(Effect::Hypothetical) || section == SectionKind::Instructions;
    let past = assertion.has(Effect::Historical) || section == SectionKind::Pmh;
    Some(if aimed {
        When::Goal
    } else if past {
        When::Earlier
    } else {
        When::Now
    })
}
