//! `notelint.yaml`: the settings for every run in a folder of notes.
//!
//! The nearest file in the note's folder or above counts, up to the root of the repository. It is never merged with one
//! above it, so one file says everything, or names the files that it extends. Those are layers: the base first, each
//! with paths and globs relative to its own file, and within a layer the settings for all files before those for some.
//! An unknown key, a word that the key does not accept, and a glob that does not parse are faults shown in the file: a
//! configuration that silently does nothing is worse than none.

mod file;
mod globs;
mod layer;
mod record;
mod settings;
mod suppression;
#[cfg(test)]
mod tests;

pub use file::ConfigValue;
pub use globs::Globs;
pub use settings::Settings;
pub use suppression::{Stale, SuppressionEntry};

use super::paths::absolute;
use super::trouble::Trouble;
use layer::Layer;
use notelint::base::Profile;
use std::path::{Path, PathBuf};

/// The name that is looked for.
pub const FILE_NAME: &str = "notelint.yaml";

/// A configuration with all that it extends, checked as far as it can be without the rules.
#[derive(Debug)]
pub struct Config {
    /// The base first.
    layers: Vec<Layer>,
}

/// The overrides that match a file, by layer and place in it. Files of the same overrides share their settings.
pub type Overrides = Vec<(usize, usize)>;

/// The configuration for notes in `folder`, if there is one.
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(FILE_NAME);
        // What is neither file nor folder is refused when it is read, not passed over.
        if std::fs::metadata(&file).is_ok_and(|found| !found.is_dir()) {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

impl Config {
    /// Reads a configuration and those that it extends.
    ///
    /// # Errors
    /// If one cannot be read, or the first fault.
    pub fn read(path: &Path) -> Result<Config, Trouble> {
        let mut stack = Stack::default();
        stack.push(path)?;
        Ok(Config { layers: stack.layers })
    }

    /// The overrides that match a file.
    pub fn matching(&self, note: &Path) -> Overrides {
        let of = |(at, layer): (usize, &Layer)| {
            let hits = layer.overrides.iter().enumerate().filter(|(_, (paths, _))| paths.name(note) == Some(true));
            hits.map(|(index, _)| (at, index)).collect::<Vec<_>>()
        };
        self.layers.iter().enumerate().flat_map(of).collect()
    }

    /// What applies under some overrides.
    pub fn settings(&self, overrides: &Overrides) -> Settings {
        let mut settings = Settings::default();
        for (at, layer) in self.layers.iter().enumerate() {
            settings.lay(&layer.settings);
            for (_, index) in overrides.iter().filter(|(layer, _)| *layer == at) {
                settings.lay(&layer.overrides[*index].1);
            }
        }
        settings
    }

    /// All settings that may apply to some file.
    pub fn all_settings(&self) -> impl Iterator<Item = &Settings> {
        self.layers.iter().flat_map(|layer| [&layer.settings].into_iter().chain(layer.overrides.iter().map(|o| &o.1)))
    }

    /// The configuration and those that it extends.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.layers.iter().map(|layer| layer.path.as_path())
    }

    /// Packs and lexicons to add.
    pub fn rules(&self) -> Vec<PathBuf> {
        self.layers.iter().flat_map(|layer| layer.rules.iter().cloned()).collect()
    }

    /// Findings that stay.
    pub fn suppressions(&self) -> impl Iterator<Item = &SuppressionEntry> {
        self.layers.iter().flat_map(|layer| &layer.suppressions)
    }

    /// Whether the configuration lints a file of a folder whatever its ending. The highest layer with a glob that
    /// matches it decides.
    pub fn includes(&self, note: &Path) -> Option<bool> {
        self.layers.iter().rev().find_map(|layer| layer.include.name(note))
    }

    /// Whether `templates` or an override names a file as a template.
    pub fn names_as_template(&self, note: &Path) -> bool {
        let named = self
            .layers
            .iter()
            .flat_map(|layer| &layer.overrides)
            .rfind(|(paths, settings)| settings.profile.is_some() && paths.name(note) == Some(true));
        named.is_some_and(|(_, settings)| settings.profile == Some(Profile::Template))
    }

    /// The file of accepted findings, as the highest layer that has one names it.
    pub fn baseline(&self) -> Option<&(ConfigValue, PathBuf)> {
        self.layers.iter().rev().find_map(|layer| layer.baseline.as_ref())
    }

    /// Whether the configuration leaves a file out. The highest layer with a glob that matches it decides.
    pub fn excludes(&self, note: &Path) -> bool {
        self.layers.iter().rev().find_map(|layer| layer.exclude.name(note)).unwrap_or(false)
    }
}

/// Files that are being read, and the layers that are complete.
#[derive(Default)]
struct Stack {
    open: Vec<PathBuf>,
    done: Vec<PathBuf>,
    layers: Vec<Layer>,
}

impl Stack {
    /// Adds a file on top of those that it extends; one that is there already keeps its place.
    fn push(&mut self, path: &Path) -> Result<(), Trouble> {
        let this = identity(path);
        let (layer, bases) = Layer::read(path)?;
        self.open.push(this.clone());
        for (word, base) in bases {
            if word.value.contains("://") {
                let help = "copy the file next to this one: notelint reads nothing from a network".to_owned();
                return Err(word.fault(format!("`{}` is not a local file", word.value), help));
            }
            if !base.exists() {
                let help = "paths are relative to the file that contains them".to_owned();
                return Err(word.fault(format!("there is no file `{}`", word.value), help));
            }
            let base = absolute(&base);
            let same = identity(&base);
            if self.open.contains(&same) {
                let help = "take one of the entries out of the circle".to_owned();
                return Err(word.fault(format!("`{}` extends this file in turn", word.value), help));
            }
            if !self.done.contains(&same) {
                self.push(&base)?;
            }
        }
        self.open.pop();
        self.done.push(this);
        self.layers.push(layer);
        Ok(())
    }
}

/// A path that identifies a file.
fn identity(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| absolute(path))
}
