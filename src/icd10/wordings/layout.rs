//! The layout of the index of wordings in the binary; the build script writes it and `index` reads it.
//!
//! A *document* is one way to call a code: a wording of the project, a title, or a term of the tabular list, as a set
//! of normalised words. Those of one source are next to each other, sorted by row, so that the documents of a family
//! are a range.
//!
//! | table | entry | what |
//! |---|---|---|
//! | `vocabulary` | fst | normalised word → number |
//! | `words` | 8 bytes | where its postings begin, how many of them are of documents that need it, its weight |
//! | `postings` | 2 bytes | documents with the word: first those that need it, then those that may do without |
//! | `documents` | 4 bytes | row of `codes.tsv`, weight of the words that it needs |
//! | `asks` | 2 bytes | for each wording of the project the axes that someone would ask about, as bits of [`AXES`] |
//! | `sides` | 8 bytes | rows of one condition: without a side, right, left, on both; sorted |
//! | `bounds` | 2 bytes | the first title, the first term |
//!
//! All numbers are little-endian; weights are in units of 1/64.

/// Bytes of a word.
pub const WORD: usize = 8;
/// Bytes of a document.
pub const DOCUMENT: usize = 4;
/// Bytes of a row of sides.
pub const SIDES: usize = 8;
/// A weight of 1.
pub const UNIT: f32 = 64.0;
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
