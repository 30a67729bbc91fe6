//! What an explanation says about one rule, and in which order: for the terminal and for Markdown alike.
//!
//! First what it requires and why, then when it reports something and what satisfies it, then its vocabulary and cases,
//! and last how to turn it off, so that a reader who stops early has read what matters.

use super::blocks::{Block, Part};
use super::conditions::{Item, Voice, concepts, listed, section, sections, vocabulary};
use super::kinds::{asks, occasion, with_slots};
use super::{Library, SetBy};
use crate::base::{Persona, SectionKinds, Severity};
use crate::rule::{Case, Condition, Expect, Rule};

/// Cases of one kind that are shown.
const CASES: usize = 4;
/// Phrases of one kind that are shown.
const PHRASES: usize = 12;
/// Concepts whose words are shown.
const CONCEPTS: usize = 16;

/// The explanation of one rule.
pub(super) struct Outline<'a> {
    /// `pack/name`.
    pub id: &'a str,
    /// What it requires or says.
    pub asks: String,
    /// Its settings, each with its name.
    pub facts: Vec<(&'static str, String)>,
    /// The rest.
    pub parts: Vec<Part<'a>>,
}

/// Outlines the explanation of a rule.
pub(super) fn outline<'a>(library: &Library<'a>, rule: &'a Rule) -> Outline<'a> {
    let pack = &library.rules.packs[rule.pack as usize];
    let voice = Voice { rules: library.rules, pack: &pack.id };
    let mut parts = vec![why(rule)];
    parts.push(Part { heading: "When it reports a finding", blocks: occasion(&voice, rule) });
    if let Some(quiet) = &rule.quiet_if {
        parts.push(Part { heading: "When it does not", blocks: vec![Block::List(voice.any(quiet))] });
    }
    parts.push(Part { heading: "What satisfies it", blocks: vec![Block::Text(with_slots(rule, &rule.help))] });
    parts.extend(words(library, &voice, rule));
    parts.extend(phrases(library, rule));
    parts.extend(cases(library, rule, "Notes without a finding", |test| test.expect == Expect::Clean));
    parts.extend(cases(library, rule, "Notes with a finding", |test| matches!(test.expect, Expect::Flagged(_))));
    parts.push(turn_off(rule));
    Outline { id: &rule.id, asks: asks(rule), facts: facts(library, rule), parts }
}

fn facts(library: &Library<'_>, rule: &Rule) -> Vec<(&'static str, String)> {
    let mut severity = rule.severity.as_str().to_owned();
    if rule.severity == Severity::Off {
        severity.push_str(" (reports nothing unless a site turns it on)");
    }
    if let Some(set) = library.set_by(rule).filter(|set| !matches!(set, SetBy::Pack { .. } | SetBy::Default)) {
        severity.push_str(&format!(", set by {set}"));
    }
    let shown = match rule.persona {
        Persona::Regular => "every reader",
        Persona::Thorough => "reviewers (`--persona thorough`)",
    };
    let mut facts = vec![
        ("kind", rule.check.as_kind().in_words().to_owned()),
        ("severity", severity),
        ("shown to", shown.to_owned()),
    ];
    if let Some(profile) = rule.profile {
        facts.push(("reads", format!("{profile}s only")));
    }
    if !rule.belongs_in.is_empty() {
        facts.push(("belongs in", belongs(rule)));
    }
    if !rule.yields_to.is_empty() {
        let patterns = rule.yields_to.iter().map(|pattern| format!("`{pattern}`")).collect();
        let patterns = listed(patterns, usize::MAX, "and");
        facts.push(("yields to", format!("{patterns}, if both report the same code or place")));
    }
    if !rule.tags.is_empty() {
        facts.push(("tags", rule.tags.join(", ")));
    }
    facts
}

fn belongs(rule: &Rule) -> String {
    let kinds: SectionKinds = rule.belongs_in.iter().copied().collect();
    match rule.belongs_in.as_slice() {
        [one] => section(*one).to_owned(),
        _ => sections(kinds),
    }
}

fn why<'a>(rule: &Rule) -> Part<'a> {
    let address = rule.url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
    let source = format!("Source: {}{address}.", rule.source);
    Part { heading: "Why", blocks: vec![Block::Text(rule.why.clone()), Block::Text(source)] }
}

/// The words of the concepts that conditions name.
pub(super) fn meanings(library: &Library<'_>, voice: &Voice<'_>, conditions: &[&Condition]) -> Vec<Item> {
    let mut named = Vec::new();
    conditions.iter().for_each(|condition| concepts(condition, &mut named));
    let item = |concept: &crate::rule::ConceptId| {
        Item::line(format!("`{}`: {}", voice.name(*concept), vocabulary(*concept, library.entries)))
    };
    let mut items: Vec<Item> = named.iter().take(CONCEPTS).map(item).collect();
    if named.len() > CONCEPTS {
        items.push(Item::line(format!("and {} more", named.len() - CONCEPTS)));
    }
    items
}

fn words<'a>(library: &Library<'_>, voice: &Voice<'_>, rule: &Rule) -> Option<Part<'a>> {
    let items = meanings(library, voice, &rule.conditions());
    (!items.is_empty()).then(|| Part { heading: "Vocabulary", blocks: vec![Block::List(items)] })
}

/// The phrases with which an element tests its vocabulary.
fn phrases<'a>(library: &Library<'a>, rule: &Rule) -> Option<Part<'a>> {
    let of = |wanted: fn(&Case) -> bool, before: &str| {
        let own = library.tests.iter().filter(|test| test.rule == rule.id && test.phrase.is_some() && wanted(test));
        let all: Vec<&str> = own.filter_map(|test| test.name.as_deref()).collect();
        let shown = spread(&all, PHRASES, |_| false).into_iter().map(|phrase| format!("\"{phrase}\""));
        let more = match all.len().saturating_sub(PHRASES) {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let shown: Vec<String> = shown.collect();
        (!shown.is_empty()).then(|| Item::line(format!("{before}: {}{more}", shown.join(", "))))
    };
    let items = [of(|t| t.expect == Expect::Clean, "documented by"), of(|t| t.expect == Expect::Spoken, "not by")];
    let items: Vec<Item> = items.into_iter().flatten().collect();
    (!items.is_empty()).then(|| Part { heading: "Phrases of its tests", blocks: vec![Block::List(items)] })
}

fn cases<'a>(library: &Library<'a>, rule: &Rule, heading: &'static str, wanted: fn(&Case) -> bool) -> Option<Part<'a>> {
    let own = library.tests.iter().filter(|test| test.rule == rule.id && test.phrase.is_none() && !test.todo);
    let all: Vec<&Case> = own.filter(|test| wanted(test)).collect();
    let shown = spread(&all, CASES, |test| test.name.is_some());
    (!shown.is_empty()).then(|| Part { heading, blocks: vec![Block::Cases(shown)] })
}

/// At most so many, from all over the list: of each stretch the first that is preferred, else its first.
fn spread<T: Copy>(all: &[T], most: usize, preferred: impl Fn(&T) -> bool) -> Vec<T> {
    let count = all.len().min(most);
    let stretch = |n: usize| &all[n * all.len() / count..(n + 1) * all.len() / count];
    let pick = |part: &[T]| part.iter().find(|one| preferred(one)).or(part.first()).copied();
    (0..count).filter_map(|n| pick(stretch(n))).collect()
}

fn turn_off<'a>(rule: &Rule) -> Part<'a> {
    let text = format!("For one run `--ignore {}`; for all notes of a folder, in `notelint.yaml`:", rule.id);
    let line = format!("`severity: {{{}: off}}`", rule.id);
    Part { heading: "How to turn it off", blocks: vec![Block::Text(text), Block::List(vec![Item::line(line)])] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_taken_from_all_over() {
        let all: Vec<usize> = (0..10).collect();
        assert_eq!(spread(&all, 3, |_| false), [0, 3, 6]);
        assert_eq!(spread(&all, 3, |n| n % 5 == 4), [0, 4, 9]);
        assert_eq!(spread(&all[..2], 3, |_| false), [0, 1]);
        assert!(spread(&all[..0], 3, |_| false).is_empty());
    }
}
