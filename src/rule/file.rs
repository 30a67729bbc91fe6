//! A file that could be read.

use super::defined::entries;
use super::fault::RuleSource;
use super::lost::Lost;
use super::record::{ConceptRecord, FileRecord, Text};
use crate::yaml::Spanned;

/// A file that could be read, as source and as record.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub yaml: &'a RuleSource<'a>,
    pub record: &'a FileRecord,
    pub lost: &'a Lost,
}

impl<'a> Read<'a> {
    /// The concepts that it defines, each with its id: those of a pack begin with the pack.
    pub fn concepts(self) -> impl Iterator<Item = (String, &'a Text, &'a Spanned<ConceptRecord>)> {
        let prefix = self.record.pack.as_ref().map(|pack| format!("{}/", pack.value)).unwrap_or_default();
        entries(&self.record.concepts).map(move |(name, record)| (format!("{prefix}{}", name.value), name, record))
    }

    /// Whether the lists of this file are for all files: it has nothing else.
    pub fn shares_lists(&self) -> bool {
        let FileRecord { lexicon, fragments, concepts, extend, headings, cues, .. } = self.record;
        let other = [fragments.is_some(), concepts.is_some(), extend.is_some(), headings.is_some(), cues.is_some()];
        lexicon.is_some() && !other.contains(&true)
    }
}
