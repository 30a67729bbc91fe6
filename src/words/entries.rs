//! The entries of lists that were found in a text and have several words.

use super::tokens::Stretch;

/// Entries by where they begin and end.
#[derive(Debug, Default)]
pub(super) struct Entries {
    all: Vec<(Stretch, u32, u32)>,
    /// One more than the index of the last entry that begins or ends at a token.
    begin: Vec<u32>,
    end: Vec<u32>,
}

impl Entries {
    /// Makes room for the entries of a text of so many tokens.
    pub fn clear(&mut self, tokens: usize) {
        self.all.clear();
        for heads in [&mut self.begin, &mut self.end] {
            heads.clear();
            heads.resize(tokens + 1, 0);
        }
    }

    /// Adds an entry; false if it is known.
    pub fn push(&mut self, entry: Stretch) -> bool {
        if self.beginning(entry.from).any(|known| *known == entry) {
            return false;
        }
        let (begin, end) = (&mut self.begin[entry.from as usize], &mut self.end[entry.to as usize]);
        self.all.push((entry, *begin, *end));
        *begin = self.all.len() as u32;
        *end = self.all.len() as u32;
        true
    }

    /// Those that begin at a token.
    #[inline]
    pub fn beginning(&self, at: u32) -> impl Iterator<Item = &Stretch> {
        let mut next = self.begin[at as usize];
        std::iter::from_fn(move || {
            let (entry, before, _) = self.all.get((next as usize).wrapping_sub(1))?;
            next = *before;
            Some(entry)
        })
    }

    /// Those that end before a token.
    #[inline]
    pub fn ending(&self, at: u32) -> impl Iterator<Item = &Stretch> {
        let mut next = self.end[at as usize];
        std::iter::from_fn(move || {
            let (entry, _, before) = self.all.get((next as usize).wrapping_sub(1))?;
            next = *before;
            Some(entry)
        })
    }
}
