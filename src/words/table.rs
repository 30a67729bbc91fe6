//! Flat tables of 32-bit numbers, read in place.
//!
//! A run that lints one note needs a little of a large vocabulary. Decoding it at start-up would touch all of it, so what
//! is compiled is written down as little-endian numbers and read in place, from the binary or from the heap alike. A
//! place outside the table reads as zero, so that no table can make a reader panic.

use std::borrow::Cow;

/// A table of 32-bit numbers: borrowed from the binary, or built in this run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(Cow<'static, [u8]>);

impl Table {
    /// A table that was stored with the binary.
    pub fn stored(bytes: &'static [u8]) -> Table {
        Table(Cow::Borrowed(bytes))
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// How many numbers it holds.
    pub fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number at an index.
    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        self.0.get(at * 4..at * 4 + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    /// Two numbers as one of 64 bits, the lower half first.
    #[inline]
    pub fn wide(&self, at: usize) -> u64 {
        self.0.get(at * 4..at * 4 + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes)
    }

    /// The numbers from one index up to another.
    #[inline]
    pub fn part(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = u32> + '_ {
        let bytes = self.0.get(from * 4..to * 4).unwrap_or_default();
        bytes.chunks_exact(4).map(|four| four.try_into().map_or(0, u32::from_le_bytes))
    }

    /// Raw bytes that were put into the table, `at` counted in bytes.
    #[inline]
    pub fn raw(&self, at: usize, length: usize) -> &[u8] {
        self.0.get(at..at + length).unwrap_or_default()
    }

    /// Appends numbers.
    pub fn extend(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.0.to_mut().extend(numbers.into_iter().flat_map(u32::to_le_bytes));
    }

    /// Appends raw bytes, filled up to a whole number.
    pub fn extend_raw(&mut self, bytes: &[u8]) {
        let own = self.0.to_mut();
        own.extend_from_slice(bytes);
        own.resize(own.len().next_multiple_of(4), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_outside_reads_as_zero() {
        let mut table = Table::default();
        table.extend([7, 1]);
        table.extend_raw(b"abc");
        assert_eq!((table.len(), table.get(0), table.wide(0), table.get(9)), (3, 7, 7 | 1 << 32, 0));
        assert_eq!(table.raw(8, 3), b"abc");
        assert_eq!(table.part(1, 2).collect::<Vec<_>>(), [1]);
        assert_eq!(table.part(2, 9).count(), 0);
    }
}
