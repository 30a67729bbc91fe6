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
        if self.beside::<true>(entry.from).any(|known| *known == entry) {
            return false;
        }
        let (begin, end) = (&mut self.begin[entry.from as usize], &mut self.end[entry.to as usize]);
        self.all.push((entry, *begin, *end));
        *begin = self.all.len() as u32;
        *end = self.all.len() as u32;
        true
    }

    /// Those that begin at a token, or those that end before it.
    #[inline]
    pub fn beside<const BEGIN: bool>(&self, at: u32) -> impl Iterator<Item = &Stretch> {
        let mut next = if BEGIN { self.begin[at as usize] } else { self.end[at as usize] };
        std::iter::from_fn(move || {
            let (entry, begins_before, ends_before) = self.all.get((next as usize).wrapping_sub(1))?;
            next = if BEGIN { *begins_before } else { *ends_before };
            Some(entry)
        })
    }
}
