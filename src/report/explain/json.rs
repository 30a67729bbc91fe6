//! Explanations for programs: each rule with its settings, its conditions in words, its vocabularies and all its cases.

use super::blocks::Block;
use super::conditions::{Item, concepts};
use super::kinds::{asks, with_slots};
use super::outline::outline;
use super::{Explained, Library};
use crate::report::shared::json::write_value;
use crate::rule::{EntryKind, Expect, Rule};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    rules: Vec<RuleEntry<'a>>,
}

#[derive(Serialize)]
struct RuleEntry<'a> {
    id: &'a str,
    pack: &'a str,
    kind: &'static str,
    severity: &'static str,
    persona: &'static str,
    profile: Option<&'static str>,
    asks: String,
    help: String,
    why: &'a str,
    source: &'a str,
    url: Option<&'a str>,
    belongs_in: Vec<&'static str>,
    tags: &'a [String],
    path: Option<&'a str>,
    line: Option<usize>,
    /// The lines under each heading about when it reports something.
    conditions: Vec<Stated>,
    concepts: Vec<ConceptEntry<'a>>,
    tests: Vec<TestEntry<'a>>,
}

#[derive(Serialize)]
struct Stated {
    heading: &'static str,
    lines: Vec<Item>,
}

#[derive(Serialize)]
struct ConceptEntry<'a> {
    id: &'a str,
    terms: Vec<&'a str>,
    /// Left out where there is none, so that what is stored of other concepts stays as it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phrases: Vec<&'a str>,
    patterns: Vec<&'a str>,
}

#[derive(Serialize)]
struct TestEntry<'a> {
    expect: &'static str,
    name: Option<&'a str>,
    text: &'a str,
    /// The bytes of the text that the rule must report.
    marked: Option<[usize; 2]>,
    todo: bool,
}

/// Writes explanations as one JSON value and a line feed.
///
/// # Errors
/// Only those of the writer.
pub fn json(library: &Library<'_>, what: &[Explained<'_>], out: &mut dyn Write) -> io::Result<()> {
    let rules = |what: &Explained<'_>| match what {
        Explained::Rule(rule) => library.rules.rules.iter().filter(|other| other.id == rule.id).collect(),
        Explained::Pack(index) => library.rules_of(*index),
    };
    let rules = what.iter().flat_map(rules).map(|rule| entry(library, rule)).collect();
    write_value(&Document { rules }, out)?;
    out.write_all(b"\n")
}

fn entry<'a>(library: &Library<'a>, rule: &'a Rule) -> RuleEntry<'a> {
    let pack = &library.rules.packs[rule.pack as usize];
    let outline = outline(library, rule);
    let stated = outline.parts.into_iter().filter(|part| part.heading.starts_with("When"));
    let line = |block| match block {
        Block::Text(text) => vec![Item::line(text)],
        Block::List(items) => items,
        Block::Cases(_) => Vec::new(),
    };
    let mut named = Vec::new();
    rule.conditions().into_iter().for_each(|condition| concepts(condition, &mut named));
    let origin = library.origin(rule);
    RuleEntry {
        id: &rule.id,
        pack: &pack.id,
        kind: rule.check.kind().as_str(),
        severity: rule.severity.as_str(),
        persona: rule.persona.as_str(),
        profile: rule.profile.map(|profile| profile.as_str()),
        asks: asks(rule),
        help: with_slots(rule, &rule.help),
        why: &rule.why,
        source: &rule.source,
        url: rule.url.as_deref(),
        belongs_in: rule.belongs_in.iter().map(|kind| kind.as_str()).collect(),
        tags: &rule.tags,
        path: origin.map(|origin| origin.path.as_str()),
        line: origin.map(|origin| origin.line),
        conditions: stated
            .map(|part| Stated { heading: part.heading, lines: part.blocks.into_iter().flat_map(line).collect() })
            .collect(),
        concepts: named
            .into_iter()
            .map(|concept| {
                let own = |kind: EntryKind| {
                    let own = library.entries.iter().filter(move |e| e.is_of(concept) && e.kind == kind);
                    own.map(|entry| entry.text.as_str()).collect()
                };
                let id = &library.rules.concepts[concept.0 as usize].id;
                ConceptEntry {
                    id,
                    terms: own(EntryKind::Term),
                    phrases: own(EntryKind::Phrase),
                    patterns: own(EntryKind::Pattern),
                }
            })
            .collect(),
        tests: library
            .tests
            .iter()
            .filter(|test| test.rule == rule.id)
            .map(|test| TestEntry {
                expect: if test.expect == Expect::Clean { "clean" } else { "flagged" },
                name: test.name.as_deref(),
                text: &test.text,
                marked: match test.expect {
                    Expect::Flagged(span) => Some([span.start, span.end]),
                    Expect::Clean | Expect::Spoken => None,
                },
                todo: test.todo,
            })
            .collect(),
    }
}
