//! From YAML to records.
//!
//! Every fault of shape is reported, and what could be read of the file is linked, so that its author sees all faults
//! at once. Only broken YAML ends the reading of a file.

use super::fault::{RuleSource, known};
use super::file::FileRecord;
use super::lost::Lost;
use crate::yaml::{self, Kind};

/// Larger files are refused without being read.
const MAX_BYTES: usize = 4 << 20;
/// The number of shape errors shown for one file.
const MAX_FAULTS: usize = 40;

/// What could be read of a file.
pub(super) struct Reading {
    pub record: FileRecord,
    pub lost: Lost,
}

/// Reads a file, or reports why it cannot be read.
pub(super) fn read(source: &RuleSource<'_>) -> Option<Reading> {
    let text = &source.file.text;
    if text.len() > MAX_BYTES {
        source.fault(0..0, "a rule file of more than 4 MB", "too large", "split it");
        return None;
    }
    let (record, faults) = yaml::read::<FileRecord>(text);
    if record.is_none() && faults.is_empty() {
        let help = "begin with `schema: 1` and `pack:` or `lexicon:`";
        source.fault(0..0, "an empty rule file", "nothing here", help);
    }
    let mut lost = Lost::default();
    for fault in &faults {
        lost.add(fault);
    }
    for fault in faults.iter().take(MAX_FAULTS) {
        let help = fault.help(text, |key, all| known(key, all.iter().copied()));
        source.fault(fault.place.clone(), fault.message(), label(&fault.kind), help);
    }
    record.filter(|_| faults.len() <= MAX_FAULTS).map(|record| Reading { record, lost })
}

/// The words at the place of a fault.
fn label(kind: &Kind) -> &'static str {
    match kind {
        Kind::Syntax(_) => "here",
        Kind::SecondDocument => "begins here",
        Kind::UnknownKey { .. } => "this key does not belong here",
        Kind::Twice(_) => "the second of them",
        Kind::NoList => "not a list",
        Kind::NoMapping => "not a mapping",
        Kind::NoText => "not a single text",
        Kind::NoNumber => "not such a number",
        Kind::NoTruth => "neither of the two",
        Kind::Empty => "empty",
    }
}
