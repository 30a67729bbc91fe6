//! What notelint sees in a note, and what became of the words that an element looks for: for people, and for programs.

pub(crate) mod json;
pub(crate) mod pretty;
pub(crate) mod why;
mod why_json;
