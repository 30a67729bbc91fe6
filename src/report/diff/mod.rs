//! What became of findings between two versions of a note: for a terminal, for a page, and for programs as the schema
//! `notelint-diff/1`.
//!
//! Each change is taken out of its notes at once, with the words that the reader may see and no others, so that folders
//! of any size need the memory of what changed.

use crate::base::Severity;
use crate::check::Finding;
use crate::filter::Changes;
use crate::note::Note;
use crate::report::check::json::write_value;
use crate::report::check::markdown::escape;
use crate::report::shared::clean;
use crate::report::shared::linted::Style;
use crate::report::shared::wrap::hang;
use serde::Serialize;
use std::io::{self, Write};

/// What changed between two notes, or between two folders of them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Diff {
    /// The note or folder before.
    pub old: String,
    /// The note or folder after.
    pub new: String,
    /// Findings that are not reported any more, placed in the old note.
    pub resolved: Vec<Change>,
    /// Findings that are still reported, placed in the new note.
    pub open: Vec<Change>,
    /// Findings that were not reported before, placed in the new note.
    pub new_findings: Vec<Change>,
    /// Notes of the old folder that the new one does not have; nothing is said of their findings.
    pub only_old: Vec<String>,
    /// Notes of the new folder that the old one does not have; their findings are new.
    pub only_new: Vec<String>,
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    path: String,
    rule: String,
    #[serde(serialize_with = "severity")]
    severity: Severity,
    message: String,
    help: String,
    primary: Place,
    fingerprint: String,
}

#[derive(Clone, Debug, Serialize)]
struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

fn severity<S: serde::Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(severity.as_str())
}

impl Change {
    fn new(note: &Note, finding: &Finding, redact: bool) -> Change {
        let span = finding.primary.span;
        let at = note.source.position(span.start);
        Change {
            path: note.source.path().to_string_lossy().into_owned(),
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: finding.message.render(redact),
            help: finding.help.render(redact),
            primary: Place {
                start: span.start,
                end: span.end,
                line: at.line,
                column: at.column,
                text: (!redact).then(|| note.words(span).to_owned()),
            },
            fingerprint: finding.fingerprint.clone(),
        }
    }

    fn place(&self) -> String {
        format!("{}:{}:{}", clean::line(&self.path), self.primary.line, self.primary.column)
    }
}

impl Diff {
    /// Adds what changed between two versions of a note; without the old one, all that is reported is new.
    pub fn add(&mut self, old: Option<&Note>, new: &Note, changes: &Changes<'_>, redact: bool) {
        let of = |note: &Note, findings: &[&Finding]| {
            findings.iter().map(|finding| Change::new(note, finding, redact)).collect::<Vec<_>>()
        };
        self.resolved.extend(old.into_iter().flat_map(|old| of(old, &changes.resolved)));
        self.open.extend(of(new, &changes.open));
        self.new_findings.extend(of(new, &changes.new));
    }

    /// The loudest severity of what is new, from the finding of that number on.
    pub fn worst_new_from(&self, first: usize) -> Option<Severity> {
        self.new_findings.iter().skip(first).map(|change| change.severity).max()
    }

    fn lists(&self) -> [(&'static str, &[Change]); 3] {
        [("resolved", &self.resolved), ("still open", &self.open), ("new", &self.new_findings)]
    }

    /// "resolved 3, still open 2, new 1".
    fn counted(&self) -> String {
        self.lists().map(|(title, changes)| format!("{title} {}", changes.len())).join(", ")
    }

    /// Notes that had no counterpart, told in sentences.
    fn unmatched(&self) -> impl Iterator<Item = String> {
        let old = self.only_old.iter().map(|path| format!("{}: only before, not compared", clean::line(path)));
        let new =
            self.only_new.iter().map(|path| format!("{}: only after, all its findings are new", clean::line(path)));
        old.chain(new)
    }
}

/// For people at a terminal: three lists, and their counts.
///
/// # Errors
/// Only those of the writer.
pub fn diff_pretty(diff: &Diff, style: &Style, out: &mut dyn Write) -> io::Result<()> {
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

/// For a pull request or a page: a table for each list.
///
/// # Errors
/// Only those of the writer.
pub fn diff_markdown(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
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

/// For programs: the schema `notelint-diff/1`.
///
/// # Errors
/// Only those of the writer.
pub fn diff_json(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'a> {
        schema: &'static str,
        version: &'static str,
        #[serde(flatten)]
        diff: &'a Diff,
    }
    write_value(&Document { schema: "notelint-diff/1", version: env!("CARGO_PKG_VERSION"), diff }, out)?;
    writeln!(out)
}
