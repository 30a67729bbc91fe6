//! All words, lists and phrases of a vocabulary as one flat table, which is read in place.
//!
//! The table begins with the places of its parts: the dictionary, what words mean, the sets that each word belongs to,
//! the trie of fixed words, the machines of all other phrases, and which word, set or class wakes which machine.

use super::table::Table;
use super::tokens::Token;

/// Kinds of what a position reads.
pub(super) const WORD: u32 = 0;
pub(super) const SET: u32 = 1;
pub(super) const LIST: u32 = 2;
pub(super) const CLASS: u32 = 3;
pub(super) const BETWEEN: u32 = 4;
pub(super) const GAP: u32 = 5;
pub(super) const EDGE: u32 = 6;

/// Numbers that a machine has before its positions, and that each position has.
pub(super) const MACHINE_HEAD: usize = 7;
pub(super) const POSITION: usize = 10;
/// Numbers of what ends at a node of the trie.
pub(super) const OUT: usize = 6;
/// Bits of a wake that name the position.
pub(super) const POSITION_BITS: u32 = 6;
pub(super) const PLACES: usize = 28;
/// Whether what a machine needs is after its anchor, or before it.
pub(super) const AFTER: u32 = 1;
pub(super) const BEFORE: u32 = 2;
/// The first number of a table in this layout.
pub(super) const VERSION: u32 = 0x0003_7764;

/// What [`Target::Owner`] has for a text if the match is of a term.
pub(super) const TERM: u32 = u32::MAX;

/// The target of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The vocabulary of an owner; the text that the phrase is from.
    Owner { owner: u32, text: u32 },
    /// A list.
    List(u32),
}

/// How a term must be spelled in a text, beyond the words that it is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelling<'a> {
    pub text: &'a [u8],
    /// How many of its bytes are before the first word: the bracket of `(-)`.
    pub lead: usize,
    /// Whether case matters.
    pub exact: bool,
}

/// Everything that can be found in a text, compiled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Automaton {
    pub(super) table: Table,
    pub(super) words_at: usize,
    pub(super) words_mask: u32,
    pub(super) stems_at: usize,
    pub(super) stems_mask: u32,
    pub(super) heads_at: usize,
    pub(super) entries_at: usize,
    pub(super) text_at: usize,
    meanings_at: usize,
    ids: u32,
    set_ends_at: usize,
    sets_at: usize,
    root_at: usize,
    trie_at: usize,
    trie_mask: u32,
    out_ends_at: usize,
    outs_at: usize,
    wake_ends: [usize; 6],
    pub(super) machines_at: usize,
    top: u32,
    list_classes_at: usize,
    briefs_at: usize,
    /// How many different things machines need, zero included.
    pub(super) needs: usize,
}

impl Automaton {
    /// One whose table was stored with the binary.
    pub fn stored(bytes: &'static [u8]) -> Automaton {
        Automaton::over(Table::stored(bytes))
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        self.table.bytes()
    }

    pub(super) fn over(table: Table) -> Automaton {
        let at = |place: usize| table.get(place) as usize;
        let known = table.get(0) == VERSION;
        if !known {
            return Automaton::default();
        }
        Automaton {
            words_at: at(1),
            words_mask: table.get(2),
            stems_at: at(3),
            stems_mask: table.get(4),
            heads_at: at(5),
            entries_at: at(6),
            text_at: at(7),
            meanings_at: at(8),
            ids: table.get(9),
            set_ends_at: at(10),
            sets_at: at(11),
            root_at: at(12),
            trie_at: at(13),
            trie_mask: table.get(14),
            out_ends_at: at(15),
            outs_at: at(16),
            wake_ends: [17, 18, 19, 20, 21, 22].map(at),
            machines_at: at(23),
            top: table.get(24),
            list_classes_at: at(25),
            briefs_at: at(26),
            needs: at(27),
            table,
        }
    }

    /// The classes and the value of a word that is a number.
    #[inline]
    pub(super) fn meaning(&self, id: u32) -> (u16, f32) {
        if id == 0 {
            return (0, f32::NAN);
        }
        let meaning = self.table.get(self.meanings_at + id as usize);
        if meaning == 0 { (0, f32::NAN) } else { (meaning as u16, (meaning >> 16) as f32) }
    }

    /// Whether a word belongs to a set.
    #[inline]
    pub(super) fn is_in(&self, id: u32, set: u32) -> bool {
        id != 0 && {
            let (mut low, mut high) = self.stretch(self.set_ends_at, id);
            while low < high {
                let middle = low.midpoint(high);
                match self.table.get(self.sets_at + middle).cmp(&set) {
                    std::cmp::Ordering::Equal => return true,
                    std::cmp::Ordering::Less => low = middle + 1,
                    std::cmp::Ordering::Greater => high = middle,
                }
            }
            false
        }
    }

    /// Whether a token is by itself an entry of a list.
    #[inline]
    pub(super) fn is_entry(&self, token: &Token, list: u32) -> bool {
        self.is_in(token.id, list)
            || u32::from(token.classes) & self.table.get(self.list_classes_at + list as usize) != 0
    }

    /// The node of the trie after a first word; zero if no row begins with it.
    #[inline]
    pub(super) fn root(&self, id: u32) -> u32 {
        if id == 0 { 0 } else { self.table.get(self.root_at + id as usize) }
    }

    /// The node after another word.
    #[inline]
    pub(super) fn child(&self, node: u32, id: u32) -> u32 {
        let mut at = trie_slot(node, id, self.trie_mask);
        for _ in 0..=self.trie_mask {
            let slot = self.trie_at + at as usize * 3;
            let child = self.table.get(slot + 2);
            if child == 0 || self.table.wide(slot) == u64::from(node) | u64::from(id) << 32 {
                return child;
            }
            at = (at + 1) & self.trie_mask;
        }
        0
    }

    /// What ends at a node: the target, and the spelling that it must have.
    #[inline]
    pub(super) fn outs(&self, node: u32) -> impl Iterator<Item = (Target, Option<Spelling<'_>>)> {
        let (from, to) = self.stretch(self.out_ends_at, node);
        (from..to).map(|out| {
            let at = self.outs_at + out * OUT;
            let [text, length, how] = [3, 4, 5].map(|word| self.table.get(at + word) as usize);
            let spelling = (length > 0).then(|| {
                let text = self.table.raw(self.text_at * 4 + text, length);
                Spelling { text, lead: how >> 1, exact: how & 1 != 0 }
            });
            (self.target(at), spelling)
        })
    }

    pub(super) fn target(&self, at: usize) -> Target {
        match self.table.get(at) {
            0 => Target::Owner { owner: self.table.get(at + 1), text: self.table.get(at + 2) },
            _ => Target::List(self.table.get(at + 1)),
        }
    }

    /// The machines and positions that something wakes: 0 a word, 1 a list's longer entry, 2 a class. From 3 on, in the same
    /// order: the numbers of what machines need.
    #[inline]
    pub(super) fn wakes(&self, kind: usize, of: u32) -> impl Iterator<Item = u32> {
        let ends = self.wake_ends[kind];
        let count = self.table.get(ends) as usize;
        let (from, to) = self.stretch(ends + 1, of);
        let all = ends + 1 + count;
        self.table.part(all + from, all + to)
    }

    /// Where a machine is in the table.
    #[inline]
    pub(super) fn machine(&self, machine: u32) -> usize {
        self.table.get(self.machines_at + machine as usize) as usize
    }

    /// The layer of a machine.
    #[inline]
    pub(super) fn layer(&self, machine: u32) -> usize {
        self.table.get(self.briefs_at + machine as usize * 2) as usize
    }

    /// What a machine needs besides its anchor: its number, four times, with `AFTER` or `BEFORE`.
    #[inline]
    pub(super) fn need(&self, machine: u32) -> u32 {
        self.table.get(self.briefs_at + machine as usize * 2 + 1)
    }

    /// The highest layer: that of phrases.
    pub(super) fn top(&self) -> usize {
        self.top as usize
    }

    /// The part of a list of lists that belongs to one index, by where each ends.
    #[inline]
    fn stretch(&self, ends: usize, index: u32) -> (usize, usize) {
        let at = ends + index as usize;
        let from = if index == 0 { 0 } else { self.table.get(at - 1) };
        (from as usize, self.table.get(at) as usize)
    }
}

#[inline]
pub(super) fn trie_slot(node: u32, id: u32, mask: u32) -> u32 {
    let mixed = node.wrapping_mul(0x9e37_79b1) ^ id.wrapping_mul(0x85eb_ca77);
    (mixed ^ mixed >> 15) & mask
}
