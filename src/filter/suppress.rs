//! Findings that stay by somebody's decision.
//!
//! A suppression says why, and hides nothing but what the reader would have seen: a finding that was not asked for keeps
//! its own reason. Whether it answers to a finding at all does not depend on the reader, so that it is not told as
//! unused in a run that selects other rules.

use super::outcome::{Disposition, Outcome};
use super::selection::matches;
use crate::base::SectionKind;
use crate::check::Finding;
use crate::note::Note;

/// A decision that findings stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// A rule's id, a pack's, or the beginning of an id: `back-pain/red-*`.
    pub rule: String,
    /// Which of its findings; all where it is `None`.
    pub target: Option<Target>,
    /// Why they stay.
    pub reason: String,
}

/// Which findings of a rule are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Those that point into a section of this kind.
    Section(SectionKind),
    /// The one of this fingerprint.
    Finding(String),
}

impl Suppression {
    fn is_about(&self, note: &Note, finding: &Finding) -> bool {
        matches(&self.rule, &finding.rule)
            && match &self.target {
                None => true,
                Some(Target::Finding(fingerprint)) => finding.fingerprint == *fingerprint,
                Some(Target::Section(kind)) => {
                    note.section_at(finding.primary.span.start).is_some_and(|section| section.kind == *kind)
                }
            }
    }
}

impl Outcome {
    /// Suppresses the findings of `note` that a suppression is about, and says whether there is any.
    pub fn suppress(&mut self, note: &Note, suppression: &Suppression) -> bool {
        self.suppress_if(&suppression.reason, false, |finding| suppression.is_about(note, finding))
    }

    /// Suppresses some findings, and says whether there is any.
    pub(super) fn suppress_if(&mut self, reason: &str, in_file: bool, is_meant: impl Fn(&Finding) -> bool) -> bool {
        let mut any = false;
        for triaged in self.findings.iter_mut().filter(|triaged| is_meant(&triaged.finding)) {
            any = true;
            if triaged.disposition == Disposition::Reported {
                triaged.disposition = Disposition::Suppressed { reason: reason.to_owned(), in_file };
            }
        }
        any
    }
}
