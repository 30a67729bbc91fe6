//! Which of the words that look like a code are one.
//!
//! `tests/codes` contains invented pieces of notes by many authors, each with the codes that a coder would read in it,
//! in order; `[]` marks a trap. Every one of them must be read as the coder reads it, except for the few that
//! `docs/codes.md` lists as not read. Each file says how it was made.

use crate::builtin;
use notelint::base::Date;
use notelint::detect::{CodeMention, CodeState};
use notelint::lint::Examined;
use notelint::note::{Context, Note};
use proptest::prelude::*;
use serde::Deserialize;
use std::fmt::Write;
use std::path::Path;

/// A piece of a note and its codes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    note: String,
    codes: Vec<String>,
}

fn read(text: &str, context: Context) -> (Note, Vec<CodeMention>) {
    let Examined { note, facts, .. } = builtin::examine(text, context);
    (note, facts.codes)
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

#[test]
fn a_code_has_its_state_on_the_day_of_the_note() {
    use CodeState::*;
    let state = |code: &str, day: &str| states(&format!("Dx: {code}"), day)[0].1;
    assert_eq!(state("M54.50", "2026-11-01"), Valid);
    assert_eq!(state("M5450", "2026-11-01"), Valid);
    assert_eq!((state("M54.5", "2021-09-30"), state("M54.5", "2021-10-01")), (Valid, Header));
    assert_eq!((state("M54.50", "2021-09-30"), state("M54.50", "2021-10-01")), (NotYet, Valid));
    assert_eq!((state("J44", "2026-11-01"), state("S39.012", "2026-11-01")), (Header, NeedsSeventh));
    assert_eq!((state("M54.52", "2026-11-01"), state("S33.5A", "2026-11-01")), (Unknown, Unknown));
    assert_eq!((state("S33.5XXA", "2026-11-01"), state("S335XXA", "2026-11-01")), (Valid, Valid));
    assert_eq!((state("H81.41", "2019-09-30"), state("H81.41", "2019-10-01")), (Valid, Retired));
}

#[test]
fn without_a_day_codes_are_judged_on_the_last_day_of_the_release() {
    for text in ["Dx: M72.21, M54.50, M54.5", "M54.50"] {
        let expected = states(text, "2027-09-30");
        let undated: Vec<_> = codes(text).into_iter().map(|mention| (mention.code, mention.state)).collect();
        assert_eq!(undated, expected);
        assert_eq!(undated[0].1, CodeState::Valid);
    }
}

#[test]
fn codes_beside_a_note_come_last_and_are_spelled_like_all() {
    let context = Context { codes: ["m5450", " I10 ", "99213"].map(str::to_owned).to_vec(), ..Context::default() };
    let (_, codes) = read("Seen for M54.16.", context);
    assert_eq!(names(&codes), ["M54.16", "M54.50", "I10", "99213"]);
    assert!(codes[0].span.is_some() && codes[1..].iter().all(|mention| mention.span.is_none()));
    let states: Vec<CodeState> = codes.iter().map(|mention| mention.state).collect();
    assert_eq!(states, [CodeState::Valid, CodeState::Valid, CodeState::Valid, CodeState::Unknown]);
}

/// A search that starts again at the beginning for each shape would not end; `tools/stress` times it.
#[test]
fn every_shape_of_a_long_text_is_looked_at_once() {
    let pieces =
        ["E11.9, ", "T12 ", "(I10) ", "M54.1-", "- I10\n", "ICD-10 M54.52\n\n", "S39012A/", "|I10|", "I10 to "];
    for piece in pieces {
        let count = 300_000 / piece.len();
        let spans: Vec<_> = codes(&piece.repeat(count)).iter().filter_map(|mention| mention.span).collect();
        assert!(spans.len() <= count && spans.is_sorted_by_key(|span| span.start), "{piece:?}");
    }
}

fn coded_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "M54.50",
        "M5450",
        "I10",
        "S33.5XXA",
        "s39.012a",
        "E08-E13",
        "M54.1-",
        "T12",
        "[",
        "]",
        "(",
        ")",
        "/",
        ", ",
        " and ",
        "; ",
        "|",
        "\t",
        "\n",
        "\r\n",
        "\n- ",
        "Dx: ",
        "ICD-10 ",
        "ICD-9 ",
        "CPT ",
        "Assessment:\n",
        "room ",
        ".",
        "é",
        "\u{a0}",
        "–",
        "x",
        "***",
        "[ ] ",
        "[x] ",
        "low back pain ",
        "---\n",
        "codes: ",
    ]);
    prop::collection::vec(prop_oneof![5 => piece.prop_map(str::to_owned), 1 => "\\PC{0,4}"], 0..40)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn mentions_are_codes_of_the_text_in_order(text in coded_text()) {
        let found = codes(&text);
        for mention in &found {
            prop_assert!(is_spelled(&text, mention), "{mention:?}");
        }
        prop_assert!(found.windows(2).all(|two| two[0].span.unwrap().end <= two[1].span.unwrap().start));
    }

    #[test]
    fn line_ends_do_not_change_what_is_a_code(text in coded_text()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let dos = unix.replace('\n', "\r\n");
        let (unix, dos) = (codes(&unix), codes(&dos));
        prop_assert_eq!(names(&unix), names(&dos));
    }
}
