//! The built-in linter, loaded once for all tests, and notes read with it.

use notelint::lint::{Examined, Linter};
use notelint::note::{Context, Note, Source};
use std::sync::LazyLock;

/// The built-in rules, for a clinician.
pub static LINTER: LazyLock<Linter> = LazyLock::new(Linter::builtin);

/// The structure of a text.
pub fn read(text: &str, context: Context) -> Note {
    LINTER.read(Source::from_text("note.txt", text), context)
}

/// A text taken through all layers.
pub fn examine(text: &str, context: Context) -> Examined {
    LINTER.examine(read(text, context))
}
