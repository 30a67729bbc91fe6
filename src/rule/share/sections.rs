//! Named sets of sections: `told: [cc, hpi, ros]`, used as `in: [told, exam]`.

use super::tree::{child, entries, items};
use crate::base::SectionKind;
use crate::rule::defined::kebab;
use crate::rule::source::RuleSource;
use crate::yaml::{Node, Value};
use std::collections::BTreeMap;

/// Sets by their names.
pub(super) type Named = BTreeMap<String, Vec<Node>>;

/// The sets that mean something in a file.
pub(super) struct Sets<'s> {
    /// Its own, which come first.
    pub own: &'s Named,
    /// Those of the lexicons.
    pub shared: &'s Named,
}

/// The sets that a file defines.
pub(super) fn sets(yaml: &RuleSource<'_>, file: &Node) -> Named {
    let mut sets = Named::new();
    for (name, members) in child(file, "sections").map(entries).unwrap_or_default() {
        kebab(yaml, name, "set of sections");
        if SectionKind::ALL.iter().any(|kind| kind.as_str() == name.value) {
            yaml.fault(
                name.place(),
                format!("`{}` is the name of a section", name.value),
                "a set needs a name of its own",
                "rename the set, such as `told` or `examined`",
            );
        }
        sets.insert(name.value.clone(), items(members).to_vec());
    }
    sets
}

impl Sets<'_> {
    /// Puts the members of sets in place of their names, in every list of sections of a tree.
    pub fn fill(&self, node: &mut Node) {
        match &mut node.value {
            Value::List(items) => items.iter_mut().for_each(|item| self.fill(item)),
            Value::Map(entries) => {
                for (key, node) in entries {
                    match &mut node.value {
                        Value::List(items) if matches!(key.value.as_str(), "in" | "belongs-in" | "sections") => {
                            *items = std::mem::take(items).into_iter().flat_map(|item| self.members(item)).collect();
                        }
                        _ => self.fill(node),
                    }
                }
            }
            Value::Null | Value::Scalar(_) => {}
        }
    }

    /// The members of a set, at the place of its name; anything else is itself.
    fn members(&self, item: Node) -> Vec<Node> {
        let Value::Scalar(name) = &item.value else { return vec![item] };
        match self.own.get(name).or_else(|| self.shared.get(name)) {
            Some(set) => set.iter().map(|kind| Node { value: kind.value.clone(), ..item.clone() }).collect(),
            None => vec![item],
        }
    }
}
