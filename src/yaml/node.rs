//! From text to a tree that keeps the place of every value.
//!
//! A plain scalar stays the text that it is: `012`, `1.50` and `yes` mean what the reader of the tree wants them to
//! mean. Aliases and merge keys are resolved here, so the tree can be larger than the text; what it may take is
//! limited, because a file of a few lines can ask for billions of nodes.

use super::{Fault, Kind, Text};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StrInput};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Levels of lists and mappings inside each other.
const MAX_DEPTH: usize = 64;
/// Bytes that a tree may take in memory.
const MAX_SIZE: usize = 64 << 20;

/// A value in a YAML text.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its bytes, quotes included; for a mapping or list, where it begins; for an alias, those of the alias.
    pub place: Range<usize>,
    /// For an alias, the bytes of what it repeats; else as `place`.
    pub origin: Range<usize>,
    /// What it is.
    pub value: Value,
}

/// What a node can be.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing, or a plain `null` or `~`.
    Null,
    /// A text, a number, a truth value: the text as it is meant, without quotes and escapes.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the text. A key may be there twice.
    Map(Vec<(Text, Node)>),
}

/// Reads a text of one document. Its bytes are counted from `base`, so that the places of several texts differ.
///
/// # Errors
/// Where it is not YAML, has two documents, a key that is not a text, or takes more than the limits.
pub fn tree(text: &str, base: usize) -> Result<Node, Fault> {
    let mut builder = Builder { events: Parser::new_from_str(text), base, anchors: HashMap::new(), size: 0 };
    let mut root = None;
    while let Some((event, place)) = builder.next()? {
        if event.is_node() {
            let node = builder.node(event, place, 0)?;
            match (&root, &node.value) {
                (None, _) => root = Some(node),
                (Some(_), Value::Null) => {}
                (Some(_), _) => return Err(fault(node.place, Kind::SecondDocument)),
            }
        }
    }
    Ok(root.unwrap_or(Node { place: base..base, origin: base..base, value: Value::Null }))
}

struct Builder<'t> {
    events: Parser<'t, StrInput<'t>>,
    /// What the first byte of the text counts as.
    base: usize,
    /// What aliases repeat, by the parser's numbers.
    anchors: HashMap<usize, Node>,
    /// Bytes of the nodes so far.
    size: usize,
}

impl<'t> Builder<'t> {
    fn next(&mut self) -> Result<Option<(Event<'t>, Range<usize>)>, Fault> {
        match self.events.next() {
            None => Ok(None),
            Some(Ok((event, span))) => Ok(Some((event, bytes(span, self.base)))),
            Some(Err(error)) => Err(broken(&error, self.base)),
        }
    }

    /// The node that an event begins.
    fn node(&mut self, event: Event<'t>, place: Range<usize>, depth: usize) -> Result<Node, Fault> {
        if depth > MAX_DEPTH {
            return Err(too_large(place, "too many levels of lists and mappings"));
        }
        let (value, anchor) = match event {
            Event::Alias(id) => {
                let Some(node) = self.anchors.get(&id) else {
                    return Err(fault(place, Kind::Syntax("an alias inside its own anchor".to_owned())));
                };
                let (size, inner) = (node.size(), node.depth());
                self.take(size, &place)?;
                if depth + inner > MAX_DEPTH {
                    return Err(too_large(place, "too many levels of lists and mappings"));
                }
                return Ok(Node { place, ..self.anchors[&id].clone() });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                match plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL") {
                    true => (Value::Null, anchor),
                    false => (Value::Scalar(text.into_owned()), anchor),
                }
            }
            Event::SequenceStart(_, anchor, _) => (Value::List(self.list(depth)?), anchor),
            Event::MappingStart(_, anchor, _) => (Value::Map(self.map(depth)?), anchor),
            _ => (Value::Null, 0),
        };
        let node = Node { origin: place.clone(), place, value };
        self.take(node.own_size(), &node.place)?;
        if anchor > 0 {
            self.take(node.size(), &node.place)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Fault> {
        let mut items = Vec::new();
        while let Some((event, place)) = self.next()? {
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            items.push(self.node(event, place, depth + 1)?);
        }
        Ok(items)
    }

    fn map(&mut self, depth: usize) -> Result<Vec<(Text, Node)>, Fault> {
        let (mut entries, mut merged) = (Vec::<(Text, Node)>::new(), Vec::new());
        while let Some((event, place)) = self.next()? {
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let merges = matches!(&event, Event::Scalar(key, ScalarStyle::Plain, _, None) if key == "<<");
            let key = text(self.node(event, place, depth + 1)?)?;
            let Some((event, place)) = self.next()? else { break };
            let node = self.node(event, place, depth + 1)?;
            match (merges, node.value) {
                (true, Value::Map(more)) => merged.extend(more),
                (true, Value::List(maps)) => merged.extend(maps.into_iter().flat_map(|node| match node.value {
                    Value::Map(more) => more,
                    _ => Vec::new(),
                })),
                (_, value) => entries.push((key, Node { value, ..node })),
            }
        }
        // What the mapping says itself takes precedence, then the first of those merged into it.
        if merged.is_empty() {
            return Ok(entries);
        }
        let mut seen: HashSet<String> = entries.iter().map(|(key, _)| key.value.clone()).collect();
        entries.extend(merged.into_iter().filter(|(key, _)| seen.insert(key.value.clone())));
        Ok(entries)
    }

    /// Counts bytes, and refuses the text where there are too many.
    fn take(&mut self, size: usize, place: &Range<usize>) -> Result<(), Fault> {
        self.size += size;
        match self.size > MAX_SIZE {
            true => Err(too_large(place.clone(), "its aliases make it too large")),
            false => Ok(()),
        }
    }
}

impl Node {
    /// Bytes of the node without what is inside it.
    fn own_size(&self) -> usize {
        let text = if let Value::Scalar(text) = &self.value { text.len() } else { 0 };
        size_of::<Node>() + text
    }

    /// Bytes of the node with all that is inside it.
    fn size(&self) -> usize {
        let inside = match &self.value {
            Value::Null | Value::Scalar(_) => 0,
            Value::List(items) => items.iter().map(Node::size).sum(),
            Value::Map(entries) => {
                entries.iter().map(|(key, node)| size_of::<Text>() + key.value.len() + node.size()).sum()
            }
        };
        self.own_size() + inside
    }

    /// Levels of lists and mappings inside it.
    fn depth(&self) -> usize {
        match &self.value {
            Value::Null | Value::Scalar(_) => 0,
            Value::List(items) => 1 + items.iter().map(Node::depth).max().unwrap_or(0),
            Value::Map(entries) => 1 + entries.iter().map(|(_, node)| node.depth()).max().unwrap_or(0),
        }
    }
}

/// The text of a key.
fn text(node: Node) -> Result<Text, Fault> {
    match node.value {
        Value::Scalar(text) => Ok(Text::new(text, node.place)),
        Value::Null => Err(fault(node.place, Kind::Empty)),
        Value::List(_) | Value::Map(_) => Err(fault(node.place, Kind::NoText)),
    }
}

fn bytes(span: Span, base: usize) -> Range<usize> {
    let start = span.start.byte_offset().unwrap_or(0);
    base + start..base + span.end.byte_offset().unwrap_or(start).max(start)
}

fn broken(error: &ScanError, base: usize) -> Fault {
    let at = base + error.marker().byte_offset().unwrap_or(0);
    let reason = match error.kind() {
        ErrorKind::UnknownAnchor => "alias references unknown anchor".to_owned(),
        _ => error.info(),
    };
    fault(at..at, Kind::Syntax(reason))
}

fn too_large(place: Range<usize>, reason: &str) -> Fault {
    fault(place, Kind::Syntax(reason.to_owned()))
}

fn fault(place: Range<usize>, kind: Kind) -> Fault {
    Fault { place, kind, keys: Vec::new() }
}
