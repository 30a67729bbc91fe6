//! From text to sections, sentences and placeholders.

mod any_text;
mod blanks;
mod folding;
mod front_matter;
mod headings;
mod placeholders;
mod problems;
mod reader;
mod replies;
mod sentences;
mod shown;
mod source;
