//! Which words of a vocabulary are mentions of its concept.
//!
//! A word is not a mention if it belongs to a look-alike ("radiation therapy"), if an unwanted word is near, if none of
//! the words that must be near is, or if the section gives it another meaning. Of overlapping words of one concept the
//! longest is the mention.

use super::facts::NearMiss;
use super::hits::{Hit, in_sentence, words_in};
use super::why_not::WhyNot;
use crate::base::Span;
use crate::note::Note;
use crate::rule::{ConceptId, Owner, RuleSet};
use std::collections::BTreeSet;
use std::ops::Range;

/// A mention whose assertion is not decided yet; ranges are of the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub concept: ConceptId,
    pub place: Place,
    /// The words that say it of another part of the body.
    pub elsewhere: Option<Span>,
}

/// Words of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// In the folded text.
    pub range: Range<usize>,
    pub sentence: usize,
}

/// The mentions among the hits of some sentences, ordered by start.
pub(super) fn select(note: &Note, rules: &RuleSet, hits: &[Hit]) -> Vec<Candidate> {
    let vocabularies = Vocabularies::new(note, rules, hits);
    let concepts = vocabularies.by_owner.chunk_by(|one, other| one.owner == other.owner);
    let mut candidates: Vec<Candidate> = concepts
        .filter_map(|words| match Owner::of_word(words[0].owner) {
            Owner::Concept(id) => Some((id, words)),
            _ => None,
        })
        .flat_map(|(id, words)| {
            let kept = vocabularies.kept(id, words);
            let elsewhere = vocabularies.told_elsewhere(id, words, &kept);
            kept.into_iter()
                .map(|hit| (hit, None))
                .chain(elsewhere)
                .map(move |(hit, elsewhere)| candidate(id, hit, elsewhere))
        })
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
        let words = vocabularies.of(Owner::Concept(id));
        let kept = vocabularies.kept(id, words);
        let counts = |hit: &Hit| {
            let next = kept.partition_point(|k| k.end <= hit.start);
            kept.get(next).is_some_and(|k| k.start < hit.end)
        };
        let words = words.iter().filter(|hit| !counts(hit));
        let mut longest: Vec<(&Hit, WhyNot)> = Vec::new();
        for (hit, why_not) in words.filter_map(|hit| Some((*hit, vocabularies.why_not(id, hit)?))) {
            match longest.last_mut() {
                Some(last) if last.0.end > hit.start => {
                    if hit.range().len() > last.0.range().len() {
                        *last = (hit, why_not);
                    }
                }
                _ => longest.push((hit, why_not)),
            }
        }
        let span = |hit: &Hit| note.folded.original(hit.range());
        misses.extend(longest.into_iter().map(|(hit, why_not)| NearMiss { concept: id, span: span(hit), why_not }));
    }
    misses
}

fn candidate(concept: ConceptId, hit: &Hit, elsewhere: Option<Span>) -> Candidate {
    Candidate { concept, place: Place { range: hit.range(), sentence: hit.sentence() }, elsewhere }
}

/// The words of each vocabulary, and those that decide whether they count.
struct Vocabularies<'h> {
    note: &'h Note,
    rules: &'h RuleSet,
    /// In the order of their owners, and of each in text order.
    by_owner: Vec<&'h Hit>,
}

impl<'h> Vocabularies<'h> {
    fn new(note: &'h Note, rules: &'h RuleSet, hits: &'h [Hit]) -> Vocabularies<'h> {
        let counts = |hit: &&Hit| !matches!(Owner::of_word(hit.owner), Owner::Cue(_));
        let mut by_owner: Vec<&Hit> = hits.iter().filter(counts).collect();
        by_owner.sort_by_key(|hit| hit.owner);
        Vocabularies { note, rules, by_owner }
    }

    /// The words of an owner, in text order.
    fn of(&self, owner: Owner) -> &[&'h Hit] {
        let owner = owner.word();
        let from = &self.by_owner[self.by_owner.partition_point(|hit| hit.owner < owner)..];
        // Few concepts have look-alikes in a note.
        let any = from.first().is_some_and(|hit| hit.owner == owner);
        if any { &from[..from.partition_point(|hit| hit.owner == owner)] } else { &[] }
    }

    /// The words of a concept that are mentions, in order.
    fn kept(&self, id: ConceptId, words: &[&'h Hit]) -> Vec<&'h Hit> {
        let mut kept: Vec<&Hit> = Vec::new();
        for hit in words.iter().filter(|hit| self.why_not(id, hit).is_none()) {
            // Hits come ordered by start, longest first, so an overlap is with the last one kept.
            match kept.last() {
                Some(last) if last.end > hit.start => {
                    if hit.range().len() > last.range().len() {
                        kept.pop();
                        kept.push(hit);
                    }
                }
                _ => kept.push(hit),
            }
        }
        kept
    }

    /// The words of a concept that would be mentions if they were not said of another part of the body, each with the words
    /// that say so; none that overlaps a mention.
    fn told_elsewhere(&self, id: ConceptId, words: &[&'h Hit], kept: &[&'h Hit]) -> Vec<(&'h Hit, Option<Span>)> {
        let masks = self.of(Owner::Elsewhere(id));
        if masks.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(&Hit, Option<Span>)> = Vec::new();
        for hit in words.iter().filter(|hit| self.is_no_mention(id, hit).is_none()) {
            let here = in_sentence(masks, hit.sentence(), |mask| mask.sentence());
            let Some(mask) = here.iter().find(|mask| swallows(mask, hit)) else { continue };
            let overlaps = |other: &Hit| other.start < hit.end && hit.start < other.end;
            if kept.iter().any(|other| overlaps(other)) || found.last().is_some_and(|(last, _)| overlaps(last)) {
                continue;
            }
            found.push((hit, Some(self.note.folded.original(mask.range()))));
        }
        found
    }

    /// Why a word of a concept's vocabulary is not a mention of it, be it said of another part of the body; `None` if it is
    /// one.
    fn why_not(&self, id: ConceptId, hit: &Hit) -> Option<WhyNot<'static>> {
        let masks = in_sentence(self.of(Owner::Elsewhere(id)), hit.sentence(), |mask| mask.sentence());
        let told_elsewhere = || {
            let mask = masks.iter().find(|mask| swallows(mask, hit))?;
            Some(WhyNot::LookAlike(self.note.folded.original(mask.range())))
        };
        self.is_no_mention(id, hit).or_else(told_elsewhere)
    }

    /// Why a word of a concept's vocabulary is no mention of it, whatever it is said of.
    fn is_no_mention(&self, id: ConceptId, hit: &Hit) -> Option<WhyNot<'static>> {
        let concept = &self.rules.concepts[id.0 as usize];
        let section = &self.note.sections[self.note.sentences[hit.sentence()].section];
        if section.heading.is_some() && !concept.sections.contains(section.kind) {
            return Some(WhyNot::OtherMeaning(concept.sections));
        }
        let around = |owner| in_sentence(self.of(owner), hit.sentence(), |other| other.sentence());
        let span = |hit: &Hit| self.note.folded.original(hit.range());
        if let Some(other) = around(Owner::Except(id)).iter().find(|other| swallows(other, hit)) {
            return Some(WhyNot::LookAlike(span(other)));
        }
        let text = self.note.folded.text();
        let near = |owner, within: u32| {
            around(owner).iter().find(|other| distance(text, &other.range(), &hit.range()) <= within)
        };
        if let Some(other) = concept.not_near.and_then(|within| near(Owner::NotNear(id), within)) {
            return Some(WhyNot::UnwantedNeighbor(span(other)));
        }
        let alone = |within: &u32| near(Owner::OnlyNear(id), *within).is_none();
        concept.only_near.filter(alone).map(WhyNot::MissingNeighbor)
    }
}

/// A look-alike excludes the word that it contains, or overlaps while being longer. A look-alike that is a phrase excludes
/// whatever it overlaps. A phrase is compared by its shortest reading: it is not lost because of what a gap or a run adds.
fn swallows(lookalike: &Hit, word: &Hit) -> bool {
    let overlaps = |other: Range<usize>| lookalike.range().start < other.end && other.start < lookalike.range().end;
    match lookalike.core() {
        Some(_) => overlaps(word.core().unwrap_or(word.range())),
        None => overlaps(word.range()) && lookalike.range().len() >= word.range().len(),
    }
}

/// Words between two ranges; 0 if they touch or overlap.
fn distance(text: &str, one: &Range<usize>, other: &Range<usize>) -> u32 {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    text.get(first.end..second.start).map_or(0, words_in) as u32
}
