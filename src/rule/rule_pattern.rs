//! Patterns that name rules.

/// Whether a pattern names the rule of an id: by the id itself (`back-pain/onset`), by its pack (`back-pain`), or by the
/// beginning of the id (`back-pain/*`, `back-pain/red-*`).
pub fn names_rule(pattern: &str, id: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => id.starts_with(beginning),
        None => id.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}
