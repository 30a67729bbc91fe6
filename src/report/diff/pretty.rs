//! A comparison for people at a terminal: three lists, and their counts.

use super::Diff;
use crate::report::shared::clean;
use crate::report::shared::style::Style;
use crate::report::shared::wrap::hang;
use std::io::{self, Write};

/// Writes the comparison.
///
/// # Errors
/// Only those of the writer.
pub fn pretty(diff: &Diff, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (title, changes) in diff.lists().into_iter().filter(|(_, changes)| !changes.is_empty()) {
        writeln!(out, "{title} ({})", changes.len())?;
        for change in changes {
            let first = format!("  {}", change.severity.as_str());
            writeln!(out, "{}", hang(&first, 11, &format!("{} {}", change.place(), change.rule), style.width))?;
            writeln!(out, "{}", hang("", 11, &clean::line(&change.message), style.width))?;
        }
        writeln!(out)?;
    }
    diff.unmatched().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out, "{}", diff.counted())
}
