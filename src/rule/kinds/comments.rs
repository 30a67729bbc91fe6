//! What is wrong with the comments of a template that suppress findings.

use super::{Check, Draft};
use crate::base::CommentCheck;
use crate::rule::record::RuleRecord;

pub(super) fn link(draft: &Draft<'_, '_>) -> Option<Check> {
    let word = draft.rule.comments.as_ref();
    let what = draft.linker.scope.yaml.word(word, "check of comments", CommentCheck::ALL, CommentCheck::as_str);
    what.map(Check::Comments)
}

/// The slots that its messages can fill.
pub(super) fn slots(rule: &RuleRecord) -> &'static [&'static str] {
    let what = rule.comments.as_ref().and_then(|text| CommentCheck::parse(&text.value));
    what.map_or(&["found", "says"], CommentCheck::slots)
}
