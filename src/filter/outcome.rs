//! The result of checking one note.

use super::{Selection, Shown};
use crate::base::{Persona, Severity};
use crate::check::{Checked, ChecklistResult, Finding};
use std::collections::HashSet;
use std::ops::AddAssign;

/// The findings of one note, each with its disposition, and the state of its checklists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// In the order in which checking gave them.
    pub findings: Vec<Triaged>,
    /// Checklists whose topic applies.
    pub checklists: Vec<ChecklistResult>,
}

/// A finding and its disposition.
#[derive(Clone, Debug, PartialEq)]
pub struct Triaged {
    /// The finding.
    pub finding: Finding,
    /// Whether the reader sees it, and if not, why.
    pub disposition: Disposition,
}

/// The disposition of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// It is shown, and counts.
    Reported,
    /// The rule is not selected.
    Deselected,
    /// It is meant for a more thorough reader.
    BelowPersona,
    /// A rule that it yields to reports the same code or place.
    Covered,
    /// A site or the author of the template has decided to suppress it.
    Suppressed {
        /// Why, in their words.
        reason: String,
        /// Whether a comment in the template says so, rather than the configuration.
        in_file: bool,
    },
    /// It is in the baseline.
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
    fn new(mut finding: Finding, persona: Persona, selection: &Selection) -> Triaged {
        if persona == Persona::Thorough {
            finding.help.clone_from(&finding.help_for_coders);
        }
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
        let reported = |triaged: &&Triaged| triaged.disposition == Disposition::Reported;
        let rules: HashSet<String> =
            findings.iter().filter(reported).map(|triaged| triaged.finding.rule.clone()).collect();
        for triaged in findings.iter_mut().filter(|triaged| triaged.disposition == Disposition::Reported) {
            if triaged.finding.yields_to.iter().any(|rule| rules.contains(rule)) {
                triaged.disposition = Disposition::Covered;
            }
        }
        for triaged in &mut findings {
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
