//! What happened to findings between two versions of a note: for a terminal, for a page, and for programs.
//!
//! Each change is copied out of its notes at once, with only the words that the reader may see, so that a comparison of
//! folders needs memory only for what changed.

pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod pretty;

use crate::base::Severity;
use crate::check::Finding;
use crate::filter::Changes;
use crate::lint::Location;
use crate::note::Note;
use crate::report::shared::clean;
use serde::Serialize;

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
    /// Notes of the old folder that the new one does not have; their findings are not listed.
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
    primary: Location,
    fingerprint: String,
}

fn severity<S: serde::Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(severity.as_str())
}

impl Change {
    fn new(note: &Note, finding: &Finding, redact: bool) -> Change {
        Change {
            path: note.source.path().to_string_lossy().into_owned(),
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: finding.message.render(redact),
            help: finding.help.render(redact),
            primary: Location::new(note, finding.primary.span, redact),
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

    /// The highest severity among the new findings from index `first` on.
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

    /// A sentence for each note without a counterpart.
    fn unmatched(&self) -> impl Iterator<Item = String> {
        let old =
            self.only_old.iter().map(|path| format!("{}: only in the old version, not compared", clean::line(path)));
        let new = self
            .only_new
            .iter()
            .map(|path| format!("{}: only in the new version, all its findings are new", clean::line(path)));
        old.chain(new)
    }
}
