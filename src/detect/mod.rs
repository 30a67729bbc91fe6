//! Layer 3: what a note says.
//!
//! One pass finds the literals of all vocabularies and cues; patterns run only in sentences that contain a literal
//! which they require; the result is resolved into mentions, and the assertion of each mention is decided. Finding
//! facts cannot fail: a faulty vocabulary is refused when it is loaded.

mod assertion;
mod codes;
mod facts;
mod hits;
mod literals;
mod machine;
mod mentions;
mod patterns;
mod underspecified;
mod why_not;
mod words;

pub use codes::day;
pub use facts::{
    AlternativeEvidence, AlternativeMention, AxisEvidence, CodeMention, CodeState, CueHit, Facts, Mention, NearMiss,
    Underspecified,
};
pub use why_not::WhyNot;

use crate::base::scan_form;
use crate::note::Note;
use crate::rule::{ConceptId, RuleSet};
use assertion::Assertions;
use hits::Hit;
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

    /// Everything that a note says.
    pub fn facts(&self, note: &Note) -> Facts {
        let hits = self.hits(note);
        let assertions = Assertions::new(note, self.rules, &hits);
        let mentions = mentions::select(note, self.rules, &hits)
            .into_iter()
            .map(|candidate| {
                let asserted = assertions.decide(&candidate.place);
                Mention {
                    concept: candidate.concept,
                    span: note.folded.original(candidate.place.range),
                    section: note.sentences[candidate.place.sentence].section,
                    sentence: candidate.place.sentence,
                    assertion: asserted.assertion,
                    cues: asserted.cues,
                    asked: asserted.asked,
                }
            })
            .collect();
        let codes = codes::find(note);
        let underspecified = underspecified::find(note, &codes, &assertions);
        Facts { mentions, codes, underspecified }
    }

    /// The words in a note that belong to the vocabularies of some concepts and are not mentions of them, concept by
    /// concept. It reads the note a second time, for explanations only.
    pub fn near_misses(&self, note: &Note, concepts: &BTreeSet<ConceptId>) -> Vec<NearMiss> {
        let hits = self.hits(note);
        mentions::near_misses(note, self.rules, &hits, concepts)
    }

    fn hits(&self, note: &Note) -> Vec<Hit> {
        let literal_hits = literals::find(&self.rules.literals, &scan_form(note.folded.text()));
        let pattern_hits = patterns::find(self.rules, &note.folded, note.sentences.len(), &literal_hits);
        hits::gather(self.rules, &note.folded, &literal_hits, pattern_hits)
    }
}
