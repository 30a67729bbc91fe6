//! Regular expressions, run only where a literal that they require was found.
//!
//! A pattern compiles the first time that its gate opens and serves every later note. Compilation is most of
//! what a short run costs, so it leaves out the engines that cost more to build than a few short sentences cost
//! to search, and a pattern written in lower case runs on the text in lower case: plain letters compile several
//! times faster than letters of either case.

use super::literals::LiteralHit;
use crate::note::Folded;
use crate::rule::{Owner, Pattern, RuleSet};
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
    compiled: Vec<OnceLock<Option<Compiled>>>,
    /// Which literals open gates.
    is_gate: Vec<bool>,
}

#[derive(Debug)]
struct Compiled {
    regex: Regex,
    /// It reads the text in lower case.
    lower: bool,
}

/// The folded text of a note, as it is and in lower case; offsets are the same.
struct Texts<'a> {
    folded: &'a Folded,
    lower: String,
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
        let texts = Texts { folded, lower: folded.text().to_ascii_lowercase() };
        let mut hits = Vec::new();
        for (index, pattern) in rules.patterns.iter().enumerate() {
            match sentences_of_gate(&pattern.gate, &open) {
                Some(candidates) => {
                    for sentence in candidates {
                        self.search(index, pattern, &texts, sentence as usize, &mut hits);
                    }
                }
                None => {
                    for sentence in 0..sentences {
                        self.search(index, pattern, &texts, sentence, &mut hits);
                    }
                }
            }
        }
        hits
    }

    fn search(&self, index: usize, pattern: &Pattern, texts: &Texts, sentence: usize, hits: &mut Vec<PatternHit>) {
        let Some(compiled) = self.compiled[index].get_or_init(|| compile(&pattern.source)) else { return };
        let line = texts.folded.sentence(sentence);
        let text = if compiled.lower { &texts.lower } else { texts.folded.text() };
        for found in compiled.regex.find_iter(&text.as_bytes()[line.clone()]) {
            // In byte mode `.` and `\W` may stop inside a character; such an edge is widened to the whole of it.
            let range = char_range(text, line.start + found.start()..line.start + found.end());
            if !range.is_empty() {
                hits.push(PatternHit { owner: pattern.owner, range, sentence });
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
fn compile(source: &str) -> Option<Compiled> {
    let lower = is_lower(source);
    let regex = Regex::builder()
        .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(!lower))
        .configure(Regex::config().utf8_empty(false).hybrid(false).onepass(false).auto_prefilter(false))
        .build(source)
        .ok()?;
    Some(Compiled { regex, lower })
}

/// Whether a pattern means the same on lower-case text: it has no capital letter but in escapes such as `\S`, and
/// does not switch case on or off.
fn is_lower(source: &str) -> bool {
    let mut escaped = false;
    !source.contains("(?-i")
        && source.bytes().all(|byte| {
            let capital = byte.is_ascii_uppercase() && !escaped;
            escaped = byte == b'\\' && !escaped;
            !capital
        })
}

fn char_range(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end
}
