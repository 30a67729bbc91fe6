//! Which rules a run selects, by name or tag.

use crate::rule::{RuleSet, names_rule};

/// The rules that are selected and those that are ignored. A pattern is one of [`names_rule`] or, until the selection
/// is [resolved](Selection::resolved), a tag (`tag:laterality`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these; every rule if empty.
    pub select: Vec<String>,
    /// Not these, whatever `select` says.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether a rule is selected.
    pub fn wants(&self, rule: &str) -> bool {
        let named = |patterns: &[String]| patterns.iter().any(|pattern| names_rule(pattern, rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// The same selection with each tag replaced by the ids of the rules that have it. A tag that no rule has stays,
    /// and matches nothing.
    pub fn resolved(&self, rules: &RuleSet) -> Selection {
        let resolve = |patterns: &[String]| {
            let ids = |pattern: &String| {
                let tagged = rules.rules.iter().filter(|rule| rule.is_tagged_by(pattern)).map(|rule| rule.id.clone());
                let ids: Vec<String> = tagged.collect();
                if ids.is_empty() { vec![pattern.clone()] } else { ids }
            };
            patterns.iter().flat_map(ids).collect()
        };
        Selection { select: resolve(&self.select), ignore: resolve(&self.ignore) }
    }

    /// Patterns that match no rule: a misspelt one would otherwise silently select nothing.
    pub fn unknown<'a>(&'a self, rules: &RuleSet) -> Vec<&'a str> {
        let known = |pattern: &&str| rules.rules.iter().any(|rule| rule.is_named_by(pattern));
        self.select.iter().chain(&self.ignore).map(String::as_str).filter(|p| !known(p)).collect()
    }
}
