//! Whose words are these? What is said of another ailment, of a relative, of an earlier bout or of what may come is no
//! history of this pain, however much it sounds like one.
//!
//! `tests/owners.yaml` lists notes by the element of the back pain checklist that they document or only seem to
//! document. Under `topic` it lists notes that evaluate back pain, and notes that only mention it.

use crate::builtin;
use notelint::check::Status;
use notelint::note::Context;
use serde::Deserialize;
use std::path::Path;

/// The notes about one element, or about the topic.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    element: String,
    #[serde(default)]
    documented: Vec<String>,
    #[serde(default)]
    refused: Vec<String>,
}

/// Whether a note documents an element, or evaluates back pain; `None` if it evaluates something else.
fn documents(note: &str, element: &str) -> Option<bool> {
    let examined = builtin::examine(note, Context::default());
    let list = examined.outcome.checklists.iter().find(|list| list.id == "back-pain");
    if element == "topic" {
        return Some(list.is_some());
    }
    let judged = list?.elements.iter().find(|judged| judged.id == element).expect("an element of the checklist");
    Some(judged.status == Status::Documented)
}

#[test]
fn words_count_for_their_owner_only() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/owners.yaml");
    let all: Vec<Cases> = serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for Cases { element, documented, refused } in &all {
        let expected = documented.iter().map(|note| (note, true)).chain(refused.iter().map(|note| (note, false)));
        for (note, counts) in expected {
            if documents(note, element) != Some(counts) {
                wrong.push(format!("{element}, {}: {note}", if counts { "documented" } else { "refused" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
