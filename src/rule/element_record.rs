//! What an author writes about an element of a checklist, key for key.

#[cfg(test)]
use super::clauses;
use super::query_record::QueryRecord;
use super::record::{ConditionNode, Entries, Filling, PhrasingRecord, TestRecord, Text, Texts};
#[cfg(test)]
use crate::base::{Persona, Profile, Severity};
#[cfg(test)]
use crate::schema::word;
use crate::yaml::{Spanned, record};

record! {
    /// One line of a checklist: something that a complete note documents.
    ElementRecord {
        /// The name of this element, in kebab-case.
        element: Text = clauses::name(),
        /// The shared element that this one takes over: the lexicon and the name, `pain/onset`. Every other key here replaces that of the shared element; `tests` and `phrasings` are added to it.
        r#use: Text = clauses::shared_name(),
        /// What goes into the slots of the shared element, by slot.
        with: Spanned<Entries<Filling>> = clauses::names(),
        /// More conditions that document it, beside those of the shared element.
        also_documented_by: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// The slots of a shared element, each with what goes into it if nobody says; nothing if somebody must. Only in a lexicon.
        slots: Spanned<Entries<Filling>> = clauses::names(),
        /// What it is about, in addition to the tags of the pack, in kebab-case: `laterality`.
        tags: Texts = clauses::some_names(),
        /// A short noun for the list of missing elements: `radiation`.
        label: Text,
        /// The neutral question that the element answers: "Does the pain travel anywhere?"
        ask: Text,
        /// What would satisfy it, with an example of wording.
        help: Text,
        /// The query to the provider about its findings. Default: derived from `ask`.
        query: Spanned<QueryRecord>,
        /// Conditions; any one of them documents the element.
        documented_by: Spanned<Vec<ConditionNode>> = clauses::some(),
        /// Concepts that prompt for it. An answer marked after such a prompt documents the element; in a template the prompt alone is enough.
        prompted_by: Texts = clauses::some(),
        /// The severity of its findings. Default: warning.
        severity: Text = word(Severity::ALL),
        /// Who sees its findings: everybody (regular, the default), or reviewers only (thorough).
        persona: Text = word(Persona::ALL),
        /// Checks only notes or only templates. Default: both.
        profile: Text = word(Profile::ALL),
        /// The sections in which to document it. Default: hpi and cc.
        belongs_in: Texts = clauses::sections(),
        /// Why it matters to the care of the patient, in a sentence.
        why: Text,
        /// Its source: a name under `sources`.
        source: Text,
        /// Notes that test it: at least one clean and one flagged.
        tests: Spanned<Vec<Spanned<TestRecord>>> = clauses::cases(),
        /// Lists of phrases that show the breadth of its vocabulary.
        phrasings: Spanned<Vec<Spanned<PhrasingRecord>>>,
    } where clauses::element()
}
