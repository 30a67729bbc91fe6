//! Layer 3: what a note says.
//!
//! One pass finds the literals of all vocabularies and cues; patterns run only in sentences that hold a literal
//! which they require; what remains is resolved into mentions, and each mention is asked in which sense it is
//! said. Finding facts cannot fail: everything that could be wrong with a vocabulary was refused at loading.

mod assertion;
mod codes;
mod facts;
mod hits;
mod literals;
mod machine;
mod mentions;
mod patterns;
mod underspecified;
mod words;

pub use codes::day;
pub use facts::{
    AlternativeEvidence, AlternativeMention, AxisEvidence, CodeMention, CodeState, CueHit, Facts, Mention, MissCause,
    NearMiss, Underspecified,
};

use crate::base::scan_form;
use crate::note::Note;
use crate::rule::{ConceptId, RuleSet};
use assertion::Assertions;
use hits::Hit;
use mentions::Refusal;
use std::collections::BTreeSet;

/// Finds the facts of notes; shared by all threads.
#[derive(Debug)]
pub struct Detector<'r> {
    rules: &'r RuleSet,
}

impl<'r> Detector<'r> {
    /// A detector for all vocabularies of a rule set.
    pub fn new(rules: &'r RuleSet) -> Detector<'r> {
        Detector { rules }
    }

    /// All that a note says.
    pub fn facts(&self, note: &Note) -> Facts {
        let hits = self.hits(note);
        let assertions = Assertions::new(note, self.rules, &hits);
        let mentions = mentions::select(note, self.rules, &hits)
            .into_iter()
            .map(|candidate| {
                let decision = assertions.decide(&candidate.place);
                Mention {
                    concept: candidate.concept,
                    span: note.folded.original(candidate.place.range),
                    section: note.sentences[candidate.place.sentence].section,
                    sentence: candidate.place.sentence,
                    assertion: decision.assertion,
                    cues: decision.cues,
                    asked: decision.asked,
                }
            })
            .collect();
        let codes = codes::find(note);
        let underspecified = underspecified::find(note, &codes, &assertions);
        Facts { mentions, codes, underspecified }
    }

    /// The words that some concepts find in a note and that are no mentions of them, concept by concept: a second pass,
    /// for whoever wonders why a note's words do not count.
    pub fn near_misses(&self, note: &Note, concepts: &BTreeSet<ConceptId>) -> Vec<NearMiss> {
        let hits = self.hits(note);
        let span = |hit: &Hit| note.folded.original(hit.range.clone());
        let miss = |(candidate, refusal): (mentions::Candidate, Refusal)| NearMiss {
            concept: candidate.concept,
            span: note.folded.original(candidate.place.range),
            cause: match refusal {
                Refusal::Section => MissCause::Section,
                Refusal::LookAlike(other) => MissCause::LookAlike(span(other)),
                Refusal::Near(other) => MissCause::Near(span(other)),
                Refusal::Alone(within) => MissCause::Alone(within),
            },
        };
        mentions::refused(note, self.rules, &hits, concepts).into_iter().map(miss).collect()
    }

    fn hits(&self, note: &Note) -> Vec<Hit> {
        let literal_hits = literals::find(&self.rules.literals, &scan_form(note.folded.text()));
        let pattern_hits = patterns::find(self.rules, &note.folded, note.sentences.len(), &literal_hits);
        hits::gather(self.rules, &note.folded, &literal_hits, pattern_hits)
    }
}
