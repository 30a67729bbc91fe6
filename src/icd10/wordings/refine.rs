//! What the words that a name left over say about its code: what distinguishes the codes beside and below it, and the
//! side.

use super::index::{self, Source};
use super::query::Query;
use crate::icd10::layout::{DEFAULT, UNSPECIFIED};
use crate::icd10::set::CodeSet;
use crate::icd10::tables;
use std::ops::Range;

/// A header with more rows below it says too little about any of them.
const MOST_ROWS: usize = 120;

/// The code on the side that a text names, from a row without a side, and the words that say so, as bits.
pub(super) fn by_side(query: &Query, row: u16, used: u64) -> (u16, u64) {
    let Some(sides) = index::sides_of(row) else { return (row, used) };
    let sided = ["right", "left", "bilater"].iter().zip(sides);
    let mut found = sided.filter_map(|(side, row)| Some((row?, query.says(side).filter(|word| word.credit >= 1.0)?)));
    found.next().map_or((row, used), |(row, word)| (row, used | word.from))
}

/// How much the side weighs that a text names and `by_side` finds; nothing if it is among the words that are used.
pub(super) fn side_weight(query: &Query, row: u16, used: u64) -> f32 {
    let more = by_side(query, row, used).1 & !used;
    if more == 0 {
        return 0.0;
    }
    let side = query.words.iter().find(|word| word.credit >= 1.0 && word.from & more != 0);
    side.map_or(0.0, |word| word.entry.weight)
}

/// The code near a row that says nothing which the text lacks, and most of what it has left over.
pub(super) fn by_words(set: &CodeSet, query: &Query, row: u16, used: u64) -> (u16, u64) {
    if !query.words.iter().any(|word| word.credit >= 1.0 && word.from & used == 0) {
        return (row, used);
    }
    let own: Vec<u16> = index::documents_at(Source::Title, row..row + 1)
        .take(1)
        .flat_map(|title| index::words_of(title).map(|(word, _)| word))
        .collect();
    let beside = best(query, Source::Title, rows_beside(set, row), &own, used);
    let (row, used) = beside.unwrap_or((row, used));
    best(query, Source::Extension, rows_below(set, row), &[], used).unwrap_or((row, used))
}

/// The document of some rows that adds most to the words that are used, and needs none that the text lacks.
fn best(query: &Query, source: Source, rows: Option<Range<u16>>, own: &[u16], used: u64) -> Option<(u16, u64)> {
    let mut best: Option<(f32, u16, u64)> = None;
    for document in index::documents_at(source, rows?) {
        let (mut gain, mut from, mut lacks) = (0.0, 0, false);
        for (word, is_needed) in index::words_of(document).filter(|(word, _)| !own.contains(word)) {
            match query.find(word) {
                // A foot is a part of the lower limb, C5 of the cervical region.
                Some(said) => {
                    gain += said.entry.weight * said.credit;
                    from |= said.from;
                }
                None => lacks |= is_needed,
            }
        }
        let is_better = best.is_none_or(|(known, ..)| gain > known);
        if let Some(row) = index::row_of(document).filter(|_| !lacks && from & !used != 0 && is_better) {
            best = Some((gain, row, from));
        }
    }
    best.map(|(_, row, from)| (row, used | from))
}

/// The rows of the header whose default a row is; of the row itself if it is none.
fn rows_beside(set: &CodeSet, row: u16) -> Option<Range<u16>> {
    let code = set.code_at(row)?;
    let above = matches!(tables::class_of(row), UNSPECIFIED | DEFAULT);
    rows_of(set, code.undotted_str().len() - usize::from(above), row)
}

/// The rows of a row's first five characters.
fn rows_below(set: &CodeSet, row: u16) -> Option<Range<u16>> {
    rows_of(set, 5, row)
}

/// The rows that share the first characters of a row's code.
fn rows_of(set: &CodeSet, length: usize, row: u16) -> Option<Range<u16>> {
    let code = set.code_at(row)?;
    if length < 3 || code.undotted_str().len() < length {
        return None;
    }
    let mut below = set.below(code.prefix(length)).map(|(_, row)| row).take(MOST_ROWS);
    let first = below.next()?;
    let (rest, last) = below.fold((0, first), |(count, _), row| (count + 1, row));
    (rest + 1 < MOST_ROWS).then_some(first..last + 1)
}
