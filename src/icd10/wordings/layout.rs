//! The layout of the index of wordings in the binary; the build script writes it and `index` reads it.
//!
//! A *document* is one way to call a code: a wording of the project, a title, or a term of the tabular list, as a set
//! of normalised words. Those of one source are next to each other, sorted by row, so that the documents of a family
//! are a range.
//!
//! | table | entry | what |
//! |---|---|---|
//! | `vocabulary` | fst | normalised word → number |
//! | `words` | 6 bytes | where its keys begin (4 bytes), its weight with [`PLACE`] and [`GENERIC`] |
//! | `keys` | 2 bytes | documents of which it is one of the rarest words that they need; sorted |
//! | `documents` | 6 bytes | row of `codes.tsv` (2 bytes), how unlikely it is, where its words begin (3 bytes) |
//! | `names` | 2 bytes | the words of a document, with [`SPARE`] if it may do without |
//! | `asks` | 2 bytes | for each wording of the project the axes that someone would ask about, as bits of [`AXES`] |
//! | `sides` | 8 bytes | rows of one condition: without a side, right, left, on both; sorted |
//! | `wholes` | 4 bytes | a word, and one that it also counts for; sorted |
//! | `bounds` | 2 bytes | the first title, the first term, the first extension |
//!
//! All numbers are little-endian; weights are in units of 1/64, unlikeliness of 1/8.

/// Bytes of a word.
pub const WORD: usize = 6;
/// Bytes of a document.
pub const DOCUMENT: usize = 6;
/// Bytes of a row of sides.
pub const SIDES: usize = 8;
/// What a word that a name needs weighs at least when it is missing: "injury" is common, but it is what an injury of the
/// kidney is about.
pub const LEAST: f32 = 2.5;
/// The least share of a name that a text must have, by weight.
pub const LEAST_COVERAGE: f32 = 0.4;
/// A weight of 1.
pub const UNIT: f32 = 64.0;
/// The bit of a weight that says that the word names a part of the body.
pub const PLACE: u16 = 1;
/// The bit of a weight that says that the word names no condition by itself.
pub const GENERIC: u16 = 2;
/// Both.
pub const FLAGS: u16 = PLACE | GENERIC;
/// The bit of a word of a document that says that it may do without.
pub const SPARE: u16 = 1 << 15;
/// The row of a wording for which there is no code.
pub const NO_ROW: u16 = u16::MAX;

/// What ICD-10-CM tells codes of one condition apart by, in the order of the bits.
pub const AXES: [&str; 15] = [
    "side",
    "site",
    "type",
    "acuity",
    "stage",
    "severity",
    "cause",
    "organism",
    "episode",
    "control",
    "complication",
    "encounter",
    "trimester",
    "intractability",
    "aura",
];
