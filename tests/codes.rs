//! Which of all that looks like a code is one.
//!
//! `tests/codes` holds invented pieces of notes of many hands, each with the codes that a coder would read in it, in
//! order; `[]` marks a trap. Every one of them must be read as the coder reads it. Each file says in which way it
//! came about.

#![allow(clippy::unwrap_used)]

use notelint::base::Date;
use notelint::detect::{CodeMention, CodeState, Detector};
use notelint::note::{Context, Headings, Note, Source};
use notelint::rule::{self, RuleSet};
use serde::Deserialize;
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<RuleSet> = LazyLock::new(rule::builtin);
static HEADINGS: LazyLock<Headings> =
    LazyLock::new(|| Headings::new(RULES.headings.iter().map(|h| (h.text.as_str(), h.kind, h.strict))));
static DETECTOR: LazyLock<Detector<'static>> = LazyLock::new(|| Detector::new(&RULES));

/// A piece of a note and its codes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    note: String,
    codes: Vec<String>,
}

fn read(text: &str, context: Context) -> (Note, Vec<CodeMention>) {
    let note = Note::read(Source::from_text("note.txt", text), context, &HEADINGS);
    let codes = DETECTOR.facts(&note).codes;
    (note, codes)
}

fn codes(text: &str) -> Vec<CodeMention> {
    read(text, Context::default()).1
}

fn names(codes: &[CodeMention]) -> Vec<&str> {
    codes.iter().map(|mention| mention.code.as_str()).collect()
}

fn states(text: &str, day: &str) -> Vec<(String, CodeState)> {
    let (_, codes) = read(text, Context { day: Date::parse(day), ..Context::default() });
    codes.into_iter().map(|mention| (mention.code, mention.state)).collect()
}

/// A mention covers the letters and digits of its code.
fn is_spelled(text: &str, mention: &CodeMention) -> bool {
    let letters = |text: &str| text.replace('.', "").to_uppercase();
    mention
        .span
        .is_some_and(|span| text.get(span.range()).is_some_and(|words| letters(words) == letters(&mention.code)))
}

fn pieces() -> Vec<(String, Piece)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codes");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let pieces: Vec<Piece> = serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        all.extend(pieces.into_iter().map(|piece| (name.clone(), piece)));
    }
    all
}

#[test]
fn every_piece_is_read_as_a_coder_reads_it() {
    let pieces = pieces();
    let mut wrong = String::new();
    for (file, piece) in &pieces {
        let found = codes(&piece.note);
        if names(&found) != piece.codes {
            let _ = writeln!(
                wrong,
                "{file}: {:?}\n  expected {:?}\n  found    {:?}",
                piece.note,
                piece.codes,
                names(&found)
            );
        }
        assert!(found.iter().all(|mention| is_spelled(&piece.note, mention)), "{:?}", piece.note);
    }
    let traps = pieces.iter().filter(|(_, piece)| piece.codes.is_empty()).count();
    assert!(wrong.is_empty(), "\n{wrong}\n{} of {} pieces", wrong.matches("expected").count(), pieces.len());
    assert!(pieces.len() >= 240 && traps >= 80, "{} pieces, {traps} traps", pieces.len());
}
