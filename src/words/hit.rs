//! What is found in a text.

use super::automaton::TERM;
use std::ops::Range;

/// Words of an owner's vocabulary in a text. There are many, so offsets have 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The first byte of the longest reading.
    pub start: u32,
    /// The byte after it.
    pub end: u32,
    /// The owner.
    pub owner: u32,
    /// The caller's number for the text of the phrase.
    pub(super) text: u32,
    /// The bytes of the shortest reading.
    pub(super) core: [u32; 2],
    /// Index of the sentence.
    pub(super) sentence: u32,
}

impl Hit {
    /// Words that are the same however they are read: those of a term, or of a pattern.
    pub fn fixed(owner: u32, bytes: Range<usize>, sentence: usize) -> Hit {
        let (start, end) = (bytes.start as u32, bytes.end as u32);
        Hit { start, end, owner, text: TERM, core: [start, end], sentence: sentence as u32 }
    }

    /// Whether no phrase found them.
    pub fn is_fixed(&self) -> bool {
        self.text == TERM
    }

    /// The order of hits: by start, then longest first; of equal ones a phrase is before a term, since it says more about
    /// its place: of `neg` the one that ends a sentence.
    pub fn place(&self) -> (u32, u32, bool) {
        (self.start, u32::MAX - self.end, self.is_fixed())
    }

    /// The bytes of the longest reading.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of the shortest reading of the phrase that found them; `None` if no phrase did.
    pub fn core(&self) -> Option<Range<usize>> {
        (!self.is_fixed()).then_some(self.core[0] as usize..self.core[1] as usize)
    }

    /// Index of the sentence.
    pub fn sentence(&self) -> usize {
        self.sentence as usize
    }
}
