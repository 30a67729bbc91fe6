//! What an explanation says about one rule, and in which order: for the terminal and for Markdown alike.
//!
//! First what it asks and why, then when it reports something and what satisfies it, then its vocabulary and cases, and
//! last how to turn it off, so that a reader who stops early has read what matters.

use super::conditions::{Item, Voice, concepts, section, sections, vocabulary};
use super::{Library, SetBy};
use crate::base::{CodeCheck, CommentCheck, Persona, SectionKinds, Severity};
use crate::rule::{Case, Check, CodeRange, Condition, Expect, Message, Piece, Rule};

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
    /// What it asks or says.
    pub asks: String,
    /// Its settings, each with its name.
    pub facts: Vec<(&'static str, String)>,
    /// The rest.
    pub parts: Vec<Part<'a>>,
}

/// A heading and its text.
pub(super) struct Part<'a> {
    pub heading: &'static str,
    pub blocks: Vec<Block<'a>>,
}

/// A block of text under a heading.
pub(super) enum Block<'a> {
    /// Sentences.
    Text(String),
    /// Lines, and lines below them.
    List(Vec<Item>),
    /// Cases of the rule's own tests.
    Cases(Vec<&'a Case>),
}

/// Outlines the explanation of a rule.
pub(super) fn outline<'a>(library: &Library<'a>, rule: &'a Rule) -> Outline<'a> {
    let pack = &library.rules.packs[rule.pack as usize];
    let voice = Voice { rules: library.rules, pack: &pack.id };
    let mut parts = vec![why(rule)];
    parts.extend(reports(&voice, rule));
    parts.push(Part { heading: "What satisfies it", blocks: vec![Block::Text(with_slots(rule, &rule.help))] });
    parts.extend(words(library, &voice, rule));
    parts.extend(phrases(library, rule));
    parts.extend(cases(library, rule, "Notes without a finding", |test| test.expect == Expect::Clean));
    parts.extend(cases(library, rule, "Notes with a finding", |test| matches!(test.expect, Expect::Flagged(_))));
    parts.push(turn_off(rule));
    Outline { id: &rule.id, asks: asks(rule), facts: facts(library, rule), parts }
}

/// What a rule asks or reports; what comes from a note is in angle quotes.
pub(super) fn asks(rule: &Rule) -> String {
    match &rule.check {
        Check::Specify { advice: Some(advice), .. } if rule.message.0.is_empty() => with_slots(rule, advice),
        _ => with_slots(rule, &rule.message),
    }
}

/// A message with its slots, before a note fills them in.
pub(super) fn with_slots(rule: &Rule, message: &Message) -> String {
    let (codes, comments) = (matches!(rule.check, Check::Codes { .. }), matches!(rule.check, Check::Comments(_)));
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Found if codes => "‹code›".to_owned(),
        Piece::Found if comments => "‹rule›".to_owned(),
        Piece::Says if comments => "‹what is wrong with it›".to_owned(),
        Piece::Found => "‹words›".to_owned(),
        Piece::Other if codes => "‹other code›".to_owned(),
        Piece::Other => "‹other words›".to_owned(),
        Piece::Says => "‹what it documents›".to_owned(),
        Piece::Code(slot) => format!("‹{}›", slot.as_str()),
    };
    message.0.iter().map(piece).collect()
}

/// What kind of rule it is.
pub(super) fn kind(rule: &Rule) -> &'static str {
    match (&rule.check, rule.check.kind()) {
        (Check::Codes { .. }, _) => "a check of codes against the code set",
        (Check::Comments(_), _) => "a check of comments in a template",
        (_, crate::base::RuleKind::Checklist) => "an element of the checklist",
        (_, crate::base::RuleKind::Require) => "one thing requires another",
        (_, crate::base::RuleKind::Forbid) => "something that must not be in the note",
        (_, crate::base::RuleKind::Specify) => "the note documents more than its diagnosis says",
        (_, crate::base::RuleKind::Conflict) => "two statements that contradict each other",
    }
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
    let mut facts = vec![("kind", kind(rule).to_owned()), ("severity", severity), ("shown to", shown.to_owned())];
    if let Some(profile) = rule.profile {
        facts.push(("reads", format!("{profile}s only")));
    }
    if !rule.belongs_in.is_empty() {
        facts.push(("belongs in", belongs(rule)));
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

/// When it reports something, and the exceptions.
fn reports<'a>(voice: &Voice<'_>, rule: &Rule) -> Vec<Part<'a>> {
    let mut blocks = Vec::new();
    let mut text = |text: &str| blocks.push(Block::Text(text.to_owned()));
    let quiet = match &rule.check {
        Check::Element { documented_by, prompted_by, .. } => {
            text(&format!("The checklist `{}` applies, and none of these documents the element:", voice.pack));
            blocks.push(Block::List(voice.any(documented_by)));
            if !prompted_by.is_empty() {
                let names = prompted_by.iter().map(|concept| format!("`{}`", voice.name(*concept))).collect();
                let names = super::conditions::listed(names, usize::MAX, "or");
                blocks.push(Block::Text(format!("In a template, a prompt for it is enough: {names}.")));
            }
            None
        }
        Check::Require { when, require, quiet_if } => {
            text("All of these hold:");
            blocks.push(Block::List(voice.all(when)));
            blocks.push(Block::Text("and none of these:".to_owned()));
            blocks.push(Block::List(voice.any(require)));
            quiet_if.as_ref()
        }
        Check::Forbid { when, forbid, quiet_if } => {
            if let Some(when) = when {
                text("All of these hold:");
                blocks.push(Block::List(voice.all(when)));
            }
            blocks.push(Block::Text("It reports each place where:".to_owned()));
            blocks.push(Block::List(voice.any(forbid)));
            quiet_if.as_ref()
        }
        Check::Specify { vague, documented, advice, quiet_if } => {
            text("All of these hold:");
            blocks.push(Block::List(voice.all(vague)));
            if !documented.is_empty() {
                blocks.push(Block::Text("and the note documents more:".to_owned()));
                let item = |d: &crate::rule::Detail| voice.item(&d.condition, true).labelled(&d.says);
                blocks.push(Block::List(documented.iter().map(item).collect()));
            }
            if let Some(advice) = advice.as_ref().filter(|_| !documented.is_empty()) {
                let advice = with_slots(rule, advice);
                blocks.push(Block::Text(format!("Where it documents nothing more, the advice is: {advice}")));
            }
            quiet_if.as_ref()
        }
        Check::Conflict { one, other, quiet_if } => {
            text("The note says both:");
            let side = |d: &crate::rule::Detail| voice.item(&d.condition, true).labelled(&d.says);
            blocks.push(Block::List(vec![side(one), side(other)]));
            quiet_if.as_ref()
        }
        Check::Comments(what) => {
            let asked = match what {
                CommentCheck::Faulty => "it cannot be read, or it names no rule or no reason",
                CommentCheck::Unused => "a rule that it names has no finding where it holds",
            };
            text(&format!("For each comment to notelint in a template: {asked}."));
            None
        }
        Check::Codes { what, within, not_within, advice, quiet_if } => {
            text(&format!(
                "For each ICD-10-CM code of the note{}{}: {}.",
                ranges(" in ", within),
                ranges(" not in ", not_within),
                asked(*what)
            ));
            if let Some(advice) = advice {
                let advice = with_slots(rule, advice);
                blocks.push(Block::Text(format!(
                    "Where the note's own words name nothing more, the advice is: {advice}"
                )));
            }
            quiet_if.as_ref()
        }
    };
    let mut parts = vec![Part { heading: "When it reports a finding", blocks }];
    if let Some(quiet) = quiet {
        parts.push(Part { heading: "When it does not", blocks: vec![Block::List(voice.any(quiet))] });
    }
    parts
}

fn ranges(before: &str, ranges: &[CodeRange]) -> String {
    let range = |range: &CodeRange| match range.first == range.last {
        true => range.first.clone(),
        false => format!("{} to {}", range.first, range.last),
    };
    match ranges {
        [] => String::new(),
        ranges => format!("{before}{}", ranges.iter().map(range).collect::<Vec<_>>().join(", ")),
    }
}

const fn asked(what: CodeCheck) -> &'static str {
    match what {
        CodeCheck::Unknown => "it is not in the code set",
        CodeCheck::NotYetValid => "it comes into force after the date of service",
        CodeCheck::Retired => "it went out of force before the date of service",
        CodeCheck::Header => "it is a header that only groups the codes below it",
        CodeCheck::SeventhCharacter => "its 7th character is missing or not one that it can have",
        CodeCheck::Excludes1 => "an Excludes1 note excludes it together with another code of the note",
        CodeCheck::LessSpecific => "another code of the note specifies what it leaves open",
        CodeCheck::Unspecified => "it leaves open what the note's own words name",
    }
}

/// The conditions that a rule states itself.
pub(super) fn conditions(rule: &Rule) -> Vec<&Condition> {
    let (first, second, quiet) = match &rule.check {
        Check::Element { documented_by, .. } => (Some(documented_by), None, &None),
        Check::Require { when, require, quiet_if } => (Some(when), Some(require), quiet_if),
        Check::Forbid { when, forbid, quiet_if } => (when.as_ref(), Some(forbid), quiet_if),
        Check::Specify { vague, documented, quiet_if, .. } => {
            let documented = documented.iter().map(|detail| &detail.condition);
            return [vague].into_iter().chain(documented).chain(quiet_if).collect();
        }
        Check::Conflict { one, other, quiet_if } => (Some(&one.condition), Some(&other.condition), quiet_if),
        Check::Codes { quiet_if, .. } => (None, None, quiet_if),
        Check::Comments(_) => (None, None, &None),
    };
    first.into_iter().chain(second).chain(quiet).collect()
}

/// The words of the concepts that conditions name.
pub(super) fn meanings(library: &Library<'_>, voice: &Voice<'_>, conditions: &[&Condition]) -> Vec<Item> {
    let mut named = Vec::new();
    conditions.iter().for_each(|condition| concepts(condition, &mut named));
    let item = |concept: &crate::rule::ConceptId| {
        let (words, more) = vocabulary(*concept, library.entries);
        let more = match (words.is_empty(), more) {
            (_, 0) => String::new(),
            (false, more) => format!("; and {more} more"),
            (true, 1) => "one pattern".to_owned(),
            (true, more) => format!("{more} patterns"),
        };
        Item::line(format!("`{}`: {}{more}", voice.name(*concept), words.join("; ")))
    };
    let mut items: Vec<Item> = named.iter().take(CONCEPTS).map(item).collect();
    if named.len() > CONCEPTS {
        items.push(Item::line(format!("and {} more", named.len() - CONCEPTS)));
    }
    items
}

fn words<'a>(library: &Library<'_>, voice: &Voice<'_>, rule: &Rule) -> Option<Part<'a>> {
    let items = meanings(library, voice, &conditions(rule));
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
