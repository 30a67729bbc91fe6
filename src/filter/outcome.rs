//! What checking one note amounts to.

use super::{Selection, Shown};
use crate::base::{Persona, RuleKind, Severity};
use crate::check::{Checked, ChecklistResult, Finding};
use std::collections::HashSet;
use std::ops::AddAssign;

/// The findings of one note, each with what became of it, and the disposition of its checklists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// In the order in which checking gave them.
    pub findings: Vec<Triaged>,
    /// Checklists whose topic applies.
    pub checklists: Vec<ChecklistResult>,
}

/// A finding and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Triaged {
    /// What the rule reported.
    pub finding: Finding,
    /// Whether the reader sees it.
    pub disposition: Disposition,
}

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// It is shown, and counts.
    Reported,
    /// The rule is not selected.
    Deselected,
    /// It is meant for a more thorough reader.
    BelowPersona,
    /// The code set says of a code what the rule of a topic says of the same code, and knows less of the note.
    Covered,
    /// A site or the author of the template has decided to leave it.
    Suppressed {
        /// Why, in their words.
        reason: String,
        /// A comment in the template says so, rather than the configuration.
        in_file: bool,
    },
    /// It was there when the baseline was written.
    Baselined,
}

/// How many findings are reported, by severity, and how many are known and left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of severity error.
    pub errors: usize,
    /// Of severity warning.
    pub warnings: usize,
    /// Of severity advice.
    pub advice: usize,
    /// Suppressed with a reason.
    pub suppressed: usize,
    /// In the baseline.
    pub baselined: usize,
}

impl Counts {
    /// How many the reader sees.
    pub const fn reported(self) -> usize {
        self.errors + self.warnings + self.advice
    }
}

impl Triaged {
    /// What this reader of this run sees of a finding.
    fn new(finding: Finding, persona: Persona, selection: &Selection) -> Triaged {
        let disposition = if !selection.wants(&finding.rule) {
            Disposition::Deselected
        } else if finding.persona > persona {
            Disposition::BelowPersona
        } else {
            Disposition::Reported
        };
        Triaged { finding, disposition }
    }

    /// Suppresses the finding, if the reader would have seen it.
    pub(super) fn suppress(&mut self, reason: &str, in_file: bool) {
        if self.disposition == Disposition::Reported {
            self.disposition = Disposition::Suppressed { reason: reason.to_owned(), in_file };
        }
    }
}

impl Outcome {
    /// Decides for each finding whether this reader of this run sees it.
    pub fn new(checked: Checked, persona: Persona, selection: &Selection) -> Outcome {
        let mut findings: Vec<Triaged> =
            checked.findings.into_iter().map(|finding| Triaged::new(finding, persona, selection)).collect();
        let topics: HashSet<String> = findings.iter().filter_map(topic_codes).flatten().cloned().collect();
        for triaged in &mut findings {
            let about = triaged.finding.code.as_ref().filter(|code| code.open.is_some());
            if triaged.disposition == Disposition::Reported && about.is_some_and(|about| topics.contains(&about.code)) {
                triaged.disposition = Disposition::Covered;
            }
            if let Some(reason) = triaged.finding.ignored.clone() {
                triaged.suppress(&reason, true);
            }
        }
        Outcome { findings, checklists: checked.checklists }
    }

    /// The findings that the reader sees.
    pub fn reported(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|triaged| triaged.disposition == Disposition::Reported)
            .map(|triaged| &triaged.finding)
    }

    /// The findings that a report lists, and how many more of each rule it only counts.
    pub fn shown(&self) -> Shown<'_, &Finding> {
        Shown::of(self.reported())
    }

    /// How many the reader sees, and how many are known and left out.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for Triaged { finding, disposition } in &self.findings {
            match (disposition, finding.severity) {
                (Disposition::Reported, Severity::Error) => counts.errors += 1,
                (Disposition::Reported, Severity::Warning) => counts.warnings += 1,
                (Disposition::Reported, Severity::Advice) => counts.advice += 1,
                (Disposition::Suppressed { .. }, _) => counts.suppressed += 1,
                (Disposition::Baselined, _) => counts.baselined += 1,
                (
                    Disposition::Reported | Disposition::Deselected | Disposition::BelowPersona | Disposition::Covered,
                    _,
                ) => {}
            }
        }
        counts
    }

    /// The highest severity reported.
    pub fn worst(&self) -> Option<Severity> {
        self.reported().map(|finding| finding.severity).max()
    }
}

/// The codes of which a topic's own rule reports that the note says more.
fn topic_codes(triaged: &Triaged) -> Option<&Vec<String>> {
    let Triaged { finding, disposition } = triaged;
    let more_specific =
        *disposition == Disposition::Reported && finding.kind == RuleKind::Specify && finding.code.is_none();
    more_specific.then_some(&finding.codes)
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        self.errors += more.errors;
        self.warnings += more.warnings;
        self.advice += more.advice;
        self.suppressed += more.suppressed;
        self.baselined += more.baselined;
    }
}

/// Whether the worst severity reported reaches the threshold; `None` for a threshold that nothing reaches.
pub fn fails(worst: Option<Severity>, fail_on: Option<Severity>) -> bool {
    fail_on.is_some_and(|threshold| worst.is_some_and(|worst| worst >= threshold))
}
