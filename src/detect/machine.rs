//! Runs the programs of patterns: Thompson's simulation with the priorities of a backtracking matcher.
//!
//! Every state is visited at most once for each byte, so time is linear in the text whatever the pattern, and the
//! leftmost match wins, with earlier alternatives preferred, as in the `regex` crate.

use crate::rule::{Program, State};
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
    /// Reading or matching states, each with the offset at which its match began.
    leaves: Vec<(u32, usize)>,
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

    /// Marks a state as seen; false where it was.
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
    /// The first match that begins at or behind `from`.
    pub fn find(&mut self, program: Program, text: &[u8], from: usize) -> Option<Range<usize>> {
        self.now.clear(program.len());
        self.next.clear(program.len());
        let mut found = None;
        let mut at = from;
        loop {
            if self.now.leaves.is_empty() {
                if found.is_some() {
                    return found;
                }
                at += text.get(at..)?.iter().position(|byte| program.begins_with(*byte))?;
            }
            let byte = text.get(at).copied();
            if found.is_none() && byte.is_some_and(|byte| program.begins_with(byte)) {
                open_threads(&mut self.now, &mut self.open, &self.looks, program, program.entry(), at, at, text);
            }
            for index in 0..self.now.leaves.len() {
                let (state, start) = self.now.leaves[index];
                match program.state(state) {
                    State::Ranges(ranges) => {
                        if let Some(next) = byte.and_then(|byte| ranges.next(byte)) {
                            open_threads(
                                &mut self.next,
                                &mut self.open,
                                &self.looks,
                                program,
                                next,
                                start,
                                at + 1,
                                text,
                            );
                        }
                    }
                    State::Match => {
                        found = Some(start..at);
                        // Threads behind this one are of lower preference.
                        break;
                    }
                    State::Look { .. } | State::Union(_) => {}
                }
            }
            std::mem::swap(&mut self.now, &mut self.next);
            self.next.clear(program.len());
            at += 1;
        }
    }
}

/// Adds what can be reached from a state without reading, in order of preference.
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
    open.push(state);
    while let Some(state) = open.pop() {
        if !threads.see(state) {
            continue;
        }
        match program.state(state) {
            State::Match | State::Ranges(_) => threads.leaves.push((state, start)),
            State::Look { look, next } => {
                if looks.matches(look, text, at) {
                    open.push(next);
                }
            }
            State::Union(states) => open.extend(states.iter().rev()),
        }
    }
}
