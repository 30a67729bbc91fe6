//! The rules that come with notelint: validated when it was built, stored as bytes.

use super::{RuleFile, RuleSet, Symbols};
use crate::words::Automaton;

static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
static WORDS: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));
static SYMBOLS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/symbols.bin"));
static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/files.bin"));

/// Bytes that begin where a number may begin, so that the automaton is read in place.
#[repr(C, align(4))]
struct Aligned<B: ?Sized>(B);

/// The built-in rules, ready to run.
pub fn builtin() -> RuleSet {
    let rules: RuleSet = postcard::from_bytes(RULES).expect("the build script wrote these bytes from the same type");
    RuleSet { words: vec![Automaton::stored(&WORDS.0)], ..rules }
}

/// What the files of the built-in rules define, to link others on top of them.
pub fn builtin_symbols() -> Symbols {
    postcard::from_bytes(SYMBOLS).expect("the build script wrote these bytes from the same type")
}

/// The YAML of the built-in rules, for commands that show what authors wrote, or run their tests. Linting does not need
/// it, so it is stored deflated.
pub fn builtin_files() -> Vec<RuleFile> {
    let bytes = miniz_oxide::inflate::decompress_to_vec(FILES).expect("the build script deflated these bytes");
    let files: Vec<(String, String)> =
        postcard::from_bytes(&bytes).expect("the build script wrote these bytes from the same type");
    files.into_iter().map(|(path, text)| RuleFile { path, text, builtin: true }).collect()
}
