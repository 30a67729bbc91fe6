//! Patterns that name rules: for selections, suppressions and precedence alike.

use super::Rule;

/// The prefix that makes a pattern a tag.
pub const TAG: &str = "tag:";

/// Whether a pattern names the rule of an id: by the id itself (`back-pain/onset`), by its pack (`back-pain`), or by the
/// beginning of the id (`back-pain/*`, `back-pain/red-*`).
pub fn names_rule(pattern: &str, id: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => id.starts_with(beginning),
        None => id.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

impl Rule {
    /// Whether a pattern names this rule, by its id or by one of its tags (`tag:laterality`).
    pub fn is_named_by(&self, pattern: &str) -> bool {
        names_rule(pattern, &self.id) || self.is_tagged_by(pattern)
    }

    /// Whether a pattern is one of its tags.
    pub fn is_tagged_by(&self, pattern: &str) -> bool {
        pattern.strip_prefix(TAG).is_some_and(|tag| self.tags.iter().any(|own| own == tag))
    }
}
