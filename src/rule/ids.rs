//! Names of packs and rules over all files: each is given once.

use super::fault::RuleSource;
use super::names::{Read, kebab, twice};
use super::record::Text;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Which packs there are, and the place of each rule among all rules, ordered by id.
pub(super) struct Ids<'a> {
    /// Packs in the order of their names.
    pub packs: Vec<(&'a Text, Read<'a>)>,
    /// All rules and elements by id.
    rules: BTreeMap<String, (&'a RuleSource<'a>, &'a Text, bool)>,
}

impl<'a> Ids<'a> {
    /// Gathers the names of all files and reports those that are given twice.
    pub fn of(files: &[Read<'a>]) -> Self {
        let mut homes: BTreeMap<&str, (&Text, Read<'a>)> = BTreeMap::new();
        let mut lexicons: BTreeMap<&str, (&Text, Read<'a>)> = BTreeMap::new();
        let mut rules = BTreeMap::new();
        for file in files {
            let yaml = file.yaml;
            if let Some(name) = &file.record.lexicon {
                kebab(yaml, name, "lexicon");
                match lexicons.entry(&name.value) {
                    Entry::Occupied(first) => twice(yaml, name, "lexicon", (first.get().1.yaml, first.get().0)),
                    Entry::Vacant(slot) => {
                        slot.insert((name, *file));
                    }
                }
            }
            let Some(name) = &file.record.pack else { continue };
            kebab(yaml, name, "pack");
            match homes.entry(&name.value) {
                Entry::Occupied(first) => {
                    twice(yaml, name, "pack", (first.get().1.yaml, first.get().0));
                    continue;
                }
                Entry::Vacant(slot) => {
                    slot.insert((name, *file));
                }
            }
            let elements = file.record.checklist.iter().flat_map(|list| &list.value);
            let elements = elements.filter_map(|record| Some((record.value.element.as_ref()?, true)));
            let others = file.record.rules.iter().flat_map(|list| &list.value);
            let others = others.filter_map(|record| Some((record.value.rule.as_ref()?, false)));
            for (id, is_element) in elements.chain(others) {
                let what = if is_element { "element" } else { "rule" };
                kebab(yaml, id, what);
                match rules.entry(format!("{}/{}", name.value, id.value)) {
                    Entry::Occupied(first) => {
                        let (yaml, text, _): &(&RuleSource<'_>, &Text, bool) = first.get();
                        twice(file.yaml, id, what, (yaml, text));
                    }
                    Entry::Vacant(slot) => {
                        slot.insert((yaml, id, is_element));
                    }
                }
            }
        }
        Ids { packs: homes.into_values().collect(), rules }
    }

    /// How many rules and elements there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// The elements, with their places among all rules.
    pub fn elements(&self) -> BTreeMap<String, u32> {
        let all = self.rules.iter().zip(0..);
        all.filter(|((_, (.., is_element)), _)| *is_element).map(|((id, _), index)| (id.clone(), index)).collect()
    }
}
