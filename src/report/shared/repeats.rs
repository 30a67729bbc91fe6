//! The findings of one rule that forbids something at many places of a note, as one diagnostic.
//!
//! A form that nobody filled in has a dozen blanks. A dozen diagnostics with the same help text would hide everything
//! else, so they become one, at the position of the first, with a label at each place.

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
    /// What is appended to the message: "; 7 more places like it".
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

/// The findings in their order, those of one rule that forbids something together; each alone where the style splits.
/// Findings about codes stay alone, because each code has a message of its own.
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
