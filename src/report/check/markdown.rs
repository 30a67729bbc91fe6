//! A summary of the run in Markdown, for a pull request or the page of a job: what was found, by rule and by note.

use crate::report::check::reporter::Reporter;
use crate::report::shared::count::number;
use crate::report::shared::grid::met;
use crate::report::shared::linted::Linted;
use crate::report::shared::markdown::escape;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Notes that are listed; a job page takes a megabyte.
const NOTES: usize = 200;

/// Writes the summary.
pub(crate) struct Markdown;

impl Reporter for Markdown {
    fn note(&self, _: &Linted<'_>, _: &Style, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## notelint: {}\n", tally.counted())?;
        for trouble in &tally.troubles {
            writeln!(out, "> **not read:** {}\n", escape(trouble))?;
        }
        rules(tally, out)?;
        notes(tally, out)
    }
}

fn rules(tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    if tally.rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "| rule | severity | findings | why it matters |\n| --- | --- | ---: | --- |")?;
    for (id, rule) in tally.by_weight() {
        let name = match &rule.url {
            Some(url) => format!("[`{id}`](<{url}>)"),
            None => format!("`{id}`"),
        };
        writeln!(out, "| {name} | {} | {} | {} |", rule.severity.as_str(), rule.findings, escape(&rule.why))?;
    }
    writeln!(out)
}

fn notes(tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: Vec<_> = tally.rows.iter().filter(|row| row.counts.reported() > 0).collect();
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|row| Reverse((row.counts.errors, row.counts.warnings, row.counts.advice)));
    writeln!(out, "| note | errors | warnings | advice | complete |\n| --- | ---: | ---: | ---: | --- |")?;
    for row in rows.iter().take(NOTES) {
        let complete = row.checklists.iter();
        let complete = complete.map(|(id, elements)| format!("{} {}/{}", id, met(elements), elements.len()));
        let complete = complete.collect::<Vec<_>>().join(", ");
        let counts = row.counts;
        let (errors, warnings, advice) = (counts.errors, counts.warnings, counts.advice);
        writeln!(out, "| {} | {errors} | {warnings} | {advice} | {complete} |", escape(&row.path))?;
    }
    if rows.len() > NOTES {
        writeln!(out, "\nand {} with findings that are not listed.", number(rows.len() - NOTES, "note", "notes"))?;
    }
    Ok(())
}
