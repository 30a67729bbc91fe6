//! The index of wordings, read in place; `layout` describes its tables.
//!
//! Every access is checked and what lies outside a table reads as empty.

use super::layout::{AXES, DOCUMENT, NO_ROW, SIDES, UNIT, WORD};
use fst::raw::Fst;

macro_rules! packed {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/icd10-", $name))
    };
}

static VOCABULARY: &[u8] = packed!("vocabulary.fst");
static WORDS: &[u8] = packed!("words.bin");
static POSTINGS: &[u8] = packed!("postings.bin");
static DOCUMENTS: &[u8] = packed!("documents.bin");
static ASKS: &[u8] = packed!("asks.bin");
static SIDES_OF: &[u8] = packed!("sides.bin");
static BOUNDS: &[u8] = packed!("bounds.bin");

/// The documents with a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Postings {
    /// Those that need it, two bytes each.
    pub needed: &'static [u8],
    /// Those that may do without it.
    pub spare: &'static [u8],
    /// How much the word says.
    pub weight: f32,
}

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Own,
    Title,
    Term,
}

fn short(table: &[u8], at: usize) -> Option<u16> {
    table.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

fn long(table: &[u8], at: usize) -> Option<u32> {
    table.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

/// The map of words.
pub(super) fn vocabulary() -> Fst<&'static [u8]> {
    Fst::new(VOCABULARY).expect("the build script wrote these bytes with the same crate")
}

/// The postings of a word by its number.
pub(super) fn postings(word: usize) -> Option<Postings> {
    let at = word * WORD;
    let (start, end) = (long(WORDS, at)? as usize, long(WORDS, at + WORD)? as usize);
    let middle = start + usize::from(short(WORDS, at + 4)?);
    let weight = f32::from(short(WORDS, at + 6)?) / UNIT;
    Some(Postings { needed: POSTINGS.get(start * 2..middle * 2)?, spare: POSTINGS.get(middle * 2..end * 2)?, weight })
}

/// The documents of a list of postings.
pub(super) fn documents_of(postings: &'static [u8]) -> impl Iterator<Item = u16> {
    postings.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

/// How many documents there are.
pub(super) fn count() -> usize {
    DOCUMENTS.len() / DOCUMENT
}

/// The row of a document; `None` for a wording without a code.
pub(super) fn row_of(document: u16) -> Option<u16> {
    short(DOCUMENTS, usize::from(document) * DOCUMENT).filter(|row| *row != NO_ROW)
}

/// The weight of all words that a document needs.
pub(super) fn weight_of(document: u16) -> f32 {
    short(DOCUMENTS, usize::from(document) * DOCUMENT + 2).map_or(0.0, |weight| f32::from(weight) / UNIT)
}

/// Where a document comes from.
pub(super) fn source_of(document: u16) -> Source {
    match document {
        document if short(BOUNDS, 0).is_some_and(|title| document < title) => Source::Own,
        document if short(BOUNDS, 2).is_some_and(|term| document < term) => Source::Title,
        _ => Source::Term,
    }
}

/// The axes that someone would ask about for a document of the project.
pub(super) fn asks_of(document: u16) -> impl Iterator<Item = &'static str> {
    let bits = short(ASKS, usize::from(document) * 2).unwrap_or(0);
    AXES.into_iter().enumerate().filter(move |(bit, _)| bits & (1 << bit) != 0).map(|(_, axis)| axis)
}

/// The rows of a condition on the right, on the left and on both sides, from its row without a side.
pub(super) fn sides_of(row: u16) -> Option<[Option<u16>; 3]> {
    let (mut low, mut high) = (0, SIDES_OF.len() / SIDES);
    while low < high {
        let middle = low + (high - low) / 2;
        let at = middle * SIDES;
        match short(SIDES_OF, at)?.cmp(&row) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => {
                return Some([2, 4, 6].map(|place| short(SIDES_OF, at + place).filter(|row| *row != NO_ROW)));
            }
        }
    }
    None
}
