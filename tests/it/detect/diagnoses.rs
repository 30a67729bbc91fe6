//! Which words of a note are diagnoses that it assesses, and with which code.
//!
//! `tests/diagnoses.yaml` contains invented notes with the diagnoses that a coder reads in them. Whatever the text, spans
//! are sound and in order.

use crate::builtin;
use notelint::base::Certainty;
use notelint::detect::Diagnosis;
use notelint::lint::Examined;
use notelint::note::{Context, Note};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A note and its diagnoses: from the wording to the code, and `how` it is stated.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    note: String,
    diagnoses: Vec<BTreeMap<String, String>>,
}

fn read(text: &str) -> (Note, Vec<Diagnosis>) {
    let Examined { note, facts, .. } = builtin::examine(text, Context::default());
    (note, facts.diagnoses)
}

/// A diagnosis in the words of the file.
fn shown(note: &Note, diagnosis: &Diagnosis) -> BTreeMap<String, String> {
    let words = note.words(diagnosis.span).to_owned();
    let code = diagnosis.codes.first().cloned().unwrap_or_default();
    let mut shown = BTreeMap::from([(words, code)]);
    let how = match (diagnosis.past, diagnosis.certainty) {
        (true, _) => Some("past"),
        (false, Certainty::Stated) => None,
        (false, certainty) => Some(certainty.as_str()),
    };
    shown.extend(how.map(|how| ("how".to_owned(), how.to_owned())));
    shown
}

#[test]
fn diagnoses_are_read_as_a_coder_reads_them() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnoses.yaml")).unwrap();
    let pieces: Vec<Piece> = serde_saphyr::from_str(&text).unwrap();
    let mut wrong = String::new();
    for piece in &pieces {
        let (note, found) = read(&piece.note);
        let found: Vec<_> = found.iter().map(|diagnosis| shown(&note, diagnosis)).collect();
        if found != piece.diagnoses {
            wrong.push_str(&format!("{:?}\n  wanted {:?}\n  found  {found:?}\n", piece.note, piece.diagnoses));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_form_assesses_nothing_that_it_only_prompts_for() {
    let (_, found) = read("Assessment: [diagnosis]\nPlan: ***");
    assert_eq!(found, []);
}

proptest! {
    #[test]
    fn any_text_gives_sound_diagnoses(text in "(Assessment: |[0-9]\\. |# )?(\\PC|acute |left |pain|CHF, |\\. |\n){0,40}") {
        let (note, found) = read(&text);
        for diagnosis in &found {
            prop_assert!(!diagnosis.span.is_empty());
            prop_assert!(note.source.text().get(diagnosis.span.range()).is_some());
            prop_assert!(note.sentences[diagnosis.sentence].span.overlaps(diagnosis.span));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].span <= pair[1].span));
    }
}
