//! The rules as they apply in a folder, each with what made it so: pack, configuration or command line.
//!
//! `check` needs the rules alone and takes them ready-made; `rules` and `explain` also tell their words, cases and lines,
//! so they read the YAML of the built-in packs as well.

use super::config::{Config, nearest};
use super::setup::with_severities;
use super::trouble::Trouble;
use super::{names, packs};
use notelint::filter::Selection;
use notelint::report::{Library, SetBy};
use notelint::rule::{self, Loaded, Origin};
use std::path::{Path, PathBuf};

/// The rules of a folder.
pub struct Effective {
    loaded: Loaded,
    set_by: Vec<SetBy>,
    /// The configuration, if there is one.
    pub config: Option<Config>,
}

impl Effective {
    /// Loads the built-in rules, those that the configuration adds, and those of `paths`. The configuration is `config`,
    /// or the one nearest to the current folder.
    ///
    /// # Errors
    /// Faults of the configuration and of the rules.
    pub fn new(paths: &[PathBuf], config: Option<&Path>) -> Result<Effective, Trouble> {
        let found = std::env::current_dir().ok().and_then(|folder| nearest(&folder));
        let config = config.or(found.as_deref()).map(Config::read).transpose()?;
        let added = config.as_ref().map(|config| config.rules.as_slice()).unwrap_or_default();
        let files = packs::files(&[added, paths].concat())?;
        let mut loaded = rule::load_with_entries(&rule::builtin(), &files).map_err(Trouble::Rules)?;
        if let Some(config) = &config {
            loaded.rules = with_severities(&loaded.rules, config)?;
        }
        let by_config = |id: &str| {
            let config = config.as_ref()?;
            let (name, _) = config.severity.iter().find(|(name, _)| name.value == id)?;
            Some(SetBy::Config(config.line(name)))
        };
        let by_pack = |origin: &Origin| match origin.severity {
            Some(line) => {
                let builtin = files.iter().any(|file| file.builtin && file.path == origin.path);
                SetBy::Pack { path: origin.path.clone(), line, builtin }
            }
            None => SetBy::Default,
        };
        let set_by = loaded.rules.rules.iter().map(|rule| {
            let origin = || loaded.origins.iter().find(|origin| origin.rule == rule.id);
            by_config(&rule.id).or_else(|| origin().map(by_pack)).unwrap_or(SetBy::Default)
        });
        let set_by = set_by.collect();
        Ok(Effective { loaded, set_by, config })
    }

    /// What explanations are drawn from.
    pub fn library(&self) -> Library<'_> {
        let Loaded { rules, tests, entries, origins } = &self.loaded;
        Library { rules, tests, entries, origins, set_by: &self.set_by }
    }

    /// What keeps a rule from running, if anything does, beside its severity: the options of the command line, else
    /// the lists of the configuration.
    pub fn left_out(&self, id: &str, asked: &Selection) -> Option<SetBy> {
        let names = |pattern: &str| Selection { select: vec![pattern.to_owned()], ignore: Vec::new() }.wants(id);
        if asked.ignore.iter().any(|pattern| names(pattern)) {
            return Some(SetBy::CommandLine("--ignore".to_owned()));
        }
        let config = self.config.as_ref();
        if let Some((config, word)) = config.and_then(|c| Some((c, c.ignore.iter().find(|word| names(&word.value))?))) {
            return Some(SetBy::Config(config.line(word)));
        }
        if !asked.select.is_empty() {
            let selected = asked.select.iter().any(|pattern| names(pattern));
            return (!selected).then(|| SetBy::CommandLine("--select".to_owned()));
        }
        let config = config?;
        let first = config.select.first()?;
        let selected = config.select.iter().any(|word| names(&word.value));
        (!selected).then(|| SetBy::Config(config.line(first)))
    }

    /// The packs of these names, by their indices; all where none is named.
    ///
    /// # Errors
    /// Where a name names no pack.
    pub fn packs(&self, named: &[String]) -> Result<Vec<u32>, Trouble> {
        let packs = &self.loaded.rules.packs;
        let index = |name: &String| {
            let found = (0..).zip(packs).find(|(_, pack)| pack.id == *name).map(|(index, _)| index);
            found.ok_or_else(|| {
                let help = names::suggest(name, packs.iter().map(|pack| pack.id.as_str()));
                Trouble::UnknownName { what: "pack", name: name.clone(), help }
            })
        };
        match named {
            [] => Ok((0..packs.len() as u32).collect()),
            named => named.iter().map(index).collect(),
        }
    }
}
