//! One pack while it is linked.

use super::fault::Placed;
use super::names::Read;
use super::record::Text;
use super::scope::Scope;
use std::cell::RefCell;

/// One pack on its way.
pub(super) struct PackLinker<'a> {
    pub scope: Scope<'a>,
    pub file: Read<'a>,
    /// The tags of all its rules.
    pub tags: Vec<String>,
    /// Keys that are missing from the element or rule at hand, with what they would hold.
    pub lacks: RefCell<Vec<(&'static str, &'static str)>>,
}

impl PackLinker<'_> {
    /// Notes a key that is missing from what is being linked, unless it was there and could not be read.
    pub fn missing(&self, key: &'static str, help: &'static str) {
        if !self.file.lost.any(&[key]) {
            self.lacks.borrow_mut().push((key, help));
        }
    }

    /// Reports all keys that `name` lacks as one fault.
    pub fn report_missing(&self, what: &str, name: &Text) {
        let lacks = self.lacks.take();
        let keys = lacks.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>();
        let Some((last, others)) = keys.split_last() else { return };
        let keys = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
        let steps = lacks.iter().map(|(key, help)| format!("`{key}:` with {help}")).collect::<Vec<_>>();
        self.scope.yaml.fault(
            name.place(),
            format!("the {what} `{}` has no {keys}", name.value),
            "missing here",
            format!("add {}", steps.join("; ")),
        );
    }
}
