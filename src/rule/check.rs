//! The kinds of rule: which keys each has, and what they become.
//!
//! A rule of a pack with `applies` runs only where the topic is on the table. That is written into its conditions
//! here ([`Condition::Applies`] has no evidence of its own), so that checking knows one sort of rule only.

use super::fault::Placed;
use super::pack::PackLinker;
use super::record::{ConditionNode, DetailRecord, RuleRecord, Text, Texts};
use super::scope::Own;
use super::truth::settled;
use super::wording::message;
use super::{Check, CodeRange, Condition, Detail};
use crate::base::{CodeCheck, CodeSlot, CommentCheck};
use serde_saphyr::Spanned;

/// What kind of rule it is, by its head.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Require,
    Forbid,
    Specify,
    Conflict,
    Codes,
    Comments,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Kind::Require => "require",
            Kind::Forbid => "forbid",
            Kind::Specify => "specify",
            Kind::Conflict => "conflict",
            Kind::Codes => "codes",
            Kind::Comments => "comments",
        }
    }

    /// The slots that messages of such a rule can fill.
    pub fn slots(self, rule: &RuleRecord) -> &'static [&'static str] {
        match self {
            Kind::Forbid => &["found"],
            Kind::Require => &["found", "other"],
            Kind::Specify | Kind::Conflict => &["found", "other", "says"],
            Kind::Codes => {
                let asked = rule.codes.as_ref().and_then(|text| CodeCheck::parse(&text.value));
                // Where that word is unknown, which is reported, any slot may be right.
                asked.map_or(CodeSlot::ALL_SLOTS, CodeCheck::slots)
            }
            Kind::Comments => {
                let asked = rule.comments.as_ref().and_then(|text| CommentCheck::parse(&text.value));
                asked.map_or(&["found", "says"], CommentCheck::slots)
            }
        }
    }
}

/// The kinds that ask something of the note, which a condition can silence.
const CONDITIONED: [Kind; 5] = [Kind::Require, Kind::Forbid, Kind::Specify, Kind::Conflict, Kind::Codes];

impl PackLinker<'_> {
    /// The kind of a rule; reports a rule that has none or two, and keys that go with another kind.
    pub fn kind(&self, id: &Text, rule: &RuleRecord) -> Option<Kind> {
        let heads = [
            (Kind::Require, rule.require.as_ref().map(Placed::place)),
            (Kind::Forbid, rule.forbid.as_ref().map(Placed::place)),
            (Kind::Specify, rule.specify.as_ref().map(Placed::place)),
            (Kind::Conflict, rule.conflict.as_ref().map(Placed::place)),
            (Kind::Codes, rule.codes.as_ref().map(Placed::place)),
            (Kind::Comments, rule.comments.as_ref().map(Placed::place)),
        ];
        let heads = heads.iter().filter_map(|(kind, place)| Some((*kind, place.clone()?))).collect::<Vec<_>>();
        match &heads[..] {
            [(kind, _)] => {
                self.stray(*kind, rule);
                Some(*kind)
            }
            [(first, _), (second, place), ..] => {
                self.scope.yaml.fault(
                    place.clone(),
                    format!("the rule `{}` is two kinds of rule: `{}` and `{}`", id.value, first.key(), second.key()),
                    "one rule, one kind",
                    "make them two rules",
                );
                None
            }
            [] => {
                if !self.file.lost.any(&["forbid", "specify", "conflict", "codes", "comments"]) {
                    let help = "what must hold, or `forbid:`, `specify:`, `conflict:` or `codes:`";
                    self.missing("require", help);
                }
                None
            }
        }
    }

    /// What a rule checks; `None` where it is faulty.
    pub fn check(&self, kind: Kind, id: &Text, rule: &RuleRecord) -> Option<Check> {
        let list =
            |nodes: &Option<Spanned<Vec<ConditionNode>>>, all| self.scope.list(nodes.as_ref(), all, Own::Allowed);
        let when = list(&rule.when, true);
        let quiet_if = list(&rule.quiet_if, false);
        let always = rule.always.as_ref().is_some_and(|always| always.value);
        let topic = (self.scope.has_applies && !always).then_some(Condition::Applies(self.scope.index));
        let gated = |condition: Condition| match topic.clone() {
            Some(topic) => both(topic, condition),
            None => condition,
        };
        match kind {
            Kind::Require => {
                let require = list(&rule.require, false);
                if rule.when.is_none() {
                    self.missing("when", "the occasion on which `require` must hold");
                }
                let (when, require) = (when?, require?);
                self.can_speak(id, &[Some(&when)], &[Some(&require), quiet_if.as_ref()])?;
                Some(Check::Require { when: gated(when), require, quiet_if })
            }
            Kind::Forbid => {
                let forbid = list(&rule.forbid, false)?;
                self.can_speak(id, &[Some(&forbid), when.as_ref()], &[quiet_if.as_ref()])?;
                Some(Check::Forbid { when: when.map(gated).or(topic), forbid, quiet_if })
            }
            Kind::Specify => {
                let vague = list(&rule.specify, false);
                let documented = rule.when_documented.iter().flat_map(|details| &details.value);
                let documented = documented.map(|detail| self.detail(detail)).collect::<Vec<_>>();
                let advice = rule.advice.as_ref().map(|text| message(self.scope.yaml, text, &["found"]));
                if rule.when_documented.is_none() && advice.is_none() {
                    self.missing("when-documented", "what the note may document, or `advice:`");
                }
                let (vague, documented) = (vague?, documented.into_iter().collect::<Option<Vec<_>>>()?);
                self.can_speak(id, &[Some(&vague)], &[quiet_if.as_ref()])?;
                Some(Check::Specify { vague: gated(vague), documented, advice, quiet_if })
            }
            Kind::Conflict => {
                let details = rule.conflict.as_ref()?;
                let [one, other] = &details.value[..] else {
                    self.scope.yaml.fault(
                        details.place(),
                        format!("a conflict needs two statements, not {}", details.value.len()),
                        "one on either side",
                        "write two entries, each with `condition` and `says`",
                    );
                    return None;
                };
                let (one, other) = (self.detail(one), self.detail(other));
                let (one, other) = (one?, other?);
                self.can_speak(id, &[Some(&one.condition), Some(&other.condition)], &[quiet_if.as_ref()])?;
                let one = Detail { condition: gated(one.condition), ..one };
                Some(Check::Conflict { one, other, quiet_if })
            }
            Kind::Codes => {
                let what =
                    self.scope.yaml.word(rule.codes.as_ref(), "check of codes", CodeCheck::ALL, CodeCheck::as_str);
                let slots = kind.slots(rule);
                let advice = rule.advice.as_ref().map(|text| message(self.scope.yaml, text, slots));
                let (within, not_within) = (self.ranges(rule.within.as_ref()), self.ranges(rule.not_within.as_ref()));
                Some(Check::Codes { what: what?, within: within?, not_within: not_within?, advice, quiet_if })
            }
            Kind::Comments => {
                let (yaml, asked) = (self.scope.yaml, rule.comments.as_ref());
                yaml.word(asked, "check of comments", CommentCheck::ALL, CommentCheck::as_str).map(Check::Comments)
            }
        }
    }

    /// Ranges of codes; `None` where one is faulty.
    fn ranges(&self, texts: Option<&Texts>) -> Option<Vec<CodeRange>> {
        texts.map_or(Some(Vec::new()), |texts| self.scope.code_ranges(texts))
    }

    /// Reports keys that go with another kind of rule.
    fn stray(&self, kind: Kind, rule: &RuleRecord) {
        let keys = [
            ("when", rule.when.as_ref().map(Placed::place), &[Kind::Require, Kind::Forbid][..]),
            ("when-documented", rule.when_documented.as_ref().map(Placed::place), &[Kind::Specify]),
            ("advice", rule.advice.as_ref().map(Placed::place), &[Kind::Specify, Kind::Codes]),
            ("within", rule.within.as_ref().map(Placed::place), &[Kind::Codes]),
            ("not-within", rule.not_within.as_ref().map(Placed::place), &[Kind::Codes]),
            ("belongs-in", rule.belongs_in.as_ref().map(Placed::place), &[Kind::Require]),
            ("quiet-if", rule.quiet_if.as_ref().map(Placed::place), &CONDITIONED),
        ];
        for (key, place, homes) in keys {
            if let Some(place) = place.filter(|_| !homes.contains(&kind)) {
                let homes = homes.iter().map(|kind| format!("`{}`", kind.key())).collect::<Vec<_>>();
                self.scope.yaml.fault(
                    place,
                    format!("`{key}` does nothing beside `{}`", kind.key()),
                    format!("it goes with {}", homes.join(" and ")),
                    "take it out, or write it into the conditions of the rule",
                );
            }
        }
    }

    /// Reports a rule that can never speak: what it needs and what silences it are one.
    fn can_speak(&self, id: &Text, needs: &[Option<&Condition>], silencers: &[Option<&Condition>]) -> Option<()> {
        let needs = needs.iter().copied().flatten().cloned();
        let silencers = silencers.iter().copied().flatten().map(|silencer| Condition::Not(Box::new(silencer.clone())));
        if settled(&Condition::All(needs.chain(silencers).collect())) != Some(false) {
            return Some(());
        }
        self.scope.yaml.fault(
            id.place(),
            format!("the rule `{}` can never speak", id.value),
            "what it needs also silences it",
            "compare its occasion with `require` and `quiet-if`: the same condition stands in both",
        );
        None
    }

    /// A condition with words for it; `None` where it is faulty.
    fn detail(&self, detail: &Spanned<DetailRecord>) -> Option<Detail> {
        let (yaml, record) = (self.scope.yaml, &detail.value);
        for (key, there) in [("condition", record.condition.is_some()), ("says", record.says.is_some())] {
            if !there && !self.file.lost.any(&[key]) {
                let place = detail.place();
                yaml.fault(place, format!("no `{key}` here"), format!("`{key}` is missing"), format!("add `{key}:`"));
            }
        }
        if let Some(says) = &record.says {
            message(yaml, says, &[]);
        }
        let condition = self.scope.condition(record.condition.as_ref()?, Own::Allowed)?;
        let family = record.family.as_ref().map(|family| family.value.clone());
        Some(Detail { condition, says: record.says.as_ref()?.value.clone(), family })
    }
}

/// Both hold; a conjunction takes the first in.
fn both(first: Condition, second: Condition) -> Condition {
    match second {
        Condition::All(mut parts) => {
            parts.insert(0, first);
            Condition::All(parts)
        }
        second => Condition::All(vec![first, second]),
    }
}
