//! Runs the programs of patterns: Thompson's simulation with the priorities of a backtracking matcher.
//!
//! Every state is visited at most once for each byte, so time is linear in the text whatever the pattern, and the
//! leftmost match wins, with earlier alternatives preferred, as in the `regex` crate.

use crate::rule::{Program, ProgramState};
use regex_automata::util::look::LookMatcher;
use std::ops::Range;

/// Room to run in, shared by all programs and notes of a thread.
#[derive(Debug, Default)]
pub(super) struct Machine {
    now: Threads,
    next: Threads,
    open: Vec<u32>,
    looks: LookMatcher,
}

/// Threads in order of preference.
#[derive(Debug, Default)]
struct Threads {
    /// The states after the next byte, `None` for a match, each with the offset at which its match began.
    leaves: Vec<(Option<u32>, usize)>,
    /// The states seen: `dense` lists them, `sparse` says where.
    dense: Vec<u32>,
    sparse: Vec<u32>,
}

impl Threads {
    fn clear(&mut self, states: usize) {
        self.leaves.clear();
        self.dense.clear();
        if self.sparse.len() < states {
            self.sparse.resize(states, 0);
        }
    }

    /// Marks a state as seen; false if it already was.
    fn see(&mut self, state: u32) -> bool {
        let at = self.sparse[state as usize] as usize;
        if self.dense.get(at) == Some(&state) {
            return false;
        }
        self.sparse[state as usize] = self.dense.len() as u32;
        self.dense.push(state);
        true
    }
}

impl Machine {
    /// The first match that begins at or after `from`. `starts`, if given, are all the offsets at which a match can
    /// begin, in order, counted from an offset before the text.
    pub fn find(
        &mut self,
        program: Program,
        text: &[u8],
        from: usize,
        starts: Option<(usize, &[usize])>,
    ) -> Option<Range<usize>> {
        self.now.clear(program.len());
        self.next.clear(program.len());
        let mut found = None;
        let mut at = from;
        loop {
            if self.now.leaves.is_empty() {
                if found.is_some() {
                    return found;
                }
                // The states seen where the last thread ended do not matter at the next place.
                self.now.clear(program.len());
                at = match starts {
                    Some((base, starts)) => starts.get(starts.partition_point(|start| *start < base + at))? - base,
                    None => (at..text.len()).find(|at| program.may_begin(text, *at))?,
                };
            }
            let begins = || match starts {
                Some((base, starts)) => starts.binary_search(&(base + at)).is_ok(),
                None => program.may_begin(text, at),
            };
            if found.is_none() && begins() {
                open_threads(&mut self.now, &mut self.open, &self.looks, program, program.entry(), at, at, text);
            }
            for index in 0..self.now.leaves.len() {
                let (next, start) = self.now.leaves[index];
                let Some(next) = next else {
                    found = Some(start..at);
                    // Threads after this one are of lower preference.
                    break;
                };
                open_threads(&mut self.next, &mut self.open, &self.looks, program, next, start, at + 1, text);
            }
            std::mem::swap(&mut self.now, &mut self.next);
            self.next.clear(program.len());
            at += 1;
        }
    }
}

/// Adds what can be reached from a state without reading and can read what comes next, in order of preference.
#[expect(clippy::too_many_arguments, reason = "the parts of a machine that the borrow checker wants apart")]
fn open_threads(
    threads: &mut Threads,
    open: &mut Vec<u32>,
    looks: &LookMatcher,
    program: Program,
    state: u32,
    start: usize,
    at: usize,
    text: &[u8],
) {
    let byte = text.get(at).copied();
    open.push(state);
    while let Some(state) = open.pop() {
        if !threads.see(state) {
            continue;
        }
        match program.state(state) {
            ProgramState::Match => threads.leaves.push((None, start)),
            ProgramState::Ranges(ranges) => {
                if let Some(next) = byte.and_then(|byte| ranges.next(byte)) {
                    threads.leaves.push((Some(next), start));
                }
            }
            ProgramState::Look { look, next } => {
                if looks.matches(look, text, at) {
                    open.push(next);
                }
            }
            ProgramState::Union(alternatives) => open.extend(alternatives.before(byte)),
        }
    }
}

#[cfg(test)]
mod tests {
    //! The machine is held to the matches of the `regex` crate: on every pattern of a site over every example of the
    //! packs, and on small patterns over random texts.

    use super::*;
    use crate::detect::site_patterns;
    use crate::rule::{RuleFile, RuleSet, builtin, builtin_files, load, load_over};
    use proptest::prelude::*;
    use regex::bytes::{Regex, RegexBuilder};
    use std::collections::BTreeSet;

    fn library(source: &str) -> Regex {
        RegexBuilder::new(source).unicode(false).case_insensitive(true).build().unwrap()
    }

    fn ours(machine: &mut Machine, rules: &RuleSet, pattern: u32, text: &str) -> Vec<Range<usize>> {
        let at = rules.patterns.get(pattern).program;
        let text = if at.lower { text.to_ascii_lowercase() } else { text.to_owned() };
        let mut found: Vec<Range<usize>> = Vec::new();
        while let Some(next) =
            machine.find(rules.programs.get(at), text.as_bytes(), found.last().map_or(0, |last| last.end), None)
        {
            found.push(next);
        }
        found
    }

    #[test]
    fn every_pattern_of_a_site_matches_as_the_library_does() {
        let (rules, examples) = (site_patterns(), load_over(&builtin(), &builtin_files()).unwrap().tests);
        assert!(rules.patterns.len() > 80);
        let mut machine = Machine::default();
        // Many examples differ in one sentence only.
        let sentences: BTreeSet<&str> = examples.iter().flat_map(|example| example.text.split(['\n', '.'])).collect();
        for index in 0..rules.patterns.len() as u32 {
            let source = rules.patterns.source(index);
            let library = library(source);
            for &text in &sentences {
                let theirs: Vec<_> = library.find_iter(text.as_bytes()).map(|m| m.range()).collect();
                assert_eq!(ours(&mut machine, &rules, index, text), theirs, "{source} on {text:?}");
            }
        }
    }

    fn pack_with(pattern: &str) -> RuleSet {
        let text = format!("schema: 1\nlexicon: one\ntitle: One\nconcepts: {{it: {{patterns: ['{pattern}']}}}}\n");
        load(&[RuleFile { path: "one.yaml".into(), text, builtin: false }]).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn small_patterns_match_as_the_library_does(
            pattern in prop::sample::select(vec![
                r"\bab?a*b\b", "a|ab|abc", "ab|a", r"(?:a|b)+?c", "(?:ab){1,3}b", r"\Ba", "^a+b", "b$", "[^a]b", r"a.{0,2}b",
                r"(?-i:A)b|b(?:a|c)", r"\b(?:b )?(?:a|c) ?b", r"\w+ a", "(?:a|ab)(?:c|bcd)?", r"(?:a ?){2,4}\b", "a{2}b??", r"\ba|b\b",
            ]),
            text in "[abcA ]{0,24}",
        ) {
            let rules = pack_with(pattern);
            let theirs: Vec<_> = library(pattern).find_iter(text.as_bytes()).map(|m| m.range()).collect();
            prop_assert_eq!(ours(&mut Machine::default(), &rules, 0, &text), theirs);
        }
    }
}
