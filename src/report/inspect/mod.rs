//! What notelint sees in a note, and why its words do or do not document an element: for people, and for programs.

pub(crate) mod json;
pub(crate) mod pretty;
pub(crate) mod why;
mod why_json;
