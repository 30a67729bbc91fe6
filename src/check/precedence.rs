//! Rules that yield to others.
//!
//! Two rules may report the same thing about one code: what the code set says, and what the pack of a topic says, which
//! knows more about the note. The rule that knows less names the others under `yields-to`. Which of the two the reader
//! sees depends on the selection of the run, and `filter` decides that; here each finding learns which rules of this
//! note it yields to.

use super::finding::{Finding, Label};
use crate::base::Span;
use crate::rule::{Check, Rule, RuleSet};
use std::collections::HashMap;

/// Records in each finding of one note which rules report the same code or, for findings without one, the same place
/// and take precedence. Of two that would yield to each other neither does, so that no two rules wait for each other.
pub(super) fn settle(findings: &mut [Finding], rules: &RuleSet) {
    merge_blanks(findings, rules);
    merge_coded(findings);
    let yields = |rule: &&Rule| !rule.yields_to.is_empty();
    if !findings.iter().any(|finding| rules.rule(&finding.rule).filter(yields).is_some()) {
        return;
    }
    let mut by_code: HashMap<&str, Vec<&Rule>> = HashMap::new();
    let mut by_place: HashMap<Span, Vec<&Rule>> = HashMap::new();
    for finding in findings.iter() {
        let Some(rule) = rules.rule(&finding.rule) else { continue };
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
        let names = |one: &Rule, other: &Rule| one.yields_to.iter().any(|pattern| other.is_named_by(pattern));
        let is_named = |other: &&&Rule| names(rule, other) && !names(other, rule);
        same.into_iter().flatten().filter(is_named).map(|other| other.id.clone()).collect()
    };
    let settled: Vec<Vec<String>> = findings.iter().map(precedence).collect();
    for (finding, yields_to) in findings.iter_mut().zip(settled) {
        finding.yields_to.extend(yields_to);
    }
}

/// A diagnosis and the code beside it leave the same thing open if both findings show the same words: the one about the
/// code names what they say, and the other yields.
fn merge_coded(findings: &mut [Finding]) {
    let open = |finding: &Finding| finding.code.as_ref().is_some_and(|code| code.open.is_some());
    let all = findings.iter().enumerate().filter(|(_, finding)| open(finding));
    let by_code: HashMap<Span, usize> = all.map(|(at, finding)| (finding.primary.span, at)).collect();
    for other in 0..findings.len() {
        let about_words = &findings[other];
        let mut its_codes = about_words.related.iter().filter_map(|label| by_code.get(&label.span));
        let Some(about_code) = its_codes.next().map(|at| &findings[*at]) else { continue };
        let overlaps = |one: &Label| about_words.related.iter().any(|label| label.span.overlaps(one.span));
        if about_words.code.is_none() && about_code.related.iter().any(overlaps) {
            let rule = about_code.rule.clone();
            findings[other].yields_to.push(rule);
        }
    }
}

/// A blank is one gap: the element that it leaves unfilled, and the place that was not filled in. Of the two the less
/// severe yields, and the element if they are alike.
fn merge_blanks(findings: &mut [Finding], rules: &RuleSet) {
    let is_place = |finding: &Finding| {
        rules
            .rule(&finding.rule)
            .is_some_and(|rule| matches!(&rule.check, Check::Forbid(check) if check.is_of_places()))
    };
    let unfilled = |finding: &Finding| finding.element.as_ref().is_some_and(|element| element.unfilled);
    let mut places: Vec<usize> = (0..findings.len()).filter(|at| is_place(&findings[*at])).collect();
    places.sort_by_key(|at| findings[*at].primary.span.start);
    for element in (0..findings.len()).filter(|at| unfilled(&findings[*at])).collect::<Vec<_>>() {
        let blank = findings[element].primary.span;
        let first = places.partition_point(|at| findings[*at].primary.span.end <= blank.start);
        for &place in &places[first..] {
            if findings[place].primary.span.start >= blank.end {
                break;
            }
            let yields = findings[element].severity > findings[place].severity;
            let (less, more) = if yields { (place, element) } else { (element, place) };
            let rule = findings[more].rule.clone();
            findings[less].yields_to.push(rule);
        }
    }
}
