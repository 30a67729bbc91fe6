//! `query` of a rule or element: the words in which its finding is put to the provider.
//!
//! All of it may be left out, because a query can be derived from the finding itself. What is written is held to the same
//! standard as what is derived: it must not lead. So neither title nor question may name a disease, since the note may not
//! hold it; `{found}` quotes the note, which does. An answer may name one if the note must support it first, with `when`.

use super::linker::PackLinker;
use super::query_record::{OptionRecord, QueryRecord};
use super::record::Text;
use super::scope::Own;
use super::wording::{message, named_disease, neutral};
use super::{Condition, Message};
use crate::yaml::Spanned;
use serde::{Deserialize, Serialize};

/// The query about the findings of a rule, as far as its author has written it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// The title.
    pub title: Option<Message>,
    /// The question.
    pub ask: Option<Message>,
    /// The answers.
    pub options: Vec<QueryOption>,
}

/// An answer to choose from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueryOption {
    /// The answer.
    pub option: String,
    /// What the note must document.
    pub when: Option<Condition>,
}

impl PackLinker<'_> {
    /// The query of a rule whose messages fill some slots.
    pub fn query(&self, record: Option<&Spanned<QueryRecord>>, slots: &[&str]) -> Option<Query> {
        let (yaml, record) = (self.scope.yaml, record?);
        let QueryRecord { title, ask, options } = &record.value;
        if title.is_none() && ask.is_none() && options.is_none() && !self.lost.any(&["title", "ask", "options"]) {
            yaml.fault(
                record.place(),
                "an empty query",
                "nothing here",
                "write `title`, `ask` or `options`, or take it out",
            );
        }
        let written = |text: &Text| {
            self.names_no_disease(text, "write {found}, which quotes the note, or ask without the name");
            message(yaml, text, slots)
        };
        let mut answers = Vec::new();
        if let Some(options) = options {
            if options.value.is_empty() {
                yaml.fault(options.place(), "an empty list", "no answer", "write an answer, or take the key out");
            }
            answers.extend(options.value.iter().filter_map(|option| self.option(option)));
        }
        Some(Query { title: title.as_ref().map(written), ask: ask.as_ref().map(written), options: answers })
    }

    fn option(&self, record: &Spanned<OptionRecord>) -> Option<QueryOption> {
        let yaml = self.scope.yaml;
        let OptionRecord { option, when } = &record.value;
        let Some(option) = option else {
            if !self.lost.any(&["option"]) {
                yaml.fault(record.place(), "an answer without words", "`option` is missing", "add `option:`");
            }
            return None;
        };
        neutral(yaml, option);
        if when.is_none() {
            self.names_no_disease(option, "say with `when` what the note must document before it is offered");
        }
        let when = when.as_ref().and_then(|when| self.scope.list(Some(when), true, Own::Allowed));
        Some(QueryOption { option: option.value.clone(), when })
    }

    fn names_no_disease(&self, text: &Text, help: &str) {
        if let Some(place) = named_disease(&text.value) {
            let message = format!("`{}` is a diagnosis that the note may not hold", &text.value[place.clone()]);
            self.scope.yaml.fault(self.scope.yaml.part(text, place), message, "leads to an answer", help);
        }
    }
}
