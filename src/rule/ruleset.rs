//! What runs: the compiled form of all packs, lexicons and cues.
//!
//! Only [`load`](super::load) makes a `RuleSet`, and it refuses anything faulty, so nothing here is checked again:
//! indices are in range, patterns compile, names are resolved. It is plain data and serialises, so that the built-in
//! rules are in the binary already validated and a run reads no YAML. Automata are stored next to it; patterns are not
//! stored, since only sites have them.

use super::{Check, ConceptId, Condition, Message, Pattern, Query, Values};
use crate::base::{Act, Effect, Persona, Profile, SectionKind, SectionKinds, Severity};
use crate::words::Automaton;
use serde::{Deserialize, Serialize};

/// All packs, lexicons and cues, validated and resolved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleSet {
    /// Spellings of section headings.
    pub headings: Vec<Heading>,
    /// Cues of assertion.
    pub cues: Vec<Cue>,
    /// Named vocabularies of all packs and shared lexicons.
    pub concepts: Vec<Concept>,
    /// The terms and phrases of all vocabularies; the owner of each is [`Owner::of_word`](super::Owner::of_word). They are
    /// stored next to the rest, and read in place.
    #[serde(skip)]
    pub words: Vec<Automaton>,
    /// The regular expressions of sites, in the order in which their files first use them. The built-in rules have none, so
    /// none are stored.
    #[serde(skip)]
    pub patterns: Vec<Pattern>,
    /// What is measured, and in which units.
    pub values: Values,
    /// The packs, in the order of their names.
    pub packs: Vec<Pack>,
    /// Every rule of every pack, checklist elements included, ordered by id.
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// Whether a pack has a checklist.
    pub fn has_checklist(&self) -> bool {
        self.packs.iter().any(|pack| pack.checklist.is_some())
    }

    /// The index of a rule by its id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()
    }

    /// Changes the severity of a rule, or of all rules that a pattern names, such as those of a pack; returns whether there
    /// is one.
    pub fn set_severity(&mut self, name: &str, severity: Severity) -> bool {
        if let Some(index) = self.index_of(name) {
            self.rules[index].severity = severity;
            return true;
        }
        let named = self.rules.iter_mut().filter(|rule| rule.is_named_by(name));
        named.map(|rule| rule.severity = severity).count() > 0
    }

    /// Changes several severities. What names a single rule goes before what names many, in any order.
    pub fn set_severities<'n>(&mut self, severities: &[(&'n str, Severity)]) -> Option<&'n str> {
        let single: Vec<bool> = severities.iter().map(|(name, _)| self.index_of(name).is_some()).collect();
        let in_order =
            [false, true].into_iter().flat_map(|own| severities.iter().zip(&single).filter(move |(_, s)| **s == own));
        let all: Vec<_> = in_order.map(|(severity, _)| *severity).collect();
        all.into_iter().find(|(name, severity)| !self.set_severity(name, *severity)).map(|(name, _)| name)
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.index_of(id).map(|index| &self.rules[index])
    }
}

/// One spelling of a section heading, lower case, single spaces, without the colon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// The spelling.
    pub text: String,
    /// What it heads.
    pub kind: SectionKind,
    /// A short or ambiguous word ("A", "History", "Plan") that heads a section only with a colon or
    /// alone on its line.
    pub strict: bool,
}

/// A phrase that sets the assertion of the mentions in its scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// The name of the group in the cue lexicon, for `inspect`.
    pub name: String,
    /// What it does.
    pub role: CueRole,
    /// Which way its scope runs from the cue.
    pub direction: Direction,
    /// How far the scope runs.
    pub reach: Reach,
    /// Only mentions within this many words of the cue are in scope.
    pub within: Option<u32>,
}

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CueRole {
    /// Adds an effect to the mentions in scope.
    Sets(Effect),
    /// Looks like a cue but is not one; suppresses the cues that it covers.
    Pseudo,
    /// Ends the scopes of these effects (all of them where empty).
    Ends(Option<Effect>),
    /// Says what the words around it do: tell, describe, judge.
    Act(Act),
    /// Removes an effect that the section or a wider cue has added ("showed" in a plan).
    Clears(Effect),
}

/// Which way a scope runs from its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// To what follows the cue.
    Forward,
    /// To what precedes it.
    Backward,
    /// Both ways.
    Both,
}

/// How far a scope runs before anything ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// To the end of the clause: a terminator, `;`, or a new subject.
    Clause,
    /// To the end of the sentence, whatever comes between.
    Sentence,
    /// To the end of the paragraph or list.
    Paragraph,
}

/// A named vocabulary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concept {
    /// `pack/name`, or the bare name in the shared lexicons.
    pub id: String,
    /// Words that must not be near a mention.
    pub not_near: Option<u32>,
    /// Words of which one must be near a mention.
    pub only_near: Option<u32>,
    /// Sections in which the words have this meaning; elsewhere they are not a mention.
    pub sections: SectionKinds,
    /// Concepts that it consists of beside its own words. Conditions name them as well, so nothing is looked up here when a
    /// note is read.
    pub includes: Vec<ConceptId>,
}

/// One YAML file, or a folder of them: a topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Its name: the first half of its rules' ids.
    pub id: String,
    /// Its title, for people.
    pub title: String,
    /// What it is for, in a sentence; may be empty.
    pub description: String,
    /// Whether it is built in.
    pub builtin: bool,
    /// Its checklist, if it has one.
    pub checklist: Option<Checklist>,
}

/// What a complete note on a topic states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checklist {
    /// The condition under which the topic applies.
    pub applies: Condition,
    /// Words that name this topic's complaint; evidence binds to the nearest subject.
    pub this_subject: Vec<ConceptId>,
    /// The sites of its complaint, and those that its pain may go to: what is said of them is not said of another complaint.
    pub own_sites: Vec<ConceptId>,
    /// Words that name another complaint.
    pub other_subject: Vec<ConceptId>,
    /// Words that head a sentence about something else.
    pub elsewhere: Vec<ConceptId>,
    /// Indices of its elements in [`RuleSet::rules`], in the pack's order.
    pub elements: Vec<u32>,
}

/// A named check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// `pack/name`.
    pub id: String,
    /// Index of its pack.
    pub pack: u32,
    /// How serious its findings are.
    pub severity: Severity,
    /// The reader from which on it is shown.
    pub persona: Persona,
    /// In which profiles it runs; `None` for both.
    pub profile: Option<Profile>,
    /// What it checks.
    pub check: Check,
    /// If this holds, it reports nothing.
    pub quiet_if: Option<Condition>,
    /// Patterns of the rules that take precedence if both report the same code or place; without those that yield
    /// themselves.
    pub yields_to: Vec<String>,
    /// The message. For an element: its neutral question.
    pub message: Message,
    /// What would satisfy it.
    pub help: Message,
    /// Why it matters, for people.
    pub why: String,
    /// Where the rule comes from, ready to print.
    pub source: String,
    /// The address of a page about it.
    pub url: Option<String>,
    /// The sections in which to document what is missing, best first; the finding points at the first that the note
    /// has.
    pub belongs_in: Vec<SectionKind>,
    /// The query about its findings, as far as it is written.
    pub query: Option<Query>,
    /// What it is about, for selections across packs; in order, those of its pack among them.
    pub tags: Vec<String>,
}

impl Rule {
    /// The conditions that it states itself, in the author's order; what prevents its findings comes after them, and what
    /// an answer needs comes last.
    pub fn conditions(&self) -> Vec<&Condition> {
        let options = self.query.iter().flat_map(|query| &query.options).filter_map(|option| option.when.as_ref());
        self.check.as_kind().conditions().into_iter().chain(&self.quiet_if).chain(options).collect()
    }
}
