//! Names of packs and rules over all files: each is given once.

use super::defined::{Defined, kebab, twice};
use super::file::Read;
use super::record::Text;
use super::symbols::Symbols;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Which packs there are in the files, and the place of each rule among all rules, ordered by id.
pub(super) struct Ids<'a> {
    beneath: &'a Symbols,
    /// Packs in the order of their names.
    packs: Vec<(&'a Text, Read<'a>)>,
    /// Their rules and elements by id.
    rules: BTreeMap<String, (Defined<'a>, bool)>,
}

impl<'a> Ids<'a> {
    /// Gathers the names of all files and reports those that are given twice.
    pub fn of(beneath: &'a Symbols, files: &[Read<'a>]) -> Self {
        let mut homes: BTreeMap<&str, Defined<'a>> = beneath.packs().collect();
        let mut lexicons: BTreeMap<&str, Defined<'a>> = beneath.lexicons().collect();
        let mut packs = Vec::new();
        let mut rules: BTreeMap<String, (Defined<'a>, bool)> = BTreeMap::new();
        for file in files {
            let yaml = file.yaml;
            if let Some(name) = &file.record.lexicon {
                kebab(yaml, name, "lexicon");
                match lexicons.entry(&name.value) {
                    Entry::Occupied(first) => twice(yaml, name, "lexicon", *first.get()),
                    Entry::Vacant(slot) => {
                        slot.insert(Defined::of(file.yaml, name));
                    }
                }
            }
            let Some(name) = &file.record.pack else { continue };
            kebab(yaml, name, "pack");
            match homes.entry(&name.value) {
                Entry::Occupied(first) => {
                    twice(yaml, name, "pack", *first.get());
                    continue;
                }
                Entry::Vacant(slot) => {
                    slot.insert(Defined::of(file.yaml, name));
                    packs.push((name, *file));
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
                    Entry::Occupied(first) => twice(yaml, id, what, first.get().0),
                    Entry::Vacant(slot) => {
                        slot.insert((Defined::of(file.yaml, id), is_element));
                    }
                }
            }
        }
        packs.sort_by(|(one, _), (other, _)| one.value.cmp(&other.value));
        Ids { beneath, packs, rules }
    }

    /// The packs of the files in the order of their names, each with its place among all packs.
    pub fn packs(&self) -> impl Iterator<Item = (u32, &'a Text, Read<'a>)> {
        let all = (0..).zip(&self.packs);
        all.map(|(index, (name, file))| (self.beneath.packs_before(&name.value) + index, *name, *file))
    }

    /// How many rules and elements the files have.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// The elements of the files, with their places among all rules.
    pub fn elements(&self) -> BTreeMap<String, u32> {
        let elements = self.rules.iter().zip(0..).filter(|((_, (_, is_element)), _)| *is_element);
        elements.map(|((id, _), index)| (id.clone(), self.beneath.rules_before(id) + index)).collect()
    }
}
