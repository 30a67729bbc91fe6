//! From a tree to records. What does not fit is reported and left out, and the rest is read.

use super::node::tree;
use super::{Entries, Fault, Kind, Node, Spanned, Text, Value};
use std::collections::HashSet;
use std::ops::Range;

/// Reads a text as far as it goes, and collects what is wrong with it, in the order of the text. An empty text is
/// nothing, without a fault.
pub fn read<T: FromYaml>(text: &str) -> (Option<T>, Vec<Fault>) {
    match tree(text, 0) {
        Ok(node) => shaped(node),
        Err(fault) => (None, vec![fault]),
    }
}

/// Reads a tree as [`read`] reads a text.
pub fn shaped<T: FromYaml>(node: Node) -> (Option<T>, Vec<Fault>) {
    if matches!(node.value, Value::Null) {
        return (None, Vec::new());
    }
    let mut reader = Reader::default();
    let record = T::from_yaml(node, &mut reader);
    reader.faults.sort_by_key(|fault| fault.place.start);
    (record, reader.faults)
}

/// A type that is read from YAML.
pub trait FromYaml: Sized {
    /// The value of a node; where it does not fit, nothing, and the reader has the fault.
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self>;
}

/// The faults so far, and the way to the value at hand.
#[derive(Debug, Default)]
pub struct Reader {
    faults: Vec<Fault>,
    keys: Vec<String>,
}

/// The keys of a mapping, while a record takes its own from them.
pub struct Fields {
    left: Vec<(Text, Node)>,
    known: Vec<String>,
    written: Vec<(String, Range<usize>)>,
}

/// A part of a record: the keys before it that are there, each with the place of its value.
#[derive(Debug, Default)]
pub struct Written(pub Vec<(String, Range<usize>)>);

impl Reader {
    /// A record that takes its keys from a mapping. Unknown keys and second ones are reported.
    pub fn record<T>(&mut self, node: Node, take: impl FnOnce(&mut Fields, &mut Reader) -> T) -> Option<T> {
        let mut fields = Fields { left: self.entries(node)?, known: Vec::new(), written: Vec::new() };
        let record = take(&mut fields, self);
        for (key, _) in fields.left {
            self.fault::<()>(key.place(), Kind::UnknownKey { key: key.value, known: fields.known.clone() });
        }
        Some(record)
    }

    /// The entries of a mapping. Of two with the same key the second is reported.
    fn entries(&mut self, node: Node) -> Option<Vec<(Text, Node)>> {
        let Value::Map(mut entries) = node.value else { return self.fault(node.place, Kind::NoMapping) };
        let mut seen = HashSet::new();
        entries.retain(|(key, _)| {
            let first = seen.insert(key.value.clone());
            if !first {
                self.fault::<()>(key.place(), Kind::Twice(key.value.clone()));
            }
            first
        });
        Some(entries)
    }

    /// What a key holds.
    fn under<T: FromYaml>(&mut self, key: String, node: Node) -> Option<T> {
        self.keys.push(key);
        let value = T::from_yaml(node, self);
        self.keys.pop();
        value
    }

    fn fault<T>(&mut self, place: Range<usize>, kind: Kind) -> Option<T> {
        self.faults.push(Fault { place, kind, keys: self.keys.clone() });
        None
    }
}

impl Fields {
    /// The value of a key, which is named as its field is; a key with nothing after it is as good as none.
    pub fn take<T: FromYaml>(&mut self, name: &str, reader: &mut Reader) -> Option<T> {
        let name = kebab(name);
        let at = self.left.iter().position(|(key, _)| key.value == name);
        self.known.push(name);
        let (key, node) = self.left.swap_remove(at?);
        if matches!(node.value, Value::Null) {
            return None;
        }
        let place = node.place.clone();
        let value = reader.under(key.value.clone(), node)?;
        self.written.push((key.value, place));
        Some(value)
    }
}

impl Written {
    /// The keys that were taken so far.
    pub fn take(fields: &mut Fields, _: &mut Reader) -> Self {
        Written(fields.written.clone())
    }

    /// It has none of its own.
    #[cfg(test)]
    pub fn keys() -> Vec<crate::schema::Key> {
        Vec::new()
    }
}

/// A key as it is written, by the name of its field.
fn kebab(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "-")
}

impl FromYaml for Node {
    fn from_yaml(node: Node, _: &mut Reader) -> Option<Self> {
        Some(node)
    }
}

impl FromYaml for String {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Scalar(text) => Some(text),
            Value::Null => reader.fault(node.place, Kind::Empty),
            Value::List(_) | Value::Map(_) => reader.fault(node.place, Kind::NoText),
        }
    }
}

impl FromYaml for bool {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Scalar(text) if matches!(text.as_str(), "true" | "True" | "TRUE") => Some(true),
            Value::Scalar(text) if matches!(text.as_str(), "false" | "False" | "FALSE") => Some(false),
            _ => reader.fault(node.place, Kind::NoTruth),
        }
    }
}

impl FromYaml for u32 {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        let number = if let Value::Scalar(text) = &node.value { text.parse().ok() } else { None };
        number.or_else(|| reader.fault(node.place, Kind::NoNumber))
    }
}

impl<T: FromYaml> FromYaml for Spanned<T> {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        let place = node.place.clone();
        T::from_yaml(node, reader).map(|value| Spanned::new(value, place))
    }
}

impl<T: FromYaml> FromYaml for Box<T> {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        T::from_yaml(node, reader).map(Box::new)
    }
}

impl<T: FromYaml> FromYaml for Vec<T> {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::List(items) => Some(items.into_iter().filter_map(|item| T::from_yaml(item, reader)).collect()),
            _ => reader.fault(node.place, Kind::NoList),
        }
    }
}

impl<V: FromYaml> FromYaml for Entries<V> {
    fn from_yaml(node: Node, reader: &mut Reader) -> Option<Self> {
        let entries = reader.entries(node)?.into_iter();
        let read = |(key, node): (Text, Node)| reader.under(key.value.clone(), node).map(|value| (key, value));
        Some(Entries(entries.filter_map(read).collect()))
    }
}
