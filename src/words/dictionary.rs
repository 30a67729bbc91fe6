//! From the spelling of a word to its id.
//!
//! Every word of the vocabulary has an id; British and American spellings share one. A word of a note that no phrase
//! contains gets the id of the longest open ending that it fits (`radiat*`), else zero. Sets of words are sets of ids,
//! so nothing after this module reads letters.

use super::automaton::Compiled;

/// Fewest letters before the star of an open ending.
pub const SHORTEST_STEM: usize = 3;
/// Longer words are looked up by their first bytes only; no word of a vocabulary is longer.
const LONGEST_STEM: usize = 32;
/// Size of the table of the beginnings of open endings.
pub(super) const HEADS: usize = 128;

/// The hash of a word in lower case, one byte after the other.
#[inline]
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(OFFSET, |hash, byte| step(hash, *byte))
}

const OFFSET: u32 = 0x811c_9dc5;

#[inline]
fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
}

/// The slot at which a search for a hash begins.
#[inline]
pub(super) fn slot(hash: u32, mask: u32) -> u32 {
    (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d) >> 7 & mask
}

/// Number and bit for the first letters of an open ending.
#[inline]
pub(super) fn head(hash: u32) -> (usize, u32) {
    let bit = slot(hash, HEADS as u32 * 32 - 1);
    (bit as usize / 32, 1 << (bit % 32))
}

impl Compiled<'_> {
    /// The id of a word; zero if no phrase contains it.
    #[inline]
    pub fn word_id(&self, word: &[u8]) -> u32 {
        match self.spelled_id(word) {
            0 if word.len() >= SHORTEST_STEM => self.stem_id(word),
            id => id,
        }
    }

    /// The id of a word that a phrase spells out; zero if none does.
    #[inline]
    pub fn spelled_id(&self, word: &[u8]) -> u32 {
        self.lookup(self.at.words, self.at.words_mask, hash(word), word)
    }

    /// The id of the longest open ending that a word fits.
    fn stem_id(&self, word: &[u8]) -> u32 {
        let mut state = hash(&word[..SHORTEST_STEM]);
        let (at, bit) = head(state);
        if self.numbers.get(self.at.heads + at) & bit == 0 {
            return 0;
        }
        let mut id = 0;
        let longest = word.len().min(LONGEST_STEM);
        for end in SHORTEST_STEM..=longest {
            match self.lookup(self.at.stems, self.at.stems_mask, state, &word[..end]) {
                0 => {}
                found => id = found,
            }
            if let Some(byte) = word.get(end) {
                state = step(state, *byte);
            }
        }
        id
    }

    #[inline]
    fn lookup(&self, slots: usize, mask: u32, hash: u32, word: &[u8]) -> u32 {
        let mut at = slot(hash, mask);
        // A table is at most half full, so a free slot ends every search.
        for _ in 0..=mask {
            let [found, entry] = *self.numbers.part(slots + at as usize * 2, 2) else { return 0 };
            if entry == 0 {
                return 0;
            }
            if found == hash
                && let [text, length, id] = *self.numbers.part(self.at.entries + (entry as usize - 1) * 3, 3)
                && length as usize == word.len()
                && let Some(spelled) = self.letters.get(text as usize..(text + length) as usize)
                && spelled.eq_ignore_ascii_case(word)
            {
                return id;
            }
            at = (at + 1) & mask;
        }
        0
    }
}
