//! Slots: `{site}` in a text of an element or a rule, and what goes into it.
//!
//! A text that is nothing but a slot becomes the value, which may be a list or a condition; the items of a list go into
//! the list around it. Inside a longer text the value is a text.

use super::tree::text;
use crate::yaml::{Node, Value};
use std::collections::BTreeMap;

/// What goes into slots, by their names.
pub(super) type Values = BTreeMap<String, Node>;

/// A node with its slots filled.
pub(super) fn fill(node: Node, values: &Values) -> Node {
    if let Some(value) = whole(&node, values) {
        return value.clone();
    }
    let value = match node.value {
        Value::Null => Value::Null,
        Value::Scalar(text) => Value::Scalar(filled(text, values)),
        Value::Map(entries) => Value::Map(entries.into_iter().map(|(key, node)| (key, fill(node, values))).collect()),
        Value::List(items) => {
            let spliced = |item: Node| match whole(&item, values) {
                Some(Node { value: Value::List(items), .. }) => items.clone(),
                _ => vec![fill(item, values)],
            };
            Value::List(items.into_iter().flat_map(spliced).collect())
        }
    };
    Node { value, ..node }
}

/// Whether a slot of this name is anywhere in a node.
pub(super) fn has(node: &Node, name: &str) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Scalar(text) => text.contains(&slot(name)),
        Value::List(items) => items.iter().any(|item| has(item, name)),
        Value::Map(entries) => entries.iter().any(|(_, node)| has(node, name)),
    }
}

fn slot(name: &str) -> String {
    format!("{{{name}}}")
}

/// The value of a text that is nothing but a slot.
fn whole<'v>(node: &Node, values: &'v Values) -> Option<&'v Node> {
    values.get(text(node)?.strip_prefix('{')?.strip_suffix('}')?)
}

fn filled(mut written: String, values: &Values) -> String {
    for (name, value) in values {
        if let (true, Some(value)) = (written.contains('{'), text(value)) {
            written = written.replace(&slot(name), value);
        }
    }
    written
}
