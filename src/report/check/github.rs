//! GitHub workflow commands: each finding becomes an annotation of its file in a pull request.

use crate::base::Severity;
use crate::check::Finding;
use crate::filter::Counts;
use crate::report::check::reporter::Reporter;
use crate::report::shared::clean;
use crate::report::shared::count::numbers;
use crate::report::shared::group;
use crate::report::shared::linted::Linted;
use crate::report::shared::region::Region;
use crate::report::shared::style::{Style, message_and_help};
use crate::report::shared::tally::Tally;
use std::io::{self, Write};

/// Writes annotations.
pub(crate) struct Github;

impl Reporter for Github {
    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let path = linted.place().to_string_lossy().replace('\\', "/");
        let path = path.strip_prefix("./").unwrap_or(&path);
        let shown = linted.outcome.shown();
        let elements: Vec<&Finding> =
            shown.shown.iter().copied().filter(|finding| finding.element.is_some() && !style.split).collect();
        for rows in group::gather(linted, &elements) {
            let first = rows[0].finding;
            let asked = rows.iter().map(|row| format!("{} ({})", clean::line(&row.element.label), row.finding.rule));
            let text = format!("{}\n{}", group::heading(linted, &rows), asked.collect::<Vec<_>>().join("\n"));
            annotation(linted, path, first, &rows[0].element.checklist, &text, out)?;
        }
        for finding in shown.shown.iter().filter(|finding| finding.element.is_none() || style.split) {
            annotation(linted, path, finding, &finding.rule, &message_and_help(finding, style), out)?;
        }
        shown.more().try_for_each(|line| writeln!(out, "::notice file={}::{}", property(path), data(&line)))
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let Counts { errors, warnings, advice, .. } = tally.counts;
        if errors.max(warnings).max(advice) <= SHOWN {
            return Ok(());
        }
        let counted =
            numbers(&[(errors, "error", "errors"), (warnings, "warning", "warnings"), (advice, "advice", "advice")]);
        let text =
            format!("{counted} in all; GitHub shows {SHOWN} annotations of a kind for a step, the log has the rest");
        // A notice among many might be one that is not shown; of warnings there may be few.
        let level = if advice < SHOWN { "notice" } else { "warning" };
        writeln!(out, "::{level} title=notelint::{}", data(&text))
    }
}

/// Annotations of one level that GitHub shows for a step.
const SHOWN: usize = 10;

/// One annotation. Its text begins with the place and the rule, since a list of annotations shows neither.
fn annotation(
    linted: &Linted<'_>,
    path: &str,
    finding: &Finding,
    rule: &str,
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice | Severity::Off => "notice",
    };
    let Region { line, column, end_line, end_column } = Region::new(&linted.note.source, finding.primary.span);
    write!(out, "::{level} file={},line={line},endLine={end_line}", property(path))?;
    // GitHub accepts columns only where both are on one line; the last column is that of the last character.
    if line == end_line {
        write!(out, ",col={column},endColumn={}", end_column.saturating_sub(1).max(column))?;
    }
    writeln!(out, ",title={}::{}", property(rule), data(&format!("{path}:{line} {rule}\n{text}")))
}

/// The words of a message, which may have several lines.
fn data(text: &str) -> String {
    clean::text(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value in the head of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
