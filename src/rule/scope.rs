//! Conditions: from keys to the closed list of [`Condition`].
//!
//! A condition is a mapping with exactly one head, which says what is tested, and the keys that refine that head. Any
//! other shape is a fault, and so is a condition whose shape alone decides it.

use super::defined::{entries, kebab};
use super::fault::known;
use super::heads::heads;
use super::names::Names;
use super::record::{ConditionNode, ConditionRecord, Text, Texts};
use super::source::RuleSource;
use super::truth::settled;
use super::{About, Assessed, ConceptId, Condition, Evidence, Values};
use crate::base::{Act, Acts, Certainty, PlaceholderKind, Profile, SectionKinds, Sense, Setting};
use crate::yaml::{Entries, Spanned};
use std::collections::BTreeMap;
use std::ops::Range;

const ABOUT: [About; 5] = [About::Topic, About::Any, About::Named, About::Context, About::Focus];

fn about_word(about: About) -> &'static str {
    match about {
        About::Topic => "topic",
        About::Any => "any",
        About::Named => "named",
        About::Context => "context",
        About::Focus => "focus",
    }
}

/// What names mean in one pack.
pub(super) struct Scope<'a> {
    pub yaml: &'a RuleSource<'a>,
    pub names: &'a Names<'a>,
    /// The pack's name.
    pub pack: &'a str,
    /// Index of the pack in the rule set.
    pub index: u32,
    /// Whether the pack says when its topic applies.
    pub has_applies: bool,
    /// What is measured.
    pub values: &'a Values,
    /// The conditions that the pack names, so far; `None` for a faulty one.
    pub named: BTreeMap<&'a str, Option<Condition>>,
}

/// Which conditions may depend on the pack's own verdicts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// Rules may.
    Allowed,
    /// `applies` and elements may not: they are what such a condition would rest on.
    Refused,
}

impl<'a> Scope<'a> {
    /// Reads the conditions that the pack names. Each may use those above it, so that none can rest on itself; none may
    /// depend on the pack's own verdicts, so that elements can use them as well.
    pub fn define(&mut self, conditions: &'a Option<Spanned<Entries<ConditionNode>>>) {
        for (name, node) in entries(conditions) {
            kebab(self.yaml, name, "condition");
            let condition = self.condition(node, Own::Refused);
            self.named.insert(&name.value, condition);
        }
    }

    /// A list of conditions of which all must hold (`all`), or any; `None` if it is missing or faulty.
    pub fn list(&self, nodes: Option<&Spanned<Vec<ConditionNode>>>, all: bool, own: Own) -> Option<Condition> {
        let nodes = nodes?;
        if nodes.value.is_empty() {
            self.empty(nodes.place());
            return None;
        }
        let mut parts = self.parts(&nodes.value, own)?;
        let one = if parts.len() == 1 { parts.pop() } else { None };
        let condition = match one {
            Some(one) => one,
            None if all => Condition::All(parts),
            None => Condition::Any(parts),
        };
        self.unsettled(nodes.place(), condition)
    }

    /// One condition; `None` if it is faulty.
    pub fn condition(&self, node: &ConditionNode, own: Own) -> Option<Condition> {
        let record = &node.value;
        let heads = heads(record);
        let [head] = heads[..] else {
            let (message, help) = if heads.is_empty() {
                let help = "say what must hold: concept, concepts, code, codes, diagnosis, diagnoses, value, section, sections, placeholder, element, \
                            holds, applies, note-type, setting, profile, all, any, not, or at-least";
                ("a condition that asks nothing".to_owned(), help)
            } else {
                let names = heads.iter().map(|head| format!("`{head}`")).collect::<Vec<_>>().join(" and ");
                (
                    format!("a condition with {} heads: {names}", heads.len()),
                    "make them conditions of their own under `all` or `any`",
                )
            };
            self.yaml.fault(node.place(), message, "exactly one head is needed", help);
            return None;
        };
        let fits = self.refinements_fit(record, head);
        let condition = self.head(record, own, node.place())?;
        fits.then_some(())?;
        self.unsettled(node.place(), condition)
    }

    fn head(&self, record: &ConditionRecord, own: Own, place: Range<usize>) -> Option<Condition> {
        let yaml = self.yaml;
        if let Some(concept) = &record.concept {
            return self.evidence(record, self.concept(concept));
        }
        if let Some(concepts) = &record.concepts {
            return self.evidence(record, self.concepts(concepts));
        }
        if let Some(code) = &record.code {
            return Some(Condition::Code(vec![self.code(code)?]));
        }
        if let Some(codes) = &record.codes {
            return Some(Condition::Code(self.each(codes, |code| self.code(code))?));
        }
        if let Some(code) = &record.diagnosis {
            return self.diagnosis(record, self.code(code).map(|code| vec![code]));
        }
        if let Some(codes) = &record.diagnoses {
            return self.diagnosis(record, self.each(codes, |code| self.code(code)));
        }
        if let Some(value) = &record.value {
            return self.value(record, value).map(Condition::Value);
        }
        if let Some(section) = &record.section {
            return Some(Condition::Section(yaml.section(section).into_iter().collect()));
        }
        if let Some(sections) = &record.sections {
            return Some(Condition::Section(yaml.sections(sections)?.into_iter().collect()));
        }
        if let Some(kinds) = &record.placeholder {
            let kind =
                |text: &Text| yaml.word(Some(text), "placeholder kind", PlaceholderKind::ALL, PlaceholderKind::as_str);
            return Some(Condition::Placeholder(self.each(kinds, kind)?));
        }
        if let Some(element) = &record.element {
            return self.element(element, own);
        }
        if let Some(name) = &record.holds {
            return self.named(name);
        }
        if let Some(shared) = &record.r#use {
            yaml.fault(
                shared.place(),
                "a shared condition without a name here",
                "taken over in passing",
                "take it over under `conditions:`, and write `{holds: its-name}`",
            );
            return None;
        }
        if let Some(applies) = &record.applies {
            return self.applies(applies, own);
        }
        if let Some(types) = &record.note_type {
            return Some(Condition::NoteType(self.each(types, |text| Some(text.value.to_lowercase()))?));
        }
        if let Some(setting) = &record.setting {
            return yaml.word(Some(setting), "setting", Setting::ALL, Setting::as_str).map(Condition::Setting);
        }
        if let Some(profile) = &record.profile {
            return yaml.word(Some(profile), "profile", Profile::ALL, Profile::as_str).map(Condition::Profile);
        }
        if let Some(parts) = &record.all {
            return self.not_empty(parts).and_then(|parts| self.parts(parts, own)).map(Condition::All);
        }
        if let Some(parts) = &record.any {
            return self.not_empty(parts).and_then(|parts| self.parts(parts, own)).map(Condition::Any);
        }
        if let Some(inner) = &record.not {
            return self.condition(inner, own).map(|inner| Condition::Not(Box::new(inner)));
        }
        let (count, Some(of)) = (record.at_least.as_ref()?, &record.of) else {
            yaml.fault(place, "`at-least` without `of`", "of what?", "write {at-least: 2, of: [..]}");
            return None;
        };
        let parts = self.not_empty(of).and_then(|parts| self.parts(parts, own))?;
        if count.value == 0 || count.value as usize > parts.len() {
            yaml.fault(
                count.place(),
                format!(
                    "`at-least: {}` of {} can {} hold",
                    count.value,
                    parts.len(),
                    if count.value == 0 { "always" } else { "never" }
                ),
                format!("between 1 and {} makes sense here", parts.len()),
                "change the count, or the list under `of`",
            );
            return None;
        }
        Some(Condition::AtLeast(count.value, parts))
    }

    fn evidence(&self, record: &ConditionRecord, concepts: Option<Vec<ConceptId>>) -> Option<Condition> {
        let yaml = self.yaml;
        let list = |texts: &Option<Texts>| texts.as_ref().map_or(Some(Vec::new()), |texts| self.concepts(texts));
        let sense = yaml.word(record.sense.as_ref(), "sense", Sense::ALL, Sense::as_str).unwrap_or(Sense::Documented);
        let about = yaml.word(record.about.as_ref(), "word for `about`", &ABOUT, about_word).unwrap_or_default();
        let sections = match &record.r#in {
            Some(sections) => yaml.sections(sections).map(SectionKinds::from_iter),
            None => Some(SectionKinds::ALL),
        };
        let acts = match &record.acts {
            Some(acts) => {
                self.each(acts, |act| yaml.word(Some(act), "act", Act::ALL, Act::as_str)).map(Acts::from_iter)
            }
            None => sections.map(Evidence::default_acts),
        };
        let (with, with_any, without) = (list(&record.with), list(&record.with_any), list(&record.without));
        let (concepts, sections, acts) = (concepts?, sections?, acts?);
        let (mut with, mut with_any, without) = (with?, with_any?, without?);
        self.any_of_included(record, &mut with, &mut with_any)?;
        let all_out = |any: &[ConceptId]| !any.is_empty() && any.iter().all(|id| without.contains(id));
        let clash = record.without.iter().flat_map(|texts| &texts.value).zip(&without);
        let clashes = |id: &ConceptId| with.contains(id) || concepts[..] == [*id] || all_out(&with_any);
        if let Some((text, _)) = clash.into_iter().find(|(_, id)| clashes(id)) {
            yaml.fault(
                text.place(),
                format!("`{}` must be in the sentence and must not", text.value),
                "this condition can never hold",
                "take it out of `without`, or out of the rest of the condition",
            );
            return None;
        }
        let title = record.title.as_ref().is_some_and(|title| title.value);
        Some(Condition::Concept(Evidence { concepts, sense, sections, title, acts, about, with, with_any, without }))
    }

    fn diagnosis(&self, record: &ConditionRecord, of: Option<Vec<String>>) -> Option<Condition> {
        let certainty = self.yaml.word(record.certainty.as_ref(), "certainty", Certainty::ALL, Certainty::as_str);
        let leaves_open = record.leaves_open.as_ref().map(|axis| axis.value.clone());
        Some(Condition::Diagnosis(Assessed { of: of?, leaves_open, certainty }))
    }

    /// The condition that a name stands for.
    fn named(&self, name: &Text) -> Option<Condition> {
        match self.named.get(name.value.as_str()) {
            Some(condition) => condition.clone(),
            None => {
                self.yaml.fault(
                    name.place(),
                    format!("unknown condition `{}`", name.value),
                    "`conditions` of this pack has no such name, or has it further down",
                    known(&name.value, self.named.keys().copied()),
                );
                None
            }
        }
    }

    fn element(&self, element: &Text, own: Own) -> Option<Condition> {
        if own == Own::Refused {
            self.yaml.fault(
                element.place(),
                "an element that rests on an element",
                "the answer would rest on itself",
                "name the concepts that document it",
            );
            return None;
        }
        let id = format!("{}/{}", self.pack, element.value);
        match self.names.elements.get(&id) {
            Some(index) => Some(Condition::Element(*index)),
            None => {
                let prefix = format!("{}/", self.pack);
                let all = self.names.elements.keys().filter_map(|id| id.strip_prefix(prefix.as_str()));
                self.yaml.fault(
                    element.place(),
                    format!("unknown element `{}`", element.value),
                    "the checklist of this pack has no such element",
                    known(&element.value, all),
                );
                None
            }
        }
    }

    fn applies(&self, applies: &Spanned<bool>, own: Own) -> Option<Condition> {
        let fault = |message: &str, label: &str, help: &str| {
            self.yaml.fault(applies.place(), message, label, help);
            None
        };
        match (own, self.has_applies, applies.value) {
            (Own::Refused, ..) => {
                fault("`applies` rests on itself", "the answer would rest on itself", "name the concepts or codes")
            }
            (_, false, _) => {
                fault("this pack does not say when it applies", "nothing to ask", "add `applies:` to the pack")
            }
            (.., true) => Some(Condition::Applies(self.index)),
            (.., false) => Some(Condition::Not(Box::new(Condition::Applies(self.index)))),
        }
    }

    /// The concept that a name means here, the pack's own, else a lexicon's, and all that it consists of.
    pub fn concept(&self, text: &Text) -> Option<Vec<ConceptId>> {
        Some(self.names.with_included(self.names.concept(self.yaml, Some(self.pack), text)?))
    }

    /// The concepts of a list; `None` if one is unknown or the list is empty.
    pub fn concepts(&self, texts: &Texts) -> Option<Vec<ConceptId>> {
        Some(self.each(texts, |text| self.concept(text))?.concat())
    }

    pub fn each<T>(&self, texts: &Texts, read: impl Fn(&Text) -> Option<T>) -> Option<Vec<T>> {
        self.yaml.not_empty(texts)?;
        let read = texts.value.iter().map(read).collect::<Vec<_>>();
        read.into_iter().collect()
    }

    fn parts(&self, nodes: &[ConditionNode], own: Own) -> Option<Vec<Condition>> {
        let parts = nodes.iter().map(|node| self.condition(node, own)).collect::<Vec<_>>();
        parts.into_iter().collect()
    }

    fn not_empty<'n>(&self, nodes: &'n Spanned<Vec<ConditionNode>>) -> Option<&'n [ConditionNode]> {
        if nodes.value.is_empty() {
            self.empty(nodes.place());
            return None;
        }
        Some(&nodes.value)
    }

    fn empty(&self, place: Range<usize>) {
        self.yaml.fault(
            place,
            "an empty list of conditions",
            "nothing is asked",
            "name a condition, or take the key out",
        );
    }

    /// Passes a condition on unless its shape alone decides it.
    fn unsettled(&self, place: Range<usize>, condition: Condition) -> Option<Condition> {
        let Some(holds) = settled(&condition) else { return Some(condition) };
        let (message, label) = if holds {
            ("a condition that always holds", "true of every note")
        } else {
            ("a condition that can never hold", "true of no note")
        };
        self.yaml.fault(place, message, label, "the same thing is asked for and denied: take one of the two out");
        None
    }

    /// Reports keys that refine another head than this one.
    fn refinements_fit(&self, record: &ConditionRecord, head: &str) -> bool {
        let of_concepts = [
            ("sense", record.sense.as_ref().map(Spanned::place)),
            ("title", record.title.as_ref().map(Spanned::place)),
            ("about", record.about.as_ref().map(Spanned::place)),
        ];
        let of_either = [
            ("in", record.r#in.as_ref().map(Spanned::place)),
            ("with", record.with.as_ref().map(Spanned::place)),
            ("with-any", record.with_any.as_ref().map(Spanned::place)),
            ("without", record.without.as_ref().map(Spanned::place)),
        ];
        let mut fits = true;
        let mut fault = |key: &str, place: Range<usize>, partner: &str| {
            fits = false;
            let message = format!("`{key}` says nothing about `{head}`");
            self.yaml.fault(place, message, format!("`{key}` goes with {partner}"), format!("take `{key}` out"));
        };
        let there = |keys: Vec<(&'static str, Option<Range<usize>>)>| {
            keys.into_iter().filter_map(|(key, place)| place.map(|place| (key, place)))
        };
        if !matches!(head, "concept" | "concepts") {
            there(of_concepts.into()).for_each(|(key, place)| fault(key, place, "`concept` and `concepts`"));
        }
        if !matches!(head, "concept" | "concepts" | "value") {
            there(of_either.into()).for_each(|(key, place)| fault(key, place, "`concept`, `concepts` and `value`"));
        }
        if head != "value" {
            there(record.of_values()).for_each(|(key, place)| fault(key, place, "`value`"));
        }
        if !matches!(head, "diagnosis" | "diagnoses") {
            let of_diagnoses = [
                ("leaves-open", record.leaves_open.as_ref().map(Spanned::place)),
                ("certainty", record.certainty.as_ref().map(Spanned::place)),
            ];
            for (key, place) in of_diagnoses {
                if let Some(place) = place {
                    fault(key, place, "`diagnosis` and `diagnoses`");
                }
            }
        }
        if let Some(of) = record.of.as_ref().filter(|_| head != "at-least") {
            fault("of", of.place(), "`at-least`");
        }
        fits
    }
}
