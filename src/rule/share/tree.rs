//! Questions about the nodes of a tree.

use crate::yaml::{Node, Text, Value};

/// The entries of a mapping; none of anything else.
pub(super) fn entries(node: &Node) -> &[(Text, Node)] {
    if let Value::Map(entries) = &node.value { entries } else { &[] }
}

/// What a mapping has under a key.
pub(super) fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entries(node).iter().find(|(own, _)| own.value == key).map(|(_, node)| node)
}

/// The items of a list; none of anything else.
pub(super) fn items(node: &Node) -> &[Node] {
    if let Value::List(items) = &node.value { items } else { &[] }
}

/// The text of a scalar.
pub(super) fn text(node: &Node) -> Option<&str> {
    if let Value::Scalar(text) = &node.value { Some(text) } else { None }
}

/// Takes a key out of the entries of a mapping.
pub(super) fn take(entries: &mut Vec<(Text, Node)>, key: &str) -> Option<(Text, Node)> {
    let at = entries.iter().position(|(own, _)| own.value == key)?;
    Some(entries.remove(at))
}

/// Puts a value in place of the one that the mapping has under its key, if it has one.
pub(super) fn put(entries: &mut Vec<(Text, Node)>, (key, node): (Text, Node)) {
    match entries.iter_mut().find(|(own, _)| own.value == key.value) {
        Some(entry) => *entry = (key, node),
        None => entries.push((key, node)),
    }
}

/// Adds the items of a list to those that the mapping has under its key.
pub(super) fn add(entries: &mut Vec<(Text, Node)>, (key, node): (Text, Node)) {
    match (entries.iter_mut().find(|(own, _)| own.value == key.value), node) {
        (Some((_, Node { value: Value::List(there), .. })), Node { value: Value::List(more), .. }) => {
            there.extend(more)
        }
        (Some((_, there)), node) => *there = node,
        (None, node) => entries.push((key, node)),
    }
}
