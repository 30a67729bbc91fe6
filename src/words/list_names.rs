//! The names of lists. A name means a list of its own file, else one that all files share.

use std::collections::BTreeMap;

/// The number of no file: what is named here is shared by all.
pub(super) const SHARED: u32 = 0;

/// The names of each file, with the numbers of their lists.
#[derive(Debug, Default)]
pub(super) struct ListNames(BTreeMap<u32, BTreeMap<String, u32>>);

impl ListNames {
    /// Names a list of a file; false if the file has another of this name.
    pub fn add(&mut self, file: u32, name: &str, list: u32) -> bool {
        let names = self.0.entry(file).or_default();
        let is_new = !names.contains_key(name);
        if is_new {
            names.insert(name.to_owned(), list);
        }
        is_new
    }

    /// The list that a name means in a file.
    pub fn get(&self, file: u32, name: &str) -> Option<u32> {
        [file, SHARED].iter().find_map(|file| self.0.get(file)?.get(name).copied())
    }

    /// The names that mean a list in a file.
    pub fn known(&self, file: u32) -> impl Iterator<Item = &str> {
        [SHARED, file].into_iter().filter_map(|file| self.0.get(&file)).flatten().map(|(name, _)| name.as_str())
    }

    /// Whether some file has a list of this name.
    pub fn is_somewhere(&self, name: &str) -> bool {
        self.0.values().any(|names| names.contains_key(name))
    }

    /// The name of a list.
    pub fn name(&self, list: u32) -> &str {
        let named = self.0.values().flatten().find(|(_, id)| **id == list);
        named.map_or("", |(name, _)| name)
    }
}
