//! What applies to one note: the command line overrides the configuration nearest to the note.
//!
//! Notes of one run may have different configurations, and overrides may apply to some of them. Each configuration is
//! read once; notes to which the same overrides apply share a setup; and setups that differ only in persona or
//! selection share the rules, which are by far the largest part.

use super::args::NoteArgs;
use super::choice::{Choice, Known};
use super::config::{Config, ConfigValue, Globs, Overrides, Settings, Stale, SuppressionEntry, nearest};
use super::names::suggest;
use super::packs;
use super::role::Role;
use super::today::today;
use super::trouble::Trouble;
use notelint::base::{Date, Persona, Profile, Setting, Severity};
use notelint::filter::{Selection, TAG, fails};
use notelint::lint::{Examined, Linter};
use notelint::note::{Context, Encoding};
use notelint::rule::RuleSet;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All that notes under one configuration and the same overrides share.
#[derive(Debug)]
pub struct Setup {
    /// What they are linted with.
    pub linter: Linter,
    /// The lowest severity that makes the run fail.
    pub fail_on: Option<Severity>,
    /// The context of each note; the note itself may add to it.
    pub context: Context,
    /// Lines above and below the queries to providers.
    pub letter: [Vec<String>; 2],
    /// How notes are encoded, if the command line says it.
    pub encoding: Option<Encoding>,
    /// What the configuration says about notes that do not say it themselves.
    note_type: Option<String>,
    setting: Option<Setting>,
    day: Date,
    config: Option<Arc<Config>>,
}

/// A configuration and the rules that it adds to.
#[derive(Debug)]
struct Site {
    config: Option<Arc<Config>>,
    /// Its rules, with the severities of their packs.
    linter: Linter,
    /// The same rules with other severities, by those.
    linters: HashMap<Vec<(String, Severity)>, Linter>,
    setups: HashMap<Overrides, Arc<Setup>>,
}

/// The setups of a run.
#[derive(Debug)]
pub struct Setups<'a> {
    args: &'a NoteArgs,
    day: Date,
    builtin: Linter,
    configs: HashMap<PathBuf, Option<PathBuf>>,
    sites: BTreeMap<Option<PathBuf>, Site>,
}

impl<'a> Setups<'a> {
    /// None yet.
    pub fn new(args: &'a NoteArgs) -> Setups<'a> {
        let day = args.context.as_of.unwrap_or_else(today);
        Setups { args, day, builtin: Linter::builtin(), configs: HashMap::new(), sites: BTreeMap::new() }
    }

    /// What applies to a note at `path`.
    ///
    /// # Errors
    /// Faults of its configuration and rules; unknown names.
    pub fn of(&mut self, path: &Path) -> Result<Arc<Setup>, Trouble> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = path.parent().unwrap_or(&path);
        let config = match self.configs.get(folder) {
            Some(config) => config.clone(),
            None => {
                let config = self.args.config.clone().or_else(|| nearest(folder));
                self.configs.insert(folder.to_path_buf(), config.clone());
                config
            }
        };
        if !self.sites.contains_key(&config) {
            let site = Site::new(self.args, &self.builtin, config.as_deref())?;
            self.sites.insert(config.clone(), site);
        }
        let site = self.sites.get_mut(&config).expect("it was put there");
        site.setup(&path, self.args, self.day)
    }

    /// The files that the configurations and rules were read from, the built-in ones left out.
    ///
    /// # Errors
    /// If a folder of rules cannot be read any more.
    pub fn files(&self) -> Result<Vec<(Role, PathBuf)>, Trouble> {
        let mut files = Vec::new();
        let rules = |paths: &[PathBuf]| -> Result<Vec<_>, Trouble> {
            Ok(packs::paths(paths)?.into_iter().map(|path| (Role::Rules, path)).collect())
        };
        files.extend(rules(&self.args.rules)?);
        for config in self.sites.values().filter_map(|site| site.config.as_ref()) {
            files.extend(config.files().map(|path| (Role::Config, path.to_path_buf())));
            files.extend(rules(&config.rules())?);
        }
        Ok(files)
    }

    /// The baseline that the configurations name.
    ///
    /// # Errors
    /// If two name different ones: a run is measured by one.
    pub fn baseline(&self) -> Result<Option<&Path>, Trouble> {
        let configs = self.sites.values().filter_map(|site| site.config.as_ref());
        let mut named = configs.filter_map(|config| config.baseline());
        let Some((_, first)) = named.next() else { return Ok(None) };
        match named.find(|(_, other)| other != first) {
            Some((word, _)) => {
                let help = "check the folders in runs of their own, or name one baseline with --baseline".to_owned();
                Err(word.fault("another notelint.yaml of this run names another baseline".to_owned(), help))
            }
            None => Ok(Some(first)),
        }
    }

    /// Suppressions that suppress nothing any more, and whether that makes the run fail.
    pub fn stale(&self) -> (Vec<Stale>, bool) {
        let mut found: Vec<(String, Stale, bool)> = Vec::new();
        let mut alive = Vec::new();
        for site in self.sites.values() {
            let Some(config) = &site.config else { continue };
            let failed = fails(Some(Severity::Warning), fail_on(self.args, &config.settings(&Overrides::new())));
            for decision in config.suppressions() {
                let line = decision.rule.line();
                match decision.stale(self.day) {
                    Some(stale) => match found.iter_mut().find(|(other, ..)| *other == line) {
                        Some(known) => known.2 |= failed,
                        None => found.push((line, stale, failed)),
                    },
                    // A file that two configurations extend covers the notes of both.
                    None if decision.is_used() => alive.push(line),
                    None => {}
                }
            }
        }
        found.retain(|(line, ..)| !alive.contains(line));
        let failed = found.iter().any(|(.., failed)| *failed);
        (found.into_iter().map(|(_, stale, _)| stale).collect(), failed)
    }
}

impl Site {
    fn new(args: &NoteArgs, builtin: &Linter, config: Option<&Path>) -> Result<Site, Trouble> {
        let config = config.map(Config::read).transpose()?;
        let mut paths = config.as_ref().map(Config::rules).unwrap_or_default();
        paths.extend_from_slice(&args.rules);
        let linter = packs::linter(builtin, &paths)?;
        let rules = linter.rules();
        if let Some(name) = args.context.checklist.iter().find(|id| checklists(rules).all(|known| known != id.as_str()))
        {
            return Err(unknown("checklist", name, checklists(rules)));
        }
        if let Some(config) = &config {
            names_are_known(config, rules)?;
        }
        Ok(Site { config: config.map(Arc::new), linter, linters: HashMap::new(), setups: HashMap::new() })
    }

    fn setup(&mut self, path: &Path, args: &NoteArgs, day: Date) -> Result<Arc<Setup>, Trouble> {
        let overrides = self.config.as_ref().map(|config| config.matching(path)).unwrap_or_default();
        if let Some(setup) = self.setups.get(&overrides) {
            return Ok(Arc::clone(setup));
        }
        let settings = self.config.as_ref().map(|config| config.settings(&overrides)).unwrap_or_default();
        let selected = Selection { select: args.select.clone(), ignore: args.ignore.clone() };
        let selection = selection(self.linter.rules(), &selected, &settings)?;
        let asked = &args.context;
        let persona = args.persona.or(settings.persona).unwrap_or(Persona::Regular);
        let setup = Arc::new(Setup {
            linter: self.linter(&settings)?.persona(persona).select(&selection)?,
            fail_on: fail_on(args, &settings),
            context: Context {
                profile: asked.profile.or(settings.profile).unwrap_or_default(),
                codes: asked.code.clone(),
                note_type: asked.note_type.clone(),
                setting: asked.setting,
                day: Some(day),
                checklists: asked.checklist.iter().cloned().chain(values(&settings.checklists)).collect(),
            },
            letter: [settings.letterhead, settings.signature]
                .map(|text| text.iter().flat_map(|text| text.trim_end().lines()).map(str::to_owned).collect()),
            encoding: args.encoding,
            note_type: settings.note_type,
            setting: settings.setting,
            day,
            config: self.config.clone(),
        });
        self.setups.insert(overrides, Arc::clone(&setup));
        Ok(setup)
    }

    /// The rules with the severities that the configuration gives them.
    fn linter(&mut self, settings: &Settings) -> Result<Linter, Trouble> {
        let differing: Vec<_> = settings.severity.iter().map(|(rule, to)| (rule.value.clone(), *to)).collect();
        if let Some(known) = self.linters.get(&differing) {
            return Ok(known.clone());
        }
        let severities = differing.iter().map(|(rule, severity)| (rule.as_str(), *severity));
        let linter = self.linter.clone().severities(severities)?;
        self.linters.insert(differing, linter.clone());
        Ok(linter)
    }
}

impl Setup {
    /// Adds what the configuration says about a note that does not say it itself.
    pub fn complete(&self, context: &mut Context) {
        context.note_type = context.note_type.take().or_else(|| self.note_type.clone());
        context.setting = context.setting.or(self.setting);
    }

    /// Whether `exclude` of the configuration names a file.
    pub fn excludes(&self, path: &Path) -> bool {
        self.config.as_ref().is_some_and(|config| config.excludes(path))
    }

    /// Whether a file of a folder is linted. `include` is that of the command line.
    pub fn choose(&self, path: &Path, include: &Globs) -> Choice {
        let config = self.config.as_ref();
        let known = Known {
            excluded: self.excludes(path),
            included: include.name(path).or_else(|| config?.includes(path)),
            named_template: config.is_some_and(|config| config.names_as_template(path)),
            template: self.context.profile == Profile::Template,
        };
        Choice::of(path, known)
    }

    /// Applies the suppressions of the configuration.
    pub fn suppress(&self, examined: &mut Examined) {
        let Examined { note, outcome, .. } = examined;
        for decision in self.config.iter().flat_map(|config| config.suppressions()) {
            if decision.covers(note.source.path(), self.day) && outcome.suppress(note, &decision.suppression) {
                decision.used();
            }
        }
    }
}

fn fail_on(args: &NoteArgs, settings: &Settings) -> Option<Severity> {
    match (args.fail_on, settings.fail_on) {
        (Some(asked), _) => asked.threshold(),
        (None, Some(configured)) => configured,
        (None, None) => Some(Severity::Warning),
    }
}

/// The selected rules: by the command line if it selects any, else by the configuration, whose names have been checked.
///
/// # Errors
/// If a name on the command line matches no rule.
pub(super) fn selection(rules: &RuleSet, asked: &Selection, settings: &Settings) -> Result<Selection, Trouble> {
    if let Some(unknown) = asked.unknown(rules).first() {
        let (what, name, help) = unknown_rule(unknown, rules);
        return Err(Trouble::UnknownName { what, name: name.to_owned(), help });
    }
    let configured = || values(settings.select.as_deref().unwrap_or_default()).collect();
    let select = if asked.select.is_empty() { configured() } else { asked.select.clone() };
    let ignore = values(&settings.ignore).chain(asked.ignore.iter().cloned()).collect();
    Ok(Selection { select, ignore })
}

/// Checks that every name in a configuration exists, even if no note of this run needs it.
///
/// # Errors
/// The first that does not, shown in its file.
pub(super) fn names_are_known(config: &Config, rules: &RuleSet) -> Result<(), Trouble> {
    let no_rule = |word: &ConfigValue| {
        let (what, name, help) = unknown_rule(&word.value, rules);
        Err(word.fault(format!("there is no {what} `{name}`"), help))
    };
    let is_pattern = |word: &ConfigValue| rules.rules.iter().any(|rule| rule.is_named_by(&word.value));
    for settings in config.all_settings() {
        if let Some(word) = settings.patterns().find(|word| !is_pattern(word)) {
            return no_rule(word);
        }
        let mut ids = settings.severity.iter().map(|(id, _)| id);
        if let Some(word) = ids.find(|id| rules.index_of(&id.value).is_none() && !is_pattern(id)) {
            return no_rule(word);
        }
        if let Some(word) = settings.checklists.iter().find(|id| checklists(rules).all(|known| known != id.value)) {
            let name = &word.value;
            return Err(word.fault(format!("there is no checklist `{name}`"), suggest(name, checklists(rules))));
        }
    }
    for SuppressionEntry { rule, .. } in config.suppressions() {
        if rule.value.starts_with(TAG) {
            let help = "name the rule, its pack, or the beginning of its name: pack/prefix*";
            return Err(rule.fault("a suppression is about rules, not about a tag".to_owned(), help.to_owned()));
        }
        if !is_pattern(rule) {
            return no_rule(rule);
        }
    }
    Ok(())
}

fn values(words: &[ConfigValue]) -> impl Iterator<Item = String> {
    words.iter().map(|word| word.value.clone())
}

fn unknown<'a>(what: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> Trouble {
    Trouble::UnknownName { what, name: name.to_owned(), help: suggest(name, known) }
}

fn checklists(rules: &RuleSet) -> impl Iterator<Item = &str> {
    rules.packs.iter().filter(|pack| pack.checklist.is_some()).map(|pack| pack.id.as_str())
}

/// What a pattern that matches no rule was meant to be, its name, and the next step.
fn unknown_rule<'n>(pattern: &'n str, rules: &RuleSet) -> (&'static str, &'n str, String) {
    if let Some(tag) = pattern.strip_prefix(TAG) {
        let tags: BTreeSet<&str> = rules.rules.iter().flat_map(|rule| &rule.tags).map(String::as_str).collect();
        return ("tag", tag, suggest(tag, tags));
    }
    let packs = rules.packs.iter().map(|pack| pack.id.as_str());
    ("rule", pattern, suggest(pattern, packs.chain(rules.rules.iter().map(|rule| rule.id.as_str()))))
}
