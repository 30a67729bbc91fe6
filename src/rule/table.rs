//! Tables of 32-bit words, read in place.
//!
//! A note needs only a little of each table (literals, gates, programs), so nothing is decoded when a run starts:
//! decoding touches all of it, and fresh memory for a page costs ten times as much as a page of the binary. The tables
//! are written as little-endian words when rules are built; a place outside the table reads as zero, so that no table
//! can make a reader panic.

use super::{ConceptId, Owner};
use std::borrow::Cow;

/// A table: borrowed from the binary, or its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table(Cow<'static, [u8]>);

/// A run of words in a table.
#[derive(Clone, Copy, Debug)]
pub struct TableSlice<'a>(&'a [u8]);

impl Table {
    /// A table that was stored with the binary.
    pub fn stored(bytes: &'static [u8]) -> Table {
        Table(Cow::Borrowed(bytes))
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// All of its words.
    #[inline]
    pub fn words(&self) -> TableSlice<'_> {
        TableSlice(&self.0)
    }
}

impl Extend<u32> for Table {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, words: I) {
        self.0.to_mut().extend(words.into_iter().flat_map(u32::to_le_bytes));
    }
}

impl FromIterator<u32> for Table {
    fn from_iter<I: IntoIterator<Item = u32>>(words: I) -> Table {
        let mut table = Table::default();
        table.extend(words);
        table
    }
}

impl<'a> TableSlice<'a> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.0.len() / 4
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// One word.
    #[inline]
    pub fn get(self, at: usize) -> u32 {
        self.0.get(at * 4..at * 4 + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    /// The words from one place up to another.
    #[inline]
    pub fn part(self, from: usize, to: usize) -> TableSlice<'a> {
        TableSlice(self.0.get(from * 4..to * 4).unwrap_or_default())
    }

    /// One word after the other.
    #[inline]
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u32> + 'a {
        self.0.chunks_exact(4).map(|four| four.try_into().map_or(0, u32::from_le_bytes))
    }
}

/// How many low bits of an owner's word are free for its table to use.
pub(super) const FREE_BITS: u32 = 1;
const KIND_BITS: u32 = 3;

impl Owner {
    /// The owner as a word; [`FREE_BITS`] are zero.
    pub(super) fn word(self) -> u32 {
        let (kind, index) = match self {
            Owner::Concept(ConceptId(index)) => (0, index),
            Owner::Except(ConceptId(index)) => (1, index),
            Owner::NotNear(ConceptId(index)) => (2, index),
            Owner::OnlyNear(ConceptId(index)) => (3, index),
            Owner::Cue(index) => (4, index),
            Owner::Gate(index) => (5, index),
        };
        ((index << KIND_BITS) | kind) << FREE_BITS
    }

    /// The owner that a word means.
    pub(super) fn of_word(word: u32) -> Owner {
        let word = word >> FREE_BITS;
        let index = word >> KIND_BITS;
        match word & ((1 << KIND_BITS) - 1) {
            0 => Owner::Concept(ConceptId(index)),
            1 => Owner::Except(ConceptId(index)),
            2 => Owner::NotNear(ConceptId(index)),
            3 => Owner::OnlyNear(ConceptId(index)),
            4 => Owner::Cue(index),
            _ => Owner::Gate(index),
        }
    }
}
