//! What the files of a rule set define, as far as files that are linked on top of it can refer to it.
//!
//! A site's file may extend a built-in concept, use a shared list, yield to a built-in rule, or use a name that is taken.
//! The build script stores all that such a file needs beside the built-in rules, so that no built-in YAML is read again.
//! The built-in vocabularies are terms and phrases: there are no patterns and no fragments of them to refer to. Files that
//! are linked on top of nothing have symbols that are empty.

use super::RuleFile;
use super::defined::{Defined, entries};
use super::file::Read;
use super::record::Text;
use crate::words::Frequencies;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Names that files define, each with its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Symbols {
    paths: Vec<String>,
    /// In the order of their indices.
    concepts: Vec<(String, Place)>,
    /// In the order of their names, which is that of their indices.
    packs: Vec<(String, Place)>,
    /// In the same order.
    rules: Vec<String>,
    lexicons: BTreeMap<String, Place>,
    /// The lists that all files share, with their entries.
    lists: BTreeMap<String, (Place, Vec<String>)>,
    /// The lexicons that packs take something over from: paths and texts.
    sharing: Vec<(String, String)>,
    /// How often words occur in the example notes.
    frequencies: Frequencies,
}

/// A file, by its index, and a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place(u32, u32);

/// A word that occurs less often in the example notes counts as rare as one that does not occur.
const COMMON: u64 = 16;

impl Symbols {
    /// What files define. The concepts and rules are those of the linked files, in their order.
    pub(super) fn of<'r>(
        files: &[Read<'_>],
        concepts: impl Iterator<Item = &'r str>,
        rules: impl Iterator<Item = &'r str>,
        frequencies: Frequencies,
    ) -> Symbols {
        let mut symbols = Symbols { frequencies: frequencies.common(COMMON), ..Symbols::default() };
        let mut places = HashMap::new();
        symbols.paths = files.iter().flat_map(|read| read.yaml.paths()).map(str::to_owned).collect();
        let numbers: HashMap<String, u32> = symbols.paths.iter().cloned().zip(0..).collect();
        for read in files {
            let record = read.record;
            let named = |name: &Text| {
                let at = name.place().start;
                let file = numbers.get(&read.yaml.file_at(at).path).copied().unwrap_or_default();
                (name.value.clone(), Place(file, read.yaml.line(at) as u32))
            };
            if record.elements.is_some() || record.lexicon.is_some() && record.sections.is_some() {
                symbols.sharing.push((read.yaml.file.path.clone(), read.yaml.file.text.clone()));
            }
            symbols.packs.extend(record.pack.as_ref().map(named));
            symbols.lexicons.extend(record.lexicon.as_ref().map(named));
            places.extend(read.concepts().map(|(id, name, _)| (id, named(name).1)));
            for (name, list) in entries(&record.words).filter(|_| read.shares_lists()) {
                let (name, place) = named(name);
                symbols.lists.insert(name, (place, list.value.iter().map(|entry| entry.value.clone()).collect()));
            }
        }
        symbols.packs.sort();
        symbols.concepts = concepts.map(|id| (id.to_owned(), places.get(id).copied().unwrap_or_default())).collect();
        symbols.rules = rules.map(str::to_owned).collect();
        symbols
    }

    /// The lexicons that packs take something over from.
    pub(super) fn sharing(&self) -> Vec<RuleFile> {
        let file = |(path, text): &(String, String)| RuleFile { path: path.clone(), text: text.clone(), builtin: true };
        self.sharing.iter().map(file).collect()
    }

    /// Whether nothing is defined.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The concepts, in the order of their indices.
    pub(super) fn concepts(&self) -> impl ExactSizeIterator<Item = (&str, Defined<'_>)> {
        self.concepts.iter().map(|(id, place)| (id.as_str(), self.defined(*place)))
    }

    /// The packs, in the order of their indices.
    pub(super) fn packs(&self) -> impl Iterator<Item = (&str, Defined<'_>)> {
        self.packs.iter().map(|(name, place)| (name.as_str(), self.defined(*place)))
    }

    /// How many packs come before one of this name.
    pub(super) fn packs_before(&self, name: &str) -> u32 {
        self.packs.partition_point(|(pack, _)| pack.as_str() < name) as u32
    }

    /// How many rules come before one of this id.
    pub(super) fn rules_before(&self, id: &str) -> u32 {
        self.rules.partition_point(|rule| rule.as_str() < id) as u32
    }

    /// The lexicons.
    pub(super) fn lexicons(&self) -> impl Iterator<Item = (&str, Defined<'_>)> {
        self.lexicons.iter().map(|(name, place)| (name.as_str(), self.defined(*place)))
    }

    /// The lists that all files share, with their entries.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&str, Defined<'_>, &[String])> {
        let lists = self.lists.iter();
        lists.map(|(name, (place, entries))| (name.as_str(), self.defined(*place), entries.as_slice()))
    }

    /// How often words occur in notes.
    pub(super) fn frequencies(&self) -> &Frequencies {
        &self.frequencies
    }

    fn defined(&self, Place(file, line): Place) -> Defined<'_> {
        let path = self.paths.get(file as usize).map_or("", String::as_str);
        Defined { path, line: line as usize, builtin: true, name: None }
    }
}
