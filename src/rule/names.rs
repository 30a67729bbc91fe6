//! What names mean, over all files.

use super::ConceptId;
use super::fault::{RuleSource, nearest};
use super::read::Lost;
use super::record::{Entries, FileRecord, Text};
use crate::yaml::Spanned;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A file that could be read, as source and as record.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub yaml: &'a RuleSource<'a>,
    pub record: &'a FileRecord,
    pub lost: &'a Lost,
}

/// What names mean, over all files.
pub(super) struct Names<'a> {
    /// Concepts by id, in the order of their indices.
    pub concepts: BTreeMap<String, ConceptId>,
    /// Checklist elements by id, with their indices among all rules.
    pub elements: BTreeMap<String, u32>,
    /// Where each concept is defined.
    pub places: BTreeMap<String, (&'a RuleSource<'a>, &'a Text)>,
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
}

/// Reports a name that is not in kebab-case.
pub(super) fn kebab(yaml: &RuleSource<'_>, name: &Text, what: &str) {
    let good = !name.value.is_empty()
        && name
            .value
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !good {
        let suggestion = name
            .value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_lowercase)
            .collect::<Vec<_>>()
            .join("-");
        yaml.fault(
            name.place(),
            format!("`{}` is not a name for a {what}", name.value),
            "names are kebab-case",
            if suggestion.is_empty() {
                "write lower-case words with hyphens between them".to_owned()
            } else {
                format!("write `{suggestion}`")
            },
        );
    }
}

/// The entries of a mapping that may be missing.
pub(super) fn entries<V>(entries: &Option<Spanned<Entries<V>>>) -> impl Iterator<Item = &(Text, V)> {
    entries.iter().flat_map(|entries| &entries.value.0)
}

/// Reports a second thing of the same name.
pub(super) fn twice(yaml: &RuleSource<'_>, name: &Text, what: &str, first: (&RuleSource<'_>, &Text)) {
    let line = first.0.line(first.1.place().start);
    yaml.fault(
        name.place(),
        format!("two of the same name: {what} `{}`", name.value),
        "the second of them",
        match (first.0.file.builtin, yaml.file.builtin) {
            (true, false) => format!("notelint brings one along, in {}, line {line}: rename yours", first.0.file.path),
            _ => format!("the other is in {}, line {line}: rename one of the two", first.0.file.path),
        },
    );
}

/// Gathers the concepts of all files and reports those that are defined twice.
pub(super) fn names<'a>(files: &[Read<'a>], elements: BTreeMap<String, u32>, lenient: bool) -> Names<'a> {
    let mut places: BTreeMap<String, (&RuleSource<'_>, &Text)> = BTreeMap::new();
    for file in files {
        let prefix = file.record.pack.as_ref().map(|pack| format!("{}/", pack.value)).unwrap_or_default();
        for (name, _) in entries(&file.record.concepts) {
            kebab(file.yaml, name, "concept");
            match places.entry(format!("{prefix}{}", name.value)) {
                Entry::Occupied(first) => twice(file.yaml, name, "concept", *first.get()),
                Entry::Vacant(slot) => {
                    slot.insert((file.yaml, name));
                }
            }
        }
    }
    for (id, (yaml, name)) in &places {
        if let Some(first) = places.get(&name.value).filter(|_| id.contains('/')) {
            twice(yaml, name, "concept", *first);
        }
    }
    let concepts = places.keys().cloned().zip((0..).map(ConceptId)).collect();
    Names { concepts, elements, places, lenient }
}
