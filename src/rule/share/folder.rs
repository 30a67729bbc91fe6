//! Packs that consist of several files.
//!
//! The files of a pack are in a folder that has its name, `back-pain/checklist.yaml` and `back-pain/support.yaml`, and
//! each begins with the same `schema` and `pack`. Lists and mappings go on from one file to the next, in the order of the
//! files; everything else is said once, in any of them.

use super::tree::{child, text};
use crate::rule::source::RuleSource;
use crate::yaml::{Node, Text, Value};
use std::path::Path;

/// A file, or all files of a pack, as one tree.
pub(in crate::rule) struct Unit<'f> {
    pub yaml: RuleSource<'f>,
    /// `None` if it cannot be read.
    pub tree: Option<Node>,
}

/// The files, of which those of a pack in a folder are one.
pub(in crate::rule) fn units<'f>(files: Vec<(RuleSource<'f>, Option<Node>)>) -> Vec<Unit<'f>> {
    let mut units: Vec<(Option<Folder>, Vec<RuleSource<'f>>, Option<Node>)> = Vec::new();
    for (yaml, tree) in files {
        let folder = tree.as_ref().and_then(|tree| Folder::of(&yaml.file.path, tree));
        let there = units.iter_mut().find(|(known, ..)| folder.is_some() && *known == folder);
        match (there, tree) {
            (Some((_, parts, Some(whole))), Some(more)) => {
                parts.push(yaml);
                go_on(whole, more);
            }
            (_, tree) => units.push((folder, vec![yaml], tree)),
        }
    }
    let unit = |(_, mut parts, tree): (_, Vec<RuleSource<'f>>, Option<Node>)| {
        let others = parts.split_off(1);
        let first = parts.remove(0);
        let pack = tree.as_ref().and_then(|tree| text(child(tree, "pack")?)).map(str::to_owned);
        let yaml = match pack {
            Some(pack) => first.of_pack(&pack, &others),
            None => first,
        };
        Unit { yaml, tree }
    };
    units.into_iter().map(unit).collect()
}

/// The folder of a pack, and its name.
#[derive(PartialEq)]
struct Folder(String, String);

impl Folder {
    /// The folder of a file, if it has the name of the file's pack.
    fn of(path: &str, tree: &Node) -> Option<Folder> {
        let pack = text(child(tree, "pack")?)?;
        let folder = Path::new(path).parent()?;
        (folder.file_name()?.to_str()? == pack).then(|| Folder(folder.to_string_lossy().into_owned(), pack.to_owned()))
    }
}

/// Adds the next file of a pack to those before it.
fn go_on(whole: &mut Node, more: Node) {
    let (Value::Map(entries), Value::Map(more)) = (&mut whole.value, more.value) else { return };
    for (key, node) in more {
        let there = entries.iter_mut().find(|(own, _)| own.value == key.value).map(|(_, there)| &mut there.value);
        match (there, node.value) {
            (Some(Value::List(items)), Value::List(next)) => items.extend(next),
            // `applies` and `subject` are said once, although they are mappings.
            (Some(Value::Map(own)), Value::Map(next)) if is_open(&key) => own.extend(next),
            (Some(Value::Scalar(own)), Value::Scalar(next)) if is_head(&key) && *own == next => {}
            (_, value) => entries.push((key, Node { value, ..node })),
        }
    }
}

/// Whether a key holds names of the author's.
fn is_open(key: &Text) -> bool {
    let named = ["sources", "sections", "conditions", "words", "fragments", "concepts", "tests", "phrasings"];
    named.contains(&key.value.as_str())
}

/// Whether every file of a pack begins with a key.
fn is_head(key: &Text) -> bool {
    matches!(key.value.as_str(), "schema" | "pack")
}
