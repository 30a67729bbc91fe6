//! What the kinds of rule say about themselves, as text: when a rule reports a finding, and how its messages read
//! before a note fills them in.

use super::blocks::Block;
use super::conditions::{Voice, listed};
use crate::rule::{Message, Piece, Rule, Statement};

/// What a rule requires or reports; the words of a note are in angle quotes.
pub(super) fn asks(rule: &Rule) -> String {
    with_slots(rule, rule.check.as_kind().lead(&rule.message))
}

/// A message with its slots, before a note fills them in.
pub(super) fn with_slots(rule: &Rule, message: &Message) -> String {
    let slots = rule.check.as_kind().slots();
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Found => format!("‹{}›", slots.found),
        Piece::Other => format!("‹{}›", slots.other),
        Piece::Says => format!("‹{}›", slots.says),
        Piece::Code(slot) => format!("‹{}›", slot.as_str()),
    };
    message.0.iter().map(piece).collect()
}

/// When a rule reports a finding, without what prevents its findings.
pub(super) fn occasion<'a>(voice: &Voice<'_>, rule: &Rule) -> Vec<Block<'a>> {
    let block = |statement| match statement {
        Statement::Text(text) => Block::Text(text),
        Statement::All(condition) => Block::List(voice.all(condition)),
        Statement::Any(condition) => Block::List(voice.any(condition)),
        Statement::Details(details) => {
            let items = details.iter().map(|detail| voice.item(&detail.condition, true).labelled(&detail.says));
            Block::List(items.collect())
        }
        Statement::Concepts(text, concepts) => {
            let names = concepts.iter().map(|concept| format!("`{}`", voice.name(*concept))).collect();
            Block::Text(format!("{text}{}.", listed(names, usize::MAX, "or")))
        }
        Statement::Message(text, message) => Block::Text(format!("{text}{}", with_slots(rule, message))),
    };
    rule.check.as_kind().occasion(voice.pack).into_iter().map(block).collect()
}
