//! What happened to the findings of a note between two versions of it.
//!
//! Findings with the same fingerprint are the same; failing that, elements of a checklist with the same rule are the
//! same, since the words that a missing element points at may have been rewritten while it is still missing.

use super::Outcome;
use crate::check::Finding;
use std::collections::HashSet;

/// The findings that are reported of two versions of a note, each in the order of its places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes<'a> {
    /// Of the old version only.
    pub resolved: Vec<&'a Finding>,
    /// Of both, as the new version has them.
    pub open: Vec<&'a Finding>,
    /// Of the new version only.
    pub new: Vec<&'a Finding>,
}

impl<'a> Changes<'a> {
    /// Compares two versions.
    pub fn between(old: &'a Outcome, new: &'a Outcome) -> Changes<'a> {
        let (of_old, of_new) = (Identities::of(old), Identities::of(new));
        let (open, new) = new.reported().partition(|finding| of_old.contains(finding));
        Changes { resolved: old.reported().filter(|finding| !of_new.contains(finding)).collect(), open, new }
    }
}

/// What identifies the findings of one version.
struct Identities<'a> {
    fingerprints: HashSet<&'a str>,
    elements: HashSet<&'a str>,
}

impl<'a> Identities<'a> {
    fn of(outcome: &'a Outcome) -> Identities<'a> {
        let elements = outcome.reported().filter(|finding| finding.element.is_some());
        Identities {
            fingerprints: outcome.reported().map(|finding| &*finding.fingerprint).collect(),
            elements: elements.map(|finding| &*finding.rule).collect(),
        }
    }

    fn contains(&self, finding: &Finding) -> bool {
        let element = || finding.element.is_some() && self.elements.contains(&*finding.rule);
        self.fingerprints.contains(&*finding.fingerprint) || element()
    }
}
