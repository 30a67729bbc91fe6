//! Regular expressions, run only where a literal that they require was found.
//!
//! A pattern compiles the first time that its gate opens and serves every later note. Compilation is most of
//! what a short run costs, so it leaves out the engines that cost more to build than a few short sentences cost
//! to search, and a pattern written in lower case runs on the text in lower case: plain letters compile several
//! times faster than letters of either case.

use super::literals::LiteralHit;
use crate::note::Folded;
use crate::rule::{Owner, Pattern, RuleSet};
use regex_automata::Input;
use regex_automata::meta::{Cache, Regex};
use regex_automata::util::iter::Searcher;
use regex_automata::util::syntax;
use std::collections::HashMap;
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

/// One note being searched.
struct Search<'a> {
    folded: &'a Folded,
    /// The folded text in lower case; offsets are the same.
    lower: String,
    /// Room to search in, shared by all patterns: a cache for each would touch megabytes of fresh memory.
    cache: Option<Cache>,
    hits: Vec<PatternHit>,
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
        let mut places = Places::new();
        for hit in literals.iter().filter(|hit| self.is_gate[hit.literal as usize]) {
            let sentence = folded.sentence_at(hit.start);
            places.entry(hit.literal).or_default().push(Place { sentence, start: hit.start, end: hit.end });
        }
        let mut search = Search { folded, lower: folded.text().to_ascii_lowercase(), cache: None, hits: Vec::new() };
        for (index, pattern) in rules.patterns.iter().enumerate() {
            match opened(&pattern.gate, &places) {
                Some(sentences) if sentences.is_empty() => {}
                Some(candidates) => self.search(index, pattern, candidates.into_iter(), &mut search),
                None => self.search(index, pattern, 0..sentences, &mut search),
            }
        }
        search.hits
    }

    fn search(&self, index: usize, pattern: &Pattern, sentences: impl Iterator<Item = usize>, search: &mut Search) {
        let Some(compiled) = self.compiled[index].get_or_init(|| compile(&pattern.source)) else { return };
        let regex = &compiled.regex;
        let cache = match &mut search.cache {
            Some(cache) => {
                cache.reset(regex);
                cache
            }
            none => none.insert(regex.create_cache()),
        };
        let text = if compiled.lower { &search.lower } else { search.folded.text() };
        for sentence in sentences {
            let line = search.folded.sentence(sentence);
            let mut searcher = Searcher::new(Input::new(&text.as_bytes()[line.clone()]));
            while let Some(found) = searcher.advance(|input| Ok(regex.search_with(cache, input))) {
                // In byte mode `.` and `\W` may stop inside a character; such an edge is widened to the whole of it.
                let range = char_range(text, line.start + found.start()..line.start + found.end());
                if !range.is_empty() {
                    search.hits.push(PatternHit { owner: pattern.owner, range, sentence });
                }
            }
        }
    }
}

/// The places of gate literals, by literal.
type Places = HashMap<u32, Vec<Place>>;

/// Where a gate literal stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    sentence: usize,
    start: usize,
    end: usize,
}

/// The sentences that hold a member of each set, one behind the other; `None` where the gate asks for nothing.
fn opened(gate: &[Vec<u32>], places: &Places) -> Option<Vec<usize>> {
    let of = |literal: &u32| places.get(literal).map_or(&[][..], Vec::as_slice);
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

/// Where the first occurrence of a literal in a sentence ends that begins at or behind an offset.
fn first_end(places: &[Place], sentence: usize, from: usize) -> Option<usize> {
    let at = places.partition_point(|place| (place.sentence, place.start) < (sentence, from));
    places.get(at).filter(|place| place.sentence == sentence).map(|place| place.end)
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
