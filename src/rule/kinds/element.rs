//! One line of a checklist. Its keys are a record of their own, which `pack` links.

use super::{Kind, Statement};
use crate::base::RuleKind;
use crate::rule::{ConceptId, Condition};
use serde::{Deserialize, Serialize};

/// One line of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Element {
    /// The element's own id, without the pack.
    pub element: String,
    /// The short noun of the grouped diagnostic: "radiation".
    pub label: String,
    /// What documents it.
    pub documented_by: Condition,
    /// What prompts for it in a form.
    pub prompted_by: Vec<ConceptId>,
}

impl Kind for Element {
    fn kind(&self) -> RuleKind {
        RuleKind::Checklist
    }

    fn in_words(&self) -> &'static str {
        "an element of the checklist"
    }

    fn conditions(&self) -> Vec<&Condition> {
        vec![&self.documented_by]
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        vec![&mut self.documented_by]
    }

    fn occasion(&self, pack: &str) -> Vec<Statement<'_>> {
        let applies = format!("The checklist `{pack}` applies, and none of these documents the element:");
        let mut statements = vec![Statement::Text(applies), Statement::Any(&self.documented_by)];
        if !self.prompted_by.is_empty() {
            statements.push(Statement::Concepts("In a template, a prompt for it is enough: ", &self.prompted_by));
        }
        statements
    }
}
