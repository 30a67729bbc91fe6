//! From text to sections, sentences and placeholders.

mod front_matter;
mod model;
