//! Regular expressions, run only where the literals that they require are found in order.
//!
//! Sentence by sentence, each literal of a gate wakes its patterns, and a pattern is open once all its sets have
//! occurred in order: the work depends on the contents of the sentence, not on the number of rules.

use super::literals::{self, LiteralHit};
use super::machine::Machine;
use crate::base::scan_form;
use crate::note::Folded;
use crate::rule::{Owner, RuleSet};
use std::iter::successors;
use std::ops::Range;

/// A match of a pattern in the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PatternHit {
    pub owner: Owner,
    pub range: Range<usize>,
    pub sentence: usize,
}

/// Every match of every pattern, sentence by sentence and in the order of the patterns.
pub(super) fn find(rules: &RuleSet, folded: &Folded, sentences: usize) -> Vec<PatternHit> {
    // The built-in rules have none.
    if rules.patterns.is_empty() {
        return Vec::new();
    }
    let places = places(rules, folded);
    let mut gates = Gates { rules, progress: vec![Progress::default(); rules.patterns.len()], starts: Vec::new() };
    let mut search = Search {
        rules,
        folded,
        lower: folded.text().to_ascii_lowercase(),
        machine: Machine::default(),
        hits: Vec::new(),
    };
    let mut rest = places.as_slice();
    for sentence in 0..sentences {
        let (here, after) = rest.split_at(rest.partition_point(|place| place.sentence <= sentence));
        rest = after;
        for pattern in gates.opened(sentence, here) {
            if rules.patterns.get(pattern).leading {
                search.run(pattern, sentence, Some(&gates.starts(pattern)));
            } else {
                search.run(pattern, sentence, None);
            }
        }
    }
    search.hits
}

/// Where a gate is.
#[derive(Clone, Copy, Debug)]
struct Place {
    gate: u32,
    sentence: usize,
    start: usize,
    end: usize,
}

/// The places of all gates, in order of their starts.
fn places(rules: &RuleSet, folded: &Folded) -> Vec<Place> {
    let hits = literals::find(&rules.literals, &scan_form(folded.text())).into_iter();
    let place = |LiteralHit { literal, start, end }| Place {
        gate: rules.literals.gate(literal),
        sentence: folded.sentence_at(start),
        start,
        end,
    };
    hits.map(place).collect()
}

/// The gates of all patterns, in one sentence after the other.
struct Gates<'r> {
    rules: &'r RuleSet,
    progress: Vec<Progress>,
    /// Where leading patterns can begin in the sentence, each with the index after that of the same pattern's place
    /// before it.
    starts: Vec<(usize, usize)>,
}

/// How much of a pattern's gate has occurred.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// In the sentence before this one.
    before: usize,
    /// So many sets, the last of which ended here.
    sets: u32,
    end: usize,
    /// The index after that of the last place where the pattern can begin; 0 if there is none.
    starts: usize,
}

impl Gates<'_> {
    /// The patterns that can match in a sentence that contains these places, in order. Taking each set where it ends
    /// first leaves the most room for the next; that is where it begins first, since no member of a set contains
    /// another.
    fn opened(&mut self, sentence: usize, places: &[Place]) -> Vec<u32> {
        let mut opened: Vec<u32> = self.rules.patterns.ungated().collect();
        self.starts.clear();
        for place in places {
            for wake in self.rules.patterns.wakes(place.gate) {
                let progress = &mut self.progress[wake.pattern as usize];
                if progress.before != sentence + 1 {
                    *progress = Progress { before: sentence + 1, ..Progress::default() };
                }
                if wake.leads {
                    self.starts.push((place.start, progress.starts));
                    progress.starts = self.starts.len();
                }
                if progress.sets == wake.set && progress.end <= place.start {
                    progress.sets += 1;
                    progress.end = place.end;
                    if wake.last {
                        opened.push(wake.pattern);
                    }
                }
            }
        }
        opened.sort_unstable();
        opened
    }

    /// All the places in the text where an opened leading pattern can begin, in order.
    fn starts(&self, pattern: u32) -> Vec<usize> {
        let chain = |after: usize| after.checked_sub(1).map(|at| self.starts[at]);
        let last = chain(self.progress[pattern as usize].starts);
        let mut starts: Vec<usize> = successors(last, |(_, before)| chain(*before)).map(|(start, _)| start).collect();
        starts.reverse();
        starts
    }
}

/// One note that is searched.
struct Search<'a> {
    rules: &'a RuleSet,
    folded: &'a Folded,
    /// The folded text in lower case; offsets are the same.
    lower: String,
    machine: Machine,
    hits: Vec<PatternHit>,
}

impl Search<'_> {
    /// Finds a pattern in one sentence; `starts`, if given, are all the places in the text where it can begin.
    fn run(&mut self, pattern: u32, sentence: usize, starts: Option<&[usize]>) {
        let pattern = self.rules.patterns.get(pattern);
        let program = self.rules.programs.get(pattern.program);
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
    use crate::detect::site_patterns;
    use crate::note::{Context, Headings, Note, Source};
    use crate::rule::{builtin, builtin_files, load_over};
    use regex::bytes::{Regex, RegexBuilder};

    #[test]
    fn gates_lose_no_match_of_a_site() {
        let rules = site_patterns();
        let examples = load_over(&builtin(), &builtin_files()).unwrap();
        let library = |source: &str| RegexBuilder::new(source).unicode(false).case_insensitive(true).build().unwrap();
        let patterns = 0..rules.patterns.len() as u32;
        let expressions: Vec<Regex> = patterns.map(|pattern| library(rules.patterns.source(pattern))).collect();
        let headings = Headings::new(examples.rules.headings.iter().map(|h| (h.text.as_str(), h.kind, h.strict)));
        let mut matched = vec![0; expressions.len()];
        for example in &examples.tests {
            let note = Note::read(Source::from_text("example", &example.text), Context::default(), &headings);
            let folded = &note.folded;
            let found = find(&rules, folded, note.sentences.len());
            let mut theirs = 0;
            for (matched, expression) in matched.iter_mut().zip(&expressions) {
                for sentence in 0..note.sentences.len() {
                    let line = &folded.text().as_bytes()[folded.sentence(sentence)];
                    let count = expression.find_iter(line).count();
                    *matched += count;
                    theirs += count;
                }
            }
            assert_eq!(found.len(), theirs, "{}", example.text);
        }
        let shown = matched.iter().filter(|count| **count > 0).count();
        assert!(shown > matched.len() / 2, "only {shown} of {} patterns are in some example", matched.len());
    }
}
