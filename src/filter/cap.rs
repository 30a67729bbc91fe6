//! How many findings of one rule a report shows for one note.
//!
//! A form of a hundred thousand blanks has a hundred thousand findings with the same message. A report shows the first
//! of them and says how many more there are. The cap only affects what is shown: an [`Outcome`](super::Outcome)
//! contains every finding, so the summary, the exit code, suppressions, the baseline and a comparison count all of
//! them.

use crate::check::Finding;
use std::collections::{BTreeMap, HashMap};

/// Findings of one rule that a report shows for one note.
pub const MOST_SHOWN: usize = 200;

/// What a report shows of some findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown<'a, T> {
    /// The first of each rule, at most [`MOST_SHOWN`], in their order.
    pub shown: Vec<T>,
    /// How many more there are, by the id of their rule; rules without any are left out.
    pub omitted: BTreeMap<&'a str, usize>,
}

impl<'a> Shown<'a, &'a Finding> {
    /// Caps findings.
    pub fn of(findings: impl IntoIterator<Item = &'a Finding>) -> Shown<'a, &'a Finding> {
        Shown::by(findings, |finding| &finding.rule)
    }
}

impl<'a, T> Shown<'a, T> {
    /// Caps things that each show a finding of a rule.
    pub fn by(all: impl IntoIterator<Item = T>, rule: impl Fn(&T) -> &'a str) -> Shown<'a, T> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut capped = Shown { shown: Vec::new(), omitted: BTreeMap::new() };
        for each in all {
            let id = rule(&each);
            let count = counts.entry(id).or_default();
            *count += 1;
            if *count <= MOST_SHOWN {
                capped.shown.push(each);
            } else {
                *capped.omitted.entry(id).or_default() += 1;
            }
        }
        capped
    }

    /// A line for each rule with more findings: "and 99,800 more of pack/rule, which are counted but not listed".
    pub fn more(&self) -> impl Iterator<Item = String> {
        self.omitted
            .iter()
            .map(|(rule, count)| format!("and {} more of {rule}, counted but not listed", grouped(*count)))
    }
}

/// A number with a comma between each three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_keeps_its_first_and_counts_the_rest() {
        let rules = ["a/one", "b/two"];
        let all: Vec<(usize, &str)> = (0..1000).map(|at| (at, rules[usize::from(at % 4 == 0)])).collect();
        let Shown { shown, omitted } = Shown::by(all, |(_, rule)| *rule);
        assert_eq!(shown.len(), 2 * MOST_SHOWN);
        assert!(shown.is_sorted());
        assert_eq!(omitted, BTreeMap::from([("a/one", 750 - MOST_SHOWN), ("b/two", 250 - MOST_SHOWN)]));
    }

    #[test]
    fn what_is_left_out_is_said_in_one_line() {
        let few = Shown::by(vec!["a/one"; MOST_SHOWN], |rule| rule);
        assert_eq!(few.more().count(), 0);
        let many = Shown::by(vec!["a/one"; MOST_SHOWN + 99_800], |rule| rule);
        assert_eq!(many.more().collect::<Vec<_>>(), ["and 99,800 more of a/one, counted but not listed"]);
        assert_eq!([grouped(7), grouped(1234), grouped(1_234_567)], ["7", "1,234", "1,234,567"]);
    }
}
