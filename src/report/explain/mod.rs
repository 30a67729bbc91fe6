//! What a rule requires, why, and when, generated from its pack.
//!
//! Nothing is written by hand: a page that could contradict the rule would soon do so. The same outline is drawn for
//! the terminal and as Markdown, and the generated reference is that Markdown.

mod blocks;
mod cases;
mod conditions;
mod json;
mod kinds;
mod markdown;
mod outline;
mod overview;
mod pretty;

pub use json::json as explain_json;
pub use markdown::markdown as explain_markdown;
pub use overview::overview;
pub use pretty::pretty as explain_pretty;

use crate::rule::{Case, Origin, Pack, Rule, RuleSet, VocabularyEntry};
use std::fmt;

/// What explanations are made from.
#[derive(Clone, Copy, Debug)]
pub struct Library<'a> {
    /// The rules, with the severities that a site gives them.
    pub rules: &'a RuleSet,
    /// Their own cases.
    pub tests: &'a [Case],
    /// The words of their concepts.
    pub entries: &'a [VocabularyEntry],
    /// Where each is written.
    pub origins: &'a [Origin],
    /// What set the severity of each, in their order.
    pub set_by: &'a [SetBy],
}

/// What is to be explained.
#[derive(Clone, Copy, Debug)]
pub enum Explained<'a> {
    /// One rule.
    Rule(&'a Rule),
    /// A pack, by its index.
    Pack(u32),
}

/// What set a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// Nothing: it is the default.
    Default,
    /// The pack.
    Pack {
        /// Its file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// Whether it comes with notelint.
        builtin: bool,
    },
    /// A configuration: its path and line.
    Config(String),
    /// The command line: the option.
    CommandLine(String),
}

impl SetBy {
    /// The place to look at, if it is a file.
    pub fn place(&self) -> Option<String> {
        match self {
            SetBy::Default => None,
            SetBy::Pack { path, line, .. } => Some(format!("{path}:{line}")),
            SetBy::Config(place) | SetBy::CommandLine(place) => Some(place.clone()),
        }
    }
}

impl fmt::Display for SetBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            SetBy::Default => "default",
            SetBy::Pack { builtin: true, .. } => "built-in",
            SetBy::Pack { .. } => "pack",
            SetBy::Config(place) | SetBy::CommandLine(place) => place,
        })
    }
}

impl<'a> Library<'a> {
    /// Where a rule is written.
    pub fn origin(&self, rule: &Rule) -> Option<&'a Origin> {
        self.origins.iter().find(|origin| origin.rule == rule.id)
    }

    /// What set the severity of a rule.
    pub fn set_by(&self, rule: &Rule) -> Option<&'a SetBy> {
        self.rules.index_of(&rule.id).and_then(|index| self.set_by.get(index))
    }

    /// The rules of a pack in the order of its file: the elements of its checklist first.
    pub fn rules_of(&self, pack: u32) -> Vec<&'a Rule> {
        let name = |pack: &'a Pack| pack.id.as_str();
        let pack = name(&self.rules.packs[pack as usize]);
        let own = |id: &str| id.strip_prefix(pack).is_some_and(|rest| rest.starts_with('/'));
        let ids = self.origins.iter().map(|origin| origin.rule.as_str()).filter(|id| own(id));
        ids.filter_map(|id| self.rules.rule(id)).collect()
    }
}
