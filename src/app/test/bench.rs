//! Runs one case at a time: its note is read and checked like any note, and the rule must do what the case says.

use notelint::base::{Persona, Severity, Span};
use notelint::check::Checked;
use notelint::detect::Facts;
use notelint::lint::{Examined, Linter};
use notelint::note::{Context, Note, Source};
use notelint::report::{Miss, Said};
use notelint::rule::{Case, ConceptId, Expect, Holder, RuleSet, VocabularyEntry};
use std::collections::HashSet;

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

    /// The entries that the note reaches, by their indices, and where: those of a list that are in it, and those of a
    /// concept that are a mention of it.
    pub fn reached(&self, entries: &[VocabularyEntry], rules: &RuleSet) -> Vec<(usize, Span)> {
        let named = rules.concepts.len() - entries.len();
        let mentions = || self.facts.mentions.iter();
        let at: HashSet<(ConceptId, Span)> = mentions().map(|mention| (mention.concept, mention.span)).collect();
        let index = |concept: ConceptId| (concept.0 as usize).checked_sub(named);
        let alone = mentions().filter_map(|mention| Some((index(mention.concept)?, mention.span)));
        alone
            .filter(|(index, span)| match entries[*index].holder {
                Holder::List(_) => true,
                Holder::Concept(concept) => at.contains(&(concept, *span)),
            })
            .collect()
    }
}
