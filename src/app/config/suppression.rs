//! Decisions of a site to suppress findings.
//!
//! A suppression without a reason is a fault: nobody could see later whether it still holds. An expired suppression,
//! and one that matches no finding, are reported after the run, so that the list does not grow unnoticed.

use super::file::{ConfigFile, ConfigValue};
use super::globs::Globs;
use super::record::SuppressionRecord;
use crate::app::trouble::Trouble;
use crate::yaml::Spanned;
use miette::{Diagnostic, NamedSource, SourceSpan};
use notelint::base::{Date, SectionKind};
use notelint::filter::{Suppression, Target};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use thiserror::Error;

/// An entry of `suppressions`.
#[derive(Debug)]
pub struct SuppressionEntry {
    /// The rule, pack or prefix.
    pub rule: ConfigValue,
    /// What it suppresses.
    pub suppression: Suppression,
    paths: Option<Globs>,
    until: Option<(ConfigValue, Date)>,
    /// Whether a note that it covers was linted.
    covered: AtomicBool,
    /// Whether a finding matched it.
    used: AtomicBool,
}

/// A suppression that suppresses nothing any more.
#[derive(Debug, Diagnostic, Error)]
#[error("{message}")]
#[diagnostic(code("notelint::suppression"), severity(Warning))]
pub struct Stale {
    message: String,
    #[source_code]
    file: Arc<NamedSource<String>>,
    #[label]
    place: SourceSpan,
    #[help]
    help: &'static str,
}

impl SuppressionEntry {
    /// One entry of a file.
    ///
    /// # Errors
    /// If the rule or the reason is missing, or a word does not parse.
    pub(super) fn read(
        file: &Arc<ConfigFile>,
        folder: &Path,
        entry: Spanned<SuppressionRecord>,
    ) -> Result<SuppressionEntry, Trouble> {
        let (at, record) = (entry.place(), entry.value);
        let missing = |key: &str, help: &str| {
            file.fault(at.clone(), format!("the suppression has no `{key}`"), Some(help.to_owned()))
        };
        let Some(rule) = record.rule.map(|text| file.value(text)) else {
            return Err(missing("rule", "name what it suppresses: pack/rule, a pack, or pack/prefix*"));
        };
        let why = "say why the findings stay, so that others can judge later whether it still holds";
        let reason = match record.reason {
            None => return Err(missing("reason", why)),
            Some(reason) if reason.value.trim().is_empty() => {
                return Err(file.value(reason).fault("the reason is empty".to_owned(), why.to_owned()));
            }
            Some(reason) => reason.value.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let until = match record.until.map(|text| file.value(text)) {
            None => None,
            Some(word) => match Date::parse(word.value.trim()) {
                Some(date) => Some((word, date)),
                None => {
                    let message = format!("`{}` is not a valid date", word.value);
                    return Err(word.fault(message, "write it as YYYY-MM-DD".to_owned()));
                }
            },
        };
        let path = record.path.map(|text| file.value(text));
        let paths = path.map(|word| Globs::new(folder, &[word])).transpose()?;
        let target = record.anchor.map(|text| target(&file.value(text))).transpose()?;
        let suppression = Suppression { rule: rule.value.clone(), target, reason };
        let (covered, used) = (AtomicBool::new(false), AtomicBool::new(false));
        Ok(SuppressionEntry { rule, suppression, paths, until, covered, used })
    }

    /// Whether it covers a note on a day; records that such a note was linted.
    pub fn covers(&self, note: &Path, day: Date) -> bool {
        let covers = !self.is_over(day) && self.paths.as_ref().is_none_or(|paths| paths.name(note) == Some(true));
        self.covered.fetch_or(covers, Ordering::Relaxed);
        covers
    }

    /// Whether a finding matches it.
    pub fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }

    /// Records that a finding matched it.
    pub fn used(&self) {
        self.used.store(true, Ordering::Relaxed);
    }

    /// What to report about it after a run.
    pub fn stale(&self, day: Date) -> Option<Stale> {
        let rule = &self.rule.value;
        let (word, message, help) = match &self.until {
            Some((word, until)) if *until < day => {
                let message = format!("the suppression of `{rule}` held until {until} and suppresses nothing now");
                (word, message, "remove the entry, or set a later day if its reason still holds")
            }
            _ if self.covered.load(Ordering::Relaxed) && !self.is_used() => {
                let message = format!("the suppression of `{rule}` matches no finding of this run");
                (&self.rule, message, "remove the entry, or see that its rule, path and anchor name what they should")
            }
            _ => return None,
        };
        let (file, place) = word.shown();
        Some(Stale { message, file, place, help })
    }

    fn is_over(&self, day: Date) -> bool {
        self.until.as_ref().is_some_and(|(_, until)| *until < day)
    }
}

fn target(word: &ConfigValue) -> Result<Target, Trouble> {
    let value = word.value.trim();
    if value.len() == 16 && value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(Target::Finding(value.to_ascii_lowercase()));
    }
    SectionKind::parse(value).map(Target::Section).ok_or_else(|| {
        let kinds: Vec<&str> = SectionKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let help = format!("write a section kind ({}) or the 16 digits of a fingerprint", kinds.join(", "));
        word.fault(format!("`{value}` is not a place in a note"), help)
    })
}
