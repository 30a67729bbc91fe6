//! Findings that a site has decided to suppress.
//!
//! A suppression gives a reason, and hides only what the reader would have seen: a finding that this run did not select
//! keeps its own disposition. Whether a suppression matches a finding does not depend on the reader, so that it is not
//! reported as unused in a run that selects other rules.

use super::outcome::Outcome;
use crate::base::SectionKind;
use crate::check::Finding;
use crate::note::Note;
use crate::rule::names_rule;

/// Which findings to suppress, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// A rule's id, a pack's, or the beginning of an id: `back-pain/red-*`.
    pub rule: String,
    /// Which of its findings; `None` for all.
    pub target: Option<Target>,
    /// Why.
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
        names_rule(&self.rule, &finding.rule)
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
    /// Suppresses the findings of `note` that match a suppression; returns whether there are any.
    pub fn suppress(&mut self, note: &Note, suppression: &Suppression) -> bool {
        let mut any = false;
        for triaged in self.findings.iter_mut().filter(|triaged| suppression.is_about(note, &triaged.finding)) {
            any = true;
            triaged.suppress(&suppression.reason, false);
        }
        any
    }
}
