//! What the lexicons hold for all packs: elements, sets of sections, sources.

use super::sections;
use super::tree::{child, entries, items, text};
use crate::rule::fault::known;
use crate::rule::source::RuleSource;
use crate::yaml::{Node, Text, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What lexicons share.
#[derive(Default)]
pub(in crate::rule) struct Library {
    /// Elements by the names of their lexicon and their own: `pain/onset`.
    elements: BTreeMap<String, Node>,
    /// Conditions by the names of their lexicon and their own: `pain/told-in-detail`.
    conditions: BTreeMap<String, Node>,
    /// Sets of sections by their names.
    pub(super) sections: sections::Named,
    /// Sources by their names.
    sources: BTreeMap<String, (Text, Node)>,
}

impl Library {
    /// Takes in what a file shares, if it is a lexicon.
    pub fn add(&mut self, yaml: &RuleSource<'_>, file: &Node) {
        let Some(lexicon) = child(file, "lexicon").and_then(text) else { return };
        for element in child(file, "elements").map(items).unwrap_or_default() {
            let Some(name) = child(element, "element") else {
                yaml.fault(
                    element.place.clone(),
                    "an element without a name",
                    "`element` is missing here",
                    "add `element:` with its name in kebab-case",
                );
                continue;
            };
            let Some(own) = text(name) else { continue };
            if self.elements.insert(format!("{lexicon}/{own}"), element.clone()).is_some() {
                yaml.fault(
                    name.place.clone(),
                    format!("two of the same name: element `{own}`"),
                    "the second of them",
                    "rename one of the two",
                );
            }
        }
        for (name, condition) in child(file, "conditions").map(entries).unwrap_or_default() {
            self.conditions.insert(format!("{lexicon}/{}", name.value), condition.clone());
        }
        for (name, set) in sections::sets(yaml, file) {
            self.sections.entry(name).or_insert(set);
        }
        for (name, source) in child(file, "sources").map(entries).unwrap_or_default() {
            self.sources.entry(name.value.clone()).or_insert_with(|| (name.clone(), source.clone()));
        }
    }

    /// The element of a name; reports one that is not there.
    pub(super) fn element(&self, yaml: &RuleSource<'_>, name: &Node) -> Option<&Node> {
        named(yaml, "element", &self.elements, name)
    }

    /// The condition of a name; reports one that is not there.
    pub(super) fn condition(&self, yaml: &RuleSource<'_>, name: &Node) -> Option<&Node> {
        named(yaml, "condition", &self.conditions, name)
    }

    /// Adds to the entries of a pack the shared sources that its elements and rules name and the pack does not have.
    pub(super) fn sources_of(&self, pack: &mut Vec<(Text, Node)>) {
        let own: BTreeSet<String> = pack
            .iter()
            .filter(|(key, _)| key.value == "sources")
            .flat_map(|(_, node)| entries(node).iter().map(|(name, _)| name.value.clone()))
            .collect();
        let lists = pack.iter().filter(|(key, _)| matches!(key.value.as_str(), "checklist" | "rules"));
        let named: BTreeSet<&str> =
            lists.flat_map(|(_, list)| items(list)).filter_map(|item| text(child(item, "source")?)).collect();
        let taken = named.into_iter().filter(|name| !own.contains(*name)).filter_map(|name| self.sources.get(name));
        let taken: Vec<(Text, Node)> = taken.cloned().collect();
        if taken.is_empty() {
            return;
        }
        match pack.iter_mut().find(|(key, _)| key.value == "sources") {
            Some((_, Node { value: Value::Map(entries), .. })) => entries.extend(taken),
            Some(_) => {}
            None => {
                let place = taken[0].1.place.clone();
                let node = Node { origin: place.clone(), place: place.clone(), value: Value::Map(taken) };
                pack.push((Text::new("sources".to_owned(), place), node));
            }
        }
    }
}

fn named<'n>(yaml: &RuleSource<'_>, what: &str, all: &'n BTreeMap<String, Node>, name: &Node) -> Option<&'n Node> {
    let written = text(name)?;
    let found = all.get(written);
    if found.is_none() {
        yaml.fault(
            name.place.clone(),
            format!("unknown {what} `{written}`"),
            format!("no lexicon has this {what}"),
            known(written, all.keys().map(String::as_str)),
        );
    }
    found
}
