//! The kinds of rule: one table, and one file for each kind.
//!
//! The file of a kind holds all that there is to say about it, except how a note is judged: the keys that only it has,
//! its row of the table, what it checks, how its keys are linked to that, and how it is put into words. For judging,
//! `check` has a file of the same name. Keys that several kinds have are those of [`RuleRecord`].
//!
//! The loader refuses keys by the table, the JSON Schema is made from it, and a test holds the reference in
//! `docs/rule-format.md` to it.

mod codes;
mod comments;
mod conflict;
mod diagnoses;
mod draft;
mod element;
mod forbid;
mod require;
mod sides;
mod specify;

pub use codes::Codes;
pub use comments::Comments;
pub use conflict::Conflict;
pub use diagnoses::Diagnoses;
use draft::Draft;
pub use element::Element;
pub use forbid::Forbid;
pub use require::Require;
pub use sides::{SidedPart, Sides};
pub use specify::Specify;

#[cfg(test)]
use super::clauses;
use super::query_record::QueryRecord;
use super::record::{ConditionNode, Entries, Filling, TestRecord, Text, Texts};
use super::{ConceptId, Condition, Message};
use crate::base::RuleKind;
#[cfg(test)]
use crate::base::{Persona, Profile, Severity};
#[cfg(test)]
use crate::schema::word;
use crate::yaml::{Spanned, Written, record};
use serde::{Deserialize, Serialize};

/// Every kind that a rule can be, in the order in which messages name them.
pub(super) const KINDS: [&KindRow; 8] = [
    &require::ROW,
    &forbid::ROW,
    &specify::ROW,
    &conflict::ROW,
    &sides::ROW,
    &codes::ROW,
    &diagnoses::ROW,
    &comments::ROW,
];

/// One kind: its keys, beside those that every rule has, and how they are linked.
pub(super) struct KindRow {
    /// The key that makes a rule one of this kind.
    pub key: &'static str,
    /// Keys that it cannot do without.
    pub needs: &'static [&'static str],
    /// Sets of keys of which it needs one.
    pub needs_one_of: &'static [&'static [&'static str]],
    /// Keys that it can have.
    pub takes: &'static [&'static str],
    /// The slots that its messages can fill.
    pub slots: fn(&RuleRecord) -> &'static [&'static str],
    /// What it checks; `None` if it is faulty.
    link: fn(&Draft<'_, '_>) -> Option<Check>,
}

record! {
    /// A rule outside the checklist. It has one of eight forms: `when` and `require`, `forbid`, `specify`, `conflict`, `sides`, `codes`, `diagnoses`, or `comments`.
    RuleRecord {
        /// The name of this rule, in kebab-case.
        rule: Text = clauses::name(),
        /// Cases of this rule: a rule for each, with its name under `rule`, and a value for each slot `{name}` in the texts here. What is no slot is a key of the rule.
        for_each: Spanned<Vec<Entries<Filling>>>,
        /// What it is about, in addition to the tags of the pack, in kebab-case: `laterality`.
        tags: Texts = clauses::some_names(),
        /// The severity of its findings. Default: warning.
        severity: Text = word(Severity::ALL),
        /// Who sees its findings: everybody (regular, the default), or reviewers only (thorough).
        persona: Text = word(Persona::ALL),
        /// Checks only notes or only templates. Default: both.
        profile: Text = word(Profile::ALL),
        /// Whether it also runs on notes to which the topic of the pack does not apply.
        always: Spanned<bool>,
        /// When the rule applies: if all of these conditions hold. With `require`; optional with `forbid`.
        when: Spanned<Vec<ConditionNode>> = clauses::some(),
        ..require: require::Keys,
        ..forbid: forbid::Keys,
        ..specify: specify::Keys,
        ..conflict: conflict::Keys,
        ..sides: sides::Keys,
        ..codes: codes::Keys,
        ..diagnoses: diagnoses::Keys,
        ..comments: comments::Keys,
        /// Families and ranges of codes that `codes` or `diagnoses` checks: M54.5-, V00-Y99. Default: all.
        within: Texts = clauses::ranges(),
        /// Families and ranges of codes that `codes` or `diagnoses` leaves out.
        not_within: Texts = clauses::ranges(),
        /// Conditions; if any one of them holds, the rule reports nothing.
        quiet_if: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// Rules that take precedence if both report the same code or the same place: ids, packs, or tags (`tag:specificity`).
        yields_to: Texts = clauses::some(),
        /// The message to the reader: neutral, in one line. `{found}` is the text that was found; `{other}` and `{says}` are available if the rule has them.
        message: Text,
        /// The message, as advice, if the note documents nothing more specific. With `specify` and `codes`.
        advice: Text,
        /// What would satisfy it, with an example of wording.
        help: Text,
        /// The query to the provider about its findings. Default: derived from the message.
        query: Spanned<QueryRecord>,
        /// The sections in which to document what is missing. With `require`.
        belongs_in: Texts = clauses::sections(),
        /// Why it matters to the care of the patient, in a sentence.
        why: Text,
        /// Its source: a name under `sources`.
        source: Text,
        /// Notes that test it: at least one clean and one flagged.
        tests: Spanned<Vec<Spanned<TestRecord>>> = clauses::cases(),
        ..written: Written,
    } where clauses::rule()
}

/// What a rule checks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Check {
    /// One line of a checklist.
    Element(Element),
    /// When A, then B.
    Require(Require),
    /// Never B.
    Forbid(Forbid),
    /// A code or wording is vaguer than what the note documents.
    Specify(Specify),
    /// Something about the comments of a template that suppress findings.
    Comments(Comments),
    /// Something about the codes of the note, looked up in the code set.
    Codes(Codes),
    /// Something about the diagnoses of the assessment.
    Diagnoses(Diagnoses),
    /// Two statements that cannot both be true.
    Conflict(Conflict),
    /// One part of the body with two sides.
    Sides(Sides),
}

impl Check {
    /// The same as one of its kind, which describes itself.
    pub fn as_kind(&self) -> &dyn Kind {
        match self {
            Check::Element(check) => check,
            Check::Require(check) => check,
            Check::Forbid(check) => check,
            Check::Specify(check) => check,
            Check::Comments(check) => check,
            Check::Codes(check) => check,
            Check::Diagnoses(check) => check,
            Check::Conflict(check) => check,
            Check::Sides(check) => check,
        }
    }

    /// The same, to be changed.
    pub(super) fn as_kind_mut(&mut self) -> &mut dyn Kind {
        match self {
            Check::Element(check) => check,
            Check::Require(check) => check,
            Check::Forbid(check) => check,
            Check::Specify(check) => check,
            Check::Comments(check) => check,
            Check::Codes(check) => check,
            Check::Diagnoses(check) => check,
            Check::Conflict(check) => check,
            Check::Sides(check) => check,
        }
    }

    /// The kind, as findings name it.
    pub fn kind(&self) -> RuleKind {
        self.as_kind().kind()
    }
}

/// What a check says about itself; the file of each kind has the answers.
pub trait Kind {
    /// The kind, as findings name it.
    fn kind(&self) -> RuleKind;

    /// The kind in words.
    fn in_words(&self) -> &'static str;

    /// The conditions that it states itself, in the author's order.
    fn conditions(&self) -> Vec<&Condition>;

    /// The same conditions, to be changed.
    fn conditions_mut(&mut self) -> Vec<&mut Condition>;

    /// When it reports a finding, without what prevents its findings; `pack` is the pack of its rule.
    fn occasion(&self, pack: &str) -> Vec<Statement<'_>>;

    /// What its messages say where no note fills their slots.
    fn slots(&self) -> SlotWords {
        SlotWords::default()
    }

    /// The message that shows what the rule is about; `message` is that of its rule.
    fn lead<'m>(&'m self, message: &'m Message) -> &'m Message {
        message
    }

    /// Whether the rule's `quiet-if` is tested code by code: it applies only to the code whose condition it is about.
    fn is_silenced_by_code(&self) -> bool {
        false
    }
}

/// Words for the slots that several kinds can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotWords {
    /// For `{found}`.
    pub found: &'static str,
    /// For `{other}`.
    pub other: &'static str,
    /// For `{says}`.
    pub says: &'static str,
}

impl Default for SlotWords {
    fn default() -> SlotWords {
        SlotWords { found: "words", other: "other words", says: "what it documents" }
    }
}

/// A part of the description of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement<'c> {
    /// A sentence.
    Text(String),
    /// Conditions, of which all must hold.
    All(&'c Condition),
    /// Conditions, of which one must hold.
    Any(&'c Condition),
    /// Conditions with words for them.
    Details(Vec<&'c Detail>),
    /// A sentence that ends with the names of concepts.
    Concepts(&'static str, &'c [ConceptId]),
    /// A sentence that ends with a message.
    Message(&'static str, &'c Message),
}

impl Statement<'_> {
    /// A sentence.
    fn text(text: &str) -> Self {
        Statement::Text(text.to_owned())
    }
}

/// A condition with words for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// What must hold.
    pub condition: Condition,
    /// How the message says it: "the lumbar region".
    pub says: String,
    /// The code family that it belongs to, for reviewers ("M54.5-"); never part of a message.
    pub family: Option<String>,
}

impl KindRow {
    /// Whether a key does something in a rule of this kind.
    pub fn has(&self, key: &str) -> bool {
        let sets = [self.needs, self.takes];
        self.key == key || sets.iter().chain(self.needs_one_of).any(|keys| keys.contains(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_lists_the_keys_of_each_kind() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rule-format.md");
        let reference = std::fs::read_to_string(path).unwrap();
        for row in KINDS {
            let listed = |keys: &[&str]| keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let line =
                format!("| `{}` | {} | {} |", row.key, listed(row.needs), listed(row.takes)).replace("|  |", "| |");
            assert!(reference.contains(&line), "docs/rule-format.md has no row that begins with {line}");
        }
    }
}
