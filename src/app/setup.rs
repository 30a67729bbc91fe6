//! What applies to one note: the command line over the configuration nearest to the note.
//!
//! Notes of one run may lie under different configurations. Each distinct configuration is read once, and its rules
//! are loaded once; notes share them.

use super::args::Asked;
use super::config::{Config, nearest};
use super::names::suggest;
use super::packs;
use super::today::today;
use super::trouble::Trouble;
use notelint::base::{Persona, Profile, Severity};
use notelint::detect::Detector;
use notelint::filter::Selection;
use notelint::note::{Context, Headings};
use notelint::rule::RuleSet;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All that the notes under one configuration share.
#[derive(Debug)]
pub struct Setup {
    /// The rules, with the severities that the configuration gives them.
    pub rules: &'static RuleSet,
    /// Finds the facts of a note.
    pub detector: Detector<'static>,
    /// Spellings of headings.
    pub headings: Headings,
    /// The rules that are asked for.
    pub selection: Selection,
    /// Who is reading.
    pub persona: Persona,
    /// The least severity that makes the run fail.
    pub fail_on: Option<Severity>,
    config: Option<Config>,
}

/// The setups of a run.
#[derive(Debug)]
pub struct Setups<'a> {
    args: &'a Asked,
    by_folder: HashMap<PathBuf, Arc<Setup>>,
    by_config: HashMap<Option<PathBuf>, Arc<Setup>>,
}

impl<'a> Setups<'a> {
    /// None yet.
    pub fn new(args: &'a Asked) -> Setups<'a> {
        Setups { args, by_folder: HashMap::new(), by_config: HashMap::new() }
    }

    /// What applies to a note at `path`.
    ///
    /// # Errors
    /// Faults of its configuration and rules; names that name nothing.
    pub fn of(&mut self, path: &Path) -> Result<Arc<Setup>, Trouble> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = path.parent().unwrap_or(&path);
        if let Some(setup) = self.by_folder.get(folder) {
            return Ok(Arc::clone(setup));
        }
        let config = self.args.config.clone().or_else(|| nearest(folder));
        let setup = match self.by_config.get(&config) {
            Some(setup) => Arc::clone(setup),
            None => {
                let setup = Arc::new(Setup::new(self.args, config.as_deref())?);
                self.by_config.insert(config, Arc::clone(&setup));
                setup
            }
        };
        self.by_folder.insert(folder.to_path_buf(), Arc::clone(&setup));
        Ok(setup)
    }
}

impl Setup {
    fn new(args: &Asked, config: Option<&Path>) -> Result<Setup, Trouble> {
        let config = config.map(Config::read).transpose()?;
        let mut paths = config.as_ref().map(|c| c.rules.clone()).unwrap_or_default();
        paths.extend_from_slice(&args.rules);
        let rules = packs::rules(&paths)?;
        let rules = match &config {
            Some(config) if !config.severity.is_empty() => packs::keep(with_severities(rules, config)?),
            _ => rules,
        };
        check_checklists(rules, &args.checklist)?;
        let asked = Selection { select: args.select.clone(), ignore: args.ignore.clone() };
        Ok(Setup {
            rules,
            detector: Detector::new(rules),
            headings: packs::headings(rules),
            selection: selection(rules, &asked, config.as_ref())?,
            persona: args.persona.or(config.as_ref().and_then(|c| c.persona)).unwrap_or(Persona::Regular),
            fail_on: match (args.fail_on, config.as_ref().and_then(|c| c.fail_on)) {
                (Some(asked), _) => asked.threshold(),
                (None, Some(configured)) => configured,
                (None, None) => Some(Severity::Warning),
            },
            config,
        })
    }

    /// What comes with a note, beside its text.
    pub fn context(&self, args: &Asked, path: &Path) -> Context {
        let declared = self.config.as_ref().is_some_and(|c| c.is_template(path));
        Context {
            profile: args.profile.unwrap_or(if declared { Profile::Template } else { Profile::Note }),
            codes: args.code.clone(),
            note_type: args.note_type.clone(),
            setting: args.setting,
            day: Some(args.as_of.unwrap_or_else(today)),
            checklists: args.checklist.clone(),
        }
    }

    /// Whether the configuration leaves out a note that was found in a folder.
    pub fn excludes(&self, path: &Path) -> bool {
        self.config.as_ref().is_some_and(|c| c.excludes(path))
    }
}

/// The rules that are asked for: on the command line if anything is said there, else by the configuration.
///
/// # Errors
/// Where a name names no rule.
pub(super) fn selection(rules: &RuleSet, asked: &Selection, config: Option<&Config>) -> Result<Selection, Trouble> {
    if let Some(stranger) = asked.strangers(rules).first() {
        return Err(unknown("rule", stranger, rule_names(rules)));
    }
    let Some(config) = config else { return Ok(asked.clone()) };
    for word in config.select.iter().chain(&config.ignore) {
        let alone = Selection { select: vec![word.value.clone()], ignore: Vec::new() };
        if !alone.strangers(rules).is_empty() {
            return Err(config.fault(
                word,
                format!("there is no rule `{}`", word.value),
                rule_help(rules, &word.value),
            ));
        }
    }
    let of = |words: &[serde_saphyr::Spanned<String>]| words.iter().map(|w| w.value.clone()).collect::<Vec<_>>();
    let select = if asked.select.is_empty() { of(&config.select) } else { asked.select.clone() };
    let ignore = of(&config.ignore).into_iter().chain(asked.ignore.iter().cloned()).collect();
    Ok(Selection { select, ignore })
}

/// The rules with the severities that a configuration gives them.
///
/// # Errors
/// Where it names no rule.
pub(super) fn with_severities(rules: &RuleSet, config: &Config) -> Result<RuleSet, Trouble> {
    let mut rules = rules.clone();
    for (id, severity) in &config.severity {
        match rules.rules.iter_mut().find(|rule| rule.id == id.value) {
            Some(rule) => rule.severity = *severity,
            None => {
                return Err(config.fault(id, format!("there is no rule `{}`", id.value), rule_help(&rules, &id.value)));
            }
        }
    }
    Ok(rules)
}

fn check_checklists(rules: &RuleSet, ids: &[String]) -> Result<(), Trouble> {
    let known = || rules.packs.iter().filter(|pack| pack.checklist.is_some()).map(|pack| pack.id.as_str());
    match ids.iter().find(|id| known().all(|k| k != id.as_str())) {
        Some(stranger) => Err(unknown("checklist", stranger, known())),
        None => Ok(()),
    }
}

fn unknown<'a>(what: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> Trouble {
    Trouble::UnknownName { what, name: name.to_owned(), help: suggest(name, known) }
}

fn rule_help(rules: &RuleSet, name: &str) -> String {
    suggest(name, rule_names(rules))
}

/// Packs when nothing is near; else rules.
fn rule_names(rules: &RuleSet) -> impl Iterator<Item = &str> {
    rules.packs.iter().map(|pack| pack.id.as_str()).chain(rules.rules.iter().map(|rule| rule.id.as_str()))
}
