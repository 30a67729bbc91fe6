//! Packs: checklists and rules.
//!
//! Elements and rules share most of their keys (who sees them, what they say, where they come from); those are read
//! here. What sets the kinds of rule apart is in [`kinds`](super::kinds).

use super::case::{Case, examples, phrasings};
use super::defined::kebab;
use super::element_record::ElementRecord;
use super::fault::{known, nearest};
use super::file::FileRecord;
use super::ids::Ids;
use super::kinds::RuleRecord;
use super::linker::PackLinker;
use super::names::Names;
use super::record::{DefaultsRecord, Others, SourceRecord, Text, Texts};
use super::scope::{Own, Scope};
use super::source::RuleSource;
use super::wording::{self, message, neutral};
use super::{Check, Checklist, ConceptId, Condition, Element, Message, Pack, Rule, RuleSet};
use crate::base::{Persona, Profile, SectionKind, Severity};
use crate::yaml::Spanned;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Packs while the rule set is put together.
pub(super) struct Packs<'a> {
    pub names: &'a Names<'a>,
    pub ids: &'a Ids<'a>,
    /// The rules beneath and, once all packs are linked, theirs.
    pub rules: &'a mut RuleSet,
    pub tests: Vec<Case>,
}

impl Packs<'_> {
    /// Links every pack, in the order of their names.
    pub fn link(&mut self) {
        let (mut packs, mut rules) = (Vec::new(), Vec::new());
        let values = self.rules.values.clone();
        let mut take = |linked: (Option<Rule>, Vec<Case>)| {
            rules.extend(linked.0);
            self.tests.extend(linked.1);
        };
        for (index, name, file) in self.ids.packs() {
            let record = file.record;
            let mut scope = Scope {
                yaml: file.yaml,
                names: self.names,
                pack: &name.value,
                index,
                has_applies: record.applies.is_some(),
                values: &values,
                named: BTreeMap::new(),
            };
            scope.define(&record.conditions);
            let tags = tags(file.yaml, &[], record.tags.as_ref());
            let sources = record.sources.as_ref().map(|sources| sources.value.0.as_slice()).unwrap_or_default();
            let linker = PackLinker { scope, lost: file.lost, sources, tags, missing_keys: RefCell::default() };
            let checklist = linker.checklist(record);
            linker.sources(record.defaults.as_ref());
            if record.title.is_none() {
                linker.missing("title", "a few words for people");
                linker.report_missing("pack", name);
            }
            for text in [&record.title, &record.description].into_iter().flatten() {
                neutral(file.yaml, text);
            }
            packs.push(Pack {
                id: name.value.clone(),
                title: record.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
                description: record.description.as_ref().map(|text| text.value.trim().to_owned()).unwrap_or_default(),
                builtin: file.yaml.file.builtin,
                checklist,
            });
            for element in record.checklist.iter().flat_map(|list| &list.value) {
                take(linker.element(element));
            }
            for rule in record.rules.iter().flat_map(|list| &list.value) {
                take(linker.rule(rule));
            }
        }
        let all_there = rules.len() == self.ids.len();
        self.rules.add_packs(packs, rules);
        // A rule that is missing is reported already, and may be the one.
        if all_there {
            self.precedence();
        }
    }

    /// Reports what rules yield to that does not exist, once all are linked, since a pattern may name any of them.
    fn precedence(&self) {
        for (.., file) in self.ids.packs() {
            let rules = file.record.rules.iter().flat_map(|list| &list.value);
            for pattern in rules.filter_map(|rule| rule.value.yields_to.as_ref()).flat_map(|patterns| &patterns.value) {
                if self.rules.rules.iter().any(|rule| rule.is_named_by(&pattern.value)) {
                    continue;
                }
                let near = nearest(&pattern.value, self.rules.rules.iter().map(|rule| rule.id.as_str()));
                let help = near.map_or_else(
                    || "name a rule (`pack/rule`), a pack, the beginning of an id (`pack/red-*`) or a tag (`tag:codes`)".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("`{}` names no rule", pattern.value);
                file.yaml.fault(pattern.place(), message, "nothing to yield to", help);
            }
        }
    }
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
    tags: Option<&'r Texts>,
    tested: bool,
}

impl PackLinker<'_> {
    fn checklist(&self, record: &FileRecord) -> Option<Checklist> {
        if let Some(list) =
            record.checklist.as_ref().filter(|_| record.applies.is_none() && !self.lost.any(&["applies"]))
        {
            self.scope.yaml.fault(
                list.place(),
                "a checklist without `applies`",
                "when is it to be complete?",
                "add `applies:` with the condition under which the topic applies",
            );
        }
        let applies = record.applies.as_ref().map(|applies| self.scope.condition(applies, Own::Refused));
        let subject = record.subject.as_ref().map(|subject| &subject.value);
        let concepts = |texts: Option<&Texts>| texts.and_then(|texts| self.scope.concepts(texts)).unwrap_or_default();
        let this_subject = concepts(subject.and_then(|subject| subject.this.as_ref()));
        let other_subject = subject.and_then(|subject| self.scope.others(subject.other.as_ref()?)).unwrap_or_default();
        let own_sites = subject.and_then(|subject| match subject.other.as_ref()? {
            Others::Sites(sites) => sites.value.all_sites_but.as_ref(),
            Others::These(_) => None,
        });
        let own_sites = [this_subject.clone(), concepts(own_sites)].concat();
        let elsewhere = concepts(subject.and_then(|subject| subject.elsewhere.as_ref()));
        let elements = record.checklist.iter().flat_map(|list| &list.value);
        let elements = elements.filter_map(|element| {
            let id = format!("{}/{}", self.scope.pack, element.value.element.as_ref()?.value);
            self.scope.names.elements.get(&id).copied()
        });
        Some(Checklist {
            applies: applies??,
            this_subject,
            own_sites,
            other_subject,
            elsewhere,
            elements: elements.collect(),
        })
    }

    fn element(&self, record: &Spanned<ElementRecord>) -> (Option<Rule>, Vec<Case>) {
        let element = &record.value;
        let yaml = self.scope.yaml;
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
            tags: element.tags.as_ref(),
            tested: element.tests.is_some(),
        };
        let Some(id) = self.id(&common) else { return (None, Vec::new()) };
        let documented_by = self.scope.list(element.documented_by.as_ref(), false, Own::Refused);
        let written = |key, text: Option<&Text>, help| match text {
            Some(text) => message(yaml, text, &[]),
            None => {
                self.missing(key, help);
                Message::default()
            }
        };
        written("label", element.label.as_ref(), "a short noun, such as `radiation`");
        let ask = written("ask", element.ask.as_ref(), "the neutral question that it asks");
        if element.documented_by.is_none() {
            self.missing("documented-by", "the conditions of which any documents it");
        }
        let check = Element {
            element: id.value.clone(),
            label: element.label.as_ref().map(|label| label.value.clone()).unwrap_or_default(),
            documented_by: documented_by.unwrap_or(Condition::Any(Vec::new())),
            prompted_by: self.concepts(element.prompted_by.as_ref()),
        };
        let belongs_in =
            self.belongs_in(element.belongs_in.as_ref()).unwrap_or(vec![SectionKind::Hpi, SectionKind::Cc]);
        let mut tests = examples(yaml, &self.full(id), element.tests.as_ref(), self.lost);
        tests.extend(phrasings(yaml, &self.full(id), element.phrasings.as_ref(), self.lost));
        let query = self.query(element.query.as_ref(), &[]);
        let linked = self.finish(&common, id, Some(Check::Element(check)), ask, &[], belongs_in);
        (linked.map(|linked| Rule { query, ..linked }), tests)
    }

    fn rule(&self, record: &Spanned<RuleRecord>) -> (Option<Rule>, Vec<Case>) {
        let rule = &record.value;
        debug_assert!(rule.for_each.is_none(), "cases are written out before records are read");
        let yaml = self.scope.yaml;
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
            tags: rule.tags.as_ref(),
            tested: rule.tests.is_some(),
        };
        let Some(id) = self.id(&common) else { return (None, Vec::new()) };
        let tests = examples(yaml, &self.full(id), rule.tests.as_ref(), self.lost);
        let kind = self.kind(id, rule);
        let (check, quiet_if) = kind.map(|kind| self.check(kind, id, rule)).unwrap_or_default();
        let slots = kind.map_or(&["found", "other", "says"][..], |kind| (kind.slots)(rule));
        let message = rule.message.as_ref().map(|text| message(yaml, text, slots));
        if message.is_none() && kind.is_none_or(|kind| kind.needs.contains(&"message")) {
            self.missing("message", "the text for the reader");
        }
        let belongs_in = self.belongs_in(rule.belongs_in.as_ref()).unwrap_or_default();
        if let Some(patterns) = &rule.yields_to {
            yaml.not_empty(patterns);
        }
        let yields_to = rule.yields_to.iter().flat_map(|patterns| &patterns.value);
        let yields_to = yields_to.map(|pattern| pattern.value.clone()).collect();
        let linked = self.finish(&common, id, check, message.unwrap_or_default(), slots, belongs_in);
        let query = self.query(rule.query.as_ref(), slots);
        (linked.map(|linked| Rule { quiet_if, yields_to, query, ..linked }), tests)
    }

    fn id<'r>(&self, common: &Common<'r>) -> Option<&'r Text> {
        if common.id.is_none() && !self.lost.any(&[common.what]) {
            let what = common.what;
            self.scope.yaml.fault(
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

    /// The rule with the keys that all have; `None` if its check is faulty.
    fn finish(
        &self,
        common: &Common<'_>,
        id: &Text,
        check: Option<Check>,
        message: Message,
        slots: &[&str],
        belongs_in: Vec<SectionKind>,
    ) -> Option<Rule> {
        let yaml = self.scope.yaml;
        let needed = [
            ("help", common.help, "what would satisfy it"),
            ("why", common.why, "why it matters, in a sentence"),
            ("source", common.source, "a key of the pack's `sources`"),
        ];
        for (key, text, help) in needed {
            if text.is_none() {
                self.missing(key, help);
            }
        }
        if let Some(why) = common.why {
            neutral(yaml, why);
        }
        if !common.tested {
            self.missing("tests", "a `clean` and a `flagged` case");
        }
        self.report_missing(common.what, id);
        let severity = yaml.word(common.severity, "severity", &Severity::ALL, Severity::as_str);
        let persona = yaml.word(common.persona, "persona", Persona::ALL, Persona::as_str);
        let (source, url) = common.source.map(|key| self.source(key)).unwrap_or_default();
        let profile = yaml.word(common.profile, "profile", Profile::ALL, Profile::as_str);
        let help = common.help.map(|help| wording::message(yaml, help, slots)).unwrap_or_default();
        Some(Rule {
            id: self.full(id),
            pack: self.scope.index,
            severity: severity.unwrap_or(Severity::Warning),
            persona: persona.unwrap_or(Persona::Regular),
            profile,
            check: check?,
            quiet_if: None,
            yields_to: Vec::new(),
            message,
            help,
            why: common.why.map(|why| why.value.clone()).unwrap_or_default(),
            source,
            url,
            belongs_in,
            query: None,
            tags: tags(yaml, &self.tags, common.tags),
        })
    }

    fn concepts(&self, texts: Option<&Texts>) -> Vec<ConceptId> {
        texts.and_then(|texts| self.scope.concepts(texts)).unwrap_or_default()
    }

    fn belongs_in(&self, texts: Option<&Texts>) -> Option<Vec<SectionKind>> {
        self.scope.yaml.sections(texts?)
    }

    /// Reports what is wrong with the pack's sources themselves.
    fn sources(&self, defaults: Option<&Spanned<DefaultsRecord>>) {
        let yaml = self.scope.yaml;
        let stated = defaults.and_then(|defaults| defaults.value.source.as_ref());
        stated.map(|source| self.source(source));
        for (key, source) in self.sources {
            kebab(yaml, key, "source");
            if source.value.title.is_none() {
                self.missing("title", "what it is called");
                self.report_missing("source", key);
            }
            if let Some(url) = source.value.url.as_ref().filter(|url| !url.value.starts_with("https://")) {
                yaml.fault(
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
        let Some((_, source)) = self.sources.iter().find(|(name, _)| name.value == key.value) else {
            let names = self.sources.iter().map(|(name, _)| name.value.as_str()).collect::<Vec<_>>();
            let help = if names.is_empty() { "add it under `sources:`".to_owned() } else { known(&key.value, names) };
            self.scope.yaml.fault(
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

/// The tags of a list with those that hold anyway, in order.
fn tags(yaml: &RuleSource<'_>, inherited: &[String], own: Option<&Texts>) -> Vec<String> {
    if let Some(texts) = own.filter(|texts| texts.value.is_empty()) {
        yaml.fault(texts.place(), "an empty list", "no tag", "name at least one, or take the key out");
    }
    let mut tags = inherited.to_vec();
    for text in own.iter().flat_map(|texts| &texts.value) {
        kebab(yaml, text, "tag");
        match tags.binary_search(&text.value) {
            Ok(_) => yaml.fault(
                text.place(),
                format!("the tag `{}` is given twice", text.value),
                "once more, here",
                "take it out; the tags of a pack are those of all its rules",
            ),
            Err(at) => tags.insert(at, text.value.clone()),
        }
    }
    tags
}
