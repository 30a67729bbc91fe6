//! A summary of the run in Markdown, for a pull request or the page of a job: what was found, by rule and by note.

use crate::report::check::format::Report;
use crate::report::check::matrix;
use crate::report::check::pretty::number;
use crate::report::shared::linted::Linted;
use crate::report::shared::linted::Style;
use crate::report::shared::tally::Tally;
use std::cmp::Reverse;
use std::io::{self, Write};

/// Notes that are listed; a job page takes a megabyte.
const NOTES: usize = 200;

/// Writes the summary.
pub(crate) struct Summary;

impl Report for Summary {
    fn note(&self, _: &Linted<'_>, _: &Style, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## notelint: {}\n", crate::report::check::pretty::counted(tally))?;
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
    for (id, rule) in crate::report::check::pretty::by_weight(tally) {
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
        let complete = complete.map(|(id, elements)| format!("{} {}/{}", id, matrix::met(elements), elements.len()));
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

/// Text that means nothing to Markdown, on one line of a table.
pub(crate) fn escape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in crate::report::shared::clean::line(text).chars() {
        match c {
            '<' => plain.push_str("&lt;"),
            '&' => plain.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' => plain.extend(['\\', c]),
            c => plain.push(c),
        }
    }
    plain
}
