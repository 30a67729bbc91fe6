//! Links a rule by the table of kinds, and holds what the kinds share while that is done.
//!
//! A rule of a pack with `applies` runs only if the topic applies. That is written into its conditions here
//! ([`Condition::Applies`] has no evidence of its own), so that checking sees only one sort of rule.

use super::{Check, Detail, KINDS, KindRow, RuleRecord};
use crate::rule::linker::PackLinker;
use crate::rule::record::{ConditionNode, DetailRecord, Text, Texts};
use crate::rule::scope::Own;
use crate::rule::truth::settled;
use crate::rule::wording::message;
use crate::rule::{CodeRange, Condition, Message};
use crate::yaml::Spanned;

/// A rule while it is linked, with what all kinds share.
pub(super) struct Draft<'r, 'a> {
    pub linker: &'r PackLinker<'a>,
    pub id: &'r Text,
    pub rule: &'r RuleRecord,
    pub when: Option<Condition>,
    pub quiet_if: Option<Condition>,
    /// That the topic applies, if the rule requires it.
    pub topic: Option<Condition>,
}

impl PackLinker<'_> {
    /// The kind of a rule; reports a rule that has none or two, and keys that go with another kind.
    pub fn kind(&self, id: &Text, rule: &RuleRecord) -> Option<&'static KindRow> {
        let written = &rule.written.0;
        let place = |key: &str| written.iter().find(|(own, _)| own == key).map(|(_, place)| place.clone());
        let heads: Vec<_> = KINDS.into_iter().filter_map(|row| Some((row, place(row.key)?))).collect();
        match &heads[..] {
            [(own, _)] => {
                for (key, place) in written.iter().filter(|(key, _)| !own.has(key)) {
                    let homes = KINDS.iter().filter(|row| row.has(key)).map(|row| format!("`{}`", row.key));
                    let homes = homes.collect::<Vec<_>>().join(" and ");
                    if homes.is_empty() {
                        continue; // every kind has it
                    }
                    self.scope.yaml.fault(
                        place.clone(),
                        format!("`{key}` does nothing beside `{}`", own.key),
                        format!("it goes with {homes}"),
                        "take it out, or write it into the conditions of the rule",
                    );
                }
                Some(own)
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
                if !self.lost.any(&KINDS.map(|row| row.key)) {
                    let help = "what must hold, or `forbid:`, `specify:`, `conflict:`, `codes:` or `diagnoses:`";
                    self.missing("require", help);
                }
                None
            }
        }
    }

    /// What a rule checks, `None` if it is faulty; and what prevents its findings.
    pub fn check(&self, kind: &KindRow, id: &Text, rule: &RuleRecord) -> (Option<Check>, Option<Condition>) {
        let always = rule.always.as_ref().is_some_and(|always| always.value);
        let draft = Draft {
            linker: self,
            id,
            rule,
            when: self.scope.list(rule.when.as_ref(), true, Own::Allowed),
            quiet_if: self.scope.list(rule.quiet_if.as_ref(), false, Own::Allowed),
            topic: (self.scope.has_applies && !always).then_some(Condition::Applies(self.scope.index)),
        };
        ((kind.link)(&draft), draft.quiet_if)
    }
}

impl Draft<'_, '_> {
    /// Conditions of which any must hold; `None` if they are missing or faulty.
    pub fn any(&self, nodes: &Option<Spanned<Vec<ConditionNode>>>) -> Option<Condition> {
        self.linker.scope.list(nodes.as_ref(), false, Own::Allowed)
    }

    /// The codes that a check is about, and those that it leaves out; `None` for a faulty list.
    pub fn ranges(&self) -> (Option<Vec<CodeRange>>, Option<Vec<CodeRange>>) {
        let scope = &self.linker.scope;
        let read = |texts: &Option<Texts>| texts.as_ref().map_or(Some(Vec::new()), |texts| scope.code_ranges(texts));
        (read(&self.rule.within), read(&self.rule.not_within))
    }

    /// The condition, and that the topic applies if the rule requires it; a conjunction takes that in.
    pub fn in_topic(&self, condition: Condition) -> Condition {
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
    pub fn can_report(&self, needs: &[Option<&Condition>], silencers: &[&Condition]) -> Option<()> {
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
    pub fn detail(&self, detail: &Spanned<DetailRecord>) -> Option<Detail> {
        let (yaml, record) = (self.linker.scope.yaml, &detail.value);
        for (key, there) in [("condition", record.condition.is_some()), ("says", record.says.is_some())] {
            if !there && !self.linker.lost.any(&[key]) {
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
    pub fn advice(&self, slots: &[&str]) -> Option<Message> {
        self.rule.advice.as_ref().map(|text| message(self.linker.scope.yaml, text, slots))
    }
}
