//! Layer 3: what a note says. One scan for all concepts, then the assertion of each mention.

mod facts;

pub use facts::{CodeMention, CueHit, Facts, Mention};
