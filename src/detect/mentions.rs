//! Which words of a vocabulary are mentions of its concept.
//!
//! A word is none where it belongs to a look-alike ("radiation therapy"), where a word that must stay away stands
//! near, where one that must stand near is missing, or where the section gives it another meaning. Of
//! overlapping words of one concept the longest stays.

use super::hits::{Hit, words_in};
use crate::note::Note;
use crate::rule::{ConceptId, Owner, RuleSet};
use std::collections::HashMap;
use std::ops::Range;

/// A mention whose assertion is still open; ranges are of the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub concept: ConceptId,
    pub place: Place,
}

/// Words of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// In the folded text.
    pub range: Range<usize>,
    pub sentence: usize,
}

/// The mentions among all hits, ordered by start.
pub(super) fn select(note: &Note, rules: &RuleSet, hits: &[Hit]) -> Vec<Candidate> {
    let mut around: HashMap<Owner, Vec<&Hit>> = HashMap::new();
    let mut found: HashMap<ConceptId, Vec<&Hit>> = HashMap::new();
    for hit in hits {
        match hit.owner {
            Owner::Concept(concept) => found.entry(concept).or_default().push(hit),
            Owner::Except(_) | Owner::NotNear(_) | Owner::OnlyNear(_) => around.entry(hit.owner).or_default().push(hit),
            Owner::Cue(_) | Owner::Gate(_) => {}
        }
    }
    let text = note.folded.text();
    let near = |owner: Owner, within: Option<u32>, hit: &Hit| {
        let words = around.get(&owner).map_or(&[][..], Vec::as_slice);
        in_sentence(words, hit.sentence).iter().any(|other| distance(text, &other.range, &hit.range) <= within)
    };
    let mut candidates = Vec::new();
    for (id, words) in found {
        let concept = &rules.concepts[id.0 as usize];
        let lookalikes = around.get(&Owner::Except(id)).map_or(&[][..], Vec::as_slice);
        let mut kept: Vec<&Hit> = Vec::new();
        for hit in words {
            let sentence = &note.sentences[hit.sentence];
            let section = &note.sections[sentence.section];
            let belongs = section.heading.is_none() || concept.sections.contains(section.kind);
            let lookalike =
                in_sentence(lookalikes, hit.sentence).iter().any(|other| swallows(&other.range, &hit.range));
            let refused = concept.not_near.is_some() && near(Owner::NotNear(id), concept.not_near, hit);
            let lonely = concept.only_near.is_some() && !near(Owner::OnlyNear(id), concept.only_near, hit);
            if !belongs || lookalike || refused || lonely {
                continue;
            }
            // Hits come ordered by start, longest first, so an overlap is with the last one kept.
            match kept.last() {
                Some(last) if last.range.end > hit.range.start => {
                    if hit.range.len() > last.range.len() {
                        kept.pop();
                        kept.push(hit);
                    }
                }
                _ => kept.push(hit),
            }
        }
        candidates.extend(
            kept.into_iter().map(|hit| Candidate {
                concept: id,
                place: Place { range: hit.range.clone(), sentence: hit.sentence },
            }),
        );
    }
    candidates.sort_by_key(|c| (c.place.range.start, c.place.range.end, c.concept));
    candidates
}

/// The hits that stand in one sentence, of hits in text order.
fn in_sentence<'h>(hits: &'h [&'h Hit], sentence: usize) -> &'h [&'h Hit] {
    let from = hits.partition_point(|hit| hit.sentence < sentence);
    let to = hits.partition_point(|hit| hit.sentence <= sentence);
    &hits[from..to]
}

/// A look-alike takes the word that it holds, or shares letters with while being longer.
fn swallows(lookalike: &Range<usize>, word: &Range<usize>) -> bool {
    lookalike.start < word.end && word.start < lookalike.end && lookalike.len() >= word.len()
}

/// Words between two ranges; `Some(0)` where they touch or overlap.
fn distance(text: &str, one: &Range<usize>, other: &Range<usize>) -> Option<u32> {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    let between = text.get(first.end..second.start).map_or(0, words_in);
    Some(between as u32)
}
