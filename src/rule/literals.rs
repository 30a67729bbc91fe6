//! The literals of the scan, as columns.
//!
//! There are some ten thousand, and a hook decodes them to lint one note. Kept one by one, two allocations each are
//! most of what a run costs; kept as columns (one text, its ends, the uses, their ends) they are four. The few exact
//! spellings stand apart, so that a use stays small.

use super::LiteralUse;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// Every literal that the scan looks for, in its form ([`scan_form`](crate::base::scan_form)), and whom a hit of it
/// concerns. A literal is named by its index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Literals {
    text: String,
    ends: Vec<u32>,
    uses: Vec<LiteralUse>,
    uses_ends: Vec<u32>,
    spellings: Vec<String>,
}

/// Names an exact spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpellingId(NonZeroU32);

impl Literals {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of one.
    pub fn text(&self, literal: u32) -> &str {
        let (start, end) = stretch(&self.ends, literal);
        &self.text[start..end]
    }

    /// Whom a hit of one concerns.
    pub fn uses(&self, literal: u32) -> &[LiteralUse] {
        let (start, end) = stretch(&self.uses_ends, literal);
        &self.uses[start..end]
    }

    /// An exact spelling.
    pub fn spelling(&self, id: SpellingId) -> &str {
        &self.spellings[id.0.get() as usize - 1]
    }

    /// Adds an exact spelling.
    pub fn add_spelling(&mut self, spelling: &str) -> SpellingId {
        self.spellings.push(spelling.to_owned());
        SpellingId(NonZeroU32::new(self.spellings.len() as u32).unwrap_or(NonZeroU32::MIN))
    }

    /// The texts of all, in the order of their indices.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|literal| self.text(literal))
    }

    /// Adds a literal. The loader adds each text once; a second one of the same text is found as well.
    pub fn push(&mut self, text: &str, uses: impl IntoIterator<Item = LiteralUse>) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.uses.extend(uses);
        self.uses_ends.push(self.uses.len() as u32);
    }
}

fn stretch(ends: &[u32], index: u32) -> (usize, usize) {
    let index = index as usize;
    let start = index.checked_sub(1).map_or(0, |before| ends[before]);
    (start as usize, ends[index] as usize)
}
