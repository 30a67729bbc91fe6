//! Which rules a run asks for, by name.

use crate::rule::{Rule, RuleSet};

/// What stands before the name of a tag.
pub const TAG: &str = "tag:";

/// The rules that are wanted and those that are not. A pattern is a rule's id (`back-pain/onset`), a pack's
/// (`back-pain`), the beginning of an id (`back-pain/*`, `back-pain/red-*`), or, until it is
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
        let named = |patterns: &[String]| patterns.iter().any(|pattern| matches(pattern, rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// The same without tags: each gives way to the rules that carry it. One that no rule carries stays, and names none.
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

    /// Patterns that name no rule at all: a misspelt one would otherwise select nothing in silence.
    pub fn unknown<'a>(&'a self, rules: &RuleSet) -> Vec<&'a str> {
        let known = |pattern: &&str| rules.rules.iter().any(|rule| names(pattern, rule));
        self.select.iter().chain(&self.ignore).map(String::as_str).filter(|p| !known(p)).collect()
    }
}

/// Whether a pattern, be it a tag or not, names a rule.
pub fn names(pattern: &str, rule: &Rule) -> bool {
    matches(pattern, &rule.id) || is_tagged(pattern, rule)
}

/// Whether a rule carries the tag that a pattern names.
fn is_tagged(pattern: &str, rule: &Rule) -> bool {
    pattern.strip_prefix(TAG).is_some_and(|tag| rule.tags.iter().any(|own| own == tag))
}

/// Whether a pattern that is no tag names a rule by its id.
pub(super) fn matches(pattern: &str, rule: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => rule.starts_with(beginning),
        None => rule.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}
