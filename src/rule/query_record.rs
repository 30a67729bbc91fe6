//! What an author writes about the query to a provider: the keys under `query`.

#[cfg(test)]
use super::clauses;
use super::record::{ConditionNode, Text};
use crate::yaml::{Spanned, record};

record! {
    /// The query to the provider about a finding. What is left out is derived from the rule.
    QueryRecord {
        /// The title: neutral, without a diagnosis. `{found}` quotes the note: "Clarification of {found}".
        title: Text,
        /// The question, open and in one or two sentences, without a diagnosis of its own: "Please clarify the acuity of {found}, if known."
        ask: Text,
        /// Answers to choose from. "Other" and "Unable to determine" are always added.
        options: Spanned<Vec<Spanned<OptionRecord>>> = clauses::some(),
    } where clauses::any_of(&["title", "ask", "options"])
}

record! {
    /// An answer to choose from.
    OptionRecord {
        /// The answer. If it names a disease, it needs `when`.
        option: Text,
        /// What the note must document for the answer to be offered: conditions, which must all hold. Default: nothing.
        when: Spanned<Vec<ConditionNode>> = clauses::some(),
    } where clauses::needs(&["option"])
}
