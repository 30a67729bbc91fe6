//! What may be next to an anchor, as one number of 64 bits.
//!
//! Most looks at a phrase end at the token beside its anchor. Every token has a signature: one bit for each of its
//! classes, and one for its word; common words have a bit of their own, all others share the rest. What a phrase
//! can read next is the union of such signatures, so that one `&` refuses nearly all looks that would fail at once. What is
//! beyond the edges of a sentence has a signature of its own: most phrases that begin or end an item are refused as well.

use super::core_words::{self, ITEM};
use super::figures::FRACTION;
use super::frequencies::Frequencies;
use super::lists::{Settled, by_layer};
use super::machine::{Machine, Step, bits};
use super::pattern::{Atom, Edge, Key, Pattern};
use super::signature::{ANYTHING, BUCKETS, NO_TOKEN, signature};
use super::tokens::{BLANK, MASKED, NUMBER, SIGN, TICKED, UNTICKED};
use super::vocabulary::Vocabulary;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many of the commonest words have a bit of their own.
const OWN: usize = 30;

/// Which side of an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// The signatures of words and lists.
pub(super) struct Neighbors<'v> {
    vocabulary: &'v Vocabulary,
    pub buckets: Vec<u8>,
    /// For each list, how its entries end, and how they begin.
    lists: Vec<[u64; 2]>,
}

/// For each word its bucket.
pub(super) fn buckets(vocabulary: &Vocabulary, frequencies: &Frequencies) -> Vec<u8> {
    let mut counts = vocabulary.counts(frequencies);
    counts.sort_by_key(|(id, count)| (Reverse(*count), *id));
    let mut buckets: Vec<u8> = (0..vocabulary.len()).map(|id| (OWN + id as usize % (BUCKETS - OWN)) as u8).collect();
    for (bucket, (id, _)) in (0..OWN as u8).zip(counts) {
        buckets[id as usize] = bucket;
    }
    buckets
}

impl<'v> Neighbors<'v> {
    pub fn new(vocabulary: &'v Vocabulary, frequencies: &Frequencies, lists: &[Settled]) -> Neighbors<'v> {
        let buckets = buckets(vocabulary, frequencies);
        let mut neighbors = Neighbors { vocabulary, buckets, lists: vec![[ANYTHING; 2]; lists.len()] };
        for id in by_layer(lists).into_iter().filter(|id| *id > FRACTION as usize) {
            let list = &lists[id];
            let single = neighbors.words(&list.words) | u64::from(list.classes);
            neighbors.lists[id] = [Side::Before, Side::After].map(|side| {
                list.longer.iter().fold(single, |so_far, (.., pattern)| match neighbors.outer(pattern, side) {
                    (_, true) => ANYTHING,
                    (signature, false) => so_far | signature,
                })
            });
        }
        neighbors
    }

    /// What may be on one side of a position, given the positions that a match goes on to from there, and those at which
    /// it may end on that side.
    pub fn of(&self, machine: &Machine, position: usize, side: Side, goes_on: u64, outer: u64) -> u64 {
        if outer >> position & 1 == 1 {
            return ANYTHING;
        }
        bits(goes_on).fold(0, |so_far, at| {
            so_far
                | match &machine.steps[at] {
                    Step::Atom(Atom::Edge(edge)) => self.edge(*edge, side),
                    Step::Gap { .. } => ANYTHING,
                    Step::Atom(atom) => self.atom(atom, side),
                    Step::Comma => self.word(core_words::id(",")),
                }
        })
    }

    /// What is next to an edge, on the far side of it. A bracket there makes one as well, whatever is behind it.
    fn edge(&self, edge: Edge, side: Side) -> u64 {
        let items = || core_words::with_role(ITEM).fold(NO_TOKEN, |so_far, id| so_far | self.word(id));
        match (edge, side) {
            (Edge::Start, Side::Before) | (Edge::End, Side::After) => items(),
            (Edge::First, Side::Before) => NO_TOKEN,
            (Edge::Last, Side::After) => NO_TOKEN | u64::from(SIGN | BLANK | TICKED | UNTICKED | MASKED),
            _ => ANYTHING,
        }
    }

    fn word(&self, id: u32) -> u64 {
        signature(0, self.buckets[id as usize])
    }

    fn words(&self, words: &BTreeSet<Key>) -> u64 {
        self.vocabulary.ids(words).into_iter().fold(0, |so_far, id| so_far | self.word(id))
    }

    /// The signatures of what an atom reads first, to a side; an edge reads nothing.
    fn atom(&self, atom: &Atom, side: Side) -> u64 {
        match atom {
            Atom::Words(words) => self.words(words),
            Atom::Class(class) => u64::from(*class),
            Atom::Between(..) => u64::from(NUMBER),
            Atom::List(list) => self.lists[*list as usize][side as usize],
            Atom::Edge(_) => 0,
        }
    }

    /// The signatures of what a pattern reads first, to a side, and whether it may read nothing.
    fn outer(&self, pattern: &Pattern, side: Side) -> (u64, bool) {
        match pattern {
            Pattern::Atom(atom) => (self.atom(atom, side), matches!(atom, Atom::Edge(_))),
            Pattern::Optional(inner) => (self.outer(inner, side).0, true),
            Pattern::Either(all) => all.iter().fold((0, false), |(so_far, empty), part| {
                let (signature, nothing) = self.outer(part, side);
                (so_far | signature, empty || nothing)
            }),
            Pattern::Sequence(all) => {
                let mut so_far = 0;
                for at in 0..all.len() {
                    let part = if side == Side::After { &all[at] } else { &all[all.len() - 1 - at] };
                    let (signature, nothing) = self.outer(part, side);
                    so_far |= signature;
                    if !nothing {
                        return (so_far, false);
                    }
                }
                (so_far, true)
            }
            Pattern::Run(list) => (self.lists[*list as usize][side as usize] | self.word(core_words::id(",")), true),
            Pattern::Near | Pattern::Later => (ANYTHING, true),
        }
    }
}
