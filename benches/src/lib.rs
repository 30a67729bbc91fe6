//! What the measurements share: the notes, and the words of the vocabulary for the yardstick.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use notelint::rule;
use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

/// The project's own notes: the examples, and those of the reading test.
pub fn notes() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut notes: Vec<String> = files(&root.join("examples/notes"), "txt").map(|path| text(&path)).collect();
    for path in files(&root.join("tests/reading"), "yaml") {
        let yaml = text(&path);
        let indented = |line: &&str| line.is_empty() || line.starts_with("    ");
        let blocks = yaml.split("  note: |-\n").skip(1);
        notes.extend(blocks.map(|block| {
            block
                .lines()
                .take_while(indented)
                .map(|line| line.get(4..).unwrap_or_default())
                .collect::<Vec<_>>()
                .join("\n")
        }));
    }
    notes
}

/// The files of a folder with an extension, in order.
pub fn files(folder: &Path, extension: &str) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|own| own == extension));
    paths.sort();
    paths.into_iter()
}

/// The text of a file.
pub fn text(path: &Path) -> String {
    read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// An Aho-Corasick automaton of the fixed words in the vocabulary of every built-in concept: what scanning bytes for them
/// would cost, without lists, gaps or any meaning.
pub fn yardstick() -> (AhoCorasick, usize) {
    let loaded = rule::load_with_entries(&rule::builtin_files()).expect("built-in rules are valid");
    let is_fixed = |c: char| c.is_ascii_alphanumeric() || " '-".contains(c);
    let runs = |text: &str| {
        let parts = text.split(|c: char| !is_fixed(c)).map(|run| run.trim().to_lowercase());
        parts.filter(|run| run.len() > 2).collect::<Vec<_>>()
    };
    let words: BTreeSet<String> = loaded.entries.iter().flat_map(|entry| runs(&entry.text)).collect();
    let count = words.len();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .ascii_case_insensitive(true)
        .build(words)
        .expect("the words are few and short");
    (automaton, count)
}
