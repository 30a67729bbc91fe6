//! Which words of a vocabulary are mentions of its concept.
//!
//! A word is not a mention if it belongs to a look-alike ("radiation therapy"), if an unwanted word is near, if none of
//! the words that must be near is, or if the section gives it another meaning. Of overlapping words of one concept the
//! longest is the mention.

use super::facts::NearMiss;
use super::hits::{Hit, words_in};
use super::why_not::WhyNot;
use crate::note::Note;
use crate::rule::{ConceptId, Owner, RuleSet};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// A mention whose assertion is not decided yet; ranges are of the folded text.
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
    let vocabularies = Vocabularies::new(note, rules, hits);
    let mut candidates: Vec<Candidate> = vocabularies
        .found
        .keys()
        .flat_map(|&id| vocabularies.kept(id).into_iter().map(move |hit| candidate(id, hit)))
        .collect();
    candidates.sort_by_key(|c| (c.place.range.start, c.place.range.end, c.concept));
    candidates
}

/// Words of some vocabularies that are not mentions: of overlapping ones the longest, and none that overlaps a mention
/// of the same concept.
pub(super) fn near_misses(note: &Note, rules: &RuleSet, hits: &[Hit], concepts: &BTreeSet<ConceptId>) -> Vec<NearMiss> {
    let vocabularies = Vocabularies::new(note, rules, hits);
    let mut misses = Vec::new();
    for &id in concepts {
        let kept = vocabularies.kept(id);
        let counts = |hit: &Hit| {
            let next = kept.partition_point(|k| k.range.end <= hit.range.start);
            kept.get(next).is_some_and(|k| k.range.start < hit.range.end)
        };
        let words = vocabularies.words(id).iter().filter(|hit| !counts(hit));
        let mut longest: Vec<(&Hit, WhyNot)> = Vec::new();
        for (hit, why_not) in words.filter_map(|hit| Some((*hit, vocabularies.why_not(id, hit)?))) {
            match longest.last_mut() {
                Some(last) if last.0.range.end > hit.range.start => {
                    if hit.range.len() > last.0.range.len() {
                        *last = (hit, why_not);
                    }
                }
                _ => longest.push((hit, why_not)),
            }
        }
        let span = |hit: &Hit| note.folded.original(hit.range.clone());
        misses.extend(longest.into_iter().map(|(hit, why_not)| NearMiss { concept: id, span: span(hit), why_not }));
    }
    misses
}

fn candidate(concept: ConceptId, hit: &Hit) -> Candidate {
    Candidate { concept, place: Place { range: hit.range.clone(), sentence: hit.sentence } }
}

/// The words of each vocabulary, and those that decide whether they count.
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
                Owner::Cue(_) => {}
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
        for hit in self.words(id).iter().filter(|hit| self.why_not(id, hit).is_none()) {
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

    /// Why a word of a concept's vocabulary is not a mention of it; `None` if it is one.
    fn why_not(&self, id: ConceptId, hit: &Hit) -> Option<WhyNot<'static>> {
        let concept = &self.rules.concepts[id.0 as usize];
        let section = &self.note.sections[self.note.sentences[hit.sentence].section];
        if section.heading.is_some() && !concept.sections.contains(section.kind) {
            return Some(WhyNot::OtherMeaning(concept.sections));
        }
        let around = |owner| in_sentence(self.around.get(&owner).map_or(&[][..], Vec::as_slice), hit.sentence);
        let span = |hit: &Hit| self.note.folded.original(hit.range.clone());
        if let Some(other) = around(Owner::Except(id)).iter().find(|other| swallows(other, hit)) {
            return Some(WhyNot::LookAlike(span(other)));
        }
        let text = self.note.folded.text();
        let near =
            |owner, within: u32| around(owner).iter().find(|other| distance(text, &other.range, &hit.range) <= within);
        if let Some(other) = concept.not_near.and_then(|within| near(Owner::NotNear(id), within)) {
            return Some(WhyNot::UnwantedNeighbor(span(other)));
        }
        let alone = |within: &u32| near(Owner::OnlyNear(id), *within).is_none();
        concept.only_near.filter(alone).map(WhyNot::MissingNeighbor)
    }
}

/// The hits in one sentence, of hits in text order.
fn in_sentence<'s, 'h>(hits: &'s [&'h Hit], sentence: usize) -> &'s [&'h Hit] {
    let from = hits.partition_point(|hit| hit.sentence < sentence);
    let to = hits.partition_point(|hit| hit.sentence <= sentence);
    &hits[from..to]
}

/// A look-alike excludes the word that it contains, or overlaps while being longer. A look-alike that is a phrase excludes
/// whatever it overlaps. A phrase is compared by its shortest reading: it is not lost because of what a gap or a run adds.
fn swallows(lookalike: &Hit, word: &Hit) -> bool {
    let overlap = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    match lookalike.core {
        Some(_) => overlap(&lookalike.range, word.core.as_ref().unwrap_or(&word.range)),
        None => overlap(&lookalike.range, &word.range) && lookalike.range.len() >= word.range.len(),
    }
}

/// Words between two ranges; 0 if they touch or overlap.
fn distance(text: &str, one: &Range<usize>, other: &Range<usize>) -> u32 {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    text.get(first.end..second.start).map_or(0, words_in) as u32
}
