//! What each kind of rule checks, and how its keys become that.
//!
//! A rule of a pack with `applies` runs only if the topic applies. That is written into its conditions here
//! ([`Condition::Applies`] has no evidence of its own), so that checking sees only one sort of rule. Each kind has a
//! file here, for linking, and one in `check`, for judging; `report::explain` describes it.

mod codes;
mod comments;
mod conflict;
mod forbid;
mod require;
mod specify;

use super::kind::{KINDS, Kind, OF_SOME};
use super::linker::PackLinker;
use super::record::{ConditionNode, DetailRecord, RuleRecord, Text};
use super::scope::Own;
use super::truth::settled;
use super::wording::message;
use super::{CodeRange, ConceptId, Condition, Message};
use crate::base::{CodeCheck, CommentCheck, RuleKind};
use crate::yaml::Spanned;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a rule checks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Check {
    /// One line of a checklist.
    Element {
        /// The element's own id, without the pack.
        element: String,
        /// The short noun of the grouped diagnostic: "radiation".
        label: String,
        /// What documents it.
        documented_by: Condition,
        /// What prompts for it in a form.
        prompted_by: Vec<ConceptId>,
    },
    /// When `when`, then `require`.
    Require {
        /// When the rule applies; its evidence is the primary span.
        when: Condition,
        /// What must hold then.
        require: Condition,
    },
    /// Never `forbid`.
    Forbid {
        /// When the rule applies; `None` for always.
        when: Option<Condition>,
        /// What must not be; each piece of evidence is a finding.
        forbid: Condition,
    },
    /// A code or wording is vaguer than what the note documents.
    Specify {
        /// The vague code or wording; its evidence is the primary span.
        vague: Condition,
        /// What the note may document that is more specific; each has a `says`.
        documented: Vec<Detail>,
        /// The message where the note documents nothing more; `None` to report nothing then.
        advice: Option<Message>,
    },
    /// Something about the comments of a template that suppress findings; judged where findings are suppressed.
    Comments(CommentCheck),
    /// Something about the codes of the note, looked up in the code set.
    Codes {
        /// What is looked up.
        what: CodeCheck,
        /// Only codes in one of these ranges, if there are any.
        within: Vec<CodeRange>,
        /// No codes in any of these.
        not_within: Vec<CodeRange>,
        /// The message if the note contains no word for what a code does not specify; `None` to report nothing then.
        advice: Option<Message>,
    },
    /// Two statements that cannot both be true.
    Conflict {
        /// One; its evidence is the primary span.
        one: Detail,
        /// The other.
        other: Detail,
    },
}

/// A condition with words for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// What must hold.
    pub condition: Condition,
    /// How the message says it: "the lumbar region".
    pub says: String,
    /// The code family that it belongs to, for reviewers ("M54.5-"); never part of a message.
    pub family: Option<String>,
}

impl Check {
    /// The kind, as findings name it.
    pub const fn kind(&self) -> RuleKind {
        match self {
            Check::Element { .. } => RuleKind::Checklist,
            Check::Require { .. } => RuleKind::Require,
            Check::Forbid { .. } => RuleKind::Forbid,
            Check::Specify { .. } => RuleKind::Specify,
            Check::Conflict { .. } => RuleKind::Conflict,
            Check::Codes { what: CodeCheck::Excludes1, .. } => RuleKind::Conflict,
            Check::Codes { what: CodeCheck::LessSpecific | CodeCheck::Unspecified, .. } => RuleKind::Specify,
            Check::Codes { .. } | Check::Comments(_) => RuleKind::Forbid,
        }
    }

    /// The conditions that it states itself, in the author's order.
    pub fn conditions(&self) -> Vec<&Condition> {
        match self {
            Check::Element { documented_by, .. } => vec![documented_by],
            Check::Require { when, require } => vec![when, require],
            Check::Forbid { when, forbid } => when.iter().chain([forbid]).collect(),
            Check::Specify { vague, documented, .. } => {
                [vague].into_iter().chain(documented.iter().map(|detail| &detail.condition)).collect()
            }
            Check::Conflict { one, other } => vec![&one.condition, &other.condition],
            Check::Codes { .. } | Check::Comments(_) => Vec::new(),
        }
    }

    /// Whether the rule's `quiet-if` is tested code by code: it applies only to the code whose condition it is about.
    pub const fn is_silenced_by_code(&self) -> bool {
        matches!(self, Check::Codes { what: CodeCheck::LessSpecific | CodeCheck::Unspecified, .. })
    }
}

/// A rule while it is linked, with what all kinds share.
struct Draft<'r, 'a> {
    linker: &'r PackLinker<'a>,
    id: &'r Text,
    rule: &'r RuleRecord,
    when: Option<Condition>,
    quiet_if: Option<Condition>,
    /// That the topic applies, if the rule requires it.
    topic: Option<Condition>,
}

impl PackLinker<'_> {
    /// The kind of a rule; reports a rule that has none or two, and keys that go with another kind.
    pub fn kind(&self, id: &Text, rule: &RuleRecord) -> Option<Kind> {
        let written = written(rule);
        let place = |key: &str| written.iter().find(|(own, _)| *own == key).map(|(_, place)| place.clone());
        let heads: Vec<_> = KINDS.iter().filter_map(|keys| Some((keys, place(keys.key)?))).collect();
        match &heads[..] {
            [(own, _)] => {
                for key in OF_SOME.into_iter().filter(|key| !own.has(key)) {
                    let Some(place) = place(key) else { continue };
                    let homes = KINDS.iter().filter(|keys| keys.has(key)).map(|keys| format!("`{}`", keys.key));
                    self.scope.yaml.fault(
                        place,
                        format!("`{key}` does nothing beside `{}`", own.key),
                        format!("it goes with {}", homes.collect::<Vec<_>>().join(" and ")),
                        "take it out, or write it into the conditions of the rule",
                    );
                }
                Some(own.kind)
            }
            [(first, _), (second, place), ..] => {
                self.scope.yaml.fault(
                    place.clone(),
                    format!("the rule `{}` is two kinds of rule: `{}` and `{}`", id.value, first.key, second.key),
                    "one rule, one kind",
                    "make them two rules",
                );
                None
            }
            [] => {
                if !self.file.lost.any(&KINDS.map(|keys| keys.key)) {
                    let help = "what must hold, or `forbid:`, `specify:`, `conflict:` or `codes:`";
                    self.missing("require", help);
                }
                None
            }
        }
    }

    /// What a rule checks, `None` if it is faulty; and what prevents its findings.
    pub fn check(&self, kind: Kind, id: &Text, rule: &RuleRecord) -> (Option<Check>, Option<Condition>) {
        let always = rule.always.as_ref().is_some_and(|always| always.value);
        let draft = Draft {
            linker: self,
            id,
            rule,
            when: self.scope.list(rule.when.as_ref(), true, Own::Allowed),
            quiet_if: self.scope.list(rule.quiet_if.as_ref(), false, Own::Allowed),
            topic: (self.scope.has_applies && !always).then_some(Condition::Applies(self.scope.index)),
        };
        let check = match kind {
            Kind::Require => require::link(&draft),
            Kind::Forbid => forbid::link(&draft),
            Kind::Specify => specify::link(&draft),
            Kind::Conflict => conflict::link(&draft),
            Kind::Codes => codes::link(&draft),
            Kind::Comments => comments::link(&draft),
        };
        (check, draft.quiet_if)
    }
}

/// The slots that messages of a rule can fill.
pub(super) fn slots(kind: Kind, rule: &RuleRecord) -> &'static [&'static str] {
    match kind {
        Kind::Codes => codes::slots(rule),
        Kind::Comments => comments::slots(rule),
        kind => kind.keys().slots,
    }
}

/// The keys of a rule that not every kind has, each with its place.
fn written(rule: &RuleRecord) -> Vec<(&'static str, Range<usize>)> {
    let keys = [
        ("require", rule.require.as_ref().map(Spanned::place)),
        ("forbid", rule.forbid.as_ref().map(Spanned::place)),
        ("specify", rule.specify.as_ref().map(Spanned::place)),
        ("conflict", rule.conflict.as_ref().map(Spanned::place)),
        ("codes", rule.codes.as_ref().map(Spanned::place)),
        ("comments", rule.comments.as_ref().map(Spanned::place)),
        ("when", rule.when.as_ref().map(Spanned::place)),
        ("when-documented", rule.when_documented.as_ref().map(Spanned::place)),
        ("advice", rule.advice.as_ref().map(Spanned::place)),
        ("within", rule.within.as_ref().map(Spanned::place)),
        ("not-within", rule.not_within.as_ref().map(Spanned::place)),
        ("belongs-in", rule.belongs_in.as_ref().map(Spanned::place)),
        ("quiet-if", rule.quiet_if.as_ref().map(Spanned::place)),
    ];
    keys.into_iter().filter_map(|(key, place)| Some((key, place?))).collect()
}

impl Draft<'_, '_> {
    /// Conditions of which any must hold; `None` if they are missing or faulty.
    fn any(&self, nodes: &Option<Spanned<Vec<ConditionNode>>>) -> Option<Condition> {
        self.linker.scope.list(nodes.as_ref(), false, Own::Allowed)
    }

    /// The condition, and that the topic applies if the rule requires it; a conjunction takes that in.
    fn in_topic(&self, condition: Condition) -> Condition {
        match (self.topic.clone(), condition) {
            (None, condition) => condition,
            (Some(topic), Condition::All(mut parts)) => {
                parts.insert(0, topic);
                Condition::All(parts)
            }
            (Some(topic), condition) => Condition::All(vec![topic, condition]),
        }
    }

    /// Reports a rule that can never report anything: what it needs is also what prevents its findings.
    fn can_report(&self, needs: &[Option<&Condition>], silencers: &[&Condition]) -> Option<()> {
        let needs = needs.iter().copied().flatten().cloned();
        let silencers = silencers.iter().copied().chain(self.quiet_if.as_ref());
        let silencers = silencers.map(|silencer| Condition::Not(Box::new(silencer.clone())));
        if settled(&Condition::All(needs.chain(silencers).collect())) != Some(false) {
            return Some(());
        }
        self.linker.scope.yaml.fault(
            self.id.place(),
            format!("the rule `{}` can never report anything", self.id.value),
            "what it needs also prevents its findings",
            "compare its occasion with `require` and `quiet-if`: both hold the same condition",
        );
        None
    }

    /// A condition with words for it; `None` if it is faulty.
    fn detail(&self, detail: &Spanned<DetailRecord>) -> Option<Detail> {
        let (yaml, record) = (self.linker.scope.yaml, &detail.value);
        for (key, there) in [("condition", record.condition.is_some()), ("says", record.says.is_some())] {
            if !there && !self.linker.file.lost.any(&[key]) {
                let place = detail.place();
                yaml.fault(place, format!("no `{key}` here"), format!("`{key}` is missing"), format!("add `{key}:`"));
            }
        }
        if let Some(says) = &record.says {
            message(yaml, says, &[]);
        }
        let condition = self.linker.scope.condition(record.condition.as_ref()?, Own::Allowed)?;
        let family = record.family.as_ref().map(|family| family.value.clone());
        Some(Detail { condition, says: record.says.as_ref()?.value.clone(), family })
    }

    /// The message for notes that document nothing more.
    fn advice(&self, slots: &[&str]) -> Option<Message> {
        self.rule.advice.as_ref().map(|text| message(self.linker.scope.yaml, text, slots))
    }
}
