//! The numbers of a table while it is put together.

use super::automaton::{PLACES, VERSION, mask_numbers};
use super::dictionary;

/// The parts of a table, one after the other, and where each begins.
pub(super) struct Body {
    pub places: [u32; PLACES],
    pub numbers: Vec<u32>,
}

impl Default for Body {
    fn default() -> Body {
        let mut places = [0; PLACES];
        places[0] = VERSION;
        Body { places, numbers: Vec::new() }
    }
}

impl Body {
    /// Adds the next part, whose place is one of the first numbers of the table.
    pub fn part(&mut self, place: usize, numbers: impl IntoIterator<Item = u32>) {
        self.places[place] = (PLACES + self.numbers.len()) as u32;
        self.numbers.extend(numbers);
    }
}

/// Adds masks of so many bits, the lowest bits first.
pub(super) fn push_masks(numbers: &mut Vec<u32>, masks: &[u64], width: usize) {
    let mut packed = vec![0u32; mask_numbers(masks.len(), width)];
    for (nth, mask) in masks.iter().enumerate() {
        match width {
            64 => (packed[nth * 2], packed[nth * 2 + 1]) = (*mask as u32, (mask >> 32) as u32),
            _ => {
                let bit = nth * width;
                packed[bit / 32] |= (*mask as u32) << (bit % 32);
            }
        }
    }
    numbers.extend(packed);
}

/// A table of slots for spellings, at most half full: hash, and one more than the index of the entry.
pub(super) fn slots(spelled: &[(String, u32)], entries: &mut Vec<u32>, letters: &mut Vec<u8>) -> (Vec<u32>, u32) {
    let mask = (spelled.len() * 2 + 1).next_power_of_two() as u32 - 1;
    let mut slots = vec![0u32; (mask as usize + 1) * 2];
    for (spelling, id) in spelled {
        let hash = dictionary::hash(spelling.as_bytes());
        let mut at = dictionary::slot(hash, mask);
        while slots[at as usize * 2 + 1] != 0 {
            at = (at + 1) & mask;
        }
        entries.extend([letters.len() as u32, spelling.len() as u32, *id]);
        letters.extend_from_slice(spelling.as_bytes());
        slots[at as usize * 2] = hash;
        slots[at as usize * 2 + 1] = (entries.len() / 3) as u32;
    }
    (slots, mask)
}
