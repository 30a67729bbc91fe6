//! What the ICD-10-CM code set says about the codes of the note.

use super::{Check, Draft};
use crate::base::{CodeCheck, CodeSlot};
use crate::rule::record::{RuleRecord, Texts};

pub(super) fn link(draft: &Draft<'_, '_>) -> Option<Check> {
    let (scope, rule) = (&draft.linker.scope, draft.rule);
    let what = scope.yaml.word(rule.codes.as_ref(), "check of codes", CodeCheck::ALL, CodeCheck::as_str);
    let advice = draft.advice(slots(rule));
    let ranges = |texts: &Option<Texts>| texts.as_ref().map_or(Some(Vec::new()), |texts| scope.code_ranges(texts));
    let (within, not_within) = (ranges(&rule.within), ranges(&rule.not_within));
    Some(Check::Codes { what: what?, within: within?, not_within: not_within?, advice })
}

/// The slots that its messages can fill. If the word under `codes` is unknown, which is reported, any may be right.
pub(super) fn slots(rule: &RuleRecord) -> &'static [&'static str] {
    let what = rule.codes.as_ref().and_then(|text| CodeCheck::parse(&text.value));
    what.map_or(CodeSlot::ALL_SLOTS, CodeCheck::slots)
}
