//! From YAML to records.
//!
//! Every fault of shape is reported, and what could be read of the file is linked, so that its author sees all faults
//! at once. Only broken YAML ends the reading of a file.

use super::fault::known;
use super::file::FileRecord;
use super::lost::Lost;
use super::source::RuleSource;
use crate::yaml::{self, Fault, Kind, Node};

/// Larger files are refused without being read.
const MAX_BYTES: usize = 4 << 20;
/// The number of shape errors shown for one file.
const MAX_FAULTS: usize = 40;

/// What could be read of a file.
pub(super) struct Reading {
    pub record: FileRecord,
    pub lost: Lost,
}

/// The tree of a file; reports why there is none.
pub(super) fn tree(source: &RuleSource<'_>) -> Option<Node> {
    let text = &source.file.text;
    if text.len() > MAX_BYTES {
        source.fault(source.top(), "a rule file of more than 4 MB", "too large", "split it");
        return None;
    }
    match yaml::tree(text, source.base()) {
        Ok(tree) => Some(tree),
        Err(fault) => {
            shape_fault(source, &fault);
            None
        }
    }
}

/// Reads the tree of a file, or of all files of a pack; reports what does not fit.
pub(super) fn read(source: &RuleSource<'_>, tree: Node) -> Option<Reading> {
    let (record, faults) = yaml::shaped::<FileRecord>(tree);
    if record.is_none() && faults.is_empty() {
        let help = "begin with `schema: 1` and `pack:` or `lexicon:`";
        source.fault(source.top(), "an empty rule file", "nothing here", help);
    }
    let mut lost = Lost::default();
    for fault in &faults {
        lost.add(fault);
    }
    faults.iter().take(MAX_FAULTS).for_each(|fault| shape_fault(source, fault));
    record.filter(|_| faults.len() <= MAX_FAULTS).map(|record| Reading { record, lost })
}

fn shape_fault(source: &RuleSource<'_>, fault: &Fault) {
    let (text, base) = source.text_at(fault.place.start);
    let here = text.get(fault.place.start - base..).unwrap_or_default();
    let help = fault.help(here, |key, all| known(key, all.iter().copied()));
    source.fault(fault.place.clone(), fault.message(), label(&fault.kind), help);
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
