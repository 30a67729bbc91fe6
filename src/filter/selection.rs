//! Which rules a run asks for, by name.

use super::suppress_comment::{FAULTY, UNUSED};
use crate::rule::RuleSet;

/// The rules that are wanted and those that are not. A pattern is a rule's id (`back-pain/onset`), a pack's
/// (`back-pain`), or the beginning of an id (`back-pain/*`, `back-pain/red-*`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these; every rule where empty.
    pub select: Vec<String>,
    /// Not these, whatever `select` says.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether a rule is wanted.
    pub fn wants(&self, rule: &str) -> bool {
        let named = |patterns: &[String]| patterns.iter().any(|pattern| matches(pattern, rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// Patterns that name no rule at all: a misspelt one would otherwise select nothing in silence.
    pub fn strangers<'a>(&'a self, rules: &RuleSet) -> Vec<&'a str> {
        let ids = || rules.rules.iter().map(|rule| rule.id.as_str()).chain([FAULTY, UNUSED]);
        let known = |pattern: &&str| ids().any(|id| matches(pattern, id));
        self.select.iter().chain(&self.ignore).map(String::as_str).filter(|p| !known(p)).collect()
    }
}

/// Whether a pattern names a rule.
pub(super) fn matches(pattern: &str, rule: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => rule.starts_with(beginning),
        None => rule.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}
