//! How the kinds of rule differ in an explanation: the name of the kind, when a rule of it reports a finding, and how
//! its messages read before a note fills them in.

use super::blocks::Block;
use super::conditions::{Voice, listed};
use crate::base::{CodeCheck, CommentCheck, RuleKind};
use crate::rule::{Check, CodeRange, Detail, Message, Piece, Rule};

/// What a rule requires or reports; the words of a note are in angle quotes.
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
        (_, RuleKind::Checklist) => "an element of the checklist",
        (_, RuleKind::Require) => "one thing requires another",
        (_, RuleKind::Forbid) => "something that must not be in the note",
        (_, RuleKind::Specify) => "the note documents more than its diagnosis says",
        (_, RuleKind::Conflict) => "two statements that contradict each other",
    }
}

/// When a rule reports a finding, without what prevents its findings.
pub(super) fn occasion<'a>(voice: &Voice<'_>, rule: &Rule) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    let mut text = |text: &str| blocks.push(Block::Text(text.to_owned()));
    match &rule.check {
        Check::Element { documented_by, prompted_by, .. } => {
            text(&format!("The checklist `{}` applies, and none of these documents the element:", voice.pack));
            blocks.push(Block::List(voice.any(documented_by)));
            if !prompted_by.is_empty() {
                let names = prompted_by.iter().map(|concept| format!("`{}`", voice.name(*concept))).collect();
                let names = listed(names, usize::MAX, "or");
                blocks.push(Block::Text(format!("In a template, a prompt for it is enough: {names}.")));
            }
        }
        Check::Require { when, require } => {
            text("All of these hold:");
            blocks.push(Block::List(voice.all(when)));
            blocks.push(Block::Text("and none of these:".to_owned()));
            blocks.push(Block::List(voice.any(require)));
        }
        Check::Forbid { when, forbid } => {
            if let Some(when) = when {
                text("All of these hold:");
                blocks.push(Block::List(voice.all(when)));
            }
            blocks.push(Block::Text("It reports each place where:".to_owned()));
            blocks.push(Block::List(voice.any(forbid)));
        }
        Check::Specify { vague, documented, advice } => {
            text("All of these hold:");
            blocks.push(Block::List(voice.all(vague)));
            if !documented.is_empty() {
                blocks.push(Block::Text("and the note documents more:".to_owned()));
                let item = |d: &Detail| voice.item(&d.condition, true).labelled(&d.says);
                blocks.push(Block::List(documented.iter().map(item).collect()));
            }
            if let Some(advice) = advice.as_ref().filter(|_| !documented.is_empty()) {
                let advice = with_slots(rule, advice);
                blocks.push(Block::Text(format!("Where it documents nothing more, the advice is: {advice}")));
            }
        }
        Check::Conflict { one, other } => {
            text("The note says both:");
            let side = |d: &Detail| voice.item(&d.condition, true).labelled(&d.says);
            blocks.push(Block::List(vec![side(one), side(other)]));
        }
        Check::Comments(what) => {
            let asked = match what {
                CommentCheck::Faulty => "it cannot be read, or it names no rule or no reason",
                CommentCheck::Unused => "a rule that it names has no finding where it holds",
            };
            text(&format!("For each comment to notelint in a template: {asked}."));
        }
        Check::Codes { what, within, not_within, advice } => {
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
        }
    }
    blocks
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
