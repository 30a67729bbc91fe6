//! One pack while it is linked.

use super::lost::Lost;
use super::record::{SourceRecord, Text};
use super::scope::Scope;
use crate::yaml::Spanned;
use std::cell::RefCell;

/// One pack while it is linked.
pub(super) struct PackLinker<'a> {
    pub scope: Scope<'a>,
    /// Keys of its file that could not be read.
    pub lost: &'a Lost,
    /// Where its rules come from, by name.
    pub sources: &'a [(Text, Spanned<SourceRecord>)],
    /// The tags of all its rules.
    pub tags: Vec<String>,
    /// Keys that are missing from the current element or rule, with what belongs there.
    pub missing_keys: RefCell<Vec<(&'static str, &'static str)>>,
}

impl PackLinker<'_> {
    /// Records a key that is missing from what is being linked, unless it was there and could not be read.
    pub fn missing(&self, key: &'static str, help: &'static str) {
        if !self.lost.any(&[key]) {
            self.missing_keys.borrow_mut().push((key, help));
        }
    }

    /// Reports all keys that are missing from `name` as one fault.
    pub fn report_missing(&self, what: &str, name: &Text) {
        let missing = self.missing_keys.take();
        let keys = missing.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>();
        let Some((last, others)) = keys.split_last() else { return };
        let keys = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
        let steps = missing.iter().map(|(key, help)| format!("`{key}:` with {help}")).collect::<Vec<_>>();
        self.scope.yaml.fault(
            name.place(),
            format!("the {what} `{}` has no {keys}", name.value),
            "missing here",
            format!("add {}", steps.join("; ")),
        );
    }
}
