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
mod open_codes;
mod patterns;
mod words;

pub use codes::day;
pub use facts::{CodeMention, CodeState, CueHit, Facts, Mention, Named, OpenAlternative, OpenAxis, OpenCode};

use crate::base::scan_form;
use crate::note::Note;
use crate::rule::RuleSet;
use assertion::Assertions;

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
        let literal_hits = literals::find(&self.rules.literals, &scan_form(note.folded.text()));
        let pattern_hits = patterns::find(self.rules, &note.folded, note.sentences.len(), &literal_hits);
        let hits = hits::gather(self.rules, &note.folded, &literal_hits, pattern_hits);
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
        let open_codes = open_codes::find(note, &codes, &assertions);
        Facts { mentions, codes, open_codes }
    }
}
