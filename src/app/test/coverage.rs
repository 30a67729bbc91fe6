//! Which words of a vocabulary no test reaches.
//!
//! A term that no case uses may be misspelt, hidden by a longer one or refused by a look-alike, and nobody would know.
//! An entry counts as reached if a case contains a mention of its concept that this very entry finds. `{a,b}` is one
//! entry, since its author wrote one. The list is for information only; it makes no run fail.

use super::reach::Reached;
use notelint::report::clean_line;
use notelint::rule::RuleSet;
use std::io::{self, Write};

/// Lists what is not reached, and counts. Entries of lists do not count: a list is reached by the phrases that use it.
///
/// # Errors
/// Only those of the writer.
pub fn report<'a>(
    rules: &RuleSet,
    words: impl Iterator<Item = &'a Reached<'a>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (reached, missed): (Vec<_>, Vec<_>) = words.filter(|word| !word.is_of_list()).partition(|word| word.notes > 0);
    for word in &missed {
        let line = format!("{}: {}: no test reaches `{}`", word.place(), word.holder(rules), word.text());
        writeln!(out, "{}", clean_line(&line))?;
    }
    writeln!(out, "{} of {} vocabulary entries reached by tests", reached.len(), reached.len() + missed.len())
}
