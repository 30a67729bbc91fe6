//! The layout of the code set in the binary; the build script writes it and this layer reads it.
//!
//! A *row* is a line of the tabular list: a chapter, a section, a header, or a code. Rows are sorted by code. A code of
//! seven characters that is made by appending one is not a row: the row of its base names a group of such characters,
//! and 149 groups serve all 52,000 of them. That, and composed titles, make the set small.
//!
//! | table | entry | what |
//! |---|---|---|
//! | `codes` | fst | code without dot → row |
//! | `rows` | 4 bytes | period, attributes, class, group |
//! | `periods` | 8 bytes | first and last day as YYYYMMDD, 0 if there is none |
//! | `attributes` | 4 bytes | one bit for each of [`ATTRIBUTES`] |
//! | `groups` | 3 bytes, after the number of offsets and the offsets (2 bytes each) | character, period, attributes |
//! | `sections` | 6 bytes | first row, last row, own row of a section or chapter, chapters first |
//! | `ranges` | 10 bytes | an excluded range: carrier, low row, high row, line of the note, condition; by carrier |
//! | `conditions` | lines | what `ranges` names: `7=BC`, `.41` |
//! | `wordings` | lines | a word of the tabular list, a tab, and how notes write it |
//! | `name-words` | lines | the words that name some condition by themselves, sorted |
//! | `text` | deflate | the texts of [`BLOCK`] rows, with [`BETWEEN`] between them; `places` is where each block begins |
//!
//! All numbers are little-endian. A text is lines, each after the letter of its kind.

/// Rows whose texts are deflated together: enough for neighbours to share their words, few enough to inflate in
/// microseconds.
pub const BLOCK: usize = 32;
/// Separates the texts of two rows.
pub const BETWEEN: char = '\u{1e}';
/// Separates the parts of a curated alternative.
pub const PART: char = ';';
/// Separates words.
pub const WORD: char = '|';
/// Bytes of a row.
pub const ROW: usize = 4;
/// Bytes of a period.
pub const PERIOD: usize = 8;
/// Bytes of a set of attributes.
pub const BITS: usize = 4;
/// Bytes of a seventh character in a group.
pub const SEVENTH: usize = 3;
/// Bytes of a chapter or section.
pub const SECTION: usize = 6;
/// Bytes of an excluded range.
pub const RANGE: usize = 10;
/// The bit of a range's line that says Excludes2.
pub const EXCLUDES2: u16 = 1 << 15;

/// The class of a row that says less than could be said.
pub const UNSPECIFIED: u8 = 1;
/// The class of a row that says that there is no complication.
pub const DEFAULT: u8 = 2;

/// What CMS attaches to codes, in the order of the bits.
pub const ATTRIBUTES: [&str; 21] = [
    "CC",
    "MCC",
    "unspecified",
    "unacceptable",
    "manifestation",
    "ecodepdx",
    "adult",
    "pediatric",
    "newborn",
    "maternity",
    "male",
    "female",
    "qadm",
    "diabtypeI",
    "wrngproc",
    "clintrial",
    "delout",
    "ncov6",
    "ncov7",
    "ncov_z302",
    "reqsdx",
];

/// The kinds of a text's lines.
pub mod line {
    /// The title.
    pub const TITLE: char = 'T';
    /// A seventh character: the character, its meaning, the axis that it does not specify, the words that distinguish
    /// it.
    pub const SEVENTH: char = '7';
    /// An axis, and the alternatives along it.
    pub const LACK: char = 'v';
    /// A retired code and those that replaced it.
    pub const SUCCESSORS: char = 's';
    /// A curated axis, and after a tab each an alternative: code, what a message says, words, wordings that are
    /// sufficient alone, with [`PART`](super::PART) between them; words are separated by [`WORD`](super::WORD).
    pub const CURATED: char = 'w';
    /// The source of the curated lines.
    pub const SOURCE: char = 'o';
    /// What notes call the condition, separated by [`WORD`](super::WORD).
    pub const NAMES: char = 'n';
    /// What notes write of the condition without naming it, separated by [`WORD`](super::WORD).
    pub const SIGNS: char = 'g';
    /// What has sides, separated by [`WORD`](super::WORD); an irregular plural after a slash.
    pub const PARTS: char = 'p';
}
