//! Rules that yield to others.
//!
//! Two rules may report the same thing about one code: what the code set says, and what the pack of a topic says, which
//! knows more about the note. The rule that knows less names the others under `yields-to`. Which of the two the reader
//! sees depends on the selection of the run, and `filter` decides that; here each finding learns which rules of this
//! note it yields to.

use super::finding::Finding;
use crate::base::Span;
use crate::rule::{Rule, RuleSet};
use std::collections::HashMap;

/// Records in each finding of one note which rules report the same code or, for findings without one, the same place
/// and take precedence. A rule that itself yields never does, so that no two rules wait for each other.
pub(super) fn settle(findings: &mut [Finding], rules: &RuleSet) {
    let yields = |rule: &&Rule| !rule.yields_to.is_empty();
    if !findings.iter().any(|finding| rules.rule(&finding.rule).filter(yields).is_some()) {
        return;
    }
    let mut by_code: HashMap<&str, Vec<&Rule>> = HashMap::new();
    let mut by_place: HashMap<Span, Vec<&Rule>> = HashMap::new();
    for finding in findings.iter() {
        let Some(rule) = rules.rule(&finding.rule).filter(|rule| !yields(rule)) else { continue };
        by_place.entry(finding.primary.span).or_default().push(rule);
        for code in &finding.codes {
            by_code.entry(code).or_default().push(rule);
        }
    }
    let precedence = |finding: &Finding| -> Vec<String> {
        let Some(rule) = rules.rule(&finding.rule).filter(yields) else { return Vec::new() };
        let same = match &finding.code {
            Some(about) => by_code.get(about.code.as_str()),
            None => by_place.get(&finding.primary.span),
        };
        let is_named = |other: &&&Rule| rule.yields_to.iter().any(|pattern| other.is_named_by(pattern));
        same.into_iter().flatten().filter(is_named).map(|other| other.id.clone()).collect()
    };
    let settled: Vec<Vec<String>> = findings.iter().map(precedence).collect();
    for (finding, yields_to) in findings.iter_mut().zip(settled) {
        finding.yields_to = yields_to;
    }
}
