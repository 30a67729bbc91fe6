//! Layer 3: what a note says.
//!
//! One pass over its words finds the terms and phrases of all vocabularies and cues; patterns, which only sites have,
//! run sentence by sentence; the result is resolved into mentions, and the assertion of each mention is decided. Finding
//! facts cannot fail: a faulty vocabulary is refused when it is loaded.

mod acts;
mod assertion;
mod codes;
mod diagnoses;
mod facts;
mod hits;
mod mentions;
mod patterns;
mod underspecified;
mod values;
mod why_not;
mod words;

pub use codes::day;
pub use facts::{
    AlternativeEvidence, AlternativeMention, AxisEvidence, CodeMention, CodeState, CueHit, Diagnosis, Facts, Measured,
    Mention, NearMiss, Underspecified,
};
pub use why_not::WhyNot;

use crate::note::Note;
use crate::rule::{ConceptId, RuleSet};
use acts::Acts;
use assertion::Assertions;
use std::collections::BTreeSet;
use values::Values;
use words::LazyWords;

/// Everything that a note says, in the vocabularies of some rules.
pub fn facts(note: &Note, rules: &RuleSet) -> Facts {
    let mut assertions = Assertions::new(note, rules);
    let mut acts = Acts::new(note, rules);
    let mut mentions = Vec::new();
    let mut values = Values::new(note, rules);
    hits::in_parts(note, rules, |hits, tokens| {
        // What is asserted depends on the words of the same sentence, and of those before it.
        assertions.learn(hits);
        acts.learn(hits);
        mentions.extend(mentions::select(note, rules, hits).into_iter().map(|candidate| {
            let mentions::Candidate { concept, place, elsewhere } = candidate;
            let asserted = assertions.decide(&place);
            let act = acts.of(&place.range, place.sentence, asserted.assertion);
            let section = note.sentences[place.sentence].section;
            values.learn(concept, &place, asserted.assertion);
            let mut mention = Mention::new(concept, asserted.span, section, place.sentence);
            mention.assertion = asserted.assertion;
            mention.act = act;
            mention.cues = asserted.cues.into();
            mention.asked = asserted.asked;
            mention.elsewhere = elsewhere;
            mention
        }));
        values.read(tokens);
    });
    let codes = codes::find(note);
    let words = LazyWords::new(Box::new(|| underspecified::words_of(note, &codes)));
    let underspecified = underspecified::find(note, &codes, &assertions, &words);
    let diagnoses::Found { diagnoses, reasoned } = diagnoses::find(note, &codes, &assertions, &words);
    drop(words);
    Facts { mentions, codes, underspecified, values: values.finish(), diagnoses, reasoned }
}

/// The words in a note that belong to the vocabularies of some concepts and are not mentions of them, concept by
/// concept. It reads the note a second time, for explanations only.
pub fn near_misses(note: &Note, rules: &RuleSet, concepts: &BTreeSet<ConceptId>) -> Vec<NearMiss> {
    let mut misses = Vec::new();
    hits::in_parts(note, rules, |hits, _| misses.extend(mentions::near_misses(note, rules, hits, concepts)));
    misses.sort_by_key(|miss| miss.concept);
    misses
}

/// The patterns of `tests/patterns.yaml`, for tests of what runs patterns: the built-in rules have none.
#[cfg(test)]
fn site_patterns() -> RuleSet {
    let text = include_str!("../../tests/patterns.yaml").to_owned();
    let file = crate::rule::RuleFile { path: "patterns.yaml".to_owned(), text, builtin: false };
    crate::rule::load(&[file]).expect("the patterns have no faults")
}
