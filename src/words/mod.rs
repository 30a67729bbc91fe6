//! Layer 1: vocabulary as phrases over words.
//!
//! ```text
//! phrases, lists, terms --(Builder)--> Automaton     refuses faulty phrases, each fault at its bytes
//! text --(Tokens::read)--> tokens --(Automaton::find)--> hits     cannot fail
//! ```
//!
//! The unit is the word, not the byte. A note is cut into [`Tokens`] once; each token is looked up once; everything
//! after that compares numbers. All phrases of all owners are one [`Automaton`], a flat table that is read in place.
//! [`parse`] describes the language of phrases.

mod automaton;
mod body;
mod clauses;
mod compile;
mod core_words;
mod dictionary;
mod entries;
mod figures;
mod forms;
mod frequencies;
mod hit;
mod layout;
mod list_names;
mod lists;
mod machine;
mod matching;
mod neighbors;
mod parse;
mod pattern;
mod reader;
mod signature;
mod signs;
mod spelling;
mod table;
mod tokens;
mod vocabulary;

pub use automaton::Automaton;
pub use compile::Builder;
pub use figures::DATE;
pub use frequencies::Frequencies;
pub use hit::Hit;
pub use matching::{REACH, Scratch};
pub use parse::{Fault, Kind, Node, lines, parse};
pub use tokens::{CLOCK, DIGITS, NUMBER, SIGN, Stretch, Token, Tokens};

#[cfg(test)]
mod tests;
