//! What a configuration sets, for all files or for those of an override.
//!
//! Both have the same keys, so they are one type, and later settings are laid over earlier ones. Values replace, lists
//! add, and `select` replaces, since adding to a selection could only widen it.

use super::file::{ConfigFile, ConfigValue};
use super::record::{FAIL_ON, LEVELS, OverrideRecord};
use crate::app::trouble::Trouble;
use notelint::base::{Persona, Profile, Setting, Severity};
use std::sync::Arc;

/// What applies to a file.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Only these rules; all if it is empty.
    pub select: Option<Vec<ConfigValue>>,
    /// Not these rules.
    pub ignore: Vec<ConfigValue>,
    /// Severities of single rules; later ones win.
    pub severity: Vec<(ConfigValue, Severity)>,
    /// Checklists that apply in any case.
    pub checklists: Vec<ConfigValue>,
    /// The lowest severity that makes a run fail; `Some(None)` for never.
    pub fail_on: Option<Option<Severity>>,
    /// Who is reading.
    pub persona: Option<Persona>,
    /// What the files are meant to be.
    pub profile: Option<Profile>,
    /// The notes' type.
    pub note_type: Option<String>,
    /// Where the encounters took place.
    pub setting: Option<Setting>,
    /// Lines above the queries to providers.
    pub letterhead: Option<String>,
    /// Lines below them.
    pub signature: Option<String>,
}

impl Settings {
    /// Those of a record, whose paths are not looked at.
    ///
    /// # Errors
    /// The first unknown word.
    pub(super) fn read(file: &Arc<ConfigFile>, record: OverrideRecord) -> Result<Settings, Trouble> {
        let word = |text| file.value(text);
        let fail_on = match record.fail_on.map(word) {
            None => None,
            Some(word) if word.value == "never" => Some(None),
            Some(word) => Some(Some(severity(&word, &FAIL_ON)?)),
        };
        let mut levels = Vec::new();
        for (rule, level) in record.severity.unwrap_or_default().0 {
            levels.push((word(rule), severity(&word(level), &LEVELS)?));
        }
        Ok(Settings {
            select: record.select.map(|texts| file.values(Some(texts))),
            ignore: file.values(record.ignore),
            severity: levels,
            checklists: file.values(record.checklists),
            fail_on,
            persona: record.persona.map(|text| one_of(&word(text), Persona::ALL, |p| p.as_str())).transpose()?,
            profile: record.profile.map(|text| one_of(&word(text), Profile::ALL, |p| p.as_str())).transpose()?,
            note_type: record.note_type.map(|text| text.value),
            setting: record.setting.map(|text| one_of(&word(text), Setting::ALL, |s| s.as_str())).transpose()?,
            letterhead: None,
            signature: None,
        })
    }

    /// Lays others over these.
    pub(super) fn lay(&mut self, over: &Settings) {
        fn replace<T: Clone>(value: &mut Option<T>, over: &Option<T>) {
            if over.is_some() {
                value.clone_from(over);
            }
        }
        replace(&mut self.select, &over.select);
        self.ignore.extend_from_slice(&over.ignore);
        self.severity.extend_from_slice(&over.severity);
        self.checklists.extend_from_slice(&over.checklists);
        replace(&mut self.fail_on, &over.fail_on);
        replace(&mut self.persona, &over.persona);
        replace(&mut self.profile, &over.profile);
        replace(&mut self.note_type, &over.note_type);
        replace(&mut self.setting, &over.setting);
        replace(&mut self.letterhead, &over.letterhead);
        replace(&mut self.signature, &over.signature);
    }

    /// The words that name rules or packs.
    pub fn patterns(&self) -> impl Iterator<Item = &ConfigValue> {
        self.select.iter().flatten().chain(&self.ignore)
    }
}

fn one_of<T: Copy>(word: &ConfigValue, all: &[T], name: impl Fn(&T) -> &'static str) -> Result<T, Trouble> {
    let found = all.iter().copied().find(|value| name(value) == word.value);
    found.ok_or_else(|| word.is_none_of(&all.iter().map(&name).collect::<Vec<_>>()))
}

fn severity(word: &ConfigValue, words: &[&str]) -> Result<Severity, Trouble> {
    let known = words.contains(&word.value.as_str());
    let severity = Severity::ALL.into_iter().find(|s| known && s.as_str() == word.value);
    severity.ok_or_else(|| word.is_none_of(words))
}
