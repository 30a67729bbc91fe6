//! What could not be read of a file.

use super::fault::nearest;
use crate::yaml::{Fault, Kind};
use std::collections::BTreeSet;

/// Keys whose values could not be read somewhere in a file: that one of them is missing is not another fault.
#[derive(Debug, Default)]
pub(super) struct Lost(BTreeSet<String>);

impl Lost {
    /// Whether any of these keys was lost.
    pub fn any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.0.contains(*key))
    }

    /// What a fault made unreadable: the key that was probably meant, or the key of the value; where that key is a
    /// name of the author's, what it names as well.
    pub fn add(&mut self, fault: &Fault) {
        match (&fault.kind, fault.keys.as_slice()) {
            (Kind::Twice(_), _) => {}
            (Kind::UnknownKey { key, known }, _) => {
                self.0.extend(nearest(key, known.iter().map(String::as_str)).map(str::to_owned));
            }
            (_, [.., named, own]) if matches!(named.as_str(), "concepts" | "fragments" | "words") => {
                self.0.extend([named.clone(), own.clone()]);
            }
            (_, keys) => self.0.extend(keys.last().cloned()),
        }
    }
}
