//! What a rule says: the author's words, with slots for those of the note and of the code set.

use crate::base::CodeSlot;
use serde::{Deserialize, Serialize};

/// A message with named slots.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Message(pub Vec<Piece>);

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
