//! What one rule forbids at many places of a note, as one diagnostic.
//!
//! A form that nobody filled in has a dozen blanks. A dozen diagnostics with one help text between them hide
//! everything else, so they become one with a label at each place, where its first one would stand.

use crate::base::RuleKind;
use crate::check::Finding;
use crate::report::shared::count::number;
use crate::report::shared::labels::MOST;
use crate::report::shared::style::Style;
use std::collections::HashMap;

/// Findings that differ in nothing but their places.
pub(crate) struct Alike<'a> {
    pub(crate) first: &'a Finding,
    pub(crate) others: Vec<&'a Finding>,
}

impl Alike<'_> {
    /// What the message goes on with: "; 7 more places like it".
    pub(crate) fn more(&self) -> String {
        match self.others.len() {
            0 => String::new(),
            more => format!("; {} like it", number(more, "more place", "more places")),
        }
    }

    /// Where there are more places than labels, how to see them all.
    pub(crate) const fn how_to_see_all(&self) -> &'static str {
        if self.others.len() < MOST { "" } else { " --split shows each place" }
    }
}

/// The findings in their order, those of one rule that forbids together; each alone where the style splits. What is
/// told about a code differs from code to code.
pub(crate) fn gather<'a>(findings: Vec<&'a Finding>, style: &Style) -> Vec<Alike<'a>> {
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
