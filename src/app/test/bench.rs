//! Runs one case at a time: its note is read and checked like any note, and the rule must do what the case says.

use notelint::base::{Persona, Severity, Span};
use notelint::check::Checked;
use notelint::detect::Facts;
use notelint::lint::{Examined, Linter};
use notelint::note::{Context, Note, Source};
use notelint::report::{Miss, Said};
use notelint::rule::{Case, ConceptId, Expect, RuleSet};
use std::collections::{HashMap, HashSet};

/// The result of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule reports nothing, as it should.
    Validated,
    /// It reports a finding at the right place.
    Reported,
    /// It does not do what the case says.
    Failed(Miss),
}

/// A case's note, its facts, and its findings.
pub struct Tried {
    /// The note.
    pub note: Note,
    /// Its facts.
    pub facts: Facts,
    /// The findings of all rules.
    pub checked: Checked,
}

/// Runs cases.
pub struct Bench {
    linter: Linter,
}

impl Bench {
    /// A bench for the cases of these rules. A rule that is off by default still does as its cases say.
    pub fn new(mut rules: RuleSet) -> Bench {
        for rule in rules.rules.iter_mut().filter(|rule| rule.severity == Severity::Off) {
            rule.severity = Severity::Advice;
        }
        Bench { linter: Linter::new(rules).persona(Persona::Thorough) }
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        self.linter.rules()
    }

    /// Reads and checks the note of a case.
    pub fn try_case(&self, test: &Case) -> Tried {
        let context = Context {
            profile: test.profile,
            codes: test.codes.clone(),
            note_type: test.note_type.clone(),
            setting: test.setting,
            day: test.day,
            ..Context::default()
        };
        let note = self.linter.read(Source::from_text("note", &test.text), context);
        let Examined { note, facts, outcome } = self.linter.examine(note);
        let findings = outcome.findings.into_iter().map(|triaged| triaged.finding).collect();
        Tried { note, facts, checked: Checked { findings, checklists: outcome.checklists } }
    }
}

impl Tried {
    /// Whether the rule does what the case says.
    pub fn verdict(&self, test: &Case) -> Verdict {
        let spoken = self.checked.findings.iter().any(|finding| finding.rule == test.rule);
        match (test.expect, spoken) {
            (Expect::Clean, false) => Verdict::Validated,
            (Expect::Clean, true) => Verdict::Failed(Miss::Noisy),
            (_, false) => Verdict::Failed(Miss::Missing),
            (Expect::Spoken, true) => Verdict::Reported,
            (Expect::Flagged(_), true) if self.said(test).is_some() => Verdict::Reported,
            (Expect::Flagged(_), true) => Verdict::Failed(Miss::Elsewhere),
        }
    }

    /// What the rule reports on a flagged case if it points at the right place.
    pub fn said(&self, test: &Case) -> Option<Said> {
        let Expect::Flagged(words) = test.expect else { return None };
        let mut own = self.checked.findings.iter().filter(|finding| finding.rule == test.rule);
        own.find(|finding| finding.primary.span.contains(words)).map(|finding| Said::of(&self.note, finding))
    }

    /// Each nameless concept, numbered `first` or more, that is mentioned at the same place as a named one: the entries
    /// that the note reaches.
    pub fn reached(&self, first: usize) -> Vec<(ConceptId, ConceptId)> {
        let (named, alone): (Vec<_>, Vec<_>) =
            self.facts.mentions.iter().partition(|mention| (mention.concept.0 as usize) < first);
        let mut at: HashMap<Span, HashSet<ConceptId>> = HashMap::new();
        for mention in named {
            at.entry(mention.span).or_default().insert(mention.concept);
        }
        let here = alone.iter().filter_map(|mention| Some((mention.concept, at.get(&mention.span)?)));
        here.flat_map(|(alone, named)| named.iter().map(move |named| (*named, alone))).collect()
    }
}
