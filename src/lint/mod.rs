//! Layer 6: the entry point. A [`Linter`] is built once, shared between threads, and takes notes through all layers.
//!
//! It owns everything that a note is checked against: rules, spellings of headings, the persona, the selection of rules
//! and their severities. It reads no file, clock or environment and starts no thread, so that a browser, an editor or a
//! Python package can embed it. [`Linter::lint`] returns a [`Report`] of plain values; [`Linter::read`] and
//! [`Linter::examine`] return the note with its structure and facts to callers that draw or compare it.

mod report;

pub use report::{
    CarriedReport, ChecklistReport, CodeReport, DiagnosisReport, ElementReport, EvidenceReport, FindingReport,
    FrontMatterReport, Location, Report,
};

use crate::base::{Persona, Severity};
use crate::check::{Why, check, why};
use crate::detect::{Facts, facts};
use crate::filter::{Outcome, Selection};
use crate::note::{Context, Headings, Note, Source};
use crate::rule::{self, Faults, RuleFile, RuleSet};
use std::path::Path;
use std::sync::Arc;

/// Reads notes and reports what is missing, unspecified or contradictory.
///
/// Copies are cheap: they share the rules.
#[derive(Clone, Debug)]
pub struct Linter {
    rules: Arc<RuleSet>,
    headings: Arc<Headings>,
    persona: Persona,
    selection: Selection,
}

/// A note taken through all layers.
#[derive(Debug)]
pub struct Examined {
    /// The note, with its structure.
    pub note: Note,
    /// Its facts.
    pub facts: Facts,
    /// The findings, each with its disposition, and the state of the checklists.
    pub outcome: Outcome,
}

/// An error: a name or pattern matches no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{0}`")]
pub struct UnknownRule(pub String);

impl Linter {
    /// A linter with the built-in rules, for a clinician: persona `regular`, every rule at the severity of its pack.
    pub fn builtin() -> Linter {
        Linter::new(rule::builtin())
    }

    /// The same with more packs and lexicons, which may extend the built-in ones.
    ///
    /// # Errors
    /// Every fault of every file, each at its place.
    pub fn with_rules(files: &[RuleFile]) -> Result<Linter, Faults> {
        Ok(Linter::new(rule::load_onto(&rule::builtin(), &rule::builtin_symbols(), files)?.rules))
    }

    /// A linter with exactly these rules.
    pub fn new(rules: RuleSet) -> Linter {
        let headings = Headings::new(rules.headings.iter().map(|h| (h.text.as_str(), h.kind, h.strict)));
        Linter {
            rules: Arc::new(rules),
            headings: Arc::new(headings),
            persona: Persona::Regular,
            selection: Selection::default(),
        }
    }

    /// The same for another persona.
    pub fn persona(self, persona: Persona) -> Linter {
        Linter { persona, ..self }
    }

    /// The same with only the rules of a selection. Tags in it are resolved here.
    ///
    /// # Errors
    /// The first pattern that matches no rule.
    pub fn select(self, selection: &Selection) -> Result<Linter, UnknownRule> {
        match selection.unknown(&self.rules).first() {
            Some(unknown) => Err(UnknownRule((*unknown).to_owned())),
            None => Ok(Linter { selection: selection.resolved(&self.rules), ..self }),
        }
    }

    /// The same with other severities for some rules, named by their ids, their packs or their tags.
    ///
    /// # Errors
    /// The first name that is not a rule's.
    pub fn severities<'a>(
        mut self,
        severities: impl IntoIterator<Item = (&'a str, Severity)>,
    ) -> Result<Linter, UnknownRule> {
        let severities: Vec<_> = severities.into_iter().collect();
        if severities.is_empty() {
            return Ok(self);
        }
        match Arc::make_mut(&mut self.rules).set_severities(&severities) {
            Some(unknown) => Err(UnknownRule(unknown.to_owned())),
            None => Ok(self),
        }
    }

    /// The same with one more concept for each term, `term:TERM`, which no rule uses: `inspect` shows its assertion.
    pub fn terms(mut self, terms: &[String]) -> Linter {
        if !terms.is_empty() {
            Arc::make_mut(&mut self.rules).add_terms(terms);
        }
        self
    }

    /// The rules, with the severities that apply.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Takes a text through all layers. `context.day` is the day on which codes are judged, unless the note states a date
    /// of service; without either, codes are judged by the newest code set.
    pub fn lint(&self, text: &str, context: &Context) -> Report {
        let source = Source::from_text(Path::new("note"), text);
        let Examined { note, facts, outcome } = self.examine(self.read(source, context.clone()));
        Report::new(&note, &outcome, &facts, false)
    }

    /// Reads the structure of a note, without finding facts.
    pub fn read(&self, source: Source, context: Context) -> Note {
        Note::read(source, context, &self.headings)
    }

    /// Finds the facts of a note and checks it against every rule.
    pub fn examine(&self, note: Note) -> Examined {
        let facts = facts(&note, &self.rules);
        let outcome = Outcome::new(check(&note, &facts, &self.rules), self.persona, &self.selection);
        Examined { note, facts, outcome }
    }

    /// Explains why elements of checklists count as documented, or not: `elements` are indices in [`RuleSet::rules`].
    pub fn why(&self, examined: &Examined, elements: &[u32]) -> Why<'_> {
        why(&examined.note, &examined.facts, &self.rules, elements)
    }
}
