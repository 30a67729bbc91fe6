//! Patterns that were compiled before.
//!
//! Parsing and compiling thousands of expressions is nine tenths of loading rules, and a site's own file adds but a
//! few to those that come with notelint. What a rule set knows under the mark of an expression is taken over as it
//! is: program, gate, and whether the gate leads.

use super::patterns::mark;
use super::{Owner, ProgramRef, RuleSet};
use std::collections::HashMap;

/// What became of expressions, by their marks.
#[derive(Default)]
pub(super) struct CompiledCache(HashMap<u64, Compiled>);

/// What becomes of an expression.
#[derive(Clone, Default)]
pub(super) struct Compiled {
    pub program: ProgramRef,
    /// Sets of literals, as the scan writes them.
    pub gate: Vec<Vec<String>>,
    pub leading: bool,
}

impl CompiledCache {
    /// All that a rule set has compiled; the programs are its own.
    pub fn of(rules: &RuleSet) -> CompiledCache {
        let patterns = &rules.patterns;
        let mut compiled: Vec<Compiled> = (0..patterns.len() as u32)
            .map(|index| patterns.get(index))
            .map(|pattern| Compiled { program: pattern.program, gate: Vec::new(), leading: pattern.leading })
            .collect();
        for literal in 0..rules.literals.len() as u32 {
            for used in rules.literals.uses(literal) {
                let Owner::Gate(gate) = used.owner else { continue };
                for wake in patterns.wakes(gate) {
                    let sets = &mut compiled[wake.pattern as usize].gate;
                    sets.resize(sets.len().max(wake.set as usize + 1), Vec::new());
                    sets[wake.set as usize].push(rules.literals.text(literal).to_owned());
                }
            }
        }
        CompiledCache((0..).map(|index| patterns.mark(index)).zip(compiled).collect())
    }

    /// What became of an expression.
    pub fn get(&self, source: &str) -> Option<&Compiled> {
        self.0.get(&mark(source))
    }

    /// Remembers what became of an expression.
    pub fn learn(&mut self, source: &str, compiled: Compiled) {
        self.0.insert(mark(source), compiled);
    }
}
