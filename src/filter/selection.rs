//! Which rules a run asks for, by name or tag.

use crate::rule::{Rule, RuleSet, names_rule};

/// The prefix that makes a pattern a tag.
pub const TAG: &str = "tag:";

/// The rules that are wanted and those that are not. A pattern is one of [`names_rule`] or, until the selection is
/// [resolved](Selection::resolved), a tag (`tag:laterality`).
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
        let named = |patterns: &[String]| patterns.iter().any(|pattern| names_rule(pattern, rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// The same selection with each tag replaced by the ids of the rules that carry it. A tag that no rule carries stays,
    /// and names nothing.
    pub fn resolved(&self, rules: &RuleSet) -> Selection {
        let resolve = |patterns: &[String]| {
            let ids = |pattern: &String| {
                let tagged = rules.rules.iter().filter(|rule| is_tagged(pattern, rule)).map(|rule| rule.id.clone());
                let ids: Vec<String> = tagged.collect();
                if ids.is_empty() { vec![pattern.clone()] } else { ids }
            };
            patterns.iter().flat_map(ids).collect()
        };
        Selection { select: resolve(&self.select), ignore: resolve(&self.ignore) }
    }

    /// Patterns that name no rule: a misspelt one would otherwise silently select nothing.
    pub fn unknown<'a>(&'a self, rules: &RuleSet) -> Vec<&'a str> {
        let known = |pattern: &&str| rules.rules.iter().any(|rule| names(pattern, rule));
        self.select.iter().chain(&self.ignore).map(String::as_str).filter(|p| !known(p)).collect()
    }
}

/// Whether a pattern, a tag or not, names a rule.
pub fn names(pattern: &str, rule: &Rule) -> bool {
    names_rule(pattern, &rule.id) || is_tagged(pattern, rule)
}

/// Whether a rule carries the tag that a pattern names.
fn is_tagged(pattern: &str, rule: &Rule) -> bool {
    pattern.strip_prefix(TAG).is_some_and(|tag| rule.tags.iter().any(|own| own == tag))
}
