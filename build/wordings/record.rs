//! The keys of `data/icd10cm/wordings/*.yaml`.

use crate::yaml::{Spanned, Text, Texts, record};

record! {
    /// What notes call a condition.
    WordingRecord {
        /// The code that the wording alone supports; a family with its hyphen where the classification has no default;
        /// empty where there is no code.
        code: Text,
        /// The wordings.
        words: Texts,
        /// What befalls each of the places in `of`: every pair is a wording.
        what: Texts,
        /// The places.
        of: Texts,
        /// The axes that someone would ask about.
        ask: Texts,
    }
}

/// A file: its entries.
pub type WordingsFile = Vec<Spanned<WordingRecord>>;
