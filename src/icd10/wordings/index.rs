//! The index of wordings, read in place; `layout` describes its tables.
//!
//! Every access is checked and what lies outside a table reads as empty.

use super::layout::{AXES, DOCUMENT, FLAGS, GENERIC, LEAST, NO_ROW, PLACE, SIDES, SPARE, UNIT, WORD};
use fst::raw::Fst;
use std::ops::Range;

macro_rules! packed {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/icd10-", $name))
    };
}

static VOCABULARY: &[u8] = packed!("vocabulary.fst");
static WORDS: &[u8] = packed!("words.bin");
static KEYS: &[u8] = packed!("keys.bin");
static DOCUMENTS: &[u8] = packed!("documents.bin");
static NAMES: &[u8] = packed!("names.bin");
static ASKS: &[u8] = packed!("asks.bin");
static SIDES_OF: &[u8] = packed!("sides.bin");
static WHOLES: &[u8] = packed!("wholes.bin");
static BOUNDS: &[u8] = packed!("bounds.bin");

/// A word of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// How much it says about the category.
    pub weight: f32,
    /// Whether it names a part of the body.
    pub is_place: bool,
    /// Whether it names no condition by itself.
    pub is_generic: bool,
}

impl Entry {
    /// What it counts when it is missing.
    pub fn cost(self) -> f32 {
        self.weight.max(LEAST)
    }
}

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Own,
    Title,
    Term,
    /// What distinguishes a code of six characters from the row above it.
    Extension,
}

fn short(table: &[u8], at: usize) -> Option<u16> {
    table.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

fn long(table: &[u8], at: usize) -> Option<usize> {
    table.get(at..at + 4).and_then(|four| four.try_into().ok()).map(|four| u32::from_le_bytes(four) as usize)
}

fn shorts(table: &'static [u8], start: usize, end: usize) -> impl Iterator<Item = u16> {
    let bytes = table.get(start * 2..end * 2).unwrap_or_default();
    bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

/// The first entry of a sorted table whose first number is not below another.
fn first(table: &[u8], width: usize, number: u16) -> usize {
    let (mut low, mut high) = (0, table.len() / width);
    while low < high {
        let middle = low + (high - low) / 2;
        if short(table, middle * width).is_some_and(|found| found < number) { low = middle + 1 } else { high = middle }
    }
    low
}

/// The map of words.
pub(super) fn vocabulary() -> Fst<&'static [u8]> {
    Fst::new(VOCABULARY).expect("the build script wrote these bytes with the same crate")
}

/// A word by its number.
pub(super) fn entry(word: u16) -> Option<Entry> {
    let weight = short(WORDS, usize::from(word) * WORD + 4)?;
    Some(Entry {
        weight: f32::from(weight & !FLAGS) / UNIT,
        is_place: weight & PLACE != 0,
        is_generic: weight & GENERIC != 0,
    })
}

/// The documents of which a word is a key.
pub(super) fn keys_of(word: u16) -> impl ExactSizeIterator<Item = usize> {
    let at = usize::from(word) * WORD;
    let (start, end) = (long(WORDS, at).unwrap_or(0), long(WORDS, at + WORD).unwrap_or(0));
    let bytes = KEYS.get(start * 2..end * 2).unwrap_or_default();
    bytes.chunks_exact(2).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])))
}

/// How many documents there are.
pub(super) fn count() -> usize {
    (DOCUMENTS.len() / DOCUMENT).saturating_sub(1)
}

/// The row of a document; `None` for a wording without a code.
pub(super) fn row_of(document: usize) -> Option<u16> {
    short(DOCUMENTS, document * DOCUMENT).filter(|row| *row != NO_ROW)
}

/// How much less likely a document is than its words say.
pub(super) fn prior_of(document: usize) -> f32 {
    DOCUMENTS.get(document * DOCUMENT + 2).map_or(0.0, |prior| f32::from(*prior) / 8.0)
}

/// The words of a document, and whether it needs each.
pub(super) fn words_of(document: usize) -> impl Iterator<Item = (u16, bool)> {
    let at = document * DOCUMENT + 3;
    let place = |at: usize| {
        let bytes = DOCUMENTS.get(at..at + 3).unwrap_or(&[0; 3]);
        usize::from(bytes[0]) | usize::from(bytes[1]) << 8 | usize::from(bytes[2]) << 16
    };
    shorts(NAMES, place(at), place(at + DOCUMENT)).map(|word| (word & !SPARE, word & SPARE == 0))
}

/// Where the titles, the terms and the extensions begin.
fn bound(number: usize) -> usize {
    short(BOUNDS, number * 2).map_or(0, usize::from)
}

/// Where a document comes from.
pub(super) fn source_of(document: usize) -> Source {
    match document {
        document if document < bound(0) => Source::Own,
        document if document < bound(1) => Source::Title,
        document if document < bound(2) => Source::Term,
        _ => Source::Extension,
    }
}

/// The documents of one source whose rows are in a range.
pub(super) fn documents_at(source: Source, rows: Range<u16>) -> Range<usize> {
    let (start, end) = match source {
        Source::Own => (0, bound(0)),
        Source::Title => (bound(0), bound(1)),
        Source::Term => (bound(1), bound(2)),
        Source::Extension => (bound(2), count()),
    };
    let table = DOCUMENTS.get(start * DOCUMENT..end * DOCUMENT).unwrap_or_default();
    let place = |row: u16| start + first(table, DOCUMENT, row);
    place(rows.start)..place(rows.end)
}

/// The axes that someone would ask about for a document of the project.
pub(super) fn asks_of(document: usize) -> impl Iterator<Item = &'static str> {
    let bits = short(ASKS, document * 2).unwrap_or(0);
    AXES.into_iter().enumerate().filter(move |(bit, _)| bits & (1 << bit) != 0).map(|(_, axis)| axis)
}

/// The words that a word also counts for.
pub(super) fn wholes_of(word: u16) -> impl Iterator<Item = u16> {
    let of_word = move |index: &usize| short(WHOLES, index * 4) == Some(word);
    (first(WHOLES, 4, word)..).take_while(of_word).filter_map(|index| short(WHOLES, index * 4 + 2))
}

/// The rows of a condition on the right, on the left and on both sides, from its row without a side.
pub(super) fn sides_of(row: u16) -> Option<[Option<u16>; 3]> {
    let at = first(SIDES_OF, SIDES, row) * SIDES;
    let side = |place: usize| short(SIDES_OF, at + place).filter(|row| *row != NO_ROW);
    (short(SIDES_OF, at)? == row).then(|| [2, 4, 6].map(side))
}
