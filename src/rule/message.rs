//! What a rule says: the author's words, with slots for those of the note and of the code set.

use crate::base::CodeSlot;
use serde::{Deserialize, Serialize};

/// A message with named slots.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Message(pub Vec<Piece>);

impl Message {
    /// Without the sentences that name codes which the note may not hold: what a clinician reads. A code is chosen from
    /// the words of the note, and not the words for a code.
    pub fn for_clinicians(&self) -> Message {
        let mut sentences: Vec<Vec<Piece>> = vec![Vec::new()];
        let mut add = |piece: Piece, ends: bool| {
            if let Some(last) = sentences.last_mut() {
                last.push(piece);
            }
            if ends {
                sentences.push(Vec::new());
            }
        };
        for piece in &self.0 {
            let Piece::Text(text) = piece else {
                add(piece.clone(), false);
                continue;
            };
            let mut rest = text.as_str();
            while let Some(end) = rest.find(". ") {
                add(Piece::Text(rest[..=end].to_owned()), true);
                rest = &rest[end + 1..];
            }
            if !rest.is_empty() {
                add(Piece::Text(rest.to_owned()), false);
            }
        }
        let names_codes = |piece: &Piece| matches!(piece, Piece::Code(CodeSlot::Codes | CodeSlot::Tabular));
        sentences.retain(|sentence| !sentence.iter().any(names_codes));
        let mut pieces: Vec<Piece> = sentences.into_iter().flatten().collect();
        // The first sentence may have been left out.
        if let Some(Piece::Text(first)) = pieces.first_mut() {
            *first = first.trim_start().to_owned();
        }
        Message(pieces)
    }
}

/// One piece of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// Words of the rule's author.
    Text(String),
    /// `{found}`: the words of the primary span, quoted (left out when redacted).
    Found,
    /// `{other}`: the words of the first related span, quoted (left out when redacted).
    Other,
    /// `{says}`: the `says` of the details that hold, joined.
    Says,
    /// `{title}` and similar: what the code set says about the code.
    Code(CodeSlot),
}
