//! A text as tokens: words, numbers and punctuation, each with its id, its classes and its place.
//!
//! The text is read once, one sentence a line; `reader` describes how it is cut. Phrases are cut by the same reader, so
//! that both sides agree.

use std::ops::Range;

/// Any word, number or ordinal.
pub const WORD: u16 = 1;
/// A number in digits or words.
pub const NUMBER: u16 = 1 << 1;
/// A number in digits.
pub const DIGITS: u16 = 1 << 2;
/// `3rd`, `third`.
pub const ORDINAL: u16 = 1 << 3;
/// 1900 to 2099.
pub const YEAR: u16 = 1 << 4;
/// A level of the spine: C, T, L or S with one or two digits.
pub const LEVEL: u16 = 1 << 5;
/// A time of day in four digits: `0300`.
pub const CLOCK: u16 = 1 << 6;
/// A punctuation character.
pub const SIGN: u16 = 1 << 7;
/// A place to fill: `___`, `***`.
pub const BLANK: u16 = 1 << 8;
/// A box with a mark: `[x]`.
pub const TICKED: u16 = 1 << 9;
/// An empty box: `[ ]`.
pub const UNTICKED: u16 = 1 << 10;
/// A date that was taken out: `MM/DD/YYYY`.
pub const MASKED: u16 = 1 << 11;

/// A bracket is between this token and the one before.
pub const EDGE: u8 = 1;
/// The bracket of a single word is between this token and the one before.
pub const ASIDE: u8 = 4;
/// No gap reaches across this token.
pub const BARRIER: u8 = 2;

/// One word, number or punctuation character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its id in the vocabulary; zero for a word that no phrase contains.
    pub id: u32,
    /// Its first byte in the text.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
    /// The value of a number; an ordinal's place.
    pub value: f32,
    /// Which classes it belongs to, as bits.
    pub classes: u16,
    /// `EDGE`, `ASIDE` and `BARRIER`.
    pub flags: u8,
}

/// Several tokens that are one thing: a date, an entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The list that it is an entry of.
    pub list: u32,
    /// Index of its first token.
    pub from: u32,
    /// Index of the token after it.
    pub to: u32,
}

/// The tokens of a text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// All of them, in order.
    pub all: Vec<Token>,
    /// Index of the first sentence that was read.
    pub first: usize,
    /// The tokens of each sentence from there on: no phrase reaches across.
    pub sentences: Vec<Range<usize>>,
    /// Dates and fractions of time, in order.
    pub figures: Vec<Stretch>,
}
