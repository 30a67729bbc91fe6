//! The patterns of a rule set, and the literals that wake them.
//!
//! A note opens the gates of one pattern in ten, so no run goes through all of them: each gate, a literal that some
//! pattern requires, names the patterns that it wakes, and the set of theirs that it belongs to. Like the literals,
//! patterns are a table that is read in place.

use super::table::{Table, TableSlice};
use super::{Owner, ProgramRef};
use crate::base::Fnv;

/// The table begins with the numbers of patterns and gates; gate 0 wakes the patterns that need none.
const COUNTS: usize = 2;
/// Then come the patterns: program (two words), flags, owner, mark (two words).
const PATTERN: usize = 6;
const LOWER: u32 = 1;
const LEADING: u32 = 2;
/// Then where the wakes of each gate end, then the wakes: set, flags, pattern.
const SET: u32 = 3;
const LAST: u32 = 4;
const LEADS: u32 = 8;
const WAKE_BITS: u32 = 4;
const _: () = assert!(super::gate::MAX_SETS == SET as usize + 1);

/// A regular expression as it runs: fragments expanded, without Unicode classes; it never crosses a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pattern {
    /// What it runs as.
    pub program: ProgramRef,
    /// The owner of a match.
    pub owner: Owner,
    /// Every match begins with a member of the gate's first set.
    pub leading: bool,
}

/// What an occurrence of a gate means to a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wake {
    /// The pattern's index.
    pub pattern: u32,
    /// The set of the pattern's gate that the literal belongs to: a sentence that does not contain a member of each
    /// set, one after the other, cannot match.
    pub set: u32,
    /// It is the last set.
    pub last: bool,
    /// It is the first set, and every match begins with a member of it.
    pub leads: bool,
}

/// A pattern before it is in the table.
pub(super) struct Entry {
    pub source: String,
    pub pattern: Pattern,
    /// The numbers of the gates in each set.
    pub gate: Vec<Vec<u32>>,
}

/// All patterns. One is named by its index.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    table: Table,
    sources: Vec<String>,
}

/// The sources are not stored.
impl PartialEq for Patterns {
    fn eq(&self, other: &Patterns) -> bool {
        self.table == other.table
    }
}

impl Patterns {
    /// The patterns that were stored with the binary.
    pub(super) fn stored(table: &'static [u8]) -> Patterns {
        Patterns { table: Table::stored(table), sources: Vec::new() }
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        self.table.bytes()
    }

    /// Writes the table; `gates` are numbered from 1 on.
    pub(super) fn new(entries: Vec<Entry>, gates: u32) -> Patterns {
        let mut wakes = vec![Vec::new(); gates as usize + 1];
        let mut table = Table::from_iter([entries.len() as u32, gates]);
        for (index, Entry { source, pattern, gate }) in (0u32..).zip(&entries) {
            let mark = mark(source);
            let flags = flag(LOWER, pattern.program.lower) | flag(LEADING, pattern.leading);
            let program = [pattern.program.start, pattern.program.words];
            table.extend(program.into_iter().chain([flags, pattern.owner.word(), mark as u32, (mark >> 32) as u32]));
            if gate.is_empty() {
                wakes[0].push(index << WAKE_BITS);
            }
            for (set, members) in (0..=SET).zip(gate) {
                let flags = flag(LAST, set as usize + 1 == gate.len()) | flag(LEADS, set == 0 && pattern.leading);
                let wake = (index << WAKE_BITS) | flags | set;
                members.iter().for_each(|member| wakes[*member as usize].push(wake));
            }
        }
        let mut end = 0;
        table.extend(wakes.iter().map(|wakes| {
            end += wakes.len() as u32;
            end
        }));
        table.extend(wakes.into_iter().flatten());
        Patterns { table, sources: entries.into_iter().map(|entry| entry.source).collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words().get(0) as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them.
    pub fn get(&self, pattern: u32) -> Pattern {
        let record = COUNTS + pattern as usize * PATTERN;
        let word = |at: usize| self.words().get(record + at);
        let program = ProgramRef { start: word(0), words: word(1), lower: word(2) & LOWER != 0 };
        Pattern { program, owner: Owner::of_word(word(3)), leading: word(2) & LEADING != 0 }
    }

    /// Its expression; empty where the rules were stored, since nothing that runs needs it.
    pub fn source(&self, pattern: u32) -> &str {
        self.sources.get(pattern as usize).map_or("", String::as_str)
    }

    /// The mark of its expression.
    pub(super) fn mark(&self, pattern: u32) -> u64 {
        let record = COUNTS + pattern as usize * PATTERN;
        u64::from(self.words().get(record + 4)) | u64::from(self.words().get(record + 5)) << 32
    }

    /// What an occurrence of a gate wakes.
    #[inline]
    pub fn wakes(&self, gate: u32) -> impl Iterator<Item = Wake> {
        let gates = self.words().get(1) as usize + 1;
        let ends = COUNTS + self.len() * PATTERN;
        let from = (gate as usize).checked_sub(1).map_or(0, |before| self.words().get(ends + before));
        let to = self.words().get(ends + gate as usize);
        let wakes = ends + gates;
        self.words().part(wakes + from as usize, wakes + to as usize).iter().map(|wake| Wake {
            pattern: wake >> WAKE_BITS,
            set: wake & SET,
            last: wake & LAST != 0,
            leads: wake & LEADS != 0,
        })
    }

    /// The patterns that require no literal, in order.
    pub fn ungated(&self) -> impl Iterator<Item = u32> {
        self.wakes(0).map(|wake| wake.pattern)
    }

    fn words(&self) -> TableSlice<'_> {
        self.table.words()
    }
}

const fn flag(flag: u32, holds: bool) -> u32 {
    if holds { flag } else { 0 }
}

/// A number that identifies an expression: it has 64 bits, so that no two expressions share one.
pub(super) fn mark(source: &str) -> u64 {
    Fnv::new().and(source.as_bytes()).value()
}
