//! One case at a time: its note is read and checked as any note, and the rule must do as the case says.

use notelint::base::Severity;
use notelint::check::{Checked, check};
use notelint::detect::{Detector, Facts};
use notelint::note::{Context, Headings, Note, Source};
use notelint::report::Miss;
use notelint::rule::{ConceptId, Expect, RuleSet, RuleTest};
use std::collections::HashSet;

use super::super::packs;

/// What became of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule is silent where it must be.
    Validated,
    /// It speaks where it must, and points there.
    Reported,
    /// It does not do as the case says.
    Failed(Miss),
}

/// A case's note, with what it says and what is said to it.
pub struct Tried {
    /// The note.
    pub note: Note,
    /// What it says.
    pub facts: Facts,
    /// What all rules say to it.
    pub checked: Checked,
}

/// All that cases run with.
pub struct Bench<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    detector: Detector<'r>,
    headings: Headings,
}

impl<'r> Bench<'r> {
    /// A bench for the cases of these rules.
    pub fn new(rules: &'r RuleSet) -> Bench<'r> {
        Bench { rules, detector: Detector::new(rules), headings: packs::headings(rules) }
    }

    /// Reads and checks the note of a case.
    pub fn try_case(&self, test: &RuleTest) -> Tried {
        let context = Context {
            profile: test.profile,
            codes: test.codes.clone(),
            note_type: test.note_type.clone(),
            setting: test.setting,
            day: test.day,
            ..Context::default()
        };
        let note = Note::read(Source::from_text("note", &test.text), context, &self.headings);
        let facts = self.detector.facts(&note);
        let checked = check(&note, &facts, self.rules);
        Tried { note, facts, checked }
    }
}

impl Tried {
    /// Whether the rule does as the case says.
    pub fn verdict(&self, test: &RuleTest) -> Verdict {
        let mut spoken = self.checked.findings.iter().filter(|finding| finding.rule == test.rule).peekable();
        match (test.expect, spoken.peek().is_some()) {
            (Expect::Clean, false) => Verdict::Validated,
            (Expect::Clean, true) => Verdict::Failed(Miss::Noisy),
            (_, false) => Verdict::Failed(Miss::Missing),
            (Expect::Spoken, true) => Verdict::Reported,
            (Expect::Flagged(words), true) => match spoken.any(|finding| finding.primary.span.contains(words)) {
                true => Verdict::Reported,
                false => Verdict::Failed(Miss::Elsewhere),
            },
        }
    }

    /// The nameless concepts, from the one numbered `first` on, that stand where a named one is mentioned too: the
    /// entries that the note reaches.
    pub fn reached(&self, first: usize) -> Vec<(ConceptId, ConceptId)> {
        let (named, alone): (Vec<_>, Vec<_>) =
            self.facts.mentions.iter().partition(|mention| (mention.concept.0 as usize) < first);
        let mut at = std::collections::HashMap::new();
        for mention in named {
            at.entry(mention.span).or_insert_with(HashSet::new).insert(mention.concept);
        }
        let here = alone.iter().filter_map(|mention| Some((mention.concept, at.get(&mention.span)?)));
        here.flat_map(|(alone, named)| named.iter().map(move |named| (*named, alone))).collect()
    }
}

/// A rule that is off by default still does as its cases say.
pub fn all_on(rules: &mut RuleSet) {
    for rule in rules.rules.iter_mut().filter(|rule| rule.severity == Severity::Off) {
        rule.severity = Severity::Advice;
    }
}
