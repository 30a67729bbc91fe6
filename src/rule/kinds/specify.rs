//! A code or diagnosis is vaguer than what the note documents.

use super::{Check, Detail, Draft, Kind, KindRow, Statement};
use crate::base::RuleKind;
use crate::rule::record::{ConditionNode, DetailRecord};
use crate::rule::{Condition, Message};
use crate::yaml::{Spanned, record};
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// The unspecific wording or code.
        specify: Spanned<Vec<ConditionNode>> = crate::rule::clauses::some(),
        /// What the note may document beyond the wording or code of `specify`.
        when_documented: Spanned<Vec<Spanned<DetailRecord>>>,
    }
}

pub(super) const ROW: KindRow = KindRow {
    key: "specify",
    needs: &[],
    needs_one_of: &[&["when-documented", "message"], &["advice"]],
    takes: &["when-documented", "advice", "quiet-if"],
    slots: |_| &["found", "other", "says"],
    link: |draft| link(draft, &draft.rule.specify).map(Check::Specify),
};

/// A code or wording is vaguer than what the note documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Specify {
    /// The vague code or wording; its evidence is the primary span.
    pub vague: Condition,
    /// What the note may document that is more specific; each has a `says`.
    pub documented: Vec<Detail>,
    /// The message where the note documents nothing more; `None` to report nothing then.
    pub advice: Option<Message>,
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Specify> {
    let vague = draft.any(&keys.specify);
    let documented = keys.when_documented.iter().flat_map(|details| &details.value);
    let documented: Vec<_> = documented.map(|detail| draft.detail(detail)).collect();
    let advice = draft.advice(&["found"]);
    if keys.when_documented.is_none() && advice.is_none() {
        draft.linker.missing("when-documented", "what the note may document, or `advice:`");
    }
    if keys.when_documented.is_some() && draft.rule.message.is_none() {
        draft.linker.missing("message", "the text for the reader");
    }
    let (vague, documented) = (vague?, documented.into_iter().collect::<Option<Vec<_>>>()?);
    draft.can_report(&[Some(&vague)], &[])?;
    Some(Specify { vague: draft.in_topic(vague), documented, advice })
}

impl Kind for Specify {
    fn kind(&self) -> RuleKind {
        RuleKind::Specify
    }

    fn in_words(&self) -> &'static str {
        "the note documents more than its diagnosis says"
    }

    fn conditions(&self) -> Vec<&Condition> {
        [&self.vague].into_iter().chain(self.documented.iter().map(|detail| &detail.condition)).collect()
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        let documented = self.documented.iter_mut().map(|detail| &mut detail.condition);
        [&mut self.vague].into_iter().chain(documented).collect()
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        let mut statements = vec![Statement::text("All of these hold:"), Statement::All(&self.vague)];
        if !self.documented.is_empty() {
            statements.push(Statement::text("and the note documents more:"));
            statements.push(Statement::Details(self.documented.iter().collect()));
            let advice = |advice| Statement::Message("Where it documents nothing more, the advice is: ", advice);
            statements.extend(self.advice.as_ref().map(advice));
        }
        statements
    }

    fn lead<'m>(&'m self, message: &'m Message) -> &'m Message {
        // Without anything more to document there is only the advice.
        self.advice.as_ref().filter(|_| message.0.is_empty()).unwrap_or(message)
    }
}
