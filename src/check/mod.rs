//! Layer 4: applies the rules to the facts of a note.
//!
//! A rule is one sentence: when this holds, that must (or must not) be documented. Here the sentence is compared with
//! what a note says. `view` looks things up, `condition` decides whether something holds and on which words, `demand`
//! decides whether one mention counts, `about` whose complaint it is about, and each kind of check turns the answer
//! into a [`Finding`]; `why` explains how each word that an element looks for was judged. Every finding is made by
//! `compose`, which is why each of them points at words of the note.
//!
//! Nothing here can fail: a rule set has been validated, and any text is a valid note.

mod about;
mod checklist;
mod codes;
mod comments;
mod compose;
mod condition;
mod conflict;
mod demand;
mod diagnoses;
mod finding;
mod focus;
mod forbid;
mod judgement;
mod nearness;
mod placement;
mod precedence;
mod require;
mod sides;
mod specify;
mod values;
mod view;
mod why;

pub use diagnoses::{Carried, carried};
pub use finding::*;
pub use why::{ElementWhy, Ruling, Seen, Thing, TopicWhy, Why, why};

use crate::base::Severity;
use crate::detect::Facts;
use crate::note::Note;
use crate::rule::{Check, Rule, RuleSet};
use view::View;

/// Checks a note against every rule.
///
/// `facts` must be those of `note` under `rules`. Findings of every persona are returned; `filter` selects among them.
/// A note without a single word yields no finding, since there is nothing to point at.
pub fn check(note: &Note, facts: &Facts, rules: &RuleSet) -> Checked {
    let view = View::new(note, facts, rules);
    let mut checked = Checked::default();
    checklist::run(&view, &mut checked);
    for rule in rules.rules.iter().filter(|rule| is_active(rule, note)) {
        let found = judge(&view, rule);
        if !found.is_empty() && !is_silenced(&view, rule) {
            checked.findings.extend(found);
        }
    }
    comments::run(&view, &mut checked.findings);
    precedence::settle(&mut checked.findings, rules);
    compose::put_in_order(note.source.text(), &mut checked.findings);
    checked
}

/// What a rule reports, without the test of what prevents all its findings.
fn judge(view: &View, rule: &Rule) -> Vec<Finding> {
    match &rule.check {
        Check::Element(_) => Vec::new(),  // judged with its checklist
        Check::Comments(_) => Vec::new(), // judged after all others, which comments may suppress
        Check::Require(check) => require::run(view, rule, check).into_iter().collect(),
        Check::Forbid(check) => forbid::run(view, rule, check),
        Check::Specify(check) => specify::run(view, rule, check).into_iter().collect(),
        Check::Conflict(check) => conflict::run(view, rule, check).into_iter().collect(),
        Check::Sides(check) => sides::run(view, rule, check),
        Check::Codes(check) => codes::run(view, rule, check),
        Check::Diagnoses(check) => diagnoses::run(view, rule, check),
    }
}

/// Whether a rule may report anything about this note.
fn is_active(rule: &Rule, note: &Note) -> bool {
    rule.severity != Severity::Off && rule.profile.is_none_or(|profile| profile == note.context.profile)
}

/// Whether its `quiet-if` prevents a rule's findings in the whole note.
fn is_silenced(view: &View, rule: &Rule) -> bool {
    !rule.check.as_kind().is_silenced_by_code() && view.holds(rule.quiet_if.as_ref(), rule.pack)
}
