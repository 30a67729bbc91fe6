//! What packs share: elements, sets of sections and sources of lexicons, rules over a list of cases, packs in folders.
//!
//! All of this is done on the trees of the files, before a record is read from them: what comes out is a pack as its
//! author could have written it at length. Nodes keep their places, so a fault in what was taken over is shown where that
//! was written.

mod beside;
mod cases;
mod defaults;
mod folder;
mod library;
mod sections;
mod slots;
mod tree;
mod used;

pub(super) use folder::{Unit, units};
pub(super) use library::Library;

use super::source::RuleSource;
use crate::yaml::{Node, Value};
use defaults::Defaults;

/// The tree of a file with all that it takes over written out.
pub(super) fn written_out(yaml: &RuleSource<'_>, mut file: Node, library: &Library) -> Node {
    let defaults = Defaults::of(&file);
    let own = sections::sets(yaml, &file);
    let sets = sections::Sets { own: &own, shared: &library.sections };
    let is_pack = tree::child(&file, "pack").is_some();
    if let (true, Value::Map(entries)) = (is_pack, &mut file.value) {
        for (key, node) in entries.iter_mut() {
            if matches!(key.value.as_str(), "applies" | "conditions" | "checklist" | "rules") {
                defaults.conditions(node);
            }
            if let (true, Value::Map(conditions)) = (key.value == "conditions", &mut node.value) {
                conditions.iter_mut().for_each(|(_, node)| used::condition(yaml, node, library, &defaults));
            }
            let Value::List(items) = &mut node.value else { continue };
            let old = std::mem::take(items);
            *items = match key.value.as_str() {
                "checklist" => old.into_iter().filter_map(|item| used::used(yaml, item, library, &defaults)).collect(),
                "rules" => old.into_iter().flat_map(|item| cases::cases(yaml, item)).collect(),
                _ => old,
            };
            if matches!(key.value.as_str(), "checklist" | "rules") {
                items.iter_mut().for_each(|item| defaults.item(item));
            }
        }
        beside::put_beside(yaml, entries);
        library.sources_of(entries);
    }
    if let Value::Map(entries) = &mut file.value {
        let named = ["applies", "conditions", "checklist", "rules", "concepts", "defaults"];
        let with_sections = entries.iter_mut().filter(|(key, _)| named.contains(&key.value.as_str()));
        with_sections.for_each(|(_, node)| sets.fill(node));
    }
    file
}
