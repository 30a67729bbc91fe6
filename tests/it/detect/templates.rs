//! Forms of many kinds, read as their authors meant them: what is left to be filled in, and which elements of a pain
//! history the form prompts for.
//!
//! Each file of `tests/templates` is one form. It lists its unfilled places in order, and under `asks` and
//! `leaves-out` the elements of which a reader is sure; the others are doubtful, and not tested.

use crate::builtin::{self, LINTER};
use notelint::base::Profile;
use notelint::check::Status;
use notelint::note::{Context, Note};
use std::fs;
use std::path::Path;

#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Form {
    #[serde(rename = "about")]
    _about: String,
    text: String,
    unfilled: Vec<String>,
    asks: Vec<String>,
    leaves_out: Vec<String>,
}

fn forms() -> Vec<(String, Form)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 20);
    let form = |path: &Path| serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    paths.iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), form(path))).collect()
}

fn read(text: &str, profile: Profile) -> Note {
    let context = Context { profile, checklists: vec!["back-pain".into()], ..Context::default() };
    builtin::read(text, context)
}

/// The status of each element of the back pain checklist.
fn statuses(note: Note) -> Vec<(String, Status)> {
    let list = LINTER.examine(note).outcome.checklists.into_iter().find(|list| list.id == "back-pain").unwrap();
    list.elements.into_iter().map(|element| (element.id, element.status)).collect()
}

#[test]
fn the_places_to_fill_are_found() {
    for (name, form) in forms() {
        let note = read(&form.text, Profile::Note);
        let found: Vec<_> = note.placeholders.iter().map(|place| note.words(place.span)).collect();
        assert_eq!(found, form.unfilled, "{name}");
    }
}

#[test]
fn a_form_asks_for_what_its_writer_meant() {
    let mut wrong = Vec::new();
    for (name, form) in forms() {
        let statuses = statuses(read(&form.text, Profile::Template));
        let missing = |id: &String| statuses.iter().find(|(element, _)| element == id).unwrap().1 == Status::Missing;
        wrong.extend(form.asks.iter().filter(|id| missing(id)).map(|id| format!("{name} asks for {id}")));
        wrong.extend(form.leaves_out.iter().filter(|id| !missing(id)).map(|id| format!("{name} leaves out {id}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_form_handed_in_as_a_note_documents_little() {
    let form =
        "Complaint: Low back pain\nSpreads to:\nNumbness:\nKind of pain:\nScore (0-10):\nWorse with:\nAssessment:\n";
    let note = read(form, Profile::Note);
    assert_eq!(note.placeholders, []);
    let documented: Vec<_> =
        statuses(note).into_iter().filter(|(_, status)| *status == Status::Documented).map(|(id, _)| id).collect();
    assert_eq!(documented, ["location"]);
}

#[test]
fn the_marked_answer_of_a_list_is_the_answer() {
    let status = |text: &str, id: &str| {
        let note = read(text, Profile::Note);
        statuses(note).into_iter().find(|(element, _)| element == id).unwrap().1
    };
    for (text, id, expected) in [
        ("HPI: Low back pain.\nPain quality: [ ] dull [x] sharp", "character", Status::Documented),
        ("HPI: Low back pain.\nPain quality: [ ] dull [ ] sharp", "character", Status::Unfilled),
        ("HPI: Low back pain.\nRadiates: ( ) yes (x) no", "radiation", Status::Documented),
        ("HPI: Low back pain.\nRadiates: ( ) yes ( ) no", "radiation", Status::Unfilled),
        ("HPI: Low back pain.\nRadiates: yes / **no**", "radiation", Status::Documented),
        ("HPI: Low back pain.\n[x] vomiting\n[ ] fever\n[ ] weight loss", "red-flags", Status::Unfilled),
    ] {
        assert_eq!(status(text, id), expected, "{text}");
    }
}

#[test]
fn a_short_prompt_is_heard_and_one_about_another_thing_is_not() {
    for (line, element, status) in [
        ("How severe? ___", "severity", Status::Prompted),
        ("Symptoms into: ***", "radiation", Status::Prompted),
        ("Medications tried: ***", "prior-treatment", Status::Prompted),
        ("Not able to: ***", "adl-impact", Status::Prompted),
        ("Intensity of nausea: ***", "severity", Status::Missing),
        ("Plan: take naproxen for *** weeks", "duration", Status::Missing),
        ("Gained *** kg over *** weeks", "duration", Status::Missing),
    ] {
        let statuses = statuses(read(&format!("Low back pain\nHPI: ***\n{line}\n"), Profile::Template));
        let found = statuses.iter().find(|(id, _)| id == element).unwrap().1;
        assert_eq!(found, status, "{line}");
    }
}
