//! The words that readers will see: slots of messages, and language that messages must not contain.
//!
//! What may not stand in them is in [`guard`](super::guard). A pack that breaks this is refused, so no finding can.

use super::fault::known;
use super::guard::guarded;
use super::record::Text;
use super::source::RuleSource;
use super::{Message, Piece};
use crate::base::CodeSlot;

/// Reports language that no word to a clinician may contain.
pub(super) fn neutral(yaml: &RuleSource<'_>, text: &Text) {
    for guarded in guarded(&text.value) {
        let (breach, words) = (guarded.breach, &text.value[guarded.place.clone()]);
        let message = format!("`{words}` {}", breach.does());
        yaml.fault(yaml.part(text, guarded.place.clone()), message, "not in a message", breach.help());
    }
}

/// A message in pieces; slots that the rule cannot fill are faults.
pub(super) fn message(yaml: &RuleSource<'_>, text: &Text, slots: &[&str]) -> Message {
    neutral(yaml, text);
    let value = &text.value;
    if value.trim().is_empty() {
        yaml.fault(text.place(), "an empty message", "nothing to read", "write the text for the reader");
    }
    let mut pieces = Vec::new();
    let mut rest = 0;
    while let Some(open) = value[rest..].find('{').map(|n| rest + n) {
        let Some(close) = value[open..].find('}').map(|n| open + n) else { break };
        let name = &value[open + 1..close];
        let piece = match name {
            "found" => Piece::Found,
            "other" => Piece::Other,
            "says" => Piece::Says,
            name => CodeSlot::parse(name).map_or(Piece::Text(String::new()), Piece::Code),
        };
        if !slots.contains(&name) {
            let place = yaml.part(text, open..close + 1);
            if matches!(piece, Piece::Text(_)) {
                let help = match slots {
                    [] => "this text has no slots; write it out".to_owned(),
                    slots => known(name, slots.iter().copied()),
                };
                yaml.fault(place, format!("unknown slot `{{{name}}}`"), "no such slot", help);
            } else {
                let help = match slots {
                    [] => "this text has no slots; write it out".to_owned(),
                    slots => format!("slots that can be filled here: {}", slots.join(", ")),
                };
                yaml.fault(place, format!("nothing fills the slot `{{{name}}}` here"), "stays empty", help);
            }
        }
        if open > rest {
            pieces.push(Piece::Text(value[rest..open].to_owned()));
        }
        pieces.push(piece);
        rest = close + 1;
    }
    if rest < value.len() {
        pieces.push(Piece::Text(value[rest..].to_owned()));
    }
    Message(pieces)
}
