//! The rules as they apply in a folder, each with what made it so: pack, configuration or command line.
//!
//! `check` needs only the rules and takes them ready-made; `rules` and `explain` also show their words, cases and
//! lines, so they read the YAML of the built-in packs as well.

use super::config::{Config, Settings, nearest};
use super::setup::names_are_known;
use super::trouble::Trouble;
use super::{names, packs};
use notelint::filter::Selection;
use notelint::report::{Library, SetBy};
use notelint::rule::{self, Loaded, Origin, Rule, Stated};
use std::path::{Path, PathBuf};

/// The rules of a folder.
pub struct Effective {
    loaded: Loaded,
    set_by: Vec<SetBy>,
    /// What the configuration sets here.
    pub settings: Settings,
}

impl Effective {
    /// Loads the built-in rules, those that the configuration adds, and those of `paths`. The configuration is `config`,
    /// or the one nearest to the file `of`, or to the current folder; its overrides count if there is a file.
    ///
    /// # Errors
    /// Faults of the configuration and of the rules.
    pub fn new(paths: &[PathBuf], config: Option<&Path>, of: Option<&Path>) -> Result<Effective, Trouble> {
        let of = of.and_then(|path| std::path::absolute(path).ok());
        let folder = || of.as_deref()?.parent().map(Path::to_path_buf);
        let found = folder().or_else(|| std::env::current_dir().ok()).and_then(|folder| nearest(&folder));
        let config = config.or(found.as_deref()).map(Config::read).transpose()?;
        let added = config.as_ref().map(Config::rules).unwrap_or_default();
        let files = packs::files(&[&added, paths].concat())?;
        let mut loaded = rule::load_with_entries(&files).map_err(Trouble::Rules)?;
        let mut settings = Settings::default();
        if let Some(config) = &config {
            names_are_known(config, &loaded.rules)?;
            settings = config.settings(&of.map(|path| config.matching(&path)).unwrap_or_default());
            let severities: Vec<_> =
                settings.severity.iter().map(|(id, severity)| (id.value.as_str(), *severity)).collect();
            loaded.rules.set_severities(&severities);
        }
        let by_config = |rule: &Rule| {
            let own = settings.severity.iter().rfind(|(name, _)| name.value == rule.id);
            let (name, _) =
                own.or_else(|| settings.severity.iter().rfind(|(name, _)| rule.is_named_by(&name.value)))?;
            Some(SetBy::Config(name.line()))
        };
        let by_pack = |origin: &Origin| match &origin.severity {
            Some(Stated { path, line }) => {
                let builtin = files.iter().any(|file| file.builtin && file.path == *path);
                SetBy::Pack { path: path.clone(), line: *line, builtin }
            }
            None => SetBy::Default,
        };
        let set_by = loaded.rules.rules.iter().map(|rule| {
            let origin = || loaded.origins.iter().find(|origin| origin.rule == rule.id);
            by_config(rule).or_else(|| origin().map(by_pack)).unwrap_or(SetBy::Default)
        });
        let set_by = set_by.collect();
        Ok(Effective { loaded, set_by, settings })
    }

    /// What explanations are made from.
    pub fn library(&self) -> Library<'_> {
        let Loaded { rules, tests, entries, origins, .. } = &self.loaded;
        Library { rules, tests, entries, origins, set_by: &self.set_by }
    }

    /// What keeps a rule from running, apart from its severity: the options of the command line, else the lists of the
    /// configuration.
    pub fn left_out(&self, rule: &Rule, asked: &Selection) -> Option<SetBy> {
        if asked.ignore.iter().any(|pattern| rule.is_named_by(pattern)) {
            return Some(SetBy::CommandLine("--ignore".to_owned()));
        }
        if let Some(word) = self.settings.ignore.iter().find(|word| rule.is_named_by(&word.value)) {
            return Some(SetBy::Config(word.line()));
        }
        if !asked.select.is_empty() {
            let selected = asked.select.iter().any(|pattern| rule.is_named_by(pattern));
            return (!selected).then(|| SetBy::CommandLine("--select".to_owned()));
        }
        let select = self.settings.select.as_ref()?;
        let selected = select.iter().any(|word| rule.is_named_by(&word.value));
        select.first().filter(|_| !selected).map(|first| SetBy::Config(first.line()))
    }

    /// The packs of these names, by their indices; all if no name is given.
    ///
    /// # Errors
    /// If there is no pack of a name.
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
