//! Packs: checklists and rules.
//!
//! A rule of a pack with `applies` runs only where the topic is on the table. That is written into its conditions
//! here ([`Condition::Applies`] has no evidence of its own), so that checking knows one kind of rule only.

use super::condition::{Own, Scope};
use super::example::{RuleTest, examples};
use super::fault::{Page, Placed, known};
use super::link::{Names, Read, kebab, twice};
use super::record::{ConditionNode, DetailRecord, ElementRecord, RuleRecord, SourceRecord, Text, Texts};
use super::wording::{message, neutral};
use super::{Check, Checklist, ConceptId, Condition, Detail, Message, Pack, Rule, RuleSet};
use crate::base::{Persona, Profile, SectionKind, Severity};
use serde_saphyr::Spanned;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Which packs there are, and the place of each rule among all rules, ordered by id.
pub(super) struct Ids<'a> {
    /// Packs in the order of their names.
    packs: Vec<(&'a Text, Read<'a>)>,
    /// All rules and elements by id.
    rules: BTreeMap<String, (&'a Page<'a>, &'a Text, bool)>,
}

impl<'a> Ids<'a> {
    /// Gathers the names of all files and reports those that are given twice.
    pub fn of(files: &[Read<'a>]) -> Self {
        let mut homes: BTreeMap<&str, (&Text, Read<'a>)> = BTreeMap::new();
        let mut lexicons: BTreeMap<&str, (&Text, Read<'a>)> = BTreeMap::new();
        let mut rules = BTreeMap::new();
        for file in files {
            let page = file.page;
            if let Some(name) = &file.record.lexicon {
                kebab(page, name, "lexicon");
                match lexicons.entry(&name.value) {
                    Entry::Occupied(first) => twice(page, name, "lexicon", (first.get().1.page, first.get().0)),
                    Entry::Vacant(slot) => {
                        slot.insert((name, *file));
                    }
                }
            }
            let Some(name) = &file.record.pack else { continue };
            kebab(page, name, "pack");
            match homes.entry(&name.value) {
                Entry::Occupied(first) => {
                    twice(page, name, "pack", (first.get().1.page, first.get().0));
                    continue;
                }
                Entry::Vacant(slot) => {
                    slot.insert((name, *file));
                }
            }
            let elements = file.record.checklist.iter().flat_map(|list| &list.value);
            let elements = elements.filter_map(|record| Some((record.value.element.as_ref()?, true)));
            let others = file.record.rules.iter().flat_map(|list| &list.value);
            let others = others.filter_map(|record| Some((record.value.rule.as_ref()?, false)));
            for (id, is_element) in elements.chain(others) {
                let what = if is_element { "element" } else { "rule" };
                kebab(page, id, what);
                match rules.entry(format!("{}/{}", name.value, id.value)) {
                    Entry::Occupied(first) => {
                        let (page, text, _): &(&Page<'_>, &Text, bool) = first.get();
                        twice(file.page, id, what, (page, text));
                    }
                    Entry::Vacant(slot) => {
                        slot.insert((page, id, is_element));
                    }
                }
            }
        }
        Ids { packs: homes.into_values().collect(), rules }
    }

    /// The elements, with their places among all rules.
    pub fn elements(&self) -> BTreeMap<String, u32> {
        let all = self.rules.iter().zip(0..);
        all.filter(|((_, (.., is_element)), _)| *is_element).map(|((id, _), index)| (id.clone(), index)).collect()
    }
}

/// Packs on their way into a rule set.
pub(super) struct Packs<'a> {
    pub names: &'a Names<'a>,
    pub ids: &'a Ids<'a>,
    pub rules: &'a mut RuleSet,
    pub tests: Vec<RuleTest>,
}

impl Packs<'_> {
    /// Links every pack, in the order of their names.
    pub fn link(&mut self) {
        let ids = self.ids;
        for (index, (name, file)) in (0..).zip(&ids.packs) {
            let record = file.record;
            let scope = Scope {
                page: file.page,
                names: self.names,
                pack: &name.value,
                index,
                has_applies: record.applies.is_some(),
            };
            let linker = PackLinker { scope, file: *file };
            let checklist = linker.checklist();
            linker.sources();
            if record.title.is_none() && file.whole {
                linker.missing(name, "pack", &name.value, "title", "a few words for people");
            }
            for text in [&record.title, &record.description].into_iter().flatten() {
                neutral(file.page, text);
            }
            self.rules.packs.push(Pack {
                id: name.value.clone(),
                title: record.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
                builtin: file.page.file.builtin,
                checklist,
            });
            for element in record.checklist.iter().flat_map(|list| &list.value) {
                self.take(linker.element(element));
            }
            for rule in record.rules.iter().flat_map(|list| &list.value) {
                self.take(linker.rule(rule));
            }
        }
        self.rules.rules.sort_by(|a, b| a.id.cmp(&b.id));
    }

    fn take(&mut self, linked: (Option<Rule>, Vec<RuleTest>)) {
        self.rules.rules.extend(linked.0);
        self.tests.extend(linked.1);
    }
}

/// One pack on its way.
struct PackLinker<'a> {
    scope: Scope<'a>,
    file: Read<'a>,
}

/// The keys that elements and rules share.
struct Common<'r> {
    what: &'static str,
    id: Option<&'r Text>,
    place: std::ops::Range<usize>,
    severity: Option<&'r Text>,
    persona: Option<&'r Text>,
    profile: Option<&'r Text>,
    help: Option<&'r Text>,
    why: Option<&'r Text>,
    source: Option<&'r Text>,
}

impl PackLinker<'_> {
    /// Reports a key that is missing from something with a name.
    fn missing(&self, name: &Text, what: &str, id: &str, key: &str, help: &str) {
        self.scope.page.fault(
            name.place(),
            format!("the {what} `{id}` has no `{key}`"),
            format!("`{key}` is missing here"),
            format!("add `{key}:` with {help}"),
        );
    }

    fn checklist(&self) -> Option<Checklist> {
        let record = self.file.record;
        if let Some(list) = record.checklist.as_ref().filter(|_| record.applies.is_none() && self.file.whole) {
            self.scope.page.fault(
                list.place(),
                "a checklist without `applies`",
                "when is it to be complete?",
                "add `applies:` with the condition that puts the topic on the table",
            );
        }
        let applies = self.scope.condition(record.applies.as_ref()?, Own::Refused)?;
        let subject = record.subject.as_ref().map(|subject| &subject.value);
        let concepts = |texts: Option<&Texts>| texts.and_then(|texts| self.scope.concepts(texts)).unwrap_or_default();
        let elements = record.checklist.iter().flat_map(|list| &list.value);
        let elements = elements.filter_map(|element| {
            let id = format!("{}/{}", self.scope.pack, element.value.element.as_ref()?.value);
            self.scope.names.elements.get(&id).copied()
        });
        Some(Checklist {
            applies,
            this_subject: concepts(subject.and_then(|subject| subject.this.as_ref())),
            other_subject: concepts(subject.and_then(|subject| subject.other.as_ref())),
            elements: elements.collect(),
        })
    }

    fn element(&self, record: &Spanned<ElementRecord>) -> (Option<Rule>, Vec<RuleTest>) {
        let element = &record.value;
        let page = self.scope.page;
        let common = Common {
            what: "element",
            id: element.element.as_ref(),
            place: record.place(),
            severity: element.severity.as_ref(),
            persona: element.persona.as_ref(),
            profile: element.profile.as_ref(),
            help: element.help.as_ref(),
            why: element.why.as_ref(),
            source: element.source.as_ref(),
        };
        let Some(id) = self.id(&common) else { return (None, Vec::new()) };
        let documented_by = self.scope.list(element.documented_by.as_ref(), false, Own::Refused);
        let asks = [
            ("label", &element.label, "a short noun, such as `radiation`"),
            ("ask", &element.ask, "the neutral question that it asks"),
        ];
        for (key, text, help) in asks {
            match text {
                Some(text) => drop(message(page, text, &[])),
                None if self.file.whole => self.missing(id, "element", &id.value, key, help),
                None => {}
            }
        }
        if element.documented_by.is_none() && self.file.whole {
            self.missing(id, "element", &id.value, "documented-by", "the conditions of which any documents it");
        }
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
        let check = Check::Element {
            element: id.value.clone(),
            label: text(&element.label),
            documented_by: documented_by.unwrap_or(Condition::Any(Vec::new())),
            prompted_by: self.concepts(element.prompted_by.as_ref()),
        };
        let ask = element.ask.as_ref().map(|ask| message(page, ask, &[])).unwrap_or_default();
        let belongs_in =
            self.belongs_in(element.belongs_in.as_ref()).unwrap_or(vec![SectionKind::Hpi, SectionKind::Cc]);
        let tests = examples(page, &self.full(id), id.place(), element.tests.as_ref(), self.file.whole);
        (Some(self.finish(&common, id, check, ask, &[], belongs_in)), tests)
    }

    fn rule(&self, record: &Spanned<RuleRecord>) -> (Option<Rule>, Vec<RuleTest>) {
        let rule = &record.value;
        let common = Common {
            what: "rule",
            id: rule.rule.as_ref(),
            place: record.place(),
            severity: rule.severity.as_ref(),
            persona: rule.persona.as_ref(),
            profile: rule.profile.as_ref(),
            help: rule.help.as_ref(),
            why: rule.why.as_ref(),
            source: rule.source.as_ref(),
        };
        let Some(id) = self.id(&common) else { return (None, Vec::new()) };
        let tests = examples(self.scope.page, &self.full(id), id.place(), rule.tests.as_ref(), self.file.whole);
        let Some((check, slots)) = self.check(id, rule, record) else {
            // What is wrong with the words is worth knowing even where the kind of the rule is not.
            self.finish(
                &common,
                id,
                Check::Forbid { when: None, forbid: Condition::Any(Vec::new()), quiet_if: None },
                Message::default(),
                &["found", "other", "says"],
                Vec::new(),
            );
            return (None, tests);
        };
        let told = rule.message.as_ref().map(|text| message(self.scope.page, text, slots));
        let advises = matches!(&check, Check::Specify { documented, .. } if documented.is_empty());
        if told.is_none() && !advises && self.file.whole {
            self.missing(id, "rule", &id.value, "message", "what the reader is told");
        }
        let belongs_in = self.belongs_in(rule.belongs_in.as_ref()).unwrap_or_default();
        if let Some(texts) = rule.belongs_in.as_ref().filter(|_| !matches!(check, Check::Require { .. })) {
            self.scope.page.fault(
                texts.place(),
                "`belongs-in` where nothing is missing",
                "it goes with `require` and with elements",
                "take it out: this rule points at words that stand in the note",
            );
        }
        (Some(self.finish(&common, id, check, told.unwrap_or_default(), slots, belongs_in)), tests)
    }

    /// What the rule checks, and the slots that its messages have; `None` where it is faulty.
    fn check(
        &self,
        id: &Text,
        rule: &RuleRecord,
        record: &Spanned<RuleRecord>,
    ) -> Option<(Check, &'static [&'static str])> {
        let page = self.scope.page;
        let list =
            |nodes: &Option<Spanned<Vec<ConditionNode>>>, all| self.scope.list(nodes.as_ref(), all, Own::Allowed);
        let kinds = [
            ("require", rule.require.as_ref().map(Placed::place)),
            ("forbid", rule.forbid.as_ref().map(Placed::place)),
            ("specify", rule.specify.as_ref().map(Placed::place)),
            ("conflict", rule.conflict.as_ref().map(Placed::place)),
        ];
        let kinds = kinds.iter().filter_map(|(kind, place)| Some((*kind, place.clone()?))).collect::<Vec<_>>();
        let kind = match &kinds[..] {
            [(kind, _)] => *kind,
            [] if !self.file.whole => return None,
            [] => {
                self.missing(
                    id,
                    "rule",
                    &id.value,
                    "require",
                    "what must hold, or `forbid:`, `specify:` or `conflict:`",
                );
                return None;
            }
            [(first, _), (second, place), ..] => {
                page.fault(
                    place.clone(),
                    format!("the rule `{}` is two kinds of rule: `{first}` and `{second}`", id.value),
                    "one rule, one kind",
                    "make them two rules",
                );
                return None;
            }
        };
        self.stray(kind, rule);
        let when = list(&rule.when, true);
        let quiet_if = list(&rule.quiet_if, false);
        let always = rule.always.as_ref().is_some_and(|always| always.value);
        let on_topic = self.scope.has_applies && !always;
        let gated = |condition: Condition| if on_topic { self.on_topic(condition) } else { condition };
        match kind {
            "require" => {
                if rule.when.is_none() && self.file.whole {
                    self.missing(id, "rule", &id.value, "when", "the occasion on which `require` must hold");
                }
                let (when, require) = (when?, list(&rule.require, false)?);
                self.can_speak(record, [Some(&when)], [Some(&require), quiet_if.as_ref()])?;
                Some((Check::Require { when: gated(when), require, quiet_if }, &["found", "other"]))
            }
            "forbid" => {
                let forbid = list(&rule.forbid, false)?;
                self.can_speak(record, [Some(&forbid), when.as_ref()], [quiet_if.as_ref()])?;
                let topic = on_topic.then_some(Condition::Applies(self.scope.index));
                let when = when.map(gated).or(topic);
                Some((Check::Forbid { when, forbid, quiet_if }, &["found"]))
            }
            "specify" => {
                let vague = list(&rule.specify, false)?;
                let documented = rule.when_documented.iter().flat_map(|details| &details.value);
                let documented = documented.map(|detail| self.detail(detail)).collect::<Vec<_>>();
                let advice = rule.advice.as_ref().map(|text| message(page, text, &["found"]));
                if rule.when_documented.is_none() && advice.is_none() && self.file.whole {
                    self.missing(id, "rule", &id.value, "when-documented", "what the note may document, or `advice:`");
                }
                self.can_speak(record, [Some(&vague)], [quiet_if.as_ref()])?;
                let documented = documented.into_iter().collect::<Option<Vec<_>>>()?;
                Some((
                    Check::Specify { vague: gated(vague), documented, advice, quiet_if },
                    &["found", "other", "says"],
                ))
            }
            _ => {
                let details = rule.conflict.as_ref()?;
                let [one, other] = &details.value[..] else {
                    page.fault(
                        details.place(),
                        format!("a conflict of {} statements", details.value.len()),
                        "exactly two are needed",
                        "write two entries, each with `condition` and `says`",
                    );
                    return None;
                };
                let (one, other) = (self.detail(one), self.detail(other));
                let (one, other) = (one?, other?);
                self.can_speak(record, [Some(&one.condition), Some(&other.condition)], [quiet_if.as_ref()])?;
                let one = Detail { condition: gated(one.condition), ..one };
                Some((Check::Conflict { one, other, quiet_if }, &["found", "other", "says"]))
            }
        }
    }

    /// Reports keys of another kind of rule.
    fn stray(&self, kind: &str, rule: &RuleRecord) {
        let keys = [
            ("when", rule.when.as_ref().map(Placed::place), &["require", "forbid"][..]),
            ("when-documented", rule.when_documented.as_ref().map(Placed::place), &["specify"]),
            ("advice", rule.advice.as_ref().map(Placed::place), &["specify"]),
        ];
        for (key, place, homes) in keys {
            if let Some(place) = place.filter(|_| !homes.contains(&kind)) {
                self.scope.page.fault(
                    place,
                    format!("`{key}` does nothing beside `{kind}`"),
                    format!("it goes with {}", homes.join(" and ")),
                    "take it out, or write it into the conditions of the rule",
                );
            }
        }
    }

    /// Reports a rule that can never speak: what it needs and what silences it are one.
    fn can_speak<const N: usize, const M: usize>(
        &self,
        record: &Spanned<RuleRecord>,
        needs: [Option<&Condition>; N],
        silencers: [Option<&Condition>; M],
    ) -> Option<()> {
        let needs = needs.into_iter().flatten().cloned();
        let silencers = silencers.into_iter().flatten().map(|condition| Condition::Not(Box::new(condition.clone())));
        if super::truth::settled(&Condition::All(needs.chain(silencers).collect())) == Some(false) {
            let place = record.value.rule.as_ref().map_or(record.place(), Placed::place);
            self.scope.page.fault(
                place,
                "a rule that can never speak",
                "what it needs also silences it",
                "compare `when`, `forbid` or `specify` with `require` and `quiet-if`: the same condition stands in both",
            );
            return None;
        }
        Some(())
    }

    fn on_topic(&self, condition: Condition) -> Condition {
        let topic = Condition::Applies(self.scope.index);
        match condition {
            Condition::All(mut parts) => {
                parts.insert(0, topic);
                Condition::All(parts)
            }
            other => Condition::All(vec![topic, other]),
        }
    }

    fn detail(&self, detail: &Spanned<DetailRecord>) -> Option<Detail> {
        let (page, record) = (self.scope.page, &detail.value);
        for (key, there) in [("condition", record.condition.is_some()), ("says", record.says.is_some())] {
            if !there && self.file.whole {
                page.fault(
                    detail.place(),
                    format!("no `{key}` here"),
                    format!("`{key}` is missing"),
                    format!("add `{key}:`"),
                );
            }
        }
        let says = record.says.as_ref();
        if let Some(says) = says {
            message(page, says, &[]);
        }
        let condition = self.scope.condition(record.condition.as_ref()?, Own::Allowed)?;
        let family = record.family.as_ref().map(|family| family.value.clone());
        Some(Detail { condition, says: says?.value.clone(), family })
    }

    fn id<'r>(&self, common: &Common<'r>) -> Option<&'r Text> {
        if common.id.is_none() && self.file.whole {
            let what = common.what;
            self.scope.page.fault(
                common.place.clone(),
                format!("{} {what} without a name", if what == "element" { "an" } else { "a" }),
                format!("`{what}` is missing here"),
                format!("add `{what}:` with its name in kebab-case"),
            );
        }
        common.id
    }

    fn full(&self, id: &Text) -> String {
        format!("{}/{}", self.scope.pack, id.value)
    }

    /// The rule with the keys that all have.
    fn finish(
        &self,
        common: &Common<'_>,
        id: &Text,
        check: Check,
        told: Message,
        slots: &[&str],
        belongs_in: Vec<SectionKind>,
    ) -> Rule {
        let page = self.scope.page;
        let needed = [
            ("help", common.help, "what would satisfy it"),
            ("why", common.why, "why it matters, in a sentence"),
            ("source", common.source, "a key of the pack's `sources`"),
        ];
        for (key, text, help) in needed {
            if text.is_none() && self.file.whole {
                self.missing(id, common.what, &id.value, key, help);
            }
        }
        if let Some(why) = common.why {
            neutral(page, why);
        }
        let severity = page.word(common.severity, "severity", &Severity::ALL, Severity::as_str);
        let persona = page.word(common.persona, "persona", Persona::ALL, Persona::as_str);
        let (source, url) = common.source.map(|key| self.source(key)).unwrap_or_default();
        Rule {
            id: self.full(id),
            pack: self.scope.index,
            severity: severity.unwrap_or(Severity::Warning),
            persona: persona.unwrap_or(Persona::Regular),
            profile: page.word(common.profile, "profile", Profile::ALL, Profile::as_str),
            check,
            message: told,
            help: common.help.map(|help| message(page, help, slots)).unwrap_or_default(),
            why: common.why.map(|why| why.value.clone()).unwrap_or_default(),
            source,
            url,
            belongs_in,
        }
    }

    fn concepts(&self, texts: Option<&Texts>) -> Vec<ConceptId> {
        texts.and_then(|texts| self.scope.concepts(texts)).unwrap_or_default()
    }

    fn belongs_in(&self, texts: Option<&Texts>) -> Option<Vec<SectionKind>> {
        self.scope.page.sections(texts?)
    }

    /// Reports what is wrong with the pack's sources themselves.
    fn sources(&self) {
        let page = self.scope.page;
        for (key, source) in self.file.record.sources.iter().flat_map(|sources| &sources.value.0) {
            kebab(page, key, "source");
            if source.value.title.is_none() && self.file.whole {
                self.missing(key, "source", &key.value, "title", "its title");
            }
            if let Some(url) = source.value.url.as_ref().filter(|url| !url.value.starts_with("https://")) {
                page.fault(
                    url.place(),
                    "an address that is not https",
                    "not https://",
                    "write the https address, or none",
                );
            }
        }
    }

    /// A source ready to print, with its address.
    fn source(&self, key: &Text) -> (String, Option<String>) {
        let sources = || self.file.record.sources.iter().flat_map(|sources| &sources.value.0);
        let Some((_, source)) = sources().find(|(name, _)| name.value == key.value) else {
            let names = sources().map(|(name, _)| name.value.as_str()).collect::<Vec<_>>();
            let help = if names.is_empty() { "add it under `sources:`".to_owned() } else { known(&key.value, names) };
            self.scope.page.fault(
                key.place(),
                format!("unknown source `{}`", key.value),
                "the pack's `sources` have no such key",
                help,
            );
            return Default::default();
        };
        let SourceRecord { title, section, year, url } = &source.value;
        let mut line = title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
        if let Some(section) = section {
            line.push_str(&format!(", {}", section.value));
        }
        if let Some(year) = year {
            line.push_str(&format!(" ({})", year.value));
        }
        (line, url.as_ref().map(|url| url.value.clone()))
    }
}
