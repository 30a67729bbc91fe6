//! The words that readers will see: slots of messages, and language that messages must not contain.
//!
//! What may not stand in them is in [`guard`](super::guard). A pack that breaks this is refused, so no finding can.

use super::fault::known;
use super::guard::{self, guarded};
use super::record::Text;
use super::source::RuleSource;
use super::{Message, Piece};
use crate::base::CodeSlot;
use std::ops::Range;

/// Reports language that no word to a clinician may contain.
pub(super) fn neutral(yaml: &RuleSource<'_>, text: &Text) {
    for guarded in guarded(&text.value) {
        let (breach, words) = (guarded.breach, &text.value[guarded.place.clone()]);
        let message = format!("`{words}` {}", breach.does());
        yaml.fault(yaml.part(text, guarded.place.clone()), message, "not in a message", breach.help());
    }
    if let Some(place) = directed(&text.value) {
        let message = format!("`{}` leads to a diagnosis that the note may not hold", &text.value[place.clone()]);
        yaml.fault(yaml.part(text, place), message, "not in a message", guard::Breach::Leading.help());
    }
}

/// The first disease that a text names. The build script has no code set to look it up in; a test does it for the built-in
/// rules.
#[cfg(builtin)]
pub(super) fn named_disease(text: &str) -> Option<Range<usize>> {
    diseases(text).into_iter().next()
}

#[cfg(not(builtin))]
pub(super) fn named_disease(_: &str) -> Option<Range<usize>> {
    None
}

/// The places at which a text names a disease.
#[cfg(builtin)]
fn diseases(text: &str) -> Vec<Range<usize>> {
    use crate::icd10::CodeSet;
    let named = CodeSet::builtin().diseases(text, CodeSet::last_day());
    named.into_iter().map(|disease| disease.place.range()).collect()
}

/// Words that tell the reader to write a disease down: "document sepsis". "Document sepsis as ..." and "if it is present"
/// leave it to the reader.
#[cfg(builtin)]
fn directed(text: &str) -> Option<Range<usize>> {
    const TELLING: [&str; 9] = ["document", "add", "write", "diagnose", "record", "chart", "enter", "include", "list"];
    const BETWEEN: [&str; 6] = ["a", "an", "the", "diagnosis", "of", "that"];
    const REASONS: [&str; 8] = ["to", "for", "which", "so", "because", "instead", "since", "now"];
    let telling = |place: &Range<usize>| {
        let mut before =
            text[..place.start].split(|c: char| !c.is_alphanumeric()).rev().filter(|word| !word.is_empty());
        before.find(|word| !BETWEEN.contains(word)).filter(|word| TELLING.contains(&&*word.to_ascii_lowercase()))?;
        let rest = text[place.end..].trim_start();
        let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let verb = text[..place.start].to_ascii_lowercase();
        let start = TELLING.iter().filter_map(|word| verb.rfind(word)).max().unwrap_or(place.start);
        (next.is_empty() || REASONS.contains(&next)).then_some(start..place.end)
    };
    diseases(text).iter().find_map(telling)
}

#[cfg(not(builtin))]
fn directed(_: &str) -> Option<Range<usize>> {
    None
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
