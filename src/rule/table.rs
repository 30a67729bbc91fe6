//! Tables of 32-bit words, read in place.
//!
//! A note needs only a little of each table (literals, gates, programs), so nothing is decoded when a run starts:
//! decoding touches all of it, and fresh memory for a page costs ten times as much as a page of the binary. The tables
//! are written as little-endian words when rules are built; a place outside the table reads as zero, so that no table
//! can make a reader panic.

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
