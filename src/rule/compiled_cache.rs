//! Patterns that were compiled before.
//!
//! Parsing and compiling thousands of expressions takes nine tenths of the time of loading rules, and a site's own file
//! adds only a few to the built-in ones. Everything that a rule set has compiled for an expression (its program, its
//! gate, and whether every match begins with the gate) is found by the hash of the expression and reused.

use super::patterns::mark;
use super::{ProgramRef, RuleSet};
use std::collections::HashMap;

/// What expressions compile to, by their hashes.
#[derive(Default)]
pub(super) struct CompiledCache(HashMap<u64, Compiled>);

/// What an expression compiles to.
#[derive(Clone, Default)]
pub(super) struct Compiled {
    pub program: ProgramRef,
    /// Sets of literals, in the form of the scan.
    pub gate: Vec<Vec<String>>,
    pub leading: bool,
}

impl CompiledCache {
    /// Everything that a rule set has compiled; it owns the programs.
    pub fn of(rules: &RuleSet) -> CompiledCache {
        let patterns = &rules.patterns;
        let mut compiled: Vec<Compiled> = (0..patterns.len() as u32)
            .map(|index| patterns.get(index))
            .map(|pattern| Compiled { program: pattern.program, gate: Vec::new(), leading: pattern.leading })
            .collect();
        for literal in 0..rules.literals.len() as u32 {
            for wake in patterns.wakes(rules.literals.gate(literal)) {
                let sets = &mut compiled[wake.pattern as usize].gate;
                sets.resize(sets.len().max(wake.set as usize + 1), Vec::new());
                sets[wake.set as usize].push(rules.literals.text(literal).to_owned());
            }
        }
        CompiledCache((0..).map(|index| patterns.mark(index)).zip(compiled).collect())
    }

    /// What an expression compiled to.
    pub fn get(&self, source: &str) -> Option<&Compiled> {
        self.0.get(&mark(source))
    }

    /// Remembers what an expression compiled to.
    pub fn learn(&mut self, source: &str, compiled: Compiled) {
        self.0.insert(mark(source), compiled);
    }
}
