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
                Some(candidates) if pattern.leading => {
                    for sentence in candidates {
                        let starts = self.starts(&pattern.gate[0], &places, sentence);
                        search.run(rules, pattern, sentence, Some(&starts));
                    }
                }
                Some(candidates) => candidates.into_iter().for_each(|s| search.run(rules, pattern, s, None)),
                None => (0..sentences).for_each(|s| search.run(rules, pattern, s, None)),
            }
        }
        search.hits
    }

    /// Where the members of a set begin in a sentence, in order.
    fn starts(&self, set: &[u32], places: &[Vec<Place>], sentence: usize) -> Vec<usize> {
        let of = |literal: &u32| self.gates[*literal as usize].map_or(&[][..], |gate| places[gate as usize].as_slice());
        let mut starts: Vec<usize> = Vec::new();
        for literal in set {
            let here = &of(literal)[of(literal).partition_point(|place| place.sentence < sentence)..];
            starts.extend(here.iter().take_while(|place| place.sentence == sentence).map(|place| place.start));
        }
        starts.sort_unstable();
        starts.dedup();
        starts
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
    /// Finds a pattern in one sentence; `starts`, if given, are all the places in the text where it can begin.
    fn run(&mut self, rules: &RuleSet, pattern: &Pattern, sentence: usize, starts: Option<&[usize]>) {
        let program = rules.programs.get(pattern.program);
        let text = if pattern.program.lower { &self.lower } else { self.folded.text() };
        let line = self.folded.sentence(sentence);
        let words = &text.as_bytes()[line.clone()];
        let mut from = 0;
        while let Some(found) = self.machine.find(program, words, from, starts.map(|starts| (line.start, starts))) {
            from = found.end.max(from + 1);
            // In byte mode `.` and `\W` may stop inside a character; such an edge is widened to the whole of it.
            let range = char_range(text, line.start + found.start..line.start + found.end);
            if !range.is_empty() {
                self.hits.push(PatternHit { owner: pattern.owner, range, sentence });
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

#[cfg(test)]
mod tests {
    //! Gates and places to begin may only save work: over every example of the packs, what is found is what the
    //! `regex` crate finds when it runs each pattern on each sentence.

    use super::*;
    use crate::base::scan_form;
    use crate::detect::literals::Literals;
    use crate::note::{Context, Headings, Note, Source};
    use crate::rule::{builtin_files, load_with_tests};
    use regex::bytes::{Regex, RegexBuilder};

    #[test]
    fn gates_lose_no_match_of_the_built_in_patterns() {
        let loaded = load_with_tests(&builtin_files()).unwrap();
        let rules = &loaded.rules;
        let library = |pattern: &Pattern| {
            RegexBuilder::new(&pattern.source).unicode(false).case_insensitive(true).build().unwrap()
        };
        let expressions: Vec<Regex> = rules.patterns.iter().map(library).collect();
        let (patterns, literals) = (Patterns::new(rules), Literals::default());
        let headings = Headings::new(rules.headings.iter().map(|h| (h.text.as_str(), h.kind, h.strict)));
        for example in loaded.tests.iter().step_by(7) {
            let note = Note::read(Source::from_text("example", &example.text), Context::default(), &headings);
            let folded = &note.folded;
            let found =
                patterns.hits(rules, folded, note.sentences.len(), &literals.hits(rules, &scan_form(folded.text())));
            let mut theirs = 0;
            for expression in &expressions {
                for sentence in 0..note.sentences.len() {
                    let line = &folded.text().as_bytes()[folded.sentence(sentence)];
                    theirs += expression.find_iter(line).count();
                }
            }
            assert_eq!(found.len(), theirs, "{}", example.text);
        }
    }
}
