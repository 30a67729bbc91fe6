//! Regular expressions, run only where the literals that they require stand in order.

use super::literals::LiteralHit;
use super::machine::Machine;
use crate::note::Folded;
use crate::rule::{Owner, Pattern, RuleSet};
use std::ops::Range;

/// A match of a pattern in the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PatternHit {
    pub owner: Owner,
    pub range: Range<usize>,
    pub sentence: usize,
}

/// The patterns of a rule set.
#[derive(Debug)]
pub(super) struct Patterns {
    /// For each literal its number among those that open gates.
    gates: Vec<Option<u32>>,
    /// How many of them there are.
    count: usize,
}

/// One note being searched.
struct Search<'a> {
    folded: &'a Folded,
    /// The folded text in lower case; offsets are the same.
    lower: String,
    machine: Machine,
    hits: Vec<PatternHit>,
}

impl Patterns {
    pub fn new(rules: &RuleSet) -> Patterns {
        let mut gates = vec![None; rules.literals.len()];
        let mut count = 0;
        for literal in rules.patterns.iter().flat_map(|p| p.gate.iter().flatten()) {
            gates[*literal as usize].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
        Patterns { gates, count: count as usize }
    }

    /// Every match of every pattern, sentence by sentence.
    pub fn hits(&self, rules: &RuleSet, folded: &Folded, sentences: usize, literals: &[LiteralHit]) -> Vec<PatternHit> {
        let mut places = vec![Vec::new(); self.count];
        for hit in literals {
            let Some(gate) = self.gates[hit.literal as usize] else { continue };
            let sentence = folded.sentence_at(hit.start);
            places[gate as usize].push(Place { sentence, start: hit.start, end: hit.end });
        }
        let mut search =
            Search { folded, lower: folded.text().to_ascii_lowercase(), machine: Machine::default(), hits: Vec::new() };
        for pattern in &rules.patterns {
            match self.opened(&pattern.gate, &places) {
                Some(sentences) if sentences.is_empty() => {}
                Some(candidates) => search.run(rules, pattern, candidates.into_iter()),
                None => search.run(rules, pattern, 0..sentences),
            }
        }
        search.hits
    }

    /// The sentences that hold a member of each set, one behind the other; `None` where the gate asks for nothing.
    fn opened(&self, gate: &[Vec<u32>], places: &[Vec<Place>]) -> Option<Vec<usize>> {
        let of = |literal: &u32| self.gates[*literal as usize].map_or(&[][..], |gate| places[gate as usize].as_slice());
        let all = |set: &Vec<u32>| set.iter().map(|l| of(l).len()).sum::<usize>();
        let rarest = gate.iter().min_by_key(|set| all(set))?;
        let mut sentences: Vec<usize> = rarest.iter().flat_map(|l| of(l).iter().map(|place| place.sentence)).collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences.retain(|sentence| {
            let mut from = 0;
            gate.iter().all(|set| {
                let next = set.iter().filter_map(|l| first_end(of(l), *sentence, from)).min();
                from = next.unwrap_or(from);
                next.is_some()
            })
        });
        Some(sentences)
    }
}

impl Search<'_> {
    fn run(&mut self, rules: &RuleSet, pattern: &Pattern, sentences: impl Iterator<Item = usize>) {
        let program = rules.programs.get(pattern.program);
        let text = if pattern.program.lower { &self.lower } else { self.folded.text() };
        for sentence in sentences {
            let line = self.folded.sentence(sentence);
            let words = &text.as_bytes()[line.clone()];
            let mut from = 0;
            while let Some(found) = self.machine.find(program, words, from) {
                from = found.end.max(from + 1);
                // In byte mode `.` and `\W` may stop inside a character; such an edge is widened to the whole of it.
                let range = char_range(text, line.start + found.start..line.start + found.end);
                if !range.is_empty() {
                    self.hits.push(PatternHit { owner: pattern.owner, range, sentence });
                }
            }
        }
    }
}

/// Where a gate literal stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    sentence: usize,
    start: usize,
    end: usize,
}

/// Where the first occurrence of a literal in a sentence ends that begins at or behind an offset.
fn first_end(places: &[Place], sentence: usize, from: usize) -> Option<usize> {
    let at = places.partition_point(|place| (place.sentence, place.start) < (sentence, from));
    places.get(at).filter(|place| place.sentence == sentence).map(|place| place.end)
}

fn char_range(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end
}
