//! Which words of a vocabulary no test reaches.
//!
//! A term that no case uses may be misspelt, hidden by a longer one or refused by a look-alike, and nobody would know.
//! An entry counts as reached if a case contains a mention of its concept that this very entry finds. `{a,b}` is one
//! entry, since its author wrote one. The list is for information only; it makes no run fail.

use notelint::report::clean_line;
use notelint::rule::{ConceptId, RuleSet, VocabularyEntry};
use std::collections::HashSet;
use std::io::{self, Write};

/// Characters of an entry that are shown.
const LONG: usize = 60;

/// Lists what is not reached, and counts.
///
/// # Errors
/// Only those of the writer.
pub fn report(
    rules: &RuleSet,
    entries: &[&VocabularyEntry],
    reached: &HashSet<(ConceptId, ConceptId)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_reached = |entry: &VocabularyEntry| reached.contains(&(entry.concept, entry.alone));
    for entry in entries.iter().filter(|entry| !is_reached(entry)) {
        let text = match entry.text.char_indices().nth(LONG) {
            Some((end, _)) => format!("{}…", &entry.text[..end]),
            None => entry.text.clone(),
        };
        let concept = &rules.concepts[entry.concept.0 as usize].id;
        let line = format!("{}:{}: {concept}: no test reaches `{text}`", entry.path, entry.line);
        writeln!(out, "{}", clean_line(&line))?;
    }
    let count = entries.iter().filter(|entry| is_reached(entry)).count();
    writeln!(out, "{count} of {} vocabulary entries reached by tests", entries.len())
}
