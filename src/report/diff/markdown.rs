//! A comparison in Markdown, for a pull request or a page: a table for each list.

use super::Diff;
use crate::report::shared::markdown::escape;
use std::io::{self, Write};

/// Writes the comparison.
///
/// # Errors
/// Only those of the writer.
pub fn markdown(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## notelint: {}", diff.counted())?;
    for (title, changes) in diff.lists().into_iter().filter(|(_, changes)| !changes.is_empty()) {
        writeln!(
            out,
            "\n### {title} ({})\n\n| severity | rule | place | message |\n| --- | --- | --- | --- |",
            changes.len()
        )?;
        for change in changes {
            let (place, message) = (escape(&change.place()), escape(&change.message));
            writeln!(out, "| {} | `{}` | {place} | {message} |", change.severity.as_str(), change.rule)?;
        }
    }
    diff.unmatched().try_for_each(|line| writeln!(out, "\n{}", escape(&line)))
}
