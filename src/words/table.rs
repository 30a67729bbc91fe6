//! Flat tables of 32-bit numbers, read in place.
//!
//! A run that lints one note needs a little of a large vocabulary. Decoding it at start-up would touch all of it, so what
//! is compiled is stored as little-endian numbers and read in place, from the binary or from the heap alike. A place
//! outside the table reads as zero, so that no table can make a reader panic.

use std::borrow::Cow;

/// Numbers, and letters that they refer to: borrowed from the binary, or built in this run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    numbers: Cow<'static, [u32]>,
    letters: Cow<'static, [u8]>,
}

impl Table {
    /// A table of these parts.
    pub fn new(numbers: Vec<u32>, letters: Vec<u8>) -> Table {
        Table { numbers: Cow::Owned(numbers), letters: Cow::Owned(letters) }
    }

    /// A table that was stored with the binary. It is copied only if a number may not begin where it is.
    pub fn stored(bytes: &'static [u8]) -> Table {
        let Some((count, rest)) = bytes.split_first_chunk() else { return Table::default() };
        let length = (u32::from_le_bytes(*count) as usize * 4).min(rest.len());
        let (numbers, letters) = rest.split_at(length);
        let numbers = match bytemuck::try_cast_slice(numbers) {
            Ok(in_place) if cfg!(target_endian = "little") => Cow::Borrowed(in_place),
            _ => numbers.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect(),
        };
        Table { numbers, letters: Cow::Borrowed(letters) }
    }

    /// What to store.
    pub fn bytes(&self) -> Vec<u8> {
        let count = self.numbers.len() as u32;
        let mut bytes: Vec<u8> = [count].iter().chain(&*self.numbers).flat_map(|number| number.to_le_bytes()).collect();
        bytes.extend(&*self.letters);
        bytes
    }

    /// Whether it holds no number.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Its parts, to be read.
    #[inline]
    pub fn parts(&self) -> (Numbers<'_>, &[u8]) {
        (Numbers(&self.numbers), &self.letters)
    }
}

/// The numbers of a table.
#[derive(Clone, Copy, Debug)]
pub struct Numbers<'t>(&'t [u32]);

impl<'t> Numbers<'t> {
    /// The number at an index.
    #[inline]
    pub fn get(self, at: usize) -> u32 {
        self.0.get(at).copied().unwrap_or(0)
    }

    /// So many numbers from an index on; none if there are fewer.
    #[inline]
    pub fn part(self, at: usize, count: usize) -> &'t [u32] {
        self.0.get(at..at + count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_outside_reads_as_zero() {
        let table = Table::new(vec![7, 1], b"abc".to_vec());
        let (numbers, letters) = table.parts();
        assert_eq!((numbers.get(0), numbers.get(9)), (7, 0));
        assert_eq!((numbers.part(1, 1), numbers.part(1, 2)), (&[1][..], &[][..]));
        assert_eq!(letters, b"abc");
    }

    #[test]
    fn a_table_is_read_from_any_byte_on() {
        let table = Table::new(vec![7, 1 << 20], b"abc".to_vec());
        for shift in 0..4 {
            let moved: &'static [u8] = [vec![0; shift], table.bytes()].concat().leak();
            assert_eq!(Table::stored(&moved[shift..]), table);
        }
        assert_eq!(Table::stored(&[1, 0, 0, 0, 9]), Table::new(Vec::new(), Vec::new()));
    }
}
