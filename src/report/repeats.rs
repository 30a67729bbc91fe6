//! What one rule forbids at many places of a note, as one diagnostic.
//!
//! A form that nobody filled in has a dozen blanks. A dozen diagnostics with one help text between them hide
//! everything else, so they become one with a label at each place, where its first one would stand.

use super::Style;
use super::labels::MOST;
use super::pretty::number;
use crate::base::RuleKind;
use crate::check::Finding;
use std::collections::HashMap;

/// Findings that differ in nothing but their places.
pub(super) struct Alike<'a> {
    pub(super) first: &'a Finding,
    pub(super) others: Vec<&'a Finding>,
}

impl Alike<'_> {
    /// What the message goes on with: "; 7 more places like it".
    pub(super) fn more(&self) -> String {
        match self.others.len() {
            0 => String::new(),
            more => format!("; {} like it", number(more, "more place", "more places")),
        }
    }

    /// Where there are more places than labels, how to see them all.
    pub(super) const fn how_to_see_all(&self) -> &'static str {
        if self.others.len() < MOST { "" } else { " --split shows each place" }
    }
}

/// The findings in their order, those of one rule that forbids together; each alone where the style splits. What is
/// told about a code differs from code to code.
pub(super) fn gather<'a>(findings: Vec<&'a Finding>, style: &Style) -> Vec<Alike<'a>> {
    let mut gathered: Vec<Alike<'a>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for finding in findings {
        let repeatable =
            finding.kind == RuleKind::Forbid && finding.related.is_empty() && finding.code.is_none() && !style.split;
        match places.get(&*finding.rule).filter(|_| repeatable) {
            Some(&place) => gathered[place].others.push(finding),
            None => {
                if repeatable {
                    places.insert(&finding.rule, gathered.len());
                }
                gathered.push(Alike { first: finding, others: Vec::new() });
            }
        }
    }
    gathered
}
