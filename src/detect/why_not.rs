//! Why words of a note do not count.
//!
//! Every test that can rule words out returns a [`WhyNot`]: first those that decide whether the words are a mention of
//! a concept at all, then those that decide whether the mention is what a condition requires. Linting only needs to
//! know whether there is a reason; the explanation shows all of them. All data is copied or borrowed from the rules, so
//! that the tests allocate nothing.

use crate::base::{Act, Acts, Assertion, SectionKinds, Sense, Span};
use crate::rule::ConceptId;

/// Why words do not count, with what the reason rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WhyNot<'r> {
    /// Not a mention: the concept has this meaning only in these sections (`in` of a concept).
    OtherMeaning(SectionKinds),
    /// Not a mention: they belong to these other words, which only look alike (`except`).
    LookAlike(Span),
    /// Not a mention: these words are too near (`not-near`).
    UnwantedNeighbor(Span),
    /// Not a mention: none of the words that must be near is within so many words (`only-near`).
    MissingNeighbor(u32),
    /// A mention with another assertion than the required sense.
    Sense {
        /// The required sense.
        asked: Sense,
        /// Its assertion.
        said: Assertion,
    },
    /// A mention in another section.
    Section {
        /// Index of its section.
        found_in: usize,
        /// Where the condition looks.
        asked: SectionKinds,
    },
    /// A mention that does something else than the required acts.
    Act {
        /// What the condition accepts.
        asked: Acts,
        /// What it does.
        does: Act,
    },
    /// A mention outside the title of a problem (`title`).
    NotTitle,
    /// None of these concepts is mentioned in its sentence (`with`, `with-any`).
    MissingCompany(&'r [ConceptId]),
    /// These words are in its sentence, and exclude it (`without`).
    UnwantedCompany(Span),
    /// It is about the complaint that these words name.
    OtherComplaint(Span),
    /// Its sentence does not name the complaint.
    ComplaintNotNamed,
    /// It is mentioned in passing: not in the chief complaint, the assessment or the opening of the history.
    InPassing,
    /// It is part of a form, and states nothing.
    Form,
    /// It is what is required, but something else that must hold with it does not.
    NotEnough,
    /// It is named only to require its absence (`not`).
    AskedAbsent,
}
