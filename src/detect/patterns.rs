//! Regular expressions, run only where a literal that they require was found.
//!
//! A pattern compiles the first time that its gate opens and serves every later note. Compilation leaves out
//! the engines that cost more to build than a few short sentences cost to search.

use super::literals::LiteralHit;
use crate::note::Folded;
use crate::rule::{Owner, RuleSet};
use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use std::ops::Range;
use std::sync::OnceLock;

/// A match of a pattern in the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PatternHit {
    pub owner: Owner,
    pub range: Range<usize>,
    pub sentence: usize,
}

/// The patterns of a rule set, each compiled when first needed.
#[derive(Debug)]
pub(super) struct Patterns {
    compiled: Vec<OnceLock<Option<Regex>>>,
    /// Which literals open gates.
    is_gate: Vec<bool>,
}

impl Patterns {
    pub fn new(rules: &RuleSet) -> Patterns {
        let mut is_gate = vec![false; rules.literals.len()];
        for literal in rules.patterns.iter().flat_map(|p| p.gate.iter().flatten()) {
            is_gate[*literal as usize] = true;
        }
        Patterns { compiled: rules.patterns.iter().map(|_| OnceLock::new()).collect(), is_gate }
    }

    /// Every match of every pattern, sentence by sentence.
    pub fn hits(&self, rules: &RuleSet, folded: &Folded, sentences: usize, literals: &[LiteralHit]) -> Vec<PatternHit> {
        let mut open: Vec<Vec<u32>> = vec![Vec::new(); rules.literals.len()];
        for hit in literals.iter().filter(|hit| self.is_gate[hit.literal as usize]) {
            let sentence = folded.sentence_at(hit.start) as u32;
            let seen = &mut open[hit.literal as usize];
            if seen.last() != Some(&sentence) {
                seen.push(sentence);
            }
        }
        let mut hits = Vec::new();
        for (index, pattern) in rules.patterns.iter().enumerate() {
            match sentences_of_gate(&pattern.gate, &open) {
                Some(candidates) => {
                    for sentence in candidates {
                        self.search(index, &pattern.source, pattern.owner, folded, sentence as usize, &mut hits);
                    }
                }
                None => {
                    for sentence in 0..sentences {
                        self.search(index, &pattern.source, pattern.owner, folded, sentence, &mut hits);
                    }
                }
            }
        }
        hits
    }

    fn search(&self, index: usize, source: &str, owner: Owner, folded: &Folded, sentence: usize, hits: &mut Vec<PatternHit>) {
        let Some(regex) = self.compiled[index].get_or_init(|| compile(source)) else { return };
        let line = folded.sentence(sentence);
        let text = &folded.text().as_bytes()[line.clone()];
        for found in regex.find_iter(text) {
            // In byte mode `.` and `\W` may stop inside a character; such an edge is widened to the whole of it.
            let range = char_range(folded.text(), line.start + found.start()..line.start + found.end());
            if !range.is_empty() {
                hits.push(PatternHit { owner, range, sentence });
            }
        }
    }
}

/// The sentences that hold a member of each set; `None` where the gate asks for nothing.
fn sentences_of_gate(gate: &[Vec<u32>], open: &[Vec<u32>]) -> Option<Vec<u32>> {
    let (first, rest) = gate.split_first()?;
    let mut candidates: Vec<u32> = first.iter().flat_map(|l| open[*l as usize].iter().copied()).collect();
    candidates.sort_unstable();
    candidates.dedup();
    for set in rest {
        candidates.retain(|sentence| set.iter().any(|l| open[*l as usize].binary_search(sentence).is_ok()));
    }
    Some(candidates)
}

/// Compiles as `rule` validated it: bytes, ASCII classes, no regard to case. A validated pattern compiles, so
/// `None` cannot occur for a rule set that was loaded.
fn compile(source: &str) -> Option<Regex> {
    Regex::builder()
        .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(true))
        .configure(Regex::config().utf8_empty(false).hybrid(false).onepass(false).auto_prefilter(false))
        .build(source)
        .ok()
}

fn char_range(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end
}
