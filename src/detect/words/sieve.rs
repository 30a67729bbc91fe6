//! Dismisses most wordings before they are cut into words.
//!
//! A code has hundreds of wordings of alternatives, and a note has the words of few. A word of letters survives the
//! cutting but for the ending of its plural, unless it is one that is read as another word.

use super::cut::{RESPELLED, singular};

/// Bits of the set, a power of two.
const BITS: usize = 1 << 14;

/// The words of a note, and all that may be read as another word: a set that may have a word too many, and none too few.
#[derive(Debug)]
pub(super) struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Sieve {
        let mut sieve = Sieve(vec![0; BITS / 64]);
        RESPELLED.into_iter().flatten().for_each(|word| sieve.add(singular(word)));
        sieve
    }
}

impl Sieve {
    /// Adds a word, in lower case.
    pub fn add(&mut self, word: &str) {
        let (slot, bit) = place(word.as_bytes());
        self.0[slot] |= bit;
    }

    /// Whether the note may have all words of a wording; `false` only if it lacks one.
    pub fn may_have_all(&self, wording: &str) -> bool {
        // What has other letters than these, or digits, is left to the cutting.
        if !wording.is_ascii() {
            return true;
        }
        wording.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).all(|word| {
            let Ok(word) = std::str::from_utf8(word) else { return true };
            let (slot, bit) = place(singular(word).as_bytes());
            self.0[slot] & bit != 0
                || word.is_empty()
                || word.ends_with('S')
                || !word.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
    }
}

/// Where the set has a word, whatever its case.
fn place(word: &[u8]) -> (usize, u64) {
    let add = |hash: usize, byte: &u8| hash.wrapping_mul(0x0100_0193) ^ usize::from(byte.to_ascii_lowercase());
    let hash = word.iter().fold(0x811c_9dc5, add);
    let hash = (hash ^ hash >> 15) % BITS;
    (hash / 64, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_dismissed_only_for_a_word_that_the_note_lacks() {
        let mut sieve = Sieve::default();
        ["knee", "right", "3", "extremity", "leg", "lower"].into_iter().for_each(|word| sieve.add(word));
        for kept in ["right knee", "Rt KNEES", "The knees", "knee 4", "OD"] {
            assert!(sieve.may_have_all(kept), "{kept}");
        }
        assert!(sieve.may_have_all("knee iii"), "a Roman numeral may be a digit");
        assert!(sieve.may_have_all("legs"), "what is spelled out is left to the cutting");
        assert!(!sieve.may_have_all("right shoulder"));
    }
}
