//! What a pack says once for all of its elements, rules and conditions.

use super::slots::Values;
use super::tree::{child, entries};
use crate::yaml::{Node, Text, Value};

/// Keys of elements and rules that a pack may say once.
const OF_ITEMS: [&str; 4] = ["profile", "source", "severity", "persona"];

/// The defaults of one pack.
pub(super) struct Defaults {
    /// Keys for elements and rules.
    of_items: Vec<(Text, Node)>,
    /// Keys for conditions on concepts.
    of_conditions: Vec<(Text, Node)>,
    /// What goes into the slots of shared elements.
    with: Vec<(Text, Node)>,
}

impl Defaults {
    /// Those of a file.
    pub fn of(file: &Node) -> Defaults {
        let stated = child(file, "defaults").map(entries).unwrap_or_default();
        let of_items = stated.iter().filter(|(key, _)| OF_ITEMS.contains(&key.value.as_str()));
        let of_conditions = stated.iter().filter_map(|(key, node)| {
            let own = match key.value.as_str() {
                "sections" => "in",
                "sense" => "sense",
                _ => return None,
            };
            Some((Text::new(own.to_owned(), key.place()), node.clone()))
        });
        let with = stated.iter().filter(|(key, _)| key.value == "with").flat_map(|(_, node)| entries(node));
        Defaults {
            of_items: of_items.cloned().collect(),
            of_conditions: of_conditions.collect(),
            with: with.cloned().collect(),
        }
    }

    /// What goes into a slot.
    pub fn slot(&self, name: &str) -> Option<&Node> {
        self.with.iter().find(|(slot, _)| slot.value == name).map(|(_, node)| node)
    }

    /// What goes into slots, by their names.
    pub fn slots(&self) -> Values {
        self.with.iter().map(|(slot, node)| (slot.value.clone(), node.clone())).collect()
    }

    /// Gives an element or a rule the keys that it does not have.
    pub fn item(&self, item: &mut Node) {
        if let Value::Map(entries) = &mut item.value {
            missing(entries, &self.of_items);
        }
    }

    /// Gives every condition on concepts in a tree the keys that it does not have.
    pub fn conditions(&self, node: &mut Node) {
        if self.of_conditions.is_empty() {
            return;
        }
        match &mut node.value {
            Value::List(items) => items.iter_mut().for_each(|item| self.conditions(item)),
            Value::Map(entries) => {
                let tests_concepts = |(key, node): &(Text, Node)| match key.value.as_str() {
                    "concept" => matches!(node.value, Value::Scalar(_)),
                    "concepts" => matches!(node.value, Value::List(_)),
                    _ => false,
                };
                if entries.iter().any(tests_concepts) {
                    missing(entries, &self.of_conditions);
                }
                entries.iter_mut().for_each(|(_, node)| self.conditions(node));
            }
            Value::Null | Value::Scalar(_) => {}
        }
    }
}

fn missing(entries: &mut Vec<(Text, Node)>, defaults: &[(Text, Node)]) {
    for (key, node) in defaults {
        if entries.iter().all(|(own, _)| own.value != key.value) {
            entries.push((key.clone(), node.clone()));
        }
    }
}
