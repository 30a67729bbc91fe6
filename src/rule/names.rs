//! What names of concepts and elements mean, over all files.

use super::ConceptId;
use super::defined::{Defined, kebab, twice};
use super::fault::nearest;
use super::record::Text;
use super::source::RuleSource;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// What names mean, over all files.
pub(super) struct Names<'a> {
    /// Concepts by id. Those beneath keep their indices; the others follow in the order of their ids.
    pub concepts: BTreeMap<String, ConceptId>,
    /// Checklist elements by id, with their indices among all rules; those beneath are left out.
    pub elements: BTreeMap<String, u32>,
    /// What concepts consist of, for those that consist of others.
    includes: BTreeMap<ConceptId, Vec<ConceptId>>,
    /// Where each concept is defined.
    places: BTreeMap<String, Defined<'a>>,
    /// Whether some file could not be read, so that a name may be missing without being wrong.
    lenient: bool,
}

impl Names<'_> {
    /// The concept that a name means: the pack's own, else a lexicon's. Reports an unknown one.
    pub fn concept(&self, yaml: &RuleSource<'_>, pack: Option<&str>, text: &Text) -> Option<ConceptId> {
        let local = pack.map(|pack| format!("{pack}/{}", text.value));
        let found = local.as_ref().and_then(|id| self.concepts.get(id)).or_else(|| self.concepts.get(&text.value));
        if found.is_none() && !self.lenient {
            let prefix = pack.map(|pack| format!("{pack}/")).unwrap_or_default();
            let near = self.concepts.keys().map(|id| id.strip_prefix(&prefix).unwrap_or(id));
            let help = nearest(&text.value, near).map_or_else(
                || "define it under `concepts:`, here or in a lexicon".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            yaml.fault(text.place(), format!("unknown concept `{}`", text.value), "no concept has this name", help);
        }
        found.copied()
    }

    /// A concept and all that it consists of, itself first.
    pub fn with_included(&self, concept: ConceptId) -> Vec<ConceptId> {
        let mut all = vec![concept];
        let mut next = 0;
        while let Some(included) = all.get(next).map(|concept| self.includes.get(concept)) {
            for id in included.into_iter().flatten() {
                if !all.contains(id) {
                    all.push(*id);
                }
            }
            next += 1;
        }
        all
    }

    /// What a concept consists of directly.
    pub fn included(&self, concept: ConceptId) -> &[ConceptId] {
        self.includes.get(&concept).map_or(&[], Vec::as_slice)
    }

    /// Says what a concept consists of.
    pub fn set_included(&mut self, concept: ConceptId, parts: Vec<ConceptId>) {
        self.includes.insert(concept, parts);
    }

    /// The concept that a file defines under a name. If two have the same id, the second was reported and is left out.
    pub fn defined(&self, id: &str, name: &Text) -> Option<ConceptId> {
        let (_, first) = self.places.get(id)?.name?;
        self.concepts.get(id).copied().filter(|_| std::ptr::eq(first, name))
    }
}

/// Gathers the concepts of all files and reports those that are defined twice.
pub(super) fn names<'a>(
    beneath: &[(&str, Defined<'a>)],
    concepts: impl Iterator<Item = (String, &'a RuleSource<'a>, &'a Text)>,
    elements: BTreeMap<String, u32>,
    lenient: bool,
) -> Names<'a> {
    let mut places: BTreeMap<String, Defined<'a>> =
        beneath.iter().map(|(id, defined)| ((*id).to_owned(), *defined)).collect();
    let mut new = BTreeSet::new();
    for (id, yaml, name) in concepts {
        kebab(yaml, name, "concept");
        match places.entry(id) {
            Entry::Occupied(first) => twice(yaml, name, "concept", *first.get()),
            Entry::Vacant(slot) => {
                new.insert(slot.key().clone());
                slot.insert(Defined::of(yaml, name));
            }
        }
    }
    for (id, local) in &places {
        let Some(shared) = id.split_once('/').and_then(|(_, name)| places.get(name)) else { continue };
        // The file that came along is not the one to change.
        let (second, first) = if local.builtin && !shared.builtin { (shared, local) } else { (local, shared) };
        if let Some((yaml, name)) = second.name {
            twice(yaml, name, "concept", *first);
        }
    }
    let ids = beneath.iter().map(|(id, _)| (*id).to_owned()).chain(new);
    let concepts = ids.zip((0..).map(ConceptId)).collect();
    Names { concepts, elements, includes: BTreeMap::new(), places, lenient }
}
