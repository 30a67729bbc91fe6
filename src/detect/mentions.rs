//! Which words of a vocabulary are mentions of its concept.
//!
//! A word is none where it belongs to a look-alike ("radiation therapy"), where a word that must stay away stands
//! near, where one that must stand near is missing, or where the section gives it another meaning. Of
//! overlapping words of one concept the longest stays.

use super::hits::{Hit, words_in};
use crate::note::Note;
use crate::rule::{ConceptId, Owner, RuleSet};
use std::collections::{BTreeSet, HashMap};
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

/// Why words of a vocabulary are no mention of its concept.
#[derive(Clone, Copy, Debug)]
pub(super) enum Refusal<'h> {
    /// The section gives them another meaning.
    Section,
    /// They belong to a look-alike.
    LookAlike(&'h Hit),
    /// A word that must stay away stands near.
    Near(&'h Hit),
    /// No word that must stand near does, within so many words.
    Alone(u32),
}

/// The mentions among all hits, ordered by start.
pub(super) fn select(note: &Note, rules: &RuleSet, hits: &[Hit]) -> Vec<Candidate> {
    let vocabularies = Vocabularies::new(note, rules, hits);
    let mut candidates: Vec<Candidate> = vocabularies
        .found
        .keys()
        .flat_map(|&id| vocabularies.kept(id).into_iter().map(move |hit| candidate(id, hit)))
        .collect();
    candidates.sort_by_key(|c| (c.place.range.start, c.place.range.end, c.concept));
    candidates
}

/// Words of some vocabularies that are no mentions, each with the reason: of overlapping ones the longest, and none that
/// shares letters with a mention of the same concept.
pub(super) fn refused<'h>(
    note: &'h Note,
    rules: &'h RuleSet,
    hits: &'h [Hit],
    concepts: &BTreeSet<ConceptId>,
) -> Vec<(Candidate, Refusal<'h>)> {
    let vocabularies = Vocabularies::new(note, rules, hits);
    let mut refused: Vec<(Candidate, Refusal<'h>)> = Vec::new();
    for &id in concepts {
        let kept = vocabularies.kept(id);
        let counts = |hit: &Hit| {
            let next = kept.partition_point(|k| k.range.end <= hit.range.start);
            kept.get(next).is_some_and(|k| k.range.start < hit.range.end)
        };
        let words = vocabularies.words(id).iter().filter(|hit| !counts(hit));
        let reason = |hit: &&'h Hit| vocabularies.refusal(id, hit).map(|refusal| (*hit, refusal));
        let mut longest: Vec<(&Hit, Refusal)> = Vec::new();
        for (hit, refusal) in words.filter_map(reason) {
            match longest.last_mut() {
                Some(last) if last.0.range.end > hit.range.start => {
                    if hit.range.len() > last.0.range.len() {
                        *last = (hit, refusal);
                    }
                }
                _ => longest.push((hit, refusal)),
            }
        }
        refused.extend(longest.into_iter().map(|(hit, refusal)| (candidate(id, hit), refusal)));
    }
    refused
}

fn candidate(concept: ConceptId, hit: &Hit) -> Candidate {
    Candidate { concept, place: Place { range: hit.range.clone(), sentence: hit.sentence } }
}

/// The words of each vocabulary, and those that have a say in whether they count.
struct Vocabularies<'h> {
    note: &'h Note,
    rules: &'h RuleSet,
    around: HashMap<Owner, Vec<&'h Hit>>,
    found: HashMap<ConceptId, Vec<&'h Hit>>,
}

impl<'h> Vocabularies<'h> {
    fn new(note: &'h Note, rules: &'h RuleSet, hits: &'h [Hit]) -> Vocabularies<'h> {
        let mut vocabularies = Vocabularies { note, rules, around: HashMap::new(), found: HashMap::new() };
        for hit in hits {
            match hit.owner {
                Owner::Concept(concept) => vocabularies.found.entry(concept).or_default().push(hit),
                Owner::Except(_) | Owner::NotNear(_) | Owner::OnlyNear(_) => {
                    vocabularies.around.entry(hit.owner).or_default().push(hit);
                }
                Owner::Cue(_) | Owner::Gate(_) => {}
            }
        }
        vocabularies
    }

    fn words(&self, id: ConceptId) -> &[&'h Hit] {
        self.found.get(&id).map_or(&[][..], Vec::as_slice)
    }

    /// The words of a concept that are mentions, in order.
    fn kept(&self, id: ConceptId) -> Vec<&'h Hit> {
        let mut kept: Vec<&Hit> = Vec::new();
        for hit in self.words(id).iter().filter(|hit| self.refusal(id, hit).is_none()) {
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
        kept
    }

    /// Why a word of a concept's vocabulary is no mention of it, if it is none.
    fn refusal(&self, id: ConceptId, hit: &Hit) -> Option<Refusal<'h>> {
        let concept = &self.rules.concepts[id.0 as usize];
        let section = &self.note.sections[self.note.sentences[hit.sentence].section];
        if section.heading.is_some() && !concept.sections.contains(section.kind) {
            return Some(Refusal::Section);
        }
        let around = |owner| in_sentence(self.around.get(&owner).map_or(&[][..], Vec::as_slice), hit.sentence);
        if let Some(other) = around(Owner::Except(id)).iter().copied().find(|other| swallows(&other.range, &hit.range))
        {
            return Some(Refusal::LookAlike(other));
        }
        let text = self.note.folded.text();
        let near = |owner, within: u32| {
            around(owner).iter().copied().find(|other| distance(text, &other.range, &hit.range) <= within)
        };
        if let Some(other) = concept.not_near.and_then(|within| near(Owner::NotNear(id), within)) {
            return Some(Refusal::Near(other));
        }
        let lonely = |within: &u32| near(Owner::OnlyNear(id), *within).is_none();
        concept.only_near.filter(lonely).map(Refusal::Alone)
    }
}

/// The hits that stand in one sentence, of hits in text order.
fn in_sentence<'s, 'h>(hits: &'s [&'h Hit], sentence: usize) -> &'s [&'h Hit] {
    let from = hits.partition_point(|hit| hit.sentence < sentence);
    let to = hits.partition_point(|hit| hit.sentence <= sentence);
    &hits[from..to]
}

/// A look-alike takes the word that it holds, or shares letters with while being longer.
fn swallows(lookalike: &Range<usize>, word: &Range<usize>) -> bool {
    lookalike.start < word.end && word.start < lookalike.end && lookalike.len() >= word.len()
}

/// Words between two ranges; 0 where they touch or overlap.
fn distance(text: &str, one: &Range<usize>, other: &Range<usize>) -> u32 {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    text.get(first.end..second.start).map_or(0, words_in) as u32
}
