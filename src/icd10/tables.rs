//! The tables in the binary, read in place; `layout` describes each.
//!
//! Every access is checked and a row outside the table reads as empty, so that no data can make a caller panic. Only
//! texts are costly: reading one inflates its block, some 3 KB.

use super::code::Code;
use super::layout::{BETWEEN, BITS, BLOCK, PERIOD, RANGE, ROW, SECTION, SEVENTH, WORD};
use crate::base::Date;
use fst::raw::Fst;
use fst::{IntoStreamer, Streamer};
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

macro_rules! packed {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/icd10-", $name))
    };
}

static CODES: &[u8] = packed!("codes.fst");
static ROWS: &[u8] = packed!("rows.bin");
static PERIODS: &[u8] = packed!("periods.bin");
static ATTRIBUTES: &[u8] = packed!("attributes.bin");
static GROUPS: &[u8] = packed!("groups.bin");
static SECTIONS: &[u8] = packed!("sections.bin");
static RANGES: &[u8] = packed!("ranges.bin");
static CONDITIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/icd10-conditions.txt"));
static WORDINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/icd10-wordings.txt"));
static NAME_WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/icd10-name-words.txt"));
static PLACES: &[u8] = packed!("places.bin");
static TEXT: &[u8] = packed!("text.bin");

/// More than the largest block inflates to; a guard, not a limit.
const LARGEST_BLOCK: usize = 1 << 20;

/// From when to when a code is billable, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day; `None` while none is known.
    pub last: Option<Date>,
}

impl Period {
    /// Whether the code is billable on a day.
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}

/// A seventh character of a base.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seventh {
    pub character: u8,
    pub period: Option<Period>,
    pub attributes: u32,
}

/// An excluded range of a carrier.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub low: u16,
    pub high: u16,
    /// The line of the carrier's text, with the bit for Excludes2.
    pub line: u16,
    pub condition: &'static str,
}

/// The map of codes.
pub(super) fn codes() -> Fst<&'static [u8]> {
    Fst::new(CODES).expect("the build script wrote these bytes with the same crate")
}

fn short(table: &[u8], at: usize) -> Option<u16> {
    table.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

fn long(table: &[u8], at: usize) -> Option<u32> {
    table.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

fn row(row: u16) -> [u8; ROW] {
    let at = usize::from(row) * ROW;
    ROWS.get(at..at + ROW).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default()
}

fn period(number: u8) -> Option<Period> {
    let at = usize::from(number) * PERIOD;
    let first = Date::from_number(long(PERIODS, at)?)?;
    Some(Period { first, last: long(PERIODS, at + 4).and_then(Date::from_number) })
}

fn bits(number: u8) -> u32 {
    long(ATTRIBUTES, usize::from(number) * BITS).unwrap_or(0)
}

/// When the row's own code is or was billable.
pub(super) fn period_of(at: u16) -> Option<Period> {
    period(row(at)[0])
}

/// The attributes of the row's own code.
pub(super) fn attributes_of(at: u16) -> u32 {
    bits(row(at)[1])
}

/// The class of the row.
pub(super) fn class_of(at: u16) -> u8 {
    row(at)[2]
}

/// The seventh characters of the row, sorted.
pub(super) fn group_of(at: u16) -> impl Iterator<Item = Seventh> {
    let group = 2 + usize::from(row(at)[3]) * 2;
    let offset = |at: usize| short(GROUPS, at).map_or(0, usize::from);
    let entries = 2 + offset(0) * 2;
    let group = GROUPS.get(entries + offset(group)..entries + offset(group + 2)).unwrap_or_default();
    group.chunks_exact(SEVENTH).map(|entry| Seventh {
        character: entry[0],
        period: period(entry[1]),
        attributes: bits(entry[2]),
    })
}

/// The chapter and section of a row, the chapter first; a chapter has none above it.
pub(super) fn sections_over(at: u16) -> impl Iterator<Item = u16> {
    SECTIONS.chunks_exact(SECTION).filter_map(move |section| {
        let (first, last, own) = (short(section, 0)?, short(section, 2)?, short(section, 4)?);
        (first..=last).contains(&at).then_some(own)
    })
}

/// The ranges that a row excludes.
pub(super) fn ranges_of(carrier: u16) -> impl Iterator<Item = Range> {
    let count = RANGES.len() / RANGE;
    let carrier_at = |index: usize| short(RANGES, index * RANGE).unwrap_or(u16::MAX);
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if carrier_at(middle) < carrier { low = middle + 1 } else { high = middle }
    }
    (low..count).take_while(move |index| carrier_at(*index) == carrier).filter_map(|index| {
        let at = index * RANGE;
        let condition = usize::from(short(RANGES, at + 8)?);
        Some(Range {
            low: short(RANGES, at + 2)?,
            high: short(RANGES, at + 4)?,
            line: short(RANGES, at + 6)?,
            condition: CONDITIONS.split('\n').nth(condition).unwrap_or_default(),
        })
    })
}

/// How notes write a word of the tabular list; empty for most.
pub(super) fn wordings_of(term: &str) -> Vec<String> {
    static BY_TERM: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| WORDINGS.lines().filter_map(|line| line.split_once('\t')).collect());
    BY_TERM.get(term).map(|words| words.split(WORD).map(str::to_owned).collect()).unwrap_or_default()
}

/// Whether a word in lower case names some condition by itself.
pub(super) fn is_name(word: &str) -> bool {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| NAME_WORDS.lines().collect());
    WORDS.binary_search(&word).is_ok()
}

/// The text of a row.
pub(super) fn text_of(at: u16) -> &'static str {
    let block = BLOCK as u16;
    texts_of(at / block).get(usize::from(at % block)).map_or("", String::as_str)
}

/// The texts of the rows of a block. It is inflated once in a run: the codes of many notes are the same.
fn texts_of(block: u16) -> &'static [String] {
    static BLOCKS: LazyLock<Vec<OnceLock<Vec<String>>>> =
        LazyLock::new(|| (0..PLACES.len() / 4).map(|_| OnceLock::new()).collect());
    let texts = || inflated(block).split(BETWEEN).map(str::to_owned).collect();
    BLOCKS.get(usize::from(block)).map(|of_block| of_block.get_or_init(texts).as_slice()).unwrap_or_default()
}

fn inflated(block: u16) -> String {
    let place = usize::from(block) * 4;
    let compressed = long(PLACES, place).zip(long(PLACES, place + 4));
    let compressed = compressed.and_then(|(start, end)| TEXT.get(start as usize..end as usize)).unwrap_or_default();
    let inflated = miniz_oxide::inflate::decompress_to_vec_with_limit(compressed, LARGEST_BLOCK).unwrap_or_default();
    String::from_utf8(inflated).unwrap_or_default()
}

/// The key of a row. The values of the map grow with its keys, so that each branch is found by halving; `Fst::get_key`
/// looks at one after the other.
pub(super) fn key_of(codes: &Fst<&'static [u8]>, row: u16) -> Option<Vec<u8>> {
    let mut left = u64::from(row);
    let mut key = Vec::new();
    let mut node = codes.root();
    while !node.is_final() || node.final_output().value() != left {
        let (mut low, mut high) = (0, node.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if node.transition(middle).out.value() <= left { low = middle + 1 } else { high = middle }
        }
        let branch = node.transition(low.checked_sub(1)?);
        left -= branch.out.value();
        key.push(branch.inp);
        node = codes.node(branch.addr);
    }
    Some(key)
}

/// The codes from `low` to below `end`, in order, with their rows, as far as somebody asks.
pub(super) fn rows_between<'a>(
    codes: &'a Fst<&'static [u8]>,
    low: &[u8],
    end: &[u8],
) -> impl Iterator<Item = (Code, u16)> + use<'a> {
    let mut stream = codes.range().ge(low).lt(end).into_stream();
    std::iter::from_fn(move || {
        loop {
            let (code, row) = stream.next()?;
            // Sections lie among the codes.
            if let Some(code) = Code::undotted(code) {
                return Some((code, row.value() as u16));
            }
        }
    })
}
