//! The words that readers will see: slots of messages, and language that messages must not contain.
//!
//! A query to a provider must be neutral: it states what the note documents and what is missing, and mentions neither
//! payment nor the code to choose (ACDIS/AHIMA, Guidelines for Achieving a Compliant Query Practice, 2022 update). A
//! pack that breaks this is refused, so no finding can.

use super::fault::known;
use super::record::Text;
use super::source::RuleSource;
use super::{Message, Piece};
use crate::base::CodeSlot;
use std::ops::Range;

/// Words about payment; those with a star may go on.
const PAYMENT: [&str; 18] = [
    "reimburs*",
    "payment*",
    "payer*",
    "payor*",
    "revenue*",
    "billing",
    "billable",
    "drg*",
    "hcc*",
    "raf",
    "cc/mcc",
    "mcc*",
    "upcod*",
    "downcod*",
    "level of service",
    "audit*",
    "maximi*",
    "optimi*",
];

/// Phrases that pick a code for the provider.
const CODING: [&str; 8] = [
    "use code*",
    "use the code*",
    "use icd*",
    "assign code*",
    "assign the code*",
    "change the code*",
    "code this as",
    "should be coded",
];

/// Reports language that a query must not contain.
pub(super) fn neutral(yaml: &RuleSource<'_>, text: &Text) {
    for (list, about, help) in [
        (&PAYMENT[..], "payment", "say what the note states or leaves out, and what would settle it"),
        (&CODING[..], "the choice of a code", "say what would be more specific, and leave the code to the provider"),
    ] {
        if let Some(place) = list.iter().filter_map(|word| find(&text.value, word)).min_by_key(|place| place.start) {
            let word = &text.value[place.clone()];
            yaml.fault(yaml.part(text, place.clone()), format!("`{word}` refers to {about}"), "not in a message", help);
        }
    }
}

/// A word of a list in a text, at word borders and without regard to case.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    let (word, goes_on) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
    let lower = text.to_ascii_lowercase();
    let letter = |c: char| c.is_alphanumeric();
    lower.match_indices(word).find_map(|(start, _)| {
        let rest = &lower[start + word.len()..];
        let more = if goes_on { rest.find(|c| !letter(c)).unwrap_or(rest.len()) } else { 0 };
        let begins = !lower[..start].ends_with(letter);
        let ends = !rest[more..].starts_with(letter);
        (begins && ends).then_some(start..start + word.len() + more)
    })
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
