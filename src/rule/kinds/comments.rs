//! What is wrong with the comments of a template that suppress findings.

use super::{Check, Draft, Kind, KindRow, SlotWords, Statement};
use crate::base::{CommentCheck, RuleKind};
use crate::rule::Condition;
use crate::rule::record::Text;
use crate::yaml::record;
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// The check of the suppression comments in a template.
        comments: Text = crate::schema::word(CommentCheck::ALL),
    }
}

pub(super) const ROW: KindRow = KindRow {
    key: "comments",
    needs: &["message"],
    needs_one_of: &[],
    takes: &[],
    slots: |rule| {
        // If the word is unknown, which is reported, any slot may be right.
        let what = rule.comments.comments.as_ref().and_then(|text| CommentCheck::parse(&text.value));
        what.map_or(&["found", "says"], CommentCheck::slots)
    },
    link: |draft| link(draft, &draft.rule.comments).map(Check::Comments),
};

/// Something about the comments of a template that suppress findings; judged where findings are suppressed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comments {
    /// What is examined.
    pub what: CommentCheck,
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Comments> {
    let word = keys.comments.as_ref();
    let what = draft.linker.scope.yaml.word(word, "check of comments", CommentCheck::ALL, CommentCheck::as_str);
    what.map(|what| Comments { what })
}

impl Kind for Comments {
    fn kind(&self) -> RuleKind {
        RuleKind::Forbid
    }

    fn in_words(&self) -> &'static str {
        "a check of comments in a template"
    }

    fn conditions(&self) -> Vec<&Condition> {
        Vec::new()
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        Vec::new()
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        let asked = match self.what {
            CommentCheck::Faulty => "it cannot be read, or it names no rule or no reason",
            CommentCheck::NearMiss => "it is meant for notelint, but not written as notelint reads it",
            CommentCheck::Unused => "a rule that it names has no finding where it holds",
        };
        vec![Statement::Text(format!("For each comment to notelint in a template: {asked}."))]
    }

    fn slots(&self) -> SlotWords {
        SlotWords { found: "rule", says: "what is wrong with it", ..SlotWords::default() }
    }
}
