//! The built-in rules, loaded once for all tests, and notes read with them.

use notelint::lint::{Examined, Linter};
use notelint::note::{Context, Note, Source};
use notelint::rule::{self, Loaded, RuleSet};
use std::sync::LazyLock;

/// The rules as the build script stored them, for a clinician.
pub static LINTER: LazyLock<Linter> = LazyLock::new(Linter::builtin);

/// The same rules by themselves.
pub static RULES: LazyLock<&RuleSet> = LazyLock::new(|| LINTER.rules());

/// The rules as read from their files, with the tests of the packs.
pub static FROM_FILES: LazyLock<Loaded> =
    LazyLock::new(|| rule::load_with_tests(&rule::builtin_files()).expect("the build script has read these files"));

/// The structure of a text.
pub fn read(text: &str, context: Context) -> Note {
    LINTER.read(Source::from_text("note.txt", text), context)
}

/// A text taken through all layers.
pub fn examine(text: &str, context: Context) -> Examined {
    LINTER.examine(read(text, context))
}
